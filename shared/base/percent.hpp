#pragma once
// Percent coding: how any bytes stand in one part of an address (RFC 3986).

#include <string>
#include <string_view>

namespace afterdesk {

/// %XX for everything but letters, digits and -_.~
std::string percent_encode(std::string_view text);
/// The way back. What does not begin an escape stands for itself.
std::string percent_decode(std::string_view text);

}  // namespace afterdesk
