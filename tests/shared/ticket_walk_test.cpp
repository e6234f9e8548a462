// Every state that two tickets of one small order can reach together: the required properties of DOMAIN §3
// hold in each. The default budget is small; AFTERDESK_FULL=1 takes away the bound (from the release build).

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "ticket_walk.hpp"

using namespace afterdesk;
using namespace afterdesk::ticket_fixture;
using afterdesk::ticket_walk::Budget;
using afterdesk::ticket_walk::Shop;
using afterdesk::ticket_walk::Walk;

namespace {

std::vector<Request> every_quantity(TicketType type) {
    return {request(type, {{1, 1, {}}}), request(type, {{1, 2, {}}}), request(type, {{2, 1, {}}}),
            request(type, {{1, 1, {}}, {2, 1, {}}}), request(type, {{1, 2, {}}, {2, 1, {}}})};
}

Order paid_once(Order of) {
    of.payments = {{{"w1"}, PaymentChannel::wechat, order_fixture::total_of(of)}};
    return of;
}

/// 满 200 减 10.01 over both lines, so that shares do not divide evenly.
Order reduced(Order of) {
    of.discounts = {order_fixture::full_reduction(1'001, 20'000)};
    return paid_once(std::move(of));
}

/// Line 2 comes free with two of line 1.
Order with_gift(Order of) {
    of.lines[1].unit_price_fen = 0;
    of.lines[1].gift = Gift{1, 2, 3'000};
    return paid_once(std::move(of));
}

Order all_signed_for(Order of) {
    for (Line& line : of.lines) sign_for(line, now);
    return of;
}

Order all_shipped(Order of) {
    for (Line& line : of.lines) {
        if (line.kind == LineKind::physical) ship(line, line.quantity);
    }
    return of;
}

/// Line 1 in two deliveries: the first signed for, the second as said.
Order in_parts(Order of, int second, std::optional<Instant> second_received_at) {
    of.lines[0].deliveries = {{"d1", 1, {}, now, {}, {}}};
    if (second > 0) of.lines[0].deliveries.push_back({"", second, {}, second_received_at, {}, {}});
    return of;
}

Order first_lesson_taken(Order of) {
    for (Line& line : of.lines) {
        if (!line.entitlements.empty()) line.entitlements[0].used = true;
    }
    return of;
}

Shop shop(std::string name, Order of, std::vector<Request> wishes) {
    Shop made{std::move(name), context(std::move(of)), {}, std::move(wishes)};
    made.context.policy.max_modifications = 1;
    made.context.policy.extensions.per_state = 0;
    return made;
}

Shop with_facts(Shop made, std::vector<Order> later) {
    made.facts = {{made.context.order, made.context.stock}};
    for (Order& of : later) made.facts.push_back({std::move(of), made.context.stock});
    return made;
}

/// Each command in one shape, so that pairs of tickets stay few.
Shop in_short(Shop made) {
    made.everything = false;
    made.context.policy.max_modifications = 0;
    made.context.policy.extensions.per_state = 0;
    return made;
}

/// Each side may give the other more time, once in a state: twice the states, so the rest is short.
Shop with_more_time(Shop made) {
    made = in_short(std::move(made));
    made.name += ", with more time";
    made.context.policy.extensions.per_state = 1;
    made.context.policy.four_eyes_above_fen = 0;
    return made;
}

Shop exchanges(char const* name, std::vector<std::string> const& skus) {
    Shop made = shop(name, paid_once(order(2, 1)), {});
    for (std::string const& sku : skus) {
        made.wishes.push_back(request(TicketType::exchange, {{1, 2, {}, sku}}));
    }
    made.wishes.push_back(request(TicketType::return_refund, {{1, 1, {}}}));
    made.context.policy.exchange_difference = ExchangePolicy::settle;
    made.context.stock = stock();
    return made;
}

std::vector<Shop> money_shops() {
    std::vector<Shop> all;
    all.push_back(
        shop("nothing shipped, two payments", order(0, 0), every_quantity(TicketType::refund_unshipped)));

    Shop part = shop("one of two shipped", paid_once(order(1, 1)),
                     {request(TicketType::return_refund, {{1, 1, {}}, {2, 1, {}}}),
                      request(TicketType::return_refund, {{1, 2, {}}}),
                      request(TicketType::refund_unshipped, {{1, 1, {}}})});
    all.push_back(with_facts(part, {paid_once(order(2, 1))}));

    Shop fault = shop("the shop at fault pays freight", paid_once(order(2, 1)),
                      every_quantity(TicketType::return_refund));
    fault.context.policy.freight_when_shop_at_fault = true;
    fault.context.default_return_address = default_address;
    for (Request& wish : fault.wishes) wish.reason = "fake";
    all.push_back(fault);

    Shop gift = shop("a gift that goes back or is paid for", with_gift(order(2, 1)), {});
    for (int quantity : {1, 2}) {
        gift.wishes.push_back(request(TicketType::return_refund, {{1, quantity, {}}}));
        gift.wishes.push_back(request(TicketType::return_refund, {{1, quantity, {}}}));
        gift.wishes.back().keep_gifts = true;
    }
    all.push_back(gift);

    for (ThresholdPolicy threshold : {ThresholdPolicy::ask, ThresholdPolicy::claw_back}) {
        bool const ask = threshold == ThresholdPolicy::ask;
        Order const of = reduced(order(0, 0));
        Shop promotion = shop(ask ? "the merchant decides about a promotion" : "a promotion is clawed back",
                              of, every_quantity(TicketType::refund_unshipped));
        promotion.context.policy.threshold = threshold;
        all.push_back(with_facts(promotion, {all_shipped(of)}));
    }
    Shop back = shop("a promotion is clawed back from returns", reduced(order(2, 1)),
                     every_quantity(TicketType::return_refund));
    back.context.policy.threshold = ThresholdPolicy::claw_back;
    back.wishes.erase(back.wishes.begin() + 3, back.wishes.end());
    all.push_back(back);
    return all;
}

/// Line 1 is refunded as unshipped, and then all of the order is shipped and signed for.
Shop refunded_then_shipped() {
    Order const of = paid_once(order(0, 0));
    Shop made = shop("refunded, then shipped", of, {});
    std::string const reason(recall_reason);
    made.wishes = {request(TicketType::refund_unshipped, {{1, 2, {}}}),
                   request(TicketType::refund_shipped, {{1, 2, {}}}, reason),
                   request(TicketType::return_refund, {{1, 1, {}}}, reason),
                   request(TicketType::return_refund, {{2, 1, {}}})};
    return with_facts(made, {all_shipped(of), all_signed_for(all_shipped(of))});
}

std::vector<Shop> goods_shops() {
    std::vector<Shop> all;
    all.push_back(refunded_then_shipped());
    Request const under_way = request(TicketType::refund_shipped, {{1, 2, {}}}, "not_received");
    Order const of_parcel = paid_once(order_under_way());
    Shop parcel = shop("a parcel under way", of_parcel,
                       {under_way, request(TicketType::return_refund, {{1, 1, {}}, {2, 1, {}}})});
    all.push_back(with_facts(parcel, {all_signed_for(of_parcel)}));

    Order const of_two = paid_once(order(2, 1));
    Shop parts =
        shop("a line in two deliveries", in_parts(of_two, 0, std::nullopt),
             {request(TicketType::return_refund, {{1, 1, {}}}),
              request(TicketType::refund_shipped, {{1, 1, {}}}, "not_received"),
              request(TicketType::return_refund, {{1, 2, {}}}), request(TicketType::repair, {{1, 1, {}}})});
    all.push_back(with_facts(parts, {in_parts(of_two, 1, std::nullopt), in_parts(of_two, 1, now)}));

    Shop inspected = shop("all is looked at", paid_once(order(2, 1)),
                          {request(TicketType::return_refund, {{1, 2, {}}, {2, 1, {}}})});
    inspected.context.policy.inspection = true;
    inspected.deep = 4;  // what the platform does about refused goods lies far
    inspected.context.policy.four_eyes_above_fen = 20'000;
    all.push_back(inspected);

    all.push_back(exchanges("an exchange for the same and for dearer goods", {"K1-M", "K1-dear"}));
    Shop cheaper = exchanges("an exchange for cheaper goods, or for none", {"K1-cheap"});
    cheaper.facts = {{cheaper.context.order, cheaper.context.stock}, {cheaper.context.order, {}}};
    for (Ware& ware : cheaper.facts[1].stock) ware.available = 0;
    all.push_back(cheaper);

    Shop kept = shop("goods that the buyer keeps", paid_once(order(2, 1)), {});
    kept.wishes = {request(TicketType::repair, {{1, 1, {}}}), request(TicketType::reship, {{1, 2, {}}}),
                   request(TicketType::price_protect, {{1, 2, {}, {}, 8'000}}),
                   request(TicketType::return_refund, {{1, 2, {}}})};
    all.push_back(kept);

    Order const course = order_with_course();
    Shop lessons = shop("goods and lessons", course, {});
    lessons.wishes = {request(TicketType::virtual_refund, {{2, 1, {"L1"}}}),
                      request(TicketType::virtual_refund, {{2, 1, {}}}),
                      request(TicketType::return_refund, {{1, 2, {}}, {2, 1, {}}}),
                      request(TicketType::price_protect, {{2, 1, {}, {}, 6'000}})};
    lessons.context.policy.virtual_is_automatic = false;
    all.push_back(with_facts(lessons, {first_lesson_taken(course)}));
    return all;
}

#if defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__)
constexpr Budget usual{500, 1'000};
constexpr bool reaches_all_edges = true;
#else  // thirty times slower, with sanitizers: what lies near; ticket_test has a row for each edge
constexpr Budget usual{100, 150};
constexpr bool reaches_all_edges = false;
#endif

/// AFTERDESK_WALK_STATES names the number of states itself.
Budget asked_for() {
    if (char const* const states = std::getenv("AFTERDESK_WALK_STATES")) {
        auto const most = static_cast<std::size_t>(std::strtoull(states, nullptr, 10));
        return {most, most};
    }
    return std::getenv("AFTERDESK_FULL") != nullptr ? Budget{1'000'000, 10'000'000} : usual;
}

std::string told(std::string const& name, Walk const& walk) {
    return name + ": " + std::to_string(walk.tickets()) + " tickets, " + std::to_string(walk.states()) +
           " states, " + std::to_string(walk.transitions()) + " transitions, " +
           std::to_string(walk.refusals()) + " refusals, " + std::to_string(walk.decisions()) + " decisions" +
           (walk.complete() ? "" : " (stopped there)");
}

}  // namespace

TEST_CASE("whatever two tickets of one order do, the required properties hold") {
    Budget const budget = asked_for();
    std::set<Edge const*> used;
    std::size_t states = 0;
    std::uint64_t transitions = 0;
    std::vector<Shop> shops = money_shops();
    for (Shop& of : goods_shops()) shops.push_back(std::move(of));
    for (char const* name :
         {"a parcel under way", "all is looked at", "an exchange for the same and for dearer goods"}) {
        auto const named =
            std::find_if(shops.begin(), shops.end(), [&](Shop const& of) { return of.name == name; });
        REQUIRE(named != shops.end());
        shops.push_back(with_more_time(*named));
    }
    char const* const only = std::getenv("AFTERDESK_WALK_ONLY");  // part of a name
    for (Shop const& of : shops) {
        if (only != nullptr && of.name.find(only) == std::string::npos) continue;
        Walk alone(of, {budget.alone * of.deep, 0});
        alone.run_alone();
        Walk together(in_short(of), budget);
        together.run_together();
        for (auto const& [walk, how] : {std::pair{&alone, "alone"}, std::pair{&together, "two"}}) {
            for (std::string const& broken : walk->broken()) FAIL_CHECK(broken);
            std::puts(told(of.name + ", " + how, *walk).c_str());
            used.insert(walk->used().begin(), walk->used().end());
            states += walk->states();
            transitions += walk->transitions();
        }
        std::fflush(stdout);
    }
    std::printf("all: %zu states, %llu transitions, %zu of %zu edges\n", states,
                static_cast<unsigned long long>(transitions), used.size(), edges().size());
    if (only != nullptr || budget.alone < usual.alone || !reaches_all_edges) return;
    for (Edge const& edge : edges()) {
        CAPTURE((edge.from ? static_cast<int>(*edge.from) : -1));
        CAPTURE(static_cast<int>(edge.actor));
        CAPTURE(static_cast<int>(edge.command));
        CAPTURE(static_cast<int>(edge.guard));
        CHECK(used.contains(&edge));
    }
}
