#pragma once
// What only staff's lists tell of a ticket.

namespace afterdesk::wire {

class FieldIo;
struct TicketSummary;

/// Rule: the buyers' program has another of this name, which knows none of them (app/targets/buyer.cpp).
void staffs_fields(FieldIo& io, TicketSummary& ticket);

}  // namespace afterdesk::wire
