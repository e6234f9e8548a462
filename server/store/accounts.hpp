#pragma once
// Buyers' accounts that are ours, by double entry: what they hold, and every entry that led to it. Nothing is
// ever changed or taken away; a correction is one more entry. Buyers stand there by the mall's own ids, and
// no words do, so that erasing a buyer leaves the books and their chain as they are.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/tx.hpp"
#include "wire/accounts_api.hpp"

namespace afterdesk::store {

using wire::AccountEntryKind;
using wire::BuyerAccount;

struct AccountEntry {
    std::string entry_id;  ///< once in the mall: see refund_entry_id, host_entry_id
    BuyerAccount account = BuyerAccount::balance;
    AccountEntryKind kind = AccountEntryKind::refund;
    BuyerId buyer;
    Fen amount_fen = 0;
    OrderNo order_no;
    TicketNo ticket_no;
    Instant at;
    // Known once it is posted.
    std::int64_t entry_no = 0;
    Fen holds_fen = 0;  ///< the buyer's account behind it
};

/// A refund is posted once under its number; a host's entry under the host's own.
std::string refund_entry_id(std::string_view refund_no);
std::string host_entry_id(std::string_view id);
/// The number that it was made of.
std::string number_in(AccountEntry const& entry);

/// An account's name in the books: buyer_balance:<buyer>, buyer_points:<buyer>.
std::string account_name(BuyerAccount account, BuyerId const& buyer);
/// The two accounts that an entry moves its amount between. Rule: money goes back out of refunds_payable,
/// comes in and is spent by host_clearing; points have points_outstanding on their other side.
struct Legs {
    std::string debit, credit;
};
Legs legs_of(AccountEntry const& entry);

std::optional<AccountEntry> find_account_entry(ReadTx& tx, TenantId const& tenant, std::string_view entry_id);
Fen account_holds(ReadTx& tx, TenantId const& tenant, BuyerAccount account, BuyerId const& buyer);
/// The buyer's entries, the newest first, from before one of them on.
std::vector<AccountEntry> account_entries(ReadTx& tx, TenantId const& tenant, BuyerId const& buyer,
                                          std::int64_t before_entry_no, int limit);

/// Posts a new entry, and reads it back: its debits are its credits, all debits of its kind of account are
/// all credits, and the buyer's account is not below zero. Promise: the entry with its number, and what the
/// account holds. Errors: StoreFailure, which undoes all that is written with it.
AccountEntry post_entry(WriteTx& tx, TenantId const& tenant, AccountEntry entry);

// ---- For whoever checks them ------------------------------------------------------------------------------

struct PostingRow {
    std::string name;
    std::int64_t posting_no = 0;
    Fen debit_fen = 0, credit_fen = 0, holds_fen = 0;
};
struct AccountEntryRow {
    TenantId tenant;
    AccountEntry entry;
    Fen debits_fen = 0, credits_fen = 0;
    std::string hash;
    std::vector<PostingRow> postings;
};
/// By mall and number, from the first.
void each_account_entry(ReadTx& tx, std::function<void(AccountEntryRow const&)> const& see);
/// What an entry's hash is made of, behind the hash of the one before (empty for the first).
std::string entry_hash(TenantId const& tenant, AccountEntry const& entry, std::string_view before);
/// Postings of no entry.
int stray_postings(ReadTx& tx);

}  // namespace afterdesk::store
