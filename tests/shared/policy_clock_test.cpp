// Time limits that stand still in holidays.

#include "domain/policy/policy.hpp"
#include "testing.hpp"

namespace afterdesk {
namespace {

Instant at(std::int64_t hour) { return {hours(hour).ms}; }
Holiday off(std::int64_t from_hour, std::int64_t to_hour) { return {at(from_hour), at(to_hour)}; }

TEST_CASE("Holidays are not counted") {
    struct Row {
        char const* name;
        std::vector<Holiday> holidays;
        std::int64_t from, limit, want;
    };
    for (Row const& row : std::vector<Row>{
             {"none", {}, 10, 48, 58},
             {"one on the way", {off(20, 30)}, 10, 48, 68},
             {"begun in one", {off(5, 30)}, 10, 48, 78},
             {"over before", {off(1, 10)}, 10, 48, 58},
             {"due when it begins", {off(58, 99)}, 10, 48, 58},
             {"an hour left when it begins", {off(57, 99)}, 10, 48, 100},
             {"two of them, not in order", {off(40, 50), off(20, 30)}, 10, 48, 78},
             {"one within another", {off(20, 60), off(30, 40)}, 10, 48, 98},
             {"overlapping", {off(20, 35), off(30, 40)}, 10, 48, 78},
             {"one after the other", {off(20, 30), off(30, 40)}, 10, 48, 78},
             {"an empty one", {off(30, 30), off(40, 20)}, 10, 48, 58},
             {"the second reached because of the first", {off(20, 30), off(60, 70)}, 10, 48, 78},
         }) {
        CAPTURE(row.name);
        Policy policy;
        policy.holidays = row.holidays;
        CHECK(due(at(row.from), hours(row.limit), policy) == at(row.want));
        CHECK(time_left(at(row.from), at(row.want), policy) == hours(row.limit));
    }
}

TEST_CASE("A clock that is stopped and started again has the same limit in all") {
    Policy policy;
    policy.holidays = {off(20, 30), off(45, 46), off(90, 200)};
    for (std::int64_t from = 0; from < 60; ++from) {
        Instant const deadline = due(at(from), hours(40), policy);
        for (std::int64_t stopped = from; at(stopped) < deadline; ++stopped) {
            Duration const left = time_left(at(stopped), deadline, policy);
            CHECK(due(at(stopped), left, policy) <= deadline);
            CHECK(time_left(at(stopped), due(at(stopped), left, policy), policy) == left);
        }
    }
    CHECK(time_left(at(50), at(50), policy) == hours(0));
    CHECK(time_left(at(51), at(50), policy) == hours(0));
    CHECK(due(at(25), hours(0), policy) == at(30));
}

}  // namespace
}  // namespace afterdesk
