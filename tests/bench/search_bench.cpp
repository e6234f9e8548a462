// How long searches take over many tickets, three characters beside two, and how that grows with the tickets.
// Run it by hand, from the release build: build/release/tests/search_bench [FOLDER]

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>

#include "crypto/digest.hpp"
#include "server/many_tickets.hpp"
#include "service/service.hpp"

using namespace afterdesk;

namespace {

using Steady = std::chrono::steady_clock;
constexpr int times = 7;

double milliseconds(Steady::duration time) { return std::chrono::duration<double, std::milli>(time).count(); }

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
    many::Filling filling(store, {.shops = 1, .buyers = 1'000});
    ServiceConfig config;
    config.now = [] { return many::start; };
    config.random64 = crypto::random64;
    Service service(store, config);
    Caller merchant;
    merchant.tenant = {"mall"};
    merchant.audience = wire::Audience::merchant;
    merchant.shop = {"s0"};
    Caller buyer;
    buyer.tenant = {"mall"};
    buyer.actor_id = "b6";
    for (int const tickets : {25'000, 50'000, 100'000}) {
        filling.add(tickets - filling.count());
        std::printf("%d tickets\n", tickets);
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
