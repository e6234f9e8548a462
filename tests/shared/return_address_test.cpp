// Which of a shop's addresses goods go back to.

#include "domain/ticket/return_address.hpp"

#include "ticket_fixture.hpp"

using namespace afterdesk;
using namespace afterdesk::ticket_fixture;

namespace {

ReturnAddress place(std::string text, std::vector<std::string> categories = {},
                    std::vector<TicketType> types = {}, bool is_default = false) {
    return {{"仓库", "0571-88888888", std::move(text)},
            "浙江省 杭州市",
            std::move(categories),
            std::move(types),
            is_default};
}

/// A coat and a lamp.
Order coat_and_lamp() {
    Order made = order(2, 1);
    made.lines[0].category = "apparel";
    made.lines[1].category = "light";
    return made;
}

std::string chosen(std::vector<ReturnAddress> const& all, TicketType type, std::vector<LineRequest> lines) {
    auto const one = choose_address(all, coat_and_lamp(), request(type, std::move(lines)));
    return one ? all[one->place].address.text : "none";
}

}  // namespace

TEST_CASE("the first address with a condition that fits is taken, then the default, then the first") {
    std::vector<ReturnAddress> const all = {place("by hand"), place("default", {}, {}, true),
                                            place("coats to repair", {"apparel"}, {TicketType::repair}),
                                            place("coats", {"apparel"}),
                                            place("repair", {}, {TicketType::repair})};
    struct Row {
        TicketType type;
        std::vector<LineRequest> lines;
        char const* want;
    };
    Row const rows[] = {
        {TicketType::repair, {{1, 1, {}}}, "coats to repair"},
        {TicketType::return_refund, {{1, 1, {}}}, "coats"},
        {TicketType::repair, {{2, 1, {}}}, "repair"},
        {TicketType::return_refund, {{2, 1, {}}}, "default"},
        {TicketType::return_refund, {{1, 1, {}}, {2, 1, {}}}, "default"},  // not all of it is a coat
        {TicketType::repair, {{1, 1, {}}, {2, 1, {}}}, "repair"},
    };
    for (Row const& row : rows) {
        CAPTURE(row.want);
        CHECK(chosen(all, row.type, row.lines) == row.want);
    }
    CHECK(chosen({place("a"), place("b", {"light"})}, TicketType::repair, {{1, 1, {}}}) == "a");
    CHECK(chosen({}, TicketType::repair, {{1, 1, {}}}) == "none");
}

TEST_CASE("it is said why an address was chosen") {
    Order const order = coat_and_lamp();
    auto const rule = [&](ReturnAddress one) {
        return choose_address({std::move(one)}, order, request(TicketType::repair, {{1, 1, {}}}))->rule;
    };
    CHECK(rule(place("x", {"apparel"})) == AddressRule::by_category);
    CHECK(rule(place("x", {}, {TicketType::repair})) == AddressRule::by_type);
    CHECK(rule(place("x", {"apparel"}, {TicketType::repair})) == AddressRule::by_both);
    CHECK(rule(place("x", {}, {}, true)) == AddressRule::by_default);
    CHECK(rule(place("x")) == AddressRule::first);
}

TEST_CASE("buyers are told the region before the street, of all addresses first the chosen one") {
    auto const told = addresses_for({place("a"), place("b", {"light"})}, coat_and_lamp(),
                                    request(TicketType::repair, {{2, 1, {}}}));
    REQUIRE(told.size() == 2);
    CHECK(told[0].text == "浙江省 杭州市 b");
    CHECK(told[1].text == "浙江省 杭州市 a");
}

TEST_CASE("a list of addresses has one default and sound fields, or is refused by their paths") {
    CHECK(check_addresses({place("a", {}, {}, true), place("b")}).empty());
    ReturnAddress broken = place("");
    broken.region.clear();
    broken.address.phone = "call me";
    auto const mistakes =
        check_addresses({place("a", {}, {}, true), place("b", {}, {}, true), std::move(broken)});
    REQUIRE(mistakes.size() == 3);
    CHECK(mistakes[0].path == "items[1].default");
    CHECK(mistakes[1].path == "items[2].phone");
    CHECK(mistakes[1].rule == Rule::bad_characters);
    CHECK(mistakes[2].path == "items[2].text");
    CHECK(check_addresses(std::vector<ReturnAddress>(51, place("a"))).front().rule == Rule::too_many);
}
