#include "store/accounts.hpp"

#include "base/money.hpp"
#include "crypto/digest.hpp"
#include "store/bodies.hpp"
#include "store/engine.hpp"
#include "store/people.hpp"

namespace afterdesk::store {

namespace {

constexpr std::string_view of_refund = "refund:", of_host = "host:";

[[noreturn]] void refuse(char const* why) { throw StoreFailure(FailureKind::constraint, why); }

Fen sum(Fen a, Fen b) {
    auto const out = add_fen(a, b);
    if (!out) refuse("an account can not hold so much");
    return *out;
}

/// The columns of an entry, and what its buyer's account held behind it.
constexpr char const* columns =
    "e.entry_no, e.entry_id, e.account, e.kind, e.buyer_id, e.amount_fen, e.order_no, e.ticket_no, e.at_ms,"
    " COALESCE((SELECT p.holds_fen FROM account_posting p WHERE p.tenant = e.tenant"
    " AND p.entry_no = e.entry_no AND p.name = 'buyer_' || e.account || ':' || e.buyer_id), 0)";

AccountEntry entry_in(Row const& row) {
    AccountEntry entry;
    entry.entry_no = row.integer(0);
    entry.entry_id = row.text(1);
    entry.account = named<BuyerAccount>(row.text(2));
    entry.kind = named<AccountEntryKind>(row.text(3));
    entry.buyer = {row.text(4)};
    entry.amount_fen = row.integer(5);
    entry.order_no = {row.text(6)};
    entry.ticket_no = {row.text(7)};
    entry.at = {row.integer(8)};
    entry.holds_fen = row.integer(9);
    return entry;
}

struct Last {
    std::int64_t number = 0;
    std::string hash{};
};
Last last_entry(ReadTx& tx, TenantId const& tenant) {
    Rows row = sql(tx).query(
        "SELECT entry_no, hash FROM account_entry WHERE tenant = $1 ORDER BY entry_no DESC LIMIT 1",
        {tenant.value});
    return row.step() ? Last{row.integer(0), row.text(1)} : Last{};
}

struct Totals {
    Fen debits = 0, credits = 0;
};
Totals totals_of(ReadTx& tx, TenantId const& tenant, BuyerAccount account) {
    Rows row = sql(tx).query(
        "SELECT debits_fen, credits_fen FROM account_entry WHERE tenant = $1 AND account = $2"
        " ORDER BY entry_no DESC LIMIT 1",
        {tenant.value, wire::name_of(account)});
    return row.step() ? Totals{row.integer(0), row.integer(1)} : Totals{};
}

struct Held {
    std::int64_t posting_no = 0;
    Fen fen = 0;
};
Held last_posting(ReadTx& tx, TenantId const& tenant, std::string const& name) {
    Rows row = sql(tx).query(
        "SELECT posting_no, holds_fen FROM account_posting WHERE tenant = $1 AND name = $2"
        " ORDER BY posting_no DESC LIMIT 1",
        {tenant.value, name});
    return row.step() ? Held{row.integer(0), row.integer(1)} : Held{};
}

/// One side of an entry. Promise: what the account holds behind it.
Fen add_posting(WriteTx& tx, TenantId const& tenant, AccountEntry const& entry, std::string const& name,
                bool debit) {
    Held const before = last_posting(tx, tenant, name);
    Fen const holds = sum(before.fen, debit ? -entry.amount_fen : entry.amount_fen);
    sql(tx).run(
        "INSERT INTO account_posting (tenant, name, posting_no, entry_no, debit_fen, credit_fen, holds_fen)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        {tenant.value, name, before.posting_no + 1, entry.entry_no, debit ? entry.amount_fen : 0,
         debit ? 0 : entry.amount_fen, holds});
    return holds;
}

std::vector<PostingRow> postings_of(ReadTx& tx, TenantId const& tenant, std::int64_t entry_no) {
    Rows rows = sql(tx).query(
        "SELECT name, posting_no, debit_fen, credit_fen, holds_fen FROM account_posting"
        " WHERE tenant = $1 AND entry_no = $2 ORDER BY name",
        {tenant.value, entry_no});
    std::vector<PostingRow> out;
    while (rows.step())
        out.push_back({rows.text(0), rows.integer(1), rows.integer(2), rows.integer(3), rows.integer(4)});
    return out;
}

/// What was written is read again: nobody takes his own word for it.
void check_posted(ReadTx& tx, TenantId const& tenant, AccountEntry const& entry) {
    Fen debits = 0, credits = 0;
    auto const postings = postings_of(tx, tenant, entry.entry_no);
    for (PostingRow const& one : postings) {
        debits = sum(debits, one.debit_fen);
        credits = sum(credits, one.credit_fen);
    }
    if (postings.size() != 2 || debits != entry.amount_fen || credits != entry.amount_fen)
        refuse("an entry's debits are not its credits");
    Totals const totals = totals_of(tx, tenant, entry.account);
    if (totals.debits != totals.credits) refuse("the accounts do not add up to zero");
    if (entry.holds_fen < 0) refuse("a buyer's account would be below zero");
}

}  // namespace

