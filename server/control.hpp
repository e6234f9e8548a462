#pragma once
// How the tools of a folder reach the server that serves it: a socket in it, for its owner only. A tool
// sends a request and closes its side; the answer comes the same way. No network is involved.

#include <functional>
#include <optional>
#include <string>
#include <thread>

namespace afterdesk {

/// Units: bytes of a request, and of an answer.
inline constexpr std::size_t max_control_bytes = 640u << 20;

/// Listens on DATA/control.sock, on a thread of its own, one request at a time.
class ControlServer {
  public:
    using Answer = std::function<std::string(std::string_view request)>;

    /// Errors: std::system_error when the socket can not be made.
    ControlServer(std::string const& data_dir, Answer answer);
    /// Finishes the request under way. The socket is gone then.
    ~ControlServer();
    ControlServer(ControlServer const&) = delete;
    ControlServer& operator=(ControlServer const&) = delete;

  private:
    void work();
    void serve(int connection);

    std::string path_;
    Answer answer_;
    int listening_ = -1;
    int wake_[2] = {-1, -1};
    std::thread thread_;
};

/// Asks the server that serves the folder, and waits for its answer. Nothing when no server listens there.
/// Errors: std::system_error when the connection broke after that.
std::optional<std::string> ask_server(std::string const& data_dir, std::string_view request);

}  // namespace afterdesk
