#pragma once
// Automatic review: which tickets the merchant's rules decide, why, and what other rules would have done.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "domain/policy/policy.hpp"

namespace afterdesk {

/// What the rules look at. Units: the reviewed lines' categories and tags, one list per line.
struct ReviewFacts {
    TicketType type = TicketType::refund_unshipped;
    std::string reason;
    Fen refund_fen = 0;
    std::vector<std::vector<std::string>> categories;
    int buyer_tickets_30d = 0;              ///< earlier tickets of the buyer, in the last 30 days
    std::vector<std::string> risk_signals;  ///< codes, as the mall or the desk found them
    bool operator==(ReviewFacts const&) const = default;
};

/// A condition and what met it: ("max_refund_fen", "4900 ≤ 5000"). The type speaks for itself: "".
struct MatchedFact {
    std::string condition, fact;
    bool operator==(MatchedFact const&) const = default;
};

/// What the rules say to a ticket, and why. Without a rule it is left to the merchant.
struct AutoDecision {
    std::string rule;  ///< id of the rule that fits; empty: none does
    AutoAction action = AutoAction::queue;
    std::string queue;
    std::vector<MatchedFact> why;  ///< each condition of the rule, in its order
    bool operator==(AutoDecision const&) const = default;
};

/// The first rule that fits. Promise: pure; the same facts give the same decision. Rule: DOMAIN §6.
AutoDecision auto_review(Policy const& policy, ReviewFacts const& facts);

/// A ticket of the past: what was known when it came, and what was decided then.
struct PastReview {
    std::string ticket_no;
    ReviewFacts facts;
    AutoDecision decision;
};

/// A past ticket that other rules decide otherwise.
struct ReviewChange {
    std::string ticket_no;
    AutoDecision before, after;
    bool operator==(ReviewChange const&) const = default;
};

/// Exactly the past tickets whose outcome changes: another action, or another queue. That another rule came
/// to the same is no change. Shape: in the order of `past`.
std::vector<ReviewChange> dry_run(Policy const& policy, std::vector<PastReview> const& past);

/// The facts of a request, but for the buyer's history and the risk signals.
/// Units: refund_fen as quoted. Lines that the order does not have are left out.
ReviewFacts facts_of(Order const& order, TicketType type, std::string const& reason,
                     std::vector<int> const& line_nos, Fen refund_fen);

}  // namespace afterdesk
