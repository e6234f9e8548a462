#pragma once
// One step of the schema: what is asked for by its ticket.

namespace afterdesk::store {

// Each holds all that is asked, in its order, so that no engine is tempted to go through a whole tenant by
// the key's index instead.
inline constexpr char const* by_ticket = R"sql(
DROP INDEX refund_by_ticket;
CREATE INDEX refund_by_ticket ON refund (tenant, ticket_no, refund_no);
DROP INDEX open_parcel_by_ticket;
CREATE INDEX open_parcel_by_ticket ON open_parcel (tenant, ticket_no, number);
CREATE INDEX reclaim_by_ticket ON reclaim (tenant, ticket_no, reclaim_no);
CREATE INDEX collection_by_ticket ON collection (tenant, ticket_no, payment_no);
)sql";

}  // namespace afterdesk::store
