#include "store/migrations.hpp"

#include <array>

#include "store/engine.hpp"
#include "store/migration_access.hpp"
#include "store/migration_accounts.hpp"
#include "store/migration_bills.hpp"
#include "store/migration_by_ticket.hpp"
#include "store/migration_erasure.hpp"
#include "store/migration_evidence.hpp"
#include "store/migration_host.hpp"
#include "store/migration_lists.hpp"
#include "store/migration_notifications.hpp"
#include "store/migration_outbox.hpp"
#include "store/migration_passwords.hpp"
#include "store/migration_pickups.hpp"
#include "store/migration_refund_accounts.hpp"
#include "store/migration_replies.hpp"
#include "store/migration_shipping.hpp"
#include "store/migration_shop_work.hpp"
#include "store/migration_tasks.hpp"
#include "store/migration_thin.hpp"
#include "store/migration_tracks.hpp"
#include "store/migration_tries.hpp"
#include "store/migration_webhooks.hpp"

namespace afterdesk::store {

namespace {

// Written in what SQLite and PostgreSQL share: the tenant first in every key, no triggers, no clock of the
// database, no generated numbers. What another engine writes differently: INTEGER holds 64 bits (BIGINT),
// BLOB is BYTEA, TEXT is compared byte by byte (COLLATE "C"), STRICT and WITHOUT ROWID fall away. What texts
// are found with is the engine's own (store/text_index.hpp).
constexpr char const* people = R"sql(
CREATE TABLE tenant (
    tenant TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    issuer TEXT NOT NULL UNIQUE,
    live_seq INTEGER NOT NULL CHECK (live_seq >= 0)
) STRICT;
CREATE TABLE policy (
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    version INTEGER NOT NULL CHECK (version >= 1),
    body TEXT NOT NULL,
    PRIMARY KEY (tenant, version)
) STRICT;
CREATE TABLE shop (
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    shop_id TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    addresses TEXT NOT NULL,
    PRIMARY KEY (tenant, shop_id)
) STRICT;
CREATE TABLE staff (
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    staff_id TEXT NOT NULL,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    audience TEXT NOT NULL CHECK (audience IN ('merchant', 'platform')),
    shop_id TEXT,
    password_hash TEXT NOT NULL,
    PRIMARY KEY (tenant, staff_id),
    FOREIGN KEY (tenant, shop_id) REFERENCES shop (tenant, shop_id),
    CHECK ((audience = 'merchant') = (shop_id IS NOT NULL))
) STRICT;
CREATE TABLE buyer (
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    buyer_id TEXT NOT NULL,
    name TEXT NOT NULL,
    phone_tail TEXT NOT NULL,
    PRIMARY KEY (tenant, buyer_id)
) STRICT;
CREATE TABLE session (
    token_hash BLOB NOT NULL PRIMARY KEY,
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    audience TEXT NOT NULL CHECK (audience IN ('buyer', 'merchant', 'platform')),
    actor_id TEXT NOT NULL,
    order_no TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    seen_ms INTEGER NOT NULL,
    idle_ms INTEGER NOT NULL CHECK (idle_ms > 0),
    expires_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX session_by_expiry ON session (expires_ms);
CREATE TABLE launch_jti (
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    jti TEXT NOT NULL,
    expires_ms INTEGER NOT NULL,
    PRIMARY KEY (tenant, jti)
) STRICT;
)sql";

constexpr char const* orders = R"sql(
CREATE TABLE order_row (
    tenant TEXT NOT NULL,
    order_no TEXT NOT NULL,
    shop_id TEXT NOT NULL,
    buyer_id TEXT NOT NULL,
    paid_at_ms INTEGER NOT NULL,
    paid_fen INTEGER NOT NULL CHECK (paid_fen >= 0),
    body TEXT NOT NULL,
    PRIMARY KEY (tenant, order_no),
    FOREIGN KEY (tenant, shop_id) REFERENCES shop (tenant, shop_id),
    FOREIGN KEY (tenant, buyer_id) REFERENCES buyer (tenant, buyer_id)
) STRICT;
CREATE INDEX order_by_buyer ON order_row (tenant, buyer_id, paid_at_ms, order_no);
CREATE TABLE order_money (
    tenant TEXT NOT NULL,
    order_no TEXT NOT NULL,
    payment_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    paid_fen INTEGER NOT NULL CHECK (paid_fen >= 0),
    reserved_fen INTEGER NOT NULL CHECK (reserved_fen >= 0),
    refunded_fen INTEGER NOT NULL CHECK (refunded_fen >= 0),
    PRIMARY KEY (tenant, order_no, payment_id),
    FOREIGN KEY (tenant, order_no) REFERENCES order_row (tenant, order_no),
    CHECK (reserved_fen + refunded_fen <= paid_fen)
) STRICT;
CREATE TABLE ledger_entry (
    tenant TEXT NOT NULL,
    order_no TEXT NOT NULL,
    entry_no INTEGER NOT NULL CHECK (entry_no >= 1),
    at_ms INTEGER NOT NULL,
    payment_id TEXT NOT NULL,
    ticket_no TEXT NOT NULL,
    debit TEXT NOT NULL CHECK (debit IN ('buyer', 'kept', 'reserved', 'refunded')),
    credit TEXT NOT NULL CHECK (credit IN ('buyer', 'kept', 'reserved', 'refunded')),
    amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
    PRIMARY KEY (tenant, order_no, entry_no),
    FOREIGN KEY (tenant, order_no, payment_id) REFERENCES order_money (tenant, order_no, payment_id),
    CHECK (debit <> credit)
) STRICT;
)sql";

constexpr char const* tickets = R"sql(
CREATE TABLE ticket (
    tenant TEXT NOT NULL,
    ticket_no TEXT NOT NULL,
    order_no TEXT NOT NULL,
    shop_id TEXT NOT NULL,
    buyer_id TEXT NOT NULL,
    type TEXT NOT NULL,
    state TEXT NOT NULL,
    status TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    refund_fen INTEGER NOT NULL CHECK (refund_fen >= 0),
    reason TEXT NOT NULL,
    title TEXT NOT NULL,
    spec TEXT NOT NULL,
    image TEXT NOT NULL,
    line_count INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    applied_at_ms INTEGER NOT NULL,
    deadline_ms INTEGER,
    search_text TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (tenant, ticket_no),
    FOREIGN KEY (tenant, order_no) REFERENCES order_row (tenant, order_no)
) STRICT;
CREATE INDEX ticket_by_order ON ticket (tenant, order_no, applied_at_ms, ticket_no);
CREATE INDEX ticket_by_shop ON ticket (tenant, shop_id, applied_at_ms, ticket_no);
CREATE INDEX ticket_by_buyer ON ticket (tenant, buyer_id, applied_at_ms, ticket_no);
CREATE INDEX ticket_by_time ON ticket (tenant, applied_at_ms, ticket_no);
CREATE INDEX ticket_by_shop_status ON ticket (tenant, shop_id, status, type);
CREATE INDEX ticket_by_status ON ticket (tenant, status, type);
CREATE INDEX ticket_by_deadline ON ticket (deadline_ms) WHERE deadline_ms IS NOT NULL;
CREATE TABLE ticket_event (
    tenant TEXT NOT NULL,
    ticket_no TEXT NOT NULL,
    seq INTEGER NOT NULL CHECK (seq >= 1),
    at_ms INTEGER NOT NULL,
    body TEXT NOT NULL,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (tenant, ticket_no, seq),
    FOREIGN KEY (tenant, ticket_no) REFERENCES ticket (tenant, ticket_no)
) STRICT;
CREATE TABLE search_gram (
    tenant TEXT NOT NULL,
    gram TEXT NOT NULL,
    ticket_no TEXT NOT NULL,
    PRIMARY KEY (tenant, gram, ticket_no)
) STRICT, WITHOUT ROWID;
CREATE TABLE evidence (
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    evidence_id TEXT NOT NULL,
    audience TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    bytes INTEGER NOT NULL CHECK (bytes > 0),
    width INTEGER NOT NULL CHECK (width > 0),
    height INTEGER NOT NULL CHECK (height > 0),
    thumb_hash TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    PRIMARY KEY (tenant, evidence_id, audience, actor_id)
) STRICT;
CREATE TABLE evidence_use (
    tenant TEXT NOT NULL,
    evidence_id TEXT NOT NULL,
    ticket_no TEXT NOT NULL,
    PRIMARY KEY (tenant, evidence_id, ticket_no),
    FOREIGN KEY (tenant, ticket_no) REFERENCES ticket (tenant, ticket_no)
) STRICT;
CREATE TABLE live_event (
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    seq INTEGER NOT NULL CHECK (seq >= 1),
    ticket_no TEXT NOT NULL,
    order_no TEXT NOT NULL,
    shop_id TEXT NOT NULL,
    buyer_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (tenant, seq)
) STRICT;
)sql";

