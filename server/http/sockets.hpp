#pragma once
// Small owners around the system's sockets and wake-up handles.

#include <cstdint>
#include <optional>
#include <string>

#include "http/message.hpp"

namespace afterdesk::http {

/// Owns a file descriptor.
class Handle {
  public:
    Handle() = default;
    explicit Handle(int fd) : fd_(fd) {}
    Handle(Handle&& other) noexcept : fd_(other.release()) {}
    Handle& operator=(Handle&& other) noexcept;
    ~Handle() { reset(); }

    int get() const { return fd_; }
    explicit operator bool() const { return fd_ >= 0; }
    int release();
    void reset();

  private:
    int fd_ = -1;
};

/// A socket that listens, or one sentence that says why there is none.
struct Listening {
    Handle socket;
    int port = 0;
    std::string problem;
};
/// Listens on `host` (a name or digits). Units: port 0 takes a free one.
Listening listen_on(std::string const& host, int port);

/// The next waiting connection, not blocking; an empty handle when there is none or none can be had now.
struct Accepted {
    Handle socket;
    Peer peer;
    bool exhausted = false;  ///< out of descriptors or memory: try again later
};
Accepted accept_from(int listening);

/// What epoll is to tell of a descriptor, and by which number. Units: `operation` is an EPOLL_CTL_*.
void ask_epoll(int epoll, int operation, int fd, std::uint64_t id, std::uint32_t events);

/// Wakes a thread that waits in epoll.
class Wake {
  public:
    Wake();
    int get() const { return event_.get(); }
    void ring() const;
    void quiet() const;

  private:
    Handle event_;
};

}  // namespace afterdesk::http
