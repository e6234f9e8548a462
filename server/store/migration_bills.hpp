#pragma once
// One step of the schema: days of payment channels' bills, and what they differ in.

#include "store/tx.hpp"

namespace afterdesk::store {

// What a bill told is kept as hashes of its refunds' numbers (`seen`, for what spans several days), never as
// lines: bills hold buyers' accounts. Refunds are found by when they were settled, payments by the numbers
// that channels know them by.
inline constexpr char const* bills = R"sql(
CREATE TABLE bill_day (
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    channel TEXT NOT NULL,
    day TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'differing', 'closed')),
    runs INTEGER NOT NULL,
    ran_ms INTEGER,
    origin TEXT NOT NULL,
    lines INTEGER NOT NULL,
    refunds INTEGER NOT NULL,
    refunds_fen INTEGER NOT NULL,
    ours INTEGER NOT NULL,
    ours_fen INTEGER NOT NULL,
    unsettled INTEGER NOT NULL,
    settled INTEGER NOT NULL,
    problem TEXT NOT NULL,
    problem_detail TEXT NOT NULL,
    next_ms INTEGER NOT NULL,
    closed_ms INTEGER,
    is_all INTEGER NOT NULL DEFAULT 1,
    seen BLOB,
    PRIMARY KEY (tenant, channel, day)
) STRICT;
CREATE INDEX bill_day_by_day ON bill_day (tenant, day, channel);
CREATE INDEX bill_day_open ON bill_day (tenant, day) WHERE state = 'open';
CREATE TABLE bill_difference (
    tenant TEXT NOT NULL,
    id INTEGER NOT NULL CHECK (id >= 1),
    channel TEXT NOT NULL,
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    refund_no TEXT NOT NULL,
    ticket_no TEXT NOT NULL,
    payment_no TEXT NOT NULL,
    ours_fen INTEGER,
    theirs_fen INTEGER,
    ours TEXT NOT NULL,
    theirs TEXT NOT NULL,
    facts BLOB NOT NULL,
    found_ms INTEGER NOT NULL,
    last_run INTEGER NOT NULL,
    gone_ms INTEGER,
    is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
    settled_ms INTEGER,
    settled_by TEXT NOT NULL DEFAULT '',
    settled_name TEXT NOT NULL DEFAULT '',
    way TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (tenant, id),
    FOREIGN KEY (tenant, channel, day) REFERENCES bill_day (tenant, channel, day),
    CHECK (is_open = (settled_ms IS NULL AND gone_ms IS NULL))
) STRICT;
CREATE UNIQUE INDEX bill_difference_by_facts ON bill_difference (tenant, channel, day, facts);
CREATE INDEX bill_difference_open ON bill_difference (tenant, id) WHERE is_open = 1;
CREATE INDEX bill_difference_settled ON bill_difference (tenant, settled_ms, id) WHERE settled_ms IS NOT NULL;
CREATE INDEX refund_by_settled ON refund (tenant, settled_at_ms, refund_no) WHERE settled_at_ms IS NOT NULL;
CREATE TABLE payment_number (
    tenant TEXT NOT NULL,
    number TEXT NOT NULL,
    order_no TEXT NOT NULL,
    payment_id TEXT NOT NULL,
    PRIMARY KEY (tenant, number, order_no, payment_id)
) STRICT, WITHOUT ROWID;
)sql";

/// Numbers the payments of the orders that are there.
void bills_and_numbers(WriteTx& tx);

}  // namespace afterdesk::store
