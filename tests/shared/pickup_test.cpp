// When a courier can come, and what a booking becomes.

#include "domain/ticket/pickup.hpp"
#include "testing.hpp"

using namespace afterdesk;
using enum PickupState;

namespace {

Instant china(int day, int hour, int minute = 0) {
    return from_civil({2026, 12, day, hour, minute, 0}, china_offset_minutes);
}

}  // namespace

TEST_CASE("slots are of three days, two hours each between nine and seven, none within the hour") {
    auto const all = pickup_slots(china(1, 7), std::nullopt);
    REQUIRE(all.size() == 15);
    CHECK(all.front() == PickupSlot{china(1, 9), china(1, 11)});
    CHECK(all.back() == PickupSlot{china(3, 17), china(3, 19)});
    CHECK(pickup_slots(china(1, 8), std::nullopt).size() == 15);
    CHECK(pickup_slots(china(1, 8, 1), std::nullopt).size() == 14);
    CHECK(pickup_slots(china(1, 23, 59), std::nullopt).front().from == china(2, 9));
    CHECK(pickup_slots(china(1, 7), china(1, 12)).size() == 1);
    CHECK(pickup_slots(china(1, 7), china(1, 8)).empty());
}

TEST_CASE("a slot's day is called as it is at that time") {
    PickupSlot const slot{china(2, 9), china(2, 11)};
    CHECK(pickup_day(slot, china(2, 0)) == 0);
    CHECK(pickup_day(slot, china(1, 23, 59)) == 1);
    CHECK(pickup_day(slot, {china(1, 0).ms - 1}) == 2);
    CHECK(!pickup_day(slot, china(3, 0)));
}

TEST_CASE("a booking goes on, never back; only what was collected after all undoes an end") {
    struct Row {
        PickupState known, told, want;
    };
    Row const rows[] = {
        {asked, booked, booked},        {unknown, booked, booked},         {assigned, booked, assigned},
        {booked, cancelled, cancelled}, {cancelled, booked, cancelled},    {cancelled, collected, collected},
        {failed, assigned, failed},     {collected, cancelled, collected}, {booked, unknown, booked}};
    for (Row const& row : rows) CHECK(later_of(row.known, row.told) == row.want);
}

TEST_CASE("who sends has a name, a telephone that can be called, and an address within the courier's limit") {
    auto const rule = [](Address const& sender) {
        Mistakes const found = check_pickup_sender(sender);
        return found.empty() ? std::string() : found.front().path;
    };
    CHECK(rule({"林晓", "13800138000", "文三路 8 号"}).empty());
    CHECK(rule({"林晓", "0571-8888888", "文三路 8 号"}).empty());
    CHECK(rule({"", "13800138000", "文三路 8 号"}) == "address.name");
    CHECK(rule({"林晓", "138", "文三路 8 号"}) == "address.phone");
    CHECK(rule({"林晓", "no phone", "文三路 8 号"}) == "address.phone");
    CHECK(rule({"林晓", "13800138000", ""}) == "address.text");
    std::string longest;
    for (int i = 0; i < 100; ++i) longest += "路";
    CHECK(rule({"林晓", "13800138000", longest}).empty());
    CHECK(rule({"林晓", "13800138000", longest + "路"}) == "address.text");
}

TEST_CASE("the reason says who pays the way back, and a verdict says it anew") {
    Policy policy;
    policy.reasons = {{.code = "shop_fault", .return_freight_payer = FreightPayer::shop},
                      {.code = "own_wish", .return_freight_payer = FreightPayer::buyer}};
    Ticket ticket;
    ticket.request.reason = "shop_fault";
    CHECK(return_freight_payer(ticket, policy) == FreightPayer::shop);
    ticket.request.reason = "own_wish";
    CHECK(return_freight_payer(ticket, policy) == FreightPayer::buyer);
    ticket.arbitration.emplace();
    ticket.arbitration->verdict.emplace();
    ticket.arbitration->verdict->freight_payer = FreightPayer::shop;
    CHECK(return_freight_payer(ticket, policy) == FreightPayer::shop);
}
