// Every statement that the store prepares, as the engine would carry it out: none goes through a table from
// end to end, none sorts, but for those that are named here with their reason.

#include <sqlite3.h>

#include <functional>
#include <mutex>
#include <set>

#include "outside/simulated/courier.hpp"
#include "outside/simulated/notifier.hpp"
#include "server/endpoints.hpp"
#include "server/many_tickets.hpp"
#include "server/world.hpp"
#include "store/audit.hpp"
#include "store/bills.hpp"
#include "store/host_notes.hpp"
#include "store/live.hpp"
#include "store/notifications.hpp"
#include "store/orders.hpp"
#include "store/people.hpp"
#include "store/sessions.hpp"
#include "store/shown_before.hpp"
#include "store/sqlite/database.hpp"
#include "store/webhooks.hpp"

using namespace afterdesk;
using namespace afterdesk::store;
using world::World;

namespace {

std::mutex mutex;
std::set<std::string> prepared;

void note(std::string_view sql) {
    std::lock_guard const lock(mutex);
    prepared.insert(std::string(sql));
}

/// What is allowed, of statements that hold these words.
struct Allowed {
    char const* words;
    char const* reason;
};
constexpr Allowed allowed[] = {
    {"FROM evidence_use u CROSS JOIN evidence e", "the files of one ticket, found by it, are sorted"},
    {"FROM evidence e WHERE e.tenant = $1 AND e.evidence_id = $2 ORDER", "those who have the same file"},
    {"UPDATE track SET next_ms", "once, at a start with a courier"},
    {"UPDATE outbox SET leased_until_ms = 0", "once, at a start: as many rows as messages wait"},
    {"UPDATE outbox SET run_at_ms = $2 WHERE last_error", "once, at a start: those that nobody served"},
    {"DELETE FROM session", "once an hour: as many rows as people are signed in"},
    {"FROM session s JOIN staff p", "the devices of a shop's people"},
    {"FROM staff ", "as many rows as people work there"},
    {"FROM host_key WHERE tenant", "as many rows as a mall has keys"},
    {"FROM webhook WHERE", "as many rows as malls have endpoints"},
    {"UNION ALL SELECT * FROM (SELECT * FROM (SELECT e.at_ms",
     "a page of acts and one of events, put together"},
    {"COUNT(*) OVER () FROM outbox", "the health page: messages that wait"},
    {"COUNT(*) OVER () FROM bill_", "the health page: what of bills is open"},
    {"COUNT(*) OVER () FROM (SELECT * FROM host_task",
     "the health page: what hosts are asked and have not done"},
    {"COUNT(*) OVER () FROM webhook_delivery", "the health page: events that nobody takes"},
    {"COUNT(*) FROM (SELECT 1 FROM webhook_delivery", "as many rows as its limit"},
    {"FROM notification WHERE tenant = $1 AND state = 'parked'", "the health page: what nobody took"},
    {"COUNT(*) FROM (SELECT 1 FROM notification", "as many notifications as its limit"},
    {"FROM tenant ORDER BY", "as many rows as there are malls"},
    {"JOIN outbox o", "the health page: refunds that wait"},
    {"FROM host_fact f CROSS JOIN ticket t", "the health page: the few facts that contradict a ticket"},
    {"t.state = 'refund_failed'", "the health page: refunds that failed and wait for somebody"},
    {"deadline_ms < $2 ORDER BY", "the health page: deadlines that are over"},
    {"COUNT(*) OVER () FROM pickup WHERE next_ms", "the health page: couriers who are under way"},
    {"FROM stock s LEFT JOIN stock_hold", "the health page: as many rows as the shops have goods"},
};

class Plans {
  public:
    explicit Plans(std::string const& data_dir) {
        REQUIRE(sqlite3_open((data_dir + "/afterdesk.db").c_str(), &db_) == SQLITE_OK);
    }
    ~Plans() { sqlite3_close(db_); }
    Plans(Plans const&) = delete;
    Plans& operator=(Plans const&) = delete;

