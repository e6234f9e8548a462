#include "outside/bill_lines.hpp"

#include <algorithm>
#include <charconv>

namespace afterdesk::outside {

namespace {

constexpr std::size_t most_line_bytes = 65'536;
constexpr std::size_t most_digits = 13;

bool is_digits(std::string_view text) {
    return text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string_view without_end(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

std::string_view bare(std::string_view cell) {
    constexpr std::string_view blanks = " \t";
    cell.remove_prefix(std::min(cell.find_first_not_of(blanks), cell.size()));
    return cell.substr(0, cell.find_last_not_of(blanks) + 1);
}

/// Where the cell that begins here ends: at a comma that stands in no quotes.
std::size_t end_of_cell(std::string_view line, std::size_t from) {
    bool const quoted = from < line.size() && line[from] == '"';
    if (!quoted) return std::min(line.find(',', from), line.size());
    bool inside = true;
    for (std::size_t at = from + 1; at < line.size(); ++at) {
        if (line[at] == '"') inside = !inside;
        if (line[at] == ',' && !inside) return at;
    }
    return line.size();
}

}  // namespace

std::optional<std::string_view> Lines::next() {
    line_.clear();
    for (;;) {
        if (piece_.empty()) piece_ = from_.next();
        if (piece_.empty()) break;
        std::size_t const end = piece_.find('\n');
        std::string_view const part = piece_.substr(0, end);
        if (line_.size() + part.size() > most_line_bytes) {
            sound_ = false;
            return std::nullopt;
        }
        piece_.remove_prefix(std::min(piece_.size(), part.size() + 1));
        if (end != std::string_view::npos && line_.empty()) {
            ++number_;
            return without_end(part);
        }
        line_ += part;
        if (end == std::string_view::npos) continue;
        ++number_;
        return without_end(line_);
    }
    if (line_.empty() || !is_sound()) return std::nullopt;
    ++number_;
    ended_ = false;
    return without_end(line_);
}

BillMistake Lines::mistake() const {
    if (!ended_) return {BillProblem::incomplete};
    return {BillProblem::line_malformed, std::to_string(number_)};
}

void split_backticks(std::string_view line, std::vector<std::string_view>& cells) {
    cells.clear();
    line.remove_prefix(1);
    for (;;) {
        std::size_t const end = line.find(",`");
        cells.push_back(bare(line.substr(0, end)));
        if (end == std::string_view::npos) return;
        line.remove_prefix(end + 2);
    }
}

void split_commas(std::string_view line, std::vector<std::string_view>& cells) {
    cells.clear();
    for (std::size_t at = 0;;) {
        while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) ++at;
        std::size_t const end = end_of_cell(line, at);
        std::string_view cell = bare(line.substr(at, end - at));
        if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"')
            cell = bare(cell.substr(1, cell.size() - 2));
        cells.push_back(cell);
        if (end >= line.size()) return;
        at = end + 1;
    }
}

std::optional<std::int64_t> decimal_of(std::string_view text, int places) {
    bool const negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    std::size_t const point = std::min(text.find('.'), text.size());
    std::string_view const whole = text.substr(0, point);
    std::string_view const behind = text.substr(std::min(point + 1, text.size()));
    bool const formed = !whole.empty() && whole.size() <= most_digits && is_digits(whole) &&
                        std::cmp_less_equal(behind.size(), places) && is_digits(behind) &&
                        (point == text.size() || !behind.empty());
    if (!formed) return std::nullopt;
    std::int64_t number = 0;
    for (char const c : whole) number = number * 10 + (c - '0');
    for (int i = 0; i < places; ++i) {
        bool const said = std::cmp_less(i, behind.size());
        number = number * 10 + (said ? behind[static_cast<std::size_t>(i)] - '0' : 0);
    }
    return negative ? -number : number;
}

void find_columns(std::vector<std::string_view> const& head, std::span<std::string_view const> names,
                  std::span<int> places) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto const found = std::find(head.begin(), head.end(), names[i]);
        places[i] = found == head.end() ? -1 : static_cast<int>(found - head.begin());
    }
}

std::optional<std::int64_t> number_behind(std::string_view line, std::string_view words) {
    std::size_t const at = line.find(words);
    if (at == std::string_view::npos) return std::nullopt;
    std::string_view const rest = line.substr(at + words.size());
    std::int64_t number = 0;
    auto const [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    if (error != std::errc() || end == rest.data()) return std::nullopt;
    return number;
}

}  // namespace afterdesk::outside
