#pragma once
// Parcels by 快递100, which asks the couriers.

#include <memory>

#include "outside/https_client.hpp"
#include "outside/kuaidi100/pickup_words.hpp"
#include "outside/kuaidi100/words.hpp"

namespace afterdesk::outside::kuaidi100 {

inline constexpr std::string_view default_address = "https://poll.kuaidi100.com";
inline constexpr std::string_view default_order_address = "https://order.kuaidi100.com";
inline constexpr Duration ask_pause = minutes(30);

struct Settings {
    Account account;
    std::string address{default_address};  ///< without a slash at the end
    std::string push_url{};                ///< a parcel's token follows; empty: it is only asked
    std::string pickup_carrier{};          ///< whose couriers come; empty: nobody is booked
    std::string order_secret{};            ///< signs bookings
    std::string order_address{default_order_address};
    std::string pickup_url{};  ///< a booking's token follows
};

class Kuaidi100 final : public Courier {
  public:
    Kuaidi100(Settings settings, std::shared_ptr<Https> https)
        : settings_(std::move(settings)), https_(std::move(https)) {}

    TrackAnswer ask(ParcelAsked const& parcel) override;
    Duration between_asks() const override { return ask_pause; }
    bool tells() const override { return !settings_.push_url.empty(); }
    Answer subscribe(ParcelAsked const& parcel, PushAddress const& to) override;
    bool is_signed(std::string_view body, std::string_view salt) const override {
        return kuaidi100::is_signed(body, salt);
    }
    std::string_view thanks() const override { return kuaidi100::thanks; }
    void hurry() override { https_->hurry(); }

    std::string picks_up_by() const override { return settings_.pickup_carrier; }
    PickupAnswer book(PickupOrder const& order) override;
    PickupAnswer look(PickupOrder const& order) override;
    Answer move(PickupOrder const& order) override;
    Answer cancel(PickupOrder const& order) override;
    std::string task_in(std::string_view push) const override { return task_of_push(push); }

  private:
    Result<HttpsAnswer, std::string> post(std::string_view path, std::string form);
    Result<HttpsAnswer, std::string> order_by(PickupOrder const& order, PickupCall const& call);

    Settings settings_;
    std::shared_ptr<Https> https_;
};

}  // namespace afterdesk::outside::kuaidi100
