#include "domain/money/quote_request.hpp"

#include <algorithm>
#include <string>

#include "base/check.hpp"
#include "domain/money/quote_exchange.hpp"
#include "domain/money/quote_protection.hpp"
#include "domain/path.hpp"

namespace afterdesk {

namespace {

/// A virtual line may go with goods in one request; on its own it has a type of its own. Rule: DOMAIN §2
/// "mixed".
bool kind_fits(LineKind kind, TicketType type, bool with_goods) {
    bool const is_virtual = kind == LineKind::virtual_;
    switch (type) {
        case TicketType::refund_unshipped:
        case TicketType::price_protect: return true;
        case TicketType::refund_shipped:
        case TicketType::return_refund: return !is_virtual || with_goods;
        case TicketType::exchange:
        case TicketType::repair:
        case TicketType::reship: return !is_virtual;
        case TicketType::virtual_refund: return is_virtual;
    }
    CHECK(false);
}

// ---- When -------------------------------------------------------------------------------------------------

/// What a window counts from: the sign-for, or the payment where only the price matters. Rule: DOMAIN §2, §6.
std::optional<Instant> window_opened(Order const& order, Line const& line, TicketType type) {
    if (type == TicketType::price_protect) return order.paid_at;
    return concerns_shipped(type) ? line.received_at : std::nullopt;
}

/// Windows count whole days of the shop's zone, from the day after. Errors: window_over.
void check_window(QuoteInput const& input, Reason const& reason, Line const& line, std::string const& path,
                  Mistakes& mistakes) {
    TicketType const type = input.request.type;
    std::optional<Instant> const opened = window_opened(input.order, line, type);
    int const window = window_days(input.policy, reason, line, type);
    if (!opened || window == 0) return;
    Instant const first_day = start_of_next_day(*opened, input.policy.utc_offset_minutes);
    if (input.now >= first_day + days(window)) {
        mistakes.push_back({Rule::window_over, path_to(path, "line_no"), window});
    }
}

Phase phase_of(Line const& line, TicketType type) {
    if (line.received_at && type != TicketType::refund_unshipped) return Phase::received;
    return concerns_shipped(type) ? Phase::shipped : Phase::unshipped;
}

/// True for the types in which goods that can be sold again come back.
bool gives_goods_back(TicketType type) {
    switch (type) {
        case TicketType::refund_shipped:
        case TicketType::return_refund:
        case TicketType::exchange: return true;
        case TicketType::refund_unshipped:
        case TicketType::repair:
        case TicketType::reship:
        case TicketType::price_protect:
        case TicketType::virtual_refund: return false;
    }
    CHECK(false);
}

/// The classes of goods that do not go back without a reason, at all or once opened.
/// Errors: not_returnable, opened_not_returnable. Rule: DOMAIN §6.
void check_class(QuoteInput const& input, Reason const& reason, Line const& line, std::string const& path,
                 Mistakes& mistakes) {
    TicketType const type = input.request.type;
    bool const goods = gives_goods_back(type);
    if (!goods && type != TicketType::virtual_refund) return;
    bool returnable = true;
    bool opened_returnable = reason.allow_opened;
    for (CategoryRule const& rule : input.policy.categories) {
        if (!is_no_reason(reason) || !concerns(rule, line)) continue;
        returnable = returnable && rule.no_reason_return;
        opened_returnable = opened_returnable && rule.opened_returnable;
    }
    if (goods && !returnable) {
        mistakes.push_back({Rule::not_returnable, path_to(path, "line_no")});
    } else if (input.request.opened && !opened_returnable) {
        mistakes.push_back({Rule::opened_not_returnable, path_to(path, "line_no")});
    }
}

/// Whether the line may be asked for at all, whatever the quantity.
void check_line_may_be_asked(QuoteInput const& input, Line const& line, std::string const& path,
                             Mistakes& mistakes) {
    if (input.requoted) return;
    if (needs_receipt(input.request.type) && !line.received_at) {
        mistakes.push_back({Rule::not_received_yet, path_to(path, "line_no")});
    }
    Reason const* const reason = find_reason(input.policy, input.request.reason);
    if (reason == nullptr) return;
    auto const& phases = reason->phases;
    Phase const phase = phase_of(line, input.request.type);
    bool const fits = phases.empty() || std::find(phases.begin(), phases.end(), phase) != phases.end();
    if (line.kind == LineKind::physical && !fits) {
        mistakes.push_back({Rule::reason_not_for_phase, path_to(path, "line_no")});
    }
    check_class(input, *reason, line, path, mistakes);
    check_window(input, *reason, line, path, mistakes);
}

// ---- How many ---------------------------------------------------------------------------------------------

void choose_quantity(LineRequest const& asked, std::string const& path, Line const& line,
                     LineOccupied const& hold, TicketType type, std::vector<std::size_t>& pieces,
                     Mistakes& mistakes) {
    for (std::size_t j = 0; j < asked.entitlements.size(); ++j) {
        mistakes.push_back({Rule::entitlement_unknown, path_to(path, "entitlements", j)});
    }
    int const left = quantity_left(line, hold, type);
    if (left == 0) {
        mistakes.push_back({Rule::nothing_left, path_to(path, "quantity"), 0});
    } else if (asked.quantity > left) {
        mistakes.push_back({Rule::quantity_exceeds_left, path_to(path, "quantity"), left});
    } else {
        pieces = hold.lowest_free(asked.quantity);
    }
}

void choose_entitlements(LineRequest const& asked, std::string const& path, Line const& line,
                         LineOccupied const& hold, std::vector<std::size_t>& pieces, Mistakes& mistakes) {
    if (asked.entitlements.empty()) {
        pieces = free_unused(line, hold);
        if (pieces.empty()) {
            mistakes.push_back({Rule::nothing_left, path_to(path, "quantity"), 0});
        } else if (asked.quantity > 1) {
            mistakes.push_back({Rule::quantity_exceeds_left, path_to(path, "quantity"), 1});
        }
        return;
    }
    if (!counts_entitlements(asked.quantity, asked.entitlements.size())) {
        mistakes.push_back({Rule::quantity_is_not_entitlements, path_to(path, "quantity"),
                            static_cast<std::int64_t>(asked.entitlements.size())});
    }
    for (std::size_t j = 0; j < asked.entitlements.size(); ++j) {
        std::string const where = path_to(path, "entitlements", j);
        std::optional<std::size_t> const piece = find_entitlement(line, asked.entitlements[j]);
        if (!piece) {
            mistakes.push_back({Rule::entitlement_unknown, where});
        } else if (hold.taken[*piece]) {
            mistakes.push_back({Rule::entitlement_taken, where});
        } else if (line.entitlements[*piece].used) {
            mistakes.push_back({Rule::entitlement_used, where});
        } else if (!choose(pieces, *piece)) {
            mistakes.push_back({Rule::entitlement_twice, where});
        }
    }
}

bool asks_for_goods(QuoteInput const& input) {
    return std::any_of(input.request.lines.begin(), input.request.lines.end(), [&](LineRequest const& asked) {
        Line const* const line = find_line(input.order, asked.line_no);
        return line != nullptr && line->kind == LineKind::physical;
    });
}

}  // namespace

bool needs_receipt(TicketType type) {
    switch (type) {
        case TicketType::exchange:
        case TicketType::repair:
        case TicketType::reship: return true;
        case TicketType::refund_unshipped:
        case TicketType::refund_shipped:
        case TicketType::return_refund:
        case TicketType::price_protect:
        case TicketType::virtual_refund: return false;
    }
    CHECK(false);
}

std::vector<Pieces> take_request(QuoteInput const& input, Pricing const& pricing, Occupied& occupied,
                                 Mistakes& mistakes) {
    std::vector<Pieces> pieces_of_claims;
    std::vector<bool> asked_before(input.order.lines.size(), false);
    bool const with_goods = asks_for_goods(input);
    TicketType const type = input.request.type;
    if (input.request.lines.empty()) mistakes.push_back({Rule::nothing_requested, "request.lines"});
    for (std::size_t i = 0; i < input.request.lines.size(); ++i) {
        LineRequest const& asked = input.request.lines[i];
        std::string const path = path_to("request", "lines", i);
        Line const* const line = find_line(input.order, asked.line_no);
        if (line == nullptr) {
            mistakes.push_back({Rule::line_unknown, path_to(path, "line_no")});
            continue;
        }
        Pieces pieces{static_cast<std::size_t>(line - input.order.lines.data()), {}};
        if (asked_before[pieces.line]) {
            mistakes.push_back({Rule::line_twice, path_to(path, "line_no")});
            continue;
        }
        asked_before[pieces.line] = true;
        if (!kind_fits(line->kind, type, with_goods)) {
            mistakes.push_back({Rule::kind_not_for_type, path_to(path, "line_no")});
            continue;
        }
        check_line_may_be_asked(input, *line, path, mistakes);
        LineOccupied const& hold = occupied.lines[pieces.line];
        if (asked.quantity < 1) {
            mistakes.push_back({Rule::must_be_positive, path_to(path, "quantity")});
        } else if (line->entitlements.empty()) {
            choose_quantity(asked, path, *line, hold, type, pieces.pieces, mistakes);
        } else {
            choose_entitlements(asked, path, *line, hold, pieces.pieces, mistakes);
        }
        if (type == TicketType::price_protect) {
            keep_dropped(input, i, pricing.lines[pieces.line], hold, pieces.pieces, mistakes);
        }
        if (type == TicketType::exchange) check_wanted(input, i, mistakes);
        if (!pieces.pieces.empty()) pieces_of_claims.push_back(std::move(pieces));
    }
    for (Pieces const& pieces : pieces_of_claims) occupied.take(pieces, type);
    return pieces_of_claims;
}

}  // namespace afterdesk
