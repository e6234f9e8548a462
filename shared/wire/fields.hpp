#pragma once
// Field ranges, and the small values that several documents share: instants, ids, addresses, parcels.

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "domain/ticket/ticket.hpp"
#include "wire/reader.hpp"

namespace afterdesk::wire {

inline constexpr int max_int = std::numeric_limits<int>::max();

inline constexpr Range fen_range{0, max_fen};
inline constexpr Range signed_fen_range{-max_fen, max_fen, 0};
inline constexpr Range instant_range{0, 253'402'300'799'999};  ///< until the end of the year 9999
/// What others tell happened after this, 2001-01-01; in milliseconds, the seconds of today lie before it.
inline constexpr Instant earliest_told{978'307'200'000};
/// A line number that can not be read becomes 0, which is nobody's.
inline constexpr Range line_no_range{1, max_int, 0};
inline constexpr Range quantity_range{1, max_quantity};
inline constexpr Range count_range{0, max_quantity};
inline constexpr Range schema_range{1, 1};
inline constexpr Range version_range{1, max_int};
inline constexpr Range any_count_range{0, max_int};
inline constexpr std::int64_t max_counted = 9'007'199'254'740'991;  ///< as far as JavaScript counts
inline constexpr Range counted_range{0, max_counted};

// What people write is held to smaller limits by policy and by decide; these keep documents within bounds.
inline constexpr int max_short_chars = 64;  ///< a name, a category, a channel's code
inline constexpr int max_title_chars = 500;
inline constexpr int max_long_chars = 5'000;   ///< remarks, addresses
inline constexpr int max_image_chars = 2'000;  ///< a URL
inline constexpr int max_wire_evidence = 100;
inline constexpr int max_items = 1'000;    ///< of a list in a document; pages have at most page_size
inline constexpr int max_listed = 10'000;  ///< of a list without pages

/// Adds a member at the end.
void put(Object& object, std::string_view key, Value value);
/// "<key>": milliseconds, or null.
void put_instant(Object& object, std::string_view key, std::optional<Instant> at);

/// What `write` makes of each item.
template <class Items, class Write>
Array list_json(Items const& items, Write write) {
    Array out;
    out.reserve(items.size());
    for (auto const& item : items) out.push_back(Value(write(item)));
    return out;
}

Array texts_json(std::vector<std::string> const& texts);
Array numbers_json(std::vector<int> const& numbers);

/// Errors: looks_like_seconds for a number before earliest_told.
void refuse_seconds(Value const& value, std::string const& path, Mistakes& mistakes);
Instant read_instant(ObjectReader& reader, std::string_view key);
/// Missing or null: no instant.
std::optional<Instant> read_nullable_instant(ObjectReader& reader, std::string_view key);

/// Notes duplicate_key at "<path>[i].<key>" for a value that stood earlier in the list.
void refuse_repeated(std::vector<std::string_view> const& values, std::string const& path,
                     std::string_view key, Mistakes& mistakes);
template <class T>
void refuse_repeated(std::vector<T> const& items, std::string T::*member, std::string const& path,
                     std::string_view key, Mistakes& mistakes) {
    std::vector<std::string_view> values;
    for (T const& item : items) values.push_back(item.*member);
    refuse_repeated(values, path, key, mistakes);
}

Array evidence_json(std::vector<EvidenceId> const& evidence);
std::vector<EvidenceId> read_evidence_or_empty(ObjectReader& reader, std::string_view key);

Value address_json(Address const& address);
Address read_address(Value const& value, std::string const& path, Mistakes& mistakes);

}  // namespace afterdesk::wire
