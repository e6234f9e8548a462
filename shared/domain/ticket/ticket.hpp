#pragma once
// A ticket (售后单): one request about one order, from application to its end. `decide` says what a command
// leads to, `evolve` what the ticket is then. Time, ids, stock and the order's other claims are parameters;
// nothing here knows a clock or a store.

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/order/shipping.hpp"
#include "domain/ticket/commands.hpp"
#include "domain/ticket/edges.hpp"
#include "domain/ticket/events.hpp"

namespace afterdesk {

// ---- decide / evolve --------------------------------------------------------------------------------------

/// What a decision needs to know beside the ticket itself.
struct Context {
    Instant now;
    Actor actor;
    Order order;
    std::vector<Claim> other_claims;  ///< what the order's other tickets hold (claims_of)
    int applications = 0;  ///< earlier tickets, closed ones too, on the requested line that has most
    Policy policy;         ///< for Apply the newest, afterwards the version that the ticket keeps
    TicketNo new_no;
    std::optional<Address> default_return_address;  ///< the shop's, for when the merchant's time runs out
    std::vector<Ware> stock;                        ///< what the shop can send now
    int buyer_tickets_30d = 0;                      ///< earlier tickets of the buyer, for automatic rules
    std::vector<std::string> risk_signals;          ///< codes from the mall, for automatic rules
    Fen approved_today_fen = 0;                     ///< by this staff member, for the daily limit
    KeptPieces shipping;                            ///< what is being sent of the order
};

using Decision = Result<std::vector<Event>, Mistakes>;

/// The events that a command leads to. Promise: pure; the same arguments give the same events; folding them
/// with `evolve` never fails and ends in a state that the edge names. A failed refund part is asked for again
/// under its number, and what was once paid stays paid: the channel may answer late, twice, and in any order.
/// An empty list means: already so, nothing to do.
/// A refund of pieces that are being sent waits when it would come by itself (HeldForShipping); nobody else
/// may start it meanwhile.
/// Errors: what find_edge says, being_sent (with until when), and not_your_part for another buyer's ticket
/// (path "command"); then all of the command's own at once, in the order of the command's body, with paths
/// into it ("parcel.tracking_no").
Decision decide(Ticket const& ticket, Command const& command, Context const& context);

/// The ticket after one more event. Promise: never fails for events that `decide` gave.
Ticket evolve(Ticket ticket, Event const& event, Instant at);

/// What a change of the ticket is quoted with: what was asked for in time stays so while the ticket lives.
/// Rule: DOMAIN §6 "Deliveries".
QuoteInput to_change(Ticket const& ticket, QuoteInput input);

/// What the ticket asks for, quoted anew from what is known of its order. Units: of the context now, order,
/// policy and other_claims.
Result<Quote, Mistakes> quote_anew(Ticket const& ticket, Context const& context);

/// Folds a whole history, oldest first.
Ticket fold(std::vector<EventRecord> const& history);

// ---- Queries ----------------------------------------------------------------------------------------------

/// True while the ticket keeps its units and its part of the payments from others.
bool has_claims(Ticket const& ticket);

/// What this ticket holds for the quotes of others: reserved, refunded, or nothing. One entry per quoted line
/// and gift of the quote (deducted ones too); the payments and the freight stand on the first entry. Goods
/// that were exchanged, repaired or sent again are with the buyer: once complete, only a difference paid back
/// for them is held, as a price protection; and it is said what replaced them.
std::vector<Claim> claims_of(Ticket const& ticket);

/// True when something was shipped, or used, although this ticket had it refunded, and nobody has seen to it.
bool has_strays(Ticket const& ticket);

/// True when somebody has to see to it: it has strays, or was paid beside its own refund.
bool is_unsettled(Ticket const& ticket);

/// What would have its strays back: stopped on their way, or returned once they came. Nothing where none can
/// come back.
std::optional<Request> recall_of(Ticket const& ticket, Order const& order);

/// True when the step may have changed the strays of the order's other tickets: they are to be told
/// OrderChanged.
bool frees_strays(Ticket const& before, Ticket const& after);

/// Until when a verdict may be appealed against; nothing when there is none, or none that still holds.
std::optional<Instant> appeal_until(Ticket const& ticket, Policy const& policy);

ShortStatus short_status(Ticket const& ticket);

/// True when the merchant has a say before money moves. Rule: DOMAIN §2 (review), §5.8 (`ask`).
bool needs_review(TicketType type, Quote const& quote, Policy const& policy);

/// True for types whose goods travel back (return address and parcel needed).
bool returns_goods(TicketType type);

/// True while goods have to come back before anything is paid or sent: always where that is all they do.
bool goods_to_come(Ticket const& ticket);

/// True when returned pieces have to go back to the buyer, as inspection refused them.
bool has_refused_goods(Ticket const& ticket);

/// True when both name one parcel, whoever wrote it: the number, and the carrier where both are listed.
bool is_same_parcel(Parcel const& a, Parcel const& b);

/// A stretch of the way, as the page draws it.
enum class StepKind : std::uint8_t {
    applied,
    review,
    return_goods,
    receipt,
    refund,
    send,
    buyer_receipt,
    done,
    closed
};
struct Step {
    StepKind kind = StepKind::applied;
    std::optional<Instant> at;  ///< when it was first reached; empty when it lies ahead
    bool current = false;
};

/// The flow as steps with the time of each and where it stands; a closed ticket shows what it reached, then
/// `closed`.
/// Promise: exactly one step is current. Rule: DOMAIN §7.
std::vector<Step> steps(Ticket const& ticket, std::vector<EventRecord> const& history);

/// "AS" + yyyymmdd + 8 digits made from `random`. Rule: DOMAIN §8.
TicketNo make_ticket_no(Instant now, int offset_minutes, std::uint64_t random);

}  // namespace afterdesk