constexpr char const* work = R"sql(
CREATE TABLE refund (
    tenant TEXT NOT NULL,
    refund_no TEXT NOT NULL,
    ticket_no TEXT NOT NULL,
    order_no TEXT NOT NULL,
    payment_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
    state TEXT NOT NULL CHECK (state IN ('pending', 'succeeded', 'failed')),
    failure TEXT NOT NULL,
    started_at_ms INTEGER NOT NULL,
    settled_at_ms INTEGER,
    PRIMARY KEY (tenant, refund_no),
    FOREIGN KEY (tenant, ticket_no) REFERENCES ticket (tenant, ticket_no),
    FOREIGN KEY (tenant, order_no, payment_id) REFERENCES order_money (tenant, order_no, payment_id)
) STRICT;
CREATE INDEX refund_by_ticket ON refund (tenant, ticket_no);
CREATE TABLE outbox (
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    kind TEXT NOT NULL CHECK (kind IN ('refund')),
    key TEXT NOT NULL,
    ticket_no TEXT NOT NULL,
    run_at_ms INTEGER NOT NULL,
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    leased_until_ms INTEGER NOT NULL,
    last_error TEXT NOT NULL,
    PRIMARY KEY (tenant, kind, key)
) STRICT;
CREATE INDEX outbox_by_time ON outbox (run_at_ms);
CREATE TABLE idem (
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    audience TEXT NOT NULL,
    actor TEXT NOT NULL,
    key TEXT NOT NULL,
    request_hash BLOB NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    PRIMARY KEY (tenant, audience, actor, key)
) STRICT;
CREATE INDEX idem_by_time ON idem (created_ms);
)sql";

