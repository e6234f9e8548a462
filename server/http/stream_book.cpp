#include "http/stream_book.hpp"

#include <algorithm>
#include <numeric>

#include "http/rate_limit.hpp"

namespace afterdesk::http {

StreamLimits StreamLimits::within(std::size_t connections) const {
    std::size_t const most = connections / 10 * 7;
    std::size_t const all = std::accumulate(of_audience.begin(), of_audience.end(), std::size_t{0});
    StreamLimits less = *this;
    less.of_address = std::min(of_address, connections / 5);
    if (all <= most) return less;
    for (std::size_t& each : less.of_audience) each = each * most / all;
    return less;
}

bool StreamBook::is_full(StreamOwner const& owner) const {
    auto const own = by_session_.find(owner.session);
    auto const near = by_address_.find(owner.address);
    auto const audience = static_cast<std::size_t>(owner.audience);
    return (own != by_session_.end() && own->second.size() >= limits_.of_session) ||
           (near != by_address_.end() && near->second >= limits_.of_address) ||
           by_audience_[audience] >= limits_.of_audience[audience];
}

StreamBook::Place StreamBook::take(ConnectionId connection, StreamOwner owner) {
    owner.address = network_of(owner.address);
    std::lock_guard const lock(mutex_);
    Place place{true, {}};
    if (is_full(owner)) {
        auto const own = by_session_.find(owner.session);
        if (own == by_session_.end()) {
            ++refused_;
            return {};
        }
        place.instead_of = own->second.front();
        erase(own->second.front());
        ++replaced_;
    }
    by_session_[owner.session].push_back(connection);
    ++by_address_[owner.address];
    ++by_audience_[static_cast<std::size_t>(owner.audience)];
    owners_.emplace(connection, std::move(owner));
    return place;
}

void StreamBook::leave(ConnectionId connection) {
    std::lock_guard const lock(mutex_);
    erase(connection);
}

void StreamBook::erase(ConnectionId connection) {
    auto const found = owners_.find(connection);
    if (found == owners_.end()) return;
    StreamOwner const& owner = found->second;
    auto const session = by_session_.find(owner.session);
    std::erase(session->second, connection);
    if (session->second.empty()) by_session_.erase(session);
    auto const address = by_address_.find(owner.address);
    if (--address->second == 0) by_address_.erase(address);
    --by_audience_[static_cast<std::size_t>(owner.audience)];
    owners_.erase(found);
}

}  // namespace afterdesk::http
