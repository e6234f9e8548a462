// Exchanges: pieces are kept back when the merchant agrees, given back when the exchange ends otherwise, and
// gone when they are sent. Four eyes and daily limits of who agrees. Entitlements that the mall takes back.

#include "outside/simulated/book.hpp"
#include "world.hpp"

using namespace afterdesk;
using world::rule_of;
using world::World;

namespace {

using OnShelf = std::pair<int, int>;  // available, reserved

std::string agreed_exchange(World& w) {
    std::string const no = w.exchange_one().ticket.no.value;
    w.must(w.merchant, no, Agree{world::address()});
    return no;
}

void come_back(World& w, std::string const& no) {
    w.must(w.buyer, no, ShipBack{world::parcel()});
    w.must(w.merchant, no, Receive{});
}

Order course(std::string no) {
    Order order = world::unshipped_order(std::move(no), "s1", "b1");
    order.lines = {world::line(1, "编程课 10 课时", 1, 9'000)};
    order.lines[0].kind = LineKind::virtual_;
    order.lines[0].entitlements = {{"L1", 1, false}, {"L2", 1, false}, {"L3", 1, true}};
    order.freight_fen = 0;
    order.payments = {{{"w1"}, PaymentChannel::wechat, 9'000}};
    return order;
}

}  // namespace

TEST_CASE("stock is kept back at approval, given back when the buyer withdraws, gone when it was sent") {
    World w;
    w.put_stock({world::other_size()});
    std::string const first = agreed_exchange(w);
    CHECK(w.stock_of("K1-XL") == OnShelf{1, 1});
    w.must(w.buyer, first, Withdraw{});
    CHECK(w.stock_of("K1-XL") == OnShelf{2, 0});
    std::string const second = agreed_exchange(w);
    come_back(w, second);
    CHECK(w.stock_of("K1-XL") == OnShelf{1, 1});
    CHECK(w.differences().empty());
    w.must(w.merchant, second, Reship{world::parcel("SF0000000002")});
    CHECK(w.stock_of("K1-XL") == OnShelf{1, 0});
    w.must(w.merchant, second, Reship{world::parcel("SF0000000003")});  // the number was wrong
    CHECK(w.stock_of("K1-XL") == OnShelf{1, 0});
    auto const done = w.must(w.buyer, second, ConfirmReceipt{});
    CHECK(done.ticket.state == State::completed);
    CHECK(w.stock_of("K1-XL") == OnShelf{1, 0});
    CHECK(w.differences().empty());
}

TEST_CASE("the last piece goes to one; the other exchange becomes a refund at once") {
    World w;
    w.put_stock({world::other_size(1)});
    auto const one = w.exchange_one();
    auto const other = w.exchange_one();
    w.must(w.merchant, one.ticket.no.value, Agree{world::address()});
    auto const late = w.must(w.merchant, other.ticket.no.value, Agree{world::address()});
    CHECK(late.ticket.request.type == TicketType::return_refund);
    CHECK(late.ticket.state == State::awaiting_return);
    CHECK(late.ticket.quote.refund_fen == 6'667);
    CHECK(w.stock_of("K1-XL") == OnShelf{0, 1});
    CHECK(w.differences().empty());
}

TEST_CASE("nothing can be sent after all: the money goes back and the piece to the shelf") {
    World w;
    w.put_stock({world::other_size()});
    std::string const no = agreed_exchange(w);
    come_back(w, no);
    auto const fallen = w.must(w.merchant, no, FallBack{"破损"});
    CHECK(fallen.ticket.state == State::refunding);
    CHECK(fallen.ticket.cause == Cause::out_of_stock);
    CHECK(w.stock_of("K1-XL") == OnShelf{2, 0});
    w.service->jobs.run_due();
    CHECK(w.look(no).ticket.state == State::completed);
    CHECK(w.differences().empty());
}

TEST_CASE("a verdict for an exchange uses the piece that the ticket holds already") {
    World w;
    w.put_stock({world::other_size(1)});
    std::string const no = agreed_exchange(w);
    come_back(w, no);
    w.must(w.platform, no, StepIn{"核实"});
    auto const decided =
        w.must(w.platform, no,
               GiveVerdict{{Outcome::exchange, 0, Fault::shop, FreightPayer::shop, false, "换货"}, {}});
    CHECK(decided.ticket.state == State::awaiting_reship);
    CHECK(decided.ticket.request.type == TicketType::exchange);
    CHECK(w.stock_of("K1-XL") == OnShelf{0, 1});
    CHECK(w.differences().empty());
}

TEST_CASE(
    "setting the shelf anew leaves what is kept back; a shop without a shelf may exchange all the same") {
    World w;
    std::string const no = w.exchange_one("E2", "").ticket.no.value;
    w.must(w.merchant, no, Agree{world::address()});
    CHECK(w.differences().empty());
    w.put_stock({{"K1", "P1", "羊绒衫", "", 10'000, 7}, world::other_size(3)});
    CHECK(w.stock_of("K1") == OnShelf{7, 1});
    w.put_stock({{"K1", "P1", "羊绒衫", "", 10'000, 4}});
    CHECK(w.stock_of("K1") == OnShelf{4, 1});
    CHECK(w.stock_of("K1-XL") == OnShelf{3, 0});
    w.must(w.buyer, no, Withdraw{});
    CHECK(w.stock_of("K1") == OnShelf{5, 0});
    CHECK(w.differences().empty());
    CHECK(!w.service->shelf.put(w.reviewer, {world::other_size()}).ok());
    CHECK(!w.service->shelf.put(w.platform, {world::other_size()}).ok());
}

TEST_CASE("the difference of an exchange is paid once, however often the mall says so") {
    World w;
    w.set_policy(R"({"exchange_difference":"settle"})");
    w.put_stock({world::other_size(2, 12'000)});
    std::string const no = agreed_exchange(w);
    come_back(w, no);
    Fen const owed = w.look(no).ticket.quote.collect_fen;
    REQUIRE(owed > 0);
    auto const early =
        w.give(w.merchant, no, Reship{world::parcel("SF0000000002")}, w.look(no).ticket.version, "early");
    CHECK(rule_of(early) == Rule::difference_not_paid);
    wire::FactsBody const paid{{"E2"}, {}, {}, {{{no}, "P-1", owed}}};
    CHECK(w.tell(paid).tickets.size() == 1);
    CHECK(w.tell(paid).tickets.empty());
    CHECK(w.look(no).ticket.collected.has_value());
    auto const twice = w.service->orders.note_facts(w.platform, {{"E2"}, {}, {}, {{{no}, "P-2", owed}}});
    REQUIRE(!twice.ok());  // the mall hears that nobody waits for this money
    CHECK(twice.error().front().path == "collections[0].ticket_no");
    auto const other = w.service->orders.note_facts(w.platform, {{"E2"}, {}, {}, {{{no}, "P-1", owed + 1}}});
    CHECK(other.error().front().rule == Rule::payment_id_twice);
    w.must(w.merchant, no, Reship{world::parcel("SF0000000002")});
    CHECK(w.differences().empty());
}

TEST_CASE("a difference that was paid goes back with the price when there is nothing to send") {
    World w;
    w.set_policy(R"({"exchange_difference":"settle"})");
    w.put_stock({world::other_size(2, 12'000)});
    std::string const no = agreed_exchange(w);
    come_back(w, no);
    Fen const owed = w.look(no).ticket.quote.collect_fen;
    w.tell({{"E2"}, {}, {}, {{{no}, "P-1", owed}}});
    auto const fallen = w.must(w.merchant, no, FallBack{"缺货"});
    CHECK(fallen.ticket.refunds.back().payment_id == PaymentId{"P-1"});
    CHECK(w.differences().empty());
    w.service->jobs.run_due();
    CHECK(w.look(no).ticket.state == State::completed);
    CHECK(w.differences().empty());
}

TEST_CASE(
    "entitlements are taken back in the commit that decides the refund, and told to the mall for sure") {
    World w;
    w.import({course("V1")});
    REQUIRE(w.service->jobs.set_channel_settings(w.platform, {0, 0, 1, false}).ok());
    auto const asked = World::request(TicketType::virtual_refund, "not_wanted", {{1, 1, {}}});
    auto const applied = w.read(w.apply(w.buyer, w.application(w.buyer, "V1", asked), w.next_key()));
    CHECK(applied.ticket.quote.refund_fen == 6'000);
    CHECK(w.differences().empty());
    w.service->jobs.run_due();  // an answer is lost: of the refund or of the reclaim
    w.restart();
    w.pass(minutes(1));
    w.service->jobs.run_due();
    CHECK(w.look(applied.ticket.no.value).ticket.state == State::completed);
    outside::simulated::Book book(w.folder.path() + "/channel.db");
    auto const told = book.all_reclaimed();
    REQUIRE(told.size() == 1);
    CHECK(told[0].reclaim_no.find(applied.ticket.no.value + "-E") == 0);
    CHECK(told[0].body.find(R"("entitlements":["L1","L2"])") != std::string::npos);
    CHECK(w.differences().empty());
}

// ---- Who agrees -------------------------------------------------------------------------------------------

TEST_CASE("above the limit a second person has to agree") {
    World w;
    w.set_policy(R"({"four_eyes_above_fen":5000})");
    std::string const no = w.return_one().ticket.no.value;
    auto const first = w.must(w.merchant, no, Agree{world::address()});
    CHECK(first.ticket.state == State::awaiting_merchant);
    CHECK(w.service->tickets.show(w.reviewer, no)->first_approval_by == "许蔓");
    CHECK(w.service->tickets.show(w.platform, no)->first_approval_by == "许蔓");
    CHECK(w.service->tickets.show(w.buyer, no)->first_approval_by.empty());
    auto const again = w.give(w.merchant, no, Agree{world::address()}, first.ticket.version, "again");
    CHECK(rule_of(again) == Rule::second_person_needed);
    CHECK(w.must(w.reviewer, no, Agree{world::address()}).ticket.state == State::awaiting_return);
    CHECK(w.differences().empty());
}

TEST_CASE("a day's limit counts what one person agreed to in the shop's day") {
    World w;
    w.set_policy(R"({"daily_limit_fen":7000})");
    std::string const first = w.return_one().ticket.no.value;
    w.must(w.merchant, first, Agree{world::address()});
    std::string const second = w.return_one().ticket.no.value;
    auto const over =
        w.give(w.merchant, second, Agree{world::address()}, w.look(second).ticket.version, "over");
    CHECK(rule_of(over) == Rule::daily_limit_reached);
    Fen const agreed_fen = w.look(first).ticket.quote.refund_fen;
    CHECK(w.service->orders.show(w.merchant, "E2")->approved_today_fen == agreed_fen);
    CHECK(w.service->orders.show(w.reviewer, "E2")->approved_today_fen == 0);
    w.must(w.reviewer, second, Agree{world::address()});  // another person's day
    std::string const third = w.return_one().ticket.no.value;
    w.pass(hours(12));  // midnight in China
    w.must(w.merchant, third, Agree{world::address()});
    CHECK(w.differences().empty());
}

TEST_CASE("an exchange that falls back to a refund counts for the day as well") {
    World w;
    w.set_policy(R"({"daily_limit_fen":7000})");
    w.put_stock({world::other_size()});
    std::string const no = agreed_exchange(w);  // agreed to at nothing
    come_back(w, no);
    Fen const refund_fen = w.must(w.merchant, no, FallBack{"破损"}).ticket.quote.refund_fen;
    CHECK(refund_fen > 0);
    std::string const next = w.return_one().ticket.no.value;
    auto const over = w.give(w.merchant, next, Agree{world::address()}, w.look(next).ticket.version, "over");
    CHECK(rule_of(over) == Rule::daily_limit_reached);
    w.must(w.reviewer, next, Agree{world::address()});
    CHECK(w.differences().empty());
}

TEST_CASE("staff open a ticket for a buyer, and it is agreed at once") {
    World w;
    auto const asked = World::request(TicketType::return_refund, "size_unfit", {{1, 1, {}}});
    auto const opened =
        w.read(w.apply(w.merchant, w.application(w.merchant, "E2", asked), w.next_key())).ticket;
    CHECK(opened.opened_by == ActorKind::merchant);
    CHECK(opened.buyer_id.value == "b1");
    CHECK(opened.state == State::awaiting_return);
    CHECK(opened.return_address.has_value());
    auto const foreign = w.apply(w.other_merchant, w.application(w.merchant, "E2", asked), w.next_key());
    CHECK(rule_of(foreign) == Rule::not_found);
    CHECK(
        w.read(w.apply(w.platform, w.application(w.platform, "E4", asked), w.next_key())).ticket.opened_by ==
        ActorKind::platform);
    CHECK(w.differences().empty());
}
