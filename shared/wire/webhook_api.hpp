#pragma once
// Webhooks: a host's endpoints that events are sent to, by Standard Webhooks. Routes below /api/v1/host, for
// keys with the scope admin. What is sent is a HostEvent, as the pull log has it.
//
//   GET    /webhooks                                    → 200 Webhooks
//   GET    /webhooks/:id                                → 200 Webhook
//   PUT    /webhooks/:id            WebhookBody         → 200 WebhookKept: a secret that was made, shown once
//   DELETE /webhooks/:id                                → 204
//   POST   /webhooks/:id:ping                           → 202 WebhookPinged
//   POST   /webhooks/:id:redeliver  RedeliverBody       → 200 Redelivered
//   GET    /webhooks/:id/deliveries ?state=&cursor=&count= → 200 DeliveryPage

#include <optional>
#include <string>
#include <vector>

#include "wire/api.hpp"

namespace afterdesk::wire {

inline constexpr int max_webhooks = 20;  ///< of a mall
inline constexpr int max_webhook_secrets = 2;
inline constexpr int max_redelivered = 100;  ///< that are named at once

/// Why nothing is sent any more though the host wanted it: its answer 410; no good answer for three days.
enum class WebhookEnd : std::uint8_t { gone, unreachable };

struct WebhookBody {
    std::string url;
    std::string shop_id;             ///< the only shop whose events are sent; empty: all
    std::vector<std::string> types;  ///< as the pull log's; empty: all
    bool enabled = true;
    std::vector<std::string> secrets;  ///< that sign, the newest first; none: as before, or one is made
};
Result<WebhookBody, Mistakes> read_webhook_body(Value const& value);

struct WebhookView {
    std::string id, url, shop_id;
    std::vector<std::string> types;
    bool enabled = true;
    std::optional<WebhookEnd> ended;
    int secrets = 1;              ///< how many sign
    int waiting = 0, parked = 0;  ///< deliveries
    std::int64_t made_at_ms = 0;
    std::optional<std::int64_t> failing_since_ms;  ///< every try since then failed
};
struct WebhooksView {
    std::vector<WebhookView> items;
};
/// `secret` is there when one was made.
struct WebhookKept {
    WebhookView kept;
    std::string secret;
};
struct WebhookPinged {
    std::string event_id;
};

/// What a ping sends.
struct WebhookPing {
    std::string id, type = "webhook.ping";
    int schema = 1;
    std::string tenant;
    std::int64_t occurred_at_ms = 0;
};
Value to_json(WebhookPing const&);

/// Those of these events; without any all that are parked.
struct RedeliverBody {
    std::vector<std::string> event_ids;
};
Result<RedeliverBody, Mistakes> read_redeliver_body(Value const& value);
struct Redelivered {
    int count = 0;  ///< that wait to be sent now
};

/// `waiting`: its turn has not come, or it is tried again. `parked`: given up after three days.
enum class DeliveryState : std::uint8_t { waiting, delivered, parked };
struct DeliveryView {
    std::string event_id, type;
    std::string ticket_no;  ///< empty: of a ping
    DeliveryState state = DeliveryState::waiting;
    int attempts = 0;
    int status = 0;       ///< of the newest answer; 0: there was none
    std::string problem;  ///< why the newest try failed
    std::int64_t made_at_ms = 0;
    std::optional<std::int64_t> tried_at_ms, next_at_ms;
};
struct DeliveryPage {
    std::vector<DeliveryView> items;  ///< the newest first
    std::string next_cursor;
};

Value to_json(WebhookView const&);
Value to_json(WebhooksView const&);
Value to_json(WebhookKept const&);
Value to_json(WebhookPinged const&);
Value to_json(Redelivered const&);
Value to_json(DeliveryPage const&);

}  // namespace afterdesk::wire
