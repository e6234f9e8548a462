#include "screens/disputes_screen.hpp"

#include "text/staff.hpp"
#include "widgets/cut_strip.hpp"

namespace afterdesk::screens {
namespace {

void draw_list(ui::Ui& ui, DisputesView const& view, DisputesUi& state, Intents& out) {
    if (view.rows.empty() && view.more.failed) return draw_more(ui, view.page, view.more, out);
    if (view.rows.empty()) {
        if (ui::empty_state(ui, "empty", ui::icons::scale, say(view.page, t::disputes_empty), view.empty_note,
                            view.empty_action))
            out.emplace_back(GoTo{view.empty_href});
        return;
    }
    ui::Table table = ui::begin_table(ui, "disputes", view.columns, state.table, view.table);
    for (int const i : table.rows) ui::table_row(ui, table, i, view.rows[static_cast<std::size_t>(i)]);
    ui::end_table(ui, table);
    draw_more(ui, view.page, view.more, out);
}

}  // namespace

void draw_disputes(ui::Ui& ui, DisputesView const& view, DisputesUi& state, Intents& out) {
    begin_screen(ui, view.page, out);
    std::string step = view.step;
    ui::tabs(ui, "step", say(view.page, t::filter_status), view.steps, step);
    ui::mark_cut_strip(ui);
    if (ui::filter_bar(ui, "filters", view.fields, state.filters, state.filters_ui, view.filters))
        out.emplace_back(FilterChanged{});
    if (draw_load(ui, view.page, view.load, out)) draw_list(ui, view, state, out);
    end_screen(ui, view.page, out);
}

}  // namespace afterdesk::screens
