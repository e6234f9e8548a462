#include "http/cookies.hpp"

namespace afterdesk::http {

std::string cookie_name(wire::Audience audience, PublicAddress const& address) {
    std::string const name = "afterdesk-" + std::string(wire::name_of(audience));
    return address.https ? "__Host-" + name : name;
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
    std::string cookie = cookie_name(audience, address) + "=" + std::string(token);
    cookie += "; Path=/; Max-Age=" + std::to_string(max_age_s) + "; HttpOnly; SameSite=Lax";
    if (address.https) cookie += "; Secure";
    return cookie;
}

}  // namespace afterdesk::http
