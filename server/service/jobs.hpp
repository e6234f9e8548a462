#pragma once
// Background work: the outbox, webhooks, notifications, due deadlines, the clock that they go by, and what
// parties outside tell.

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string_view>

#include "service/caller.hpp"
#include "service/notifications.hpp"
#include "service/outbox.hpp"
#include "service/parcel_watch.hpp"
#include "service/pickup_watch.hpp"
#include "service/timers.hpp"
#include "service/webhooks.hpp"
#include "service/worker.hpp"
#include "wire/admin_api.hpp"

namespace afterdesk {

class Jobs {
  public:
    explicit Jobs(Ground& ground);
    ~Jobs();
    Jobs(Jobs const&) = delete;
    Jobs& operator=(Jobs const&) = delete;

    /// Who sends events to hosts; without it they wait. Units: before the start.
    void connect(std::shared_ptr<outside::Endpoints> endpoints) { webhooks_.connect(std::move(endpoints)); }
    /// Works on threads of its own. `stop` waits for them.
    void start();
    void stop();
    /// The same work, once, on the caller's thread, as far as it is due. Promise: the number of things done.
    int run_due();
    /// There may be something to do. Callable from any thread.
    void poke();
    /// These were committed: who has something to do with it is poked. Callable from any thread.
    void changed(std::vector<store::LiveRow> const& rows);

    // The clock. Errors: not_your_part unless an administrator asks in demo mode.
    wire::ClockView clock();
    /// Promise: when it answers, every deadline on the way has fired, each at its own time.
    Result<wire::ClockView, Mistakes> advance_clock(Caller const& caller, Duration by);

    /// How refunds are paid.
    wire::RefundWay refund_way() const;
    /// How many refunds wait for a way to pay them.
    int refunds_waiting();
    wire::ChannelView channel();
    /// Switches the simulated payment channel. Errors: not_your_part unless the platform asks in demo mode;
    /// not_found without it.
    Result<wire::ChannelView, Mistakes> set_channel_settings(Caller const& caller,
                                                             wire::ChannelSettings const& settings);

    /// Whether the message is signed by the payment channel of that name, just now, for one of our accounts.
    bool is_signed(std::string_view channel, outside::Message const& message);
    /// Takes what the channel told. Units: is_signed was asked before. Errors: mistakes of the document; see
    /// Outbox::take.
    std::optional<Mistakes> take_notice(std::string_view channel, outside::Message const& message);
    /// What the channel wants to hear then. "": any answer that is no refusal.
    std::string_view thanks(std::string_view channel);

    /// What people are told.
    Notifications& notifications() { return notifications_; }

    /// Where parcels are.
    ParcelWatch& parcels() { return parcels_; }
    /// A courier has news of a parcel. Units: ParcelWatch::is_push was asked before.
    void take_push(std::string_view token);

    /// Couriers who come for what goes back.
    PickupWatch& pickups() { return pickups_; }
    /// Likewise of a booking.
    void take_pickup_push(std::string_view token, std::string_view body);
    /// A buyer asks for something. Callable from any thread.
    void tell_courier() { watcher_.poke(); }

  private:
    std::vector<outside::Payments*> channel_named(std::string_view name) const;
    void move_clock(Duration by);
    std::int64_t sleep_until(std::optional<Instant> next) const;
    std::int64_t outbox_turn();
    std::int64_t timer_turn();
    std::int64_t parcel_turn();
    std::int64_t webhook_turn();
    std::int64_t notification_turn();
    void hurry();

    Ground& ground_;
    outside::Parties const& parties_;
    Outbox outbox_;
    Timers timers_;
    ParcelWatch parcels_;
    PickupWatch pickups_;
    Webhooks webhooks_;
    Notifications notifications_;
    Worker senders_, timer_, watcher_, webhook_senders_, tellers_;
    std::atomic<std::int64_t> timer_looks_ms_{INT64_MAX};  ///< again, at the latest
    std::mutex journey_;                                   ///< of the one who moves the clock
};

}  // namespace afterdesk
