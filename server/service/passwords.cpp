#include "service/passwords.hpp"

#include <sodium.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <new>

#include "crypto/digest.hpp"

namespace afterdesk {

namespace {

constexpr std::chrono::seconds wait_for_others{3};
/// More are told to come again at once: a flood of sign-ins must not hold all of the server's threads.
constexpr int most_waiting = 4;
constexpr std::size_t max_remembered = GrowingPause::most_names;

}  // namespace

std::string hash_password(std::string_view password) {
    char out[crypto_pwhash_STRBYTES];
    int const failed =
        crypto_pwhash_str(out, password.data(), password.size(), password_passes, password_memory_bytes);
    if (failed != 0) throw std::bad_alloc();
    return out;
}

bool is_password(std::string const& hash, std::string_view password) {
    char const* const bytes = password.empty() ? "" : password.data();  // libsodium wants a place
    return crypto_pwhash_str_verify(hash.c_str(), bytes, password.size()) == 0;
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
    std::string const& other = stand_in();  // made by whoever comes first, so that it tells nothing
    bool const right = is_password(hash.empty() ? other : hash, password);
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

Duration GrowingPause::wait(std::string const& who, Instant now) {
    auto const found = seen_.find(who);
    if (found != seen_.end()) {
        Tries const& tries = found->second;
        return {std::max<std::int64_t>(0, (tries.last + pause_after(tries.count) - now).ms)};
    }
    if (seen_.size() >= max_remembered) forget(now);
    // Too many names at once are an attack of their own.
    return seen_.size() >= max_remembered ? rule_.longest : Duration{0};
}

void GrowingPause::count(std::string const& who, Instant now) {
    Tries& tries = seen_.try_emplace(who, Tries{0, now}).first->second;
    tries = {tries_now(tries, now) + 1, now};
}

void GrowingPause::forgive(std::string const& who) {
    auto const found = seen_.find(who);
    if (found == seen_.end()) return;
    found->second.count -= 1;
    if (found->second.count <= 0) seen_.erase(found);
}

std::optional<GrowingPause::Tries> GrowingPause::of(std::string const& who) const {
    auto const found = seen_.find(who);
    return found == seen_.end() ? std::nullopt : std::optional(found->second);
}

Instant GrowingPause::over(Tries const& tries) const {
    double const lasts = tries.count * static_cast<double>(rule_.forgets_one_in.ms);
    return tries.last + std::max(Duration{static_cast<std::int64_t>(lasts)}, pause_after(tries.count));
}

void GrowingPause::remember(std::string const& who, Tries const& tries) {
    if (seen_.size() < most_names) seen_.insert_or_assign(who, tries);
}

double GrowingPause::tries_now(Tries const& tries, Instant now) const {
    double const passed = static_cast<double>((now - tries.last).ms);
    return std::max(0.0, tries.count - passed / static_cast<double>(rule_.forgets_one_in.ms));
}

Duration GrowingPause::pause_after(double tries) const {
    double const beyond = tries - rule_.free;
    if (beyond < 0) return {0};
    double const pause = static_cast<double>(rule_.first.ms) * std::exp2(std::min(std::floor(beyond), 30.0));
    return {std::min(static_cast<std::int64_t>(pause), rule_.longest.ms)};
}

/// Those that have nothing left to forget; when that is nobody, those who tried least.
void GrowingPause::forget(Instant now) {
    std::erase_if(seen_, [&](auto const& entry) { return tries_now(entry.second, now) <= 0; });
    if (seen_.size() < max_remembered) return;
    std::erase_if(seen_, [&](auto const& entry) { return tries_now(entry.second, now) < 1.5; });
}

void TryLimit::forget(Instant now) {
    std::erase_if(seen_, [&](auto const& entry) { return entry.second.back() + within_ <= now; });
}

}  // namespace afterdesk
