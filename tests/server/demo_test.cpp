// The demo's past: every step of the script is taken, each at its time, all of them or none.

#include <algorithm>
#include <map>
#include <set>

#include "cli_import.hpp"
#include "demo_folder.hpp"
#include "files/small_file.hpp"
#include "service/demo_play.hpp"
#include "store/audit.hpp"
#include "store/orders.hpp"
#include "store/outbox.hpp"
#include "store/tickets.hpp"
#include "world.hpp"

using namespace afterdesk;

namespace {

constexpr Instant epoch{1'795'176'000'000};  ///< as mall.json has it
TenantId const mall{"mall"};

std::vector<Ticket> tickets_in(store::Store& store) {
    return store.read([](store::ReadTx& tx) {
        std::vector<Ticket> all;
        store::each_ticket(tx, [&](store::TicketRow const& row) {
            auto ticket = store::find_ticket(tx, {row.tenant, store::Scope::Of::tenant, {}}, row.no);
            REQUIRE(ticket);
            all.push_back(std::move(*ticket));
        });
        return all;
    });
}

std::vector<EventRecord> history_in(store::Store& store, TicketNo const& no) {
    return store.read([&](store::ReadTx& tx) { return store::history_of(tx, mall, no); });
}

/// Of each event.
std::vector<std::string> texts_in(store::Store& store, TicketNo const& no) {
    return store.read([&](store::ReadTx& tx) {
        std::vector<std::string> texts;
        for (store::EventRow const& row : store::event_rows(tx, mall, no)) texts.push_back(row.linked.body);
        return texts;
    });
}

/// The names of those that are not there.
template <class Enum>
std::string missing(std::set<Enum> const& there, std::span<std::string_view const> names) {
    std::string out;
    for (std::string_view const name : names) {
        if (!there.contains(*wire::from_name<Enum>(name))) out += std::string(name) + " ";
    }
    return out;
}

/// A store with the whole demo in it, as it is at `now`.
struct Loaded {
    world::Folder folder;
    store::Store store{store::StoreOptions{folder.path()}};
    int status;

    explicit Loaded(Instant now, std::string const& demo = test::living_demo())
        : status(load_demo(store, {demo, AFTERDESK_REENCODE}, now, wire::Language::en)) {}
};

ServiceConfig told_at(Loaded const& demo, Instant now) {
    ServiceConfig config;
    config.tenant_name = "M";
    config.now = [now] { return now; };
    config.random64 = [] { return std::uint64_t{7}; };
    config.log = [](std::string_view) {};
    config.parties = outside::simulated::simulated_parties(demo.folder.path());
    return config;
}

// ---- A small past -----------------------------------------------------------------------------------------

constexpr std::string_view small_mall = R"({"tenant":{"id":"mall","name":"M"},"demo_epoch_ms":1795147200000,
"shops":[{"shop_id":"s1","name":"S","phone":"1","addresses":[{"name":"A","phone":"0571-1","text":"T"}]}],
"staff":[{"staff_id":"m1","login":"m","name":"M","audience":"merchant","shop_id":"s1","role":"manager",
"password":"x"}]})";

std::string at(int days_ago, std::string const& rest) {
    return "{\"at_ms\":" + std::to_string(world::noon.ms - days(days_ago).ms) + "," + rest + "}\n";
}
std::string applies(int days_ago, std::string const& more = {}, std::string const& who = "b1") {
    return at(days_ago,
              "\"by\":\"" + who +
                  R"(","ticket":"t1","apply":{"order_no":"E1","request":{"type":)"
                  R"("refund_unshipped","reason":"not_wanted","lines":[{"line_no":1,"quantity":1}]}})" +
                  more);
}

/// A demo of one order and this past.
struct SmallDemo {
    world::Folder folder;

    explicit SmallDemo(std::string const& past) {
        std::filesystem::create_directories(folder.path() + "/past/photos");
        files::write_small_file(folder.path() + "/mall.json", small_mall);
        files::write_small_file(folder.path() + "/orders.jsonl", "");
        Order order = world::unshipped_order("E1", "s1", "b1");
        order.paid_at = {world::noon.ms - days(30).ms};
        files::write_small_file(folder.path() + "/past/orders.jsonl", world::orders_text({order}));
        tell(past);
    }
    void tell(std::string const& past) const {
        files::write_small_file(folder.path() + "/past/tickets.jsonl", past);
    }
};

}  // namespace

