#include "http/event_loop.hpp"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "base/check.hpp"
#include "http/rate_limit.hpp"

namespace afterdesk::http {

namespace {

constexpr ConnectionId wake_id = 1, first_connection_id = 2;
constexpr std::size_t read_bytes = 65'536;
constexpr int reads_in_a_row = 16;              // then others have their turn
constexpr std::size_t small_body = 16'384;      // comes unasked
constexpr std::size_t slowest_reader = 16'384;  // bytes per second
constexpr std::chrono::milliseconds shortest_wait{20};
// After stop(): for what has begun and is not whole yet, and for its sender to read that it was refused.
constexpr std::chrono::milliseconds drain_body_time{400}, drain_linger_time{400};
constexpr char const* go_on = "HTTP/1.1 100 Continue\r\n\r\n";

bool would_block() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

}  // namespace

EventLoop::EventLoop(LoopLimits limits, LoopHandler& handler)
    : limits_(limits),
      handler_(handler),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      next_sweep_(Clock::time_point::max()),
      next_id_(first_connection_id),
      scratch_(read_bytes) {
    CHECK(static_cast<bool>(epoll_));
    ask_epoll(epoll_.get(), EPOLL_CTL_ADD, wake_.get(), wake_id, EPOLLIN);
}

EventLoop::~EventLoop() = default;

std::optional<std::string> EventLoop::listen(std::string const& host, int port) {
    Listening listening = listen_on(host, port);
    if (!listening.socket) return listening.problem;
    listening_ = std::move(listening.socket);
    port_ = listening.port;
    ask_epoll(epoll_.get(), EPOLL_CTL_ADD, listening_.get(), listening_id, EPOLLIN);
    return std::nullopt;
}

// ---- From any thread --------------------------------------------------------------------------------------

void EventLoop::stop() {
    stopping_.store(true);
    wake_.ring();
}

void EventLoop::answer(ConnectionId connection, std::string bytes, Afterwards afterwards) {
    post({connection, What::answer, std::move(bytes), afterwards});
}

void EventLoop::come(ConnectionId connection) { post({connection, What::come, {}, Afterwards::keep}); }

void EventLoop::push(ConnectionId connection, std::string bytes) {
    post({connection, What::push, std::move(bytes), Afterwards::stream});
}

void EventLoop::push_to_all(std::vector<ConnectionId> connections, std::string bytes) {
    if (connections.empty()) return;
    ConnectionId const first = connections.back();
    connections.pop_back();
    post({first, What::push, std::move(bytes), Afterwards::stream, std::move(connections)});
}

void EventLoop::drop(ConnectionId connection) { post({connection, What::drop, {}, Afterwards::close}); }

void EventLoop::post(Order order) {
    std::lock_guard const lock(orders_mutex_);
    orders_.push_back(std::move(order));
    if (orders_.size() == 1 && sleeping_.load()) wake_.ring();
}

// ---- The loop ---------------------------------------------------------------------------------------------

void EventLoop::run() {
    while (!draining_ || (!connections_.empty() && Clock::now() < drain_until_)) {
        wait();
        follow_orders();
        if (Clock::now() >= next_sweep_) sweep();
        if (stopping_.load() && !draining_) begin_drain();
        bury();
    }
    for (auto& [id, connection] : connections_) close(*connection);
    bury();
}

void EventLoop::wait() {
    int timeout_ms = -1;
    if (next_sweep_ != Clock::time_point::max()) {
        auto const left = std::chrono::ceil<std::chrono::milliseconds>(next_sweep_ - Clock::now());
        timeout_ms = static_cast<int>(std::max(left, shortest_wait).count());
    }
    std::array<epoll_event, 256> events{};
    {
        std::lock_guard const lock(orders_mutex_);
        sleeping_ = orders_.empty();
    }
    if (!sleeping_.load()) timeout_ms = 0;
    int const count = ::epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()), timeout_ms);
    sleeping_ = false;
    for (std::size_t i = 0; count > 0 && i < static_cast<std::size_t>(count); ++i) {
        ConnectionId const id = events[i].data.u64;
        if (id == listening_id) {
            accept_all();
        } else if (id == wake_id) {
            wake_.quiet();
        } else if (auto const found = connections_.find(id); found != connections_.end()) {
            ready(*found->second, events[i].events);
        }
    }
}

void EventLoop::follow_orders() {
    std::vector<Order> orders;
    {
        std::lock_guard const lock(orders_mutex_);
        orders.swap(orders_);
    }
    for (Order& order : orders) {
        follow(order, order.connection);
        for (ConnectionId const id : order.also) follow(order, id);
    }
}

