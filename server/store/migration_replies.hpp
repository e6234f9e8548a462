#pragma once
// One step of the schema: answers are kept by what they were made of.

namespace afterdesk::store {

// Those of before have their body and nothing else.
inline constexpr char const* kept_replies = R"sql(
ALTER TABLE idem ADD COLUMN ticket_no TEXT NOT NULL DEFAULT '';
ALTER TABLE idem ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE idem ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE idem ADD COLUMN rest TEXT NOT NULL DEFAULT '';
CREATE INDEX idem_by_seq ON idem (tenant, seq) WHERE seq > 0;
CREATE TABLE shown_before (
    tenant TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('order', 'shop', 'buyer')),
    name TEXT NOT NULL,
    until_seq INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (tenant, kind, name, until_seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX shown_before_by_seq ON shown_before (tenant, until_seq);
)sql";

}  // namespace afterdesk::store
