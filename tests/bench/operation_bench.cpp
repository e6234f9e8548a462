// What operation costs: checking all books, a backup beside writes, and memory when nobody asks any more.
// Run it by hand, from a build with optimisation:
// …/tests/operation_bench [TICKETS [FOLDER [PROGRAM [CHECKED]]]]

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "crypto/digest.hpp"
#include "server/many_tickets.hpp"
#include "service/backup.hpp"
#include "service/service.hpp"
#include "service/verify.hpp"
#include "store/sessions.hpp"

using namespace afterdesk;

namespace {

using Steady = std::chrono::steady_clock;
constexpr int readers = 14, writers = 8;
constexpr std::chrono::seconds rest{5}, writing{5};

double milliseconds(Steady::duration time) { return std::chrono::duration<double, std::milli>(time).count(); }

/// Units: MB.
double resident() {
    long pages = 0, all = 0;
    std::ifstream("/proc/self/statm") >> all >> pages;
    return static_cast<double>(pages) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1 << 20);
}

// ---- Checking ---------------------------------------------------------------------------------------------

void check_books(std::string const& folder) {
    auto const began = Steady::now();
    Verified const found = verify_folder(folder);
    double const took = milliseconds(Steady::now() - began);
    std::printf("verify: %d tickets, %d events in %.0f ms: %.3f ms a ticket\n", found.tickets, found.events,
                took, took / found.tickets);
}

// ---- A backup beside writes -------------------------------------------------------------------------------

/// The 99th of a hundred writes. Units: milliseconds.
double slow_write(store::Store& store, std::function<bool()> const& goes_on) {
    std::vector<std::vector<double>> times(writers);
    std::atomic<int> next{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < writers; ++i) {
        threads.emplace_back([&, i] {
            while (goes_on()) {
                auto const began = Steady::now();
                store.write([&](store::WriteTx& tx) {
                    store::use_launch_jti(tx, {"mall"}, "bench-" + std::to_string(++next),
                                          Instant{INT64_MAX});
                    return true;
                });
                times[static_cast<std::size_t>(i)].push_back(milliseconds(Steady::now() - began));
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    std::vector<double> all;
    for (auto const& some : times) all.insert(all.end(), some.begin(), some.end());
    std::sort(all.begin(), all.end());
    std::printf("  %zu writes, p50 %.2f ms, p99 %.2f ms, most %.1f ms\n", all.size(), all[all.size() / 2],
                all[all.size() * 99 / 100], all.back());
    return all[all.size() * 99 / 100];
}

void back_up_beside_writes(char const* program, std::string const& folder) {
    std::filesystem::remove_all(folder + ".backup");
    store::Store store(store::StoreOptions{folder});
    auto const until = Steady::now() + writing;
    std::fflush(stdout);
    std::printf("writes by %d threads, alone:\n", writers);
    double const alone = slow_write(store, [&] { return Steady::now() < until; });
    std::printf("beside a backup:\n");
    auto const began = Steady::now();
    pid_t const child = ::fork();
    if (child == 0) {
        std::string const target = folder + ".backup";
        ::execl(program, program, "backup", target.c_str(), "--data", folder.c_str(), "--lang", "en",
                nullptr);
        ::_exit(127);
    }
    std::atomic<bool> over{false};
    std::thread waiting([&] {
        ::waitpid(child, nullptr, 0);
        over = true;
    });
    double const beside = slow_write(store, [&] { return !over; });
    waiting.join();
    std::printf("backup: %.1f s, p99 of writes %.2f times\n", milliseconds(Steady::now() - began) / 1'000,
                beside / alone);
}

// ---- Memory -----------------------------------------------------------------------------------------------

void search_all(Service& service) {
    Caller who;
    who.tenant = {"mall"};
    who.audience = wire::Audience::platform;
    who.rights = rights_of_side(ActorKind::platform);
    std::vector<std::thread> threads;
    for (int i = 0; i < readers; ++i) {
        threads.emplace_back([&] {
            for (char const* text : {"运动跑鞋", "双排扣风衣", "羊绒衫", "iPhone15", "课时", "1"}) {
                TicketQuery query;
                query.q = text;
                static_cast<void>(service.tickets.list(who, query));
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
}

void memory(std::string const& folder) {
    store::StoreOptions options{folder};
    options.readers = readers;
    store::Store store(std::move(options));
    ServiceConfig config;
    config.now = [] { return many::start; };
    config.random64 = crypto::random64;
    Service service(store, config);
    double const begun = resident();
    search_all(service);
    double const searched = resident();
    std::this_thread::sleep_for(rest);
    std::printf(
        "memory: %.1f MB at the start, %.1f after searches on %d connections, %.1f after %d s of rest\n",
        begun, searched, readers, resident(), static_cast<int>(rest.count()));
}

}  // namespace

int main(int count, char** arguments) {
    int const tickets = count > 1 ? std::atoi(arguments[1]) : 20'000;
    std::string const folder = count > 2 ? arguments[2] : "operation_bench.data";
    char const* const program = count > 3 ? arguments[3] : "build/release/afterdesk";
    std::filesystem::remove_all(folder);
    {
        store::Store store(store::StoreOptions{folder});
        many::Filling filling(store, {.shops = 50, .buyers = 2'000, .open_in_100 = 3, .apart_ms = 30'000});
        filling.add(tickets);
    }
    memory(folder);
    // The tickets made here are rows without a history: a folder with one is a copy of the demo's.
    if (count > 4) check_books(arguments[4]);
    back_up_beside_writes(program, folder);
    std::filesystem::remove_all(folder);
    std::filesystem::remove_all(folder + ".backup");
    return 0;
}
