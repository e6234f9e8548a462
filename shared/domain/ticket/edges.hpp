#pragma once
// Who may do what to a ticket in which state, as one table. `decide` follows it, the page takes its buttons
// and the API its description from it, and the graph in the README is drawn from it.

#include <optional>
#include <span>
#include <string_view>

#include "domain/rule.hpp"
#include "domain/ticket/commands.hpp"

namespace afterdesk {

/// A set of states.
struct States {
    std::uint32_t bits = 0;
    constexpr bool has(State state) const { return (bits >> static_cast<unsigned>(state) & 1u) != 0; }
    bool operator==(States const&) const = default;
};

/// What else has to be true of the ticket for an edge to be there.
enum class Guard : std::uint8_t {
    always,
    offer_of_merchant,
    offer_of_buyer,
    goods_with_buyer,  ///< withdrawing would not strand goods with the merchant
    parcel_under_way,  ///< refund_shipped of goods that are not signed for: can be intercepted
    pays_back,         ///< there is an amount that can be lowered
    address_known,
    address_missing,
    nothing_came_back,
    way_out_open,  ///< exchange, repair, reship: can become a refund
    out_parcel_sent,
    out_parcel_missing,
    difference_open,   ///< the buyer owes the difference of an exchange
    merchant_is_late,  ///< after the reminder
    not_rated,
    not_in_arbitration,
    in_arbitration,
    evidence_round,
    clock_running,
    buyers_time,     ///< the clock runs, and it is the buyer who is waited for
    merchants_time,  ///< likewise
    frozen,
    has_strays,
    verdict_open,      ///< no verdict yet, or something new after it: the merchant is late, or sent a parcel
    against_buyer,     ///< a first verdict gave the buyer less than he asked for, and can still be changed
    against_merchant,  ///< likewise, gave him anything
    nothing_paid,      ///< and no goods with the shop: there a verdict says what becomes of them
};

/// What happens along an edge: the function of `decide` that leads to the events (acts.hpp).
struct Act;

/// What the edge does to the time limit. A limit that starts is that of the state reached (limit_of).
enum class Clock : std::uint8_t {
    runs_on,  ///< within a state; leaving the state ends it
    starts,
    restores,  ///< the merchant goes on with what was left when the offer was made
};

/// One legal move. `from` is empty for a ticket that does not exist yet.
/// Rule: DOMAIN §3 "a command outside the edge table is refused with a stated reason".
struct Edge {
    std::optional<State> from;
    ActorKind actor = ActorKind::system;
    CommandKind command = CommandKind::time_out;
    Guard guard = Guard::always;
    Act const* act = nullptr;
    States next;
    Clock clock = Clock::runs_on;
    bool during_arbitration = false;
};

/// What its act is called.
std::string_view act_name(Edge const& edge);

/// All edges, by state; of those with the same state, actor and command the first whose guard holds counts.
std::span<Edge const> edges();

/// Somebody but the system may give it on a ticket that is there.
bool a_person_sends(CommandKind kind);

/// Who is waited for in a state, and how long.
struct StateRow {
    State state;
    std::optional<ActorKind> waits_for;  ///< empty at the end
    Duration TimeLimits::*limit;         ///< null: no limit
};
std::span<StateRow const> state_rows();
StateRow const& row_of(State state);

bool holds_true(Guard guard, Ticket const& ticket);

/// The edge that the command would follow, or the rule that forbids it.
/// Errors: not_in_this_state (nobody could), under_arbitration, not_your_part (another could).
Result<Edge const*, Rule> find_edge(Ticket const& ticket, ActorKind actor, CommandKind command);

/// Whether this kind of actor could give the command now, and if not, why: what makes a button live or shows
/// its reason. Errors: those of find_edge, address_required (nowhere to ship to),
/// being_sent (it waits for its goods to be sent).
std::optional<Rule> why_not(Ticket const& ticket, ActorKind actor, CommandKind command);

/// True while the platform waits for evidence.
bool in_evidence_round(Ticket const& ticket);

/// True while the buyer's goods are with the shop or on their way there.
bool goods_with_shop(Ticket const& ticket);

/// True while the platform has been called in and has not decided yet.
bool in_arbitration(Ticket const& ticket);

}  // namespace afterdesk
