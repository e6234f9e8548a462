// How long lists, filters, sorts, counts and searches take as tickets become many: beside the same at 10,000,
// beside 10,000 of which as many are open and late as a large mall has (a page there is as full, and piles
// are as high), and beside reading one row by its key, in the same run.
// Run it by hand, from a build with optimisation: …/tests/list_bench [MOST [FOLDER]]; what it made stays in
// FOLDER for another run.

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>

#include "bench/sizes.hpp"
#include "crypto/digest.hpp"
#include "service/service.hpp"
#include "store/sqlite/database.hpp"

using namespace afterdesk;

namespace {

using Steady = std::chrono::steady_clock;
constexpr int times = 25;

double microseconds(Steady::duration time) { return std::chrono::duration<double, std::micro>(time).count(); }

/// The middle of several runs, and the slowest; and how many the page has.
struct Timing {
    double median = 0, most = 0;
    std::size_t items = 0;
};
template <class Work>
Timing timing_of(Work work) {
    std::array<double, times> all{};
    work(0);
    for (int i = 0; i < times; ++i) {
        auto const began = Steady::now();
        work(i);
        all[static_cast<std::size_t>(i)] = microseconds(Steady::now() - began);
    }
    std::sort(all.begin(), all.end());
    return {all[times / 2], all[times - 1], 0};
}

Caller caller(wire::Audience audience, std::string id) {
    Caller who;
    who.tenant = {"mall"};
    who.audience = audience;
    if (audience == wire::Audience::buyer) who.actor_id = std::move(id);
    if (audience == wire::Audience::merchant) who.shop = {std::move(id)};
    return who;
}

TicketQuery narrowed(std::function<void(TicketQuery&)> const& how) {
    TicketQuery query;
    how(query);
    return query;
}

struct Asked {
    std::string name;
    Caller who;
    TicketQuery query;
    bool work = false;
};

std::vector<std::pair<std::string, TicketQuery>> queries_of_staff() {
    auto const last = std::int64_t{4'000'000'000'000};
    return {
        {"all", {}},
        {"one status", narrowed([](auto& q) { q.status = ShortStatus::reviewing; })},
        {"done", narrowed([](auto& q) { q.status = ShortStatus::done; })},
        {"one type", narrowed([](auto& q) { q.types = {TicketType::exchange}; })},
        {"one reason", narrowed([](auto& q) { q.reasons = {"quality"}; })},
        {"no such reason", narrowed([](auto& q) { q.reasons = {"nothing"}; })},
        {"amount", narrowed([](auto& q) { q.least_fen = 9'000; })},
        {"no such amount", narrowed([](auto& q) { q.least_fen = 90'000; })},
        {"later than all", narrowed([&](auto& q) { q.since = Instant{last}; })},
        {"one reason, one status", narrowed([](auto& q) {
             q.reasons = {"quality"};
             q.status = ShortStatus::to_refund;
         })},
        {"type, reason, status", narrowed([](auto& q) {
             q.types = {TicketType::repair};
             q.reasons = {"quality"};
             q.status = ShortStatus::to_refund;
         })},
        {"by deadline", narrowed([](auto& q) { q.order = store::TicketOrder::deadline; })},
        {"by deadline, last", narrowed([](auto& q) { q.order = store::TicketOrder::deadline_last; })},
        {"by amount", narrowed([](auto& q) { q.order = store::TicketOrder::amount; })},
        {"by amount, reviewing", narrowed([](auto& q) {
             q.order = store::TicketOrder::amount;
             q.status = ShortStatus::reviewing;
         })},
        {"oldest", narrowed([](auto& q) { q.order = store::TicketOrder::oldest; })},
        {"work by deadline", narrowed([](auto& q) {
             q.work = {Work::review, Work::receive, Work::inspect, Work::send};
             q.order = store::TicketOrder::deadline;
         })},
        {"work, newest", narrowed([](auto& q) { q.work = {Work::review}; })},
        {"due in half a day", narrowed([](auto& q) {
             q.due = Due::half_day;
             q.order = store::TicketOrder::deadline;
         })},
        {"disputes", narrowed([](auto& q) { q.arbitration = "open"; })},
        {"disputes, decided", narrowed([](auto& q) { q.arbitration = "decided"; })},
        {"strays", narrowed([](auto& q) { q.queue = std::string(strays_queue); })},
        {"same buyer", narrowed([](auto& q) { q.same_buyer = "AS00000006"; })},
        {"羊绒衫", narrowed([](auto& q) { q.q = "羊绒衫"; })},
        {"秋冬新款", narrowed([](auto& q) { q.q = "秋冬新款"; })},
        {"羊绒 登山 (none)", narrowed([](auto& q) { q.q = "羊绒 登山"; })},
        {"15pro", narrowed([](auto& q) { q.q = "15pro"; })},
        {"a whole number", narrowed([](auto& q) { q.q = "AS00000654"; })},
        {"end of a number", narrowed([](auto& q) { q.q = "0654"; })},
        {"鞋", narrowed([](auto& q) { q.q = "鞋"; })},
        {"大衣 (none)", narrowed([](auto& q) { q.q = "大衣"; })},
        {"羊绒衫, exchange", narrowed([](auto& q) {
             q.q = "羊绒衫";
             q.types = {TicketType::exchange};
         })},
    };
}

std::vector<Asked> all_asked() {
    std::vector<Asked> all;
    Caller const buyer = caller(wire::Audience::buyer, "b6");
    all.push_back({"buyer: all", buyer, {}});
    all.push_back({"buyer: done", buyer, narrowed([](auto& q) { q.status = ShortStatus::done; })});
    all.push_back({"buyer: 羊绒衫", buyer, narrowed([](auto& q) { q.q = "羊绒衫"; })});
    all.push_back({"buyer without any", caller(wire::Audience::buyer, "nobody"), {}});
    struct Staff {
        char const* name;
        Caller who;
    };
    for (Staff const& staff : {Staff{"large shop: ", caller(wire::Audience::merchant, "s0")},
                               Staff{"small shop: ", caller(wire::Audience::merchant, "s7")},
                               Staff{"mall: ", caller(wire::Audience::platform, "")}}) {
        for (auto& [name, query] : queries_of_staff()) all.push_back({staff.name + name, staff.who, query});
        all.push_back({std::string(staff.name) + "workbench", staff.who, {}, true});
    }
    return all;
}

/// Reading one row by its key, with nothing of ours around it.
double point_read(std::string const& folder, int count) {
    store::sqlite::Database db(folder + "/afterdesk.db", store::sqlite::Access::read_only);
    constexpr int reads = 1'000;
    std::mt19937 random(1);
    auto const began = Steady::now();
    for (int i = 0; i < reads; ++i) {
        std::string const no = "AS" + many::padded(static_cast<int>(random() % static_cast<unsigned>(count)));
        store::Rows rows =
            db.query("SELECT body FROM ticket WHERE tenant = $1 AND ticket_no = $2", {"mall", no});
        static_cast<void>(rows.step());
    }
    return microseconds(Steady::now() - began) / reads;
}

using Column = std::map<std::string, Timing>;

Column measure(Service& service) {
    Column column;
    for (Asked const& asked : all_asked()) {
        std::size_t items = 0;
        Timing timing = timing_of([&](int) {
            if (asked.work) {
                static_cast<void>(service.tickets.work(asked.who));
            } else {
                items = service.tickets.list(asked.who, asked.query)->items.size();
            }
        });
        timing.items = items;
        column[asked.name] = timing;
    }
    return column;
}

/// When the last ticket came: what is due then is as much as in a mall of any size.
Instant time_of_last(Service& service) {
    auto const page = service.tickets.list(caller(wire::Audience::platform, ""), {});
    return {page->items.front().applied_at_ms};
}

constexpr int as_full = many::base + 1;  ///< the column of 10,000 with many open ones

void print(std::map<int, Column> const& columns, std::map<int, double> const& reads) {
    std::printf("%-34s", "µs, median (slowest)");
    for (auto const& [count, column] : columns) {
        std::string const name = count == as_full ? "10000, 40% open" : std::to_string(count);
        std::printf("%20s", name.c_str());
    }
    std::printf("%10s%10s%10s  items\n", "to 10^4", "as full", "in reads");
    for (Asked const& asked : all_asked()) {
        std::printf("%-34s", asked.name.c_str());
        for (auto const& [count, column] : columns) {
            Timing const& timing = column.at(asked.name);
            std::printf("%11.0f (%6.0f)", timing.median, timing.most);
        }
        Timing const& last = columns.rbegin()->second.at(asked.name);
        auto const at_base = columns.find(many::base);
        Timing const& first = at_base == columns.end() ? last : at_base->second.at(asked.name);
        std::printf("%10.2f%10.2f%10.0f  %zu", last.median / first.median,
                    last.median / columns.at(as_full).at(asked.name).median,
                    last.median / reads.rbegin()->second, last.items);
        if (first.items != last.items) std::printf(" (%zu of 10^4: not the same work)", first.items);
        std::printf("\n");
    }
}

/// What is there is looked at as of its last ticket's time.
void measure_folder(std::string const& there, int column, int tickets, std::map<int, Column>& columns,
                    std::map<int, double>& reads) {
    store::Store store(store::StoreOptions{there});
    ServiceConfig config;
    Instant now = many::start;
    config.now = [&now] { return now; };
    config.random64 = crypto::random64;
    Service service(store, config);
    now = time_of_last(service);
    if (column == tickets) reads[tickets] = point_read(there, tickets);
    columns[column] = measure(service);
}

/// Ten thousand, of which as many are open as in a mall that is a hundred times as large.
std::string make_full_folder(std::string const& folder) {
    std::string const there = many::folder_of(folder, many::base) + ".full";
    bool const is_there = std::filesystem::exists(there);
    std::filesystem::create_directories(there);
    store::Store store(store::StoreOptions{there});
    many::Sizes full = many::large_mall;
    full.open_in_100 = 40;
    if (!is_there) many::Filling(store, full).add(many::base);
    return there;
}

}  // namespace

int main(int count, char** arguments) {
    int const most = count > 1 ? std::atoi(arguments[1]) : 100'000;
    std::string const folder = count > 2 ? arguments[2] : "list_bench.data";
    many::make_folders<many::Filling>(folder, most);
    std::map<int, Column> columns;
    std::map<int, double> reads;
    measure_folder(make_full_folder(folder), as_full, many::base, columns, reads);
    for (int tickets = many::smallest; tickets <= most; tickets *= 10)
        measure_folder(many::folder_of(folder, tickets), tickets, tickets, columns, reads);
    print(columns, reads);
    for (auto const& [tickets, read] : reads) std::printf("%d: %.1f µs to read a row\n", tickets, read);
    return 0;
}
