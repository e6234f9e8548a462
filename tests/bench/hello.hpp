#pragma once
// For benches that send requests: connections that ask again as soon as they were answered, or at a pace.

#include <arpa/inet.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace afterdesk::bench {

using Steady = std::chrono::steady_clock;

inline double ms_since(Steady::time_point begin) {
    return std::chrono::duration<double, std::milli>(Steady::now() - begin).count();
}

/// A connection to this machine, from its address 127.0.0.`from`. Errors: -1.
inline int connect_to(int port, int from = 1) {
    int const fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in own{};
    own.sin_family = AF_INET;
    own.sin_addr.s_addr = htonl(0x7f000000u + static_cast<unsigned>(from));
    sockaddr_in server = own;
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    server.sin_port = htons(static_cast<std::uint16_t>(port));
    bool const there = ::bind(fd, reinterpret_cast<sockaddr*>(&own), sizeof own) == 0 &&
                       ::connect(fd, reinterpret_cast<sockaddr*>(&server), sizeof server) == 0;
    if (there) return fd;
    ::close(fd);
    return -1;
}

/// Units: cpu_us is of the whole process, client and server, for each request: other programs disturb it
/// least; client_us is the client's part of it. `refused`: answers other than 2xx.
struct Rate {
    double per_second = 0, p99_ms = 0, cpu_us = 0, p50_ms = 0, most_ms = 0, client_us = 0;
    std::size_t refused = 0;
};

/// Units: of the whole process, or RUSAGE_THREAD: of the caller's thread.
inline double cpu_us_now(int whose = RUSAGE_SELF) {
    rusage used{};
    ::getrusage(whose, &used);
    auto const us = [](timeval const& time) {
        return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_usec);
    };
    return us(used.ru_utime) + us(used.ru_stime);
}

inline Rate rate_of(std::vector<double> times, double seconds) {
    if (times.empty()) return {};
    std::sort(times.begin(), times.end());
    auto const count = times.size();
    return {
        static_cast<double>(count) / seconds, times[count * 99 / 100], 0, times[count / 2], times.back(), 0};
}

/// Connections that ask and are answered, on the caller's thread. The answers have a Content-Length.
class Clients {
  public:
    Clients(int port, int count) : epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
        clients_.resize(static_cast<std::size_t>(count));
        for (std::size_t i = 0; i < clients_.size(); ++i) {
            clients_[i].fd = connect_to(port);
            epoll_event event{};
            event.events = EPOLLIN;
            event.data.u64 = i;
            ::epoll_ctl(epoll_, EPOLL_CTL_ADD, clients_[i].fd, &event);
        }
    }
    ~Clients() {
        for (Client const& client : clients_) ::close(client.fd);
        ::close(epoll_);
    }
    Clients(Clients const&) = delete;
    Clients& operator=(Clients const&) = delete;

    std::size_t count() const { return clients_.size(); }

    /// Units: its time is counted from `since`.
    void ask(std::size_t which, std::string_view request, Steady::time_point since = Steady::now()) {
        Client& client = clients_[which];
        client.in.clear();
        client.asked = since;
        static_cast<void>(::send(client.fd, request.data(), request.size(), MSG_NOSIGNAL));
    }

    /// What came within the time: done(which, milliseconds, whether it was 2xx).
    template <class Done>
    void wait(std::chrono::nanoseconds most, Done done) {
        std::array<epoll_event, 64> events{};
        timespec const time{most.count() / 1'000'000'000, most.count() % 1'000'000'000};
        int const count =
            ::epoll_pwait2(epoll_, events.data(), static_cast<int>(events.size()), &time, nullptr);
        for (int i = 0; i < count; ++i) {
            std::size_t const which = events[static_cast<std::size_t>(i)].data.u64;
            Client& client = clients_[which];
            ssize_t const got = ::recv(client.fd, buffer_.data(), buffer_.size(), MSG_DONTWAIT);
            if (got <= 0) continue;
            client.in.append(buffer_.data(), static_cast<std::size_t>(got));
            if (!is_whole(client.in)) continue;
            done(which, ms_since(client.asked), client.in.compare(9, 1, "2") == 0);
        }
    }

  private:
    struct Client {
        int fd = -1;
        std::string in;
        Steady::time_point asked;
    };

    static bool is_whole(std::string const& in) {
        std::size_t const head = in.find("\r\n\r\n");
        if (head == std::string::npos) return false;
        std::size_t const at = in.find("Content-Length: ");
        if (at == std::string::npos || at > head) return true;
        return in.size() >= head + 4 + static_cast<std::size_t>(std::atol(in.c_str() + at + 16));
    }

    int epoll_;
    std::vector<Client> clients_;
    std::array<char, 65'536> buffer_{};
};

