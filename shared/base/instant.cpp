#include "base/instant.hpp"

namespace afterdesk {

namespace {

constexpr std::int64_t day_ms = days(1).ms;

constexpr std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
    return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

/// A day, counted from 1970-01-01, and what has passed of it.
struct DayTime {
    std::int64_t day = 0;
    std::int64_t ms = 0;
};

DayTime day_time(Instant at, int offset_minutes) {
    // The offset is added to the time of day: to the instant itself it might not fit.
    DayTime const utc{floor_divide(at.ms, day_ms), (at.ms % day_ms + day_ms) % day_ms};
    std::int64_t const local_ms = utc.ms + minutes(offset_minutes).ms;
    std::int64_t const carry = floor_divide(local_ms, day_ms);
    return {utc.day + carry, local_ms - carry * day_ms};
}

/// Days from 1970-01-01 to a date of the Gregorian calendar. The year is taken to begin in March, so that the
/// leap day is its last; 400 such years have 146,097 days.
std::int64_t day_number(int year, int month, int day) {
    std::int64_t const march_year = static_cast<std::int64_t>(year) - (month <= 2 ? 1 : 0);
    std::int64_t const era = floor_divide(march_year, 400);
    std::int64_t const year_of_era = march_year - era * 400;
    std::int64_t const march_month = (month + 9) % 12;
    std::int64_t const day_of_year = (153 * march_month + 2) / 5 + day - 1;
    std::int64_t const day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146'097 + day_of_era - 719'468;
}

void append_digits(std::string& out, int number, std::size_t width) {
    std::string const digits = std::to_string(number);
    if (digits.size() < width) out.append(width - digits.size(), '0');
    out += digits;
}

}  // namespace

Civil to_civil(Instant at, int offset_minutes) {
    DayTime const local = day_time(at, offset_minutes);
    std::int64_t const from_march_0 = local.day + 719'468;
    std::int64_t const era = floor_divide(from_march_0, 146'097);
    std::int64_t const day_of_era = from_march_0 - era * 146'097;
    std::int64_t const year_of_era =
        (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    std::int64_t const day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    std::int64_t const march_month = (5 * day_of_year + 2) / 153;
    std::int64_t const month = march_month < 10 ? march_month + 3 : march_month - 9;

    Civil civil;
    civil.year = static_cast<int>(era * 400 + year_of_era + (month <= 2 ? 1 : 0));
    civil.month = static_cast<int>(month);
    civil.day = static_cast<int>(day_of_year - (153 * march_month + 2) / 5 + 1);
    civil.hour = static_cast<int>(local.ms / hours(1).ms);
    civil.minute = static_cast<int>(local.ms / minutes(1).ms % 60);
    civil.second = static_cast<int>(local.ms / 1'000 % 60);
    return civil;
}

Instant from_civil(Civil const& civil, int offset_minutes) {
    std::int64_t const day = day_number(civil.year, civil.month, civil.day);
    return {day * day_ms + hours(civil.hour).ms + minutes(civil.minute - offset_minutes).ms +
            civil.second * std::int64_t{1'000}};
}

Instant start_of_next_day(Instant at, int offset_minutes) {
    return {(day_time(at, offset_minutes).day + 1) * day_ms - minutes(offset_minutes).ms};
}

std::string format_minute(Instant at, int offset_minutes) {
    Civil const civil = to_civil(at, offset_minutes);
    std::string text;
    append_digits(text, civil.year, 4);
    text += '-';
    append_digits(text, civil.month, 2);
    text += '-';
    append_digits(text, civil.day, 2);
    text += ' ';
    append_digits(text, civil.hour, 2);
    text += ':';
    append_digits(text, civil.minute, 2);
    return text;
}

std::string format_date_digits(Instant at, int offset_minutes) {
    Civil const civil = to_civil(at, offset_minutes);
    std::string text;
    append_digits(text, civil.year, 4);
    append_digits(text, civil.month, 2);
    append_digits(text, civil.day, 2);
    return text;
}

}  // namespace afterdesk
