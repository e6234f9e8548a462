// What staff narrow their lists by, how much work there is, and lists as files.

#include "server/person.hpp"
#include "server/world.hpp"

using namespace afterdesk;
using test::Answer;
using test::Person;
using test::Site;
using world::World;

namespace {

/// The last letters of the numbers that a query finds, in order.
std::vector<std::string> found(World& w, Caller const& who, TicketQuery const& query) {
    auto const page = w.service->tickets.list(who, query);
    REQUIRE(page.ok());
    std::vector<std::string> numbers;
    for (wire::TicketSummary const& item : page->items) numbers.push_back(item.ticket_no);
    int counted = 0;
    for (auto const& [status, count] : page->counts) {
        if (!query.status || status == *query.status) counted += count;
    }
    CHECK(counted == static_cast<int>(numbers.size()));  // whatever a list is narrowed by, its counts are
    return numbers;
}

wire::WorkView::Pile pile(World& w, Caller const& who, Work work) {
    auto const view = w.service->tickets.work(who);
    REQUIRE(view.ok());
    for (wire::WorkView::Pile const& one : view->piles) {
        if (one.work == work) return one;
    }
    return {};
}

using Numbers = std::vector<std::string>;

}  // namespace

TEST_CASE("a list is narrowed by reason, amount, time, type, shop and buyer") {
    World w;
    w.import({world::received_order("E5", "s1", "b1")});
    std::string const first = w.return_one("E2", 1).ticket.no.value;
    Instant const between{w.now_ms + 1};
    w.pass(minutes(10));
    std::string const second = w.return_one("E5", 2).ticket.no.value;
    Fen const one_fen = w.look(first).ticket.quote.refund_fen;
    TicketQuery query;
    query.reasons = {"size_unfit", "quality"};
    CHECK(found(w, w.merchant, query) == Numbers{second, first});
    query.reasons = {"quality"};
    CHECK(found(w, w.merchant, query).empty());
    query = {};
    query.most_fen = one_fen;
    CHECK(found(w, w.merchant, query) == Numbers{first});
    query = {};
    query.least_fen = one_fen + 1;
    CHECK(found(w, w.merchant, query) == Numbers{second});
    query = {};
    query.since = between;
    CHECK(found(w, w.merchant, query) == Numbers{second});
    query = {};
    query.before = between;
    query.types = {TicketType::return_refund, TicketType::exchange};
    CHECK(found(w, w.merchant, query) == Numbers{first});
    query = {};
    query.shop = "s1";
    query.q = "羊绒";
    CHECK(found(w, w.platform, query) == Numbers{second, first});
    query.shop = "s2";
    CHECK(found(w, w.platform, query).empty());
    query = {};
    query.same_buyer = first;
    query.order = store::TicketOrder::amount_least;
    CHECK(found(w, w.merchant, query) == Numbers{first, second});
    CHECK(found(w, w.other_merchant, query).empty());
    query.order = store::TicketOrder::amount;
    CHECK(found(w, w.merchant, query) == Numbers{second, first});
}

TEST_CASE("a row says when its ticket was changed last, but for buyers, who are not told of all") {
    World w;
    std::string const no = w.return_one("E2", 1).ticket.no.value;
    auto const updated = [&](Caller const& who) {
        auto const page = w.service->tickets.list(who, {});
        REQUIRE(page.ok());
        REQUIRE(page->items.size() == 1);
        return page->items.front().updated_at_ms;
    };
    std::int64_t const applied_ms = updated(w.merchant);
    CHECK(applied_ms == w.look(no).ticket.applied_at.ms);
    w.pass(minutes(10));
    w.must(w.merchant, no, Reject{"other", "请补充照片", {}});
    CHECK(updated(w.merchant) == applied_ms + minutes(10).ms);
    CHECK(updated(w.platform) == applied_ms + minutes(10).ms);
    CHECK(updated(w.buyer) == 0);
}

TEST_CASE("whoever is waited for: a ticket lies in one pile, and the piles count what the list finds") {
    World w;
    w.import({world::received_order("E5", "s1", "b1")});
    std::string const first = w.return_one("E2").ticket.no.value;
    w.pass(hours(38));
    std::string const second = w.return_one("E5").ticket.no.value;
    wire::WorkView::Pile const review = pile(w, w.merchant, Work::review);
    CHECK(review.count == 2);
    CHECK(review.half_day == 1);
    CHECK(review.overdue == 0);
    CHECK(review.half_day_fen == w.look(first).ticket.quote.refund_fen);
    CHECK(review.first_deadline_ms == w.look(first).ticket.deadline->ms);
    TicketQuery soon;
    soon.due = Due::half_day;
    CHECK(found(w, w.merchant, soon) == Numbers{first});
    soon.due = Due::overdue;
    CHECK(found(w, w.merchant, soon).empty());

    w.must(w.merchant, first, Agree{world::address()});
    CHECK(pile(w, w.merchant, Work::review).count == 1);  // the buyer has it now
    w.must(w.buyer, first, ShipBack{world::parcel()});
    CHECK(pile(w, w.merchant, Work::receive).count == 1);
    CHECK(pile(w, w.platform, Work::receive).count == 1);
    CHECK(pile(w, w.other_merchant, Work::receive).count == 0);
    TicketQuery mine;
    mine.work = {Work::receive, Work::inspect};
    CHECK(found(w, w.merchant, mine) == Numbers{first});
    w.pass(hours(20));  // nobody lets the timers run here
    soon.due = Due::overdue;
    w.pass(hours(40));
    CHECK(found(w, w.merchant, soon) == Numbers{second});
    CHECK(pile(w, w.merchant, Work::review).overdue == 1);
    CHECK(w.differences().empty());
    CHECK(!w.service->tickets.work(w.buyer).ok());
}