// The whole domain: stock that exchanges reserve, what the mall has to take back, who wrote which policy.
constexpr char const* whole_domain = R"sql(
CREATE TABLE stock (
    tenant TEXT NOT NULL,
    shop_id TEXT NOT NULL,
    sku TEXT NOT NULL,
    spu TEXT NOT NULL,
    title TEXT NOT NULL,
    spec TEXT NOT NULL,
    unit_price_fen INTEGER NOT NULL CHECK (unit_price_fen >= 0),
    available INTEGER NOT NULL CHECK (available >= 0),
    reserved INTEGER NOT NULL CHECK (reserved >= 0),
    PRIMARY KEY (tenant, shop_id, sku),
    FOREIGN KEY (tenant, shop_id) REFERENCES shop (tenant, shop_id)
) STRICT;
CREATE TABLE stock_hold (
    tenant TEXT NOT NULL,
    ticket_no TEXT NOT NULL,
    sku TEXT NOT NULL,
    shop_id TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (tenant, ticket_no, sku),
    FOREIGN KEY (tenant, ticket_no) REFERENCES ticket (tenant, ticket_no)
) STRICT;
CREATE INDEX stock_hold_by_sku ON stock_hold (tenant, shop_id, sku);
CREATE TABLE reclaim (
    tenant TEXT NOT NULL,
    reclaim_no TEXT NOT NULL,
    ticket_no TEXT NOT NULL,
    order_no TEXT NOT NULL,
    body TEXT NOT NULL,
    started_at_ms INTEGER NOT NULL,
    settled_at_ms INTEGER,
    PRIMARY KEY (tenant, reclaim_no),
    FOREIGN KEY (tenant, ticket_no) REFERENCES ticket (tenant, ticket_no)
) STRICT;
CREATE TABLE collection (
    tenant TEXT NOT NULL,
    payment_no TEXT NOT NULL,
    ticket_no TEXT NOT NULL,
    amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (tenant, payment_no),
    FOREIGN KEY (tenant, ticket_no) REFERENCES ticket (tenant, ticket_no)
) STRICT;
CREATE TABLE approval (
    tenant TEXT NOT NULL,
    ticket_no TEXT NOT NULL,
    seq INTEGER NOT NULL,
    staff_id TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    amount_fen INTEGER NOT NULL CHECK (amount_fen >= 0),
    PRIMARY KEY (tenant, ticket_no, seq),
    FOREIGN KEY (tenant, ticket_no) REFERENCES ticket (tenant, ticket_no)
) STRICT;
CREATE INDEX approval_by_staff ON approval (tenant, staff_id, at_ms);
CREATE TABLE desk_clock (
    only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    offset_ms INTEGER NOT NULL,
    advanced_ms INTEGER NOT NULL CHECK (advanced_ms >= 0)
) STRICT;
ALTER TABLE policy ADD COLUMN at_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE policy ADD COLUMN audience TEXT NOT NULL DEFAULT '';
ALTER TABLE policy ADD COLUMN actor TEXT NOT NULL DEFAULT '';
ALTER TABLE staff ADD COLUMN role TEXT NOT NULL DEFAULT 'manager' CHECK (role IN ('manager', 'reviewer'));
ALTER TABLE refund ADD COLUMN via TEXT NOT NULL DEFAULT 'original';
ALTER TABLE ticket ADD COLUMN arbitration TEXT NOT NULL DEFAULT '';
ALTER TABLE ticket ADD COLUMN queue TEXT NOT NULL DEFAULT '';
CREATE INDEX ticket_by_arbitration ON ticket (tenant, arbitration, applied_at_ms) WHERE arbitration <> '';
CREATE INDEX ticket_by_queue ON ticket (tenant, shop_id, queue, applied_at_ms) WHERE queue <> '';
CREATE INDEX ticket_by_shop_deadline ON ticket (tenant, shop_id, deadline_ms, ticket_no);
CREATE TABLE outbox_of_kinds (
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    kind TEXT NOT NULL CHECK (kind IN ('refund', 'reclaim')),
    key TEXT NOT NULL,
    ticket_no TEXT NOT NULL,
    run_at_ms INTEGER NOT NULL,
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    leased_until_ms INTEGER NOT NULL,
    last_error TEXT NOT NULL,
    PRIMARY KEY (tenant, kind, key)
) STRICT;
INSERT INTO outbox_of_kinds SELECT tenant, kind, key, ticket_no, run_at_ms, attempts, leased_until_ms,
    last_error FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_of_kinds RENAME TO outbox;
