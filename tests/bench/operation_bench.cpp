// What operation costs: checking all books, a backup beside writes, and memory when nobody asks any more.
// Run it by hand, from a build with optimisation:
// …/tests/operation_bench [TICKETS [FOLDER [PROGRAM]]]

#include <httplib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "bench/lived_tickets.hpp"
#include "service/backup.hpp"
#include "service/verify.hpp"
#include "store/sessions.hpp"

using namespace afterdesk;

namespace {

using Steady = std::chrono::steady_clock;
constexpr int clients = 16, writers = 8;
constexpr std::chrono::seconds rest{5}, writing{5};

double milliseconds(Steady::duration time) { return std::chrono::duration<double, std::milli>(time).count(); }

// ---- Checking ---------------------------------------------------------------------------------------------

void check_books(std::string const& folder) {
    auto const began = Steady::now();
    Verified const found = verify_folder(folder);
    double const took = milliseconds(Steady::now() - began);
    std::printf("verify: %d tickets, %d events in %.0f ms: %.3f ms a ticket\n", found.tickets, found.events,
                took, took / found.tickets);
    for (std::size_t i = 0; i < std::min<std::size_t>(found.differences.size(), 5); ++i)
        std::printf("  %s\n", found.differences[i].c_str());
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

/// The program itself, on a folder.
class Server {
  public:
    Server(char const* program, std::string const& folder) {
        std::string const number = std::to_string(port);
        child_ = ::fork();
        if (child_ == 0) {
            ::execl(program, program, "serve", "--data", folder.c_str(), "--port", number.c_str(),
                    "--log-level", "error", nullptr);
            ::_exit(127);
        }
        httplib::Client client("127.0.0.1", port);
        while (!client.Get("/healthz")) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    ~Server() {
        ::kill(child_, SIGTERM);
        ::waitpid(child_, nullptr, 0);
    }
    Server(Server const&) = delete;
    Server& operator=(Server const&) = delete;

    /// Of /proc/PID/status. Units: MB; what of it is memory of its own, and what is read from its file.
    double resident() const { return status("VmRSS:"); }
    double own() const { return status("RssAnon:"); }

    static constexpr int port = 18'471;

  private:
    double status(std::string const& name) const {
        std::ifstream in("/proc/" + std::to_string(child_) + "/status");
        for (std::string word; in >> word;) {
            double kb = 0;
            if (word == name && in >> kb) return kb / 1'024;
        }
        return 0;
    }
    pid_t child_ = 0;
};

std::string sign_in(httplib::Client& client) {
    std::string const body = R"({"login":"admin","password":")" + std::string(many::password) + "\"}";
    auto const in = client.Post("/api/v1/platform/sessions", body, "application/json");
    CHECK(in && in->status < 300);
    std::string const cookie = in->get_header_value("Set-Cookie");
    return cookie.substr(0, cookie.find(';'));
}

/// What people do in a busy hour, on so many connections at once.
void work_hard(std::string const& cookie, int tickets) {
    std::vector<std::thread> threads;
    for (int i = 0; i < clients; ++i) {
        threads.emplace_back([&, i] {
            httplib::Client client("127.0.0.1", Server::port);
            client.set_keep_alive(true);
            httplib::Headers const headers{{"Cookie", cookie}};
            for (int round = 0; round < 4; ++round) {
                for (char const* asked :
                     {"?q=%E8%BF%90%E5%8A%A8%E8%B7%91%E9%9E%8B", "?q=%E7%BE%8A%E7%BB%92%E8%A1%AB",
                      "?q=iPhone15", "?q=1", "?sort=deadline", "?reason=not_wanted", "?least_fen=9000"})
                    static_cast<void>(client.Get(std::string("/api/v1/platform/tickets") + asked, headers));
                for (int n = i; n < tickets; n += tickets / 200)
                    static_cast<void>(client.Get("/api/v1/platform/tickets/AS" + many::padded(n), headers));
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
}

void memory(char const* program, std::string const& folder, int tickets) {
    Server const server(program, folder);
    double const begun = server.resident();
    httplib::Client client("127.0.0.1", Server::port);
    std::string const cookie = sign_in(client);
    work_hard(cookie, tickets);
    double const worked = server.resident();
    std::this_thread::sleep_for(rest);
    std::printf(
        "memory: %.1f MB at the start, %.1f after searches, lists and pages on %d connections, %.1f (%.1f "
        "of its own) after %d s of rest\n",
        begun, worked, clients, server.resident(), server.own(), static_cast<int>(rest.count()));
}

}  // namespace

int main(int count, char** arguments) {
    int const tickets = count > 1 ? std::atoi(arguments[1]) : 20'000;
    std::string const folder = count > 2 ? arguments[2] : "operation_bench.data";
    char const* const program = count > 3 ? arguments[3] : "build/release/afterdesk";
    std::filesystem::remove_all(folder);
    {
        store::Store store(store::StoreOptions{folder});
        many::Living living(store, {.shops = 50, .buyers = 2'000, .apart_ms = 30'000});
        living.add(tickets);
        living.write_book(folder);
    }
    memory(program, folder, tickets);
    check_books(folder);
    back_up_beside_writes(program, folder);
    std::filesystem::remove_all(folder);
    std::filesystem::remove_all(folder + ".backup");
    return 0;
}
