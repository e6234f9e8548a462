#pragma once
// What a host sets of its endpoints, and sees of their deliveries.

#include <memory>

#include "outside/endpoints.hpp"
#include "service/host_room.hpp"
#include "wire/webhook_api.hpp"

namespace afterdesk {

/// What of an endpoint's deliveries is wanted.
struct DeliveriesAsked {
    std::optional<wire::DeliveryState> state;
    std::string cursor;
    int count = 0;
};

/// A key of one shop sees and sets that shop's alone. Whoever changed something pokes the jobs.
class WebhookRoom {
  public:
    explicit WebhookRoom(Ground& ground) : ground_(ground) {}

    /// Who says which addresses may be called; without it any may be set.
    void connect(std::shared_ptr<outside::Endpoints const> endpoints) { endpoints_ = std::move(endpoints); }

    wire::WebhooksView list(HostCaller const& host);
    /// Errors: not_found.
    Result<wire::WebhookView, Mistakes> show(HostCaller const& host, std::string_view id);
    /// Makes it, or sets all of it; enabled again it goes on where it was. Errors: bad_characters for its id,
    /// an address that is no public one by https, a secret that is none; shop_unknown; too_many.
    Result<wire::WebhookKept, Mistakes> put(HostCaller const& host, std::string_view id,
                                            wire::WebhookBody const& body);
    /// With its deliveries. Errors: not_found.
    Result<Done, Mistakes> drop(HostCaller const& host, std::string_view id);
    /// Sends an event of no ticket. Errors: not_found.
    Result<wire::WebhookPinged, Mistakes> ping(HostCaller const& host, std::string_view id);
    /// Errors: not_found.
    Result<wire::Redelivered, Mistakes> redeliver(HostCaller const& host, std::string_view id,
                                                  wire::RedeliverBody const& body);
    /// Errors: not_found; bad_characters (cursor).
    Result<wire::DeliveryPage, Mistakes> deliveries(HostCaller const& host, std::string_view id,
                                                    DeliveriesAsked const& asked);

  private:
    Ground& ground_;
    std::shared_ptr<outside::Endpoints const> endpoints_;
};

}  // namespace afterdesk
