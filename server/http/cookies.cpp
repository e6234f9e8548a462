#include "http/cookies.hpp"

namespace afterdesk::http {

namespace {

std::string named(std::string_view what, PublicAddress const& address) {
    std::string const name = "afterdesk-" + std::string(what);
    return address.https ? "__Host-" + name : name;
}

std::string kept(std::string const& name, std::string_view value, std::int64_t max_age_s,
                 PublicAddress const& address) {
    std::string cookie = name + "=" + std::string(value);
    cookie += "; Path=/; Max-Age=" + std::to_string(max_age_s) + "; HttpOnly; SameSite=Lax";
    if (address.https) cookie += "; Secure";
    return cookie;
}

}  // namespace

std::string cookie_name(wire::Audience audience, PublicAddress const& address) {
    return named(wire::name_of(audience), address);
}

std::string known_browser_cookie(PublicAddress const& address) { return named("known", address); }

std::string set_known_browser(PublicAddress const& address, std::string_view marks, std::int64_t max_age_s) {
    return kept(known_browser_cookie(address), marks, max_age_s, address);
}

std::string_view cookie_value(std::string_view header, std::string_view name) {
    while (!header.empty()) {
        std::string_view part = header.substr(0, header.find(';'));
        header.remove_prefix(part.size() == header.size() ? part.size() : part.size() + 1);
        while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
        if (part.size() > name.size() && part.substr(0, name.size()) == name && part[name.size()] == '=') {
            return part.substr(name.size() + 1);
        }
    }
    return {};
}

std::string set_cookie(wire::Audience audience, PublicAddress const& address, std::string_view token,
                       std::int64_t max_age_s) {
    return kept(cookie_name(audience, address), token, max_age_s, address);
}

}  // namespace afterdesk::http
