#pragma once
// One step of the schema: what was erased, and how events show that.

namespace afterdesk::store {

// A seal stands with each event that has something personal in it (wire/chain.hpp); those of before have
// none. `erasure_rest` is what an erasure has still to do outside of its commit.
inline constexpr char const* erasures = R"sql(
ALTER TABLE ticket_event ADD COLUMN seal BLOB NOT NULL DEFAULT x'';
CREATE TABLE erasure (
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    kind TEXT NOT NULL CHECK (kind IN ('ticket', 'buyer')),
    name TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 0),
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (tenant, kind, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE erasure_rest (
    kind TEXT NOT NULL CHECK (kind IN ('file', 'upload', 'scrub', 'log')),
    name TEXT NOT NULL,
    PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_by_thumb ON evidence (thumb_hash) WHERE thumb_hash <> '';
CREATE INDEX idem_by_ticket ON idem (tenant, ticket_no) WHERE ticket_no <> '';
)sql";

}  // namespace afterdesk::store
