// How fast tickets are taken, as a ratio to what the disk and SQLite can do at all, measured in the same run;
// how long one takes, and how much of the disk.
// Run it by hand, from the release build: build/release/tests/write_bench [FOLDER]

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <thread>
#include <vector>

#include "crypto/digest.hpp"
#include "outside/simulated/simulated.hpp"
#include "service/mall.hpp"
#include "service/order_import.hpp"
#include "service/service.hpp"
#include "store/sqlite/database.hpp"
#include "store/store.hpp"

using namespace afterdesk;

namespace {

using Steady = std::chrono::steady_clock;
constexpr double seconds = 3;
constexpr int orders = 20'000;
constexpr int buyers = 500;
constexpr Instant noon{1'795'147'200'000};

double processor_us() {
    rusage use{};
    ::getrusage(RUSAGE_SELF, &use);
    auto const us = [](timeval const& time) {
        return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_usec);
    };
    return us(use.ru_utime) + us(use.ru_stime);
}

struct Pace {
    double per_second = 0, p50_ms = 0, p99_ms = 0;
    double processor_us = 0;  ///< of all threads, each time
};

/// How often `work` is done in a second, on so many threads. `work` is given a number of its own each time.
template <class Work>
Pace pace_of(int threads, Work work) {
    std::atomic<int> next{0};
    std::vector<std::vector<double>> took(static_cast<std::size_t>(threads));
    double const used = processor_us();
    auto const began = Steady::now();
    auto const until = began + std::chrono::duration<double>(seconds);
    std::vector<std::thread> all;
    all.reserve(took.size());
    for (std::vector<double>& mine : took) {
        all.emplace_back([&] {
            for (auto now = Steady::now(); now < until;) {
                work(next++);
                auto const then = std::exchange(now, Steady::now());
                mine.push_back(std::chrono::duration<double, std::milli>(now - then).count());
            }
        });
    }
    for (std::thread& thread : all) thread.join();
    double const lasted = std::chrono::duration<double>(Steady::now() - began).count();
    std::vector<double> ms;
    for (auto const& mine : took) ms.insert(ms.end(), mine.begin(), mine.end());
    std::sort(ms.begin(), ms.end());
    double const count = static_cast<double>(ms.size());
    return {count / lasted, ms[ms.size() / 2], ms[ms.size() * 99 / 100], (processor_us() - used) / count};
}

/// Rows committed per second, so many in a commit.
Pace raw(std::string const& path, int rows_per_commit) {
    store::sqlite::Database db(path, store::sqlite::Access::write);
    db.script("CREATE TABLE IF NOT EXISTS raw (n INTEGER PRIMARY KEY, text TEXT) STRICT; DELETE FROM raw");
    std::string const text(500, 'x');
    Pace pace = pace_of(1, [&](int batch) {
        db.script("BEGIN IMMEDIATE");
        for (int i = 0; i < rows_per_commit; ++i)
            db.run("INSERT INTO raw (n, text) VALUES ($1, $2)", {batch * rows_per_commit + i, text});
        db.script("COMMIT");
    });
    pace.per_second *= rows_per_commit;
    return pace;
}

