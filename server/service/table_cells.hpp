#pragma once
// What stands in the cells of a mall's table.

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/instant.hpp"
#include "base/money.hpp"

namespace afterdesk {

/// Without what spreadsheets guard long numbers by: ="123", '123, `123, or a tab in front.
std::string_view bare_cell(std::string_view cell);

/// "¥1,299.00", also with a minus, as discounts are written. Errors: nothing.
std::optional<Fen> yuan_in(std::string_view cell);

/// Pieces; at most a million. Errors: nothing.
std::optional<std::int64_t> count_in(std::string_view cell);

/// "2026-11-29 10:00:00", also with slashes, a T, or without seconds; or seconds or milliseconds since 1970.
/// Errors: nothing, also for days that no month has.
std::optional<Instant> time_in(std::string_view cell, int offset_minutes);

}  // namespace afterdesk
