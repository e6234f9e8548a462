// When goods may go back: classes without a reason, opened ones, windows and warranties, and a verdict's
// finding.

#include "order_fixture.hpp"

namespace afterdesk {
namespace {

using namespace order_fixture;
using enum TicketType;

QuoteInput ask(TicketType type, char const* reason, char const* category) {
    QuoteInput made = input_of(order_of({shipped_line(1, 2, 1'000, 2)}), type, {{1, 1, {}}});
    made.request.reason = reason;
    made.order.lines[0].category = category;
    return made;
}

Mistakes refusal(QuoteInput const& input) {
    Result<Quote, Mistakes> const result = quote(input);
    return result ? Mistakes{} : result.error();
}

TEST_CASE("Excluded classes go back only for a reason that is not the buyer's") {
    struct Row {
        char const* category;
        TicketType type;
        char const* reason;
        bool refused;
    };
    for (Row const& row : std::vector<Row>{
             {"custom", return_refund, "not_wanted", true},
             {"fresh", return_refund, "other", true},
             {"press", return_refund, "wrong_order", true},
             {"near_expiry", return_refund, "not_wanted", true},
             {"flawed", exchange, "size_unfit", true},
             {"custom", refund_shipped, "not_wanted", true},
             {"custom", return_refund, "quality", false},
             {"fresh", refund_shipped, "damaged", false},
             {"custom", return_refund, "agreed", false},
             {"custom", repair, "malfunction", false},
             {"apparel", return_refund, "not_wanted", false},
             {"digital", return_refund, "not_wanted", false},
             {"", return_refund, "not_wanted", false},
         }) {
        CAPTURE(row.category);
        CAPTURE(row.reason);
        Mistakes const want{{Rule::not_returnable, "request.lines[0].line_no", -1}};
        CHECK(refusal(ask(row.type, row.reason, row.category)) == (row.refused ? want : Mistakes{}));
    }
    QuoteInput unshipped = ask(refund_unshipped, "not_wanted", "custom");
    ship(unshipped.order.lines[0], 0);
    CHECK(refusal(unshipped) == Mistakes{});
}

TEST_CASE("Once opened, some classes do not go back without a reason") {
    Mistakes const want{{Rule::opened_not_returnable, "request.lines[0].line_no", -1}};
    for (char const* category : {"digital", "food", "cosmetics", "underwear"}) {
        CAPTURE(category);
        QuoteInput input = ask(return_refund, "not_wanted", category);
        CHECK(refusal(input) == Mistakes{});
        input.request.opened = true;
        CHECK(refusal(input) == want);
        input.request.reason = "quality";
        CHECK(refusal(input) == Mistakes{});
    }
    QuoteInput software = input_of(order_of({virtual_line(1, 1, 900)}), virtual_refund, {{1, 1, {}}});
    software.order.lines[0].tags = {"sale", "digital"};
    CHECK(refusal(software) == Mistakes{});
    software.request.opened = true;
    CHECK(refusal(software) == want);
    QuoteInput shirt = ask(return_refund, "not_wanted", "apparel");
    shirt.request.opened = true;
    CHECK(refusal(shirt) == Mistakes{});
    shirt.policy.reasons[0].allow_opened = false;
    CHECK(shirt.policy.reasons[0].code == "not_wanted");
    CHECK(refusal(shirt) == want);
}

TEST_CASE("A tag excludes as a category does, and one rule is enough") {
    QuoteInput input = ask(return_refund, "not_wanted", "apparel");
    input.order.lines[0].tags = {"sale", "custom"};
    Mistakes const want{{Rule::not_returnable, "request.lines[0].line_no", -1}};
    CHECK(refusal(input) == want);
    input.policy.categories.insert(input.policy.categories.begin(), CategoryRule{.category = "custom"});
    CHECK(refusal(input) == want);
    input.policy.categories.clear();
    CHECK(refusal(input) == Mistakes{});
    input.policy.categories = {{.category = "*", .no_reason_return = false}};
    CHECK(refusal(input) == want);
}

TEST_CASE("Windows are by class, by type, and extended") {
    CategoryRule const shoes{.category = "shoes", .window_days = 15};
    CategoryRule const shoes_exchange{.category = "shoes", .types = {exchange}, .window_days = 30};
    CategoryRule const everything{.category = "*", .types = {exchange}, .window_days = 10};
    CategoryRule const endless{.category = "shoes", .window_days = 0};
    struct Row {
        char const* name;
        std::vector<CategoryRule> rules;
        TicketType type;
        char const* reason;
        int extension;
        int want_days;
    };
    for (Row const& row : std::vector<Row>{
             {"the reason's", {}, return_refund, "not_wanted", 0, 7},
             {"the class's", {shoes}, return_refund, "not_wanted", 0, 15},
             {"of another type", {shoes_exchange}, return_refund, "not_wanted", 0, 7},
             {"the first that fits", {shoes_exchange, shoes}, exchange, "size_unfit", 0, 30},
             {"every line", {everything, shoes}, exchange, "size_unfit", 0, 10},
             {"extended", {}, return_refund, "not_wanted", 3, 10},
             {"both", {shoes}, return_refund, "not_wanted", 3, 18},
             {"without end", {endless}, return_refund, "not_wanted", 3, 0},
             {"a reason without end has none", {shoes}, return_refund, "agreed", 3, 0},
         }) {
        CAPTURE(row.name);
        QuoteInput input = ask(row.type, row.reason, "shoes");
        input.policy.categories = row.rules;
        input.policy.window_extension_days = row.extension;
        Instant const first_day =
            start_of_next_day(*input.order.lines[0].last_received_at(), china_offset_minutes);
        if (row.want_days == 0) {
            input.now = first_day + days(3'000);
            CHECK(refusal(input) == Mistakes{});
            continue;
        }
        input.now = first_day + days(row.want_days);
        CHECK(refusal(input) == Mistakes{{Rule::window_over, "request.lines[0].line_no", row.want_days}});
        input.now = {input.now.ms - 1};
        CHECK(refusal(input) == Mistakes{});
    }
}

TEST_CASE("A repair is asked for within the warranty") {
    QuoteInput input = ask(repair, "malfunction", "phone");
    Instant const first_day = start_of_next_day(now, china_offset_minutes);
    input.now = first_day + days(365);
    CHECK(refusal(input) == Mistakes{{Rule::window_over, "request.lines[0].line_no", 365}});
    input.policy.categories = {{.category = "phone", .window_days = 15, .warranty_days = 730}};
    CHECK(refusal(input) == Mistakes{});
    input.now = first_day + days(730);
    CHECK(refusal(input) == Mistakes{{Rule::window_over, "request.lines[0].line_no", 730}});
    input.request.type = return_refund;
    input.request.reason = "quality";
    CHECK(refusal(input) == Mistakes{{Rule::window_over, "request.lines[0].line_no", 15}});
}

TEST_CASE("The window follows the shop's zone") {
    QuoteInput input = ask(return_refund, "not_wanted", "");
    sign_for(input.order.lines[0], from_civil({2026, 11, 1, 23, 30, 0}, china_offset_minutes));
    input.now = from_civil({2026, 11, 9, 0, 30, 0}, china_offset_minutes);
    CHECK(refusal(input) == Mistakes{{Rule::window_over, "request.lines[0].line_no", 7}});
    input.policy.utc_offset_minutes = 9 * 60;  // already the next day when it was signed for
    CHECK(refusal(input) == Mistakes{});
}

TEST_CASE("A reason fits how far the goods have come") {
    QuoteInput input = ask(refund_shipped, "not_received", "");
    Reason* const reason = &input.policy.reasons[4];
    CHECK(reason->code == "not_received");
    reason->phases = {Phase::unshipped, Phase::shipped};
    CHECK(refusal(input) == Mistakes{{Rule::reason_not_for_phase, "request.lines[0].line_no", -1}});
    sign_for(input.order.lines[0], std::nullopt);
    CHECK(refusal(input) == Mistakes{});
    reason->phases = {Phase::received};
    CHECK(refusal(input) == Mistakes{{Rule::reason_not_for_phase, "request.lines[0].line_no", -1}});
    ship(input.order.lines[0], 0);
    input.request.type = refund_unshipped;
    reason->types = {refund_unshipped};
    CHECK(refusal(input) == Mistakes{{Rule::reason_not_for_phase, "request.lines[0].line_no", -1}});
    reason->phases = {Phase::unshipped};
    CHECK(refusal(input) == Mistakes{});
}

TEST_CASE("An existing ticket is not asked again when it was opened, only how many are left") {
    QuoteInput input = ask(return_refund, "not_wanted", "cosmetics");
    input.request.opened = true;
    input.order.lines[0].tags = {"custom"};
    input.now = now + days(300);
    CHECK(refusal(input).size() == 2);
    input.requoted = true;
    CHECK(quoted(input).refund_fen == 1'000);
    input.request.lines[0].quantity = 3;
    CHECK(refused(input) == Mistakes{{Rule::quantity_exceeds_left, "request.lines[0].quantity", 2}});

    QuoteInput not_received = ask(exchange, "size_unfit", "");
    sign_for(not_received.order.lines[0], std::nullopt);
    CHECK(refusal(not_received) == Mistakes{{Rule::not_received_yet, "request.lines[0].line_no", -1}});
    not_received.requoted = true;
    CHECK(refusal(not_received) == Mistakes{});
}

TEST_CASE("A verdict's finding stands in place of the reason's fault") {
    struct Row {
        char const* name;
        char const* reason;
        std::optional<Fault> fault;
        Fen goods_fen;
        Fen freight_fen;
    };
    for (Row const& row : std::vector<Row>{
             {"the buyer's reason", "not_wanted", std::nullopt, 9'000, 0},
             {"found to be the shop's fault", "not_wanted", Fault::shop, 10'000, 300},
             {"the shop's reason", "quality", std::nullopt, 10'000, 300},
             {"found to be the buyer's fault", "quality", Fault::buyer, 9'000, 0},
             {"found to be the courier's fault", "quality", Fault::carrier, 9'000, 0},
         }) {
        CAPTURE(row.name);
        Line coat = presale_line(1, 2, 10'000, 2'000);
        ship(coat, 2);
        QuoteInput input = input_of(order_of({coat}, {}, 300), return_refund, {{1, 1, {}}});
        input.request.reason = row.reason;
        input.policy.freight_when_shop_at_fault = true;
        input.fault = row.fault;
        Quote const quote = quoted(input);
        CHECK(quote.goods_fen == row.goods_fen);
        CHECK(quote.freight_fen == row.freight_fen);
    }
}

}  // namespace
}  // namespace afterdesk
