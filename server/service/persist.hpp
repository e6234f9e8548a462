#pragma once
// A decision goes into the books: events, row, money, refunds, outbox, shelf, pictures. Money moves here:
// reserved when a ticket takes hold of it, posted when the channel paid it, void when it is given back. Rule:
// DOMAIN §3 properties 3 and 4; the two phases are those of TigerBeetle's pending transfers.

#include <optional>
#include <vector>

#include "domain/ticket/ticket.hpp"
#include "store/people.hpp"
#include "store/tickets.hpp"
#include "store/tx.hpp"

namespace afterdesk {

/// A decision on its way into the books: who, when, about what.
struct Decided {
    TenantId const& tenant;
    Ticket const& before;
    std::vector<Event> const& events;
    Actor const& actor;
    Instant now;
    Order const& order;
    store::Buyer const& buyer;
};
/// The same made ready: what is to be written is worked out.
struct ReadyDecision {
    TenantId tenant;
    Ticket before, after;
    std::vector<EventRecord> records;  ///< what leads from one to the other
    Actor actor;
    Instant now;
    Order order;
    std::optional<Fen> approved_fen;  ///< by the actor, when it agrees to something
    store::ReadyStep step;
};
/// Folds the events. Units: at least one event.
ReadyDecision make_ready(store::ReadTx& tx, Decided const& decided);
/// Writes events, row, money, refunds, outbox, evidence, search and live event.
void persist(store::WriteTx& tx, ReadyDecision const& ready);

/// The channel that a part goes back through.
PaymentChannel channel_of(Order const& order, RefundPart const& part);

/// Moves the money that the step from `before` to `after` reserves, gives back or has paid.
void book(store::WriteTx& tx, TenantId const& tenant, Ticket const& before, Ticket const& after, Instant now);

}  // namespace afterdesk
