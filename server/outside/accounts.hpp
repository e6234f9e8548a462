#pragma once
// Which merchant account a refund goes over: the one that took its payment, and no other.

#include <string_view>
#include <vector>

#include "outside/ports.hpp"

namespace afterdesk::outside {

/// What a refund says that was asked for before accounts were kept: the account of everybody.
inline constexpr std::string_view account_of_everybody = "default";

/// What an account is chosen by.
struct AccountWanted {
    PaymentChannel channel = PaymentChannel::wechat;
    ShopId const& shop;
    ProviderPayment const& payment;
    std::string_view sent_over{};  ///< the account that was asked already; empty: none was
};

struct ChosenAccount {
    Payments* payments = nullptr;  ///< null: nobody is there, so that it waits
    bool is_foreign = false;       ///< the payment names an account that its shop may not use
    bool is_shops = false;         ///< it is an account of this shop and not of everybody
    bool is_another = false;       ///< it was asked already, and the payment names another one by now
};

/// The account that was asked already, whoever may use it now; else the one that the payment names (mchid,
/// sub_mchid); else the shop's first one, the one of everybody, the first that all may name.
/// Promise: what names an account that is not there goes over none, unless the channel has no accounts
/// (a host of the mall pays, or the demo).
ChosenAccount account_for(Parties const& parties, AccountWanted const& wanted);

/// All that serve a channel, the one of everybody first.
std::vector<Payments*> serving(Parties const& parties, PaymentChannel channel);

/// The one of this number: of an account of its own, or (number empty, or its own) the one of everybody.
/// Errors: null.
Payments* account_numbered(Parties const& parties, PaymentChannel channel, std::string_view number);

}  // namespace afterdesk::outside
