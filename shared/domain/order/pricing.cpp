#include "domain/order/pricing.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace afterdesk {

namespace {

/// An amount of a line, split to its pieces.
using Split = std::vector<Fen> (*)(Fen amount, Line const& line);

std::vector<Fen> to_units(Fen amount, Line const& line) { return split_evenly(amount, line.quantity); }

std::vector<Fen> to_entitlements(Fen amount, Line const& line) {
    std::vector<Fen> weights;
    weights.reserve(line.entitlements.size());
    for (Entitlement const& entitlement : line.entitlements) weights.push_back(entitlement.weight);
    return allocate(amount, weights);
}

/// What it cost is the deposit and the balance, each split on its own. Discounts come off the balance first.
std::vector<PricedUnit> split_line(Line const& line, PricedLine const& priced, Split split) {
    Fen const cost_fen = priced.paid_fen + priced.unpaid_fen;
    Fen const deposit_fen = line.presale ? std::min(line.presale->deposit_fen, cost_fen) : 0;
    std::vector<Fen> const prices = split(priced.gross_fen, line);
    std::vector<Fen> const deposits = split(deposit_fen, line);
    std::vector<Fen> const balances = split(cost_fen - deposit_fen, line);
    std::vector<std::int64_t> const earned = split(line.points_earned, line);
    std::vector<PricedUnit> pieces(prices.size());
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        PricedUnit& piece = pieces[i];
        piece.unit = static_cast<int>(i) + 1;
        piece.price_fen = prices[i];
        piece.deposit_fen = deposits[i];
        piece.points_earned = earned[i];
        piece.unpaid_fen = priced.unpaid_fen > 0 ? balances[i] : 0;
        piece.paid_fen = deposits[i] + balances[i] - piece.unpaid_fen;
        piece.rounding_fen = deposits[i] + balances[i] - piece.price_fen;
        piece.discount_fen.reserve(priced.discounts.size());
        piece.points.reserve(priced.discounts.size());
    }
    for (DiscountShare const& share : priced.discounts) {
        std::vector<Fen> const amounts = split(share.amount_fen, line);
        std::vector<std::int64_t> const points = split(share.points, line);
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            pieces[i].discount_fen.push_back(amounts[i]);
            pieces[i].points.push_back(points[i]);
            pieces[i].rounding_fen += amounts[i];
        }
    }
    return pieces;
}

PricedLine after_own_discounts(Line const& line) {
    PricedLine priced;
    priced.line_no = line.line_no;
    priced.gross_fen = line.unit_price_fen * line.quantity;
    priced.paid_fen = priced.gross_fen;
    for (std::size_t j = 0; j < line.discounts.size(); ++j) {
        Discount const& discount = line.discounts[j];
        priced.discounts.push_back(
            {-1, static_cast<int>(j), discount.kind, discount.amount_fen, discount.points});
        priced.paid_fen -= discount.amount_fen;
    }
    CHECK(priced.paid_fen >= 0);
    return priced;
}

void take_order_discount(Order const& order, std::size_t index, Pricing& pricing) {
    Discount const& discount = order.discounts[index];
    std::vector<Fen> cost_fen;
    cost_fen.reserve(pricing.lines.size());
    for (PricedLine const& line : pricing.lines) cost_fen.push_back(line.paid_fen);
    std::vector<Fen> const shares = spread_over_lines(order, discount, cost_fen);
    std::vector<bool> const named = lines_named(order, discount);
    std::vector<Fen> named_shares;
    for (std::size_t i = 0; i < named.size(); ++i) {
        if (named[i]) named_shares.push_back(shares[i]);
    }
    // Points follow the money that they stood for.
    std::vector<std::int64_t> const points = allocate(discount.points, named_shares);
    std::size_t next = 0;
    for (std::size_t i = 0; i < named.size(); ++i) {
        if (!named[i]) continue;
        PricedLine& line = pricing.lines[i];
        line.discounts.push_back({static_cast<int>(index), -1, discount.kind, shares[i], points[next++]});
        line.paid_fen -= shares[i];
        CHECK(line.paid_fen >= 0);
    }
}

}  // namespace

std::vector<bool> lines_named(Order const& order, Discount const& discount) {
    std::vector<bool> named(order.lines.size(), discount.lines.empty());
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
        auto const& lines = discount.lines;
        if (std::find(lines.begin(), lines.end(), order.lines[i].line_no) != lines.end()) named[i] = true;
    }
    return named;
}

std::vector<Fen> spread_over_lines(Order const& order, Discount const& discount,
                                   std::vector<Fen> const& cost_fen) {
    std::vector<bool> const named = lines_named(order, discount);
    std::vector<Fen> weights = cost_fen;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (!named[i]) weights[i] = 0;
    }
    return allocate(discount.amount_fen, weights);
}

Pricing price_order(Order const& order) {
    Pricing pricing;
    pricing.lines.reserve(order.lines.size());
    for (Line const& line : order.lines) pricing.lines.push_back(after_own_discounts(line));
    for (std::size_t j = 0; j < order.discounts.size(); ++j) take_order_discount(order, j, pricing);
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
        Line const& line = order.lines[i];
        pricing.lines[i].unpaid_fen = unpaid_of(line, pricing.lines[i].paid_fen);
        pricing.lines[i].paid_fen -= pricing.lines[i].unpaid_fen;
        pricing.lines[i].units = split_line(line, pricing.lines[i], to_units);
        if (!line.entitlements.empty()) {
            pricing.lines[i].entitlements = split_line(line, pricing.lines[i], to_entitlements);
        }
    }
    return pricing;
}

}  // namespace afterdesk
