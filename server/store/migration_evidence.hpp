#pragma once
// Steps of the schema: evidence of all kinds, and how much of it everybody sends.

namespace afterdesk::store {

// Evidence that is no picture, and files that come in pieces: a row of `upload` says how much of one is on
// the disk, and what it became.
inline constexpr char const* evidence_of_kinds = R"sql(
CREATE TABLE evidence_of_kinds (
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    evidence_id TEXT NOT NULL,
    audience TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    bytes INTEGER NOT NULL CHECK (bytes > 0),
    width INTEGER NOT NULL CHECK (width >= 0),
    height INTEGER NOT NULL CHECK (height >= 0),
    thumb_hash TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (tenant, evidence_id, audience, actor_id)
) STRICT;
INSERT INTO evidence_of_kinds SELECT tenant, evidence_id, audience, actor_id, bytes, width, height,
    thumb_hash, created_ms, 'image/jpeg', '' FROM evidence;
DROP TABLE evidence;
ALTER TABLE evidence_of_kinds RENAME TO evidence;
CREATE INDEX evidence_by_actor ON evidence (tenant, audience, actor_id, created_ms);
CREATE TABLE upload (
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    upload_id TEXT NOT NULL,
    audience TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    name TEXT NOT NULL,
    bytes INTEGER NOT NULL CHECK (bytes > 0),
    kept_bytes INTEGER NOT NULL CHECK (kept_bytes >= 0 AND kept_bytes <= bytes),
    poster TEXT NOT NULL,
    evidence_id TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    PRIMARY KEY (tenant, upload_id)
) STRICT;
CREATE INDEX upload_by_actor ON upload (tenant, audience, actor_id, created_ms);
CREATE INDEX upload_by_time ON upload (created_ms);
)sql";

// What was sent, by stretches of ten minutes, whatever became of it: a limit is asked of a few rows, and
// holds for what was refused or sent again, too.
inline constexpr char const* evidence_sent = R"sql(
CREATE TABLE evidence_sent (
    tenant TEXT NOT NULL,
    audience TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    stretch INTEGER NOT NULL,
    files INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    PRIMARY KEY (tenant, audience, actor_id, stretch)
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_sent_by_time ON evidence_sent (stretch);
INSERT INTO evidence_sent SELECT tenant, audience, actor_id, created_ms / 600000, COUNT(*), SUM(bytes)
    FROM (SELECT tenant, audience, actor_id, created_ms, bytes FROM evidence
        UNION ALL SELECT tenant, audience, actor_id, created_ms, bytes FROM upload WHERE evidence_id = '')
    GROUP BY 1, 2, 3, 4;
)sql";

// Which files a ticket has is asked by each page and each command; without this, all of the mall were looked
// through for it.
inline constexpr char const* evidence_of_tickets = R"sql(
CREATE INDEX evidence_use_by_ticket ON evidence_use (tenant, ticket_no, evidence_id);
)sql";

}  // namespace afterdesk::store
