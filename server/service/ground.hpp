#pragma once
// What all parts of the service stand on: how it was set up, the store, the clock, the policies.

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "outside/ports.hpp"
#include "service/desk_clock.hpp"
#include "service/policy_cache.hpp"
#include "store/store.hpp"
#include "wire/api.hpp"

namespace afterdesk {

/// What one buyer may send within 24 hours: photos, videos and reports together.
struct DailyEvidence {
    int files = 300;
    int megabytes = 500;

    std::int64_t bytes() const { return std::int64_t{megabytes} << 20; }
};

/// Somebody whom a visitor of the demo may be.
struct DemoPerson {
    TenantId tenant;
    wire::Audience audience = wire::Audience::buyer;
    std::string id;
};

/// How the service is set up.
struct ServiceConfig {
    bool demo = false;
    std::vector<DemoPerson> demo_people;  ///< one of each audience; none outside of the demo
    std::string tenant_name;
    std::function<Instant()> now;             ///< the machine's clock
    Duration clock_offset{0};                 ///< what the desk's clock adds to it; `serve --clock`
    std::function<std::uint64_t()> random64;  ///< from the system's generator
    /// The program that is run as `program reencode` for each picture: normally this one.
    std::string reencode_program = "/proc/self/exe";
    /// Told of failures in background work; empty: standard error.
    std::function<void(std::string_view)> log;
    /// Who serves outside. What nobody serves waits: refunds of a channel that is not in it, and without a
    /// mall the entitlements to be taken back.
    outside::Parties parties;
    /// Where the page is, without a slash at the end: links in mails begin with it.
    std::string public_url;
    /// Names this server among those that work on the same store.
    std::string server_name = "server";
    int outbox_workers = 4;  ///< messages that are under way at once
    DailyEvidence daily_evidence;
    /// With less room on the disk the server says that it is not ready.
    std::int64_t least_free_bytes = 0;
};

struct Ground {
    store::Store& store;
    ServiceConfig config;
    DeskClock clock;
    PolicyCache policies;

    Ground(store::Store& from, ServiceConfig with);

    Instant now() const { return clock.now(); }
    void log(std::string_view text) const;
};

}  // namespace afterdesk
