#pragma once
// The API of buyers' accounts that are ours (serve --balance internal): what they hold, and the entries that
// led to it. The same conventions as in wire/api.hpp.
//
//   GET  /api/v1/buyer/accounts                                           → 200 BuyerAccounts: one's own
//   GET  /api/v1/host/accounts/:buyer            ?cursor=&count=          → 200 BuyerAccounts
//   POST /api/v1/host/accounts/:buyer/entries    AccountEntryBody         → 200 AccountEntryTaken

#include <string>
#include <vector>

#include "wire/api.hpp"
#include "wire/names.hpp"

namespace afterdesk::wire {

/// Money that was paid in beforehand, and points by what they are worth.
enum class BuyerAccount : std::uint8_t { balance, points };

enum class AccountEntryKind : std::uint8_t {
    refund,  ///< the desk's own: told by nobody
    top_up,
    spend,
};

struct AccountEntryView {
    std::string entry_id;  ///< a refund's number, or the host's own
    BuyerAccount account = BuyerAccount::balance;
    AccountEntryKind kind = AccountEntryKind::refund;
    Fen amount_fen = 0;
    Fen holds_fen = 0;  ///< the account behind it
    std::string order_no, ticket_no;
    std::int64_t at_ms = 0;
};
struct BuyerAccounts {
    std::string buyer_id;
    Fen balance_fen = 0, points_fen = 0;
    std::vector<AccountEntryView> items;  ///< the newest first
    std::string next_cursor;              ///< empty: there are no more
};

/// What a host books: its number says it once.
struct AccountEntryBody {
    std::string entry_id;
    BuyerAccount account = BuyerAccount::balance;
    AccountEntryKind kind = AccountEntryKind::top_up;
    Fen amount_fen = 0;
    std::string order_no;
};
struct AccountEntryTaken {
    AccountEntryView entry;
    bool repeated = false;  ///< it was told before, and is booked once
};

Value to_json(BuyerAccounts const&);
Value to_json(AccountEntryTaken const&);
/// Errors: unknown_name for a refund, which only the desk books.
Result<AccountEntryBody, Mistakes> read_account_entry(Value const&);

}  // namespace afterdesk::wire
