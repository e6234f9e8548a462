// How often a side may add evidence.

#include "domain/ticket/evidence_limit.hpp"

#include "testing.hpp"

using namespace afterdesk;

namespace {

struct Row {
    char const* name;
    int first = 0;       ///< additions of the buyer before a round begins
    bool round = false;  ///< whether one begins
    int second = 0;      ///< additions behind it
    ActorKind side = ActorKind::buyer;
    int limit = 0;  ///< that is reached; 0: none
};

std::vector<EventRecord> history_of(Row const& row) {
    std::vector<EventRecord> history;
    auto const happens = [&](ActorKind who, Event event) {
        history.push_back({static_cast<int>(history.size()) + 1, Instant{1}, {who, "x"}, std::move(event)});
    };
    for (int i = 0; i < row.first; ++i) happens(ActorKind::buyer, EvidenceAdded{{}, "说明"});
    if (row.round) happens(ActorKind::platform, EvidenceAsked{});
    for (int i = 0; i < row.second; ++i) happens(ActorKind::buyer, EvidenceAdded{{}, "说明"});
    return history;
}

}  // namespace

TEST_CASE("evidence is limited for each side, in a round and at all") {
    constexpr Row rows[] = {
        {"none yet", 0, false, 0, ActorKind::buyer, 0},
        {"some", 5, false, 0, ActorKind::buyer, 0},
        {"one is left", 11, false, 0, ActorKind::buyer, 0},
        {"all of a round", 12, false, 0, ActorKind::buyer, 12},
        {"the other side has its own", 12, false, 0, ActorKind::merchant, 0},
        {"a new round", 12, true, 0, ActorKind::buyer, 0},
        {"some of the new round", 12, true, 11, ActorKind::buyer, 0},
        {"all of the new round", 12, true, 12, ActorKind::buyer, 12},
        {"nearly all of the ticket", 39, true, 0, ActorKind::buyer, 0},
        {"all of the ticket", 38, true, 2, ActorKind::buyer, 40},
        {"more than all, by an older release", 400, true, 0, ActorKind::buyer, 40},
    };
    for (Row const& row : rows) {
        CAPTURE(row.name);
        auto const refused = evidence_refused(history_of(row), row.side);
        CHECK(refused.has_value() == (row.limit > 0));
        if (refused) CHECK(*refused == Mistake{Rule::too_much_evidence, "evidence", row.limit});
    }
}
