// New connections: who comes in, and who goes for them.

#include <sys/epoll.h>

#include <algorithm>

#include "http/event_loop.hpp"
#include "http/rate_limit.hpp"

namespace afterdesk::http {

namespace {

constexpr std::size_t one_in = 100;  // of all connections, when there must be room

}  // namespace

void EventLoop::accept_all() {
    for (int i = 0; i < 128 && listening_; ++i) {
        Accepted accepted = accept_from(listening_.get());
        if (accepted.exhausted) pause_accepting(true);
        if (!accepted.socket) return;
        ++counts_.accepted;
        if (has_room_for(accepted.peer)) {
            add(std::move(accepted));
        } else {
            ++counts_.turned_away;
        }
    }
}

bool EventLoop::has_room_for(Peer const& peer) {
    if (connections_.size() >= limits_.connections) make_room();
    if (connections_.size() >= limits_.connections) return false;
    auto const near = of_address_.find(network_of(peer.address));
    return near == of_address_.end() || near->second < limits_.connections_of_address;
}

/// Of those that are open and ask nothing, the ones that would be closed first anyway go now: a few at a
/// time, as they have to be looked for among all.
void EventLoop::make_room() {
    std::vector<Connection*> idle;
    for (auto& [id, connection] : connections_) {
        if (connection->phase == Phase::head && connection->in.empty()) idle.push_back(connection.get());
    }
    std::size_t const some = std::min(idle.size(), limits_.connections / one_in + 1);
    std::partial_sort(idle.begin(), idle.begin() + static_cast<std::ptrdiff_t>(some), idle.end(),
                      [](auto const* a, auto const* b) { return a->deadline < b->deadline; });
    for (std::size_t i = 0; i < some; ++i) close(*idle[i]);
    bury();
}

void EventLoop::add(Accepted accepted) {
    auto connection = std::make_unique<Connection>();
    Connection& c = *connection;
    c.id = next_id_++;
    c.socket = std::move(accepted.socket);
    c.peer = std::move(accepted.peer);
    c.watched = EPOLLIN;
    ask_epoll(epoll_.get(), EPOLL_CTL_ADD, c.socket.get(), c.id, c.watched);
    connections_.emplace(c.id, std::move(connection));
    ++of_address_[network_of(c.peer.address)];
    ++counts_.open;
    due_in(c, limits_.head_time);
}

void EventLoop::pause_accepting(bool paused) {
    if (!listening_) return;
    paused_ = paused;
    ask_epoll(epoll_.get(), EPOLL_CTL_MOD, listening_.get(), listening_id,
              paused ? 0u : std::uint32_t{EPOLLIN});
    if (paused) next_sweep_ = std::min(next_sweep_, Clock::now() + std::chrono::milliseconds(100));
}

}  // namespace afterdesk::http
