#include "domain/money/strays.hpp"

#include <algorithm>

#include "domain/money/quote_request.hpp"
#include "domain/path.hpp"

namespace afterdesk {

namespace {

int used_although_taken(Line const& line, LineOccupied const& hold) {
    int count = 0;
    for (std::size_t i = 0; i < line.entitlements.size(); ++i) {
        if (hold.taken[i] && line.entitlements[i].used) ++count;
    }
    return count;
}

/// Errors: line_unknown, line_twice, kind_not_for_type, must_be_positive, nothing_left,
/// quantity_exceeds_left.
void check_line(QuoteInput const& input, Occupied const& occupied, std::size_t index,
                std::vector<bool>& asked_before, Mistakes& mistakes) {
    LineRequest const& asked = input.request.lines[index];
    std::string const path = path_to("request", "lines", index);
    Line const* const line = line_asked_for(input, index, asked_before, mistakes);
    if (line == nullptr) return;
    bool const goods = line->kind == LineKind::physical && line->entitlements.empty();
    if (!goods) {
        mistakes.push_back({Rule::kind_not_for_type, path_to(path, "line_no")});
        return;
    }
    auto const place = static_cast<std::size_t>(line - input.order.lines.data());
    int const left = strays_of(*line, occupied.lines[place]);
    if (asked.quantity < 1) {
        mistakes.push_back({Rule::must_be_positive, path_to(path, "quantity")});
    } else if (left == 0) {
        mistakes.push_back({Rule::nothing_left, path_to(path, "quantity"), 0});
    } else if (asked.quantity > left) {
        mistakes.push_back({Rule::quantity_exceeds_left, path_to(path, "quantity"), left});
    }
}

}  // namespace

int strays_of(Line const& line, LineOccupied const& hold) {
    int const all = line.entitlements.empty()
                        ? line.shipped_quantity() + hold.taken_as_unshipped - line.quantity
                        : used_although_taken(line, hold);
    return std::max(0, all - hold.settled);
}

std::vector<Strays> strays_of(Order const& order, std::vector<Claim> claims) {
    std::erase_if(claims, [](Claim const& claim) {
        return claim.quantity == 0 && claim.settled > 0 && claim.state == ClaimState::reserved;
    });
    Occupied occupied(order);
    Mistakes of_claim;  // a wrong claim holds nothing; `quote` says so
    occupy({order, claims, TicketType::refund_unshipped}, occupied, of_claim);
    std::vector<Strays> all;
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
        int const count = strays_of(order.lines[i], occupied.lines[i]);
        if (count > 0) all.push_back({order.lines[i].line_no, count});
    }
    return all;
}

bool are_received(Line const& line, int quantity) {
    for (auto of = line.deliveries.rbegin(); of != line.deliveries.rend() && quantity > 0; ++of) {
        if (of->quantity > 0 && !of->received_at) return false;
        quantity -= of->quantity;
    }
    return true;
}

Quote recall_quote(Order const& order, Request const& request) {
    Quote quote;
    quote.freight_rule = order.freight_fen > 0 ? FreightRule::kept_type : FreightRule::none_paid;
    for (LineRequest const& asked : request.lines) {
        quote.lines.push_back({asked.line_no, asked.quantity, {}, {}, 0});
    }
    return quote;
}

Result<Quote, Mistakes> quote_recall(QuoteInput const& input, Occupied const& occupied, Mistakes mistakes) {
    Request const& request = input.request;
    // Also of what a ticket becomes later: strays are not exchanged.
    bool const comes_back =
        request.type == TicketType::refund_shipped || request.type == TicketType::return_refund;
    if (!comes_back && mistakes.empty()) mistakes.push_back({Rule::reason_not_for_type, "request.reason"});
    if (request.fee_fen != 0) mistakes.push_back({Rule::fee_exceeds_goods, "request.fee_fen", 0});
    if (request.lines.empty()) mistakes.push_back({Rule::nothing_requested, "request.lines"});
    std::vector<bool> asked_before(input.order.lines.size(), false);
    for (std::size_t i = 0; i < request.lines.size(); ++i)
        check_line(input, occupied, i, asked_before, mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return recall_quote(input.order, request);
}

}  // namespace afterdesk
