#include "http/sockets.hpp"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "base/check.hpp"

namespace afterdesk::http {

namespace {

constexpr int backlog = 1024;

void switch_on(int fd, int level, int option) {
    int const yes = 1;
    ::setsockopt(fd, level, option, &yes, sizeof yes);
}

/// The address as the socket functions want it; C++ has no other way to say so.
sockaddr* generic(sockaddr_storage& address) { return reinterpret_cast<sockaddr*>(&address); }

int port_of(int fd) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (::getsockname(fd, generic(address), &size) != 0) return 0;
    std::uint16_t port = 0;  // at the same place for both families
    std::memcpy(&port, reinterpret_cast<char const*>(&address) + offsetof(sockaddr_in, sin_port),
                sizeof port);
    return ntohs(port);
}

Peer peer_of(sockaddr_storage const& address) {
    char digits[INET6_ADDRSTRLEN] = "";
    if (address.ss_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &address, sizeof v4);
        ::inet_ntop(AF_INET, &v4.sin_addr, digits, sizeof digits);
        return {digits, (ntohl(v4.sin_addr.s_addr) >> 24) == 127};
    }
    sockaddr_in6 v6{};
    std::memcpy(&v6, &address, sizeof v6);
    ::inet_ntop(AF_INET6, &v6.sin6_addr, digits, sizeof digits);
    std::string text = digits;
    if (text.rfind("::ffff:", 0) == 0) text = text.substr(7);
    bool const loopback = text == "::1" || text.rfind("127.", 0) == 0;
    return {std::move(text), loopback};
}

}  // namespace

Handle& Handle::operator=(Handle&& other) noexcept {
    if (this != &other) {
        reset();
        fd_ = other.release();
    }
    return *this;
}

int Handle::release() {
    int const fd = fd_;
    fd_ = -1;
    return fd;
}

void Handle::reset() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
}

Listening listen_on(std::string const& host, int port) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
    addrinfo* found = nullptr;
    int const failure = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found);
    if (failure != 0) return {{}, 0, "The host " + host + " is not known (" + ::gai_strerror(failure) + ")."};
    std::unique_ptr<addrinfo, void (*)(addrinfo*)> const list(found, ::freeaddrinfo);
    int last_error = 0;
    for (addrinfo const* at = list.get(); at != nullptr; at = at->ai_next) {
        Handle socket(
            ::socket(at->ai_family, at->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, at->ai_protocol));
        if (!socket) continue;
        switch_on(socket.get(), SOL_SOCKET, SO_REUSEADDR);
        if (::bind(socket.get(), at->ai_addr, at->ai_addrlen) == 0 && ::listen(socket.get(), backlog) == 0) {
            int const bound = port_of(socket.get());
            return {std::move(socket), bound, {}};
        }
        last_error = errno;
    }
    return {{},
            0,
            "Port " + std::to_string(port) + " of " + host + " cannot be used (" + std::strerror(last_error) +
                "); choose another one with --port."};
}

Accepted accept_from(int listening) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    Handle socket(::accept4(listening, generic(address), &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (!socket) {
        bool const exhausted = errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
        return {{}, {}, exhausted};
    }
    switch_on(socket.get(), IPPROTO_TCP, TCP_NODELAY);
    return {std::move(socket), peer_of(address), false};
}

void ask_epoll(int epoll, int operation, int fd, std::uint64_t id, std::uint32_t events) {
    epoll_event event{};
    event.events = events;
    event.data.u64 = id;
    ::epoll_ctl(epoll, operation, fd, &event);
}

Wake::Wake() : event_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) { CHECK(static_cast<bool>(event_)); }

void Wake::ring() const {
    std::uint64_t const one = 1;
    static_cast<void>(::write(event_.get(), &one, sizeof one));
}

void Wake::quiet() const {
    std::uint64_t count = 0;
    static_cast<void>(::read(event_.get(), &count, sizeof count));
}

}  // namespace afterdesk::http
