#pragma once
// One step of the schema: who may do what, and who did what.

namespace afterdesk::store {

// Roles beyond the first two, those of a shop's own, the second step of signing in, and who did what. Who is
// who in a ticket's events is said by columns that follow from them, so that it can be searched.
inline constexpr char const* access = R"sql(
CREATE TABLE staff_with_roles (
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    staff_id TEXT NOT NULL,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    audience TEXT NOT NULL CHECK (audience IN ('merchant', 'platform')),
    shop_id TEXT,
    password_hash TEXT NOT NULL,
    role TEXT NOT NULL,
    disabled INTEGER NOT NULL CHECK (disabled IN (0, 1)),
    PRIMARY KEY (tenant, staff_id),
    FOREIGN KEY (tenant, shop_id) REFERENCES shop (tenant, shop_id),
    CHECK ((audience = 'merchant') = (shop_id IS NOT NULL))
) STRICT;
INSERT INTO staff_with_roles SELECT tenant, staff_id, login, name, audience, shop_id, password_hash,
    CASE WHEN audience = 'merchant' THEN role WHEN role = 'manager' THEN 'administrator' ELSE 'arbiter' END, 0
    FROM staff;
DROP TABLE staff;
ALTER TABLE staff_with_roles RENAME TO staff;
CREATE TABLE staff_role (
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    role_id TEXT NOT NULL,
    shop_id TEXT NOT NULL,
    name TEXT NOT NULL,
    rights TEXT NOT NULL,
    PRIMARY KEY (tenant, role_id),
    UNIQUE (tenant, shop_id, name)
) STRICT;
CREATE TABLE two_step (
    tenant TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    secret BLOB NOT NULL,
    is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    last_step INTEGER NOT NULL,
    PRIMARY KEY (tenant, staff_id),
    FOREIGN KEY (tenant, staff_id) REFERENCES staff (tenant, staff_id)
) STRICT;
CREATE TABLE recovery_code (
    tenant TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (tenant, staff_id, hash),
    FOREIGN KEY (tenant, staff_id) REFERENCES staff (tenant, staff_id)
) STRICT;
CREATE TABLE audit_entry (
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    seq INTEGER NOT NULL CHECK (seq >= 1),
    at_ms INTEGER NOT NULL,
    side TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    shop_id TEXT NOT NULL,
    action TEXT NOT NULL,
    noun TEXT NOT NULL,
    name TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (tenant, seq)
) STRICT;
CREATE INDEX audit_entry_by_time ON audit_entry (tenant, at_ms);
ALTER TABLE ticket_event ADD COLUMN actor_kind TEXT GENERATED ALWAYS AS (body ->> '$.actor.kind') VIRTUAL;
ALTER TABLE ticket_event ADD COLUMN actor_id TEXT GENERATED ALWAYS AS (body ->> '$.actor.id') VIRTUAL;
ALTER TABLE ticket_event ADD COLUMN event TEXT GENERATED ALWAYS AS (body ->> '$.event') VIRTUAL;
CREATE INDEX ticket_event_by_time ON ticket_event (tenant, at_ms);
CREATE INDEX ticket_event_by_actor ON ticket_event (tenant, actor_id, at_ms);
)sql";

}  // namespace afterdesk::store