CREATE INDEX outbox_by_time ON outbox (run_at_ms);
)sql";

// Where a session is used, and how it began: until now buyers came by launch links alone, staff by passwords.
constexpr char const* session_devices = R"sql(
ALTER TABLE session ADD COLUMN way TEXT NOT NULL DEFAULT 'password';
ALTER TABLE session ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN browser TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN system TEXT NOT NULL DEFAULT '';
UPDATE session SET way = 'launch' WHERE audience = 'buyer';
CREATE INDEX session_by_actor ON session (tenant, audience, actor_id);
)sql";

// Parcels that come back, by their number without hyphens, as long as their tickets are open.
constexpr char const* open_parcels = R"sql(
CREATE TABLE open_parcel (
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    number TEXT NOT NULL,
    ticket_no TEXT NOT NULL,
    PRIMARY KEY (tenant, number, ticket_no)
) STRICT;
CREATE INDEX open_parcel_by_ticket ON open_parcel (tenant, ticket_no);
INSERT INTO open_parcel SELECT tenant, LOWER(REPLACE(body ->> '$.return_parcel.tracking_no', '-', '')),
    ticket_no FROM ticket WHERE state NOT IN ('completed', 'closed')
    AND body ->> '$.return_parcel.tracking_no' IS NOT NULL;
)sql";

