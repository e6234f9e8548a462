#pragma once
// What is not as it should be: the same numbers for the health page and for monitors (/metrics).

#include <array>
#include <map>
#include <mutex>

#include "service/caller.hpp"
#include "store/health.hpp"
#include "wire/staff_api.hpp"

namespace afterdesk {

struct Ground;

inline constexpr std::size_t health_checks = 12;

class Health {
  public:
    explicit Health(Ground& ground) : ground_(ground) {}
    /// Of the caller's mall, with the tickets to look at. The server's own version and queues are not in it.
    wire::HealthView look(Caller const& caller);
    /// Over all malls; asked again it is told from memory for some seconds. Units: as HealthCheck.
    int count(wire::HealthCheck check);

    /// Whether what is sent can be kept. Promise: it is again by itself when there is room again.
    struct Storage {
        std::int64_t free_bytes = 0;
        std::int64_t table_bytes = 0;  ///< with the log that has not reached them yet
        bool has_room = true;
    };
    Storage storage();

  private:
    /// The books are many: each question goes on with so many payments, and tells what it has met since it
    /// stood there before.
    struct LedgerRound {
        store::LedgerPlace place;
        std::vector<store::Ailing> now, before;  ///< of this round, and of the one before behind the place
    };
    store::Ailments find(store::ReadTx& tx, TenantId const& tenant, wire::HealthCheck check, Instant now);
    store::Ailments wrong_ledgers(store::ReadTx& tx, TenantId const& tenant);

    Ground& ground_;
    std::mutex ledgers_mutex_;
    std::map<TenantId, LedgerRound> ledgers_;
    std::mutex mutex_;
    Instant counted_at_{0};
    std::array<int, health_checks> counts_{};
};

}  // namespace afterdesk
