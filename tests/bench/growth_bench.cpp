// What it costs that there are many tickets: time of lists, filters, searches, pages and submissions, of a
// start, memory and disk, from a thousand tickets up, all of them made through the core. Each size is looked
// at by processes of its own. Run it by hand, from a build with optimisation:
// …/tests/growth_bench [MOST [FOLDER [CHART.svg]]]; what it made stays in FOLDER for another run.

#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <memory>
#include <utility>

#include "bench/growth_chart.hpp"
#include "bench/lived_tickets.hpp"
#include "bench/sizes.hpp"
#include "crypto/digest.hpp"
#include "service/service.hpp"

using namespace afterdesk;

namespace {

using Steady = std::chrono::steady_clock;
using growth::Column;
using growth::Columns;
constexpr int times = 25, submissions = 500;
constexpr many::Sizes sizes = many::large_mall;

double milliseconds(Steady::duration time) { return std::chrono::duration<double, std::milli>(time).count(); }

template <class Work>
double median(int runs, Work work) {
    std::vector<double> all;
    work(0);
    for (int i = 1; i <= runs; ++i) {
        auto const began = Steady::now();
        work(i);
        all.push_back(milliseconds(Steady::now() - began));
    }
    std::nth_element(all.begin(), all.begin() + runs / 2, all.end());
    return all[static_cast<std::size_t>(runs / 2)];
}

Caller caller(wire::Audience audience, std::string id) {
    Caller who;
    who.tenant = {"mall"};
    who.audience = audience;
    if (audience == wire::Audience::buyer) who.actor_id = std::move(id);
    if (audience == wire::Audience::merchant) who.shop = {std::move(id)};
    return who;
}

void tell(char const* what, double value) { std::printf("%s\t%.4f\n", what, value); }

double resident_mb() {
    std::ifstream in("/proc/self/statm");
    double pages = 0;
    in >> pages >> pages;
    return pages * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1 << 20);
}

/// Opened as a server would, some time after the last ticket.
struct Opened {
    Steady::time_point began = Steady::now();
    store::Store store;
    Service service;
    double started_ms;

    Opened(std::string const& folder, int tickets)
        : store(store::StoreOptions{folder}),
          service(store, config_at({many::start.ms + tickets * sizes.apart_ms})),
          started_ms(milliseconds(Steady::now() - began)) {}
    static ServiceConfig config_at(Instant now) {
        ServiceConfig config;
        config.now = [=] { return now; };
        config.random64 = crypto::random64;
        return config;
    }
};

// ---- Looking at a folder ----------------------------------------------------------------------------------

double list_time(Service& service, Caller const& who, TicketQuery const& query) {
    return median(times, [&](int) { CHECK(service.tickets.list(who, query).ok()); });
}

template <class How>
TicketQuery narrowed(How how) {
    TicketQuery query;
    how(query);
    return query;
}
TicketQuery typed(char const* text) {
    return narrowed([&](TicketQuery& query) { query.q = text; });
}

void look_at_lists(Service& service, int tickets) {
    Caller const buyer = caller(wire::Audience::buyer, "b6"), shop = caller(wire::Audience::merchant, "s7"),
                 mall = caller(wire::Audience::platform, "");
    tell("buyer's list", list_time(service, buyer, {}));
    tell("shop's list", list_time(service, shop, {}));
    tell("shop's, by reason",
         list_time(service, shop, narrowed([](auto& q) { q.reasons = {"wrong_order"}; })));
    tell("mall's, by amount, nothing fits",
         list_time(service, mall, narrowed([](auto& q) { q.least_fen = 1'000'000; })));
    tell("mall's list by deadline",
         list_time(service, mall, narrowed([](auto& q) { q.order = store::TicketOrder::deadline; })));
    tell("mall's workbench", median(times, [&](int) { CHECK(service.tickets.work(mall).ok()); }));
    tell("search, two characters", list_time(service, mall, typed("羊绒")));
    tell("search, four characters", list_time(service, mall, typed("运动跑鞋")));
    tell("search, nothing found", list_time(service, mall, typed("羊绒 登山")));
    std::string const some = "AS" + many::padded(tickets / 2);
    tell("ticket's page", median(times, [&](int) { CHECK(service.tickets.show(mall, some).ok()); }));
}

int look(char const* folder, int tickets, std::string const&) {
    Opened opened(folder, tickets);
    tell("start", opened.started_ms);
    look_at_lists(opened.service, tickets);
    tell("memory, MB", resident_mb());
    return 0;
}

// ---- Submissions ------------------------------------------------------------------------------------------

/// An order that nobody has asked anything of yet.
Order fresh_order(std::string const& run, int number) {
    Order order = many::Filling::order(number, sizes);
    order.order_no = {"G" + run + "-" + std::to_string(number)};
    return order;
}

int add_orders(char const* folder, int, std::string const& run) {
    store::Store store(store::StoreOptions{folder});
    std::string text;
    for (int i = 0; i <= submissions; ++i)
        text += wire::write_json(wire::to_json(fresh_order(run, i))) + "\n";
    CHECK(import_orders(store, {"mall"}, text, {many::start, {0}}).ok());
    return 0;
}

