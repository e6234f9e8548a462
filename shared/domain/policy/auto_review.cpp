#include "domain/policy/auto_review.hpp"

#include <algorithm>

namespace afterdesk {

namespace {

template <class T>
bool contains(std::vector<T> const& list, T const& item) {
    return std::find(list.begin(), list.end(), item) != list.end();
}

/// The first word that both lists have, or nothing.
std::optional<std::string> common(std::vector<std::string> const& wanted,
                                  std::vector<std::string> const& had) {
    auto const found =
        std::find_if(had.begin(), had.end(), [&](std::string const& word) { return contains(wanted, word); });
    return found == had.end() ? std::nullopt : std::optional(*found);
}

/// Collects what met the conditions of one rule, until one is not met.
struct Match {
    AutoRule const& rule;
    ReviewFacts const& facts;
    bool fits = true;
    std::vector<MatchedFact> why = {};

    void require(bool met, std::string condition, std::string fact) {
        fits = fits && met;
        if (fits) why.push_back({std::move(condition), std::move(fact)});
    }
};

std::string compared(std::int64_t fact, char const* sign, std::int64_t limit) {
    return std::to_string(fact) + " " + sign + " " + std::to_string(limit);
}

/// To agree, no line may be of another category; to look closer, one is enough.
void match_categories(Match& match) {
    auto const& wanted = match.rule.categories;
    if (wanted.empty()) return;
    std::string words;
    std::size_t lines = 0;
    for (std::vector<std::string> const& line : match.facts.categories) {
        std::optional<std::string> const word = common(wanted, line);
        if (!word) continue;
        ++lines;
        words += (words.empty() ? "" : ", ") + *word;
    }
    bool const all = lines == match.facts.categories.size();
    match.require(lines > 0 && (all || match.rule.action == AutoAction::queue), "categories", words);
}

void match_amount(Match& match) {
    Fen const refund_fen = match.facts.refund_fen;
    AutoRule const& rule = match.rule;
    if (rule.min_refund_fen > 0) {
        match.require(refund_fen >= rule.min_refund_fen, "min_refund_fen",
                      compared(refund_fen, "≥", rule.min_refund_fen));
    }
    if (rule.max_refund_fen > 0) {
        match.require(refund_fen <= rule.max_refund_fen, "max_refund_fen",
                      compared(refund_fen, "≤", rule.max_refund_fen));
    }
}

void match_history(Match& match) {
    int const tickets = match.facts.buyer_tickets_30d;
    if (auto const least = match.rule.min_buyer_tickets_30d) {
        match.require(tickets >= *least, "min_buyer_tickets_30d", compared(tickets, "≥", *least));
    }
    if (auto const most = match.rule.max_buyer_tickets_30d) {
        match.require(tickets <= *most, "max_buyer_tickets_30d", compared(tickets, "≤", *most));
    }
}

Match matched(AutoRule const& rule, ReviewFacts const& facts) {
    Match match{rule, facts};
    if (!rule.types.empty()) {
        match.require(contains(rule.types, facts.type), "types", "");
    }
    if (!rule.reasons.empty()) match.require(contains(rule.reasons, facts.reason), "reasons", facts.reason);
    match_categories(match);
    match_amount(match);
    match_history(match);
    if (!rule.risk_signals.empty()) {
        std::optional<std::string> const signal = common(rule.risk_signals, facts.risk_signals);
        match.require(signal.has_value(), "risk_signals", signal.value_or(""));
    }
    return match;
}

}  // namespace

AutoDecision auto_review(Policy const& policy, ReviewFacts const& facts) {
    for (AutoRule const& rule : policy.auto_rules) {
        Match match = matched(rule, facts);
        if (match.fits) return {rule.id, rule.action, rule.queue, std::move(match.why)};
    }
    return {};
}

std::vector<ReviewChange> dry_run(Policy const& policy, std::vector<PastReview> const& past) {
    std::vector<ReviewChange> changes;
    for (PastReview const& review : past) {
        AutoDecision after = auto_review(policy, review.facts);
        bool const same = after.action == review.decision.action && after.queue == review.decision.queue;
        if (!same) changes.push_back({review.ticket_no, review.decision, std::move(after)});
    }
    return changes;
}

ReviewFacts facts_of(Order const& order, TicketType type, std::string const& reason,
                     std::vector<int> const& line_nos, Fen refund_fen) {
    ReviewFacts facts;
    facts.type = type;
    facts.reason = reason;
    facts.refund_fen = refund_fen;
    for (int line_no : line_nos) {
        Line const* const line = find_line(order, line_no);
        if (line == nullptr) continue;
        facts.categories.push_back(line->tags);
        if (!line->category.empty()) facts.categories.back().push_back(line->category);
    }
    return facts;
}

}  // namespace afterdesk
