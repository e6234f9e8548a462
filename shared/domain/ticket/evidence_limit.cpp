#include "domain/ticket/evidence_limit.hpp"

namespace afterdesk {

namespace {

bool begins_a_round(Event const& event) {
    return std::holds_alternative<Escalated>(event) || std::holds_alternative<EvidenceAsked>(event) ||
           std::holds_alternative<VerdictGiven>(event) || std::holds_alternative<Appealed>(event);
}

}  // namespace

std::optional<Mistake> evidence_refused(std::vector<EventRecord> const& history, ActorKind side) {
    int of_all = 0;
    int of_round = 0;
    for (EventRecord const& record : history) {
        if (begins_a_round(record.event)) of_round = 0;
        if (record.actor.kind != side || !std::holds_alternative<EvidenceAdded>(record.event)) continue;
        ++of_all;
        ++of_round;
    }
    bool const at_all = of_all >= evidence_per_ticket;
    if (!at_all && of_round < evidence_per_round) return std::nullopt;
    return Mistake{Rule::too_much_evidence, "evidence", at_all ? evidence_per_ticket : evidence_per_round};
}

}  // namespace afterdesk
