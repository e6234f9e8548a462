#pragma once
// Files that go out piece by piece: the next one is made, by a worker, when the last has been taken, so that
// however long a file is, little of it is in memory.

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "http/connection.hpp"

namespace afterdesk::http {

/// Where the text goes and who makes it; loop and workers, in the server.
struct DownloadSink {
    std::function<void(ConnectionId, std::string)> push;
    std::function<void(ConnectionId)> drop;
    /// False when too much is waiting.
    std::function<bool(std::function<void()> job)> work;
};

class Downloads {
  public:
    /// An empty piece is the end. Errors: what it throws ends the connection.
    using Pieces = std::function<std::string()>;

    explicit Downloads(DownloadSink sink) : sink_(std::move(sink)) {}

    // From any thread.
    /// Before the head of the answer goes out. `chunked`: whoever reads can tell the end from a broken line.
    void open(ConnectionId connection, Pieces pieces, bool chunked);
    /// All of it has gone out. False when it is none of these.
    bool drained(ConnectionId connection);
    void closed(ConnectionId connection);

  private:
    struct File {
        Pieces pieces;
        bool chunked = false, ended = false;
    };
    void send_next(ConnectionId connection, File& file) const;

    DownloadSink sink_;
    std::mutex mutex_;
    std::unordered_map<ConnectionId, std::shared_ptr<File>> files_;
};

/// As HTTP/1.1 sends it: its length in hex, the piece; an empty one ends the body.
std::string chunk_text(std::string_view piece);

}  // namespace afterdesk::http
