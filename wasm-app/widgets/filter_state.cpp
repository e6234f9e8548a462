#include "widgets/filter_state.hpp"

#include <algorithm>

#include "base/instant.hpp"
#include "base/money.hpp"
#include "base/percent.hpp"
#include "base/text.hpp"

namespace afterdesk::ui {
namespace {

constexpr std::string_view dots = "..";
constexpr int most_words = 60;  ///< letters

bool knows(FilterField const& field, std::string_view key) {
    return std::any_of(field.items.begin(), field.items.end(),
                       [key](Choice const& item) { return item.key == key; });
}

std::string clean_keys(FilterField const& field, std::string_view text) {
    std::vector<std::string> const wanted = filter_keys(text);
    std::string out;
    for (Choice const& item : field.items) {
        if (std::find(wanted.begin(), wanted.end(), item.key) == wanted.end()) continue;
        out += (out.empty() ? "" : "~") + item.key;
    }
    return out;
}

/// "2026-11-28", when there is such a day.
bool is_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    int part[3] = {};
    for (std::size_t i = 0, at = 0; i < text.size(); ++i) {
        if (i == 4 || i == 7) {
            ++at;
            continue;
        }
        if (text[i] < '0' || text[i] > '9') return false;
        part[at] = part[at] * 10 + (text[i] - '0');
    }
    Civil const day{part[0], part[1], part[2]};
    if (day.year < 1970 || day.month < 1 || day.month > 12 || day.day < 1 || day.day > 31) return false;
    return to_civil(from_civil(day, 0), 0) == day;
}

/// "1234.50", without what a person puts between the digits.
std::string clean_amount(std::string_view text) {
    auto const fen = parse_fen(std::string(text));
    if (!fen || *fen < 0) return {};
    std::string amount = format_fen(*fen);
    std::erase(amount, ',');
    return amount;
}

std::string clean_days(FilterRange range) {
    if (!is_day(range.from)) range.from.clear();
    if (!is_day(range.to)) range.to.clear();
    bool const backwards = !range.from.empty() && !range.to.empty() && range.from > range.to;
    return backwards ? std::string() : join_range(range);
}

std::string clean_amounts(FilterRange range) {
    range.from = clean_amount(range.from);
    range.to = clean_amount(range.to);
    bool const backwards =
        !range.from.empty() && !range.to.empty() && parse_fen(range.from) > parse_fen(range.to);
    return backwards ? std::string() : join_range(range);
}

std::string clean_words(std::string_view text) {
    if (!is_clean_utf8(text)) return {};
    std::string_view const said = trim(text);
    std::size_t at = 0;
    for (int i = 0; i < most_words && at < said.size(); ++i) next_char(said, at);
    return std::string(trim(said.substr(0, at)));
}

}  // namespace

std::string_view FilterState::get(std::string_view key) const {
    for (FilterValue const& value : values)
        if (value.key == key) return value.text;
    return {};
}

void FilterState::set(std::string_view key, std::string text) {
    auto const found = std::find_if(values.begin(), values.end(),
                                    [key](FilterValue const& value) { return value.key == key; });
    if (text.empty()) {
        if (found != values.end()) values.erase(found);
    } else if (found != values.end()) {
        found->text = std::move(text);
    } else {
        values.push_back({std::string(key), std::move(text)});
    }
}

std::string clean_filter(FilterField const& field, std::string_view text) {
    switch (field.kind) {
        case FilterKind::one_of: return knows(field, text) ? std::string(text) : std::string();
        case FilterKind::any_of: return clean_keys(field, text);
        case FilterKind::flag: return text == "1" ? "1" : "";
        case FilterKind::days: return clean_days(filter_range(text));
        case FilterKind::amount: return clean_amounts(filter_range(text));
        case FilterKind::words: return clean_words(text);
    }
    return {};
}

FilterState parse_filters(std::span<FilterField const> fields, std::string_view query) {
    FilterState said;
    while (!query.empty()) {
        std::string_view const pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(query.size(), pair.size() + 1));
        std::size_t const equals = pair.find('=');
        if (equals == std::string_view::npos) continue;
        std::string_view const key = pair.substr(0, equals);
        if (said.get(key).empty()) said.set(key, percent_decode(pair.substr(equals + 1)));
    }
    FilterState state;
    for (FilterField const& field : fields) state.set(field.key, clean_filter(field, said.get(field.key)));
    return state;
}

std::string format_filters(std::span<FilterField const> fields, FilterState const& state) {
    std::string query;
    for (FilterField const& field : fields) {
        std::string const text = clean_filter(field, state.get(field.key));
        if (text.empty()) continue;
        query += (query.empty() ? "" : "&") + field.key + "=" + percent_encode(text);
    }
    return query;
}

std::vector<std::string> filter_keys(std::string_view text) {
    std::vector<std::string> keys;
    while (!text.empty()) {
        std::string_view const key = text.substr(0, text.find('~'));
        text.remove_prefix(std::min(text.size(), key.size() + 1));
        if (!key.empty()) keys.emplace_back(key);
    }
    return keys;
}

FilterRange filter_range(std::string_view text) {
    std::size_t const at = text.find(dots);
    if (at == std::string_view::npos) return {};
    return {std::string(text.substr(0, at)), std::string(text.substr(at + dots.size()))};
}

std::string join_range(FilterRange const& range) {
    if (range.from.empty() && range.to.empty()) return {};
    return range.from + std::string(dots) + range.to;
}

}  // namespace afterdesk::ui
