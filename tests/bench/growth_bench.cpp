// What it costs that there are many tickets: time of lists, searches, pages and submissions, of a start,
// memory and disk, from a thousand tickets up. Each size is looked at by a process of its own. Run it by
// hand, from a build with optimisation: …/tests/growth_bench [MOST [FOLDER [CHART.svg]]]

#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <utility>

#include "crypto/digest.hpp"
#include "server/many_tickets.hpp"
#include "service/service.hpp"

using namespace afterdesk;

namespace {

using Steady = std::chrono::steady_clock;
constexpr int times = 25, submissions = 500;
constexpr int base = 10'000;
constexpr std::int64_t apart_ms = 30'000;

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

// ---- Looking at a folder ----------------------------------------------------------------------------------

/// Orders that nobody has asked anything of yet.
std::string fresh_order(int tickets, int number) {
    return "G" + std::to_string(tickets) + "-" + std::to_string(number);
}

void add_fresh_orders(store::Store& store, int tickets) {
    std::string text;
    for (int i = 0; i <= submissions; ++i) {
        Order order = many::Filling::order(i, {.shops = 50, .buyers = 20'000});
        order.order_no = {fresh_order(tickets, i)};
        text += wire::write_json(wire::to_json(order)) + "\n";
    }
    static_cast<void>(import_orders(store, {"mall"}, text, {many::start, {0}}));
}

/// As a buyer does it: the quote, then the application. Promise: the ticket's number.
std::string submit(Service& service, int tickets, int number) {
    Order const order = many::Filling::order(number, {.shops = 50, .buyers = 20'000});
    Caller const buyer = caller(wire::Audience::buyer, order.buyer_id.value);
    wire::ApplyBody body;
    body.order_no = {fresh_order(tickets, number)};
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
    return wire::read_ticket_detail(*wire::parse_json(reply->body, wire::answer_limits))->ticket.no.value;
}

double list_time(Service& service, Caller const& who, TicketQuery const& query) {
    return median(times, [&](int) { CHECK(service.tickets.list(who, query).ok()); });
}

TicketQuery typed(char const* text) {
    TicketQuery query;
    query.q = text;
    return query;
}

void look_at_lists(Service& service) {
    TicketQuery by_deadline;
    by_deadline.order = store::TicketOrder::deadline;
    Caller const buyer = caller(wire::Audience::buyer, "b6"), shop = caller(wire::Audience::merchant, "s7"),
                 mall = caller(wire::Audience::platform, "");
    tell("buyer's list", list_time(service, buyer, {}));
    tell("shop's list", list_time(service, shop, {}));
    tell("mall's list by deadline", list_time(service, mall, by_deadline));
    tell("mall's workbench", median(times, [&](int) { CHECK(service.tickets.work(mall).ok()); }));
    tell("search, two characters", list_time(service, mall, typed("羊绒")));
    tell("search, four characters", list_time(service, mall, typed("运动跑鞋")));
    tell("search, nothing found", list_time(service, mall, typed("羊绒 登山")));
}

/// In a process of its own, so that time to start and memory are its own.
int look(char const* folder, int tickets) {
    auto const began = Steady::now();
    store::Store store(store::StoreOptions{folder});
    ServiceConfig config;
    std::int64_t const now_ms = many::start.ms + tickets * apart_ms;
    config.now = [=] { return Instant{now_ms}; };
    config.random64 = crypto::random64;
    Service service(store, config);
    tell("start", milliseconds(Steady::now() - began));
    look_at_lists(service);
    tell("memory, MB", resident_mb());
    add_fresh_orders(store, tickets);
    std::string ticket;
    tell("submission", median(submissions, [&](int i) { ticket = submit(service, tickets, i); }));
    Caller const mall = caller(wire::Audience::platform, "");
    tell("ticket's page", median(times, [&](int) { CHECK(service.tickets.show(mall, ticket).ok()); }));
    return 0;
}

// ---- Table and chart --------------------------------------------------------------------------------------

using Column = std::vector<std::pair<std::string, double>>;

/// What the other process says.
Column ask(std::string const& program, std::string const& folder, int tickets) {
    Column column;
    std::string const command = "'" + program + "' --look '" + folder + "' " + std::to_string(tickets);
    std::FILE* const told = ::popen(command.c_str(), "r");
    CHECK(told != nullptr);
    std::array<char, 256> line{};
    while (std::fgets(line.data(), line.size(), told) != nullptr) {
        char* const tab = std::strchr(line.data(), '\t');
        if (tab != nullptr) column.emplace_back(std::string(line.data(), tab), std::atof(tab + 1));
    }
    CHECK(::pclose(told) == 0);
    return column;
}

double folder_bytes(std::string const& folder) {
    double sum = 0;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) sum += static_cast<double>(entry.file_size());
    return sum;
}

void print(std::map<int, Column> const& columns) {
    std::printf("| ms, median |");
    for (auto const& [count, column] : columns) std::printf(" %d |", count);
    std::printf(" to 10^4 |\n|---|");
    for (std::size_t i = 0; i <= columns.size(); ++i) std::printf("---:|");
    Column const& last = columns.rbegin()->second;
    auto const at_base = columns.find(base);
    for (std::size_t row = 0; row < last.size(); ++row) {
        std::printf("\n| %s |", last[row].first.c_str());
        for (auto const& [count, column] : columns) std::printf(" %.2f |", column[row].second);
        double const first = (at_base == columns.end() ? last : at_base->second)[row].second;
        std::printf(" %.2f |", last[row].second / first);
    }
    std::printf("\n");
}

/// Lines over two logarithmic axes: tickets, and milliseconds from 0.01 to 1,000.
class Chart {
  public:
    Chart(std::string const& path, std::map<int, Column> const& columns) : out_(path), columns_(columns) {
        most_ = std::log10(columns.rbegin()->first);
    }
    void draw() {
        out_ << "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 380\" font-family=\"sans-serif\""
                " font-size=\"12\" fill=\"#333\">\n<rect width=\"720\" height=\"380\" fill=\"#fff\"/>\n";
        for (int power = -2; power <= 3; ++power) grid(power);
        for (auto const& [count, column] : columns_)
            label(x(count), bottom + 18, "middle", std::to_string(count));
        label((left + right) / 2, bottom + 36, "middle", "tickets");
        std::size_t line = 0;
        for (std::size_t row = 0; row < columns_.begin()->second.size(); ++row) {
            std::string const& name = columns_.begin()->second[row].first;
            if (name.find(',') == std::string::npos || name.starts_with("search")) draw_line(row, line++);
        }
        out_ << "</svg>\n";
    }

  private:
    static constexpr double left = 60, right = 520, top = 20, bottom = 320;
    double x(int count) const {
        return left + (std::log10(count) - 3) / std::max(most_ - 3, 1.0) * (right - left);
    }
    static double y(double ms) {
        return bottom - (std::clamp(std::log10(std::max(ms, 1e-9)), -2.0, 3.0) + 2) / 5 * (bottom - top);
    }
    void label(double at_x, double at_y, char const* anchor, std::string const& text) {
        out_ << "<text x=\"" << at_x << "\" y=\"" << at_y << "\" text-anchor=\"" << anchor << "\">" << text
             << "</text>\n";
    }
    void grid(int power) {
        double const at = y(std::pow(10, power));
        out_ << "<path d=\"M" << left << ' ' << at << 'H' << right << "\" stroke=\"#ddd\"/>\n";
        std::array<char const*, 6> const names{"0.01 ms", "0.1 ms", "1 ms", "10 ms", "100 ms", "1 s"};
        label(left - 6, at + 4, "end", names[static_cast<std::size_t>(power + 2)]);
    }
    void draw_line(std::size_t row, std::size_t line) {
        constexpr std::array<char const*, 10> colours{"#3366aa", "#aa4433", "#448844", "#886699", "#bb8800",
                                                      "#007788", "#995566", "#667722", "#554433", "#888888"};
        char const* const colour = colours[line % colours.size()];
        out_ << "<polyline fill=\"none\" stroke-width=\"2\" stroke=\"" << colour << "\" points=\"";
        for (auto const& [count, column] : columns_) out_ << x(count) << ',' << y(column[row].second) << ' ';
        out_ << "\"/>\n<path d=\"M" << right + 12 << ' ' << top + 8 + 22 * static_cast<double>(line)
             << "h18\" stroke-width=\"2\" stroke=\"" << colour << "\"/>\n";
        label(right + 36, top + 12 + 22 * static_cast<double>(line), "start",
              columns_.begin()->second[row].first);
    }

    std::ofstream out_;
    std::map<int, Column> const& columns_;
    double most_ = 0;
};

}  // namespace

int main(int count, char** arguments) {
    if (count == 4 && std::strcmp(arguments[1], "--look") == 0)
        return look(arguments[2], std::atoi(arguments[3]));
    int const most = count > 1 ? std::atoi(arguments[1]) : 100'000;
    std::string const folder = count > 2 ? arguments[2] : "growth_bench.data";
    std::filesystem::remove_all(folder);
    auto store = std::make_unique<store::Store>(store::StoreOptions{folder});
    many::Filling filling(*store, {.shops = 50, .buyers = 20'000, .open_in_100 = 3, .apart_ms = apart_ms});
    std::map<int, Column> columns;
    for (int tickets = 1'000; tickets <= most; tickets *= 10) {
        filling.add(tickets - filling.count());
        store.reset();
        double const before = folder_bytes(folder);
        Column column = ask(arguments[0], folder, tickets);
        column.emplace_back("disk of a submission, KB",
                            (folder_bytes(folder) - before) / submissions / 1'024);
        column.emplace_back("disk of all, MB", before / (1 << 20));
        columns[tickets] = std::move(column);
        std::fprintf(stderr, "%d tickets looked at\n", tickets);
        store = std::make_unique<store::Store>(store::StoreOptions{folder});
        filling.go_on_in(*store);
    }
    print(columns);
    if (count > 3) Chart(arguments[3], columns).draw();
    store.reset();
    std::filesystem::remove_all(folder);
    return 0;
}
