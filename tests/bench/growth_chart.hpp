#pragma once
// What growth_bench measured: as a table for a terminal, and as a picture for a README, light or dark.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace afterdesk::growth {

/// What was measured at one size, by name. Units: milliseconds, but for names that say another.
using Column = std::vector<std::pair<std::string, double>>;
using Columns = std::map<int, Column>;  ///< by the number of tickets

/// Milliseconds are a line of the picture; what has another unit is written below it.
inline bool is_time(std::string const& name) {
    return name.find(", MB") == std::string::npos && name.find(", KB") == std::string::npos;
}

/// Units: beside each row what it is to that at `base` tickets.
inline void print(Columns const& columns, int base) {
    std::printf("| ms, median |");
    for (auto const& [count, column] : columns) std::printf(" %d |", count);
    std::printf(" to 10^4 |\n|---|");
    for (std::size_t i = 0; i <= columns.size(); ++i) std::printf("---:|");
    Column const& last = columns.rbegin()->second;
    auto const at_base = columns.find(base);
    for (std::size_t row = 0; row < last.size(); ++row) {
        std::printf("\n| %s |", last[row].first.c_str());
        for (auto const& [count, column] : columns) std::printf(" %.3f |", column[row].second);
        double const first = (at_base == columns.end() ? last : at_base->second)[row].second;
        std::printf(" %.2f |", last[row].second / first);
    }
    std::printf("\n");
}

/// Its colours are those of the reader's theme.
inline constexpr char const* chart_head = R"(<svg xmlns="http://www.w3.org/2000/svg"
viewBox="0 0 760 430" font-family="sans-serif" font-size="12">
<style>text{fill:#333}.back{fill:#fff}.grid{stroke:#ddd}.line{fill:none;stroke-width:2}
@media(prefers-color-scheme:dark){text{fill:#ccc}.back{fill:#161b22}.grid{stroke:#333c47}}</style>
<rect class="back" width="760" height="430"/>
)";

/// Lines over two logarithmic axes: tickets, and milliseconds from 0.01 to 1,000.
class Chart {
  public:
    Chart(std::string const& path, Columns const& columns) : out_(path), columns_(columns) {
        most_ = std::log10(columns.rbegin()->first);
    }
    void draw() {
        out_ << chart_head;
        for (int power = -2; power <= 3; ++power) grid(power);
        for (auto const& [count, column] : columns_)
            label({x(count), bottom + 18}, "middle", with_commas(count));
        label({right + 36, bottom + 18}, "start", "tickets");
        std::vector<std::size_t> lines;
        Column const& last = columns_.rbegin()->second;
        double below = bottom + 42;
        for (std::size_t row = 0; row < last.size(); ++row) {
            if (is_time(last[row].first)) {
                lines.push_back(row);
            } else {
                write_row(row, below);
                below += 18;
            }
        }
        // The names stand in the order in which the lines end.
        std::stable_sort(lines.begin(), lines.end(),
                         [&](std::size_t a, std::size_t b) { return last[a].second > last[b].second; });
        for (std::size_t i = 0; i < lines.size(); ++i) draw_line(lines[i], i);
        out_ << "</svg>\n";
    }

  private:
    static constexpr double left = 70, right = 500, top = 16, bottom = 340;
    struct Point {
        double x, y;
    };

    double x(int count) const {
        return left + (std::log10(count) - 3) / std::max(most_ - 3, 1.0) * (right - left);
    }
    static double y(double ms) {
        return bottom - (std::clamp(std::log10(std::max(ms, 1e-9)), -2.0, 3.0) + 2) / 5 * (bottom - top);
    }
    static std::string with_commas(int count) {
        std::string digits = std::to_string(count);
        for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3)
            digits.insert(static_cast<std::size_t>(at), ",");
        return digits;
    }
    static std::string short_number(double value) {
        std::array<char, 32> text{};
        std::snprintf(text.data(), text.size(), value < 100 ? "%.1f" : "%.0f", value);
        return text.data();
    }
    void label(Point at, char const* anchor, std::string const& text) {
        out_ << "<text x=\"" << short_number(at.x) << "\" y=\"" << short_number(at.y) << "\" text-anchor=\""
             << anchor << "\">" << text << "</text>\n";
    }
    void grid(int power) {
        double const at = y(std::pow(10, power));
        out_ << "<path class=\"grid\" d=\"M" << left << ' ' << short_number(at) << 'H' << right << "\"/>\n";
        std::array<char const*, 6> const names{"0.01 ms", "0.1 ms", "1 ms", "10 ms", "100 ms", "1 s"};
        label({left - 6, at + 4}, "end", names[static_cast<std::size_t>(power + 2)]);
    }
    /// What is no time: its numbers, below the sizes they are of.
    void write_row(std::size_t row, double at) {
        label({right + 36, at}, "start", columns_.rbegin()->second[row].first);
        for (auto const& [count, column] : columns_)
            label({x(count), at}, "middle", short_number(column[row].second));
    }
    void draw_line(std::size_t row, std::size_t place) {
        // In the middle between black and white, so that they stand out from both.
        constexpr std::array<char const*, 13> colours{"#4a80c4", "#c25a48", "#4f9a4f", "#9a70b0", "#b08a1a",
                                                      "#1a95a8", "#c46a90", "#7a8a2a", "#8a7460", "#8a8a8a",
                                                      "#6a6ad0", "#d08040", "#30a080"};
        char const* const colour = colours[place % colours.size()];
        out_ << "<polyline class=\"line\" stroke=\"" << colour << "\" points=\"";
        for (auto const& [count, column] : columns_)
            out_ << short_number(x(count)) << ',' << short_number(y(column[row].second)) << ' ';
        double const at = top + 8 + 20 * static_cast<double>(place);
        out_ << "\"/>\n<path class=\"line\" d=\"M" << right + 12 << ' ' << at << "h18\" stroke=\"" << colour
             << "\"/>\n";
        label({right + 36, at + 4}, "start", columns_.rbegin()->second[row].first);
    }

    std::ofstream out_;
    Columns const& columns_;
    double most_ = 0;
};

}  // namespace afterdesk::growth
