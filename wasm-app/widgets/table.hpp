#pragma once
// A table of any length where there is room, a list of cards where there is not, from one description of its
// columns.
//
//     ui::Table table = ui::begin_table(ui, "queue", columns, state.table, {.name = "售后单", .total = n});
//     for (int i : table.rows) ui::table_row(ui, table, i, view.rows[i]);
//     if (ui::end_table(ui, table)) out.emplace_back(SortChanged{});

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "widgets/ui.hpp"

namespace afterdesk::ui {

/// Where the cell of a column stands on a card.
enum class OnCard : std::uint8_t {
    line,    ///< "title    words", below the others
    title,   ///< its first line
    mark,    ///< at the end of the first line
    absent,  ///< nowhere
};

/// What a table shows of each row.
struct Column {
    std::string key{}, title{};
    float weight = 1;     ///< its share of what the others leave
    float least_w = 96;   ///< Units: CSS px × text scale
    bool number = false;  ///< stands at the right edge
    bool sorts = false;   ///< the rows can stand by it
    bool always = false;  ///< the reader can not take it away
    OnCard on_card = OnCard::line;
    int gives_way = 0;  ///< of columns that do not fit the one with most goes first; 0: it stays
};

/// Ready to be shown.
struct TableCell {
    std::string words{}, note{};  ///< the note stands below
    TextStyle style = TextStyle::body;
    bool is_badge = false;
    bool note_is_badge = false;  ///< then it stands in a dense table, too
    Tone tone = Tone::neutral;   ///< of a badge
    std::string picture{};       ///< URL
    bool has_picture = false;    ///< also before there is an URL
};
struct TableRow {
    std::string key{};
    std::string href{};              ///< where it leads
    std::string name{};              ///< read for the whole row: "退货退款 AS2026112843709163"
    bool current = false;            ///< it is what is shown beside the table
    std::vector<TableCell> cells{};  ///< one for each column, also for those not shown
};

/// Rows that are made when they are first seen, so that a change of the page costs what is seen of it.
class TableRows {
  public:
    using Make = TableRow (*)(void const* of, int index);

    TableRows() = default;
    /// `of` must outlive it.
    TableRows(int count, Make make, void const* of) : count_(count), make_(make), of_(of) {}

    int count() const { return count_; }
    bool empty() const { return count_ == 0; }
    TableRow const& at(int index) const;
    std::size_t made() const { return made_.size(); }

  private:
    int count_ = 0;
    Make make_ = nullptr;
    void const* of_ = nullptr;
    mutable std::map<int, TableRow> made_;
};

/// What the reader did to a table; the screen keeps it.
struct TableUi {
    std::string sort{};  ///< key of a column; empty: as the rows come
    bool descending = false, dense = false;
    std::vector<std::string> hidden{};  ///< keys of columns
    bool all = false;                   ///< all rows are chosen but those in `apart`
    std::vector<std::string> apart{};   ///< keys of rows: those chosen, or with `all` those that are not
    int at = 0;                         ///< the row that has the keyboard, or had it last
    bool asks_for_focus = false, columns_open = false;
    std::uint32_t at_id = 0;  ///< its node

    bool has(std::string_view row) const;  ///< chosen
    bool has_all() const;
    void toggle(std::string_view row);
    void choose_all(bool on);
    int chosen(int total) const;
};
/// Which columns are hidden and how close the rows stand, for the page's storage: "dense at reason".
std::string format_columns(TableUi const& state);
/// What can not be read hides nothing.
void parse_columns(std::string_view text, TableUi& state);

/// What a table says itself.
struct TableWords {
    std::string choose{}, choose_all{};  ///< "选择", before the row's name
    std::string sort{};                  ///< the choice of the order, where no head is shown
    std::string columns{}, dense{};      ///< for table_tools
};

struct TableOptions {
    std::string name{};
    int total = 0;
    bool opens = false;    ///< rows have an address
    bool chooses = false;  ///< rows can be chosen
    TableWords words{};
};

/// A table being drawn: between begin_table and end_table.
struct Table {
    std::vector<int> rows;  ///< to be drawn, from 0
    bool changed = false;   ///< another order, or other rows chosen

    std::span<Column const> columns;
    TableUi* state = nullptr;
    TableOptions const* options = nullptr;
    std::vector<std::size_t> shown;  ///< columns
    bool cards = false, grid = false;
    float choose_w = 0;
    int stop = -1;  ///< the row that Tab comes to
};

/// Begins with the head, which stays in sight. Columns, state and options must outlive the table.
Table begin_table(Ui& ui, std::string_view key, std::span<Column const> columns, TableUi& state,
                  TableOptions const& options);
/// One row. ↑ ↓ Home End PageUp PageDown, j and k go from one to the other, Enter opens it, Space and x
/// choose it.
void table_row(Ui& ui, Table& table, int index, TableRow const& row);
/// True when the order was changed, or which rows are chosen.
bool end_table(Ui& ui, Table& table);

/// Which columns are shown, and how close the rows stand: to be drawn above the table, in a row of its own or
/// beside other things. Returns true when it changed.
bool table_tools(Ui& ui, std::string_view key, std::span<Column const> columns, TableUi& state,
                 TableWords const& words);

}  // namespace afterdesk::ui