void EventLoop::follow(Order& order, ConnectionId id) {
    auto const found = connections_.find(id);
    if (found != connections_.end()) {
        follow(order, *found->second);
    } else if (order.afterwards == Afterwards::stream) {
        handler_.stream_closed(id);  // it went before the other side knew of it
    }
}

/// Mostly all of it can be sent at once, and nothing has to be kept.
void EventLoop::push_now(Connection& c, std::string_view bytes) {
    if (c.unsent() == 0) {
        ssize_t const sent = ::send(c.socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && !would_block()) return close(c);
        if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
        if (bytes.empty()) return flushed(c);
        due_in(c, limits_.write_time);
    }
    c.out.erase(0, c.out_at);
    c.out_at = 0;
    c.out += bytes;
    flush(c);
}

void EventLoop::follow(Order& order, Connection& c) {
    switch (order.what) {
        case What::answer:
            if (c.phase != Phase::working && c.phase != Phase::asking) return;
            body_over(c);
            c.out = std::move(order.bytes);
            c.out_at = 0;
            c.close_after = draining_ || order.afterwards == Afterwards::close;
            c.stream_after = order.afterwards == Afterwards::stream && !c.close_after;
            c.phase = Phase::writing;
            due_in(c, limits_.write_time + std::chrono::seconds(c.out.size() / slowest_reader));
            flush(c);
            return;
        case What::come:
            if (c.phase != Phase::asking) return;
            return c.unwatched ? close(c) : begin_body(c);
        case What::push:
            if (!c.is_stream()) return handler_.stream_closed(c.id);
            if (c.unsent() + order.bytes.size() > limits_.stream_bytes) {
                ++counts_.slow_readers;
                return close(c);
            }
            if (c.phase == Phase::streaming) return push_now(c, order.bytes);
            c.out += order.bytes;  // behind the answer's head, which is still on its way
            return;
        case What::drop:
            if (c.is_stream()) close(c);
            return;
    }
}

// ---- Reading ----------------------------------------------------------------------------------------------

void EventLoop::ready(Connection& c, std::uint32_t events) {
    if (c.phase == Phase::closed) return;
    bool const broken = (events & (EPOLLERR | EPOLLHUP)) != 0;
    if ((c.phase == Phase::working || c.phase == Phase::asking) && broken) {
        ask_epoll(epoll_.get(), EPOLL_CTL_DEL, c.socket.get(), c.id, 0);
        c.unwatched = true;
        return;
    }
    if (broken && (c.phase == Phase::writing || c.phase == Phase::streaming)) return close(c);
    if ((events & EPOLLOUT) != 0) flush(c);
    if ((events & (EPOLLIN | EPOLLRDHUP | EPOLLERR | EPOLLHUP)) == 0) return;
    bool const its_turn_is_later =
        c.phase == Phase::working || c.phase == Phase::asking || c.phase == Phase::writing;
    if (its_turn_is_later) return watch_for(c, c.watched & ~std::uint32_t{EPOLLIN});
    if (c.phase == Phase::head || c.phase == Phase::body) {
        readable(c);
    } else if (c.phase == Phase::streaming || c.phase == Phase::lingering) {
        throw_away(c);
    }
}

void EventLoop::readable(Connection& c) {
    for (int i = 0; i < reads_in_a_row && (c.phase == Phase::head || c.phase == Phase::body); ++i) {
        ssize_t const got = ::recv(c.socket.get(), scratch_.data(), scratch_.size(), 0);
        if (got < 0 && would_block()) return;
        if (got <= 0) return close(c);  // nothing complete is here, so there is nothing to answer
        if (c.phase == Phase::head && c.in.empty()) due_in(c, limits_.head_time);
        c.in.append(scratch_.data(), static_cast<std::size_t>(got));
        advance(c);
        if (static_cast<std::size_t>(got) < scratch_.size()) return;  // more would be told
    }
}

void EventLoop::throw_away(Connection& c) {
    for (int i = 0; i < reads_in_a_row; ++i) {
        ssize_t const got = ::recv(c.socket.get(), scratch_.data(), scratch_.size(), 0);
        if (got < 0 && would_block()) return;
        if (got > 0) c.thrown_away += static_cast<std::size_t>(got);
        if (got <= 0 || c.thrown_away > limits_.linger_bytes) return close(c);
    }
}

void EventLoop::advance(Connection& c) {
    while (c.phase == Phase::head && !c.in.empty() && advance_head(c)) {
    }
    if (c.phase == Phase::body) advance_body(c);
}

