#pragma once
// One step of the schema: the books of buyers' accounts that are ours, balance and points; and where refunds
// go that did not come through.

namespace afterdesk::store {

// Double entry, only ever added to: each entry has two postings, an account's postings are numbered and say
// what it holds behind them, and the entries of a mall hang together by hashes. `debits_fen` and
// `credits_fen` are all that the account's kind was ever debited and credited by, up to this entry. Of a bank
// card only what was sealed for the payment channel is kept, and that until it was told.
inline constexpr char const* own_accounts = R"sql(
CREATE TABLE account_entry (
    tenant TEXT NOT NULL REFERENCES tenant (tenant),
    entry_no INTEGER NOT NULL CHECK (entry_no >= 1),
    entry_id TEXT NOT NULL,
    account TEXT NOT NULL CHECK (account IN ('balance', 'points')),
    kind TEXT NOT NULL CHECK (kind IN ('refund', 'top_up', 'spend')),
    buyer_id TEXT NOT NULL,
    amount_fen INTEGER NOT NULL CHECK (amount_fen > 0),
    order_no TEXT NOT NULL,
    ticket_no TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    debits_fen INTEGER NOT NULL,
    credits_fen INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (tenant, entry_no),
    CHECK (debits_fen = credits_fen)
) STRICT;
CREATE UNIQUE INDEX account_entry_by_id ON account_entry (tenant, entry_id);
CREATE INDEX account_entry_by_buyer ON account_entry (tenant, buyer_id, entry_no);
CREATE INDEX account_entry_by_account ON account_entry (tenant, account, entry_no);
CREATE TABLE account_posting (
    tenant TEXT NOT NULL,
    name TEXT NOT NULL,
    posting_no INTEGER NOT NULL CHECK (posting_no >= 1),
    entry_no INTEGER NOT NULL,
    debit_fen INTEGER NOT NULL CHECK (debit_fen >= 0),
    credit_fen INTEGER NOT NULL CHECK (credit_fen >= 0),
    holds_fen INTEGER NOT NULL,
    PRIMARY KEY (tenant, name, posting_no),
    FOREIGN KEY (tenant, entry_no) REFERENCES account_entry (tenant, entry_no),
    CHECK ((debit_fen = 0) <> (credit_fen = 0))
) STRICT;
CREATE UNIQUE INDEX account_posting_by_entry ON account_posting (tenant, entry_no, name);
CREATE TABLE abnormal_refund (
    tenant TEXT NOT NULL,
    refund_no TEXT NOT NULL,
    target TEXT NOT NULL CHECK (target IN ('merchant', 'buyer')),
    bank TEXT NOT NULL,
    sealed_account TEXT NOT NULL,
    sealed_name TEXT NOT NULL,
    key_id TEXT NOT NULL,
    told_ms INTEGER,
    PRIMARY KEY (tenant, refund_no),
    FOREIGN KEY (tenant, refund_no) REFERENCES refund (tenant, refund_no)
) STRICT;
)sql";

}  // namespace afterdesk::store
