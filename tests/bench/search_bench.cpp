// How long searches take over many tickets, three characters beside two, and how that grows with the tickets.
// Run it by hand, from the release build: build/release/tests/search_bench [FOLDER]

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>

#include "crypto/digest.hpp"
#include "service/mall.hpp"
#include "service/order_import.hpp"
#include "service/service.hpp"
#include "store/store.hpp"
#include "store/tickets.hpp"

using namespace afterdesk;

namespace {

using Steady = std::chrono::steady_clock;
constexpr int at_once = 1'000, times = 7;
constexpr Instant noon{1'795'147'200'000};
constexpr std::array<char const*, 6> goods{"羊绒衫",   "双排扣风衣", "iPhone15Pro 手机壳",
                                           "羊毛围巾", "登山鞋",     "编程课 10 课时"};

std::string padded(int number) {
    std::string const digits = std::to_string(number);
    return std::string(8 - digits.size(), '0') + digits;
}

Order order(int number) {
    Order out;
    out.order_no = {"7700" + padded(number)};
    out.shop_id = {"s1"};
    out.buyer_id = {"b" + std::to_string(number % 1'000)};
    out.paid_at = {noon.ms - number};
    Line line;
    line.line_no = 1;
    line.sku = "K1";
    line.spu = "P1";
    line.title = std::string("秋冬新款 ") + goods[static_cast<std::size_t>(number) % goods.size()];
    line.quantity = 1;
    line.unit_price_fen = 10'001;
    out.lines = {line};
    out.payments = {{{"w1"}, PaymentChannel::wechat, 10'001}};
    return out;
}

double milliseconds(Steady::duration time) { return std::chrono::duration<double, std::milli>(time).count(); }

/// Orders and tickets until there are so many.
class Filling {
  public:
    explicit Filling(store::Store& store) : store_(store) {
        Mall mall;
        mall.tenant = {{"mall"}, "云上商城", "mall"};
        mall.shops = {{{"s1"}, "云杉服饰", "400-1", {}}};
        load_mall(store, mall);
    }
    void up_to(int count) {
        auto const began = Steady::now();
        int const before = count_;
        while (count_ < count) add_some();
        std::printf("%d tickets: %.0f µs for each order with its ticket\n", count,
                    milliseconds(Steady::now() - began) * 1'000 / (count - before));
    }

  private:
    void add_some() {
        std::string text;
        for (int i = 0; i < at_once; ++i) text += wire::write_json(wire::to_json(order(count_ + i))) + "\n";
        static_cast<void>(import_orders(store_, {"mall"}, text, {noon, {0}}));
        store_.write([&](store::WriteTx& tx) {
            for (int i = 0; i < at_once; ++i) add_ticket(tx, count_ + i);
            return true;
        });
        count_ += at_once;
    }
    void add_ticket(store::WriteTx& tx, int number) {
        Order const of = order(number);
        Ticket ticket;
        ticket.no = {"AS" + padded(number)};
        ticket.order_no = of.order_no;
        ticket.shop_id = of.shop_id;
        ticket.buyer_id = of.buyer_id;
        ticket.applied_at = {noon.ms + number};
        ticket.version = 1;
        ticket.request.lines = {{1, 1, {}}};
        EventRecord applied;
        applied.seq = 1;
        applied.at = ticket.applied_at;
        std::vector<EventRecord> const events{applied};
        store::save_ticket(tx, {tenant_, ticket, events, of, {of.buyer_id, "林晓", "6218"}});
    }

    store::Store& store_;
    TenantId const tenant_{"mall"};
    int count_ = 0;
};

/// The middle of several runs.
template <class Work>
double median(Work work) {
    std::array<double, times> all{};
    for (double& one : all) {
        auto const began = Steady::now();
        work();
        one = milliseconds(Steady::now() - began);
    }
    std::sort(all.begin(), all.end());
    return all[times / 2];
}

double search_tickets(Service& service, Caller const& who, char const* typed) {
    TicketQuery query;
    query.q = typed;
    int found = 0;
    double const time = median([&] {
        auto const page = service.tickets.list(who, query);
        found = 0;
        for (auto const& [status, count] : page->counts) found += count;
    });
    std::printf("  %-22s %7d found  %8.2f ms\n", typed, found, time);
    return time;
}

}  // namespace

int main(int count, char** arguments) {
    std::string const folder = count > 1 ? arguments[1] : "search_bench.data";
    std::filesystem::remove_all(folder);
    store::Store store(store::StoreOptions{folder});
    Filling filling(store);
    ServiceConfig config;
    config.now = [] { return noon; };
    config.random64 = crypto::random64;
    Service service(store, config);
    Caller merchant;
    merchant.tenant = {"mall"};
    merchant.audience = wire::Audience::merchant;
    merchant.shop = {"s1"};
    Caller buyer;
    buyer.tenant = {"mall"};
    buyer.actor_id = "b6";
    for (int const tickets : {25'000, 50'000, 100'000}) {
        filling.up_to(tickets);
        double const two = search_tickets(service, merchant, "羊绒");
        double const three = search_tickets(service, merchant, "羊绒衫");
        std::printf("  three characters : two = %.2f\n", three / two);
        for (char const* typed : {"秋冬新款", "15pro", "770000012345", "2345", "林晓 羊毛", "衫", "大衣"}) {
            search_tickets(service, merchant, typed);
        }
        double const orders = median([&] { static_cast<void>(service.orders.list(buyer, "羊绒衫", "")); });
        std::printf("  a buyer's orders               %8.2f ms\n", orders);
    }
    std::filesystem::remove_all(folder);
    return 0;
}
