#include "store/sqlite/readers.hpp"

#include <algorithm>
#include <iterator>

namespace afterdesk::store::sqlite {

Readers::Readers(std::vector<std::unique_ptr<Database>> all, std::chrono::milliseconds rest_after)
    : rest_after_(rest_after) {
    for (auto& db : all) readers_.push_back({std::move(db), Clock::now(), true});
    tidy_ = std::thread([this] { tidy(); });
}

Readers::~Readers() {
    {
        std::lock_guard const lock(mutex_);
        closing_ = true;
    }
    awake_.notify_all();
    tidy_.join();
}

std::unique_ptr<Database> Readers::take() {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [&] { return !readers_.empty(); });
    std::unique_ptr<Database> db = std::move(readers_.back().db);
    readers_.pop_back();
    return db;
}

void Readers::put(std::unique_ptr<Database> db) noexcept {
    std::lock_guard const lock(mutex_);
    readers_.push_back({std::move(db), Clock::now(), false});
    returned_.notify_one();
    if (asleep_) awake_.notify_one();
}

/// Takes out those that have had nothing to do since then.
std::vector<Readers::Reader> Readers::idle_ones(Clock::time_point since) {
    auto const busy = std::stable_partition(
        readers_.begin(), readers_.end(), [&](Reader const& one) { return one.rested || one.used > since; });
    std::vector<Reader> idle(std::make_move_iterator(busy), std::make_move_iterator(readers_.end()));
    readers_.erase(busy, readers_.end());
    return idle;
}

void Readers::tidy() {
    std::unique_lock lock(mutex_);
    auto const all_rest = [&] {
        return std::all_of(readers_.begin(), readers_.end(), [](Reader const& one) { return one.rested; });
    };
    std::int64_t given_back = 0;
    while (!closing_) {
        asleep_ = true;
        awake_.wait(lock, [&] { return closing_ || !all_rest(); });
        asleep_ = false;
        if (awake_.wait_for(lock, rest_after_, [&] { return closing_; })) return;
        std::vector<Reader> idle = idle_ones(Clock::now() - rest_after_);
        if (idle.empty()) continue;
        lock.unlock();
        for (Reader& one : idle) {
            given_back += one.db->rest();
            one.rested = true;
        }
        lock.lock();
        // At the front: they are lent last.
        readers_.insert(readers_.begin(), std::make_move_iterator(idle.begin()),
                        std::make_move_iterator(idle.end()));
        returned_.notify_all();
        // The last one to rest: others have let go of much, too.
        bool const last = all_rest();
        lock.unlock();
        given_back = trim_memory(last ? INT64_MAX : given_back);
        lock.lock();
    }
}

}  // namespace afterdesk::store::sqlite
