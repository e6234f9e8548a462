// How long searches take over many tickets: some by name, three characters beside two, and then hundreds of
// all kinds together, as people type them. Run it by hand, from the release build:
// build/release/tests/search_bench [MOST [FOLDER]]; a FOLDER of list_bench will do

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "bench/sizes.hpp"
#include "crypto/digest.hpp"
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

// ---- As people type them ----------------------------------------------------------------------------------

/// A piece of what is shown somewhere: of a title, of a number, of two titles that never stand together.
std::string some_words(std::mt19937& random, int tickets) {
    auto const below = [&](std::size_t limit) { return random() % limit; };
    auto const piece = [&] {
        std::string const title = many::titles[below(many::titles.size())];
        std::vector<std::size_t> starts;
        for (std::size_t at = 0; at < title.size(); ++at)
            if ((static_cast<unsigned char>(title[at]) & 0xC0) != 0x80) starts.push_back(at);
        starts.push_back(title.size());
        std::size_t const length = std::min<std::size_t>(2 + below(3), starts.size() - 1);
        std::size_t const from = below(starts.size() - length);
        return title.substr(starts[from], starts[from + length] - starts[from]);
    };
    switch (below(6)) {
        case 0: return "AS" + many::padded(static_cast<int>(below(static_cast<std::size_t>(tickets))));
        case 1: return std::to_string(1'000 + below(9'000));
        case 2: return piece() + " " + piece();
        default: return piece();
    }
}

void search_as_people_do(Service& service, int tickets) {
    constexpr int searches = 600;
    std::mt19937 random(20261130);
    Caller mall;
    mall.tenant = {"mall"};
    mall.audience = wire::Audience::platform;
    Caller shop = mall;
    shop.audience = wire::Audience::merchant;
    shop.shop = {"s7"};
    std::vector<double> all;
    for (int i = 0; i < searches; ++i) {
        TicketQuery query;
        query.q = some_words(random, tickets);
        auto const began = Steady::now();
        static_cast<void>(service.tickets.list(i % 2 == 0 ? mall : shop, query));
        all.push_back(milliseconds(Steady::now() - began));
    }
    std::sort(all.begin(), all.end());
    auto const at = [&](int of_100) { return all[all.size() * static_cast<std::size_t>(of_100) / 100]; };
    std::printf("  %d searches of all kinds: p50 %.2f ms, p90 %.2f, p99 %.2f, most %.2f (p99 at most 50)\n",
                searches, at(50), at(90), at(99), all.back());
}

}  // namespace

int main(int count, char** arguments) {
    int const most = count > 1 ? std::atoi(arguments[1]) : 100'000;
    std::string const folder = count > 2 ? arguments[2] : "search_bench.data";
    many::make_folders<many::Filling>(folder, most);
    Caller merchant;
    merchant.tenant = {"mall"};
    merchant.audience = wire::Audience::merchant;
    merchant.shop = {"s0"};
    Caller buyer;
    buyer.tenant = {"mall"};
    buyer.actor_id = "b6";
    for (int tickets = many::base; tickets <= most; tickets *= 10) {
        store::Store store(store::StoreOptions{many::folder_of(folder, tickets)});
        ServiceConfig config;
        config.now = [] { return many::start; };
        config.random64 = crypto::random64;
        Service service(store, config);
        std::printf("%d tickets\n", tickets);
        double const two = search_tickets(service, merchant, "羊绒");
        double const three = search_tickets(service, merchant, "羊绒衫");
        std::printf("  three characters : two = %.2f\n", three / two);
        for (char const* typed : {"秋冬新款", "15pro", "770000012345", "2345", "林晓 羊毛", "衫", "大衣"}) {
            search_tickets(service, merchant, typed);
        }
        double const orders = median([&] { static_cast<void>(service.orders.list(buyer, "羊绒衫", "")); });
        std::printf("  a buyer's orders               %8.2f ms\n", orders);
        search_as_people_do(service, tickets);
        std::fflush(stdout);
    }
    return 0;
}
