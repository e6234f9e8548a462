#pragma once
// The rows as they lie there, for the one who checks them: nothing is believed, nothing is changed.

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "store/orders.hpp"
#include "store/outbox.hpp"
#include "store/texts.hpp"
#include "store/tx.hpp"
#include "wire/chain.hpp"

namespace afterdesk::store {

/// What the engine itself finds wrong: pages, types, foreign keys. Empty when all is well.
std::vector<std::string> damages(ReadTx& tx);

/// A ticket's row: the columns that lists use, and the document they are taken from.
struct TicketRow {
    TenantId tenant;
    TicketNo no;
    OrderNo order_no;
    std::string type, state, status;
    std::int64_t version = 0, refund_fen = 0, applied_at_ms = 0;
    std::optional<std::int64_t> deadline_ms;
    std::string arbitration, queue, body, work;
    bool late = false;
};
void each_ticket(ReadTx& tx, std::function<void(TicketRow const&)> const& see);
/// Those of one order, the oldest first.
std::vector<TicketRow> ticket_rows_of(ReadTx& tx, TenantId const& tenant, OrderNo const& order_no);
std::vector<TicketNo> tickets_without_order(ReadTx& tx);

struct EventRow {
    std::int64_t seq = 0, at_ms = 0;
    std::string prev_hash;
    wire::Linked linked;
};
std::vector<EventRow> event_rows(ReadTx& tx, TenantId const& tenant, TicketNo const& no);
/// What the index of texts holds under each number, and what it should hold of a text.
TextPrints text_prints(ReadTx& tx);
TextPrint print_of(ReadTx& tx, FindableText const& found, std::int64_t number);

struct OrderRow {
    TenantId tenant;
    OrderNo no;
    std::string body;
};
/// The last order of a walk; empty names stand before all.
struct OrderPlaceOf {
    TenantId tenant;
    OrderNo no;
};
/// Those behind the place, until `see` says that it is enough.
void each_order(ReadTx& tx, OrderPlaceOf const& behind, std::function<bool(OrderRow const&)> const& see);

/// What the ledger adds up to. Rule: credits − debits per account.
using Balances = std::map<std::string, Fen>;
std::map<PaymentId, Balances> ledger_balances(ReadTx& tx, TenantId const& tenant, OrderNo const& order_no);

std::vector<RefundRow> refund_rows(ReadTx& tx, TenantId const& tenant, TicketNo const& no);
std::vector<ReclaimRow> reclaim_rows(ReadTx& tx, TenantId const& tenant, TicketNo const& no);
std::vector<CollectionRow> collection_rows(ReadTx& tx, TenantId const& tenant, TicketNo const& no);
/// What is kept back for the ticket, by SKU.
std::vector<StockReservation> stock_hold_rows(ReadTx& tx, TenantId const& tenant, TicketNo const& no);
/// Shelves whose reserved pieces are not those of their tickets: "s1 K1: 2, its tickets hold 1".
std::vector<std::string> wrong_shelves(ReadTx& tx);
bool is_in_outbox(ReadTx& tx, TenantId const& tenant, OutboxKind kind, std::string_view key);
/// Every refund number there is, over all tenants.
std::map<std::string, RefundRow> all_refunds(ReadTx& tx);
/// Every kept file that a row speaks of: SHA-256 in hex.
std::vector<std::string> kept_files(ReadTx& tx);

/// Tenants whose live events have gaps, or whose newest is missing.
std::vector<std::string> live_gaps(ReadTx& tx);

}  // namespace afterdesk::store
