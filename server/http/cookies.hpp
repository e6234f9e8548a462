#pragma once
// The session cookie of each audience.

#include <string>
#include <string_view>

#include "http/respond.hpp"

namespace afterdesk::http {

/// "__Host-afterdesk-buyer" over https; "afterdesk-buyer" for a demo over plain http, where browsers refuse
/// the prefix.
std::string cookie_name(wire::Audience audience, PublicAddress const& address);

/// The cookie that keeps whom of the staff a browser is known by.
std::string known_browser_cookie(PublicAddress const& address);
std::string set_known_browser(PublicAddress const& address, std::string_view marks, std::int64_t max_age_s);

/// The value of a cookie in a Cookie header, or "".
std::string_view cookie_value(std::string_view header, std::string_view name);

/// The Set-Cookie value that keeps a session. Units: max_age_s 0 removes it.
std::string set_cookie(wire::Audience audience, PublicAddress const& address, std::string_view token,
                       std::int64_t max_age_s);

}  // namespace afterdesk::http
