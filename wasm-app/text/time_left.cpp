#include "text/time_left.hpp"

#include "text/catalogue.hpp"

namespace afterdesk::text {

TimeLeft time_left(Language language, std::int64_t left_ms) {
    constexpr std::int64_t minute_ms = 60'000, hour_ms = 60 * minute_ms;
    if (left_ms <= 0) return {std::string(in(language, t::time_left_none)), 0};
    std::int64_t const whole_hours = left_ms / hour_ms, whole_minutes = left_ms / minute_ms;
    bool const days = whole_hours >= 24;
    std::int64_t const changes_in_ms = left_ms % (days ? hour_ms : minute_ms) + 1;
    auto const number = [](std::int64_t it) { return std::to_string(it); };
    if (days) {
        return {fill(language, t::time_left_days, {number(whole_hours / 24), number(whole_hours % 24)}),
                changes_in_ms};
    }
    if (whole_hours > 0) {
        return {fill(language, t::time_left_hours, {number(whole_hours), number(whole_minutes % 60)}),
                changes_in_ms};
    }
    if (whole_minutes > 0)
        return {fill(language, t::time_left_minutes, {number(whole_minutes)}), changes_in_ms};
    return {std::string(in(language, t::time_left_moment)), left_ms};
}

}  // namespace afterdesk::text
