#pragma once
// The desk's clock: the machine's, and what was added to it for tests and demonstrations. All times of the
// service come from here. Sessions, links and limits on guessing go by the machine's own time, so that nobody
// is signed out by a demonstration.

#include <atomic>
#include <functional>

#include "base/instant.hpp"

namespace afterdesk {

class DeskClock {
  public:
    DeskClock(std::function<Instant()> machine, Duration added)
        : machine_(std::move(machine)), added_ms_(added.ms) {}

    Instant now() const { return machine_now() + Duration{added_ms_.load()}; }
    Instant machine_now() const { return machine_(); }
    /// Forward only.
    void add(Duration more) { added_ms_ += more.ms; }

  private:
    std::function<Instant()> machine_;
    std::atomic<std::int64_t> added_ms_;
};

}  // namespace afterdesk