// What searches find, in one place: the text of each ticket and order, under the number by which the engine's
// own index knows it.
constexpr char const* search_texts = R"sql(
CREATE TABLE search_text (
    number INTEGER NOT NULL PRIMARY KEY,
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    kind TEXT NOT NULL CHECK (kind IN ('ticket', 'order')),
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (tenant, kind, name)
) STRICT;
DROP TABLE search_gram;
ALTER TABLE ticket DROP COLUMN search_text;
)sql";

// Why a policy was changed: what its dry run said, and its author's words.
constexpr char const* policy_notes = R"sql(
ALTER TABLE policy ADD COLUMN note TEXT NOT NULL DEFAULT '';
)sql";

// What a ticket asks of staff, and whether they were reminded of it: a small index, as most tickets are over.
// What a shop's lists are counted, and stand, by is in the others.
constexpr char const* ticket_work = R"sql(
ALTER TABLE ticket ADD COLUMN work TEXT NOT NULL DEFAULT '';
ALTER TABLE ticket ADD COLUMN late INTEGER NOT NULL DEFAULT 0 CHECK (late IN (0, 1));
CREATE INDEX ticket_by_work ON ticket (tenant, shop_id, work, late, deadline_ms, refund_fen) WHERE work <> '';
DROP INDEX ticket_by_shop_status;
CREATE INDEX ticket_by_shop_status
    ON ticket (tenant, shop_id, status, type, reason, refund_fen, applied_at_ms);
DROP INDEX ticket_by_shop_deadline;
CREATE INDEX ticket_by_shop_deadline
    ON ticket (tenant, shop_id, (COALESCE(deadline_ms, 9223372036854775807)), ticket_no);
CREATE INDEX ticket_by_shop_amount ON ticket (tenant, shop_id, refund_fen, ticket_no);
)sql";

void lists_and_counts(WriteTx& tx) {
    sql(tx).script(lists);
    count_tickets_again(tx);
}

constexpr std::array<Migration, 48> all_migrations{people,
                                                   orders,
                                                   tickets,
                                                   work,
                                                   whole_domain,
                                                   outbox_owners,
                                                   session_devices,
                                                   open_parcels,
                                                   search_texts,
                                                   index_again,
                                                   evidence_of_kinds,
                                                   policy_notes,
                                                   access,
                                                   ticket_work,
                                                   fold_tickets_again,
                                                   shop_work,
                                                   fold_tickets_again,  // who judged, since events' version 5
                                                   lists_and_counts,
                                                   index_again,
                                                   evidence_sent,
                                                   kept_replies,
                                                   given_passwords,
                                                   erasures,
                                                   sign_in_tries,
                                                   count_tickets_again,  // by reason, too
                                                   open_by_amount,
                                                   by_ticket,
                                                   evidence_of_tickets,
                                                   status_of_deadlines,
                                                   index_again,
                                                   hosts,
                                                   thin,
                                                   parcel_tracks,
                                                   webhooks,
                                                   host_tasks,
                                                   shop_merchants,
                                                   bills_and_numbers,
                                                   notifications,
                                                   own_accounts,
                                                   shipping_claims,
                                                   fold_tickets_again,  // paid twice is work for staff
                                                   count_tickets_again,
                                                   outbox_shops,
                                                   host_conflicts,
                                                   refund_accounts,
                                                   fold_tickets_again,  // a failed part is work at once
                                                   count_tickets_again,
                                                   pickups};

}  // namespace

std::span<Migration const> migrations() { return all_migrations; }

}  // namespace afterdesk::store
