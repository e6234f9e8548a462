#pragma once
// What a list is narrowed by, and how that stands in an address: "reason=quality~broken&amount=100..&q=coat".

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "widgets/ui.hpp"

namespace afterdesk::ui {

enum class FilterKind : std::uint8_t {
    one_of,  ///< "quality"
    any_of,  ///< "quality~broken", in the order of the choices
    flag,    ///< "1"
    days,    ///< "2026-11-01..2026-11-30", one of the two may be missing
    amount,  ///< "100.00..200.00", in yuan; one of the two may be missing
    words,   ///< as typed
};

/// One thing that a list can be narrowed by.
struct FilterField {
    std::string key{};  ///< in the address
    std::string label{};
    FilterKind kind = FilterKind::one_of;
    std::vector<Choice> items{};  ///< of one_of and any_of
    bool behind = false;          ///< never beside the search
};

struct FilterValue {
    std::string key{}, text{};
    bool operator==(FilterValue const&) const = default;
};

/// What is set; each text as its kind says.
struct FilterState {
    std::vector<FilterValue> values;

    /// The text of a field; empty when it is not set.
    std::string_view get(std::string_view key) const;
    /// An empty text takes it away.
    void set(std::string_view key, std::string text);
    bool operator==(FilterState const&) const = default;
};

/// The text as the field's kind writes it. Errors: empty when it says nothing, or what the field does not
/// know.
std::string clean_filter(FilterField const& field, std::string_view text);

/// Reads a query, without its "?". What no field knows is dropped; of two the first counts.
FilterState parse_filters(std::span<FilterField const> fields, std::string_view query);
/// The query in the order of the fields. Promise: parse_filters gives the same state back.
std::string format_filters(std::span<FilterField const> fields, FilterState const& state);

/// The parts of an any_of.
std::vector<std::string> filter_keys(std::string_view text);
/// The two ends of days or an amount.
struct FilterRange {
    std::string from{}, to{};
};
FilterRange filter_range(std::string_view text);
std::string join_range(FilterRange const& range);

}  // namespace afterdesk::ui