// ---- The demo as it is kept -------------------------------------------------------------------------------

TEST_CASE(
    "whenever the demo is first started, it has tickets of every type and in every state, and sound books") {
    std::map<TicketNo, std::vector<std::string>> before;
    for (Instant const now : {epoch + days(3), epoch + days(4) + Duration{-1}}) {
        Loaded demo(now);
        REQUIRE(demo.status == 0);
        std::set<State> states;
        std::set<TicketType> types;
        std::set<ArbitrationStep> steps;
        std::set<Outcome> outcomes;
        std::set<BuyerId> buyers;
        std::set<std::string> kinds;
        int frozen = 0, pictures = 0, of_b1 = 0;
        auto const tickets = tickets_in(demo.store);
        for (Ticket const& ticket : tickets) {
            states.insert(ticket.state);
            types.insert(ticket.request.type);
            buyers.insert(ticket.buyer_id);
            of_b1 += ticket.buyer_id.value == "b1" ? 1 : 0;
            frozen += ticket.frozen ? 1 : 0;
            pictures += static_cast<int>(ticket.evidence.size());
            if (ticket.arbitration) {
                steps.insert(ticket.arbitration->step);
                if (ticket.arbitration->verdict) outcomes.insert(ticket.arbitration->verdict->outcome);
            }
            auto const history = history_in(demo.store, ticket.no);
            for (EventRecord const& record : history) {
                kinds.emplace(wire::event_name(record.event));
                CHECK(record.at <= now);
                CHECK(record.at > now + Duration{-days(64).ms});
            }
            // The second start of the same day finds the same past, and goes on with it.
            auto texts = texts_in(demo.store, ticket.no);
            auto const& known = before[ticket.no];
            REQUIRE(texts.size() >= known.size());
            CHECK(std::equal(known.begin(), known.end(), texts.begin()));
            before[ticket.no] = std::move(texts);
        }
        CHECK(tickets.size() >= 300);
        CHECK(before.size() == tickets.size());
        CHECK(missing(states, wire::all_names<State>()) == "");
        CHECK(missing(types, wire::all_names<TicketType>()) == "");
        CHECK(missing(steps, wire::all_names<ArbitrationStep>()) == "");
        CHECK(missing(outcomes, wire::all_names<Outcome>()) == "");
        for (char const* kind :
             {"frozen", "resumed", "offer_accepted", "offer_countered", "offer_ended", "rated",
              "deadline_extended", "strays_noted", "strays_settled", "refund_part_failed", "refund_retried",
              "paid_offline", "reminded", "withdrawn", "modified", "sending_back", "intercept_ended",
              "evidence_added", "entitlements_reclaimed"}) {
            CHECK_MESSAGE(kinds.contains(kind), kind);
        }
        CHECK(frozen > 0);
        CHECK(pictures > 200);
        CHECK(buyers.size() > 30);
        CHECK(of_b1 == 7);
        CHECK(verify_folder(demo.folder.path()).differences == std::vector<std::string>{});
    }
}

