#include "domain/holdings.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "base/check.hpp"
#include "domain/path.hpp"

namespace afterdesk {

namespace {

/// A price difference leaves the goods where they are; all other types take them.
bool takes_pieces(TicketType type) { return type != TicketType::price_protect; }

/// The piece with this entitlement id, or nothing.
std::optional<std::size_t> find_entitlement(Line const& line, std::string const& id) {
    auto const found = std::find_if(line.entitlements.begin(), line.entitlements.end(),
                                    [&](Entitlement const& entitlement) { return entitlement.id == id; });
    if (found == line.entitlements.end()) return std::nullopt;
    return static_cast<std::size_t>(found - line.entitlements.begin());
}

std::vector<std::size_t> free_unused(Line const& line, LineHold const& hold) {
    std::vector<std::size_t> pieces;
    for (std::size_t i = 0; i < line.entitlements.size(); ++i) {
        if (!hold.taken[i] && !line.entitlements[i].used) pieces.push_back(i);
    }
    return pieces;
}

/// Adds a piece to those chosen. Errors: false when it was there already.
bool choose(std::vector<std::size_t>& pieces, std::size_t piece) {
    auto const place = std::lower_bound(pieces.begin(), pieces.end(), piece);
    if (place != pieces.end() && *place == piece) return false;
    pieces.insert(place, piece);
    return true;
}

/// A line with entitlements counts as one, or as the entitlements that are named.
bool counts_entitlements(int quantity, std::size_t named) {
    return quantity == 1 || static_cast<std::size_t>(quantity) == named;
}

// ---- Prior tickets ----------------------------------------------------------------------------------------

void name_units(Prior const& prior, std::string const& path, LineHold const& hold,
                std::vector<std::size_t>& pieces, Mistakes& mistakes) {
    if (prior.units.size() != static_cast<std::size_t>(prior.quantity)) {
        mistakes.push_back({Rule::units_not_in_line, path_to(path, "units"), prior.quantity});
    }
    for (std::size_t j = 0; j < prior.units.size(); ++j) {
        int const unit = prior.units[j];
        std::string const where = path_to(path, "units", j);
        if (unit < 1 || static_cast<std::size_t>(unit) > hold.taken.size()) {
            mistakes.push_back(
                {Rule::units_not_in_line, where, static_cast<std::int64_t>(hold.taken.size())});
            continue;
        }
        std::size_t const piece = static_cast<std::size_t>(unit) - 1;
        if (hold.taken[piece] || !choose(pieces, piece)) {
            mistakes.push_back({Rule::prior_exceeds_line, where, hold.free()});
        }
    }
}

void name_entitlements(Prior const& prior, std::string const& path, Line const& line, LineHold const& hold,
                       std::vector<std::size_t>& pieces, Mistakes& mistakes) {
    if (!counts_entitlements(prior.quantity, prior.entitlements.size())) {
        mistakes.push_back({Rule::quantity_is_not_entitlements, path_to(path, "quantity"),
                            static_cast<std::int64_t>(prior.entitlements.size())});
    }
    for (std::size_t j = 0; j < prior.entitlements.size(); ++j) {
        std::string const where = path_to(path, "entitlements", j);
        std::optional<std::size_t> const piece = find_entitlement(line, prior.entitlements[j]);
        if (!piece) {
            mistakes.push_back({Rule::entitlement_unknown, where});
        } else if (hold.taken[*piece]) {
            mistakes.push_back({Rule::entitlement_taken, where});
        } else if (!choose(pieces, *piece)) {
            mistakes.push_back({Rule::entitlement_twice, where});
        }
    }
}

/// The pieces that a prior names. A line with entitlements is not counted in units: there they say nothing
/// more.
void take_named(Prior const& prior, std::string const& path, Line const& line, LineHold const& hold,
                std::vector<std::size_t>& pieces, Mistakes& mistakes) {
    bool const entitled = !line.entitlements.empty();
    if (entitled || !prior.entitlements.empty()) {
        name_entitlements(prior, path, line, hold, pieces, mistakes);
    } else {
        name_units(prior, path, hold, pieces, mistakes);
    }
}

/// The lowest free pieces, for a prior that names none.
void take_lowest(Prior const& prior, std::string const& path, Line const& line, LineHold const& hold,
                 std::vector<std::size_t>& pieces, Mistakes& mistakes) {
    bool const entitled = !line.entitlements.empty();
    std::vector<std::size_t> lowest = entitled ? free_unused(line, hold) : hold.lowest_free(prior.quantity);
    int const free = !entitled ? hold.free() : lowest.empty() ? 0 : 1;
    if (prior.quantity > free) {
        mistakes.push_back({Rule::prior_exceeds_line, path_to(path, "quantity"), free});
    } else {
        pieces = std::move(lowest);
    }
}

bool names_pieces(Prior const& prior, Line const& line) {
    return !prior.entitlements.empty() || (!prior.units.empty() && line.entitlements.empty());
}

// ---- The request ------------------------------------------------------------------------------------------

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

/// Windows count whole days of the shop's zone, from the day after sign-for. Rule: DOMAIN §2, §6.
bool window_is_over(QuoteInput const& input, Reason const& reason, Line const& line) {
    TicketType const type = input.request.type;
    bool const has_window = concerns_shipped(type) || type == TicketType::price_protect;
    if (!has_window || reason.window_days == 0 || !line.received_at) return false;
    Instant const first_day = start_of_next_day(*line.received_at, input.policy.utc_offset_minutes);
    return input.now >= first_day + days(reason.window_days);
}

void choose_quantity(LineRequest const& asked, std::string const& path, Line const& line,
                     LineHold const& hold, TicketType type, std::vector<std::size_t>& pieces,
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
                         LineHold const& hold, std::vector<std::size_t>& pieces, Mistakes& mistakes) {
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

/// Whether the line may be asked for at all, whatever the quantity.
void check_line_may_be_asked(QuoteInput const& input, Line const& line, std::string const& path,
                             Mistakes& mistakes) {
    if (needs_receipt(input.request.type) && !line.received_at) {
        mistakes.push_back({Rule::not_received_yet, path_to(path, "line_no")});
    }
    Reason const* const reason = find_reason(input.policy, input.request.reason);
    if (reason != nullptr && window_is_over(input, *reason, line)) {
        mistakes.push_back({Rule::window_over, path_to(path, "line_no"), reason->window_days});
    }
}

bool asks_for_goods(QuoteInput const& input) {
    return std::any_of(input.request.lines.begin(), input.request.lines.end(), [&](LineRequest const& asked) {
        Line const* const line = find_line(input.order, asked.line_no);
        return line != nullptr && line->kind == LineKind::physical;
    });
}

}  // namespace

// ---- Holdings ---------------------------------------------------------------------------------------------

std::size_t piece_count(Line const& line) {
    return line.entitlements.empty() ? static_cast<std::size_t>(line.quantity) : line.entitlements.size();
}

int LineHold::free() const { return static_cast<int>(std::count(taken.begin(), taken.end(), false)); }

std::vector<std::size_t> LineHold::lowest_free(int count) const {
    std::vector<std::size_t> pieces;
    for (std::size_t i = 0; i < taken.size() && static_cast<int>(pieces.size()) < count; ++i) {
        if (!taken[i]) pieces.push_back(i);
    }
    return pieces;
}

Holdings::Holdings(Order const& order) {
    lines.reserve(order.lines.size());
    for (Line const& line : order.lines) {
        lines.emplace_back();
        lines.back().taken.assign(piece_count(line), false);
    }
}

void Holdings::take(Taking const& taking, TicketType type) {
    if (!takes_pieces(type)) return;
    LineHold& hold = lines[taking.line];
    for (std::size_t piece : taking.pieces) {
        CHECK(!hold.taken[piece]);
        hold.taken[piece] = true;
    }
    int const count = static_cast<int>(taking.pieces.size());
    (concerns_shipped(type) ? hold.taken_as_shipped : hold.taken_as_unshipped) += count;
    if (pays_back(type)) hold.gone += count;
}

int quantity_left(Line const& line, LineHold const& hold, TicketType type) {
    if (!line.entitlements.empty()) return free_unused(line, hold).empty() ? 0 : 1;
    int const free = hold.free();
    if (line.kind == LineKind::virtual_) return free;
    switch (type) {
        case TicketType::refund_unshipped:
            return std::clamp(line.quantity - line.shipped_quantity - hold.taken_as_unshipped, 0, free);
        case TicketType::refund_shipped:
        case TicketType::return_refund:
        case TicketType::exchange:
        case TicketType::repair:
        case TicketType::reship: return std::clamp(line.shipped_quantity - hold.taken_as_shipped, 0, free);
        case TicketType::price_protect: return free;
        case TicketType::virtual_refund: return 0;
    }
    CHECK(false);
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

std::vector<Taking> take_priors(QuoteInput const& input, Holdings& holdings, Mistakes& mistakes) {
    // Found in two passes, reported in document order.
    std::vector<Mistakes> of_prior(input.prior.size());
    std::vector<Taking> takings(input.prior.size());
    enum class Pass : std::uint8_t { exact, lowest };
    for (Pass pass : {Pass::exact, Pass::lowest}) {
        for (std::size_t i = 0; i < input.prior.size(); ++i) {
            Prior const& prior = input.prior[i];
            std::string const path = path_to("", "prior", i);
            Line const* const line = find_line(input.order, prior.line_no);
            bool const exact = line != nullptr && names_pieces(prior, *line);
            if (exact != (pass == Pass::exact)) continue;
            if (line == nullptr) {
                of_prior[i].push_back({Rule::line_unknown, path_to(path, "line_no")});
                continue;
            }
            if (prior.quantity < 1) {
                of_prior[i].push_back({Rule::must_be_positive, path_to(path, "quantity")});
                continue;
            }
            takings[i].line = static_cast<std::size_t>(line - input.order.lines.data());
            TicketType const type = prior.type.value_or(input.request.type);
            if (!takes_pieces(type)) continue;
            LineHold const& hold = holdings.lines[takings[i].line];
            (exact ? take_named : take_lowest)(prior, path, *line, hold, takings[i].pieces, of_prior[i]);
            if (!of_prior[i].empty()) takings[i].pieces.clear();
            holdings.take(takings[i], type);
        }
    }
    for (Mistakes const& found : of_prior) mistakes.insert(mistakes.end(), found.begin(), found.end());
    return takings;
}

std::vector<Taking> take_request(QuoteInput const& input, Holdings& holdings, Mistakes& mistakes) {
    std::vector<Taking> takings;
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
        Taking taking{static_cast<std::size_t>(line - input.order.lines.data()), {}};
        if (asked_before[taking.line]) {
            mistakes.push_back({Rule::line_twice, path_to(path, "line_no")});
            continue;
        }
        asked_before[taking.line] = true;
        if (!kind_fits(line->kind, type, with_goods)) {
            mistakes.push_back({Rule::kind_not_for_type, path_to(path, "line_no")});
            continue;
        }
        check_line_may_be_asked(input, *line, path, mistakes);
        LineHold const& hold = holdings.lines[taking.line];
        if (asked.quantity < 1) {
            mistakes.push_back({Rule::must_be_positive, path_to(path, "quantity")});
        } else if (line->entitlements.empty()) {
            choose_quantity(asked, path, *line, hold, type, taking.pieces, mistakes);
        } else {
            choose_entitlements(asked, path, *line, hold, taking.pieces, mistakes);
        }
        if (!taking.pieces.empty()) takings.push_back(std::move(taking));
    }
    for (Taking const& taking : takings) holdings.take(taking, type);
    return takings;
}

}  // namespace afterdesk
