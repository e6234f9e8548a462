// Who comes in by a host's key, and how often.

#include "http/http_server.hpp"

namespace afterdesk::http {

/// A machine is let in by its key alone, whatever cookies it sends.
std::optional<Mistakes> HttpServer::why_no_host(Route const& route, Request& request) {
    auto host = service_.hosts.identify(request.header("authorization"));
    if (!host.ok()) return host.error();
    request.host = std::move(host).value();
    if (request.host.may(*route.scope())) return std::nullopt;
    return one_mistake(Rule::scope_missing, std::string(wire::name_of(*route.scope())));
}

bool HttpServer::comes_too_often(Request const& request) {
    if (request.host.key_id.empty()) return false;
    std::lock_guard const lock(host_rate_mutex_);
    return !host_rate_.take(request.host.key_id, Clock::now());
}

}  // namespace afterdesk::http
