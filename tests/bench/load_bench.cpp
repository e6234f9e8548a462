// What people and desks ask for most, over HTTP: lists, tickets, applications; each beside a stock
// cpp-httplib that says hello and beside SQLite's own commits, in the same run. Then reads at a pace while
// writes come. Run it by hand, from the release build: …/tests/load_bench [TICKETS [FOLDER]]. A folder that
// is there is used again; one of list_bench's (it is written to, give a copy) with 0 TICKETS: as of its first
// day, when no time limit is over.

#include <cstdio>
#include <filesystem>
#include <memory>
#include <thread>

#include "bench/floor.hpp"
#include "bench/raw_commits.hpp"
#include "bench/stock_hello.hpp"
#include "crypto/digest.hpp"
#include "http/http_server.hpp"
#include "outside/simulated/simulated.hpp"
#include "server/many_tickets.hpp"
#include "service/service.hpp"
#include "store/evidence.hpp"
#include "store/sessions.hpp"

using namespace afterdesk;
using namespace std::chrono_literals;

namespace {

constexpr auto each_time = 1s, write_time = 3s, mixed_time = 10s;
constexpr int few = 16, many_clients = 64, rounds = 3;
constexpr int fresh_orders = 25'000, orders_at_once = 5'000, buyers = 2'000;
constexpr int floor_tickets = 5'000;
constexpr std::ptrdiff_t floor_tickets_one_by_one = 1'000;
constexpr std::size_t pages = 300;
constexpr double reads_per_second = 2'000, writes_per_second = 500;
constexpr std::int64_t apart_ms = 30'000;
constexpr int like_serve_workers = 8, like_serve_readers = 18;
TenantId const tenant{"mall"};
ShopId const large_shop{"s0"};

/// What is asked in turn: all of it, and again from the first.
class Requests {
  public:
    void add(std::string request) { all_.push_back(std::move(request)); }
    bench::Next in_turn() {
        return [this] { return std::string_view(all_[at_++ % all_.size()]); };
    }
    bool used_up() const { return at_ > all_.size(); }

