#pragma once
// Steps of the schema: what hosts are asked to do, and what shops' keys may name.

namespace afterdesk::store {

// Written in the ticket's own commit, with the version of the event that asks for it.
inline constexpr char const* host_tasks = R"sql(
CREATE TABLE host_task (
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    task_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    order_no TEXT NOT NULL,
    ticket_no TEXT NOT NULL,
    shop_id TEXT NOT NULL,
    buyer_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    made_ms INTEGER NOT NULL,
    due_ms INTEGER NOT NULL,
    external_no TEXT NOT NULL,
    failure_code TEXT NOT NULL,
    retryable INTEGER NOT NULL CHECK (retryable IN (0, 1)),
    failure_text TEXT NOT NULL,
    answered_ms INTEGER,
    PRIMARY KEY (tenant, task_id),
    FOREIGN KEY (tenant, ticket_no) REFERENCES ticket (tenant, ticket_no)
) STRICT;
CREATE INDEX host_task_by_time ON host_task (tenant, made_ms, task_id);
CREATE INDEX host_task_by_state ON host_task (tenant, state, made_ms, task_id);
CREATE INDEX host_task_by_ticket ON host_task (tenant, ticket_no, made_ms, task_id);
CREATE INDEX host_task_by_order ON host_task (tenant, order_no, made_ms, task_id);
)sql";

// Numbers at channels that the shop's own keys may name payments of.
inline constexpr char const* shop_merchants = R"sql(
ALTER TABLE shop ADD COLUMN merchants TEXT NOT NULL DEFAULT '';
)sql";

}  // namespace afterdesk::store