    /// Whether the statement goes along this index.
    bool goes_along(std::string const& sql, std::string const& index) {
        sqlite3_stmt* stmt = nullptr;
        std::string const asked = "EXPLAIN QUERY PLAN " + sql;
        REQUIRE(sqlite3_prepare_v2(db_, asked.c_str(), -1, &stmt, nullptr) == SQLITE_OK);
        bool found = false;
        while (sqlite3_step(stmt) == SQLITE_ROW) {
            std::string const step(reinterpret_cast<char const*>(sqlite3_column_text(stmt, 3)));
            found = found || step.find(index) != std::string::npos;
        }
        sqlite3_finalize(stmt);
        return found;
    }
    /// The steps that grow with the tickets; empty when there are none.
    std::string bad_steps(std::string const& sql) {
        sqlite3_stmt* stmt = nullptr;
        std::string const asked = "EXPLAIN QUERY PLAN " + sql;
        int const code = sqlite3_prepare_v2(db_, asked.c_str(), -1, &stmt, nullptr);
        CAPTURE(sqlite3_errmsg(db_));
        CAPTURE(sql);
        REQUIRE(code == SQLITE_OK);
        std::string bad;
        while (sqlite3_step(stmt) == SQLITE_ROW) {
            std::string const step(reinterpret_cast<char const*>(sqlite3_column_text(stmt, 3)));
            bool const scans = step.starts_with("SCAN ") &&
                               step.find("VIRTUAL TABLE INDEX") == std::string::npos &&
                               step != "SCAN CONSTANT ROW" && step != "SCAN pile";  // its own steps follow
            bool const sorts = step.find("TEMP B-TREE") != std::string::npos;
            bool const all_of_a_shop =
                step.ends_with("(tenant=?)") || step.ends_with("(tenant=? AND shop_id=?)");
            bool const goes_on =
                all_of_a_shop && step.find("ticket_") != std::string::npos &&
                (sql.find("LIMIT") == std::string::npos || sql.find("GROUP BY") != std::string::npos);
            if (scans || sorts || goes_on || is_of_whole_mall(step, sql)) bad += step + "; ";
        }
        sqlite3_finalize(stmt);
        return bad;
    }

  private:
    /// Of what every ticket may have, all of the tenant's, although one ticket's is asked for.
    static bool is_of_whole_mall(std::string const& step, std::string const& sql) {
        return step.ends_with("(tenant=?)") && sql.find("ticket_no = $") != std::string::npos &&
               step.starts_with("SEARCH ");
    }

