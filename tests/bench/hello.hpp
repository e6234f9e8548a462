#pragma once
// For benches that send requests: many connections that each ask again as soon as they were answered.

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
#include <string>
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
/// least.
struct Rate {
    double per_second = 0, p99_ms = 0, cpu_us = 0;
};

inline double cpu_us_now() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    auto const us = [](timeval const& time) {
        return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_usec);
    };
    return us(used.ru_utime) + us(used.ru_stime);
}

/// Asks on so many connections for some time. The answers have a Content-Length.
class Load {
  public:
    Load(int port, std::string const& path, int connections)
        : request_("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"), epoll_(::epoll_create1(0)) {
        clients_.resize(static_cast<std::size_t>(connections));
        for (std::size_t i = 0; i < clients_.size(); ++i) {
            clients_[i].fd = connect_to(port);
            epoll_event event{};
            event.events = EPOLLIN;
            event.data.u64 = i;
            ::epoll_ctl(epoll_, EPOLL_CTL_ADD, clients_[i].fd, &event);
        }
    }
    ~Load() {
        for (Client const& client : clients_) ::close(client.fd);
        ::close(epoll_);
    }
    Load(Load const&) = delete;
    Load& operator=(Load const&) = delete;

    Rate run(std::chrono::milliseconds time) {
        times_.clear();
        for (Client& client : clients_) ask(client);
        auto const begin = Steady::now();
        double const cpu = cpu_us_now();
        while (Steady::now() - begin < time) step();
        double const seconds = ms_since(begin) / 1'000;
        auto const count = times_.size();
        double const cpu_us = (cpu_us_now() - cpu) / static_cast<double>(count + 1);
        std::sort(times_.begin(), times_.end());
        return {static_cast<double>(count) / seconds, count == 0 ? 0 : times_[count * 99 / 100], cpu_us};
    }

  private:
    struct Client {
        int fd = -1;
        std::string in;
        Steady::time_point asked;
    };

    void ask(Client& client) {
        client.in.clear();
        client.asked = Steady::now();
        static_cast<void>(::send(client.fd, request_.data(), request_.size(), MSG_NOSIGNAL));
    }

    static bool is_whole(std::string const& in) {
        std::size_t const head = in.find("\r\n\r\n");
        if (head == std::string::npos) return false;
        std::size_t const at = in.find("Content-Length: ");
        if (at == std::string::npos || at > head) return true;
        return in.size() >= head + 4 + static_cast<std::size_t>(std::atol(in.c_str() + at + 16));
    }

    void step() {
        std::array<epoll_event, 64> events{};
        int const count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 100);
        std::array<char, 16'384> buffer{};
        for (int i = 0; i < count; ++i) {
            Client& client = clients_[events[static_cast<std::size_t>(i)].data.u64];
            ssize_t const got = ::recv(client.fd, buffer.data(), buffer.size(), MSG_DONTWAIT);
            if (got <= 0) continue;
            client.in.append(buffer.data(), static_cast<std::size_t>(got));
            if (!is_whole(client.in)) continue;
            times_.push_back(ms_since(client.asked));
            ask(client);
        }
    }

    std::string request_;
    int epoll_;
    std::vector<Client> clients_;
    std::vector<double> times_;
};

}  // namespace afterdesk::bench
