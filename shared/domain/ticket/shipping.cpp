#include "domain/ticket/shipping.hpp"

#include <algorithm>
#include <set>

#include "base/result.hpp"

namespace afterdesk {
namespace {

int pieces_of(std::vector<LinePieces> const& lines, int line_no) {
    int sum = 0;
    for (LinePieces const& one : lines) sum += one.line_no == line_no ? one.quantity : 0;
    return sum;
}

/// What the refund would keep from being sent: a gift that goes with its goods, too.
std::vector<LinePieces> unsent_in(Quote const& quote) {
    std::vector<LinePieces> lines;
    for (QuotedLine const& line : quote.lines) lines.push_back({line.line_no, line.quantity});
    for (QuotedGift const& gift : quote.gifts) {
        if (gift.action == GiftAction::cancel) lines.push_back({gift.line_no, gift.quantity});
    }
    return lines;
}

/// Whether all of these pieces may be paid back while the claims that last longer than that hold.
bool fits(std::vector<LinePieces> const& wanted, Order const& order, KeptPieces const& shipping,
          std::optional<Instant> after) {
    return std::all_of(order.lines.begin(), order.lines.end(), [&](Line const& line) {
        int claimed = 0;
        for (ShippingClaim const& claim : shipping.claims) {
            bool const holds = !after || claim.until > *after;
            claimed += holds ? pieces_of(claim.lines, line.line_no) : 0;
        }
        int const left = line.quantity - line.shipped_quantity() - pieces_of(shipping.refunded, line.line_no);
        return claimed == 0 || pieces_of(wanted, line.line_no) <= left - claimed;
    });
}

Mistakes check_asked(Order const& order, std::vector<LinePieces> const& asked) {
    Mistakes mistakes;
    std::set<int> seen;
    for (std::size_t i = 0; i < asked.size(); ++i) {
        std::string const path = "lines[" + std::to_string(i) + "].";
        Line const* const line = find_line(order, asked[i].line_no);
        if (line == nullptr) {
            mistakes.push_back({Rule::line_unknown, path + "line_no"});
        } else if (!seen.insert(asked[i].line_no).second) {
            mistakes.push_back({Rule::line_twice, path + "line_no"});
        } else if (line->kind != LineKind::physical) {
            mistakes.push_back({Rule::virtual_is_not_shipped, path + "line_no"});
        } else if (asked[i].quantity > line->quantity) {
            mistakes.push_back({Rule::quantity_exceeds_left, path + "quantity", line->quantity});
        }
    }
    if (asked.empty()) mistakes.push_back({Rule::must_not_be_empty, "lines"});
    return mistakes;
}

}  // namespace

std::vector<LinePieces> refunded_unsent(Ticket const& ticket) {
    bool const pays = ticket.state == State::refunding || ticket.state == State::refund_failed ||
                      ticket.state == State::completed;
    if (!pays || ticket.request.type != TicketType::refund_unshipped) return {};
    return unsent_in(ticket.quote);
}

std::optional<Instant> held_until(Request const& request, Quote const& quote, Order const& order,
                                  KeptPieces const& shipping) {
    if (request.type != TicketType::refund_unshipped || shipping.claims.empty()) return std::nullopt;
    std::vector<LinePieces> const wanted = unsent_in(quote);
    if (fits(wanted, order, shipping, std::nullopt)) return std::nullopt;
    std::set<Instant> ends;
    for (ShippingClaim const& claim : shipping.claims) ends.insert(claim.until);
    for (Instant const end : ends) {
        if (fits(wanted, order, shipping, end)) return end;
    }
    return std::nullopt;
}

std::vector<LineBeingSent> being_sent(Order const& order, KeptPieces const& shipping) {
    std::vector<LineBeingSent> lines;
    for (Line const& line : order.lines) {
        LineBeingSent one{line.line_no, line.quantity - line.shipped_quantity(), {}};
        one.left -= pieces_of(shipping.refunded, line.line_no);
        for (ShippingClaim const& claim : shipping.claims) {
            int const claimed = pieces_of(claim.lines, line.line_no);
            one.left -= claimed;
            if (claimed > 0) one.until = std::max(one.until, claim.until);
        }
        one.left = std::max(one.left, 0);
        if (one.until.ms > 0) lines.push_back(one);
    }
    return lines;
}

Result<std::vector<BlockedPieces>, Mistakes> why_not_sent(Order const& order,
                                                          std::vector<Ticket> const& tickets,
                                                          std::vector<ShippingClaim> const& claims,
                                                          std::vector<LinePieces> const& asked) {
    if (Mistakes mistakes = check_asked(order, asked); !mistakes.empty()) return Err{std::move(mistakes)};
    std::vector<BlockedPieces> blocked;
    for (LinePieces const& one : asked) {
        Line const& line = *find_line(order, one.line_no);
        std::vector<BlockedPieces> taken;
        auto const take = [&](ShippingBlock why, int quantity, std::string const& by) {
            if (quantity > 0) taken.push_back({line.line_no, why, quantity, by});
        };
        for (Ticket const& ticket : tickets)
            take(ShippingBlock::refunded, pieces_of(refunded_unsent(ticket), line.line_no), ticket.no.value);
        for (ShippingClaim const& claim : claims)
            take(ShippingBlock::claimed, pieces_of(claim.lines, line.line_no), claim.claim_id);
        take(ShippingBlock::sent, line.shipped_quantity(), "");
        int left = line.quantity;
        for (BlockedPieces const& by : taken) left -= by.quantity;
        if (one.quantity > left) blocked.insert(blocked.end(), taken.begin(), taken.end());
    }
    return blocked;
}

}  // namespace afterdesk
