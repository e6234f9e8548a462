#pragma once
// A decision goes into the books: events, row, money, refunds, outbox, shelf, pictures. Money moves here:
// reserved when a ticket takes hold of it, posted when the channel paid it, void when it is given back. Rule:
// DOMAIN §3 properties 3 and 4; the two phases are those of TigerBeetle's pending transfers.

#include <map>
#include <vector>

#include "domain/ticket/ticket.hpp"
#include "store/people.hpp"
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
/// Folds the events, and writes events, row, money, refunds, outbox, evidence, search and live event.
/// Promise: the ticket as it is now. Units: at least one event.
Ticket persist(store::WriteTx& tx, Decided const& decided);

/// The channel that a part goes back through.
PaymentChannel channel_of(Order const& order, RefundPart const& part);

/// Moves the money that the step from `before` to `after` reserves, gives back or has paid.
void book(store::WriteTx& tx, TenantId const& tenant, Ticket const& before, Ticket const& after, Instant now);

}  // namespace afterdesk