TEST_CASE("who was reminded is overdue, but not while the platform decides") {
    World w;
    auto const asked = World::request(TicketType::reship, "missing_parts", {{1, 1, {}}});
    auto body = w.application(w.buyer, "E2", asked);
    body.apply.evidence = {w.picture(w.buyer)};
    std::string const no = w.read(w.apply(w.buyer, body, w.next_key())).ticket.no.value;
    w.must(w.merchant, no, Agree{});
    w.pass(days(7));
    w.service->jobs.run_due();
    CHECK(pile(w, w.merchant, Work::send).overdue == 1);
    TicketQuery overdue;
    overdue.due = Due::overdue;
    CHECK(found(w, w.merchant, overdue) == Numbers{no});
    w.must(w.buyer, no, Escalate{"还没有寄", {}});
    CHECK(pile(w, w.platform, Work::dispute).count == 1);
    CHECK(pile(w, w.platform, Work::dispute).overdue == 0);
    CHECK(found(w, w.merchant, overdue).empty());
    CHECK(w.differences().empty());
}

TEST_CASE("four eyes: what waits for a second person is a pile of its own") {
    World w;
    w.set_policy(R"({"four_eyes_above_fen":100})");
    std::string const no = w.return_one("E2").ticket.no.value;
    w.must(w.merchant, no, Agree{world::address()});
    CHECK(pile(w, w.merchant, Work::second).count == 1);
    CHECK(pile(w, w.merchant, Work::review).count == 0);
    Ticket const ticket = w.look(no).ticket;
    CHECK(is_done_with(ticket, {ActorKind::merchant, "m1"}));
    CHECK(!is_done_with(ticket, {ActorKind::merchant, "m3"}));
    w.must(w.reviewer, no, Agree{world::address()});
    CHECK(pile(w, w.merchant, Work::second).count == 0);
}

TEST_CASE("the piles tell the platform its shops, and everybody the reasons") {
    World w;
    auto const platform = w.service->tickets.work(w.platform);
    REQUIRE(platform.ok());
    CHECK(platform->shops.size() == 2);
    CHECK(!platform->reasons.empty());
    auto const merchant = w.service->tickets.work(w.merchant);
    REQUIRE(merchant.ok());
    CHECK(merchant->shops.empty());
    auto const read = wire::read_work(wire::to_json(*platform));
    REQUIRE(read.ok());
    CHECK(wire::write_json(wire::to_json(*read)) == wire::write_json(wire::to_json(*platform)));
}

TEST_CASE("a list as a file: with its mark, in the reader's words, nothing that a spreadsheet calculates") {
    Site site;
    std::vector<Order> orders;
    for (int i = 0; i < 320; ++i) {
        orders.push_back(world::received_order("P" + std::to_string(i), "s1", "b1"));
        orders.back().lines[0].spec = i == 7 ? "=1+1" : "a \"b\", c";
    }
    site.import(orders);
    for (int i = 0; i < 320; ++i) site.return_one("P" + std::to_string(i));
    Person merchant = Person::merchant(site);
    Answer const answer = merchant.get("/tickets.csv?type=return_refund");
    REQUIRE(answer.status == 200);
    CHECK(answer.header("Content-Type") == "text/csv; charset=utf-8");
    CHECK(answer.body.starts_with("\xEF\xBB\xBF\"售后单号\",\"订单号\""));
    CHECK(std::count(answer.body.begin(), answer.body.end(), '\n') == 321);
    CHECK(answer.body.find("\"'=1+1\"") != std::string::npos);
    CHECK(answer.body.find("\"a \"\"b\"\", c\"") != std::string::npos);
    CHECK(answer.body.find("\"退货退款\",\"待审核\"") != std::string::npos);
    CHECK(answer.body.find("\"66.67\"") != std::string::npos);
    Answer const none = merchant.get("/tickets.csv?status=done");
    CHECK(std::count(none.body.begin(), none.body.end(), '\n') == 1);
    CHECK(test::code_of(merchant.get("/tickets.csv?cursor=x")) == "unknown_key");
    CHECK(test::code_of(merchant.get("/tickets.csv?q=%FF")) == "bad_characters");
    CHECK(test::code_of(Person::buyer(site).get("/tickets?work=second")) == "unknown_key");  // not told
    CHECK(test::code_of(merchant.get("/tickets?due=soon")) == "unknown_name");
    CHECK(test::code_of(merchant.get("/tickets?least_fen=1.5")) == "not_an_integer");
    CHECK(test::code_of(merchant.get("/tickets?type=return_refund,nonsense")) == "unknown_name");
}
