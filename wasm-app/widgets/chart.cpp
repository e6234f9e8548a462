#include "widgets/chart.hpp"

#include <algorithm>
#include <cmath>

#include "base/check.hpp"
#include "base/money.hpp"
#include "text/numbers.hpp"
#include "widgets/chart_axis.hpp"
#include "widgets/chart_pen.hpp"
#include "widgets/flow.hpp"
#include "widgets/paint.hpp"
#include "widgets/table.hpp"

namespace afterdesk::ui {
namespace {

constexpr int most_steps = 5;
constexpr float least_target = 24, most_bar_w = 48, tick_gap = 8;

/// A chart being drawn: its measures.
struct Plot {
    Chart const& chart;
    ChartUi& state;
    std::uint32_t id = 0;
    Axis axis;
    Rect area;  ///< of the lines and bars

    int series() const { return static_cast<int>(chart.series.size()); }
    int categories() const { return static_cast<int>(chart.categories.size()); }
    float slot_w() const { return area.w / static_cast<float>(std::max(1, categories())); }
    float y_of(std::int64_t value) const {
        auto const all = static_cast<float>(axis.last - axis.first);
        return area.y + area.h - static_cast<float>(value - axis.first) / all * area.h;
    }
    ChartValue const& at(int category, int nth) const {
        return chart.series[static_cast<std::size_t>(nth)].values[static_cast<std::size_t>(category)];
    }
    Stroke stroke(Ui& ui, int nth) const { return {series_color(ui.theme(), nth), series() > 1 ? nth : 0}; }
};

Axis axis_of(Chart const& chart) {
    std::int64_t least = 0, most = 0;
    for (std::size_t i = 0; i < chart.categories.size(); ++i) {
        std::int64_t sum = 0;
        for (ChartSeries const& series : chart.series) {
            std::int64_t const value = series.values[i].value;
            sum += std::max<std::int64_t>(0, value);
            least = std::min(least, value);
            most = std::max(most, value);
        }
        if (chart.kind == ChartKind::stacked) most = std::max(most, sum);
    }
    return nice_axis(chart.kind == ChartKind::stacked ? 0 : least, most, most_steps);
}

/// "11-28，退款：¥1,234.00".
std::string spoken_mark(Ui& ui, Plot const& plot, int category, int nth) {
    std::string label = plot.chart.categories[static_cast<std::size_t>(category)];
    if (plot.series() > 1) label += " · " + plot.chart.series[static_cast<std::size_t>(nth)].name;
    return spoken_pair(ui, label, plot.chart.words(language(ui), plot.at(category, nth).value));
}

// ---- Around the picture -----------------------------------------------------------------------------------

void draw_legend(Ui& ui, Plot const& plot) {
    if (plot.series() < 2) return;
    std::vector<float> const widths(plot.chart.series.size(), 0.0f);
    Type const type = muted_type(ui.theme());
    begin_row(ui, "legend", widths, {.gap = 16});
    for (int nth = 0; nth < plot.series(); ++nth) {
        if (nth > 0) next_cell(ui);
        std::string const& name = plot.chart.series[static_cast<std::size_t>(nth)].name;
        float const swatch = 24, left = swatch + ui.theme().space_2;
        Paragraph const& lines = paragraph(ui, name, type, std::max(1.0f, level(ui).w - left));
        float const h = height_of(lines, type);
        Rect const at = place(ui, h, lines.natural + left);
        ChartPen pen(ui, {at.x, at.y, swatch, type.line_h});
        float const y = at.y + type.line_h / 2;
        Stroke const stroke = plot.stroke(ui, nth);
        if (plot.chart.kind == ChartKind::line) {
            pen.segment(at.x, y, at.x + swatch, y, stroke, 2);
            pen.point(at.x + swatch / 2, y, stroke, ui.theme().color.surface);
        } else {
            pen.bar({at.x + 4, y - 8, 16, 16}, stroke, ui.theme().color.surface);
        }
        pen.finish(numbered_id(plot.id, -10 - nth));
        Rect const words_at{at.x + left, at.y, lines.width, h};
        add_text(ui, unnamed_id(ui), name, words_at, type.px, "muted");
        draw_paragraph(ui, lines, name, type, words_at);
    }
    end_row(ui);
}

float axis_w(Ui& ui, Plot const& plot) {
    float most = 0;
    for (std::int64_t const tick : plot.axis.ticks())
        most = std::max(most, width_of(ui, plot.chart.axis(language(ui), tick), muted_type(ui.theme())));
    return std::ceil(most) + tick_gap;
}

void draw_axis(Ui& ui, Plot const& plot, ChartPen& pen) {
    Palette const& color = ui.theme().color;
    Type const type = muted_type(ui.theme());
    int nth = 0;
    for (std::int64_t const tick : plot.axis.ticks()) {
        float const y = std::round(plot.y_of(tick));
        bool const base = tick == 0;
        pen.segment(plot.area.x, y, plot.area.x + plot.area.w, y, {base ? color.line_strong : color.line, 0},
                    1);
        std::string const words = plot.chart.axis(language(ui), tick);
        Rect const at{plot.area.x - 400, y - type.line_h / 2, 400 - tick_gap, type.line_h};
        float const w = width_of(ui, words, type);
        Rect const words_at{at.x + at.w - w, at.y, w, at.h};
        add_text(ui, numbered_id(plot.id, -100 - nth++), words, words_at, type.px, "muted");
        draw_line(ui, words, type, words_at);
    }
}

/// So many of them that none touches its neighbour, beginning with the first.
void draw_categories(Ui& ui, Plot const& plot) {
    Type const type = muted_type(ui.theme());
    float widest = 0;
    for (std::string const& words : plot.chart.categories)
        widest = std::max(widest, width_of(ui, words, type));
    int const every = std::max(1, static_cast<int>(std::ceil((widest + tick_gap) / plot.slot_w())));
    float const end = plot.area.x + plot.area.w;
    float taken = plot.area.x - tick_gap;
    for (int i = 0; i < plot.categories(); i += every) {
        std::string const& words = plot.chart.categories[static_cast<std::size_t>(i)];
        float const w = width_of(ui, words, type);
        float const middle = plot.area.x + (static_cast<float>(i) + 0.5f) * plot.slot_w();
        float const x = std::clamp(middle - w / 2, plot.area.x, std::max(plot.area.x, end - w));
        if (x < taken + tick_gap) continue;  // one at an edge was moved inwards
        taken = x + w;
        Rect const at{x, plot.area.y + plot.area.h + 4, w, type.line_h};
        add_text(ui, numbered_id(plot.id, -1000 - i), words, at, type.px, "muted");
        draw_line(ui, words, type, at);
    }
}

// ---- Marks ------------------------------------------------------------------------------------------------

/// Where a mark stands: of a line its point, else its bar.
Rect mark_rect(Plot const& plot, int category, int nth) {
    float const left = plot.area.x + static_cast<float>(category) * plot.slot_w();
    std::int64_t const value = plot.at(category, nth).value;
    if (plot.chart.kind == ChartKind::line) return {left + plot.slot_w() / 2, plot.y_of(value), 0, 0};
    bool const stacked = plot.chart.kind == ChartKind::stacked;
    auto const beside = static_cast<float>(stacked ? 1 : plot.series());
    float const bar_w = std::clamp(std::floor(plot.slot_w() * 0.7f / beside), 2.0f, most_bar_w);
    float const x = std::round(left + (plot.slot_w() - bar_w * beside) / 2);
    std::int64_t below = 0;
    for (int i = 0; stacked && i < nth; ++i) below += std::max<std::int64_t>(0, plot.at(category, i).value);
    std::int64_t const shown = stacked ? std::max<std::int64_t>(0, value) : value;
    float const from = std::round(plot.y_of(below)), to = std::round(plot.y_of(below + shown));
    float const own = stacked ? 0 : static_cast<float>(nth) * bar_w;
    return {x + own, std::min(from, to), std::max(1.0f, bar_w - 1), std::abs(from - to)};
}

/// Large enough for a pointer, also where the mark is small.
Rect target_of(Plot const& plot, Rect const& mark) {
    bool const line = plot.chart.kind == ChartKind::line;
    float const w = line ? std::clamp(plot.slot_w(), 8.0f, least_target) : std::max(mark.w, 8.0f);
    float const h = std::max(mark.h, least_target);
    return {mark.x + (mark.w - w) / 2, mark.y + (mark.h - h) / 2, w, h};
}

void draw_shapes(Ui& ui, Plot const& plot, ChartPen& pen) {
    Color const surface = ui.theme().color.surface;
    for (int nth = 0; nth < plot.series(); ++nth) {
        Stroke const stroke = plot.stroke(ui, nth);
        for (int i = 0; i < plot.categories(); ++i) {
            Rect const at = mark_rect(plot, i, nth);
            if (plot.chart.kind != ChartKind::line) {
                if (at.h > 0) pen.bar(at, stroke, surface);
                continue;
            }
            if (i + 1 == plot.categories()) continue;
            Rect const next = mark_rect(plot, i + 1, nth);
            pen.segment(at.x, at.y, next.x, next.y, stroke, 2);
        }
        for (int i = 0; plot.chart.kind == ChartKind::line && i < plot.categories(); ++i) {
            Rect const at = mark_rect(plot, i, nth);
            pen.point(at.x, at.y, stroke, surface);
        }
    }
}

void follow_key(Ui& ui, Plot const& plot, std::string_view key) {
    ChartUi& state = plot.state;
    int const all = plot.series() * plot.categories();
    int to = state.at;
    if (key == "ArrowRight") to += plot.series();
    if (key == "ArrowLeft") to -= plot.series();
    if (key == "ArrowUp") to += to % plot.series() + 1 < plot.series() ? 1 : 0;
    if (key == "ArrowDown") to -= to % plot.series() > 0 ? 1 : 0;
    if (key == "Home") to = 0;
    if (key == "End") to = all - 1;
    if (key == "t") state.as_table = state.button_asks = true;
    if (to != state.at && to >= 0 && to < all) {
        state.at = to;
        state.asks_for_focus = true;
    }
    show_outcome(ui);
}

/// The nodes of the marks; the name of the one that is pointed at, or has the focus.
std::string describe_marks(Ui& ui, Plot const& plot) {
    ChartUi& state = plot.state;
    std::string told;
    state.at = std::clamp(state.at, 0, std::max(0, plot.series() * plot.categories() - 1));
    for (int i = 0; i < plot.categories() * plot.series(); ++i) {
        int const category = i / plot.series(), nth = i % plot.series();
        Rect const at = target_of(plot, mark_rect(plot, category, nth));
        ChartValue const& value = plot.at(category, nth);
        std::uint32_t const id = numbered_id(plot.id, i);
        Node& node = add_node(ui, value.href.empty() ? Role::mark : Role::link, id,
                              spoken_mark(ui, plot, category, nth), at);
        node.href = value.href;
        node.look = "bare";
        node.state |= takes_keys | (i == state.at ? 0u : static_cast<std::uint32_t>(off_tab));
        bool const focused = ui.input().focused == id;
        if (focused && (i == state.at || !state.asks_for_focus)) state.at = i, state.asks_for_focus = false;
        if (i == state.at && state.asks_for_focus) node.state |= focus_me;
        std::string const name = node.name;
        Press const pressed = press(ui, id, at);
        if (pressed.hovered || pressed.held || (told.empty() && focused)) told = name;
        focus_ring(ui, id, inset(at, 2, 2), ui.theme().radius_small);
        std::string_view const key = key_taken(ui, id);
        if (!key.empty()) follow_key(ui, plot, key);
    }
    return told;
}

void draw_picture(Ui& ui, Plot& plot) {
    Theme const& theme = ui.theme();
    Type const type = muted_type(theme);
    draw_legend(ui, plot);
    float const told_h = type.line_h, below_h = type.line_h + theme.space_2;
    float const h = plot.chart.height * ui.viewport().text_scale;
    Rect const whole = place(ui, told_h + h, 320);
    float const left = axis_w(ui, plot);
    plot.area = {whole.x + left, whole.y + told_h + type.line_h / 2,
                 std::max(1.0f, whole.w - left - theme.space_2),
                 std::max(40.0f, h - below_h - type.line_h / 2)};
    ChartPen pen(ui, {whole.x, whole.y + told_h, whole.w, h});
    draw_axis(ui, plot, pen);
    draw_shapes(ui, plot, pen);
    pen.finish(make_id(plot.id, "picture"));
    draw_categories(ui, plot);
    // What a mark says stands above the picture, where it covers nothing.
    std::string const told = describe_marks(ui, plot);
    Rect const told_at{whole.x, whole.y, whole.w, told_h};
    draw_line(ui, told, colored(type, theme.color.text), told_at, Align::right);
}

void draw_numbers(Ui& ui, Chart const& chart) {
    std::vector<Column> columns{{.key = "category", .title = chart.category_title, .on_card = OnCard::title}};
    for (std::size_t i = 0; i < chart.series.size(); ++i)
        columns.push_back({.key = std::to_string(i), .title = chart.series[i].name, .number = true});
    TableUi state;
    state.dense = true;
    TableOptions const options{.name = chart.name, .total = static_cast<int>(chart.categories.size())};
    Table table = begin_table(ui, "numbers", columns, state, options);
    for (int const i : table.rows) {
        auto const category = static_cast<std::size_t>(i);
        TableRow row;
        row.key = std::to_string(i);
        row.cells.push_back({.words = chart.categories[category]});
        for (ChartSeries const& series : chart.series)
            row.cells.push_back({.words = chart.words(language(ui), series.values[category].value)});
        table_row(ui, table, i, row);
    }
    end_table(ui, table);
}

void draw_toggle(Ui& ui, Chart const& chart, ChartUi& state) {
    std::string const& label = state.as_table ? chart.as_picture : chart.as_table;
    begin_row(ui, "title", {-1, 0});
    heading(ui, 2, chart.name);
    next_cell(ui);
    bool const pressed = button(ui, "toggle", label, {.kind = ButtonKind::quiet});
    Node& node = ui.frame().nodes.back();
    node.shortcut = "T";
    if (ui.input().focused == node.id) state.button_asks = false;
    if (state.button_asks) node.state |= focus_me;
    end_row(ui);
    if (pressed) state.as_table = !state.as_table;
}

}  // namespace

std::string count_words(text::Language, std::int64_t count) { return text::grouped_number(count); }
std::string short_count(text::Language language, std::int64_t count) {
    return text::short_number(language, count);
}
std::string yuan_words(text::Language, std::int64_t fen) {
    return (fen < 0 ? "−¥" : "¥") + format_fen(fen < 0 ? -fen : fen);
}
std::string short_yuan(text::Language language, std::int64_t fen) {
    if (fen % 100 != 0) return yuan_words(language, fen);
    return (fen < 0 ? "−¥" : "¥") + text::short_number(language, (fen < 0 ? -fen : fen) / 100);
}

void chart(Ui& ui, std::string_view key, Chart const& chart, ChartUi& state) {
    CHECK(!chart.series.empty() && chart.series.size() <= max_series);
    for (ChartSeries const& series : chart.series) CHECK(series.values.size() == chart.categories.size());
    open_gap(ui, Flow::block);
    Level const box = level(ui);
    std::uint32_t const id = key_id(ui, key);
    add_node(ui, Role::group, id, chart.name, {box.x, box.y, box.w, 0});
    int const node = last_node(ui);
    push_level(ui, {Kind::section, id, node, box.x, box.w, box.y, box.y});
    draw_toggle(ui, chart, state);
    if (state.as_table) {
        draw_numbers(ui, chart);
    } else {
        Plot plot{chart, state, make_id(id, "plot"), axis_of(chart), {}};
        draw_picture(ui, plot);
    }
    Level const closed = pop_level(ui, Kind::section);
    ui.frame().nodes[static_cast<std::size_t>(node)].rect.h = closed.y - box.y;
    level(ui).y = closed.y;
    placed(ui, closed.want, Flow::block);
}

}  // namespace afterdesk::ui