TEST_CASE(
    "the demo's shelf has what is sold out, what was graded and an exchange without goods; two appeals "
    "wait") {
    Instant const now = epoch + days(3);
    Loaded demo(now);
    REQUIRE(demo.status == 0);
    int waiting = 0, decided = 0, by_line = 0;
    for (Ticket const& ticket : tickets_in(demo.store)) {
        if (ticket.arbitration && ticket.arbitration->appeal)
            ++(ticket.arbitration->appeal->first ? decided : waiting);
        if (!ticket.inspection) continue;
        for (InspectedLine const& line : ticket.inspection->lines)
            by_line += line.refused > 0 && !line.reason.empty() && !line.evidence.empty() ? 1 : 0;
    }
    CHECK(waiting == 2);
    CHECK(decided == 1);
    CHECK(by_line > 5);
    Service service(demo.store, told_at(demo, now));
    auto const shelf = service.shelf.look(world::World::caller(wire::Audience::merchant, "m1", "s1"));
    REQUIRE(shelf.ok());
    CHECK(shelf->items.size() > 10);
    std::map<std::string, int> left;
    for (auto const& item : shelf->items) left[item.ware.sku] = item.ware.available;
    CHECK(left.at("A101-2") == 0);
    auto const use_of = [&](bool holds) {
        return std::count_if(shelf->uses.begin(), shelf->uses.end(), [&](wire::ShelfView::Use const& use) {
            return use.sku == "A101-2" && use.holds == holds;
        });
    };
    CHECK(use_of(true) == 1);
    CHECK(use_of(false) == 1);
    auto const graded = [&](int wire::ShelfView::Back::*grade) {
        return std::count_if(shelf->back.begin(), shelf->back.end(),
                             [&](wire::ShelfView::Back const& back) { return back.*grade > 0; });
    };
    CHECK(graded(&wire::ShelfView::Back::quantity) > 5);
    CHECK(graded(&wire::ShelfView::Back::seconds) >= 2);
    CHECK(graded(&wire::ShelfView::Back::scrap) >= 1);
}

TEST_CASE("a dry run of rules quotes the demo's exchanges again, with the goods and prices of then") {
    Instant const now = epoch + days(3);
    Loaded demo(now);
    REQUIRE(demo.status == 0);
    Service service(demo.store, told_at(demo, now));
    auto const past = service.policies.past(world::World::caller(wire::Audience::platform, "p1", ""),
                                            wire::max_past_tickets);
    REQUIRE(past.ok());
    int exchanges = 0;
    for (PastTicket const& ticket : past->items) {
        auto const order = std::find_if(past->orders.begin(), past->orders.end(),
                                        [&](Order const& one) { return one.order_no == ticket.order_no; });
        auto const then =
            std::find_if(past->policies.begin(), past->policies.end(), [&](wire::PastView::Then const& one) {
                return one.version == ticket.policy_version && one.shop_id == ticket.shop_id;
            });
        REQUIRE(order != past->orders.end());
        REQUIRE(then != past->policies.end());
        Mistakes mistakes;
        Policy const policy = wire::read_policy(then->policy, default_policy(), "", mistakes);
        bool const is_exchange = ticket.request.type == TicketType::exchange;
        exchanges += is_exchange ? 1 : 0;
        if (can_be_quoted_again(ticket, {*order, policy})) continue;
        // Only where the mall shipped all the same what had been refunded: the order is another one since.
        CAPTURE(ticket.review.ticket_no);
        CHECK(ticket.request.type == TicketType::refund_unshipped);
        Line const* const line = find_line(*order, ticket.request.lines.front().line_no);
        REQUIRE(line != nullptr);
        CHECK(!line->deliveries.empty());
    }
    CHECK(exchanges > 30);
}

// ---- How it is played -------------------------------------------------------------------------------------

TEST_CASE("every day of the demo's past agrees with the bills of the simulated channel") {
    Instant const now = epoch + days(3) + hours(3);
    Loaded demo(now);
    REQUIRE(demo.status == 0);
    Ground ground(demo.store, told_at(demo, now));
    Reconciliation desk(ground);
    std::int64_t refunds = 0;
    for (int back = 64; back > 0; --back) {
        std::string const day = outside::bill_day_of({now.ms - days(back).ms}).text;
        for (PaymentChannel const channel : {PaymentChannel::wechat, PaymentChannel::alipay}) {
            CAPTURE(day);
            wire::BillDayView const done = desk.run({mall, channel, day});
            CHECK(done.state == wire::BillDayState::closed);
            refunds += done.refunds;
        }
    }
    CHECK(refunds > 100);
    CHECK(verify_folder(demo.folder.path()).differences == std::vector<std::string>{});
}

