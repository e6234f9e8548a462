#include "domain/money/quote.hpp"

#include <algorithm>
#include <numeric>

#include "base/check.hpp"
#include "domain/money/occupied.hpp"
#include "domain/money/order_balance.hpp"
#include "domain/money/quote_exchange.hpp"
#include "domain/money/quote_gifts.hpp"
#include "domain/money/quote_protection.hpp"
#include "domain/money/quote_request.hpp"
#include "domain/money/strays.hpp"

namespace afterdesk {

namespace {

/// The reason asked for, or null and a mistake. What a ticket becomes later, by an offer or a verdict, the
/// buyer's reason need not be for.
Reason const* check_reason(QuoteInput const& input, Mistakes& mistakes) {
    Reason const* const reason = find_reason(input.policy, input.request.reason);
    if (reason == nullptr) {
        mistakes.push_back({Rule::reason_unknown, "request.reason"});
    } else if (!input.requoted && !is_for(*reason, input.request.type)) {
        mistakes.push_back({Rule::reason_not_for_type, "request.reason"});
    }
    return reason;
}

/// Where all came together, it says nothing of deliveries.
QuotedLine quoted_line(Line const& line, Pieces const& pieces, LineOccupied const& hold) {
    QuotedLine quoted;
    if (hold.deliveries.size() > 1) quoted.deliveries = pieces.deliveries;
    quoted.line_no = line.line_no;
    if (line.entitlements.empty()) {
        quoted.quantity = static_cast<int>(pieces.pieces.size());
        for (std::size_t piece : pieces.pieces) quoted.units.push_back(static_cast<int>(piece) + 1);
    } else {
        quoted.quantity = 1;
        for (std::size_t piece : pieces.pieces) quoted.entitlements.push_back(line.entitlements[piece].id);
    }
    return quoted;
}

/// The piece as it was priced; what it gives is yet to be said.
ExplainedUnit explained(BalanceRules const& rules, std::size_t line_index, std::size_t index) {
    Line const& line = rules.order.lines[line_index];
    PricedLine const& priced = rules.pricing.lines[line_index];
    PricedUnit const& piece = priced.pieces()[index];
    ExplainedUnit unit;
    unit.line_no = line.line_no;
    if (line.entitlements.empty()) {
        unit.unit = piece.unit;
    } else {
        unit.entitlement = line.entitlements[index].id;
    }
    unit.price_fen = piece.price_fen;
    unit.discounts = priced.discounts;
    for (std::size_t i = 0; i < unit.discounts.size(); ++i) {
        unit.discounts[i].amount_fen = piece.discount_fen[i];
        unit.discounts[i].points = piece.points[i];
    }
    unit.rounding_fen = piece.rounding_fen;
    unit.unpaid_fen = piece.unpaid_fen;
    unit.protected_fen = rules.occupied.lines[line_index].protected_fen[index];
    return unit;
}

/// The line of the quote, added at the end where the request does not ask for it: it is made good an earlier
/// claw-back.
QuotedLine& line_of(Quote& quote, int line_no) {
    auto const found = std::find_if(quote.lines.begin(), quote.lines.end(),
                                    [&](QuotedLine const& line) { return line.line_no == line_no; });
    if (found != quote.lines.end()) return *found;
    quote.lines.emplace_back().line_no = line_no;
    return quote.lines.back();
}

/// Goods of the whole refund, and their part of each line. Rule: DOMAIN §5.3, §5.8.
void quote_goods(Quote& quote, OrderBalance& balance, BalanceRules const& rules, TicketType type,
                 std::vector<Pieces> const& pieces_of_claims) {
    bool const broken_before = balance.promotion_broken();
    std::vector<Fen> line_fen(rules.order.lines.size(), 0);
    for (Pieces const& pieces : pieces_of_claims) {
        leave(balance, rules, pieces, type);
        for (std::size_t piece : pieces.pieces) {
            Payable const payable = payable_of_piece(rules, pieces.line, piece);
            ExplainedUnit unit = explained(rules, pieces.line, piece);
            unit.deposit_kept_fen = payable.deposit_kept_fen;
            unit.paid_fen = payable.paid_fen;
            line_fen[pieces.line] += payable.paid_fen;
            quote.explain.push_back(std::move(unit));
        }
    }
    Fen const payable_fen = std::accumulate(line_fen.begin(), line_fen.end(), Fen{0});
    line_fen = refund_goods(balance, rules, line_fen);
    quote.goods_fen = std::accumulate(line_fen.begin(), line_fen.end(), Fen{0});
    quote.claw_back_fen = payable_fen - quote.goods_fen;
    quote.merchant_must_decide =
        rules.policy.threshold == ThresholdPolicy::ask && !broken_before && balance.promotion_broken();
    for (std::size_t i = 0; i < line_fen.size(); ++i) {
        if (line_fen[i] > 0) line_of(quote, rules.order.lines[i].line_no).goods_fen = line_fen[i];
    }
}

/// What prices have dropped by. Rule: DOMAIN §2 `price_protect`.
void quote_protection(Quote& quote, OrderBalance const& balance, BalanceRules const& rules,
                      QuoteInput const& input, std::vector<Pieces> const& pieces_of_claims) {
    for (std::size_t i = 0; i < pieces_of_claims.size(); ++i) {
        Pieces const& pieces = pieces_of_claims[i];
        Line const& line = input.order.lines[pieces.line];
        LineOccupied const& hold = rules.occupied.lines[pieces.line];
        std::vector<Fen> const drops = price_drops(line, rules.pricing.lines[pieces.line], hold,
                                                   price_now(input, input.request.lines[i]).value());
        Fen left_fen = balance.line_left_fen[pieces.line];
        for (std::size_t piece : pieces.pieces) {
            quote.explain.push_back(explained(rules, pieces.line, piece));
            Fen const drop = std::min(drops[piece], left_fen);
            left_fen -= drop;
            quote.explain.back().paid_fen = drop;
            quote.lines[i].goods_fen += drop;
        }
        quote.goods_fen += quote.lines[i].goods_fen;
    }
}

/// The shop pays back or the buyer owes, never both. Rule: DOMAIN §2 `exchange`. Errors: amount_overflows.
void quote_exchange(Quote& quote, OrderBalance const& balance, BalanceRules const& rules,
                    QuoteInput const& input, std::vector<Pieces> const& pieces_of_claims,
                    Mistakes& mistakes) {
    ExchangeMoney money = exchange_money(input, rules, balance, pieces_of_claims, mistakes);
    quote.exchanges = std::move(money.exchanges);
    quote.goods_fen = std::max<Fen>(0, money.back_total_fen - money.owed_fen);
    quote.collect_fen = std::max<Fen>(0, money.owed_fen - money.back_total_fen);
    std::vector<Fen> const line_fen = allocate(quote.goods_fen, money.back_fen);
    for (std::size_t i = 0; i < pieces_of_claims.size(); ++i) quote.lines[i].goods_fen = line_fen[i];
}

/// True when nothing of the order but gifts stays with the buyer.
bool whole_order_gone(Order const& order, Occupied const& occupied) {
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
        LineOccupied const& hold = occupied.lines[i];
        if (!order.lines[i].gift && hold.gone < static_cast<int>(hold.taken.size())) return false;
    }
    return true;
}

/// Rule: DOMAIN §5.3.
Returned returned_beside_money(QuoteInput const& input, Pricing const& pricing,
                               std::vector<Pieces> const& pieces_of_claims,
                               std::vector<ExplainedUnit> const& explain, Occupied const& occupied) {
    Returned returned;
    for (Pieces const& pieces : pieces_of_claims) {
        for (std::size_t piece : pieces.pieces) {
            returned.points_earned += pricing.lines[pieces.line].pieces()[piece].points_earned;
        }
    }
    if (input.policy.points == PointsPolicy::by_unit_share) {
        for (ExplainedUnit const& unit : explain) {
            for (DiscountShare const& share : unit.discounts) {
                if (share.kind == DiscountKind::points) returned.points += share.points;
            }
        }
    }
    if (input.policy.coupons == CouponPolicy::when_whole_order && whole_order_gone(input.order, occupied)) {
        for (std::size_t j = 0; j < input.order.discounts.size(); ++j) {
            DiscountKind const kind = input.order.discounts[j].kind;
            bool const coupon = kind == DiscountKind::shop_coupon || kind == DiscountKind::platform_coupon;
            if (coupon) returned.coupons.push_back(static_cast<int>(j));
        }
    }
    return returned;
}

/// Rule: DOMAIN §5.9. Errors: payments_exhausted.
void quote_payments(Quote& quote, OrderBalance const& balance, QuoteInput const& input, Mistakes& mistakes) {
    auto const& left = balance.payments_left_fen;
    Fen const held = std::accumulate(left.begin(), left.end(), Fen{0});
    if (quote.refund_fen > held) {
        mistakes.push_back({Rule::payments_exhausted, "request.lines", held});
        return;
    }
    std::vector<Fen> const shares =
        spread_over_payments(quote.refund_fen, input.order, left, input.policy.payments);
    for (std::size_t i : payment_sequence(input.order)) {
        if (shares[i] > 0) quote.payments.push_back({input.order.payments[i].payment_id, shares[i]});
    }
}

/// What the goods of a request come to, and what goes with them. Errors: amount_overflows.
void quote_by_type(Quote& quote, QuoteInput const& input, OrderBalance& balance, BalanceRules const& rules,
                   std::vector<Pieces> const& pieces_of_claims, Occupied& occupied, Mistakes& mistakes) {
    TicketType const type = input.request.type;
    switch (type) {
        case TicketType::refund_unshipped:
        case TicketType::refund_shipped:
        case TicketType::return_refund:
        case TicketType::virtual_refund:
            quote_goods(quote, balance, rules, type, pieces_of_claims);
            quote.gifts = take_broken_gifts(input.order, input.request, pieces_of_claims, occupied);
            quote.returned =
                returned_beside_money(input, rules.pricing, pieces_of_claims, quote.explain, occupied);
            return;
        case TicketType::price_protect:
            quote_protection(quote, balance, rules, input, pieces_of_claims);
            return;
        case TicketType::exchange:
            quote_exchange(quote, balance, rules, input, pieces_of_claims, mistakes);
            return;
        case TicketType::repair:
        case TicketType::reship: return;
    }
    CHECK(false);
}

/// Pieces that were signed for and that nobody holds.
int received_left(Line const& line, LineOccupied const& hold) {
    int left = 0;
    for (DeliveryLeft const& one : hold.deliveries) {
        if (one.received_at && line.kind == LineKind::physical) left += one.quantity;
    }
    return left;
}

/// The money of a request whose pieces are taken. Errors: amount_overflows, fee_exceeds_goods,
/// payments_exhausted.
Mistakes quote_money(Quote& quote, QuoteInput const& input, OrderBalance& balance, BalanceRules const& rules,
                     std::vector<Pieces> const& pieces_of_claims, Occupied& occupied) {
    Mistakes mistakes;
    int const goods_free_before = balance.goods_free;
    quote_by_type(quote, input, balance, rules, pieces_of_claims, occupied, mistakes);
    Freight const freight = freight_due(balance, rules, input.request.type, goods_free_before);
    quote.freight_fen = freight.amount_fen;
    quote.freight_rule = freight.rule;
    quote.fee_fen = input.request.fee_fen;
    if (quote.fee_fen > quote.goods_fen) {
        mistakes.push_back({Rule::fee_exceeds_goods, "request.fee_fen", quote.goods_fen});
    }
    if (!mistakes.empty()) return mistakes;
    deduct_gifts(quote);
    quote.refund_fen = quote.goods_fen - quote.fee_fen - quote.gift_deduct_fen + quote.freight_fen;
    quote_payments(quote, balance, input, mistakes);
    return mistakes;
}

}  // namespace

