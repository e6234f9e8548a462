// Stories: what whole ways come to, in money, pieces, stock and time.

#include "ticket_fixture.hpp"

using namespace afterdesk;
using namespace afterdesk::ticket_fixture;

namespace {

Fen sum(std::vector<RefundPart> const& parts) {
    Fen total = 0;
    for (RefundPart const& part : parts) total += part.amount_fen;
    return total;
}

template <class E>
int count(Given const& at) {
    int times = 0;
    for (EventRecord const& record : at.history) times += std::holds_alternative<E>(record.event) ? 1 : 0;
    return times;
}

template <class E>
E const& last(Given const& at) {
    for (auto record = at.history.rbegin(); record != at.history.rend(); ++record) {
        if (auto const* event = std::get_if<E>(&record->event)) return *event;
    }
    REQUIRE(false);
    static E const none{};
    return none;
}

std::vector<Move> const sent = {agree(), ship_back()};
std::vector<Move> const back = {agree(), ship_back(), receive()};
std::vector<Move> const here = {agree(), ship_back(), look_at()};

void no_stock(Context& at) {
    for (Ware& ware : at.stock) ware.available = 0;
}
void one_left(Context& at) {
    for (Ware& ware : at.stock) ware.available = 1;
}

}  // namespace

// ---- Inspection -------------------------------------------------------------------------------------------

