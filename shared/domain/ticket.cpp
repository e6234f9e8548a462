// decide: finds the edge, lets its effect say what happens, and moves the clock as the edge says.

#include "domain/ticket.hpp"

#include <algorithm>

#include "domain/ticket_effects.hpp"

namespace afterdesk {
namespace {

Decision run(Effect effect, Ticket const& ticket, Command const& command, Context const& context) {
    switch (effect) {
        case Effect::apply: return effects::apply(ticket, command, context);
        case Effect::modify: return effects::modify(ticket, command, context);
        case Effect::withdraw: return effects::withdraw(ticket, command, context);
        case Effect::agree: return effects::agree(ticket, command, context);
        case Effect::name_address: return effects::name_address(ticket, command, context);
        case Effect::reject: return effects::reject(ticket, command, context);
        case Effect::make_offer: return effects::make_offer(ticket, command, context);
        case Effect::counter_offer: return effects::counter_offer(ticket, command, context);
        case Effect::accept_offer: return effects::accept_offer(ticket, command, context);
        case Effect::end_offer: return effects::end_offer(ticket, command, context);
        case Effect::intercept: return effects::intercept(ticket, command, context);
        case Effect::end_intercept: return effects::end_intercept(ticket, command, context);
        case Effect::ship_back: return effects::ship_back(ticket, command, context);
        case Effect::note_parcel: return effects::note_parcel(ticket, command, context);
        case Effect::receive: return effects::receive(ticket, command, context);
        case Effect::inspect: return effects::inspect(ticket, command, context);
        case Effect::accept_goods: return effects::accept_goods(ticket, command, context);
        case Effect::reship: return effects::reship(ticket, command, context);
        case Effect::fall_back: return effects::fall_back(ticket, command, context);
        case Effect::remind: return effects::remind(ticket, command, context);
        case Effect::confirm_receipt: return effects::confirm_receipt(ticket, command, context);
        case Effect::end_sending_back: return effects::end_sending_back(ticket, command, context);
        case Effect::retry_refund: return effects::retry_refund(ticket, command, context);
        case Effect::record_offline: return effects::record_offline(ticket, command, context);
        case Effect::record_refund: return effects::record_refund(ticket, command, context);
        case Effect::record_collection: return effects::record_collection(ticket, command, context);
        case Effect::add_evidence: return effects::add_evidence(ticket, command, context);
        case Effect::escalate: return effects::escalate(ticket, command, context);
        case Effect::step_in: return effects::step_in(ticket, command, context);
        case Effect::ask_evidence: return effects::ask_evidence(ticket, command, context);
        case Effect::end_evidence_round: return effects::end_evidence_round(ticket, command, context);
        case Effect::give_verdict: return effects::give_verdict(ticket, command, context);
        case Effect::freeze: return effects::freeze(ticket, command, context);
        case Effect::resume: return effects::resume(ticket, command, context);
        case Effect::close: return effects::close(ticket, command, context);
        case Effect::note_order: return effects::note_order(ticket, command, context);
        case Effect::rate: return effects::rate(ticket, command, context);
    }
    CHECK(false);
}

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

std::optional<Event> move_clock(Edge const& edge, Ticket const& before, Ticket const& after,
                                std::vector<Event> const& events, Context const& context) {
    bool const moved = before.version == 0 || after.state != before.state;
    // A first of two approvals leaves the merchant the time that was left.
    bool const waits_on = !moved && std::holds_alternative<FirstApproval>(events.back());
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

CommandKind kind_of(Command const& command) { return static_cast<CommandKind>(command.index()); }

Decision decide(Ticket const& ticket, Command const& command, Context const& context) {
    CommandKind const kind = kind_of(command);
    auto const edge = find_edge(ticket, context.actor.kind, kind);
    if (!edge.ok()) return effects::refused(edge.error(), "command");
    std::string const& owner =
        kind == CommandKind::apply ? context.order.buyer_id.value : ticket.buyer_id.value;
    bool const anothers = context.actor.kind == ActorKind::buyer && context.actor.id != owner;
    if (anothers) return effects::refused(Rule::not_your_part, "command");
    if (kind == CommandKind::time_out) {
        bool const over = ticket.deadline && context.now >= *ticket.deadline;
        if (!over) {
            return effects::refused(Rule::deadline_not_reached, "command",
                                    ticket.deadline ? ticket.deadline->ms : -1);
        }
    }
    Decision decision = run((*edge)->effect, ticket, command, context);
    if (!decision.ok() || decision->empty()) return decision;

    std::vector<Event> events = std::move(decision).value();
    Ticket const after = effects::after(ticket, events, context);
    CHECK((*edge)->next.has(after.state));
    if (auto clock = move_clock(**edge, ticket, after, events, context)) events.push_back(std::move(*clock));
    return events;
}

}  // namespace afterdesk
