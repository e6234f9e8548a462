#include "control.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "base/check.hpp"

namespace afterdesk {

namespace {

/// A tool that says nothing for so long is not waited for.
constexpr int patience_s = 30;
constexpr int waiting_tools = 4;

class Fd {
  public:
    explicit Fd(int fd) : fd_(fd) {}
    ~Fd() {
        if (fd_ >= 0) ::close(fd_);
    }
    Fd(Fd const&) = delete;
    Fd& operator=(Fd const&) = delete;
    int get() const { return fd_; }
    int release() { return std::exchange(fd_, -1); }

  private:
    int fd_;
};

[[noreturn]] void fail(char const* what) { throw std::system_error(errno, std::generic_category(), what); }

/// The socket's address by way of its folder's descriptor, because an address holds only some hundred bytes.
sockaddr_un address_in(int folder) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::string const path = "/proc/self/fd/" + std::to_string(folder) + "/control.sock";
    CHECK(path.size() < sizeof address.sun_path);
    std::memcpy(address.sun_path, path.data(), path.size());
    return address;
}

int make_socket() { return ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0); }

bool send_all(int to, std::string_view bytes) {
    while (!bytes.empty()) {
        ssize_t const sent = ::send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

/// Everything up to the end of the other side. Nothing when it broke off or is too much.
std::optional<std::string> receive_all(int from) {
    std::string bytes;
    std::string part(std::size_t{1} << 16, '\0');
    for (;;) {
        ssize_t const count = ::recv(from, part.data(), part.size(), 0);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 || bytes.size() > max_control_bytes) return std::nullopt;
        if (count == 0) return bytes;
        bytes.append(part, 0, static_cast<std::size_t>(count));
    }
}

/// The socket's rights let nobody else in; what a kernel says of the peer is looked at all the same.
bool is_owner(int connection) {
    ucred peer{};
    socklen_t size = sizeof peer;
    bool const known = ::getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0;
    return known && (peer.uid == ::geteuid() || peer.uid == 0);
}

}  // namespace

ControlServer::ControlServer(std::string const& data_dir, Answer answer)
    : path_(data_dir + "/control.sock"), answer_(std::move(answer)) {
    Fd const folder(::open(data_dir.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    Fd listening(make_socket());
    if (folder.get() < 0 || listening.get() < 0) fail("control.sock");
    // Whoever holds the folder's lock may take away what an earlier server left.
    ::unlink(path_.c_str());
    sockaddr_un const address = address_in(folder.get());
    // Its rights are set before it gets a name (unix(7)): there is no moment in which others could come in.
    bool const bound =
        ::fchmod(listening.get(), 0600) == 0 &&
        ::bind(listening.get(), reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0;
    if (!bound || ::listen(listening.get(), waiting_tools) != 0) fail("control.sock");
    if (::pipe2(wake_, O_CLOEXEC) != 0) fail("control.sock");
    listening_ = listening.release();
    thread_ = std::thread([this] { work(); });
}

ControlServer::~ControlServer() {
    ::close(wake_[1]);
    thread_.join();
    ::close(wake_[0]);
    ::close(listening_);
    ::unlink(path_.c_str());
}

void ControlServer::work() {
    for (;;) {
        pollfd ready[2] = {{listening_, POLLIN, 0}, {wake_[0], POLLIN, 0}};
        if (::poll(ready, 2, -1) < 0 && errno != EINTR) return;
        if (ready[1].revents != 0) return;
        if (ready[0].revents == 0) continue;
        Fd const connection(::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC));
        if (connection.get() >= 0 && is_owner(connection.get())) serve(connection.get());
    }
}

void ControlServer::serve(int connection) {
    timeval const patience{patience_s, 0};
    ::setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    auto const request = receive_all(connection);
    if (request) send_all(connection, answer_(*request));
}

std::optional<std::string> ask_server(std::string const& data_dir, std::string_view request) {
    Fd const folder(::open(data_dir.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.get() < 0) return std::nullopt;
    Fd const connection(make_socket());
    if (connection.get() < 0) fail("control.sock");
    sockaddr_un const address = address_in(folder.get());
    bool const there =
        ::connect(connection.get(), reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0;
    if (!there) return std::nullopt;
    if (!send_all(connection.get(), request)) fail("control.sock");
    ::shutdown(connection.get(), SHUT_WR);
    auto answer = receive_all(connection.get());
    if (!answer || answer->empty()) {
        errno = ECONNRESET;
        fail("control.sock");
    }
    return answer;
}

}  // namespace afterdesk
