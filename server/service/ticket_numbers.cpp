#include "service/ticket_numbers.hpp"

#include <algorithm>
#include <mutex>

namespace afterdesk {

namespace {

constexpr std::uint64_t in_a_day = 100'000'000, apart = 4;
constexpr int number_doublings = 24;

struct Last {
    std::mutex mutex;
    std::int64_t next_midnight_ms = 0;
    std::uint64_t digits = 0;
};

Last& last() {
    static Last the_one;
    return the_one;
}

}  // namespace

std::uint64_t next_ticket_digits(Instant now, int offset_minutes, int tries, std::uint64_t random) {
    std::int64_t const next_midnight_ms = start_of_next_day(now, offset_minutes).ms;
    auto const left_ms = static_cast<std::uint64_t>(next_midnight_ms - now.ms);
    auto const day_ms = static_cast<std::uint64_t>(days(1).ms);
    std::uint64_t const by_time = (day_ms - std::min(left_ms, day_ms)) * in_a_day / day_ms;
    std::uint64_t const step = 1 + random % (apart << std::min(tries, number_doublings));

    Last& given = last();
    std::lock_guard const lock(given.mutex);
    bool const another_day = next_midnight_ms != given.next_midnight_ms;
    given.next_midnight_ms = next_midnight_ms;
    given.digits = (another_day ? by_time : std::max(by_time, given.digits)) + step;
    // On a day of more than a thousand a second what is left is found by chance.
    return given.digits < in_a_day ? given.digits : random % in_a_day;
}

}  // namespace afterdesk
