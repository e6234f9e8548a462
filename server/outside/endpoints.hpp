#pragma once
// Hosts that want to hear of events, as the desk asks them.

#include <string>
#include <vector>

#include "outside/ports.hpp"

namespace afterdesk::outside {

/// An event on its way to an endpoint. Rule: Standard Webhooks 1.0.0.
struct WebhookMessage {
    std::string url;
    std::string id;  ///< without a full stop
    std::string body;
    std::vector<std::string> secrets;  ///< "whsec_…", all of which sign
    Instant at;                        ///< by the machine's clock
};
/// Units: `status` 0 when there was no whole answer; `problem` then says why.
struct WebhookAnswer {
    int status = 0;
    std::string problem{};

    bool is_good() const { return status >= 200 && status < 300; }
};
/// Whoever wants to hear of events. Called outside any transaction, from several threads at once.
class Endpoints : public Party {
  public:
    /// Whether this may be somebody's address at all, as far as it says itself.
    virtual bool may_call(std::string const& url) const = 0;
    virtual WebhookAnswer post(WebhookMessage const& message) = 0;
};

}  // namespace afterdesk::outside
