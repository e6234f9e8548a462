// Ticket numbers go with the time of day.

#include "service/ticket_numbers.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace afterdesk;

namespace {

constexpr int china = 480;
constexpr std::uint64_t all = 100'000'000;
/// Days that no other test has.
constexpr Instant midnight{4'102'416'000'000};  // 2100-01-01 00:00 in China

}  // namespace

TEST_CASE("numbers of a day go up with its time, and none comes twice") {
    std::set<std::uint64_t> seen;
    std::uint64_t last = 0;
    for (int second = 0; second < 3; ++second) {
        Instant const now = midnight + Duration{second * 1'000};
        for (std::uint64_t i = 0; i < 100; ++i) {
            std::uint64_t const digits = next_ticket_digits(now, china, 0, i * 7);
            CHECK(digits > last);
            CHECK(seen.insert(digits).second);
            last = digits;
        }
        CHECK(last < (static_cast<std::uint64_t>(second) + 1) * 1'157);
    }
}

TEST_CASE("a noon's numbers lie in the middle, the last of a day below its end") {
    std::uint64_t const noon = next_ticket_digits(midnight + hours(36), china, 0, 0);
    CHECK(noon == all / 2 + 1);
    Instant const late = midnight + Duration{days(3).ms - 1};
    for (std::uint64_t i = 0; i < 2'000; ++i) CHECK(next_ticket_digits(late, china, 0, i) < all);
}

TEST_CASE("whoever found numbers taken goes further ahead each time") {
    Instant const now = midnight + days(4);
    std::uint64_t const first = next_ticket_digits(now, china, 0, 3);
    CHECK(first == 4);
    std::uint64_t last = first;
    for (int tries = 1; tries < 20; ++tries) {
        std::uint64_t const digits = next_ticket_digits(now, china, tries, (4u << tries) - 1);
        CHECK(digits == last + (4u << tries));
        last = digits;
    }
}