Result<Quote, Mistakes> quote(QuoteInput const& input) {
    Mistakes mistakes;
    Pricing const pricing = price_order(input.order);
    Occupied occupied(input.order);
    OtherClaims const others{input.order, input.claims, input.request.type,
                             input.policy.replacement_restarts_window};
    std::vector<Pieces> const claims = occupy(others, occupied, mistakes);
    protect_pieces(input, pricing, claims, occupied, mistakes);
    std::vector<Fen> payments_left = left_by_named_payments(input.order, input.claims, mistakes);
    Reason const* const reason = check_reason(input, mistakes);
    if (input.request.recalls()) return quote_recall(input, occupied, std::move(mistakes));
    std::vector<Pieces> const pieces_of_claims = take_request(input, pricing, occupied, mistakes);
    if (input.request.fee_fen < 0) mistakes.push_back({Rule::must_not_be_negative, "request.fee_fen"});
    if (!mistakes.empty()) return Err{std::move(mistakes)};

    Quote quote;
    for (Pieces const& pieces : pieces_of_claims) {
        quote.lines.push_back(
            quoted_line(input.order.lines[pieces.line], pieces, occupied.lines[pieces.line]));
    }
    BalanceRules const rules{input.order, pricing, occupied, input.policy,
                             input.fault.value_or(reason->fault)};
    OrderBalance balance(input.order, pricing, std::move(payments_left));
    balance_after_claims(balance, rules, others, claims);
    mistakes = quote_money(quote, input, balance, rules, pieces_of_claims, occupied);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return quote;
}

std::vector<int> units_left(Order const& order, std::vector<Claim> const& claims, TicketType type) {
    Occupied occupied(order);
    Mistakes of_claim;  // a wrong claim holds nothing; `quote` says so
    occupy({order, claims, type}, occupied, of_claim);
    std::vector<int> left;
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
        Line const& line = order.lines[i];
        int const most = needs_receipt(type) ? received_left(line, occupied.lines[i]) : max_quantity;
        left.push_back(std::min(most, quantity_left(line, occupied.lines[i], type)));
    }
    return left;
}

}  // namespace afterdesk
