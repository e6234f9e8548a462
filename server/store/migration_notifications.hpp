#pragma once
// One step of the schema: where people want to hear of their tickets, and what is on its way to them.

namespace afterdesk::store {

// A notification names its receiver, never his address: that is looked up when it is sent, so that what is
// erased is nowhere else. `id` is the same for the same news to the same person.
inline constexpr char const* notifications = R"sql(
CREATE TABLE notification_contact (
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    side TEXT NOT NULL CHECK (side IN ('buyer', 'staff')),
    person TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    openid TEXT NOT NULL,
    language TEXT NOT NULL,
    is_off INTEGER NOT NULL CHECK (is_off IN (0, 1)),
    PRIMARY KEY (tenant, side, person)
) STRICT;
CREATE TABLE notification_place (
    tenant TEXT NOT NULL PRIMARY KEY REFERENCES tenant (tenant),
    spread_seq INTEGER NOT NULL,
    deadline_ms INTEGER NOT NULL,
    ticket_no TEXT NOT NULL,
    last_number INTEGER NOT NULL
) STRICT;
CREATE TABLE notification (
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    way TEXT NOT NULL,
    kind TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('buyer', 'staff')),
    person TEXT NOT NULL,
    ticket_no TEXT NOT NULL,
    version INTEGER NOT NULL,
    shop_id TEXT NOT NULL,
    amount_fen INTEGER,
    until_ms INTEGER,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'parked', 'left_out')),
    made_ms INTEGER NOT NULL,
    run_at_ms INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    leased_until_ms INTEGER NOT NULL,
    leased_by TEXT NOT NULL,
    problem TEXT NOT NULL,
    PRIMARY KEY (tenant, number)
) STRICT;
CREATE UNIQUE INDEX notification_by_id ON notification (tenant, id);
CREATE INDEX notification_due ON notification (tenant, way, run_at_ms, number) WHERE state = 'waiting';
CREATE INDEX notification_of_person ON notification (tenant, way, side, person, made_ms);
CREATE INDEX notification_parked ON notification (tenant, made_ms, number) WHERE state = 'parked';
CREATE INDEX notification_by_time ON notification (tenant, made_ms) WHERE state <> 'waiting';
)sql";

}  // namespace afterdesk::store
