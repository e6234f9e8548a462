#pragma once
// Money in fen (分), checked arithmetic, and the largest-remainder spread that never loses a fen.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace afterdesk {

/// One hundredth of a yuan. Units: fen; amounts in orders are 0 … max_fen.
using Fen = std::int64_t;

/// The largest amount an order may name: ten trillion yuan. Rule: DOMAIN §5, "no overflow at 10^15 fen".
inline constexpr Fen max_fen = 1'000'000'000'000'000;

/// a + b, or nothing when the sum does not fit.
std::optional<Fen> add_fen(Fen a, Fen b);

/// a × b, or nothing when the product does not fit.
std::optional<Fen> multiply_fen(Fen a, std::int64_t b);

/// Spreads `total` over the weights by largest remainder, ties to the earlier weight.
/// Promise: the shares add up to `total` exactly; each is ≥ 0, and 0 for a weight of 0. When all weights are
/// 0 everything goes to the first.
/// Units: total ≥ 0, weights ≥ 0; no weights only for a total of 0.
/// Rule: DOMAIN §5.1.
std::vector<Fen> allocate(Fen total, std::vector<Fen> const& weights);

/// Splits `total` into `units` parts that differ by one fen at most, the larger ones first.
/// Units: total ≥ 0, units ≥ 1. Rule: DOMAIN §5.2 (¥200.00 over 3 → 66.67, 66.67, 66.66).
std::vector<Fen> split_evenly(Fen total, int units);

/// "1,234.56" for 123456; "-0.05" for -5. The caller puts ¥ before it.
std::string format_fen(Fen amount_fen);

/// Reads "12", "12.3", "12.34", "1,234.56" typed by a person, also in full width, with ￥ in front, 元 behind,
/// or blanks around.
/// Errors: nothing when it is anything else, or more than max_fen.
std::optional<Fen> parse_fen(std::string const& typed);

}  // namespace afterdesk