TEST_CASE("a step is taken at its own time, the channel answers behind it, and a restart takes none again") {
    SmallDemo const demo(applies(9));
    Loaded first(world::noon + hours(2), demo.folder.path());
    REQUIRE(first.status == 0);
    auto const tickets = tickets_in(first.store);
    REQUIRE(tickets.size() == 1);
    CHECK(tickets[0].state == State::completed);
    auto const history = history_in(first.store, tickets[0].no);
    CHECK(history.front().at == Instant{world::noon.ms - days(9).ms});
    CHECK(history.back().at > history.front().at);
    CHECK(history.back().at < history.front().at + minutes(1));
    CHECK(load_demo(first.store, {demo.folder.path(), AFTERDESK_REENCODE}, world::noon + days(1),
                    wire::Language::en) == 0);
    CHECK(tickets_in(first.store) == tickets);
    CHECK(verify_folder(first.folder.path()).differences == std::vector<std::string>{});
}

TEST_CASE("the channel may refuse, or take its time") {
    SmallDemo const refused(applies(9, R"(,"channel":["refused"])"));
    Loaded one(world::noon, refused.folder.path());
    CHECK(tickets_in(one.store).at(0).state == State::refund_failed);
    SmallDemo const slow(applies(1, R"(,"channel":["processing"])"));
    Loaded two(world::noon, slow.folder.path());
    CHECK(tickets_in(two.store).at(0).state == State::refunding);
    auto const again = two.store.read([](store::ReadTx& tx) { return store::next_outbox_run(tx); });
    REQUIRE(again);
    CHECK(*again > world::noon + days(1));
}

TEST_CASE("a step that is refused leaves an empty mall, which is loaded properly the next time") {
    // What is written in one transaction is also all or nothing for whoever is killed within it.
    std::string const gives = R"("by":"m1","ticket":"t1","give":{"command":"receive"})";
    SmallDemo const demo(applies(9) + at(8, gives));
    Loaded store(world::noon, demo.folder.path());
    CHECK(store.status == 2);
    CHECK(tickets_in(store.store).empty());
    CHECK(!store.store.read([](store::ReadTx& tx) { return store::has_orders(tx, mall); }));
    demo.tell(applies(9));
    CHECK(load_demo(store.store, {demo.folder.path(), AFTERDESK_REENCODE}, world::noon, wire::Language::en) ==
          0);
    CHECK(tickets_in(store.store).size() == 1);
}

TEST_CASE("a script that can not be true is refused, with the line that is wrong") {
    auto const status = [](std::string const& past) {
        SmallDemo const demo(past);
        return Loaded(world::noon, demo.folder.path()).status;
    };
    CHECK(status(applies(9, {}, "b2")) == 2);                                              // another's order
    CHECK(status(applies(9, R"(,"photos":["nowhere"])")) == 2);                            // no such photo
    CHECK(status(applies(9) + applies(8)) == 2);                                           // a name twice
    CHECK(status(at(9, R"("by":"m1","ticket":"t9","give":{"command":"receive"})")) == 2);  // no such ticket
    CHECK(status(at(9, R"("facts":{"order_no":"E9"})")) == 2);                             // no such order
    CHECK(status("{\n") == 2);
    auto const read =
        read_demo_script(applies(9) + at(8, R"("by":"m1","ticket":"t1","give":{"command":"dance"})"), {0});
    REQUIRE(!read.ok());
    CHECK(read.error().front().line == 2);
    CHECK(read.error().front().mistake.path == "give.command");
}
