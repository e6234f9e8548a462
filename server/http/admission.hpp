#pragma once
// What is checked before a body is let in: the route, the origin, the rate, the kind and size of the body.

#include <optional>
#include <string>

#include "http/rate_limit.hpp"
#include "http/router.hpp"

namespace afterdesk::http {

/// True when a page of another site asks for a change. Rule: Go's http.CrossOriginProtection: Sec-Fetch-Site
/// decides;
/// without it Origin must be `own_origin`, or its host Host; without both it is no browser.
bool is_cross_site(Head const& head, std::string_view own_origin);

/// The client's address: the peer's, or what a proxy on this machine says in the header that was named for
/// it.
std::string client_address(Head const& head, Peer const& peer, std::string const& address_header);

/// True when the request was made on this machine itself and came through no proxy.
bool is_local(Head const& head, Peer const& peer);

/// Used by the event loop's thread only.
class Admission {
  public:
    Admission(Router const& router, Rate rate, std::string address_header, std::string own_origin)
        : router_(router),
          rate_limit_(rate),
          address_header_(std::move(address_header)),
          own_origin_(std::move(own_origin)) {}

    /// Why the body must not come, or nothing.
    /// Errors: not_found, method_not_allowed (the answer names the methods in Allow), cross_site,
    /// too_many_requests, body_too_large, file_too_large, content_type_unsupported, form_malformed,
    /// idempotency_key_required.
    struct Refused {
        Mistake mistake;
        std::string allow;
    };
    std::optional<Refused> check(Head const& head, Peer const& peer, RateLimit::Time now);
    /// The route of the head that was let in last.
    Route const* route() const { return route_; }

  private:
    Router const& router_;
    Route const* route_ = nullptr;
    RateLimit rate_limit_;
    std::string address_header_, own_origin_;
};

}  // namespace afterdesk::http
