#pragma once
// The eight digits behind a ticket number's date.

#include <cstdint>

#include "base/instant.hpp"

namespace afterdesk {

/// The next ones of this program: they go with the time of day, a little by chance, so that what is kept by a
/// ticket's number is written side by side, and not all over an index. Callable from any thread. Units:
/// `tries` is how many of these were there already: each goes further ahead. Promise: below 10^8, and seldom
/// one that was given before: whoever takes it looks.
std::uint64_t next_ticket_digits(Instant now, int offset_minutes, int tries, std::uint64_t random);

}  // namespace afterdesk
