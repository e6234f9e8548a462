#include "domain/money/quote_exchange.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "domain/path.hpp"

namespace afterdesk {

namespace {

std::string const& wanted_sku(LineRequest const& asked, Line const& line) {
    return asked.want_sku.empty() ? line.sku : asked.want_sku;
}

/// How many pieces of the SKU the request wants, up to and with this line.
std::int64_t wanted_so_far(QuoteInput const& input, std::size_t request_line, std::string const& sku) {
    std::int64_t wanted = 0;
    for (std::size_t i = 0; i <= request_line; ++i) {
        LineRequest const& asked = input.request.lines[i];
        Line const* const line = find_line(input.order, asked.line_no);
        if (line != nullptr && wanted_sku(asked, *line) == sku) wanted += std::max(asked.quantity, 0);
    }
    return wanted;
}

QuotedExchange wanted_goods(Line const& line, Ware const* ware) {
    QuotedExchange goods{line.line_no, 0, line.sku, line.spu, line.title, line.spec, line.unit_price_fen, 0};
    if (ware == nullptr || ware->sku == line.sku) return goods;
    goods.sku = ware->sku;
    goods.title = ware->title;
    goods.spec = ware->spec;
    goods.unit_price_fen = ware->unit_price_fen;
    goods.difference_fen = line.unit_price_fen - ware->unit_price_fen;
    return goods;
}

}  // namespace

Ware const* find_ware(std::vector<Ware> const& stock, std::string const& sku) {
    auto const found =
        std::find_if(stock.begin(), stock.end(), [&](Ware const& ware) { return ware.sku == sku; });
    return found == stock.end() ? nullptr : &*found;
}

void check_wanted(QuoteInput const& input, std::size_t request_line, Mistakes& mistakes) {
    LineRequest const& asked = input.request.lines[request_line];
    Line const& line = *find_line(input.order, asked.line_no);
    std::string const path = path_to(path_to("request", "lines", request_line), "want_sku");
    std::string const& sku = wanted_sku(asked, line);
    bool const same = sku == line.sku;
    Ware const* const ware = find_ware(input.stock, sku);
    if (ware == nullptr) {
        if (!same) {
            mistakes.push_back({Rule::sku_unknown, path});
        } else if (!input.stock.empty()) {
            mistakes.push_back({Rule::out_of_stock, path, 0});
        }
        return;
    }
    if (!same && (ware->spu.empty() || ware->spu != line.spu)) {
        mistakes.push_back({Rule::exchange_other_goods, path});
    } else if (!same && ware->unit_price_fen != line.unit_price_fen &&
               input.policy.exchange_difference == ExchangePolicy::refuse) {
        mistakes.push_back({Rule::exchange_price_differs, path, line.unit_price_fen});
    }
    if (wanted_so_far(input, request_line, sku) > ware->available) {
        mistakes.push_back({Rule::out_of_stock, path, ware->available});
    }
}

ExchangeMoney exchange_money(QuoteInput const& input, BalanceRules const& rules, OrderBalance const& balance,
                             std::vector<Pieces> const& pieces_of_claims, Mistakes& mistakes) {
    ExchangeMoney money;
    CHECK(pieces_of_claims.size() == input.request.lines.size());
    for (std::size_t i = 0; i < pieces_of_claims.size(); ++i) {
        Pieces const& pieces = pieces_of_claims[i];
        Line const& line = input.order.lines[pieces.line];
        QuotedExchange goods =
            wanted_goods(line, find_ware(input.stock, wanted_sku(input.request.lines[i], line)));
        goods.quantity = static_cast<int>(pieces.pieces.size());
        Fen back_fen = 0;
        for (std::size_t piece : pieces.pieces) {
            PricedUnit const& priced = rules.pricing.lines[pieces.line].pieces()[piece];
            Fen const protected_fen = rules.occupied.lines[pieces.line].protected_fen[piece];
            // Cheaper goods lower a balance that was not paid; there is nothing to pay back.
            Fen const most_fen = priced.unpaid_fen > 0 ? 0 : priced.paid_fen - protected_fen;
            back_fen += std::clamp<Fen>(goods.difference_fen, 0, most_fen);
        }
        back_fen = std::min(back_fen, balance.line_left_fen[pieces.line]);
        money.back_fen.push_back(back_fen);
        money.back_total_fen += back_fen;
        std::optional<Fen> const owed = multiply_fen(std::max<Fen>(0, -goods.difference_fen), goods.quantity);
        std::optional<Fen> const sum = owed ? add_fen(money.owed_fen, *owed) : std::nullopt;
        if (!sum) {
            mistakes.push_back({Rule::amount_overflows, path_to("request", "lines", i, "want_sku")});
        }
        money.owed_fen = sum.value_or(money.owed_fen);
        money.exchanges.push_back(std::move(goods));
    }
    return money;
}

}  // namespace afterdesk
