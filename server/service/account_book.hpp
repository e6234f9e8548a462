#pragma once
// Buyers' accounts that are our own books: refunds to balance and points are posted in the refund's own
// commit, and a host books what it takes in and what is spent, so that both sides hold the same.

#include <string>
#include <string_view>

#include "service/caller.hpp"
#include "service/host_room.hpp"
#include "store/outbox.hpp"
#include "store/tx.hpp"
#include "wire/accounts_api.hpp"

namespace afterdesk {

struct Ground;

/// The account that a channel's refunds go to. Errors: nothing for channels that are no accounts.
std::optional<wire::BuyerAccount> account_of(PaymentChannel channel);

/// Posts the refund to its buyer's account. Promise: once, however often it is called. Errors: StoreFailure
/// when the number was posted with another amount, account or buyer.
void post_refund(store::WriteTx& tx, TenantId const& tenant, store::RefundRow const& refund,
                 BuyerId const& buyer, Instant now);

/// What of an account is wanted.
struct AccountAsked {
    std::string cursor;
    int count = 0;
};

class AccountBook {
  public:
    explicit AccountBook(Ground& ground) : ground_(ground) {}

    /// The caller's own. Errors: request_malformed (cursor).
    Result<wire::BuyerAccounts, Mistakes> own(Caller const& caller, AccountAsked const& asked);
    /// Errors: not_your_part for a shop's key, as accounts are the mall's; not_found for an unknown buyer;
    /// request_malformed.
    Result<wire::BuyerAccounts, Mistakes> look(HostCaller const& host, std::string_view buyer,
                                               AccountAsked const& asked);
    /// Books what the host tells, once under its number. Errors: not_your_part; not_found;
    /// fact_told_otherwise (entry_id); too_large (amount_fen), with what there is as limit, for what would
    /// spend more, and for an account that can not hold it.
    Result<wire::AccountEntryTaken, Mistakes> post(HostCaller const& host, std::string_view buyer,
                                                   wire::AccountEntryBody const& body);

  private:
    Ground& ground_;
};

}  // namespace afterdesk
