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

/// What is asked for of one line, as far as it is the same for all of its pieces.
struct Asked {
    QuoteInput const& input;
    LineRequest const& request;
    Line const& line;
    LineOccupied const& hold;
    std::string path;
};

/// Pieces that came together, and since when they have been asked for.
struct Batch {
    std::optional<Instant> received_at;
    Instant asked_at;
};

/// What a window counts from: the sign-for, or the payment where only the price matters. Rule: DOMAIN §2, §6.
std::optional<Instant> window_opened(Order const& order, std::optional<Instant> received_at,
                                     TicketType type) {
    if (type == TicketType::price_protect) return order.paid_at;
    return concerns_shipped(type) ? received_at : std::nullopt;
}

/// Errors: window_over.
void check_window(Asked const& asked, Reason const& reason, Batch const& batch, Mistakes& mistakes) {
    auto const end = window_end(asked.input, reason, asked.line, batch.received_at);
    if (end && batch.asked_at >= *end) {
        int const window = window_days(asked.input.policy, reason, asked.line, asked.input.request.type);
        mistakes.push_back({Rule::window_over, path_to(asked.path, "line_no"), window});
    }
}

Phase phase_of(Batch const& batch, TicketType type) {
    if (batch.received_at && type != TicketType::refund_unshipped) return Phase::received;
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

/// Whether these pieces may be asked for at all, whatever their number.
Mistakes check_batch(Asked const& asked, Batch const& batch) {
    QuoteInput const& input = asked.input;
    Mistakes mistakes;
    if (input.requoted) return mistakes;
    if (needs_receipt(input.request.type) && !batch.received_at) {
        mistakes.push_back({Rule::not_received_yet, path_to(asked.path, "line_no")});
    }
    Reason const* const reason = find_reason(input.policy, input.request.reason);
    if (reason == nullptr) return mistakes;
    auto const& phases = reason->phases;
    Phase const phase = phase_of(batch, input.request.type);
    bool const fits = phases.empty() || std::find(phases.begin(), phases.end(), phase) != phases.end();
    if (asked.line.kind == LineKind::physical && !fits) {
        mistakes.push_back({Rule::reason_not_for_phase, path_to(asked.path, "line_no")});
    }
    check_class(input, *reason, asked.line, asked.path, mistakes);
    check_window(asked, *reason, batch, mistakes);
    return mistakes;
}

// ---- Which deliveries -------------------------------------------------------------------------------------

QuotedLine const* held_of(QuoteInput const& input, int line_no) {
    auto const found = std::find_if(input.held.begin(), input.held.end(),
                                    [&](QuotedLine const& line) { return line.line_no == line_no; });
    return found == input.held.end() ? nullptr : &*found;
}

/// True when the request is rather for what has not come: 仅退款 without a picture of the goods.
bool is_for_under_way(QuoteInput const& input) {
    Request const& request = input.request;
    return request.type == TicketType::refund_shipped &&
           !needs_evidence(input.policy, request.reason, request.type);
}

/// The deliveries in the order in which they are asked for: those that the ticket holds already, then the
/// earliest sign-for, as its window ends first. What is under way comes last, or first when it is meant.
std::vector<DeliveryLeft> in_turn(Asked const& asked) {
    LineOccupied rest = asked.hold;
    std::vector<DeliveryLeft> turns;
    if (QuotedLine const* const held = held_of(asked.input, asked.line.line_no)) {
        turns = rest.take_delivered(held->deliveries, held->quantity);
        for (DeliveryLeft& one : turns) one.held = true;
    }
    std::erase_if(rest.deliveries, [](DeliveryLeft const& one) { return one.quantity == 0; });
    bool const under_way_first = is_for_under_way(asked.input);
    auto const earlier = [&](DeliveryLeft const& a, DeliveryLeft const& b) {
        bool const both = a.received_at && b.received_at;
        if (both || (!a.received_at && !b.received_at)) return a.received_at < b.received_at;
        return a.received_at.has_value() != under_way_first;
    };
    std::stable_sort(rest.deliveries.begin(), rest.deliveries.end(), earlier);
    turns.insert(turns.end(), rest.deliveries.begin(), rest.deliveries.end());
    return turns;
}

/// Those of them that may be asked for. Errors: where none may, what is said of the last.
std::vector<DeliveryLeft> may_be_asked(Asked const& asked, Mistakes& mistakes) {
    std::vector<DeliveryLeft> turns = in_turn(asked);
    if (turns.empty()) {
        DeliveryLeft none;
        for (DeliveryLeft const& one : asked.hold.deliveries) {
            none.received_at = std::max(none.received_at, one.received_at);
        }
        turns.push_back(std::move(none));
    }
    std::vector<DeliveryLeft> fit;
    Mistakes of_last;
    for (DeliveryLeft const& one : turns) {
        Instant const asked_at = one.held ? asked.input.held_since : asked.input.now;
        of_last = check_batch(asked, {one.received_at, asked_at});
        if (of_last.empty()) fit.push_back(one);
    }
    if (fit.empty()) mistakes.insert(mistakes.end(), of_last.begin(), of_last.end());
    return fit;
}

/// A line that is not asked for by delivery.
void check_line(Asked const& asked, Mistakes& mistakes) {
    QuotedLine const* const held = held_of(asked.input, asked.line.line_no);
    bool const same = held != nullptr && asked.request.quantity <= held->quantity;
    Instant const asked_at = same ? asked.input.held_since : asked.input.now;
    Mistakes const found = check_batch(asked, {asked.line.last_received_at(), asked_at});
    mistakes.insert(mistakes.end(), found.begin(), found.end());
}

std::vector<DeliveredPieces> first_of(std::vector<DeliveryLeft> const& deliveries, int count) {
    std::vector<DeliveredPieces> chosen;
    for (DeliveryLeft const& one : deliveries) {
        int const some = std::min(count, one.quantity);
        count -= some;
        bool const more = !chosen.empty() && chosen.back().delivery_no == one.delivery_no;
        if (more) {
            chosen.back().quantity += some;
        } else if (some > 0) {
            chosen.push_back({one.delivery_no, some});
        }
    }
    return chosen;
}

// ---- How many ---------------------------------------------------------------------------------------------

void choose_quantity(Asked const& asked, int most, std::vector<std::size_t>& pieces, Mistakes& mistakes) {
    for (std::size_t j = 0; j < asked.request.entitlements.size(); ++j) {
        mistakes.push_back({Rule::entitlement_unknown, path_to(asked.path, "entitlements", j)});
    }
    int const left = std::min(most, quantity_left(asked.line, asked.hold, asked.input.request.type));
    if (left == 0) {
        mistakes.push_back({Rule::nothing_left, path_to(asked.path, "quantity"), 0});
    } else if (asked.request.quantity > left) {
        mistakes.push_back({Rule::quantity_exceeds_left, path_to(asked.path, "quantity"), left});
    } else {
        pieces = asked.hold.lowest_free(asked.request.quantity);
    }
}

/// Goods that were sent. Rule: DOMAIN §6 "Deliveries".
void choose_delivered(Asked const& asked, Pieces& pieces, Mistakes& mistakes) {
    std::vector<DeliveryLeft> const fit = may_be_asked(asked, mistakes);
    int in_time = 0;
    for (DeliveryLeft const& one : fit) in_time += one.quantity;
    bool const counts = in_time > 0 && asked.request.quantity >= 1;
    if (asked.request.quantity < 1) {
        mistakes.push_back({Rule::must_be_positive, path_to(asked.path, "quantity")});
    } else {
        choose_quantity(asked, counts ? in_time : max_quantity, pieces.pieces, mistakes);
    }
    pieces.deliveries = first_of(fit, static_cast<int>(pieces.pieces.size()));
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

void choose_pieces(Asked const& asked, Pieces& pieces, Mistakes& mistakes) {
    Line const& line = asked.line;
    bool const by_delivery = line.kind == LineKind::physical && line.entitlements.empty();
    if (by_delivery && concerns_shipped(asked.input.request.type)) {
        return choose_delivered(asked, pieces, mistakes);
    }
    check_line(asked, mistakes);
    if (asked.request.quantity < 1) {
        mistakes.push_back({Rule::must_be_positive, path_to(asked.path, "quantity")});
    } else if (line.entitlements.empty()) {
        choose_quantity(asked, max_quantity, pieces.pieces, mistakes);
    } else {
        choose_entitlements(asked.request, asked.path, line, asked.hold, pieces.pieces, mistakes);
    }
}

bool asks_for_goods(QuoteInput const& input) {
    return std::any_of(input.request.lines.begin(), input.request.lines.end(), [&](LineRequest const& asked) {
        Line const* const line = find_line(input.order, asked.line_no);
        return line != nullptr && line->kind == LineKind::physical;
    });
}

}  // namespace

std::optional<Instant> window_end(QuoteInput const& input, Reason const& reason, Line const& line,
                                  std::optional<Instant> received_at) {
    TicketType const type = input.request.type;
    std::optional<Instant> const opened = window_opened(input.order, received_at, type);
    int const window = window_days(input.policy, reason, line, type);
    if (!opened || window == 0) return std::nullopt;
    return start_of_next_day(*opened, input.policy.utc_offset_minutes) + days(window);
}

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

Line const* line_asked_for(QuoteInput const& input, std::size_t index, std::vector<bool>& asked_before,
                           Mistakes& mistakes) {
    std::string const path = path_to("request", "lines", index, "line_no");
    Line const* const line = find_line(input.order, input.request.lines[index].line_no);
    if (line == nullptr) {
        mistakes.push_back({Rule::line_unknown, path});
        return nullptr;
    }
    std::vector<bool>::reference asked =
        asked_before[static_cast<std::size_t>(line - input.order.lines.data())];
    if (asked) {
        mistakes.push_back({Rule::line_twice, path});
        return nullptr;
    }
    asked = true;
    return line;
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
        Line const* const line = line_asked_for(input, i, asked_before, mistakes);
        if (line == nullptr) continue;
        Pieces pieces{static_cast<std::size_t>(line - input.order.lines.data()), {}};
        if (!kind_fits(line->kind, type, with_goods)) {
            mistakes.push_back({Rule::kind_not_for_type, path_to(path, "line_no")});
            continue;
        }
        LineOccupied const& hold = occupied.lines[pieces.line];
        choose_pieces({input, asked, *line, hold, path}, pieces, mistakes);
        if (type == TicketType::price_protect) {
            keep_dropped(input, i, pricing.lines[pieces.line], hold, pieces.pieces, mistakes);
        }
        if (type == TicketType::exchange) check_wanted(input, i, mistakes);
        if (!pieces.pieces.empty()) pieces_of_claims.push_back(std::move(pieces));
    }
    for (Pieces const& pieces : pieces_of_claims) occupied.take_delivered(pieces, type);
    return pieces_of_claims;
}

}  // namespace afterdesk
