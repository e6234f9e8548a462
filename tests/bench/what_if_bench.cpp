// How many past tickets the rules' page decides again in a second: automatic review and the quote, on one
// core. Run it by hand, from the release build: build/release/tests/what_if_bench [TICKETS]

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "domain/ticket/what_if.hpp"
#include "wire/codec.hpp"

using namespace afterdesk;

namespace {

using Steady = std::chrono::steady_clock;
constexpr Instant noon{1'795'147'200'000};

/// Three lines of two pieces with discounts, all received.
Order order() {
    Order out;
    out.order_no = {"E1"};
    out.shop_id = {"s1"};
    out.buyer_id = {"b1"};
    out.paid_at = {noon.ms - days(5).ms};
    for (int i = 1; i <= 3; ++i) {
        Line line;
        line.line_no = i;
        line.sku = line.spu = "K" + std::to_string(i);
        line.title = "羊绒衫";
        line.category = "apparel";
        line.quantity = 2;
        line.unit_price_fen = 10'001;
        line.discounts = {{DiscountKind::shop_coupon, 1'000, 0, std::nullopt, {}}};
        Delivery delivery;
        delivery.delivery_no = "D" + std::to_string(i);
        delivery.quantity = 2;
        delivery.shipped_at = {noon.ms - days(4).ms};
        delivery.received_at = {noon.ms - days(2).ms};
        line.deliveries = {delivery};
        out.lines.push_back(line);
    }
    out.payments = {{{"w1"}, PaymentChannel::wechat, 3 * (2 * 10'001 - 1'000)}};
    return out;
}

/// Twenty rules, none of which fits but the last.
Policy policy() {
    Policy out = default_policy();
    for (int i = 0; i < 20; ++i) {
        AutoRule rule;
        rule.id = "rule_" + std::to_string(i);
        rule.types = {TicketType::return_refund};
        rule.max_refund_fen = i + 1 < 20 ? 100 + i : 50'000;
        rule.action = AutoAction::agree;
        out.auto_rules.push_back(rule);
    }
    return out;
}

}  // namespace

int main(int argc, char** argv) {
    int const tickets = argc > 1 ? std::atoi(argv[1]) : 20'000;
    Order const goods = order();
    Policy const rules = policy();
    PastTicket past;
    past.request = {TicketType::return_refund, "quality", {{1, 1, {}}, {2, 2, {}}}, 0, false};
    past.applied_at = noon;
    past.reviewed = true;
    past.shop_id = goods.shop_id;
    past.order_no = goods.order_no;
    std::optional<Fen> const asked = quoted_under(past, goods, rules);
    if (!asked) return std::puts("the sample is refused"), 1;
    past.quoted_fen = past.came_to_fen = *asked;
    past.review = {"AS1", facts_of(goods, past.request.type, past.request.reason, {1, 2}, *asked), {}};
    auto const began = Steady::now();
    int approved = 0;
    for (int i = 0; i < tickets; ++i)
        approved += what_if(past, &goods, rules).end == WhatIfEnd::approved ? 1 : 0;
    double const seconds = std::chrono::duration<double>(Steady::now() - began).count();
    std::printf("%d tickets in %.3f s: %.0f a second (%d approved by itself)\n", tickets, seconds,
                tickets / seconds, approved);
    return 0;
}