  private:
    std::vector<std::string> all_;
    std::size_t at_ = 0;
};

// ---- The mall ---------------------------------------------------------------------------------------------

Instant now_with(int tickets) { return {many::start.ms + tickets * apart_ms}; }

ServiceConfig service_config(std::string const& folder, int tickets) {
    ServiceConfig config;
    config.now = [from = now_with(tickets), began = bench::Steady::now()] {
        return from + Duration{static_cast<std::int64_t>(bench::ms_since(began))};
    };
    config.random64 = crypto::random64;
    config.parties = outside::simulated::simulated_parties(folder);
    return config;
}

http::HttpOptions http_options() {
    http::HttpOptions options;
    options.port = 0;
    options.workers = like_serve_workers;
    options.rate = {1e9, 1e9, 1'000};
    return options;
}

std::string cookie_of(wire::Audience audience, std::string const& token) {
    return "afterdesk-" + std::string(wire::name_of(audience)) + "=" + token;
}

/// A cookie of each, whose session holds.
std::vector<std::string> sign_in(store::Store& store, wire::Audience audience,
                                 std::vector<std::string> const& people, Instant now) {
    std::vector<std::string> tokens;
    for (std::size_t i = 0; i < people.size(); ++i)
        tokens.push_back(crypto::base64url(crypto::random_bytes(32)));
    store.write([&](store::WriteTx& tx) {
        for (std::size_t i = 0; i < people.size(); ++i) {
            store::add_session(tx, {crypto::sha256(tokens[i]),
                                    tenant,
                                    audience,
                                    people[i],
                                    "",
                                    now,
                                    now,
                                    hours(12),
                                    now + days(7),
                                    wire::SignInWay::launch,
                                    {}});
        }
        return true;
    });
    for (std::string& token : tokens) token = cookie_of(audience, token);
    return tokens;
}

void add_staff(store::Store& store) {
    Mall mall;
    mall.tenant = {tenant, "云上商城", "mall"};
    store::Staff staff;
    staff.id = {"m1"};
    staff.login = "m1";
    staff.name = "小周";
    staff.audience = wire::Audience::merchant;
    staff.shop = large_shop;
    staff.role = "manager";
    mall.staff = {{staff, "long enough password"}};
    staff.id = {"p1"};
    staff.login = "p1";
    staff.audience = wire::Audience::platform;
    staff.shop = {};
    staff.role = "administrator";
    mall.staff.push_back({staff, "long enough password"});
    load_mall(store, mall);
}

/// Makes the tickets, unless they are there. All have ended: they are rows alone, no time limit may fire.
std::unique_ptr<store::Store> open_mall(std::string const& folder, int tickets) {
    bool const there = std::filesystem::exists(folder);
    store::StoreOptions options{folder};
    options.readers = like_serve_readers;
    auto store = std::make_unique<store::Store>(std::move(options));
    if (!there) {
        many::Filling filling(*store,
                              {.shops = 50, .buyers = 20'000, .open_in_100 = 0, .apart_ms = apart_ms});
        filling.add(tickets);
    }
    add_staff(*store);
    return store;
}

// ---- Applications -----------------------------------------------------------------------------------------

/// Orders that nobody has asked anything of: of this run, as yet unshipped, or received yesterday.
std::vector<Order> add_orders(store::Store& store, std::string const& name, Instant now, bool received) {
    std::vector<Order> orders;
    std::string text;
    for (int i = 0; i < fresh_orders; ++i) {
        Order order = many::Filling::order(i, {.shops = 50, .buyers = buyers});
        order.order_no = {name + std::to_string(i)};
        order.paid_at = {now.ms - days(3).ms};
        if (received) order.lines[0].deliveries = in_one_delivery(1, Instant{now.ms - days(1).ms});
        text += wire::write_json(wire::to_json(order)) + "\n";
        orders.push_back(std::move(order));
        if ((i + 1) % orders_at_once != 0) continue;
        auto const done = import_orders(store, tenant, text, {now, {0}});
        static_cast<void>(done);
        text.clear();
    }
    return orders;
}

std::string number_in(std::string const& detail) {
    constexpr std::string_view key = "\"no\":\"";
    std::size_t const begin = detail.find(key) + key.size();
    return detail.substr(begin, detail.find('"', begin) - begin);
}

/// A photo for each order, as goods that go back need one.
void add_photos(store::Store& store, std::vector<Order> const& orders, Instant now) {
    store.write([&](store::WriteTx& tx) {
        for (Order const& order : orders) {
            std::string const id = order.order_no.value;
            store::add_evidence(tx, tenant, {{id}, wire::Audience::buyer, order.buyer_id.value, 10, 1, 1, id},
                                now);
        }
        return true;
    });
}

/// A request for each order, as its buyer's page sends it.
/// Promise: the numbers of the first tickets, which are made at once.
std::vector<std::string> add_applications(Service& service, std::vector<Order> const& orders, TicketType type,
                                          std::vector<std::string> const& cookies, Requests& to) {
    std::vector<std::string> made;
    for (Order const& order : orders) {
        Caller buyer;
        buyer.tenant = tenant;
        buyer.actor_id = order.buyer_id.value;
        wire::ApplyBody body;
        body.order_no = order.order_no;
        body.apply.request.type = type;
        body.apply.request.reason = "not_wanted";
        body.apply.request.lines = {{1, 1, {}}};
        if (type == TicketType::return_refund) body.apply.evidence = {{order.order_no.value}};
        auto const quoted = service.orders.quote_for(buyer, order.order_no.value, body.apply.request);
        CHECK(quoted.ok());
        body.apply.expected_refund_fen = quoted->refund_fen;
        body.apply.expected_digest = quote_digest(*quoted);
        std::string const text = wire::write_json(wire::to_json(body));
        if (made.size() < pages) {
            auto const reply = service.tickets.apply(buyer, body, {order.order_no.value, text});
            if (!reply.ok()) std::printf("%s\n", wire::name_of(reply.error().mistakes[0].rule).data());
            CHECK(reply.ok());
            made.push_back(number_in(reply->body));
            continue;
        }
        std::size_t const who = std::stoul(order.buyer_id.value.substr(1));
        to.add("POST /api/v1/buyer/tickets HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + cookies[who] +
               "\r\nContent-Type: application/json\r\nIdempotency-Key: " + order.order_no.value +
               "\r\nContent-Length: " + std::to_string(text.size()) + "\r\n\r\n" + text);
    }
    return made;
}

// ---- Tables -----------------------------------------------------------------------------------------------

struct Limits {
    bench::RawCommits one, full;
    double hello = 0;
};

void print(char const* name, bench::Rate const& rate, Limits const& limits) {
    std::printf(
        "%-34s %7.0f/s  %.3f x hello  p50 %6.2f  p99 %6.2f  most %6.1f ms  %4.0f us of CPU, %3.0f the "
        "client's",
        name, rate.per_second, rate.per_second / limits.hello, rate.p50_ms, rate.p99_ms, rate.most_ms,
        rate.cpu_us, rate.client_us);
    if (rate.refused > 0) std::printf("  %zu REFUSED", rate.refused);
    std::printf("\n");
    std::fflush(stdout);
}

/// The middle one of some rounds.
bench::Rate middle(std::vector<bench::Rate> rates) {
    std::sort(rates.begin(), rates.end(),
              [](auto const& a, auto const& b) { return a.per_second < b.per_second; });
    return rates[rates.size() / 2];
}

struct Reads {
    Requests lists, own_lists, pages;
};

/// Each on connections of its own: the stock server ends those that ask nothing for five seconds.
void look(int port, int hello_port, Reads& reads, Limits& limits) {
    struct Asked {
        char const* name;
        int port;
        bench::Next next;
        std::vector<bench::Rate> rates{};
    };
    std::string const hi = bench::get("/hi"), health = bench::get("/healthz"),
                      meta = bench::get("/api/v1/meta");
    auto const same = [](std::string const& request) {
        return [&request] { return std::string_view(request); };
    };
    std::vector<Asked> all{{"stock hello", hello_port, same(hi)},
                           {"/healthz", port, same(health)},
                           {"/api/v1/meta", port, same(meta)},
                           {"shop's list of 20", port, reads.lists.in_turn()},
                           {"buyer's list of 20", port, reads.own_lists.in_turn()},
                           {"ticket's page, staff", port, reads.pages.in_turn()}};
    for (int round = 0; round < rounds; ++round) {
        for (Asked& one : all) {
            bench::Load load(one.port, one.next, few);
            one.rates.push_back(load.run(each_time));
        }
    }
    limits.hello = middle(all.front().rates).per_second;
    for (Asked const& one : all) {
        print(one.name, middle(one.rates), limits);
    }
}

void apply(int port, char const* name, Requests& requests, Limits const& limits) {
    bench::Rate const one = bench::Load(port, requests.in_turn(), 1).run(1s);
    print((std::string(name) + ", 1 client").c_str(), one, limits);
    std::printf("    p50 = %.1f x one raw commit's\n", one.p50_ms / limits.one.p50_ms);
    bench::Rate const rate = bench::Load(port, requests.in_turn(), many_clients).run(write_time);
    print((std::string(name) + ", 64 clients").c_str(), rate, limits);
    std::printf("    %.2f x R1, %.3f x R64, p99 %.2f x (3 x F99 + 5 ms)%s\n",
                rate.per_second / limits.one.rows_per_second, rate.per_second / limits.full.rows_per_second,
                rate.p99_ms / (3 * limits.one.p99_ms + 5),
                requests.used_up() ? "; REQUESTS USED UP, some of it are answers again" : "");
}

void mix(int port, Reads& reads, Requests& writes, Limits const& limits) {
    Requests* const all[] = {&reads.lists, &reads.own_lists, &reads.pages};
    std::vector<bench::Next> in_turn;
    for (Requests* one : all) in_turn.push_back(one->in_turn());
    std::size_t at = 0;
    bench::Paced reading(
        port, [&] { return in_turn[at++ % in_turn.size()](); }, many_clients, reads_per_second);
    bench::Paced writing(port, writes.in_turn(), many_clients, writes_per_second);
    bench::Rate written;
    std::thread writer([&] { written = writing.run(mixed_time); });
    bench::Rate const read = reading.run(mixed_time);
    writer.join();
    print("reads at 2,000/s, beside them", read, limits);
    print("applications at 500/s", written, limits);
}

void print_parts(bench::Floor const& floor) {
    for (auto const& [name, us] : floor.parts) std::printf("    %5.1f us %s\n", us, name.c_str());
}

/// What one client alone could have at best.
void print_floor_one_by_one(std::string const& path, std::vector<TicketNo> numbers, Limits const& limits) {
    numbers.erase(numbers.begin(), numbers.end() - std::min(std::ssize(numbers), floor_tickets_one_by_one));
    bench::Floor const floor = bench::FloorRun(path, tenant, numbers).run(1);
    std::printf("their rows alone, by SQLite in commits of one: p50 %.3f ms = %.1f x one raw commit's\n",
                floor.whole_p50_ms, floor.whole_p50_ms / limits.one.p50_ms);
    std::printf("    and %.0f KB of the log each; the commit's end p50 %.3f ms\n", floor.log_kb,
                floor.commit_p50_ms);
    print_parts(floor);
}

/// What the applications that wait cost at least.
void print_floor(std::string const& folder, Limits const& limits) {
    std::string const path = folder + "/afterdesk.db";
    std::vector<TicketNo> numbers;
    {
        store::sqlite::Database db(path, store::sqlite::Access::read_only);
        store::Rows rows = db.query(
            "SELECT e.ticket_no FROM live_event e JOIN ticket t ON t.tenant = e.tenant"
            " AND t.ticket_no = e.ticket_no AND t.version = e.version WHERE e.tenant = $1"
            " AND e.state = 'awaiting_merchant' ORDER BY e.seq DESC LIMIT $2",
            {tenant.value, floor_tickets});
        while (rows.step()) numbers.push_back({rows.text(0)});
    }
    std::reverse(numbers.begin(), numbers.end());
    bench::Floor const floor = bench::FloorRun(path, tenant, numbers).run(many_clients);
    std::printf(
        "their rows alone, by SQLite in commits of %d: %.0f/s = %.3f x hello, %.3f x R64; %.0f us of CPU\n",
        many_clients, floor.per_second, floor.per_second / limits.hello,
        floor.per_second / limits.full.rows_per_second, floor.cpu_us);
    std::printf("    and %.0f KB of the log each; a commit p50 %.2f, p99 %.2f ms\n", floor.log_kb,
                floor.commit_p50_ms, floor.commit_p99_ms);
    print_parts(floor);
    print_floor_one_by_one(path, std::move(numbers), limits);
}

Limits run(std::string const& folder, int tickets) {
    auto const store = open_mall(folder, tickets);
    Instant const now = now_with(tickets);
    Service service(*store, service_config(folder, tickets));
    Log const log(LogLevel::warning);
    http::HttpServer server(service, log, http_options());
    auto const problem = server.start();
    CHECK(!problem);
    service.jobs.start();
    bench::StockHello const hello;

    std::vector<std::string> ids;
    for (int i = 0; i < buyers; ++i) ids.push_back("b" + std::to_string(i));
    auto const cookies = sign_in(*store, wire::Audience::buyer, ids, now);
    std::string const reviewer = sign_in(*store, wire::Audience::merchant, {"m1"}, now).front();
    std::string const arbiter = sign_in(*store, wire::Audience::platform, {"p1"}, now).front();
    std::string const name = "R" + std::to_string(std::time(nullptr)) + "-";
    Requests waiting, refunded;
    auto const received = add_orders(*store, name, now, true);
    add_photos(*store, received, now);
    auto const numbers = add_applications(service, received, TicketType::return_refund, cookies, waiting);
    add_applications(service, add_orders(*store, name + "u", now, false), TicketType::refund_unshipped,
                     cookies, refunded);

    Limits limits;
    limits.one = bench::raw_commits(folder + "/raw.db", 1);
    limits.full = bench::raw_commits(folder + "/raw.db", 64);
    std::printf(
        "raw SQLite: %.0f commits/s (R1, p50 %.3f ms, p99 %.2f ms), %.0f rows/s in commits of 64 (R64)\n",
        limits.one.rows_per_second, limits.one.p50_ms, limits.one.p99_ms, limits.full.rows_per_second);
    Reads reads;
    std::string const list = "/api/v1/merchant/tickets?count=20";
    for (std::string const& number : numbers)
        reads.pages.add(bench::get("/api/v1/platform/tickets/" + number, arbiter));
    reads.lists.add(bench::get(list, reviewer));
    for (std::string const& cookie : cookies)
        reads.own_lists.add(bench::get("/api/v1/buyer/tickets?count=20", cookie));

    look(server.port(), hello.port, reads, limits);
    apply(server.port(), "application that waits", waiting, limits);
    mix(server.port(), reads, waiting, limits);
    apply(server.port(), "application refunded at once", refunded, limits);
    return limits;
}

}  // namespace

int main(int count, char** arguments) {
    int const tickets = count > 1 ? std::atoi(arguments[1]) : 10'000;
    bool const own = count <= 2;
    std::string const folder =
        own ? std::filesystem::temp_directory_path() / ("load_bench." + std::to_string(::getpid()))
            : arguments[2];
    print_floor(folder, run(folder, tickets));
    if (own) std::filesystem::remove_all(folder);
    return 0;
}
