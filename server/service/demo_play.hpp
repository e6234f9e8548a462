#pragma once
// The demo's past is played: every step at its own time through the door that all tickets change through,
// deadlines and the channel's answers in between at theirs.

#include <map>
#include <string>
#include <vector>

#include "outside/simulated/book.hpp"
#include "service/demo_script.hpp"
#include "store/evidence.hpp"

namespace afterdesk {

/// Photos of the demo by name, as they are kept; whose they are is said when somebody shows one.
using DemoPhotos = std::map<std::string, store::EvidenceRow>;

/// Keeps the pictures of a folder as uploads are kept. Promise: again it changes nothing.
/// Units: `program` re-encodes (ServiceConfig::reencode_program). Errors: std::runtime_error for one that is
/// not a picture; std::system_error.
DemoPhotos keep_demo_photos(std::string const& folder, std::string const& data_dir,
                            std::string const& program);

struct DemoPast {
    std::vector<DemoStep> const& steps;
    DemoPhotos const& photos;
};

/// What it came to.
struct DemoPlayed {
    int tickets = 0;
    // What the simulated outside has in its book then.
    std::vector<outside::simulated::Book::Entry> paid;
    std::vector<outside::simulated::Book::Reclaimed> reclaimed;
};

/// Plays all steps, and what time alone brings about until `now`. Promise: the same past gives the same
/// tickets, their numbers too. Errors: the first step that is refused, and why.
Result<DemoPlayed, std::vector<LineMistake>> play_demo(store::WriteTx& tx, TenantId const& tenant,
                                                       DemoPast const& past, Instant now);

}  // namespace afterdesk
