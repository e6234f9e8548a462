#pragma once
// Histories made shorter, in a copy that is brought back to an earlier time. In a folder at work events are
// never taken away.

#include <optional>
#include <vector>

#include "store/tx.hpp"

namespace afterdesk::store {

struct OrderPart {
    TenantId tenant;
    OrderNo order_no;
};
/// Orders with a ticket to which something happened after that time.
std::vector<OrderPart> orders_changed_after(ReadTx& tx, Instant time);

/// The ticket never was: its row, its history, and what stands beside them go. Rule: it holds no money and no
/// stock by now, and nothing was sent for it; count_tickets_again and index_again follow.
void forget_ticket(WriteTx& tx, TenantId const& tenant, Ticket const& ticket);

/// The ticket is what its first events lead to. Units: `ticket` is folded from them. Rule: the same two
/// follow.
void shorten_ticket(WriteTx& tx, TenantId const& tenant, Ticket const& ticket, Order const& order,
                    std::vector<EvidenceId> const& shown);

/// Forgets live events whose commit is not there any more.
void forget_lost_events(WriteTx& tx);

/// What was asked after that time may be asked again under the same key.
void forget_replies_after(WriteTx& tx, Instant time);

}  // namespace afterdesk::store