/// As a buyer does it: the quote, then the application. Promise: the ticket's number.
TicketNo submit(Service& service, Order const& order) {
    Caller const buyer = caller(wire::Audience::buyer, order.buyer_id.value);
    wire::ApplyBody body;
    body.order_no = order.order_no;
    body.apply.request.type = TicketType::refund_unshipped;
    body.apply.request.reason = "not_wanted";
    body.apply.request.lines = {{1, 1, {}}};
    auto const quoted = service.orders.quote_for(buyer, body.order_no.value, body.apply.request);
    CHECK(quoted.ok());
    body.apply.expected_refund_fen = quoted->refund_fen;
    body.apply.expected_digest = quote_digest(*quoted);
    auto const reply = service.tickets.apply(
        buyer, body, {"g-" + body.order_no.value, wire::write_json(wire::to_json(body))});
    CHECK(reply.ok());
    return wire::read_ticket_detail(*wire::parse_json(reply->body, wire::answer_limits))->ticket.no;
}

int submit_all(char const* folder, int tickets, std::string const& run) {
    Opened opened(folder, tickets);
    std::vector<TicketNo> all;
    tell("submission",
         median(submissions, [&](int i) { all.push_back(submit(opened.service, fresh_order(run, i))); }));
    // Each is paid, which makes five events.
    PolicyCache policies;
    TenantId const tenant{"mall"};
    int events = 0;
    for (TicketNo const& no : all) {
        RecordRefund const paid{no.value + "-1", PartStatus::succeeded, ""};
        CHECK(opened.store
                  .write([&](store::WriteTx& tx) {
                      return settle_refund(tx, policies, {tenant, no, paid, opened.service.now()});
                  })
                  .ok());
        events += opened.service.tickets.show(caller(wire::Audience::platform, ""), no.value)->ticket.version;
    }
    CHECK(std::cmp_equal(events, 5 * all.size()));
    return 0;
}

// ---- All sizes --------------------------------------------------------------------------------------------

/// What another process says of the folder.
void ask(Column& column, std::string const& program, char const* what, std::string const& folder,
         int tickets) {
    // Orders of their own each time.
    static std::string const run = std::to_string(std::time(nullptr));
    std::string const command =
        "'" + program + "' " + what + " '" + folder + "' " + std::to_string(tickets) + " " + run;
    std::FILE* const told = ::popen(command.c_str(), "r");
    CHECK(told != nullptr);
    std::array<char, 256> line{};
    while (std::fgets(line.data(), line.size(), told) != nullptr) {
        char* const tab = std::strchr(line.data(), '\t');
        if (tab != nullptr) column.emplace_back(std::string(line.data(), tab), std::atof(tab + 1));
    }
    CHECK(::pclose(told) == 0);
}

double folder_kb(std::string const& folder) {
    double sum = 0;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) sum += static_cast<double>(entry.file_size());
    return sum / 1'024;
}

/// Nobody has it open.
Column measure(std::string const& program, std::string const& folder, int tickets) {
    Column column;
    double const all = folder_kb(folder);
    ask(column, program, "--look", folder, tickets);
    ask(column, program, "--orders", folder, tickets);
    double const before = folder_kb(folder);
    ask(column, program, "--submit", folder, tickets);
    column.emplace_back("disk of a ticket of five events, KB",
                        (folder_kb(folder) - before) / (submissions + 1));
    column.emplace_back("disk of a ticket with its order, KB", all / tickets);
    return column;
}

int bench(std::string const& program, int most, std::string const& folder, char const* chart) {
    many::make_folders<many::Living>(folder, most);
    Columns columns;
    for (int tickets = many::smallest; tickets <= most; tickets *= 10) {
        // Submissions change it; the largest is looked at last, and too large for a copy.
        std::string const there = many::folder_of(folder, tickets), copy = there + ".copy";
        bool const last = tickets * 10 > most;
        if (!last) std::filesystem::copy(there, copy);
        columns[tickets] = measure(program, last ? there : copy, tickets);
        std::filesystem::remove_all(copy);
    }
    growth::print(columns, many::base);
    if (chart != nullptr) growth::Chart(chart, columns).draw();
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    struct Part {
        char const* name;
        int (*look)(char const* folder, int tickets, std::string const& run);
    };
    constexpr Part parts[] = {{"--look", look}, {"--orders", add_orders}, {"--submit", submit_all}};
    for (Part const& part : parts) {
        if (count == 5 && std::strcmp(arguments[1], part.name) == 0)
            return part.look(arguments[2], std::atoi(arguments[3]), arguments[4]);
    }
    int const most = count > 1 ? std::atoi(arguments[1]) : 100'000;
    return bench(arguments[0], most, count > 2 ? arguments[2] : "growth_bench.data",
                 count > 3 ? arguments[3] : nullptr);
}
