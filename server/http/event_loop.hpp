#pragma once
// Owns the sockets: one thread waits for all of them, so that idle connections and live streams cost no
// thread.
// A connection is read up to a whole request, handed on, and written to when its answer comes.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "http/connection.hpp"
#include "http/head_gate.hpp"
#include "http/sockets.hpp"

namespace afterdesk::http {

/// Times and sizes that one connection may take.
struct LoopLimits {
    std::chrono::milliseconds head_time{10'000};   ///< from the first byte of a head to its last
    std::chrono::milliseconds body_time{60'000};   ///< for a whole body
    std::chrono::milliseconds idle_time{75'000};   ///< between two requests
    std::chrono::milliseconds write_time{30'000};  ///< for the client to take what waits (and 1 s per 16 KB)
    std::chrono::milliseconds linger_time{
        10'000};  ///< for a client to read the refusal of what it still sends
    std::chrono::milliseconds drain_time{10'000};  ///< for requests under way after stop()
    std::size_t linger_bytes = 64u << 20;          ///< thrown away meanwhile
    std::size_t stream_bytes = 256u << 10;         ///< that a live stream may be behind before it is dropped
    int stream_socket_bytes = 65'536;              ///< what the system may hold for a live stream
    std::size_t connections = 20'000;
    std::size_t connections_of_address = 4'000;
};

/// What the loop asks. Called on the loop's thread; nothing here may block.
class LoopHandler {
  public:
    virtual ~LoopHandler() = default;
    /// The answer to a head that the gate refused, or to a client that was too slow (no fault). `bytes` is
    /// what came.
    virtual std::string refuse(std::optional<GateFault> fault, std::string_view bytes) = 0;
    /// Nothing when the body may come, else the answer that ends the connection.
    virtual std::optional<std::string> admit(Head const& head, Peer const& peer) = 0;
    /// The answer of a request without a body that needs nothing to be waited for; else nothing.
    virtual std::optional<std::string> at_once(Head const& head, Peer const& peer) = 0;
    /// Asked before any byte of a large body is read. Promise: `come` or `answer` is called later, from any
    /// thread. Or the answer at once, which ends the connection.
    virtual std::optional<std::string> ask(ConnectionId connection, Head const& head, Peer const& peer) = 0;
    /// A body that was asked for is answered, or will not come.
    virtual void body_over(ConnectionId connection) = 0;
    /// Takes (moves) a whole request; `answer` is called later, from any thread. False when too much is
    /// waiting.
    virtual bool take(ConnectionId connection, RawRequest& request) = 0;
    /// The answer when too much is waiting.
    virtual std::string busy(Head const& head) = 0;
    /// All that was pushed to this live stream has gone out.
    virtual void stream_drained(ConnectionId connection) = 0;
    virtual void stream_closed(ConnectionId connection) = 0;
};

/// What happens to a connection after its answer went out.
enum class Afterwards : std::uint8_t { keep, close, stream };

struct LoopCounts {
    std::atomic<std::int64_t> open{0};
    std::atomic<std::int64_t> accepted{0};
    std::atomic<std::int64_t> too_slow{0};
    std::atomic<std::int64_t> slow_readers{0};
    std::atomic<std::int64_t> turned_away{0};  ///< connections for which there was no room
};

class EventLoop {
  public:
    EventLoop(LoopLimits limits, LoopHandler& handler);
    ~EventLoop();

    /// Opens the port. Errors: one sentence.
    std::optional<std::string> listen(std::string const& host, int port);
    int port() const { return port_; }

    /// Works until stop() was called and what was under way is finished.
    void run();
    /// From any thread: no new connections, finish what is under way, end the streams.
    void stop();

    // From any thread; a connection that is gone meanwhile is not an error.
    void answer(ConnectionId connection, std::string bytes, Afterwards afterwards);
    /// The body that was asked for may come.
    void come(ConnectionId connection);
    /// Sends more of a live stream.
    void push(ConnectionId connection, std::string bytes);
    /// The same text to many of them.
    void push_to_all(std::vector<ConnectionId> connections, std::string bytes);
    /// Ends a live stream.
    void drop(ConnectionId connection);

    LoopCounts const& counts() const { return counts_; }

  private:
    static constexpr ConnectionId listening_id = 0;
    enum class What : std::uint8_t { answer, come, push, drop };
    struct Order {
        ConnectionId connection;
        What what;
        std::string bytes;
        Afterwards afterwards;
        std::vector<ConnectionId> also = {};  ///< others that the same is pushed to
    };

    void post(Order order);
    void wait();
    void follow_orders();
    void follow(Order& order, ConnectionId id);
    void follow(Order& order, Connection& c);
    void push_now(Connection& c, std::string_view bytes);
    void accept_all();
    bool has_room_for(Peer const& peer);
    void make_room();
    void add(Accepted accepted);
    void pause_accepting(bool paused);
    void ready(Connection& c, std::uint32_t events);
    void readable(Connection& c);
    void throw_away(Connection& c);
    void advance(Connection& c);
    bool advance_head(Connection& c);
    bool answered_at_once(Connection& c);
    void advance_body(Connection& c);
    void begin_body(Connection& c);
    void hand_over(Connection& c);
    void end_with(Connection& c, std::string const& bytes);
    void flush(Connection& c);
    void flushed(Connection& c);
    void begin_head(Connection& c);
    void begin_stream(Connection& c);
    void begin_linger(Connection& c);
    void body_over(Connection& c);
    void watch(Connection& c);
    void watch_for(Connection& c, std::uint32_t wanted);
    void close(Connection& c);
    void bury();
    void due_in(Connection& c, std::chrono::milliseconds time);
    void sweep();
    void sweep_one(Connection& c);
    void begin_drain();

    LoopLimits limits_;
    LoopHandler& handler_;
    Handle epoll_;
    Handle listening_;
    Wake wake_;
    int port_ = 0;
    std::atomic<bool> stopping_{false};
    bool draining_ = false;
    bool paused_ = false;  ///< out of descriptors: accepts again at the next sweep
    Clock::time_point drain_until_;
    Clock::time_point next_sweep_;
    ConnectionId next_id_;
    std::unordered_map<ConnectionId, std::unique_ptr<Connection>> connections_;
    std::unordered_map<std::string, std::size_t> of_address_;  ///< how many of these
    std::vector<ConnectionId> dead_;
    std::vector<char> scratch_;
    std::mutex orders_mutex_;
    std::vector<Order> orders_;
    std::atomic<bool> sleeping_{false};  ///< or just about to: it has to be woken
    LoopCounts counts_;
};

}  // namespace afterdesk::http
