#pragma once
// The time until a deadline, as people say it.

#include <cstdint>

#include "text/text.hpp"

namespace afterdesk::text {

struct TimeLeft {
    std::string words;
    std::int64_t changes_in_ms = 0;  ///< then other words are due; 0: never
};
/// Days and hours, from a day on; else hours and minutes, or minutes.
TimeLeft time_left(Language language, std::int64_t left_ms);

}  // namespace afterdesk::text