TEST_CASE("an inspection pays for what it accepts and gives the rest back") {
    Given const part = given(returned(), with(here, {inspect({{1, 1, 1}, {2, 1, 0}})}));
    CHECK(part.ticket.quote.refund_fen == 15'000);
    CHECK(sum(part.ticket.refunds) == 15'000);
    CHECK(part.ticket.request.lines == std::vector<LineRequest>{{1, 1, {}}, {2, 1, {}}});
    CHECK(claims_of(part.ticket)[0].quantity == 1);
    CHECK(part.ticket.inspection->lines[0].refused == 1);

    Given const line_gone = given(returned(), with(here, {inspect({{1, 2, 0}, {2, 0, 1}})}));
    CHECK(line_gone.ticket.request.lines == std::vector<LineRequest>{{1, 2, {}}});
    CHECK(sum(line_gone.ticket.refunds) == 20'000);

    Given const none = given(returned(), with(here, {inspect({{1, 0, 2}, {2, 0, 1}})}));
    CHECK(none.ticket.refunds.empty());
    CHECK(none.ticket.quote.refund_fen == 25'000);
    CHECK(claims_of(none.ticket).size() == 2);
    CHECK(claims_of(
              given(returned(), with(here, {inspect({{1, 0, 2}, {2, 0, 1}}), reship(), confirm()})).ticket)
              .empty());
}

TEST_CASE("a fee that was agreed on stays, but never above what inspection leaves") {
    std::vector<Move> const agreed = {offer(12'000), accept(), ship_back(), look_at()};
    Given const most = given(returned(), with(agreed, {inspect({{1, 2, 0}, {2, 0, 1}})}));
    CHECK(most.ticket.quote.fee_fen == 13'000);
    CHECK(most.ticket.request.fee_fen == 13'000);
    CHECK(sum(most.ticket.refunds) == 7'000);
    Given const little = given(returned(), with(agreed, {inspect({{1, 0, 2}, {2, 1, 0}})}));
    CHECK(little.ticket.quote.fee_fen == 5'000);
    CHECK(little.ticket.request.fee_fen == 5'000);
    CHECK(little.ticket.refunds.empty());
    CHECK(little.ticket.state == State::sending_back);
}

TEST_CASE("lessons are taken back only when the goods are here") {
    Given const on_the_way = given(mixed(), sent);
    CHECK(count<EntitlementsReclaimed>(on_the_way) == 0);
    Given const received = given(mixed(), back);
    auto const& lines = last<EntitlementsReclaimed>(received).lines;
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].line_no == 2);
    CHECK(lines[0].entitlements == std::vector<std::string>{"L1", "L2", "L3"});
    CHECK(sum(received.ticket.refunds) == 29'000);
    Given const looked_at = given(mixed(), with(here, {inspect({{1, 1, 1}})}));
    CHECK(sum(looked_at.ticket.refunds) == 19'000);
}

// ---- Exchange, repair, missing pieces ---------------------------------------------------------------------

TEST_CASE("an exchange keeps its goods in stock from the moment it is agreed to") {
    Given const agreed = given(exchange(), {agree()});
    CHECK(agreed.ticket.stock == std::vector<StockReservation>{{"K1-M", 2}});
    CHECK(given(exchange(), {}).ticket.stock.empty());
    Start just_enough = exchange();
    for (Ware& ware : just_enough.context.stock) ware.available = 2;
    CHECK(given(just_enough, {agree()}).ticket.stock == agreed.ticket.stock);
    Start unknown = exchange_for("");
    unknown.context.stock.clear();
    CHECK(given(unknown, {agree()}).ticket.stock == std::vector<StockReservation>{{"K1", 2}});
    Start two_lines = exchange_for("K1-M");
    two_lines.request.lines.push_back({2, 1, {}});
    CHECK(given(two_lines, {agree()}).ticket.stock == std::vector<StockReservation>{{"K1-M", 2}, {"K2", 1}});
}

TEST_CASE("an exchange that stock can not serve in full becomes a return at the full price") {
    for (auto* const shelf : {no_stock, one_left}) {
        Given const agreed = given(exchange(), {when(shelf, agree())});
        CHECK(agreed.ticket.request.type == TicketType::return_refund);
        CHECK(agreed.ticket.request.lines[0].want_sku.empty());
        CHECK(agreed.ticket.quote.refund_fen == 20'000);
        CHECK(agreed.ticket.stock.empty());
    }
    Start bare = exchange();
    auto const gone = [](Context& at) { at.stock = {{"K9", "P9", "x", "", 1, 1}}; };
    CHECK(given(bare, {when(gone, agree())}).ticket.cause == Cause::out_of_stock);
}

TEST_CASE(
    "the difference of an exchange goes back once the buyer has the goods, or is paid before they leave") {
    Given const less = given(cheaper(), with(back, {reship(), confirm()}));
    CHECK(sum(less.ticket.refunds) == 4'000);
    CHECK(given(cheaper(), with(back, {reship()})).ticket.refunds.empty());
    Given const more = given(dearer(), with(back, {collected(4'000), reship(), confirm()}));
    CHECK(more.ticket.collected.has_value());
    CHECK(more.ticket.refunds.empty());
    CHECK(more.ticket.state == State::completed);
}

TEST_CASE("who paid a difference and does not get the goods gets it back, to the payment it came by") {
    Given const fallen = given(dearer(), with(back, {collected(4'000), fall_back()}));
    CHECK(sum(fallen.ticket.refunds) == 24'000);
    CHECK(fallen.ticket.refunds.back().payment_id.value == fallen.ticket.collected->payment_no);
    CHECK(fallen.ticket.refunds.back().amount_fen == 4'000);
    CHECK(sum(given(dearer(), with(back, {fall_back()})).ticket.refunds) == 20'000);
}

TEST_CASE("a lower difference that the buyer accepts leaves it an exchange") {
    Given const at = given(cheaper(), with(sent, {offer(1'000), accept()}));
    CHECK(at.ticket.state == State::awaiting_reship);
    CHECK(at.ticket.quote.refund_fen == 1'000);
    Given const countered = given(cheaper(), with(sent, {offer(1'000), counter(3'000), accept_counter()}));
    CHECK(countered.ticket.state == State::awaiting_reship);
    Given const looked_at = given(cheaper(), with(here, {offer(1'000), counter(3'000), accept_counter()}));
    CHECK(looked_at.ticket.state == State::awaiting_reship);
}

TEST_CASE("refused pieces of an exchange travel with the replacement") {
    Given const at = given(cheaper(), with(here, {inspect({{1, 1, 1}}), reship(), confirm(), paid(1)}));
    CHECK(at.ticket.state == State::completed);
    CHECK(sum(at.ticket.refunds) == 2'000);
    Given const fallen = given(exchange(), with(here, {inspect({{1, 1, 1}}), fall_back(), paid(1)}));
    CHECK(sum(fallen.ticket.refunds) == 10'000);
    CHECK(fallen.ticket.state == State::sending_back);
}

TEST_CASE("nothing to send: the buyer gets the price of what was sent back, or of what never came") {
    Given const exchanged = given(exchange(), with(back, {fall_back()}));
    CHECK(exchanged.ticket.request.type == TicketType::return_refund);
    CHECK(sum(exchanged.ticket.refunds) == 20'000);
    Given const missing = given(reship_missing(), {agree(), fall_back()});
    CHECK(missing.ticket.request.type == TicketType::refund_shipped);
    CHECK(sum(missing.ticket.refunds) == 10'000);
}

// ---- Arbitration ------------------------------------------------------------------------------------------

TEST_CASE("a rejected ticket that the platform looks at holds its pieces again, if nobody has them") {
    Given at = given(returned(), {reject()});
    CHECK(claims_of(at.ticket).empty());
    CHECK(claims_of(given(returned(), {reject(), escalate()}).ticket).size() == 2);
    Start second = returned();
    second.request.lines = {{1, 1, {}}};
    at.context.other_claims = claims_of(given(second, {}).ticket);
    CHECK(has(refused(at, escalate()), Rule::quantity_exceeds_left, "request.lines[0].quantity"));
    CHECK(has(refused(at, agree()), Rule::quantity_exceeds_left, "request.lines[0].quantity"));

    Given one = given(second, {reject()});
    one.context.other_claims = claims_of(given(second, {}).ticket);
    REQUIRE(try_move(one, escalate()).ok());
    CHECK(one.ticket.quote.lines[0].units == std::vector<int>{2});
    CHECK(count<Requoted>(one) == 1);
    Given relented = given(second, {reject()});
    relented.context.other_claims = one.context.other_claims;
    REQUIRE(try_move(relented, agree()).ok());
    CHECK(relented.ticket.quote.lines[0].units == std::vector<int>{2});
    CHECK(count<Requoted>(given(second, {reject(), agree()})) == 0);
}

TEST_CASE("an exchange keeps the goods and the price that were agreed on, whatever the shop has by now") {
    auto const dearer_by_now = [](Context& at) {
        for (Ware& ware : at.stock) ware.unit_price_fen = 99'900;
    };
    auto const taken_off = [](Context& at) { at.stock.clear(); };
    for (auto* const world : {+dearer_by_now, +taken_off}) {
        Given const called = given(cheaper(), {reject(), when(world, escalate())});
        CHECK(called.ticket.quote.refund_fen == 4'000);
        Given const relented = given(cheaper(), {reject(), when(world, agree())});
        CHECK(relented.ticket.quote.refund_fen == 4'000);
        CHECK(given(cheaper(), with(back, {time_out(), escalate(), when(world, send_another())}))
                  .ticket.quote.exchanges[0]
                  .sku == "K1-cheap");
    }
}

TEST_CASE("the shop's fault pays the deposit out, and freight where the shop bears it") {
    Start presale = unshipped();
    presale.context.order.lines[0].presale = Presale{6'000};
    presale.context.policy.threshold = ThresholdPolicy::ask;
    presale.context.order.discounts = {order_fixture::full_reduction(1'000, 20'000)};
    presale.context.order.payments[0].amount_fen -= 1'000;
    presale.request.lines = {{1, 1, {}}};
    auto const decided = [&](Fault fault, FreightPayer payer) {
        Verdict const of{.outcome = Outcome::refund_all, .fault = fault, .freight_payer = payer};
        return given(presale, {step_in(), verdict(of)}).ticket.quote;
    };
    CHECK(decided(Fault::buyer, FreightPayer::buyer).refund_fen == 6'600);
    CHECK(decided(Fault::carrier, FreightPayer::buyer).refund_fen == 6'600);
    CHECK(decided(Fault::shop, FreightPayer::buyer).refund_fen == 9'600);
    CHECK(decided(Fault::shop, FreightPayer::shop).refund_fen == 10'100);
    CHECK(decided(Fault::buyer, FreightPayer::shop).refund_fen == 6'600);
}

TEST_CASE("a verdict says what the ticket is about") {
    auto const type = [](Start (*start)(), std::vector<Move> const& moves) {
        return given(start(), moves).ticket.request.type;
    };
    using T = TicketType;
    CHECK(type(returned, {step_in(), refund_all()}) == T::refund_shipped);
    CHECK(type(returned, {step_in(), refund_all(true)}) == T::return_refund);
    CHECK(type(returned, with(here, {step_in(), refund_all()})) == T::return_refund);
    CHECK(type(repair, {step_in(), refund_all(true)}) == T::return_refund);
    CHECK(type(repair, {step_in(), send_another()}) == T::reship);
    CHECK(type(repair, {step_in(), send_another(true)}) == T::exchange);
    CHECK(type(exchange, with(back, {time_out(), escalate(), send_another()})) == T::exchange);
    CHECK(type(price_drop, {step_in(), refund_all()}) == T::price_protect);
    Given const part = given(returned(), {step_in(), refund_part(7'777)});
    CHECK(sum(part.ticket.refunds) == 7'777);
    CHECK(part.ticket.request.fee_fen == 17'223);
    CHECK(part.ticket.arbitration->verdict->refund_fen == 7'777);
    CHECK(part.ticket.arbitration->step == ArbitrationStep::decided);
}

TEST_CASE("what the platform has the shop pay for, the shop keeps") {
    std::vector<Move> const doubted = with(here, {inspect({{1, 0, 2}, {2, 0, 1}}), escalate()});
    Given const all = given(returned(), with(doubted, {refund_all(), paid(1), paid(2)}));
    CHECK(all.ticket.state == State::completed);
    Given const none = given(returned(), with(doubted, {refund_none()}));
    CHECK(none.ticket.state == State::sending_back);
    CHECK(none.ticket.inspection.has_value());
    CHECK(given(returned(), with(doubted, {refund_none(), reship(), confirm()})).ticket.cause ==
          Cause::verdict);
}

TEST_CASE("a verdict names where to return to, or leaves it to the shop's address") {
    Start from = returned();
    from.context.default_return_address = default_address;
    CHECK(given(from, {step_in(), refund_all(true)}).ticket.return_address == shop_address);
    Move const unsaid = platform(GiveVerdict{{.outcome = Outcome::refund_all, .return_goods = true}, {}});
    CHECK(given(from, {step_in(), unsaid}).ticket.return_address == default_address);
}

TEST_CASE("an arbitration may come again after a verdict") {
    std::vector<Move> const resent = with(back, {time_out(), escalate(), send_another(), reship()});
    Given const at = given(exchange(), with(resent, {escalate(), refund_none()}));
    CHECK(at.ticket.state == State::completed);
    CHECK(count<VerdictGiven>(at) == 2);
}

// ---- Time -------------------------------------------------------------------------------------------------

TEST_CASE("a clock that stood runs on with what was left, holidays not counted") {
    Start from = returned();
    from.context.policy.holidays = {{now + hours(10), now + hours(110)}};
    Given const frozen = given(from, {after(hours(1), freeze())});
    CHECK(clock_of(frozen) == "stands 47h");
    CHECK(clock_of(given(from, {after(hours(1), freeze()), after(hours(200), resume())})) == "runs 47h");
    CHECK(clock_of(given(from, {after(hours(1), freeze()), after(hours(4), resume())})) == "runs 147h");
    CHECK(clock_of(given(from, {after(hours(60), freeze())})) == "stands 38h");
    CHECK(clock_of(given(from, {after(hours(1), offer(1)), after(hours(200), decline())})) == "runs 47h");
    CHECK(clock_of(given(from, {})) == "runs 148h");
    CHECK(clock_of(given(from, {step_in(), ask_evidence()})) == "runs 110h stands 47h59m");
}

TEST_CASE("a parcel signed for while the platform asks for evidence leaves the round its time") {
    Given const at = given(returned(), with(sent, {step_in(), ask_evidence(), signed_for(parcel, now)}));
    CHECK(clock_of(at) == "runs 9h59m stands 240h");
    CHECK(given(returned(), with(sent, {step_in(), ask_evidence(), signed_for(parcel, now), time_out()}))
              .ticket.arbitration->step == ArbitrationStep::requested);
}

TEST_CASE("an offer that ends by itself while the platform asks for evidence leaves the round its time") {
    auto const first_taken = [](Context& at) { at.order.lines[1].entitlements[0].used = true; };
    std::vector<Move> const asked_for = {offer(1'000), step_in(), ask_evidence()};
    Given const at = given(mixed(), with(asked_for, {when(first_taken, order_changed())}));
    CHECK(at.ticket.state == State::awaiting_merchant);
    CHECK(clock_of(at) == "runs 9h59m stands 47h59m");
    CHECK(given(mixed(), with(asked_for, {withdraw()})).ticket.deadline == std::nullopt);
}

TEST_CASE("a state entered while the clock stands waits with its whole limit") {
    Given const at = given(returned(), {freeze(), agree()});
    CHECK(clock_of(at) == "stands 168h");
    CHECK(at.ticket.frozen);
    CHECK(clock_of(given(returned(), {freeze(), agree(), resume()})) == "runs 168h");
    CHECK(clock_of(given(returned(), {freeze(), step_in(), refund_all(true)})) == "stands 168h");
}

// ---- Offers -----------------------------------------------------------------------------------------------

TEST_CASE("an offer stands as it was made until it is answered") {
    Given const at = given(returned(), {offer(20'000)});
    REQUIRE(at.ticket.offer);
    CHECK(at.ticket.offer->by == ActorKind::merchant);
    CHECK(at.ticket.offer->made_in == State::awaiting_merchant);
    CHECK(at.ticket.offer->address == shop_address);
    CHECK(at.ticket.offer->request.fee_fen == 5'000);
    CHECK(at.ticket.quote.refund_fen == 25'000);
    Given const countered = given(returned(), {offer(20'000), counter(22'000)});
    CHECK(countered.ticket.offer->by == ActorKind::buyer);
    CHECK(countered.ticket.offer->refund_fen == 22'000);
    CHECK(countered.ticket.offer->address == shop_address);
    CHECK(countered.ticket.offer->request.fee_fen == 3'000);
    Given const done = given(returned(), {offer(20'000), counter(22'000), accept_counter()});
    CHECK(done.ticket.quote.refund_fen == 22'000);
    CHECK(!done.ticket.offer);
    CHECK(done.ticket.return_address == shop_address);
    for (Move const& end : {withdraw(), agree(), reject(), shut(), time_out(),
                            modify(request(TicketType::return_refund, {{1, 1, {}}}))}) {
        CHECK(!given(returned(), {offer(20'000), counter(22'000), end}).ticket.offer);
    }
}

TEST_CASE("the buyer keeps the goods when that is what was offered") {
    Given const at = given(returned(), {offer_as(TicketType::refund_shipped, 9'000), accept()});
    CHECK(at.ticket.request.type == TicketType::refund_shipped);
    CHECK(sum(at.ticket.refunds) == 9'000);
    CHECK(!at.ticket.return_address);
    Given const changed = given(returned(), {offer_as(TicketType::exchange, 0), accept()});
    CHECK(changed.ticket.request.type == TicketType::exchange);
    CHECK(changed.ticket.state == State::awaiting_return);
}

TEST_CASE("pieces that went elsewhere meanwhile make an offer of another type void") {
    Start one = returned();
    one.request.lines = {{1, 1, {}}};
    Given at = given(one, {offer_as(TicketType::refund_shipped, 9'000)});
    Start rest = returned();
    rest.request.lines = {{1, 2, {}}};
    at.context.other_claims = claims_of(given(rest, {}).ticket);
    CHECK(refused(at, accept()) == Mistakes{{Rule::quote_changed, "offer"}});
}
