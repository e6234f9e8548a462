// How fast tickets are taken, as a ratio to what the disk and SQLite can do at all, measured in the same run.
// Run it by hand, from the release build: build/release/tests/write_bench [FOLDER]

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
constexpr Instant noon{1'795'147'200'000};

/// How often `work` is done in a second, on so many threads. `work` is given a number of its own each time.
template <class Work>
double per_second(int threads, Work work) {
    std::atomic<int> next{0};
    std::atomic<int> done{0};
    auto const began = Steady::now();
    auto const until = began + std::chrono::duration<double>(seconds);
    std::vector<std::thread> all;
    all.reserve(static_cast<std::size_t>(threads));
    for (int t = 0; t < threads; ++t) {
        all.emplace_back([&] {
            while (Steady::now() < until) {
                work(next++);
                ++done;
            }
        });
    }
    for (std::thread& thread : all) thread.join();
    return done / std::chrono::duration<double>(Steady::now() - began).count();
}

/// Rows committed per second, so many in a commit.
double raw(std::string const& path, int rows_per_commit) {
    store::sqlite::Database db(path, store::sqlite::Access::write);
    db.script("CREATE TABLE IF NOT EXISTS raw (n INTEGER PRIMARY KEY, text TEXT) STRICT; DELETE FROM raw");
    std::string const text(500, 'x');
    return per_second(1,
                      [&](int batch) {
                          db.script("BEGIN IMMEDIATE");
                          for (int i = 0; i < rows_per_commit; ++i) {
                              db.run("INSERT INTO raw (n, text) VALUES ($1, $2)",
                                     {batch * rows_per_commit + i, text});
                          }
                          db.script("COMMIT");
                      }) *
           rows_per_commit;
}

Order order(int number) {
    Order out;
    out.order_no = {"B" + std::to_string(number)};
    out.shop_id = {"s1"};
    out.buyer_id = {"b1"};
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
    mall.buyers = {{{"b1"}, "林晓", "6218"}};
    load_mall(store, mall);
    std::string text;
    for (int i = 0; i < orders; ++i) text += wire::write_json(wire::to_json(order(i))) + "\n";
    static_cast<void>(import_orders(store, {"mall"}, text, {noon, {0}}));
}

wire::ApplyBody application(Caller const& buyer, Service& service, int number) {
    wire::ApplyBody body;
    body.order_no = {"B" + std::to_string(number)};
    body.apply.request.type = TicketType::refund_unshipped;
    body.apply.request.reason = "not_wanted";
    body.apply.request.lines = {{1, 1, {}}};
    static auto const quoted = service.orders.quote_for(buyer, body.order_no.value, body.apply.request);
    body.apply.expected_refund_fen = quoted->refund_fen;
    body.apply.expected_digest = quote_digest(*quoted);
    return body;
}

}  // namespace

int main(int count, char** arguments) {
    std::string const folder = count > 1 ? arguments[1] : "write_bench.data";
    std::filesystem::remove_all(folder);
    store::Store store(store::StoreOptions{folder});
    fill(store);
    ServiceConfig config;
    config.now = [] { return noon; };
    config.random64 = crypto::random64;
    config.parties = outside::simulated::simulated_parties(folder);
    Service service(store, config);
    Caller buyer;
    buyer.tenant = {"mall"};
    buyer.actor_id = "b1";

    double const one = raw(folder + "/raw.db", 1);
    double const many = raw(folder + "/raw.db", 64);
    std::printf("raw SQLite: %.0f commits/s of one row, %.0f rows/s in commits of 64\n", one, many);
    std::atomic<int> used{0};
    for (int const threads : {1, 8, 64}) {
        std::atomic<int> refused{0};
        double const rate = per_second(threads, [&](int) {
            int const number = used++ % orders;
            auto const body = application(buyer, service, number);
            std::string const key = std::to_string(used) + "-" + std::to_string(number);
            if (!service.tickets.apply(buyer, body, {key, key}).ok()) ++refused;
        });
        std::printf(
            "%2d at once: %.0f applications/s = %.2f of single commits, %.3f of full ones (%d refused)\n",
            threads, rate, rate / one, rate / many, refused.load());
    }
    std::filesystem::remove_all(folder);
    return 0;
}
