#include "domain/money/quote_protection.hpp"

#include <algorithm>

#include "domain/money/quote_exchange.hpp"
#include "domain/path.hpp"

namespace afterdesk {

namespace {

/// What a price_protect ticket paid back in all.
Fen paid_back(Claim const& claim) {
    if (claim.granted) return claim.granted->goods_fen;
    Fen sum = 0;
    for (PaymentShare const& share : claim.payments) sum = add_fen(sum, share.amount_fen).value_or(max_fen);
    return sum;
}

/// Spreads an amount evenly over pieces, each up to what it still has; what one can not take goes to the
/// first that can. Errors: what nobody can take is given back.
Fen protect_evenly(Fen amount_fen, Pieces const& pieces, PricedLine const& priced, LineOccupied& hold) {
    if (pieces.pieces.empty()) return amount_fen;
    std::vector<Fen> const even = split_evenly(amount_fen, static_cast<int>(pieces.pieces.size()));
    Fen rest = 0;
    auto const give = [&](std::size_t piece, Fen fen) {
        Fen& protected_fen = hold.protected_fen[piece];
        Fen const taken = std::min(fen, priced.pieces()[piece].paid_fen - protected_fen);
        protected_fen += taken;
        return fen - taken;
    };
    for (std::size_t i = 0; i < even.size(); ++i) rest += give(pieces.pieces[i], even[i]);
    for (std::size_t i = 0; i < even.size() && rest > 0; ++i) rest = give(pieces.pieces[i], rest);
    return rest;
}

}  // namespace

void protect_pieces(QuoteInput const& input, Pricing const& pricing, std::vector<Pieces> const& claims,
                    Occupied& occupied, Mistakes& mistakes) {
    for (std::size_t i = 0; i < input.claims.size(); ++i) {
        Claim const& claim = input.claims[i];
        if (claim.type.value_or(input.request.type) != TicketType::price_protect) continue;
        if (claims[i].pieces.empty()) continue;  // wrong, and reported
        PricedLine const& priced = pricing.lines[claims[i].line];
        Fen const amount_fen = paid_back(claim);
        Fen const rest = protect_evenly(amount_fen, claims[i], priced, occupied.lines[claims[i].line]);
        if (rest == 0) continue;
        std::string const path = path_to("", "prior", i);
        mistakes.push_back({Rule::prior_exceeds_paid,
                            path_to(path, claim.granted ? "granted.goods_fen" : "payments"),
                            amount_fen - rest});
    }
}

std::vector<Fen> price_drops(Line const& line, PricedLine const& priced, LineOccupied const& hold,
                             Fen now_fen) {
    std::vector<PricedUnit> const& pieces = priced.pieces();
    std::vector<Fen> now(pieces.size(), now_fen);
    if (!line.entitlements.empty()) {
        std::vector<Fen> weights;
        for (Entitlement const& entitlement : line.entitlements) weights.push_back(entitlement.weight);
        now = allocate(now_fen, weights);
    }
    std::vector<Fen> drops;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        Fen const before = hold.protected_fen[i];
        Fen const drop = pieces[i].price_fen - now[i] - before;
        // A price that drops before the balance is paid lowers the balance; there is nothing to pay back.
        Fen const paid_fen = priced.unpaid_fen > 0 ? before : pieces[i].paid_fen;
        drops.push_back(std::clamp<Fen>(drop, 0, paid_fen - before));
    }
    return drops;
}

std::optional<Fen> price_now(QuoteInput const& input, LineRequest const& asked) {
    Line const* const line = find_line(input.order, asked.line_no);
    Ware const* const ware = line != nullptr ? find_ware(input.stock, line->sku) : nullptr;
    if (ware == nullptr) return asked.now_price_fen;
    return std::max(asked.now_price_fen.value_or(0), ware->unit_price_fen);
}

void keep_dropped(QuoteInput const& input, std::size_t request_line, PricedLine const& priced,
                  LineOccupied const& hold, std::vector<std::size_t>& pieces, Mistakes& mistakes) {
    LineRequest const& asked = input.request.lines[request_line];
    std::string const path = path_to("request", "lines", request_line);
    Line const& line = *find_line(input.order, asked.line_no);
    std::optional<Fen> const now_fen = price_now(input, asked);
    if (!now_fen) {
        mistakes.push_back({Rule::price_required, path_to(path, "now_price_fen")});
    } else if (*now_fen < 0) {
        mistakes.push_back({Rule::must_not_be_negative, path_to(path, "now_price_fen")});
    }
    if (!now_fen || *now_fen < 0 || pieces.empty()) return pieces.clear();

    std::vector<Fen> const drops = price_drops(line, priced, hold, *now_fen);
    std::size_t const wanted = pieces.size();
    if (line.entitlements.empty()) pieces = hold.lowest_free(hold.free());
    std::erase_if(pieces, [&](std::size_t piece) { return drops[piece] == 0; });
    if (pieces.empty()) {
        mistakes.push_back({Rule::price_not_lower, path_to(path, "now_price_fen"), line.unit_price_fen});
    } else if (!line.entitlements.empty()) {
        return;  // those that have not become cheaper stay out
    } else if (pieces.size() < wanted) {
        mistakes.push_back({Rule::quantity_exceeds_left, path_to(path, "quantity"),
                            static_cast<std::int64_t>(pieces.size())});
        pieces.clear();
    } else {
        pieces.resize(wanted);
    }
}

}  // namespace afterdesk
