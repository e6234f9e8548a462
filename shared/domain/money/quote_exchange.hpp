#pragma once
// Exchange (换货): what the buyer may have instead, and who pays the difference.

#include <cstddef>
#include <string>
#include <vector>

#include "domain/money/occupied.hpp"
#include "domain/money/order_balance.hpp"
#include "domain/money/quote.hpp"

namespace afterdesk {

/// The goods with this SKU, or null.
Ware const* find_ware(std::vector<Ware> const& stock, std::string const& sku);

/// Whether the goods wanted for a line of an exchange request may be had: the same SPU, the same price unless
/// the policy settles differences, and enough of them for this line and the ones before it.
/// The same SKU is always the same goods, whatever it costs by now; where no stock is known it is not
/// counted.
/// Errors: sku_unknown, exchange_other_goods, exchange_price_differs, out_of_stock, added to `mistakes`.
/// Rule: DOMAIN §2 `exchange`.
void check_wanted(QuoteInput const& input, std::size_t request_line, Mistakes& mistakes);

/// What the exchange comes to, per requested line and in all.
struct ExchangeMoney {
    std::vector<QuotedExchange> exchanges;  ///< one entry per taking
    std::vector<Fen> back_fen;  ///< likewise: the shop's, at most what is left of the pieces' paid
    Fen owed_fen = 0;           ///< the buyer's
    Fen back_total_fen = 0;
};

/// Units: the request passed check_wanted; the pieces per request line, in their order.
/// Errors: amount_overflows, added to `mistakes`.
ExchangeMoney exchange_money(QuoteInput const& input, BalanceRules const& rules, OrderBalance const& balance,
                             std::vector<Pieces> const& pieces_of_claims, Mistakes& mistakes);

}  // namespace afterdesk
