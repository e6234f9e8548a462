#pragma once
// Numbers as lines, bars or bars on one another. Each mark can have the focus and says its value; the same
// numbers are a table one key (t) or button away.
//
//     ui::chart(ui, "refunds", view.refunds, state.refunds);

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/text.hpp"
#include "widgets/ui.hpp"

namespace afterdesk::ui {

enum class ChartKind : std::uint8_t { line, bar, stacked };

struct ChartValue {
    std::int64_t value = 0;
    std::string href{};  ///< what it is made of: its tickets
};
struct ChartSeries {
    std::string name{};
    std::vector<ChartValue> values{};  ///< one for each category
};

/// A number in words, for the reader of this language.
using NumberWords = std::string (*)(text::Language language, std::int64_t number);
/// "12,345", and on the axis "1.2万".
std::string count_words(text::Language language, std::int64_t count);
std::string short_count(text::Language language, std::int64_t count);
/// "¥1,234.50", and on the axis "¥1.2万". Units: fen.
std::string yuan_words(text::Language language, std::int64_t fen);
std::string short_yuan(text::Language language, std::int64_t fen);

/// Ready to be shown.
struct Chart {
    std::string name{};
    ChartKind kind = ChartKind::line;
    std::vector<std::string> categories{};  ///< "11-28"
    std::vector<ChartSeries> series{};      ///< four at most
    NumberWords words = count_words, axis = short_count;
    std::string category_title{};          ///< head of the table's first column: "日期"
    std::string as_table{}, as_picture{};  ///< the button: "表格", "图"
    float height = 220;                    ///< of the picture. Units: CSS px × text scale
};

/// What the reader did to a chart; the screen keeps it.
struct ChartUi {
    bool as_table = false;
    int at = 0;  ///< the mark that has the keyboard: category × series + series
    bool asks_for_focus = false, button_asks = false;
};

inline constexpr std::size_t max_series = 4;

/// ← → go from category to category, ↑ ↓ from series to series, Home and End to the first and last mark, t
/// shows the table, Enter opens what a mark is made of.
void chart(Ui& ui, std::string_view key, Chart const& chart, ChartUi& state);

}  // namespace afterdesk::ui