/// True when the request was answered, and another one may follow.
bool EventLoop::advance_head(Connection& c) {
    auto const refuse = [&](std::string const& answer) {
        end_with(c, answer);
        return false;
    };
    auto const scan = scan_head(c.in, c.scanned);
    if (!scan.ok()) return refuse(handler_.refuse(scan.error(), c.in));
    c.scanned = scan->seen;
    if (scan->head_bytes == 0) return false;
    auto head = check_head(std::string_view(c.in).substr(0, scan->head_bytes));
    if (!head.ok()) return refuse(handler_.refuse(head.error(), c.in));
    c.head = std::move(head).value();
    if (auto const refusal = handler_.admit(c.head, c.peer)) return refuse(*refusal);
    if (c.head.content_length == 0 && answered_at_once(c)) return c.phase == Phase::head;
    if (c.head.content_length <= small_body) {
        begin_body(c);
        return false;
    }
    c.phase = Phase::asking;
    c.deadline = Clock::time_point::max();
    c.asked = true;
    if (auto const refusal = handler_.ask(c.id, c.head, c.peer)) return refuse(*refusal);
    watch(c);
    return false;
}

/// Without a step to another thread. What can not be sent now goes out as any other answer does.
bool EventLoop::answered_at_once(Connection& c) {
    auto bytes = handler_.at_once(c.head, c.peer);
    if (!bytes) return false;
    c.in.erase(0, c.head.bytes);
    c.close_after = draining_ || !c.head.keep_alive;
    c.out = std::move(*bytes);
    c.out_at = 0;
    ssize_t const sent = ::send(c.socket.get(), c.out.data(), c.out.size(), MSG_NOSIGNAL);
    if (sent > 0) c.out_at = static_cast<std::size_t>(sent);
    if (c.unsent() == 0 && !c.close_after) {
        c.out.clear();
        c.out_at = 0;
        c.scanned = 0;
        due_in(c, c.in.empty() ? limits_.idle_time : limits_.head_time);
        return true;
    }
    c.phase = Phase::writing;
    due_in(c, limits_.write_time);
    flush(c);
    return true;
}

void EventLoop::begin_body(Connection& c) {
    c.phase = Phase::body;
    due_in(c, limits_.body_time);
    if (c.head.expects_continue && c.in.size() < c.head.bytes + c.head.content_length) {
        c.out += go_on;
        flush(c);
    }
    if (c.phase == Phase::body) advance_body(c);
    watch(c);
}

void EventLoop::advance_body(Connection& c) {
    std::size_t const whole = c.head.bytes + static_cast<std::size_t>(c.head.content_length);
    if (c.in.size() >= whole) hand_over(c);
}

void EventLoop::hand_over(Connection& c) {
    std::size_t const whole = c.head.bytes + static_cast<std::size_t>(c.head.content_length);
    std::string rest = c.in.substr(whole);
    c.in.resize(whole);
    RawRequest request{std::move(c.head), c.peer, std::move(c.in)};
    c.in = std::move(rest);
    c.phase = Phase::working;
    c.deadline = Clock::time_point::max();
    if (!handler_.take(c.id, request)) return end_with(c, handler_.busy(request.head));
    watch(c);
}

// ---- Writing ----------------------------------------------------------------------------------------------

/// Answers and ends: what the client may still send belongs to no request.
void EventLoop::end_with(Connection& c, std::string const& bytes) {
    c.in.clear();
    body_over(c);
    c.out += bytes;
    c.close_after = true;
    c.phase = Phase::writing;
    due_in(c, limits_.write_time);
    flush(c);
}

void EventLoop::flush(Connection& c) {
    while (c.unsent() > 0) {
        ssize_t const sent = ::send(c.socket.get(), c.out.data() + c.out_at, c.unsent(), MSG_NOSIGNAL);
        if (sent < 0 && would_block()) return watch(c);
        if (sent <= 0) return close(c);
        c.out_at += static_cast<std::size_t>(sent);
    }
    std::string().swap(c.out);
    c.out_at = 0;
    flushed(c);
}

void EventLoop::flushed(Connection& c) {
    if (c.phase == Phase::streaming) {
        c.deadline = Clock::time_point::max();
        watch(c);
        handler_.stream_drained(c.id);
    } else if (c.phase == Phase::writing && c.close_after) {
        begin_linger(c);
    } else if (c.phase == Phase::writing && c.stream_after) {
        begin_stream(c);
    } else if (c.phase == Phase::writing) {
        begin_head(c);
        advance(c);
    }
}

