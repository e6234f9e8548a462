// What the mall tells against its order's tickets, and what tickets make of refunds by others.

#include "domain/ticket/contradictions.hpp"

#include "domain/money/paid_outside.hpp"
#include "domain/ticket/work.hpp"
#include "ticket_fixture.hpp"

using namespace afterdesk;
using namespace afterdesk::ticket_fixture;

namespace {

using enum State;

PaymentId first_payment() { return order(0, 0).payments[0].payment_id; }

OutsideRefund by_others(Fen amount_fen, std::vector<OutsideRefund::OfLine> lines = {}) {
    return {"R1", first_payment(), amount_fen, std::nullopt, std::move(lines)};
}

/// The order has one more, and the ticket hears of it.
void told_of_all(Context& at) {
    for (std::size_t i = 0; i < at.order.payments.size(); ++i) {
        Payment const& payment = at.order.payments[i];
        at.order.prior.push_back(
            {"R" + std::to_string(i), payment.payment_id, payment.amount_fen, std::nullopt, {}});
    }
    at.other_claims = with_outside_refunds(at.order, at.other_claims);
}
void told_of_a_little(Context& at) {
    at.order.prior = {{"R0", at.order.payments[0].payment_id, 1, std::nullopt, {}}};
    at.other_claims = with_outside_refunds(at.order, at.other_claims);
}
void cancelled(Context& at) { at.order.cancelled_at = at.now; }

std::optional<Contradicted> against(Given const& at, OutsideRefund const& refund) {
    return against_refund(at.context.order, refund, std::vector{at.ticket});
}

}  // namespace

TEST_CASE("a refund that runs may be the same money; one that is over only where the payment is too small") {
    Given const running = given(unshipped(), {});
    REQUIRE(running.ticket.state == refunding);
    Contradicted const twice{Contradiction::refunded_twice, running.ticket.no};
    CHECK(against(running, by_others(1)) == twice);
    Given const done = given(unshipped(), {paid(1), paid(2)});
    CHECK(against(done, by_others(done.context.order.payments[0].amount_fen)) == twice);
    Given const open = given(asked(), {});
    CHECK(against(open, by_others(1)) == std::nullopt);
}

TEST_CASE("pieces that a ticket had refunded are not refunded by others") {
    Given const done = given(asked(), {agree(), paid(1)});
    REQUIRE(done.ticket.state == completed);
    CHECK(against(done, by_others(1, {{1, 1}})) == std::nullopt);
    CHECK(against(done, by_others(1, {{1, 2}})) ==
          Contradicted{Contradiction::refunded_twice, done.ticket.no});
}

TEST_CASE("a cancelled order has neither an open ticket nor goods that left") {
    Given const open = given(asked(), {});
    CHECK(against_cancelling(open.context.order, std::vector{open.ticket}) ==
          Contradicted{Contradiction::ticket_open, open.ticket.no});
    CHECK(against_cancelling(order(0, 0), {}) == std::nullopt);
    CHECK(against_cancelling(order(1, 0), {}) == Contradicted{Contradiction::shipped_already, {}});
}

TEST_CASE("a ticket about goods that never left is named") {
    Given const at = given(returned(), {});
    CHECK(against_voiding(at.context.order, std::vector{at.ticket}) == std::nullopt);
    CHECK(against_voiding(order(1, 1), std::vector{at.ticket}) ==
          Contradicted{Contradiction::shipment_claimed, at.ticket.no});
    CHECK(against_voiding(order(0, 0), {}) == std::nullopt);
}

TEST_CASE("an open ticket is quoted anew, or over where nothing is left") {
    Given const quoted = given(asked(), {when(told_of_all, order_changed())});
    CHECK(quoted.ticket.state == closed);
    CHECK(quoted.ticket.cause == Cause::refunded_outside);
    Given const as_before = given(asked(), {when(told_of_a_little, order_changed())});
    CHECK(as_before.ticket.state == awaiting_merchant);
}

TEST_CASE("what others paid beside the ticket's own refund is work until somebody has seen to it") {
    Given at = given(unshipped(), {paid(1), paid(2)});
    at.context.order.prior = {by_others(1)};
    Move const told = channel("R1", PartStatus::succeeded);
    REQUIRE(try_move(at, told).ok());
    CHECK(at.ticket.paid_twice == std::vector<std::string>{"R1"});
    CHECK(work_of(at.ticket) == Work::strays);
    REQUIRE(try_move(at, told).ok());  // once is enough
    CHECK(at.ticket.paid_twice.size() == 1);
    REQUIRE(try_move(at, settle_strays()).ok());
    CHECK(work_of(at.ticket) == std::nullopt);
    CHECK(refused(at, channel("R2", PartStatus::succeeded)) ==
          Mistakes{{Rule::refund_part_unknown, "refund_no", -1}});
}

TEST_CASE("a refund that failed is not tried again with money that others paid back meanwhile") {
    Given const at = given(unshipped(), {failed(1), failed(2)});
    CHECK(refused(at, retry()) == Mistakes{});
    Mistakes const why = refused(at, when(told_of_all, retry()));
    REQUIRE(why.size() == 1);
    CHECK(why[0].rule == Rule::payments_exhausted);
    CHECK(refused(at, when(told_of_all, offline(part_no(1)))) == Mistakes{});
}

TEST_CASE("silence pays nothing of a cancelled order: the platform decides") {
    for (Start const& from : {asked(), returned()}) {
        CHECK(given(from, {time_out()}).ticket.state != awaiting_merchant);
        Given const at = given(from, {when(cancelled, time_out())});
        CHECK(at.ticket.state == awaiting_merchant);
        CHECK(at.ticket.refunds.empty());
        CHECK(in_arbitration(at.ticket));
        CHECK(work_of(at.ticket) == Work::dispute);
        CHECK(!at.ticket.deadline);
        Given const decided = given(from, {when(cancelled, time_out()), refund_none()});
        CHECK(decided.ticket.refunds.empty());
        CHECK(given(from, {when(cancelled, agree())}).ticket.state != awaiting_merchant);
    }
}

TEST_CASE("nothing of a cancelled order is granted by itself") {
    Start from = unshipped();
    cancelled(from.context);
    CHECK(given(from, {}).ticket.state == awaiting_merchant);
}
