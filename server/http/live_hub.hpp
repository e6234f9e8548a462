#pragma once
// Live events for everybody who listens. One thread serves all streams; the event loop owns their
// connections.
//
// A stream is a position in its tenant's numbered events. Whenever something was committed that its caller
// may see, the hub reads on from that position in the store. So catching up after a break (Last-Event-ID) and
// following live are the same code, nothing is kept in memory for a stream, and no event can be lost or sent
// twice.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

#include "http/connection.hpp"
#include "http/message.hpp"
#include "service/live.hpp"

namespace afterdesk::http {

/// Where events come from; the service, in the server.
struct LiveSource {
    /// Events after `seq` that the caller may see, oldest first. May throw.
    std::function<std::vector<LiveEvent>(Caller const& caller, std::int64_t seq, int limit)> since;
    /// The number of the newest event. May throw.
    std::function<std::int64_t(TenantId const& tenant)> head;
    /// Whether the session still holds. May throw.
    std::function<bool(Caller const& caller, std::string const& session_token)> holds;
    /// The number in front of the oldest event that is kept. May throw.
    std::function<std::int64_t(TenantId const& tenant)> floor;
};

/// Where their text goes; the event loop, in the server. Called on the hub's thread.
struct LiveSink {
    std::function<void(ConnectionId, std::string)> push;
    std::function<void(ConnectionId)> drop;
    /// The same text to many; without it each is pushed to.
    std::function<void(std::vector<ConnectionId>, std::string)> push_to_all = {};
};

struct LiveTimes {
    std::chrono::milliseconds heartbeat{20'000};  ///< between two signs of life of a quiet stream
    int retry_ms = 2'000;                         ///< how long a browser waits before it comes again
    int page = 200;                               ///< events that are read at once
    int replaced_retry_ms = 300'000;              ///< the same for a stream whose place was needed by another
};

class LiveHub {
  public:
    LiveHub(LiveSource source, LiveSink sink, LiveTimes times);
    ~LiveHub();

    // From any thread; each only leaves a note for the hub's thread.
    void open(ConnectionId connection, LiveStart start);
    void closed(ConnectionId connection);
    /// Ends a stream whose place another one of its session has taken, and tells it so.
    void replace(ConnectionId connection);
    void drained(ConnectionId connection);
    /// What was committed just now.
    void news(std::vector<LiveEvent> const& events);
    /// Ends the thread; streams get nothing more.
    void stop();

    std::int64_t streams() const { return count_.load(); }

  private:
    struct Stream {
        LiveStart start;
        std::int64_t seq = 0;  ///< the last event that was looked at
        bool behind = false;   ///< a page was full: goes on when it has been taken
    };
    /// What comes after a position.
    struct Page {
        std::string text;
        std::int64_t last = 0;
        bool full = false;
    };
    /// Streams that get the same page; none when it could not be read.
    struct Group {
        std::optional<Page> page{};
        std::vector<ConnectionId> connections{};
    };
    struct Opened {
        ConnectionId connection;
        LiveStart start;
    };
    struct Closed {
        ConnectionId connection;
    };
    struct Replaced {
        ConnectionId connection;
    };
    struct Drained {
        ConnectionId connection;
    };
    struct News {
        std::vector<LiveEvent> events;
    };
    using Note = std::variant<Opened, Closed, Replaced, Drained, News>;
    using Streams = std::unordered_map<ConnectionId, Stream>;

    void leave(Note note);
    void work();
    void heed(Note& note);
    void begin(Opened& opened);
    void tell(std::vector<LiveEvent> const& events);
    std::optional<Page> read_page(Stream const& stream);
    void send(ConnectionId connection, Stream& stream);
    void send_to_all(Group& group);
    void set_behind(Stream& stream, bool behind);
    void end(ConnectionId connection);
    void forget(ConnectionId connection);
    void beat(Clock::time_point now);

    LiveSource source_;
    LiveSink sink_;
    LiveTimes times_;

    std::mutex mutex_;
    std::condition_variable noted_;
    std::vector<Note> notes_;
    bool stopping_ = false;

    // Of the hub's thread only.
    Streams streams_;
    std::unordered_map<std::string, std::unordered_set<ConnectionId>> by_interest_;
    std::deque<std::pair<Clock::time_point, ConnectionId>> beats_;  ///< in order of time

    std::atomic<std::int64_t> count_{0}, wanted_{0};  ///< that there are, that were opened
    std::atomic<std::int64_t> behind_{0};             ///< streams that wait for their page to be taken
    std::thread thread_;
};

/// The text of one event in a stream: "id: 17\nevent: ticket\ndata: {…}\n\n".
std::string event_text(LiveEvent const& event);

}  // namespace afterdesk::http
