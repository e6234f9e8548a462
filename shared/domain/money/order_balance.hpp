#pragma once
// What an order's tickets leave of its money: goods paid back, threshold promotions, freight, payments.

#include <cstddef>
#include <vector>

#include "domain/money/freight.hpp"
#include "domain/money/occupied.hpp"
#include "domain/order/pricing.hpp"

namespace afterdesk {

/// A threshold promotion (满减) that held when the order was made. Rule: DOMAIN §5.8.
struct Promotion {
    int order_discount = 0;  ///< index in order.discounts
    Fen threshold_fen = 0;
    std::vector<bool> named;  ///< one entry per order line: counts towards the threshold
    Fen cost_left_fen = 0;    ///< list price of what remains, after the lines' own discounts
    Fen share_left_fen = 0;   ///< its shares on what remains

    bool broken() const { return cost_left_fen < threshold_fen; }
};

/// The order's money after some of its tickets.
struct OrderBalance {
    Fen payable_fen = 0;  ///< paid for the pieces gone, without deposits kept and what was protected
    Fen goods_fen = 0;    ///< refunded for goods
    std::vector<Fen> line_payable_fen;  ///< the same by line: one entry per order line
    std::vector<Fen> line_goods_fen;
    std::vector<Fen> line_left_fen;  ///< what was paid for each line, less all that it has given back
    Fen freight_fen = 0;             ///< refunded
    int goods_total = 0;             ///< physical units, gifts not counted
    int goods_free = 0;              ///< those neither refunded nor reserved
    bool anything_shipped = false;
    std::vector<Promotion> promotions;
    std::vector<Fen> payments_left_fen;  ///< one entry per order payment

    /// Before the first ticket, but for what the payments have given back.
    OrderBalance(Order const& order, Pricing const& pricing, std::vector<Fen> payments_left);
    /// At least one promotion that held is broken now.
    bool promotion_broken() const;
};

/// What all of the balance must follow.
struct BalanceRules {
    Order const& order;
    Pricing const& pricing;
    Occupied const& occupied;  ///< for what was protected
    Policy const& policy;
    Fault fault = Fault::buyer;
};

/// What pieces give in money: what was paid, less what was protected before, less the deposit where that
/// stays with the shop. A protection comes out of the balance first.
struct Payable {
    Fen paid_fen = 0;
    Fen deposit_kept_fen = 0;
};
Payable payable_of_piece(BalanceRules const& rules, std::size_t line, std::size_t piece);
Payable payable_of(BalanceRules const& rules, Pieces const& pieces);

/// Takes these pieces out of what remains.
void leave(OrderBalance& balance, BalanceRules const& rules, Pieces const& pieces, TicketType type);

/// What the pieces that have just left the lines are worth to the buyer, now part of the balance.
/// Shape: `payable_fen` and the result, the refund of goods, have one entry per order line.
/// Promise: no line gives back more than was paid for its pieces gone. Where an earlier claw-back is made
/// good, the lines that were charged for it get it back, whether they are asked for now or not.
/// Rule: DOMAIN §5.8 where the policy claws back; otherwise it is what was paid. §3.3 for the promise.
std::vector<Fen> refund_goods(OrderBalance& balance, BalanceRules const& rules,
                              std::vector<Fen> const& payable_fen);

/// The freight that goes back when `goods_free_before` units were free before. Rule: DOMAIN §5.4.
Freight freight_due(OrderBalance const& balance, BalanceRules const& rules, TicketType type,
                    int goods_free_before);

/// The order in which refunds go to the payments: as listed, points last.
/// Shape: indices into the order's payments.
std::vector<std::size_t> payment_sequence(Order const& order);

/// Spreads a refund over what the payments still hold. Units: at most the sum of `left_fen`.
/// Shape: one entry per order payment. Rule: DOMAIN §5.9.
std::vector<Fen> spread_over_payments(Fen refund_fen, Order const& order, std::vector<Fen> const& left_fen,
                                      PaymentsPolicy policy);

/// What each payment still holds after the refunds that the claims name. Shape: one entry per order payment.
/// Errors: unknown payments, and those that gave back more than they took, added to `mistakes`.
std::vector<Fen> left_by_named_payments(Order const& order, std::vector<Claim> const& claims,
                                        Mistakes& mistakes);

/// Replays what the claims were granted, one after the other, and spreads it over the payments where
/// they name none. Shape: `pieces` has one entry per claim.
void balance_after_claims(OrderBalance& balance, BalanceRules const& rules, OtherClaims const& others,
                          std::vector<Pieces> const& pieces_of_claims);

}  // namespace afterdesk
