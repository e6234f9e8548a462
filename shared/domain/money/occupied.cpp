#include "domain/money/occupied.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "base/check.hpp"
#include "base/sort.hpp"
#include "domain/path.hpp"

namespace afterdesk {

namespace {

/// A price difference leaves the goods where they are; all other types take them.
bool takes_pieces(TicketType type) { return type != TicketType::price_protect; }

// ---- Claim tickets ----------------------------------------------------------------------------------------

void name_units(Claim const& claim, std::string const& path, LineOccupied const& hold,
                std::vector<std::size_t>& pieces, Mistakes& mistakes) {
    if (claim.units.size() != static_cast<std::size_t>(claim.quantity)) {
        mistakes.push_back({Rule::units_not_in_line, path_to(path, "units"), claim.quantity});
    }
    for (std::size_t j = 0; j < claim.units.size(); ++j) {
        int const unit = claim.units[j];
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

void name_entitlements(Claim const& claim, std::string const& path, Line const& line,
                       LineOccupied const& hold, std::vector<std::size_t>& pieces, Mistakes& mistakes) {
    if (!counts_entitlements(claim.quantity, claim.entitlements.size())) {
        mistakes.push_back({Rule::quantity_is_not_entitlements, path_to(path, "quantity"),
                            static_cast<std::int64_t>(claim.entitlements.size())});
    }
    for (std::size_t j = 0; j < claim.entitlements.size(); ++j) {
        std::string const where = path_to(path, "entitlements", j);
        std::optional<std::size_t> const piece = find_entitlement(line, claim.entitlements[j]);
        if (!piece) {
            mistakes.push_back({Rule::entitlement_unknown, where});
        } else if (hold.taken[*piece]) {
            mistakes.push_back({Rule::entitlement_taken, where});
        } else if (!choose(pieces, *piece)) {
            mistakes.push_back({Rule::entitlement_twice, where});
        }
    }
}

/// The pieces that a claim names. A line with entitlements is not counted in units: there they say nothing
/// more.
void take_named(Claim const& claim, std::string const& path, Line const& line, LineOccupied const& hold,
                std::vector<std::size_t>& pieces, Mistakes& mistakes) {
    bool const entitled = !line.entitlements.empty();
    if (entitled || !claim.entitlements.empty()) {
        name_entitlements(claim, path, line, hold, pieces, mistakes);
    } else {
        name_units(claim, path, hold, pieces, mistakes);
    }
}

/// The lowest free pieces, for a claim that names none.
void take_lowest(Claim const& claim, std::string const& path, Line const& line, LineOccupied const& hold,
                 std::vector<std::size_t>& pieces, Mistakes& mistakes) {
    bool const entitled = !line.entitlements.empty();
    std::vector<std::size_t> lowest = entitled ? free_unused(line, hold) : hold.lowest_free(claim.quantity);
    int const free = !entitled ? hold.free() : lowest.empty() ? 0 : 1;
    if (claim.quantity > free) {
        mistakes.push_back({Rule::prior_exceeds_line, path_to(path, "quantity"), free});
    } else {
        pieces = std::move(lowest);
    }
}

bool names_pieces(Claim const& claim, Line const& line) {
    return !claim.entitlements.empty() || (!claim.units.empty() && line.entitlements.empty());
}

/// Whose pieces a price difference may be for: those that are free, or any when too few are left by now.
LineOccupied protectable(Claim const& claim, Line const& line, LineOccupied hold) {
    bool const enough = line.entitlements.empty() ? hold.free() >= claim.quantity : hold.free() > 0;
    if (names_pieces(claim, line) || !enough) hold.taken.assign(hold.taken.size(), false);
    return hold;
}

}  // namespace

// ---- Occupied ---------------------------------------------------------------------------------------------

std::size_t piece_count(Line const& line) {
    return line.entitlements.empty() ? static_cast<std::size_t>(line.quantity) : line.entitlements.size();
}

int LineOccupied::free() const { return static_cast<int>(std::count(taken.begin(), taken.end(), false)); }

std::vector<std::size_t> LineOccupied::lowest_free(int count) const {
    std::vector<std::size_t> pieces;
    for (std::size_t i = 0; i < taken.size() && static_cast<int>(pieces.size()) < count; ++i) {
        if (!taken[i]) pieces.push_back(i);
    }
    return pieces;
}

std::vector<DeliveryLeft> LineOccupied::take_delivered(std::vector<DeliveredPieces> const& named, int count) {
    std::vector<DeliveryLeft> out;
    auto const take = [&](DeliveryLeft& from, int most) {
        int const some = std::min({most, count, from.quantity});
        if (some <= 0) return;
        from.quantity -= some;
        count -= some;
        out.push_back(from);
        out.back().quantity = some;
    };
    for (DeliveredPieces const& wanted : named) {
        int most = wanted.quantity;
        for (DeliveryLeft& from : deliveries) {
            bool const called = wanted.delivery_no == from.delivery_no || wanted.delivery_no == from.place;
            if (!called) continue;
            int const before = count;
            take(from, most);
            most -= before - count;
        }
    }
    for (DeliveryLeft& from : deliveries) take(from, count);
    return out;
}

void LineOccupied::take_last_delivered(int count) {
    for (auto from = deliveries.rbegin(); from != deliveries.rend(); ++from) {
        int const some = std::min(count, from->quantity);
        from->quantity -= some;
        count -= some;
    }
}

Occupied::Occupied(Order const& order) {
    lines.reserve(order.lines.size());
    for (Line const& line : order.lines) {
        lines.emplace_back();
        lines.back().taken.assign(piece_count(line), false);
        lines.back().protected_fen.assign(piece_count(line), 0);
        for (std::size_t i = 0; i < line.deliveries.size(); ++i) {
            Delivery const& delivery = line.deliveries[i];
            if (delivery.quantity == 0) continue;
            lines.back().deliveries.push_back(
                {line.key_of(i), delivery.received_at, delivery.quantity, false, place_name(i)});
        }
    }
}

void Occupied::take(Pieces const& pieces, TicketType type) {
    if (!takes_pieces(type)) return;
    LineOccupied& hold = lines[pieces.line];
    for (std::size_t piece : pieces.pieces) {
        CHECK(!hold.taken[piece]);
        hold.taken[piece] = true;
    }
    int const count = static_cast<int>(pieces.pieces.size());
    (concerns_shipped(type) ? hold.taken_as_shipped : hold.taken_as_unshipped) += count;
    if (pays_back(type)) hold.gone += count;
}

void Occupied::take_delivered(Pieces const& pieces, TicketType type) {
    take(pieces, type);
    if (!concerns_shipped(type)) return;
    lines[pieces.line].take_delivered(pieces.deliveries, static_cast<int>(pieces.pieces.size()));
}

int quantity_left(Line const& line, LineOccupied const& hold, TicketType type) {
    if (!line.entitlements.empty()) return free_unused(line, hold).empty() ? 0 : 1;
    int const free = hold.free();
    if (line.kind == LineKind::virtual_) return free;
    switch (type) {
        case TicketType::refund_unshipped:
            return std::clamp(line.quantity - line.shipped_quantity() - hold.taken_as_unshipped, 0, free);
        case TicketType::refund_shipped:
        case TicketType::return_refund:
        case TicketType::exchange:
        case TicketType::repair:
        case TicketType::reship: return std::clamp(line.shipped_quantity() - hold.taken_as_shipped, 0, free);
        case TicketType::price_protect: return free;
        case TicketType::virtual_refund: return 0;
    }
    CHECK(false);
}

std::optional<std::size_t> find_entitlement(Line const& line, std::string const& id) {
    auto const found = std::find_if(line.entitlements.begin(), line.entitlements.end(),
                                    [&](Entitlement const& entitlement) { return entitlement.id == id; });
    if (found == line.entitlements.end()) return std::nullopt;
    return static_cast<std::size_t>(found - line.entitlements.begin());
}

std::vector<std::size_t> free_unused(Line const& line, LineOccupied const& hold) {
    std::vector<std::size_t> pieces;
    for (std::size_t i = 0; i < line.entitlements.size(); ++i) {
        if (!hold.taken[i] && !line.entitlements[i].used) pieces.push_back(i);
    }
    return pieces;
}

bool choose(std::vector<std::size_t>& pieces, std::size_t piece) {
    auto const place = std::lower_bound(pieces.begin(), pieces.end(), piece);
    if (place != pieces.end() && *place == piece) return false;
    pieces.insert(place, piece);
    return true;
}

bool counts_entitlements(int quantity, std::size_t named) {
    return quantity == 1 || static_cast<std::size_t>(quantity) == named;
}

namespace {

/// What was replaced has come with another delivery since; then the claims take of all deliveries, those
/// first that know of which.
void occupy_deliveries(OtherClaims const& others, std::vector<Pieces> const& pieces_of_claims,
                       Occupied& occupied) {
    std::vector<std::size_t> replaced;
    for (std::size_t i = 0; i < others.claims.size(); ++i) {
        bool const known = find_line(others.order, others.claims[i].line_no) != nullptr;
        if (known && others.claims[i].replacement && others.replacements) replaced.push_back(i);
    }
    sort_small(replaced, [&](std::size_t a, std::size_t b) {
        auto const one = others.claims[a].replacement->received_at;
        auto const other = others.claims[b].replacement->received_at;
        return one == other ? a < b : one < other;
    });
    for (std::size_t i : replaced) {
        Claim const& claim = others.claims[i];
        LineOccupied& hold = occupied.lines[pieces_of_claims[i].line];
        int count = 0;
        for (DeliveryLeft const& of : hold.take_delivered(claim.deliveries, claim.quantity)) {
            count += of.quantity;
        }
        hold.deliveries.push_back(
            {claim.replacement->delivery_no, claim.replacement->received_at, count, false});
    }
    for (std::size_t i = 0; i < others.claims.size(); ++i) {
        Claim const& claim = others.claims[i];
        bool const came_back = claim.quantity == 0 && claim.settled > 0;
        if (came_back) occupied.lines[pieces_of_claims[i].line].take_last_delivered(claim.settled);
    }
    for (bool const by_name : {true, false}) {
        for (std::size_t i = 0; i < others.claims.size(); ++i) {
            Pieces const& pieces = pieces_of_claims[i];
            bool const shipped = concerns_shipped(others.claims[i].type.value_or(others.asked));
            bool const turn = by_name != pieces.deliveries.empty();
            if (!shipped || !turn || pieces.pieces.empty()) continue;
            occupied.lines[pieces.line].take_delivered(pieces.deliveries,
                                                       static_cast<int>(pieces.pieces.size()));
        }
    }
}

}  // namespace

std::vector<Pieces> occupy(OtherClaims const& others, Occupied& occupied, Mistakes& mistakes) {
    // Found in two passes, reported in document order.
    std::vector<Mistakes> of_claim(others.claims.size());
    std::vector<Pieces> pieces_of_claims(others.claims.size());
    enum class Pass : std::uint8_t { exact, lowest };
    for (Pass pass : {Pass::exact, Pass::lowest}) {
        for (std::size_t i = 0; i < others.claims.size(); ++i) {
            Claim const& claim = others.claims[i];
            std::string const path = path_to("", "prior", i);
            Line const* const line = find_line(others.order, claim.line_no);
            bool const exact = line != nullptr && names_pieces(claim, *line);
            if (exact != (pass == Pass::exact)) continue;
            if (line == nullptr) {
                of_claim[i].push_back({Rule::line_unknown, path_to(path, "line_no")});
                continue;
            }
            pieces_of_claims[i].line = static_cast<std::size_t>(line - others.order.lines.data());
            occupied.lines[pieces_of_claims[i].line].settled += claim.settled;
            // A later claw-back made good gives money for a line without taking anything of it.
            if (claim.quantity == 0 && claim.granted) continue;
            if (claim.replacement) continue;
            if (claim.quantity < 1) {
                of_claim[i].push_back({Rule::must_be_positive, path_to(path, "quantity")});
                continue;
            }
            TicketType const type = claim.type.value_or(others.asked);
            LineOccupied hold = occupied.lines[pieces_of_claims[i].line];
            if (!takes_pieces(type)) hold = protectable(claim, *line, std::move(hold));
            (exact ? take_named : take_lowest)(claim, path, *line, hold, pieces_of_claims[i].pieces,
                                               of_claim[i]);
            if (!of_claim[i].empty()) pieces_of_claims[i].pieces.clear();
            pieces_of_claims[i].deliveries = claim.deliveries;
            occupied.take(pieces_of_claims[i], type);
        }
    }
    occupy_deliveries(others, pieces_of_claims, occupied);
    for (Mistakes const& found : of_claim) mistakes.insert(mistakes.end(), found.begin(), found.end());
    return pieces_of_claims;
}

}  // namespace afterdesk