inline std::string get(std::string const& path, std::string const& cookie = {}) {
    std::string const who = cookie.empty() ? std::string() : "Cookie: " + cookie + "\r\n";
    return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + who + "\r\n";
}

/// The next request. Units: its text outlives the call.
using Next = std::function<std::string_view()>;

/// Asks on so many connections, on each again as soon as it was answered.
class Load {
  public:
    Load(int port, Next next, int connections) : next_(std::move(next)), clients_(port, connections) {}
    Load(int port, std::string const& path, int connections)
        : Load(
              port, [request = get(path)] { return std::string_view(request); }, connections) {}

    Rate run(std::chrono::milliseconds time) {
        std::vector<double> times;
        std::size_t refused = 0;
        for (std::size_t i = 0; i < clients_.count(); ++i) clients_.ask(i, next_());
        auto const begin = Steady::now();
        double const cpu = cpu_us_now(), own = cpu_us_now(RUSAGE_THREAD);
        while (Steady::now() - begin < time) {
            clients_.wait(std::chrono::milliseconds(100), [&](std::size_t which, double ms, bool good) {
                times.push_back(ms);
                if (!good) ++refused;
                clients_.ask(which, next_());
            });
        }
        double const seconds = ms_since(begin) / 1'000;
        double const count = static_cast<double>(times.size() + 1);
        double const cpu_us = (cpu_us_now() - cpu) / count;
        double const client_us = (cpu_us_now(RUSAGE_THREAD) - own) / count;
        Rate rate = rate_of(std::move(times), seconds);
        rate.cpu_us = cpu_us;
        rate.client_us = client_us;
        rate.refused = refused;
        return rate;
    }

  private:
    Next next_;
    Clients clients_;
};

/// Asks so many times a second, whether answers come or not. A time is counted from when it was due, so that
/// one who waits for a free connection has waited, too.
class Paced {
  public:
    Paced(int port, Next next, int connections, double per_second)
        : next_(std::move(next)), clients_(port, connections), apart_s_(1 / per_second) {
        for (std::size_t i = 0; i < clients_.count(); ++i) free_.push_back(i);
    }

    Rate run(std::chrono::milliseconds time) {
        begin_ = Steady::now();
        asked_ = 0;
        std::vector<double> times;
        std::size_t refused = 0;
        while (Steady::now() - begin_ < time) {
            ask_due();
            auto const left = std::chrono::nanoseconds(due(asked_) - Steady::now());
            auto const most = free_.empty() ? std::chrono::nanoseconds(std::chrono::milliseconds(10)) : left;
            clients_.wait(std::max(most, std::chrono::nanoseconds(0)),
                          [&](std::size_t which, double ms, bool good) {
                              times.push_back(ms);
                              if (!good) ++refused;
                              free_.push_back(which);
                          });
        }
        Rate rate = rate_of(std::move(times), ms_since(begin_) / 1'000);
        rate.refused = refused;
        return rate;
    }

  private:
    Steady::time_point due(std::int64_t number) const {
        return begin_ + std::chrono::duration_cast<Steady::duration>(
                            std::chrono::duration<double>(static_cast<double>(number) * apart_s_));
    }
    void ask_due() {
        for (auto const now = Steady::now(); !free_.empty() && due(asked_) <= now; ++asked_) {
            clients_.ask(free_.back(), next_(), due(asked_));
            free_.pop_back();
        }
    }

    Next next_;
    Clients clients_;
    double apart_s_;
    std::vector<std::size_t> free_;
    Steady::time_point begin_;
    std::int64_t asked_ = 0;
};

}  // namespace afterdesk::bench
