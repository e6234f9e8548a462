// decide: finds the edge, lets its act say what happens, and moves the clock as the edge says.

#include "domain/ticket/ticket.hpp"

#include <algorithm>

#include "domain/ticket/acts.hpp"

namespace afterdesk {
namespace {

// ---- The clock --------------------------------------------------------------------------------------------

/// The limit of the state in which the ticket is now; empty when it has none.
std::optional<Duration> limit_of(Ticket const& ticket, TimeLimits const& limits) {
    StateRow const& row = row_of(ticket.state);
    if (row.limit == nullptr) return std::nullopt;
    // Rule: DOMAIN §3, "waits for". Without an address it is the merchant who is waited for, once a parcel is
    // on its way the buyer, and after a reminder the time is short.
    if (ticket.state == State::awaiting_return && !ticket.return_address) return limits.merchant_review;
    if (ticket.state == State::sending_back && ticket.out_parcel) return limits.buyer_receipt;
    if (ticket.reminded) return limits.reminder_grace;
    return limits.*row.limit;
}

bool stands_still(Ticket const& ticket) { return ticket.frozen || in_arbitration(ticket); }

/// From when a limit counts: from when the courier says the parcel was signed for, else from now.
Instant counted_from(std::vector<Event> const& events, Instant now) {
    auto const* const arrived = std::get_if<ParcelArrived>(&events.back());
    return arrived != nullptr ? std::min(arrived->at, now) : now;
}

std::optional<Event> start(Ticket const& after, Duration limit, Instant from, Context const& context) {
    if (stands_still(after)) return ClockPaused{limit};
    return ClockStarted{std::max(due(from, limit, context.policy), context.now)};
}

/// Money goes out.
bool started(std::vector<Event> const& events) {
    return std::any_of(events.begin(), events.end(),
                       [](Event const& event) { return std::holds_alternative<RefundStarted>(event); });
}

std::optional<Event> move_clock(Edge const& edge, Ticket const& before, Ticket const& after,
                                std::vector<Event> const& events, Context const& context) {
    if (auto const* const held = std::get_if<HeldForShipping>(&events.back())) {
        if (stands_still(after)) return ClockPaused{{held->hold.until.ms - context.now.ms}};
        return ClockStarted{held->hold.until};
    }
    bool const moved = before.version == 0 || after.state != before.state;
    // A first of two approvals leaves the merchant the time that was left, as proof that is only kept does
    // the buyer.
    bool const waits_on = !moved && (std::holds_alternative<FirstApproval>(events.back()) ||
                                     std::holds_alternative<EvidenceAdded>(events.back()));
    if (edge.clock == Clock::starts && !waits_on) {
        auto const limit = limit_of(after, context.policy.limits);
        if (!limit) return std::nullopt;
        return start(after, *limit, counted_from(events, context.now), context);
    }
    if (edge.clock == Clock::restores && moved && before.offer) {
        return limit_of(after, context.policy.limits)
                   ? start(after, before.offer->merchant_left, context.now, context)
                   : std::nullopt;
    }
    if (moved) return std::nullopt;
    if (stands_still(after) && after.deadline && !in_evidence_round(after)) {
        return ClockPaused{time_left(context.now, *after.deadline, context.policy)};
    }
    if (!stands_still(after) && after.paused) {
        return ClockStarted{due(context.now, *after.paused, context.policy)};
    }
    return std::nullopt;
}

}  // namespace

Decision decide(Ticket const& ticket, Command const& command, Context const& context) {
    CommandKind const kind = kind_of(command);
    auto const edge = find_edge(ticket, context.actor.kind, kind);
    if (!edge.ok()) return acts::refused(edge.error(), "command");
    std::string const& owner =
        kind == CommandKind::apply ? context.order.buyer_id.value : ticket.buyer_id.value;
    bool const anothers = context.actor.kind == ActorKind::buyer && context.actor.id != owner;
    if (anothers) return acts::refused(Rule::not_your_part, "command");
    if (kind == CommandKind::time_out) {
        bool const over = ticket.deadline && context.now >= *ticket.deadline;
        if (!over) {
            return acts::refused(Rule::deadline_not_reached, "command",
                                 ticket.deadline ? ticket.deadline->ms : -1);
        }
    }
    CHECK((*edge)->act != nullptr);
    Decision decision = (*edge)->act->run(ticket, command, context);
    if (!decision.ok() || decision->empty()) return decision;

    std::vector<Event> events = std::move(decision).value();
    Ticket const after = acts::after(ticket, events, context);
    if (auto const until = started(events) ? acts::held_until(after, context) : std::nullopt)
        return acts::refused(Rule::being_sent, "command", until->ms);
    CHECK((*edge)->next.has(after.state));
    if (auto clock = move_clock(**edge, ticket, after, events, context)) events.push_back(std::move(*clock));
    return events;
}

}  // namespace afterdesk
