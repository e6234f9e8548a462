#pragma once
// How often a side may add evidence to a ticket: a ticket is kept for ever and read as a whole.

#include <optional>
#include <vector>

#include "domain/rule.hpp"
#include "domain/ticket/events.hpp"

namespace afterdesk {

/// Additions of one side, each with the policy's number of files and a text: in a round, and at all. A round
/// begins when the platform is called in, asks, or has decided, so who is asked late can still answer.
inline constexpr int evidence_per_round = 12;
inline constexpr int evidence_per_ticket = 40;

/// Why a side may add none now: too_much_evidence (path "evidence"), or nothing. Units: `history` is the
/// whole ticket's, the oldest event first.
std::optional<Mistake> evidence_refused(std::vector<EventRecord> const& history, ActorKind side);

}  // namespace afterdesk
