#pragma once
// One step of the schema: what was said with buyers, and shops that are shut.

namespace afterdesk::store {

// What was said with buyers for whom staff opened tickets; a shop that may not work here; return addresses
// that change. Orders are found by the buyer's name and phone tail, too: index_again follows.
inline constexpr char const* shop_work = R"sql(
CREATE TABLE contact (
    tenant TEXT NOT NULL,
    ticket_no TEXT NOT NULL,
    source TEXT NOT NULL,
    note TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (tenant, ticket_no),
    FOREIGN KEY (tenant, ticket_no) REFERENCES ticket (tenant, ticket_no)
) STRICT;
ALTER TABLE shop ADD COLUMN addresses_version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE shop ADD COLUMN disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1));
)sql";

}  // namespace afterdesk::store
