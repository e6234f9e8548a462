#pragma once
// Points in time and durations in milliseconds; calendar dates in a fixed UTC offset.

#include <compare>
#include <cstdint>
#include <string>

namespace afterdesk {

/// A length of time. Units: milliseconds.
struct Duration {
    std::int64_t ms = 0;
    auto operator<=>(Duration const&) const = default;
};

constexpr Duration hours(std::int64_t n) { return {n * 3'600'000}; }
constexpr Duration days(std::int64_t n) { return hours(24 * n); }
constexpr Duration minutes(std::int64_t n) { return {n * 60'000}; }

/// A point in time. Units: milliseconds since 1970-01-01T00:00Z; documents name the years 1970 to 9999.
struct Instant {
    std::int64_t ms = 0;
    auto operator<=>(Instant const&) const = default;
    friend constexpr Instant operator+(Instant t, Duration d) { return {t.ms + d.ms}; }
    friend constexpr Duration operator-(Instant a, Instant b) { return {a.ms - b.ms}; }
};

/// A calendar date and time of day in some zone.
struct Civil {
    int year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0;
    bool operator==(Civil const&) const = default;
};

/// China has one zone and no summer time. Units: minutes east of UTC.
inline constexpr int china_offset_minutes = 480;

/// The date and time that a clock in the zone shows.
Civil to_civil(Instant at, int offset_minutes);

/// The instant of a date and time in the zone (fields in range; day ≤ 31).
Instant from_civil(Civil const& civil, int offset_minutes);

/// Midnight at the end of the day in which `at` lies: the start of "the day after".
/// Rule: 七日无理由 counts from here.
Instant start_of_next_day(Instant at, int offset_minutes);

/// "2026-11-21 22:15".
std::string format_minute(Instant at, int offset_minutes);

/// "20261121", as in ticket numbers.
std::string format_date_digits(Instant at, int offset_minutes);

}  // namespace afterdesk
