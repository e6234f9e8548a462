#pragma once
// One step of the schema: hosts, which speak as machines.

namespace afterdesk::store {

// Keys by the hash of their secret; the newest revision told of each order; facts by the host's own numbers.
// A live event says where its commit's events begin (0: it was written before that was kept), and the mall's
// stream has a name that changes when its events are not those of before.
inline constexpr char const* hosts = R"sql(
CREATE TABLE host_key (
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    key_id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    shop_id TEXT NOT NULL,
    scopes TEXT NOT NULL,
    secret_hash BLOB NOT NULL,
    made_ms INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    expires_ms INTEGER,
    used_ms INTEGER,
    PRIMARY KEY (tenant, key_id)
) STRICT;
CREATE TABLE host_order (
    tenant TEXT NOT NULL,
    order_no TEXT NOT NULL,
    revision INTEGER NOT NULL CHECK (revision >= 0),
    PRIMARY KEY (tenant, order_no),
    FOREIGN KEY (tenant, order_no) REFERENCES order_row (tenant, order_no)
) STRICT;
CREATE TABLE host_fact (
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    fact_id TEXT NOT NULL,
    told_hash BLOB NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    code TEXT NOT NULL,
    ticket_no TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (tenant, fact_id)
) STRICT;
CREATE INDEX host_fact_by_time ON host_fact (tenant, at_ms);
ALTER TABLE tenant ADD COLUMN stream TEXT NOT NULL DEFAULT '';
ALTER TABLE live_event ADD COLUMN first_version INTEGER NOT NULL DEFAULT 0;
)sql";

// Few facts contradict a ticket; they are found without going through the others.
inline constexpr char const* host_conflicts = R"sql(
CREATE INDEX host_fact_conflicts ON host_fact (tenant, ticket_no)
    WHERE outcome = 'conflict' AND ticket_no <> '';
)sql";

}  // namespace afterdesk::store
