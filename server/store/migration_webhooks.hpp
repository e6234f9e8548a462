#pragma once
// One step of the schema: hosts' endpoints, and what is on its way to them.

namespace afterdesk::store {

// An endpoint knows up to which commit of the pull log its deliveries were made, in one transaction with
// them. A delivery keeps its bytes; `run_at_ms` is there when its turn has come, as those of a ticket go one
// after the other.
inline constexpr char const* webhooks = R"sql(
CREATE TABLE webhook (
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    webhook_id TEXT NOT NULL,
    shop_id TEXT NOT NULL,
    url TEXT NOT NULL,
    types TEXT NOT NULL,
    secrets TEXT NOT NULL,
    enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    ended TEXT NOT NULL,
    made_ms INTEGER NOT NULL,
    spread_seq INTEGER NOT NULL,
    last_number INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    failing_since_ms INTEGER,
    quiet_until_ms INTEGER NOT NULL,
    PRIMARY KEY (tenant, webhook_id)
) STRICT;
CREATE TABLE webhook_delivery (
    tenant TEXT NOT NULL,
    webhook_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    type TEXT NOT NULL,
    ticket_no TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'parked')),
    made_ms INTEGER NOT NULL,
    since_ms INTEGER NOT NULL,
    run_at_ms INTEGER,
    attempts INTEGER NOT NULL,
    leased_until_ms INTEGER NOT NULL,
    leased_by TEXT NOT NULL,
    status INTEGER NOT NULL,
    problem TEXT NOT NULL,
    tried_ms INTEGER,
    PRIMARY KEY (tenant, webhook_id, number),
    FOREIGN KEY (tenant, webhook_id) REFERENCES webhook (tenant, webhook_id)
) STRICT;
CREATE UNIQUE INDEX webhook_delivery_by_event ON webhook_delivery (tenant, webhook_id, event_id);
CREATE INDEX webhook_delivery_by_state ON webhook_delivery (tenant, webhook_id, state, number);
CREATE INDEX webhook_delivery_due ON webhook_delivery (tenant, webhook_id, run_at_ms, number)
    WHERE run_at_ms IS NOT NULL;
CREATE INDEX webhook_delivery_by_ticket ON webhook_delivery (tenant, webhook_id, ticket_no, number)
    WHERE state <> 'delivered';
CREATE INDEX webhook_delivery_parked ON webhook_delivery (tenant, since_ms, number) WHERE state = 'parked';
)sql";

}  // namespace afterdesk::store
