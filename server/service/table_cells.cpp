#include "service/table_cells.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>

#include "base/text.hpp"

namespace afterdesk {

namespace {

constexpr std::int64_t most_count = 1'000'000;
constexpr std::size_t seconds_digits = 10, milliseconds_digits = 13;

/// The numbers of "2026-11-29 10:00:00", however they are kept apart.
std::optional<std::array<int, 6>> parts_of(std::string_view cell) {
    std::array<int, 6> parts{};
    std::size_t count = 0;
    while (!cell.empty()) {
        auto const [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), parts.at(count));
        if (error != std::errc()) return std::nullopt;
        ++count;
        cell.remove_prefix(static_cast<std::size_t>(end - cell.data()));
        if (cell.empty()) break;
        if (count == parts.size() || std::string_view("-/: T.").find(cell.front()) == std::string_view::npos)
            return std::nullopt;
        cell.remove_prefix(1);
    }
    return count >= 5 ? std::optional(parts) : std::nullopt;
}

}  // namespace

std::string_view bare_cell(std::string_view cell) {
    cell = trim(cell);
    if (cell.starts_with("=\"") && cell.ends_with('"') && cell.size() > 2)
        cell = cell.substr(2, cell.size() - 3);
    if (!cell.empty() && (cell.front() == '`' || cell.front() == '\'')) cell.remove_prefix(1);
    return trim(cell);
}

std::optional<Fen> yuan_in(std::string_view cell) {
    if (cell.starts_with('-')) cell.remove_prefix(1);
    return parse_fen(std::string(cell));
}

std::optional<std::int64_t> count_in(std::string_view cell) {
    std::int64_t count = 0;
    auto const [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), count);
    if (error != std::errc() || end != cell.data() + cell.size() || count > most_count) return std::nullopt;
    return count;
}

std::optional<Instant> time_in(std::string_view cell, int offset_minutes) {
    if (cell.find_first_not_of("0123456789") == std::string_view::npos) {
        std::int64_t number = 0;
        std::from_chars(cell.data(), cell.data() + cell.size(), number);
        if (cell.size() == seconds_digits) return Instant{number * 1'000};
        return cell.size() == milliseconds_digits ? std::optional(Instant{number}) : std::nullopt;
    }
    auto const parts = parts_of(cell);
    if (!parts) return std::nullopt;
    auto const [year, month, day, hour, minute, second] = *parts;
    Civil const civil{year, month, day, hour, minute, second};
    bool const fits = year >= 2000 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && hour >= 0 &&
                      minute >= 0 && second >= 0;
    if (!fits || day > 31) return std::nullopt;
    Instant const at = from_civil(civil, offset_minutes);
    return to_civil(at, offset_minutes) == civil ? std::optional(at) : std::nullopt;  // 31 February is no day
}

}  // namespace afterdesk