std::string refund_entry_id(std::string_view refund_no) { return std::string(of_refund) += refund_no; }
std::string host_entry_id(std::string_view id) { return std::string(of_host) += id; }

std::string number_in(AccountEntry const& entry) {
    std::string_view const prefix = entry.kind == AccountEntryKind::refund ? of_refund : of_host;
    return entry.entry_id.starts_with(prefix) ? entry.entry_id.substr(prefix.size()) : entry.entry_id;
}

std::string account_name(BuyerAccount account, BuyerId const& buyer) {
    return "buyer_" + std::string(wire::name_of(account)) + ":" + buyer.value;
}

Legs legs_of(AccountEntry const& entry) {
    bool const refund = entry.kind == AccountEntryKind::refund;
    std::string other = refund ? "refunds_payable" : "host_clearing";
    if (entry.account == BuyerAccount::points) other = "points_outstanding";
    std::string own = account_name(entry.account, entry.buyer);
    if (entry.kind == AccountEntryKind::spend) return {std::move(own), std::move(other)};
    return {std::move(other), std::move(own)};
}

std::optional<AccountEntry> find_account_entry(ReadTx& tx, TenantId const& tenant,
                                               std::string_view entry_id) {
    Rows row = sql(tx).query(
        std::string("SELECT ") + columns + " FROM account_entry e WHERE e.tenant = $1 AND e.entry_id = $2",
        {tenant.value, entry_id});
    if (!row.step()) return std::nullopt;
    return entry_in(row);
}

Fen account_holds(ReadTx& tx, TenantId const& tenant, BuyerAccount account, BuyerId const& buyer) {
    return last_posting(tx, tenant, account_name(account, buyer)).fen;
}

std::vector<AccountEntry> account_entries(ReadTx& tx, TenantId const& tenant, BuyerId const& buyer,
                                          std::int64_t before_entry_no, int limit) {
    Rows rows = sql(tx).query(std::string("SELECT ") + columns +
                                  " FROM account_entry e WHERE e.tenant = $1 AND e.buyer_id = $2"
                                  " AND e.entry_no < $3 ORDER BY e.entry_no DESC LIMIT $4",
                              {tenant.value, buyer.value, before_entry_no, limit});
    std::vector<AccountEntry> out;
    while (rows.step()) out.push_back(entry_in(rows));
    return out;
}

AccountEntry post_entry(WriteTx& tx, TenantId const& tenant, AccountEntry entry) {
    Last const last = last_entry(tx, tenant);
    Totals const totals = totals_of(tx, tenant, entry.account);
    entry.entry_no = last.number + 1;
    sql(tx).run(
        "INSERT INTO account_entry (tenant, entry_no, entry_id, account, kind, buyer_id, amount_fen,"
        " order_no, ticket_no, at_ms, debits_fen, credits_fen, hash)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        {tenant.value, entry.entry_no, entry.entry_id, wire::name_of(entry.account),
         wire::name_of(entry.kind), entry.buyer.value, entry.amount_fen, entry.order_no.value,
         entry.ticket_no.value, entry.at.ms, sum(totals.debits, entry.amount_fen),
         sum(totals.credits, entry.amount_fen), Blob{entry_hash(tenant, entry, last.hash)}});
    Legs const legs = legs_of(entry);
    Fen const debited = add_posting(tx, tenant, entry, legs.debit, true);
    Fen const credited = add_posting(tx, tenant, entry, legs.credit, false);
    entry.holds_fen = entry.kind == AccountEntryKind::spend ? debited : credited;
    check_posted(tx, tenant, entry);
    return entry;
}

void each_account_entry(ReadTx& tx, std::function<void(AccountEntryRow const&)> const& see) {
    for (Tenant const& tenant : tenants(tx)) {
        Rows rows = sql(tx).query(std::string("SELECT ") + columns +
                                      ", e.debits_fen, e.credits_fen, e.hash FROM account_entry e"
                                      " WHERE e.tenant = $1 ORDER BY e.entry_no",
                                  {tenant.id.value});
        while (rows.step()) {
            AccountEntryRow row{tenant.id,        entry_in(rows), rows.integer(10),
                                rows.integer(11), rows.text(12),  {}};
            row.postings = postings_of(tx, tenant.id, row.entry.entry_no);
            see(row);
        }
    }
}

std::string entry_hash(TenantId const& tenant, AccountEntry const& entry, std::string_view before) {
    wire::Array const said{tenant.value,
                           entry.entry_no,
                           entry.entry_id,
                           std::string(wire::name_of(entry.account)),
                           std::string(wire::name_of(entry.kind)),
                           entry.buyer.value,
                           entry.amount_fen,
                           entry.order_no.value,
                           entry.ticket_no.value,
                           entry.at.ms};
    return crypto::sha256(std::string(before) + wire::write_json(said));
}

int stray_postings(ReadTx& tx) {
    Rows row = sql(tx).query(
        "SELECT COUNT(*) FROM account_posting p WHERE NOT EXISTS (SELECT 1 FROM account_entry e"
        " WHERE e.tenant = p.tenant AND e.entry_no = p.entry_no)");
    return row.step() ? row.number(0) : 0;
}

}  // namespace afterdesk::store
