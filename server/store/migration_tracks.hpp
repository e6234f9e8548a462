#pragma once
// One step of the schema: where parcels are.

namespace afterdesk::store {

// A track by the parcel's number as it is compared (tracking_key), whoever told it: `told_by` is the shop of
// the key that did, "" for the mall or a courier. `asked_ms` is of the machine's clock, so that nobody is
// asked too often after a restart. `track_use` says which tickets have the number; `used`, that some have.
inline constexpr char const* parcel_tracks = R"sql(
CREATE TABLE track (
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    number TEXT NOT NULL,
    carrier TEXT NOT NULL,
    tracking_no TEXT NOT NULL,
    since_ms INTEGER NOT NULL,
    status TEXT NOT NULL DEFAULT '',
    stations TEXT NOT NULL DEFAULT '',
    as_of_ms INTEGER NOT NULL DEFAULT 0,
    told_by TEXT NOT NULL DEFAULT '',
    asked_ms INTEGER NOT NULL DEFAULT 0,
    first_asked_ms INTEGER NOT NULL DEFAULT 0,
    next_ms INTEGER,
    code TEXT NOT NULL DEFAULT '',
    token TEXT NOT NULL DEFAULT '',
    salt TEXT NOT NULL DEFAULT '',
    subscribed INTEGER NOT NULL DEFAULT 0 CHECK (subscribed IN (0, 1)),
    used INTEGER NOT NULL DEFAULT 0 CHECK (used IN (0, 1)),
    PRIMARY KEY (tenant, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX track_by_due ON track (next_ms) WHERE next_ms IS NOT NULL;
CREATE INDEX track_by_number ON track (number, asked_ms);
CREATE INDEX track_by_token ON track (token) WHERE token <> '';
CREATE INDEX track_by_age ON track (tenant, as_of_ms) WHERE used = 0;
CREATE TABLE track_use (
    tenant TEXT NOT NULL,
    ticket_no TEXT NOT NULL,
    number TEXT NOT NULL,
    PRIMARY KEY (tenant, ticket_no, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX track_use_by_number ON track_use (tenant, number, ticket_no);
INSERT INTO track (tenant, number, carrier, tracking_no, since_ms, next_ms, used)
    SELECT tenant, number, '', number, 0, 0, 1 FROM open_parcel WHERE true ON CONFLICT DO NOTHING;
INSERT INTO track_use (tenant, ticket_no, number) SELECT tenant, ticket_no, number FROM open_parcel WHERE true
    ON CONFLICT DO NOTHING;
)sql";

}  // namespace afterdesk::store