Order order(int number) {
    Order out;
    out.order_no = {"B" + std::to_string(number)};
    out.shop_id = {"s1"};
    out.buyer_id = {"b" + std::to_string(number % buyers)};
    out.paid_at = {noon.ms - days(1).ms};
    Line line;
    line.line_no = 1;
    line.sku = "K1";
    line.spu = "P1";
    line.title = "羊绒混纺双排扣风衣";
    line.quantity = 2;
    line.unit_price_fen = 10'001;
    out.lines = {line};
    out.payments = {{{"w1"}, PaymentChannel::wechat, 20'002}};
    return out;
}

void fill(store::Store& store) {
    Mall mall;
    mall.tenant = {{"mall"}, "云上商城", "mall"};
    mall.shops = {{{"s1"}, "云杉服饰", "400-1", {}}};
    for (int i = 0; i < buyers; ++i) mall.buyers.push_back({{"b" + std::to_string(i)}, "林晓", "6218"});
    load_mall(store, mall);
    std::string text;
    for (int i = 0; i < orders; ++i) text += wire::write_json(wire::to_json(order(i))) + "\n";
    static_cast<void>(import_orders(store, {"mall"}, text, {noon, {0}}));
}

Caller buyer_of(int number) {
    Caller buyer;
    buyer.tenant = {"mall"};
    buyer.actor_id = "b" + std::to_string(number % buyers);
    return buyer;
}

wire::ApplyBody application(Service& service, int number) {
    wire::ApplyBody body;
    body.order_no = {"B" + std::to_string(number)};
    body.apply.request.type = TicketType::refund_unshipped;
    body.apply.request.reason = "not_wanted";
    body.apply.request.lines = {{1, 1, {}}};
    static auto const quoted =
        service.orders.quote_for(buyer_of(number), body.order_no.value, body.apply.request);
    body.apply.expected_refund_fen = quoted->refund_fen;
    body.apply.expected_digest = quote_digest(*quoted);
    return body;
}

/// Bytes of the folder once the log is moved into its file; how many tickets and events lie in it.
struct Footprint {
    double bytes = 0, tickets = 0, events = 0;
};
Footprint footprint_of(std::string const& folder) {
    store::sqlite::Database db(folder + "/afterdesk.db", store::sqlite::Access::write);
    db.checkpoint(store::sqlite::Database::Checkpoint::truncate);
    auto const number = [&](char const* sql) {
        store::Rows rows = db.query(sql);
        return rows.step() ? static_cast<double>(rows.integer(0)) : 0;
    };
    return {number("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"),
            number("SELECT COUNT(*) FROM ticket"), number("SELECT COUNT(*) FROM ticket_event")};
}

void apply_at_once(Service& service, Pace const& one, Pace const& many) {
    std::atomic<int> used{0};
    for (int const threads : {1, 8, 64}) {
        std::atomic<int> refused{0};
        Pace const pace = pace_of(threads, [&](int) {
            int const number = used++ % orders;
            auto const body = application(service, number);
            std::string const key = std::to_string(used) + "-" + std::to_string(number);
            if (!service.tickets.apply(buyer_of(number), body, {key, key}).ok()) ++refused;
        });
        std::printf(
            "%2d at once: %.0f applications/s = %.2f of single commits, %.3f of full ones;"
            " p50 %.2f ms = %.1f of one commit's, p99 %.1f ms; %.0f us of processor each (%d refused)\n",
            threads, pace.per_second, pace.per_second / one.per_second, pace.per_second / many.per_second,
            pace.p50_ms, pace.p50_ms / one.p50_ms, pace.p99_ms, pace.processor_us, refused.load());
    }
}

}  // namespace

int main(int count, char** arguments) {
    std::string const folder = count > 1 ? arguments[1] : "write_bench.data";
    std::filesystem::remove_all(folder);
    {
        store::Store store(store::StoreOptions{folder});
        fill(store);
    }
    Footprint const before = footprint_of(folder);
    {
        store::Store store(store::StoreOptions{folder});
        ServiceConfig config;
        config.now = [] { return noon; };
        config.random64 = crypto::random64;
        config.parties = outside::simulated::simulated_parties(folder);
        Service service(store, config);
        Pace const one = raw(folder + "/raw.db", 1);
        Pace const many = raw(folder + "/raw.db", 64);
        std::printf("raw SQLite: %.0f commits/s of one row, %.0f rows/s in commits of 64\n", one.per_second,
                    many.per_second);
        apply_at_once(service, one, many);
    }
    Footprint const after = footprint_of(folder);
    double const tickets = after.tickets - before.tickets;
    std::printf("%.0f tickets of %.1f events: %.0f bytes each\n", tickets, after.events / after.tickets,
                (after.bytes - before.bytes) / tickets);
    std::filesystem::remove_all(folder);
    return 0;
}
