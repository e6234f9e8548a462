#pragma once
// Two steps of the schema: whose messages to the outside are, and who sends them.

namespace afterdesk::store {

// A lease on a row of the outbox says whose it is; which kinds there are says the program.
inline constexpr char const* outbox_owners = R"sql(
CREATE TABLE outbox_with_owners (
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    ticket_no TEXT NOT NULL,
    run_at_ms INTEGER NOT NULL,
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    leased_until_ms INTEGER NOT NULL,
    leased_by TEXT NOT NULL,
    last_error TEXT NOT NULL,
    PRIMARY KEY (tenant, kind, key)
) STRICT;
INSERT INTO outbox_with_owners SELECT tenant, kind, key, ticket_no, run_at_ms, attempts, 0, '', last_error
    FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_with_owners RENAME TO outbox;
CREATE INDEX outbox_by_time ON outbox (run_at_ms);
)sql";

inline constexpr char const* outbox_shops = R"sql(
ALTER TABLE outbox ADD COLUMN shop_id TEXT NOT NULL DEFAULT '';
UPDATE outbox SET shop_id = COALESCE((SELECT shop_id FROM ticket t
    WHERE t.tenant = outbox.tenant AND t.ticket_no = outbox.ticket_no), '');
CREATE INDEX outbox_by_shop ON outbox (tenant, shop_id, run_at_ms, key);
)sql";

}  // namespace afterdesk::store
