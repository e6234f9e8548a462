#pragma once
// With what, and from where, somebody comes: as coarsely as it helps him to know his own devices again.

#include <string>
#include <string_view>

#include "service/caller.hpp"
#include "store/sessions.hpp"

namespace afterdesk {

/// A browser or a mini-program's web-view, and a system, by their makers' names; no versions.
store::Device device_of(Origin const& origin);

/// An address for others to read: its network, not who in it. "203.0.113.7" → "203.0.*.*".
std::string masked_address(std::string_view address);

}  // namespace afterdesk
