#include "domain/money/order_balance.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>

#include "base/check.hpp"
#include "domain/path.hpp"

namespace afterdesk {

namespace {

/// More than any order costs.
constexpr Fen beyond_all = std::numeric_limits<Fen>::max();

bool is_goods(Line const& line) { return line.kind == LineKind::physical && !line.gift; }

/// What a piece counts towards the thresholds: its price after the line's own discounts.
Fen cost_of(PricedLine const& line, PricedUnit const& piece) {
    Fen cost = piece.price_fen;
    for (std::size_t i = 0; i < line.discounts.size(); ++i) {
        if (line.discounts[i].own_discount >= 0) cost -= piece.discount_fen[i];
    }
    return cost;
}

Fen share_of(PricedLine const& line, PricedUnit const& piece, int order_discount) {
    for (std::size_t i = 0; i < line.discounts.size(); ++i) {
        if (line.discounts[i].order_discount == order_discount) return piece.discount_fen[i];
    }
    return 0;
}

std::vector<Promotion> promotions_of(Order const& order, Pricing const& pricing) {
    std::vector<Promotion> promotions;
    for (std::size_t j = 0; j < order.discounts.size(); ++j) {
        Discount const& discount = order.discounts[j];
        if (!discount.threshold_fen) continue;
        Promotion promotion{static_cast<int>(j), *discount.threshold_fen, lines_named(order, discount), 0, 0};
        for (std::size_t i = 0; i < pricing.lines.size(); ++i) {
            if (!promotion.named[i]) continue;
            for (PricedUnit const& piece : pricing.lines[i].pieces()) {
                promotion.cost_left_fen += cost_of(pricing.lines[i], piece);
                promotion.share_left_fen += share_of(pricing.lines[i], piece, promotion.order_discount);
            }
        }
        // One that was granted below its threshold is not broken by a refund.
        if (!promotion.broken()) promotions.push_back(std::move(promotion));
    }
    return promotions;
}

bool type_carries_freight(TicketType type) {
    switch (type) {
        case TicketType::refund_unshipped:
        case TicketType::refund_shipped:
        case TicketType::return_refund: return true;
        case TicketType::exchange:
        case TicketType::repair:
        case TicketType::reship:
        case TicketType::price_protect:
        case TicketType::virtual_refund: return false;
    }
    CHECK(false);
}

/// Where promotions are clawed back: what is due for all pieces gone, less what was refunded for them.
/// Promise: at most what their lines may still give. Rule: DOMAIN §5.8.
std::optional<Fen> due_after_claw_back(OrderBalance const& balance, BalanceRules const& rules) {
    bool const claws_back = rules.policy.threshold == ThresholdPolicy::claw_back;
    if (!claws_back || balance.promotions.empty()) return std::nullopt;
    Fen due = std::max<Fen>(0, balance.payable_fen - balance.goods_fen);
    for (Promotion const& promotion : balance.promotions) {
        if (promotion.broken()) due -= promotion.share_left_fen;
    }
    return std::max<Fen>(0, due);
}

/// Money that a line gives back, whatever for.
void give_back(OrderBalance& balance, std::size_t line, Fen fen) {
    Fen& left = balance.line_left_fen[line];
    left -= std::min(left, fen);
}

void add_goods(OrderBalance& balance, std::vector<Fen> const& line_fen) {
    for (std::size_t i = 0; i < line_fen.size(); ++i) {
        Fen& of_line = balance.line_goods_fen[i];
        of_line = add_fen(of_line, line_fen[i]).value_or(beyond_all);
        balance.goods_fen = add_fen(balance.goods_fen, line_fen[i]).value_or(beyond_all);
        give_back(balance, i, line_fen[i]);
    }
}

bool gives_goods_money(TicketType type) { return pays_back(type) && type != TicketType::price_protect; }

bool names_payments(Claim const& claim) { return claim.granted.has_value() || !claim.payments.empty(); }

}  // namespace

std::vector<Fen> left_by_named_payments(Order const& order, std::vector<Claim> const& claims,
                                        Mistakes& mistakes) {
    std::vector<Fen> left_fen;
    for (Payment const& payment : order.payments) left_fen.push_back(payment.amount_fen);
    for (std::size_t i = 0; i < claims.size(); ++i) {
        std::string const path = path_to("", "prior", i);
        for (std::size_t j = 0; j < claims[i].payments.size(); ++j) {
            PaymentShare const& share = claims[i].payments[j];
            auto const found =
                std::find_if(order.payments.begin(), order.payments.end(),
                             [&](Payment const& payment) { return payment.payment_id == share.payment_id; });
            if (found == order.payments.end()) {
                mistakes.push_back({Rule::unknown_name, path_to(path, "payments", j, "payment_id")});
                continue;
            }
            Fen& left = left_fen[static_cast<std::size_t>(found - order.payments.begin())];
            if (share.amount_fen > left) {
                mistakes.push_back(
                    {Rule::prior_exceeds_payment, path_to(path, "payments", j, "amount_fen"), left});
            }
            left -= std::min(share.amount_fen, left);
        }
    }
    return left_fen;
}

OrderBalance::OrderBalance(Order const& order, Pricing const& pricing, std::vector<Fen> payments_left)
    : promotions(promotions_of(order, pricing)), payments_left_fen(std::move(payments_left)) {
    for (Line const& line : order.lines) {
        if (is_goods(line)) goods_total += line.quantity;
        if (line.shipped_quantity() > 0) anything_shipped = true;
    }
    goods_free = goods_total;
    line_payable_fen.assign(order.lines.size(), 0);
    line_goods_fen.assign(order.lines.size(), 0);
    for (PricedLine const& line : pricing.lines) line_left_fen.push_back(line.paid_fen);
}

bool OrderBalance::promotion_broken() const {
    return std::any_of(promotions.begin(), promotions.end(),
                       [](Promotion const& promotion) { return promotion.broken(); });
}

namespace {

/// What of a piece's deposit stays with the shop unless the shop is at fault.
Fen deposit_to_keep(BalanceRules const& rules, std::size_t line, Fen deposit_fen) {
    if (rules.pricing.lines[line].unpaid_fen == 0) return deposit_fen;
    return deposit_fen - deposit_fen * rules.policy.unpaid_presale_refund_percent / 100;
}

}  // namespace

Payable payable_of_piece(BalanceRules const& rules, std::size_t line, std::size_t piece) {
    PricedUnit const& priced = rules.pricing.lines[line].pieces()[piece];
    Payable payable;
    payable.paid_fen = priced.paid_fen - rules.occupied.lines[line].protected_fen[piece];
    if (rules.fault != Fault::shop) {
        payable.deposit_kept_fen =
            std::min(deposit_to_keep(rules, line, priced.deposit_fen), payable.paid_fen);
    }
    payable.paid_fen -= payable.deposit_kept_fen;
    return payable;
}

Payable payable_of(BalanceRules const& rules, Pieces const& pieces) {
    Payable sum;
    for (std::size_t piece : pieces.pieces) {
        Payable const payable = payable_of_piece(rules, pieces.line, piece);
        sum.paid_fen += payable.paid_fen;
        sum.deposit_kept_fen += payable.deposit_kept_fen;
    }
    return sum;
}

void leave(OrderBalance& balance, BalanceRules const& rules, Pieces const& pieces, TicketType type) {
    if (type == TicketType::price_protect) return;
    if (is_goods(rules.order.lines[pieces.line]))
        balance.goods_free -= static_cast<int>(pieces.pieces.size());
    if (!pays_back(type)) return;
    PricedLine const& line = rules.pricing.lines[pieces.line];
    for (Promotion& promotion : balance.promotions) {
        if (!promotion.named[pieces.line]) continue;
        for (std::size_t i : pieces.pieces) {
            promotion.cost_left_fen -= cost_of(line, line.pieces()[i]);
            promotion.share_left_fen -= share_of(line, line.pieces()[i], promotion.order_discount);
        }
    }
}

std::vector<Fen> refund_goods(OrderBalance& balance, BalanceRules const& rules,
                              std::vector<Fen> const& payable_fen) {
    std::vector<Fen> room;  // what each line's pieces gone may still give
    for (std::size_t i = 0; i < payable_fen.size(); ++i) {
        balance.line_payable_fen[i] += payable_fen[i];
        balance.payable_fen += payable_fen[i];
        Fen const of_pieces = balance.line_payable_fen[i] - balance.line_goods_fen[i];
        room.push_back(std::clamp<Fen>(of_pieces, 0, balance.line_left_fen[i]));
    }
    std::vector<Fen> own = payable_fen;
    for (std::size_t i = 0; i < own.size(); ++i) own[i] = std::min(own[i], room[i]);
    Fen const own_total = std::accumulate(own.begin(), own.end(), Fen{0});
    std::optional<Fen> const clawed = due_after_claw_back(balance, rules);
    if (clawed && *clawed <= own_total) {
        own = allocate(*clawed, own);
    } else if (clawed) {
        for (std::size_t i = 0; i < own.size(); ++i) room[i] -= own[i];
        Fen const room_total = std::accumulate(room.begin(), room.end(), Fen{0});
        std::vector<Fen> const made_good = allocate(std::min(*clawed - own_total, room_total), room);
        for (std::size_t i = 0; i < own.size(); ++i) own[i] += made_good[i];
    }
    add_goods(balance, own);
    return own;
}

Freight freight_due(OrderBalance const& balance, BalanceRules const& rules, TicketType type,
                    int goods_free_before) {
    Fen const left = rules.order.freight_fen - balance.freight_fen;
    if (rules.order.freight_fen == 0) return {FreightRule::none_paid, 0};
    if (!type_carries_freight(type)) return {FreightRule::kept_type, 0};
    if (left <= 0) return {FreightRule::kept_refunded_before, 0};
    bool const takes_goods = balance.goods_free < goods_free_before;
    if (takes_goods && balance.goods_free == 0 && !balance.anything_shipped) {
        bool const whole_order = goods_free_before == balance.goods_total;
        return {whole_order ? FreightRule::refunded_whole_order : FreightRule::refunded_last_part, left};
    }
    if (takes_goods && rules.policy.freight_when_shop_at_fault && rules.fault == Fault::shop) {
        return {FreightRule::added_shop_at_fault, left};
    }
    return {balance.anything_shipped ? FreightRule::kept_shipped : FreightRule::kept_part, 0};
}

std::vector<std::size_t> payment_sequence(Order const& order) {
    std::vector<std::size_t> sequence;
    for (bool const points : {false, true}) {
        for (std::size_t i = 0; i < order.payments.size(); ++i) {
            if ((order.payments[i].channel == PaymentChannel::points) == points) sequence.push_back(i);
        }
    }
    return sequence;
}

std::vector<Fen> spread_over_payments(Fen refund_fen, Order const& order, std::vector<Fen> const& left_fen,
                                      PaymentsPolicy policy) {
    switch (policy) {
        case PaymentsPolicy::cash_first: {
            std::vector<Fen> shares(left_fen.size(), 0);
            for (std::size_t i : payment_sequence(order)) {
                shares[i] = std::min(refund_fen, left_fen[i]);
                refund_fen -= shares[i];
            }
            CHECK(refund_fen == 0);
            return shares;
        }
        case PaymentsPolicy::proportional: return allocate(refund_fen, left_fen);
    }
    CHECK(false);
}

void balance_after_claims(OrderBalance& balance, BalanceRules const& rules, OtherClaims const& others,
                          std::vector<Pieces> const& pieces_of_claims) {
    for (std::size_t i = 0; i < rules.occupied.lines.size(); ++i) {
        auto const& protected_fen = rules.occupied.lines[i].protected_fen;
        give_back(balance, i, std::accumulate(protected_fen.begin(), protected_fen.end(), Fen{0}));
    }
    for (std::size_t i = 0; i < others.claims.size(); ++i) {
        Claim const& claim = others.claims[i];
        TicketType const type = claim.type.value_or(others.asked);
        int const goods_free_before = balance.goods_free;
        leave(balance, rules, pieces_of_claims[i], type);
        if (claim.granted && type == TicketType::exchange) {
            give_back(balance, pieces_of_claims[i].line, claim.granted->goods_fen);
        }
        if (!gives_goods_money(type)) continue;

        Payable const payable = payable_of(rules, pieces_of_claims[i]);
        std::vector<Fen> line_fen(rules.order.lines.size(), 0);
        Fen goods_fen = 0;
        Fen freight_fen = 0;
        if (claim.granted) {
            Fen const kept_fen =
                std::min(claim.granted->deposit_kept_fen, payable.paid_fen + payable.deposit_kept_fen);
            Fen const payable_fen = payable.paid_fen + payable.deposit_kept_fen - kept_fen;
            balance.payable_fen += payable_fen;
            balance.line_payable_fen[pieces_of_claims[i].line] += payable_fen;
            goods_fen = line_fen[pieces_of_claims[i].line] = claim.granted->goods_fen;
            freight_fen = claim.granted->freight_fen;
            add_goods(balance, line_fen);
        } else {
            line_fen[pieces_of_claims[i].line] = payable.paid_fen;
            line_fen = refund_goods(balance, rules, line_fen);
            goods_fen = std::accumulate(line_fen.begin(), line_fen.end(), Fen{0});
            freight_fen = freight_due(balance, rules, type, goods_free_before).amount_fen;
        }
        balance.freight_fen = add_fen(balance.freight_fen, freight_fen).value_or(beyond_all);
        if (names_payments(claim)) continue;
        auto& left = balance.payments_left_fen;
        Fen const held = std::accumulate(left.begin(), left.end(), Fen{0});
        std::vector<Fen> const shares = spread_over_payments(std::min(goods_fen + freight_fen, held),
                                                             rules.order, left, rules.policy.payments);
        for (std::size_t p = 0; p < left.size(); ++p) left[p] -= shares[p];
    }
}

}  // namespace afterdesk
