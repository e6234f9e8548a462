#pragma once
// What is not as it should be: the same numbers for the health page and for monitors (/metrics).

#include <array>
#include <mutex>

#include "service/caller.hpp"
#include "wire/staff_api.hpp"

namespace afterdesk {

struct Ground;

inline constexpr std::size_t health_checks = 7;

class Health {
  public:
    explicit Health(Ground& ground) : ground_(ground) {}
    /// Of the caller's mall, with the tickets to look at.
    wire::HealthView look(Caller const& caller);
    /// Over all malls; asked again it is told from memory for some seconds. Units: as HealthCheck.
    int count(wire::HealthCheck check);

  private:
    Ground& ground_;
    std::mutex mutex_;
    Instant counted_at_{0};
    std::array<int, health_checks> counts_{};
};

}  // namespace afterdesk
