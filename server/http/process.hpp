#pragma once
// What the system says of this process, for monitors.

#include <cstdint>

namespace afterdesk::http {

/// Units: bytes; 0 when the system does not say.
std::int64_t resident_bytes();
std::int64_t threads();
std::int64_t open_descriptors();

}  // namespace afterdesk::http
