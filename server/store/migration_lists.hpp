#pragma once
// One step of the schema: what lists are walked by, and how many tickets there are.

namespace afterdesk::store {

// Each list has an index that stands in its order and holds what it is mostly narrowed by, for a shop and for
// the whole mall (store/ticket_walk.cpp says which); those of open tickets are small. A buyer's are few.
// Numbers that are shown without a filter are kept.
inline constexpr char const* lists = R"sql(
DROP INDEX ticket_by_shop;
DROP INDEX ticket_by_time;
DROP INDEX ticket_by_shop_status;
DROP INDEX ticket_by_status;
DROP INDEX ticket_by_shop_amount;
DROP INDEX ticket_by_deadline;
DROP INDEX ticket_by_shop_deadline;
DROP INDEX ticket_by_work;
DROP INDEX ticket_by_arbitration;
DROP INDEX ticket_by_queue;
CREATE INDEX ticket_by_time ON ticket (tenant, applied_at_ms, ticket_no, type, reason, refund_fen);
CREATE INDEX ticket_by_shop ON ticket (tenant, shop_id, applied_at_ms, ticket_no, type, reason, refund_fen);
CREATE INDEX ticket_by_status ON ticket (tenant, status, applied_at_ms, ticket_no, type, reason, refund_fen);
CREATE INDEX ticket_by_shop_status
    ON ticket (tenant, shop_id, status, applied_at_ms, ticket_no, type, reason, refund_fen);
CREATE INDEX ticket_by_amount ON ticket (tenant, refund_fen, ticket_no, type, reason, applied_at_ms);
CREATE INDEX ticket_by_shop_amount
    ON ticket (tenant, shop_id, refund_fen, ticket_no, type, reason, applied_at_ms);
CREATE INDEX ticket_by_deadline ON ticket
    (tenant, deadline_ms, ticket_no, work, late, type, reason, refund_fen, applied_at_ms)
    WHERE deadline_ms IS NOT NULL;
CREATE INDEX ticket_by_shop_deadline ON ticket
    (tenant, shop_id, deadline_ms, ticket_no, work, late, type, reason, refund_fen, applied_at_ms)
    WHERE deadline_ms IS NOT NULL;
CREATE INDEX ticket_open ON ticket
    (tenant, applied_at_ms, ticket_no, work, late, deadline_ms, status, type, reason, refund_fen)
    WHERE work <> '';
CREATE INDEX ticket_open_by_shop ON ticket
    (tenant, shop_id, applied_at_ms, ticket_no, work, late, deadline_ms, status, type, reason, refund_fen)
    WHERE work <> '';
CREATE INDEX ticket_by_work ON ticket (tenant, work, deadline_ms, late, refund_fen) WHERE work <> '';
CREATE INDEX ticket_by_shop_work ON ticket (tenant, shop_id, work, deadline_ms, late, refund_fen)
    WHERE work <> '';
CREATE INDEX ticket_by_queue ON ticket (tenant, queue, applied_at_ms, ticket_no) WHERE queue <> '';
CREATE INDEX ticket_by_shop_queue ON ticket (tenant, shop_id, queue, applied_at_ms, ticket_no)
    WHERE queue <> '';
CREATE INDEX ticket_decided ON ticket (tenant, applied_at_ms, ticket_no) WHERE arbitration = 'decided';
CREATE INDEX ticket_decided_by_shop ON ticket (tenant, shop_id, applied_at_ms, ticket_no)
    WHERE arbitration = 'decided';
CREATE INDEX launch_jti_by_time ON launch_jti (expires_ms);
CREATE TABLE ticket_count (
    tenant TEXT NOT NULL,
    scope TEXT NOT NULL,
    id TEXT NOT NULL,
    counted TEXT NOT NULL,
    name TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (tenant, scope, id, counted, name)
) STRICT, WITHOUT ROWID;
)sql";

// What is not over, by amount: few of all, so that the largest of one status are soon found.
inline constexpr char const* open_by_amount = R"sql(
CREATE INDEX ticket_open_by_amount ON ticket
    (tenant, refund_fen, ticket_no, status, type, reason, applied_at_ms)
    WHERE status NOT IN ('done', 'shut');
CREATE INDEX ticket_open_by_shop_amount ON ticket
    (tenant, shop_id, refund_fen, ticket_no, status, type, reason, applied_at_ms)
    WHERE status NOT IN ('done', 'shut');
)sql";

// What is due is counted by status along its deadlines.
inline constexpr char const* status_of_deadlines = R"sql(
DROP INDEX ticket_by_deadline;
DROP INDEX ticket_by_shop_deadline;
CREATE INDEX ticket_by_deadline ON ticket
    (tenant, deadline_ms, ticket_no, work, late, status, type, reason, refund_fen, applied_at_ms)
    WHERE deadline_ms IS NOT NULL;
CREATE INDEX ticket_by_shop_deadline ON ticket
    (tenant, shop_id, deadline_ms, ticket_no, work, late, status, type, reason, refund_fen, applied_at_ms)
    WHERE deadline_ms IS NOT NULL;
)sql";

}  // namespace afterdesk::store
