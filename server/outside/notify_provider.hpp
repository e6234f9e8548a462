#pragma once
// A provider of SMS or WeChat messages, by one signed request each: what is sent by a template is its
// business, as every provider has another interface.

#include <memory>
#include <string>

#include "outside/endpoints.hpp"
#include "outside/notify.hpp"

namespace afterdesk::outside {

/// POST {"id","template","language","person","to":{"phone"?,"openid"?},"params":{…}}, signed as webhooks are
/// (Standard Webhooks 1.0.0). Promise: no title and no text, and no name, address or phone number but the
/// receiver's own.
class NotifyProvider final : public Notifier {
  public:
    struct Settings {
        std::string url;
        std::string secret;  ///< "whsec_…"
    };
    NotifyProvider(Settings settings, std::shared_ptr<Endpoints> by)
        : settings_(std::move(settings)), by_(std::move(by)) {}

    bool reaches(wire::NotificationContact const& contact) const override {
        return !contact.phone.empty() || !contact.openid.empty();
    }
    HandedOver hand_over(Letter const& letter) override;
    HandedOver examine(Instant now) override;
    void hurry() override { by_->hurry(); }

  private:
    HandedOver post(std::string const& id, std::string const& body, Instant now);

    Settings settings_;
    std::shared_ptr<Endpoints> by_;
};

}  // namespace afterdesk::outside