void EventLoop::begin_head(Connection& c) {
    c.phase = Phase::head;
    c.scanned = 0;
    due_in(c, c.in.empty() ? limits_.idle_time : limits_.head_time);
    watch(c);
}

void EventLoop::begin_stream(Connection& c) {
    c.phase = Phase::streaming;
    c.stream_after = false;
    c.deadline = Clock::time_point::max();
    int const bytes = limits_.stream_socket_bytes;
    ::setsockopt(c.socket.get(), SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
    std::string().swap(c.in);
    watch(c);
    handler_.stream_drained(c.id);
}

void EventLoop::begin_linger(Connection& c) {
    ::shutdown(c.socket.get(), SHUT_WR);
    c.phase = Phase::lingering;
    due_in(c, draining_ ? drain_linger_time : limits_.linger_time);
    watch(c);
}

// ---- Watching and ending ----------------------------------------------------------------------------------

void EventLoop::body_over(Connection& c) {
    if (c.asked) handler_.body_over(c.id);
    c.asked = false;
}

/// While a request is worked on, what was watched stays: mostly nothing comes, and two calls are saved.
void EventLoop::watch(Connection& c) {
    std::uint32_t wanted = c.unsent() > 0 ? EPOLLOUT : 0u;
    switch (c.phase) {
        case Phase::streaming: wanted |= EPOLLIN | EPOLLRDHUP; break;
        case Phase::head:
        case Phase::body:
        case Phase::lingering: wanted |= EPOLLIN; break;
        case Phase::asking:
        case Phase::working:
        case Phase::writing: wanted |= c.watched & std::uint32_t{EPOLLIN}; break;
        case Phase::closed: return;
    }
    watch_for(c, wanted);
}

void EventLoop::watch_for(Connection& c, std::uint32_t wanted) {
    if (c.unwatched || wanted == c.watched) return;
    c.watched = wanted;
    ask_epoll(epoll_.get(), EPOLL_CTL_MOD, c.socket.get(), c.id, wanted);
}

void EventLoop::close(Connection& c) {
    if (c.phase == Phase::closed) return;
    if (c.is_stream()) handler_.stream_closed(c.id);
    body_over(c);
    auto const near = of_address_.find(network_of(c.peer.address));
    if (--near->second == 0) of_address_.erase(near);
    c.socket.reset();
    c.phase = Phase::closed;
    c.deadline = Clock::time_point::max();
    dead_.push_back(c.id);
    --counts_.open;
}

void EventLoop::bury() {
    for (ConnectionId id : dead_) connections_.erase(id);
    dead_.clear();
}

void EventLoop::due_in(Connection& c, std::chrono::milliseconds time) {
    c.deadline = Clock::now() + time;
    next_sweep_ = std::min(next_sweep_, c.deadline);
}

void EventLoop::sweep() {
    if (paused_) pause_accepting(false);
    next_sweep_ = draining_ ? drain_until_ : Clock::time_point::max();
    Clock::time_point const now = Clock::now();
    for (auto& [id, connection] : connections_) {
        if (connection->deadline <= now) sweep_one(*connection);
        next_sweep_ = std::min(next_sweep_, connection->deadline);
    }
}

void EventLoop::sweep_one(Connection& c) {
    bool const within_request = c.phase == Phase::body || (c.phase == Phase::head && !c.in.empty());
    if (draining_ && within_request)
        return c.phase == Phase::body ? end_with(c, handler_.busy(c.head)) : close(c);
    if (within_request) {
        ++counts_.too_slow;
        return end_with(c, handler_.refuse(std::nullopt, c.in));
    }
    if (c.phase == Phase::streaming) ++counts_.slow_readers;
    close(c);
}

/// What has arrived by now is still taken.
void EventLoop::begin_drain() {
    accept_all();
    listening_.reset();
    for (auto& [id, connection] : connections_) {
        Connection& c = *connection;
        if (c.phase == Phase::head) readable(c);
        bool const idle = c.phase == Phase::head && c.in.empty();
        if (idle || c.is_stream()) close(c);
        // Nobody was promised anything about it yet.
        if (c.phase == Phase::head || c.phase == Phase::body) due_in(c, drain_body_time);
        if (c.phase == Phase::lingering) due_in(c, drain_linger_time);
    }
    draining_ = true;
    drain_until_ = Clock::now() + limits_.drain_time;
    next_sweep_ = std::min(next_sweep_, drain_until_);
}

}  // namespace afterdesk::http
