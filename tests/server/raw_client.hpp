#pragma once
// A client that sends exactly the bytes a test wants, and reads answers one by one.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace afterdesk::test {

/// An answer as it came. Status 0: the connection ended without one.
struct Answer {
    int status = 0;
    std::string head, body;

    /// The value of a header (name in any letters), or "".
    std::string header(std::string_view name) const;
    /// All values of a header.
    std::vector<std::string> all(std::string_view name) const;
};

/// One connection to 127.0.0.1. Promise: waits 10 s at most for anything.
class RawClient {
  public:
    explicit RawClient(int port, int receive_buffer = 0);
    ~RawClient();
    RawClient(RawClient const&) = delete;
    RawClient& operator=(RawClient const&) = delete;

    /// False when the other side has gone.
    bool send(std::string_view bytes) const;
    void shut_for_writing() const;
    /// Reads one answer: its head, and the body that Content-Length announces (or all, with Connection:
    /// close).
    Answer answer(bool to_head = false);
    /// Reads until this text has come; what came so far, with the text (less when the connection ended).
    std::string until(std::string_view text);
    /// Reads until the other side ends the connection. False when it did not within the time.
    bool ended();
    /// What was read and not yet taken.
    std::string const& waiting() const { return buffer_; }

  private:
    bool more();

    int fd_;
    std::string buffer_;
    bool ended_ = false;
};

/// A request as text, with Host and, for a POST, PUT or PATCH, Content-Length.
std::string request_text(std::string_view method, std::string_view target,
                         std::vector<std::pair<std::string, std::string>> const& fields = {},
                         std::string_view body = "");

}  // namespace afterdesk::test
