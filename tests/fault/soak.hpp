#pragma once
// How long a proof goes on: a share of it runs with all tests; tools/soak gives it its time by
// AFTERDESK_SOAK_SECONDS, and then it goes on until that is over.

#include <chrono>
#include <cstdlib>

namespace afterdesk::fault {

inline int soak_seconds() {
    char const* const given = std::getenv("AFTERDESK_SOAK_SECONDS");
    return given != nullptr ? std::atoi(given) : 0;
}
inline bool is_soak() { return soak_seconds() > 0; }

/// The usual time in all tests; in a soak this share of what was given. Units: in hundredths.
inline std::chrono::milliseconds time_for(std::chrono::milliseconds usual, int share = 100) {
    return is_soak() ? std::chrono::milliseconds(10LL * share * soak_seconds()) : usual;
}

}  // namespace afterdesk::fault
