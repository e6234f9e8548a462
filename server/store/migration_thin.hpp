#pragma once
// One step of the schema: what a new ticket writes, and no more.

namespace afterdesk::store {

// A commit writes a page of each index that it touches, and of a batch one for nearly each ticket where an
// index does not stand by time. So an order that several stretches of other indexes give together has none of
// its own (store/ticket_ways.hpp): amounts of all are those of what is over and of what is open, deadlines
// stand pile by pile, and what asks something of staff by status. A buyer's tickets are counted along his
// index. Rows that are as small as their keys are kept in the key's order. "NOT (… NOT IN …)" is no condition
// that an engine looks up in another index.
inline constexpr char const* thin = R"sql(
DROP INDEX ticket_by_buyer;
DROP INDEX ticket_by_status;
DROP INDEX ticket_by_shop_status;
DROP INDEX ticket_by_amount;
DROP INDEX ticket_by_shop_amount;
DROP INDEX ticket_by_deadline;
DROP INDEX ticket_by_shop_deadline;
DROP INDEX ticket_open;
DROP INDEX ticket_open_by_shop;
DROP INDEX ticket_by_work;
DROP INDEX ticket_by_shop_work;
CREATE INDEX ticket_by_buyer ON ticket (tenant, buyer_id, applied_at_ms, ticket_no, status, type);
CREATE INDEX ticket_by_status ON ticket
    (tenant, status, applied_at_ms, ticket_no, type, reason, refund_fen, work, late, deadline_ms);
CREATE INDEX ticket_by_shop_status ON ticket
    (tenant, shop_id, status, applied_at_ms, ticket_no, type, reason, refund_fen, work, late, deadline_ms);
CREATE INDEX ticket_over_by_amount ON ticket
    (tenant, refund_fen, ticket_no, status, type, reason, applied_at_ms)
    WHERE NOT (status NOT IN ('done', 'shut'));
CREATE INDEX ticket_over_by_shop_amount ON ticket
    (tenant, shop_id, refund_fen, ticket_no, status, type, reason, applied_at_ms)
    WHERE NOT (status NOT IN ('done', 'shut'));
CREATE INDEX ticket_over_work ON ticket
    (tenant, applied_at_ms, ticket_no, work, late, deadline_ms, status, type, reason, refund_fen)
    WHERE work <> '' AND NOT (status NOT IN ('done', 'shut'));
CREATE INDEX ticket_over_work_by_shop ON ticket
    (tenant, shop_id, applied_at_ms, ticket_no, work, late, deadline_ms, status, type, reason, refund_fen)
    WHERE work <> '' AND NOT (status NOT IN ('done', 'shut'));
CREATE INDEX ticket_by_deadline ON ticket
    (tenant, work, deadline_ms, ticket_no, late, status, type, reason, refund_fen, applied_at_ms)
    WHERE deadline_ms IS NOT NULL;
CREATE INDEX ticket_by_shop_deadline ON ticket
    (tenant, shop_id, work, deadline_ms, ticket_no, late, status, type, reason, refund_fen, applied_at_ms)
    WHERE deadline_ms IS NOT NULL;
DELETE FROM ticket_count WHERE scope = 'buyer';
DROP INDEX ticket_event_by_actor;
CREATE INDEX ticket_event_by_staff ON ticket_event (tenant, actor_id, at_ms)
    WHERE actor_kind IN ('merchant', 'platform');
DROP INDEX idem_by_time;
CREATE INDEX idem_by_time ON idem (created_ms) WHERE seq = 0;
DROP INDEX idem_by_seq;
CREATE INDEX idem_by_seq ON idem (tenant, seq, created_ms) WHERE seq > 0;
CREATE TABLE evidence_of_ticket (
    tenant TEXT NOT NULL,
    ticket_no TEXT NOT NULL,
    evidence_id TEXT NOT NULL,
    PRIMARY KEY (tenant, ticket_no, evidence_id),
    FOREIGN KEY (tenant, ticket_no) REFERENCES ticket (tenant, ticket_no)
) STRICT, WITHOUT ROWID;
INSERT INTO evidence_of_ticket SELECT tenant, ticket_no, evidence_id FROM evidence_use;
DROP TABLE evidence_use;
ALTER TABLE evidence_of_ticket RENAME TO evidence_use;
CREATE INDEX evidence_use_by_file ON evidence_use (tenant, evidence_id, ticket_no);
CREATE TABLE live_event_by_seq (
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    seq INTEGER NOT NULL CHECK (seq >= 1),
    ticket_no TEXT NOT NULL,
    order_no TEXT NOT NULL,
    shop_id TEXT NOT NULL,
    buyer_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    first_version INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO live_event_by_seq SELECT tenant, seq, ticket_no, order_no, shop_id, buyer_id, version, state,
    first_version FROM live_event;
DROP TABLE live_event;
ALTER TABLE live_event_by_seq RENAME TO live_event;
CREATE TABLE ledger_by_order (
    tenant TEXT NOT NULL,
    order_no TEXT NOT NULL,
    entry_no INTEGER NOT NULL CHECK (entry_no >= 1),
    at_ms INTEGER NOT NULL,
    payment_id TEXT NOT NULL,
    ticket_no TEXT NOT NULL,
    debit TEXT NOT NULL CHECK (debit IN ('buyer', 'kept', 'reserved', 'refunded')),
    credit TEXT NOT NULL CHECK (credit IN ('buyer', 'kept', 'reserved', 'refunded')),
    amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
    PRIMARY KEY (tenant, order_no, entry_no),
    FOREIGN KEY (tenant, order_no, payment_id) REFERENCES order_money (tenant, order_no, payment_id),
    CHECK (debit <> credit)
) STRICT, WITHOUT ROWID;
INSERT INTO ledger_by_order SELECT tenant, order_no, entry_no, at_ms, payment_id, ticket_no, debit, credit,
    amount_fen FROM ledger_entry;
DROP TABLE ledger_entry;
ALTER TABLE ledger_by_order RENAME TO ledger_entry;
)sql";

}  // namespace afterdesk::store
