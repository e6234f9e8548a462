#include "domain/ticket/evidence_limit.hpp"

#include <algorithm>

namespace afterdesk {

namespace {

bool begins_a_round(Event const& event) {
    return std::holds_alternative<Escalated>(event) || std::holds_alternative<EvidenceAsked>(event) ||
           std::holds_alternative<VerdictGiven>(event) || std::holds_alternative<Appealed>(event);
}

}  // namespace

int evidence_left(std::vector<EventRecord> const& history, ActorKind side) {
    int of_all = 0;
    int of_round = 0;
    for (EventRecord const& record : history) {
        if (begins_a_round(record.event)) of_round = 0;
        if (record.actor.kind != side || !std::holds_alternative<EvidenceAdded>(record.event)) continue;
        ++of_all;
        ++of_round;
    }
    return std::max(0, std::min(evidence_per_round - of_round, evidence_per_ticket - of_all));
}

}  // namespace afterdesk