    sqlite3* db_ = nullptr;
};

using Narrow = std::function<void(TicketFilter&)>;
std::vector<Narrow> const& ways_to_narrow() {
    static std::vector<Narrow> const ways{
        [](TicketFilter& f) { f.status = ShortStatus::reviewing; },
        [](TicketFilter& f) {
            f.types = {TicketType::exchange, TicketType::repair};
        },
        [](TicketFilter& f) { f.reasons = {"quality"}; },
        [](TicketFilter& f) {
            f.work = {Work::review, Work::send};
        },
        [](TicketFilter& f) { f.due = Due::overdue; },
        [](TicketFilter& f) { f.due = Due::half_day; },
        [](TicketFilter& f) { f.arbitrated = true; },
        [](TicketFilter& f) { f.arbitration = ArbitrationStep::decided; },
        [](TicketFilter& f) { f.appeal = AppealStep::open; },
        [](TicketFilter& f) { f.appeal = AppealStep::decided; },
        [](TicketFilter& f) { f.queue = strays_queue; },
        [](TicketFilter& f) { f.shop = "s1"; },
        [](TicketFilter& f) { f.same_buyer = "AS00000001"; },
        [](TicketFilter& f) { f.least_fen = 500; },
        [](TicketFilter& f) { f.most_fen = 5'000; },
        [](TicketFilter& f) { f.since = many::start; },
        [](TicketFilter& f) { f.before = many::start + hours(30); },
        [](TicketFilter& f) { f.search = make_search("羊绒"); },
    };
    return ways;
}

void ask_for_lists(Store& store, TicketFilter filter) {
    for (int order = 0; order < 6; ++order) {
        filter.order = static_cast<TicketOrder>(order);
        filter.behind.reset();
        auto const page = store.read([&](ReadTx& tx) { return list_tickets(tx, filter); });
        filter.behind = page.next.value_or(TicketPlace{many::start.ms, "AS00000050"});
        store.read([&](ReadTx& tx) { return list_tickets(tx, filter); });
    }
}

/// Each narrowing alone, and any two together.
void ask_for_all_lists(Store& store) {
    for (Scope const& scope : {Scope{{"mall"}, Scope::Of::tenant, {}}, Scope{{"mall"}, Scope::Of::shop, "s1"},
                               Scope{{"mall"}, Scope::Of::buyer, "b1"}}) {
        TicketFilter plain;
        plain.scope = scope;
        plain.now = many::start;
        plain.limit = 5;
        ask_for_lists(store, plain);
        for (std::size_t i = 0; i < ways_to_narrow().size(); ++i) {
            for (std::size_t j = i; j < ways_to_narrow().size(); ++j) {
                TicketFilter filter = plain;
                ways_to_narrow()[i](filter);
                ways_to_narrow()[j](filter);
                ask_for_lists(store, filter);
            }
        }
        store.read([&](ReadTx& tx) { return piles_of_work(tx, scope, many::start).size(); });
        store.read([&](ReadTx& tx) { return newest_tickets(tx, scope, many::start, 5).size(); });
    }
}

/// A courier is to come for what goes back.
void book_pickup(World& w) {
    std::string const no = w.return_one().ticket.no.value;
    w.must(w.merchant, no, Agree{world::address()});
    Instant const slot = pickup_slots(w.service->now(), std::nullopt).back().from;
    REQUIRE(w.service->pickups.book(w.buyer, no, {slot, {"林晓", "13800138000", "文三路 8 号"}}).ok());
    CHECK_FALSE(w.service->jobs.pickups().is_push("0", ""));
}

/// What people and the desk's own threads do in a day.
void live_a_day(World& w) {
    w.put_stock({world::other_size()});
    std::string const no = w.returned_one();
    w.must(w.merchant, no, Receive{});
    w.refund_one();
    book_pickup(w);
    w.service->jobs.run_due();
    w.pass(days(2));
    w.service->jobs.run_due();
    for (Caller const& who : {w.buyer, w.merchant, w.platform}) {
        static_cast<void>(w.service->tickets.list(who, {}));
        static_cast<void>(w.service->orders.show(who, "E2"));
        static_cast<void>(w.service->live.since(who, 0, 10));
    }
    for (char const* q : {"", "羊绒"}) static_cast<void>(w.service->orders.list(w.buyer, q, ""));
    static_cast<void>(w.service->policies.past(w.merchant, 5));
    w.store->write([&](WriteTx& tx) { return forget_old(tx, world::noon, world::noon) >= 0; });
    w.store->write([&](WriteTx& tx) {
        put_buyer(tx, {"mall"}, {{"b1"}, "林小晓", "6218"});
        forget_shown(tx, {"mall"});
        return true;
    });
    w.store->write([&](WriteTx& tx) { return forget_live_events(tx, {"mall"}, world::noon, 10) >= 0; });
}

/// The desk's other rooms.
void look_around(World& w) {
    Origin const from{"10.0.0.1", ""};
    auto const in =
        w.service->sessions.sign_in_by_password(wire::Audience::merchant, "yunshan", "right-1", from);
    REQUIRE(in.ok());
    REQUIRE(w.service->sessions.identify(wire::Audience::merchant, in->session_token, from));
    for (Caller const& who : {w.merchant, w.platform}) {
        static_cast<void>(w.service->sessions.devices(who, in->session_token));
        static_cast<void>(w.service->staff.view(who, ""));
        for (char const* q : {"", "AS2026"}) {
            AuditSearch search;
            search.q = q;
            static_cast<void>(w.service->audit.list(who, search));
            search.who = "m1";
            static_cast<void>(w.service->audit.list(who, search));
        }
    }
    static_cast<void>(w.service->health.look(w.platform));
    static_cast<void>(w.service->shelf.show(w.merchant));
    static_cast<void>(w.service->policies.show(w.merchant, {}));
    w.service->sessions.sign_out(in->session_token);
}

/// What a mall's own shop system asks.
void serve_a_host(World& w) {
    wire::HostKeyBody body;
    body.name = "mall";
    body.scopes = {wire::HostScope::events_read};
    auto const made = w.service->hosts.make(w.platform, body);
    REQUIRE(made.ok());
    REQUIRE(w.service->hosts.identify("Bearer " + made->key).ok());
    wire::HostOrder told;
    told.order = world::unshipped_order("H1", "s1", "b1");
    told.order.payments[0].provider.mchid = "1900000001";
    told.revision = 1;
    HostCaller const machine{{"mall"}, {}, made->made.id, body.scopes};
    for (wire::AccountEntryKind const kind :
         {wire::AccountEntryKind::top_up, wire::AccountEntryKind::spend}) {
        std::string const id(wire::name_of(kind));
        REQUIRE(w.service->accounts.post(machine, "b1", {id, wire::BuyerAccount::balance, kind, 1, ""}).ok());
    }
    REQUIRE(w.service->accounts.look(machine, "b1", {"", 5}).ok());
    wire::HostShopBody const own{"云杉服饰", "400-1", false, {"1900000001"}};
    REQUIRE(w.service->people.put_shop({{"mall"}, {}, made->made.id, body.scopes}, "s1", own).ok());
    for (ShopId const& shop : {ShopId{}, ShopId{"s1"}}) {
        HostCaller const host{{"mall"}, shop, made->made.id, body.scopes};
        REQUIRE(w.service->hosts.put_order(host, "H1", told, wire::Language::en).ok());
        wire::HostFact fact;
        fact.fact_id = "f" + shop.value;
        fact.order_no = {"H1"};
        fact.occurred_at = world::noon;
        fact.delivery_no = "D1";
        fact.lines = {{1, 1, {}}};
        REQUIRE(w.service->hosts.tell(host, fact).ok());
        REQUIRE(w.service->hosts.events(host, {}).ok());
    }
    static_cast<void>(w.service->hosts.keys(w.platform));
    w.store->write([&](WriteTx& tx) { return forget_host_facts(tx, {"mall"}, world::noon, 10) >= 0; });
    REQUIRE(w.service->hosts.end(w.platform, made->made.id).ok());
}

/// Events that are sent to it, and what it is asked to do.
void send_to_a_host(World& w) {
    auto const hearing = std::make_shared<test::Hearing>();
    w.service->connect(hearing);
    wire::HostKeyBody body;
    body.name = "mall";
    body.scopes = {wire::HostScope::tasks_write};
    REQUIRE(w.service->hosts.make(w.platform, body).ok());
    HostCaller const host = test::machine();
    wire::WebhookBody where;
    where.url = "https://mall.example/";
    REQUIRE(w.service->webhooks.put(host, "main", where).ok());
    w.exchange_one("E5");
    for (int const status : {500, 204}) {
        hearing->answer = [status](auto const&) { return outside::WebhookAnswer{status}; };
        w.service->jobs.run_due();
        w.pass(minutes(5));
    }
    REQUIRE(w.service->webhooks.ping(host, "main").ok());
    REQUIRE(w.service->webhooks.redeliver(host, "main", {}).ok());
    REQUIRE(w.service->webhooks.redeliver(host, "main", {{"x-1.1"}}).ok());
    for (auto const state :
         {std::optional<wire::DeliveryState>{}, std::optional(wire::DeliveryState::parked)})
        REQUIRE(w.service->webhooks.deliveries(host, "main", {state, "", 10}).ok());
    REQUIRE(w.service->webhooks.list(host).items.size() == 1);
    TasksAsked asked;
    asked.count = 10;
    REQUIRE(w.service->tasks.list(host, asked).ok());
    asked.state = wire::HostTaskState::open;
    REQUIRE(w.service->tasks.list(host, asked).ok());
    asked.ticket_no = "AS00000001";
    REQUIRE(w.service->tasks.list(host, asked).ok());
    asked.order_no = "E5";
    REQUIRE(w.service->tasks.list(host, asked).ok());
    REQUIRE_FALSE(w.service->tasks.answer(host, "none", {}).ok());
    static_cast<void>(w.service->health.look(w.platform));
    w.store->write([&](WriteTx& tx) {
        return forget_deliveries(tx, *find_webhook(tx, {"mall"}, "main"), {0}, 10) >= 0;
    });
    REQUIRE(w.service->webhooks.drop(host, "main").ok());
}

/// Who is told by mail what happens to his tickets.
void want_to_hear(World& w) {
    w.store->write([](WriteTx& tx) {
        put_notification_contact(tx, {{"mall"}, true, "b1"}, {"b1@example.com"});
        put_notification_contact(tx, {{"mall"}, false, "m1"}, {"m1@example.com"});
        return true;
    });
    w.service->jobs.run_due();
}

void hear_nothing_more(World& w) {
    w.service->jobs.run_due();
    CHECK(w.service->jobs.notifications().counts().sent > 0);
    w.store->write([&](WriteTx& tx) {
        drop_notification_contact(tx, {{"mall"}, true, "b1"});
        return forget_notifications(tx, {"mall"}, {w.now_ms}, 10) >= 0;
    });
}

/// What somebody does with a channel's bill.
void reconcile(World& w) {
    w.pass(days(1));
    wire::ReconcileBody const wanted{PaymentChannel::wechat, "2026-11-20"};
    static_cast<void>(w.service->reconciliation.run({{"mall"}, wanted.channel, wanted.day}));
    BillRun run;
    run.key = {{"mall"}, wanted.channel, wanted.day};
    run.differences.resize(1);
    w.store->write([&](WriteTx& tx) {
        keep_run(tx, run, world::noon, world::noon);
        keep_failure(tx, run.key, {}, world::noon);
        return true;
    });
    static_cast<void>(w.service->reconciliation.look(w.platform));
    REQUIRE(w.service->reconciliation.settle(w.platform, 1, {wire::SettleWay::explained, "x"}).ok());
    static_cast<void>(w.service->reconciliation.run_due());
    for (ShopId const& shop : {ShopId{}, ShopId{"s1"}})
        REQUIRE(w.service->reconciliation.refunds({"mall"}, {{0}, world::noon, "", 10, shop}).ok());
    w.store->read([&](ReadTx& tx) {
        RefundRow const refund{"R", {"T"}, {"E1"}, {"w1"}};
        return seen_in_bill(tx, run.key).has_value() && payment_by_number(tx, {"mall"}, "w1") &&
               is_number_of(tx, {"mall"}, refund, "w1") && find_booked(tx, {"mall"}, "R") &&
               paid_of(tx, {"mall"}, refund).ledger_fen == 0;
    });
}

/// What `verify` asks for each ticket.
void look_at_books(World& w, std::string const& ticket_no) {
    TenantId const tenant{"mall"};
    w.store->read([&](ReadTx& tx) {
        TicketNo const no{ticket_no};
        OrderNo const order{"E2"};
        return event_rows(tx, tenant, no).size() + refund_rows(tx, tenant, no).size() +
               reclaim_rows(tx, tenant, no).size() + collection_rows(tx, tenant, no).size() +
               stock_hold_rows(tx, tenant, no).size() + kept_parcels(tx, tenant, no).size() +
               ticket_rows_of(tx, tenant, order).size() + ledger_balances(tx, tenant, order).size() +
               payments_of(tx, tenant, order).size();
    });
}

std::string why_allowed(std::string const& sql) {
    for (Allowed const& one : allowed)
        if (sql.find(one.words) != std::string::npos) return one.reason;
    return {};
}

/// Those that read or write rows of ours; the simulated channel has a file of its own.
bool is_a_question(std::string const& sql) {
    for (char const* table : {"channel_refund", "channel_billed", "mall_reclaim"})
        if (sql.find(table) != std::string::npos) return false;
    for (char const* word : {"SELECT", "UPDATE", "DELETE", "INSERT"})
        if (sql.starts_with(word)) return true;
    return false;
}

}  // namespace

TEST_CASE("no statement of a list, a count, a search or a day's work scans a table or sorts it") {
    World w;
    world::Folder folder;
    {
        Store store{StoreOptions{folder.path()}};
        many::Filling filling(store, {});
        filling.add(200);
        sqlite::Database::on_prepare = note;
        ask_for_all_lists(store);
    }
    w.parties.courier = std::make_shared<outside::simulated::SimulatedCourier>();
    w.parties.mail = std::make_shared<outside::simulated::SimulatedNotifier>();
    w.restart();
    want_to_hear(w);
    w.import({world::received_order("E5", "s1", "b1")});
    live_a_day(w);
    look_around(w);
    serve_a_host(w);
    send_to_a_host(w);
    hear_nothing_more(w);
    reconcile(w);
    look_at_books(w, "AS00000001");
    w.service->jobs.start();  // its threads take up what an earlier server left
    w.service.reset();
    w.store.reset();
    sqlite::Database::on_prepare = nullptr;
    CHECK(prepared.size() > 800);
    Plans plans(folder.path());
    std::set<std::string> used;
    for (std::string const& sql : prepared) {
        if (!is_a_question(sql)) continue;
        bool const of_files = sql.find("FROM evidence_use u CROSS JOIN evidence e") != std::string::npos;
        if (of_files) CHECK(plans.goes_along(sql, "u USING PRIMARY KEY (tenant=? AND ticket_no=?)"));
        std::string const bad = plans.bad_steps(sql);
        std::string const reason = bad.empty() ? std::string() : why_allowed(sql);
        if (!reason.empty()) used.insert(reason);
        INFO(sql);
        CHECK((bad.empty() || !reason.empty() ? std::string() : bad) == "");
    }
    // What is no longer needed goes.
    for (Allowed const& one : allowed) {
        INFO(std::string(one.words));
        CHECK(used.contains(one.reason));
    }
}
