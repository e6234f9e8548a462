#include "service/passwords.hpp"

#include <sodium.h>

#include <chrono>
#include <new>

#include "crypto/digest.hpp"

namespace afterdesk {

namespace {

constexpr std::chrono::seconds wait_for_others{3};
/// More are told to come again at once: a flood of sign-ins must not hold all of the server's threads.
constexpr int most_waiting = 4;
constexpr std::size_t max_remembered = 20'000;

}  // namespace

std::string hash_password(std::string_view password) {
    char out[crypto_pwhash_STRBYTES];
    int const failed =
        crypto_pwhash_str(out, password.data(), password.size(), password_passes, password_memory_bytes);
    if (failed != 0) throw std::bad_alloc();
    return out;
}

bool is_password(std::string const& hash, std::string_view password) {
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

std::string const& PasswordCheck::stand_in() {
    std::call_once(made_, [this] { stand_in_ = hash_password(crypto::random_bytes(16)); });
    return stand_in_;
}

PasswordCheck::Outcome PasswordCheck::check(std::string const& hash, std::string_view password) {
    bool const crowded = waiting_.fetch_add(1) >= most_waiting;
    bool const mine = crowded ? free_.try_acquire() : free_.try_acquire_for(wait_for_others);
    --waiting_;
    if (!mine) return Outcome::busy;
    bool const right = is_password(hash.empty() ? stand_in() : hash, password);
    free_.release();
    return right && !hash.empty() ? Outcome::right : Outcome::wrong;
}

bool TryLimit::allow(std::string const& who, Instant now) {
    std::lock_guard const lock(mutex_);
    if (seen_.size() >= max_remembered) forget(now);
    // Too many names at once are an attack of their own.
    if (seen_.size() >= max_remembered && !seen_.contains(who)) return false;
    std::deque<Instant>& tries = seen_[who];
    while (!tries.empty() && tries.front() + within_ <= now) tries.pop_front();
    if (tries.size() >= static_cast<std::size_t>(tries_)) return false;
    tries.push_back(now);
    return true;
}

void TryLimit::forgive(std::string const& who) {
    std::lock_guard const lock(mutex_);
    auto const found = seen_.find(who);
    if (found == seen_.end()) return;
    if (!found->second.empty()) found->second.pop_back();
    if (found->second.empty()) seen_.erase(found);
}

void TryLimit::forget(Instant now) {
    std::erase_if(seen_, [&](auto const& entry) { return entry.second.back() + within_ <= now; });
}

}  // namespace afterdesk
