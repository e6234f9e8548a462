#include "domain/money/quote_gifts.hpp"

#include <algorithm>

namespace afterdesk {

namespace {

/// Units of a line that stay with the buyer. A line with entitlements stays while one of them does.
int kept_quantity(Line const& line, LineOccupied const& hold) {
    int const pieces_kept = static_cast<int>(hold.taken.size()) - hold.gone;
    return line.entitlements.empty() ? pieces_kept : std::min(pieces_kept, 1);
}

/// Units of a gift line that nobody has given up yet.
int free_quantity(Line const& gift_line, LineOccupied const& hold) {
    return gift_line.entitlements.empty() ? hold.free() : std::min(hold.free(), 1);
}

/// How many gift units the kept units of the main line earn.
int earned(Line const& gift_line, Line const& main_line, int main_kept) {
    int const times_at_first = main_line.quantity / gift_line.gift->per_quantity;
    std::int64_t const times_now = main_kept / gift_line.gift->per_quantity;
    return static_cast<int>(times_now * gift_line.quantity / times_at_first);
}

bool partly_used(Line const& line) {
    return std::any_of(line.entitlements.begin(), line.entitlements.end(),
                       [](Entitlement const& entitlement) { return entitlement.used; });
}

/// Gives up the lowest free units of a gift line.
QuotedGift give_up(Line const& gift_line, std::size_t index, int quantity, GiftAction action,
                   Occupied& occupied) {
    QuotedGift gift{gift_line.line_no, quantity, action, 0, {}};
    LineOccupied const& hold = occupied.lines[index];
    bool const entitled = !gift_line.entitlements.empty();
    Pieces const pieces{index, hold.lowest_free(entitled ? static_cast<int>(hold.taken.size()) : quantity)};
    if (entitled) {
        gift.units = {1};
    } else {
        for (std::size_t piece : pieces.pieces) gift.units.push_back(static_cast<int>(piece) + 1);
    }
    // Held as what it physically is, whatever the request's type.
    bool const goes_back = action == GiftAction::return_;
    occupied.take_delivered(pieces, goes_back ? TicketType::return_refund : TicketType::refund_unshipped);
    if (action == GiftAction::deduct) gift.deduct_fen = gift_line.gift->value_fen * quantity;
    return gift;
}

}  // namespace

std::vector<QuotedGift> take_broken_gifts(Order const& order, Request const& request,
                                          std::vector<Pieces> const& requested, Occupied& occupied) {
    std::vector<QuotedGift> gifts;
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
        Line const& gift_line = order.lines[i];
        if (!gift_line.gift) continue;
        auto const main_taking = std::find_if(requested.begin(), requested.end(), [&](Pieces const& pieces) {
            return order.lines[pieces.line].line_no == gift_line.gift->of_line;
        });
        if (main_taking == requested.end()) continue;

        Line const& main_line = order.lines[main_taking->line];
        LineOccupied const& hold = occupied.lines[i];
        int const main_kept = kept_quantity(main_line, occupied.lines[main_taking->line]);
        int const excess = free_quantity(gift_line, hold) - earned(gift_line, main_line, main_kept);
        if (excess <= 0) continue;
        if (request.keep_gifts || partly_used(gift_line)) {
            gifts.push_back(give_up(gift_line, i, excess, GiftAction::deduct, occupied));
            continue;
        }
        int const unshipped = quantity_left(gift_line, hold, TicketType::refund_unshipped);
        int const cancelled = std::min(excess, unshipped);
        if (cancelled > 0) gifts.push_back(give_up(gift_line, i, cancelled, GiftAction::cancel, occupied));
        if (excess > cancelled) {
            gifts.push_back(give_up(gift_line, i, excess - cancelled, GiftAction::return_, occupied));
        }
    }
    return gifts;
}

void deduct_gifts(Quote& quote) {
    for (QuotedGift& gift : quote.gifts) {
        gift.deduct_fen = std::min(gift.deduct_fen, quote.goods_fen - quote.fee_fen - quote.gift_deduct_fen);
        quote.gift_deduct_fen += gift.deduct_fen;
    }
}

}  // namespace afterdesk
