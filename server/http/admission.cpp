#include "http/admission.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "http/form.hpp"

namespace afterdesk::http {

namespace {

/// How some channels tell.
constexpr std::string_view url_coded = "application/x-www-form-urlencoded";

bool changes_something(std::string_view method) {
    return method != "GET" && method != "HEAD" && method != "OPTIONS";
}

bool content_type_fits(BodyKind kind, std::string_view header) {
    std::string const type = lower_case(trim(header.substr(0, header.find(';'))));
    switch (kind) {
        case BodyKind::none: return true;
        case BodyKind::json:
        case BodyKind::document: return type == "application/json";
        case BodyKind::picture:
            return is_form(type) || type == "application/octet-stream" || type.rfind("image/", 0) == 0;
        case BodyKind::piece:
            return type == "application/partial-upload" || type == "application/octet-stream";
        case BodyKind::notice: return type == "application/json" || type == url_coded;
        case BodyKind::bill:
            return type == "application/octet-stream" || type == "text/csv" || type == "application/zip" ||
                   type == "application/gzip";
    }
    return false;
}

std::optional<Mistake> body_problem(Route const& route, Head const& head) {
    std::size_t const limit = route.body_limit();
    std::string_view const type = head.header("content-type");
    bool const form = route.body == BodyKind::picture && is_form(type);
    if (head.content_length > limit + (form ? max_form_overhead : 0)) {
        bool const is_file = route.body == BodyKind::picture || route.body == BodyKind::bill;
        Rule const rule = is_file ? Rule::file_too_large : Rule::body_too_large;
        return Mistake{rule, "", static_cast<std::int64_t>(limit)};
    }
    if (!content_type_fits(route.body, type)) return Mistake{Rule::content_type_unsupported, "", -1};
    if (form && !form_boundary(type)) return Mistake{Rule::form_malformed, "", -1};
    return std::nullopt;
}

}  // namespace

bool is_cross_site(Head const& head, std::string_view own_origin) {
    std::string_view const site = head.header("sec-fetch-site");
    if (!site.empty()) return site != "same-origin" && site != "none";
    std::string_view const origin = head.header("origin");
    if (origin.empty() || origin == own_origin) return false;
    std::size_t const scheme = origin.find("://");
    return scheme == std::string_view::npos || !same_word(origin.substr(scheme + 3), head.header("host"));
}

std::string client_address(Head const& head, Peer const& peer, std::string const& address_header) {
    if (address_header.empty() || !peer.loopback) return peer.address;
    std::string_view const named = head.header(address_header);
    bool const digits = !named.empty() && named.size() <= 45 &&
                        named.find_first_not_of("0123456789abcdefABCDEF.:") == std::string_view::npos;
    return digits ? std::string(named) : peer.address;
}

bool is_local(Head const& head, Peer const& peer) {
    constexpr std::array by_proxies = {"x-forwarded-for", "forwarded", "x-real-ip", "via",
                                       "x-forwarded-host"};
    return peer.loopback && std::all_of(by_proxies.begin(), by_proxies.end(),
                                        [&](char const* name) { return head.header(name).empty(); });
}

std::optional<Admission::Refused> Admission::check(Head const& head, Peer const& peer, RateLimit::Time now) {
    Router::Match const match = router_.find(head.method, head.path());
    route_ = match.route;
    if (match.route == nullptr) {
        Rule const rule = match.allowed.empty() ? Rule::not_found : Rule::method_not_allowed;
        return Refused{{rule, "", -1}, match.allowed};
    }
    if (!changes_something(head.method)) return std::nullopt;
    if (is_cross_site(head, own_origin_)) return Refused{{Rule::cross_site, "", -1}, ""};
    if (!rate_limit_.take(client_address(head, peer, address_header_), now)) {
        return Refused{{Rule::too_many_requests, "", -1}, ""};
    }
    if (auto const problem = body_problem(*match.route, head)) return Refused{*problem, ""};
    if (match.route->idempotent && !is_id(head.header("idempotency-key"))) {
        return Refused{{Rule::idempotency_key_required, "", -1}, ""};
    }
    return std::nullopt;
}

}  // namespace afterdesk::http
