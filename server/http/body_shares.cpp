#include "http/body_shares.hpp"

#include "http/rate_limit.hpp"

namespace afterdesk::http {

namespace {

using Shares = std::unordered_map<std::string, std::size_t>;

std::size_t share_of(Shares const& shares, std::string const& who) {
    auto const found = shares.find(who);
    return found == shares.end() ? 0 : found->second;
}

void lessen(Shares& shares, std::string const& who, std::size_t bytes) {
    auto const found = shares.find(who);
    if (found == shares.end()) return;
    found->second -= bytes;
    if (found->second == 0) shares.erase(found);
}

}  // namespace

BodyShares::Entry BodyShares::take(ConnectionId connection, Body body) {
    body.address = network_of(body.address);
    std::lock_guard const lock(mutex_);
    bool const used =
        share_of(by_address_, body.address) + body.bytes > limits_.of_address ||
        (!body.person.empty() && share_of(by_person_, body.person) + body.bytes > limits_.of_person);
    if (used) return Entry::his_share_is_used;
    auto const all = static_cast<std::size_t>(bytes_.load());
    if (all + body.bytes > limits_.all) return Entry::full;
    if (!body.person.empty()) by_person_[body.person] += body.bytes;
    by_address_[body.address] += body.bytes;
    bytes_ += static_cast<std::int64_t>(body.bytes);
    bodies_.insert_or_assign(connection, std::move(body));
    return Entry::taken;
}

void BodyShares::give_back(ConnectionId connection) {
    std::lock_guard const lock(mutex_);
    auto const found = bodies_.find(connection);
    if (found == bodies_.end()) return;
    Body const& body = found->second;
    if (!body.person.empty()) lessen(by_person_, body.person, body.bytes);
    lessen(by_address_, body.address, body.bytes);
    bytes_ -= static_cast<std::int64_t>(body.bytes);
    bodies_.erase(found);
}

}  // namespace afterdesk::http
