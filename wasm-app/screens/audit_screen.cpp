#include "screens/audit_screen.hpp"

#include "text/access.hpp"

namespace afterdesk::screens {

void draw_audit(ui::Ui& ui, AuditView const& view, AuditUi& state, Intents& out) {
    begin_screen(ui, view.page, out);
    if (ui::filter_bar(ui, "filters", view.fields, state.filters, state.filters_ui, view.filters))
        out.emplace_back(FilterChanged{});
    if (!view.check_label.empty() &&
        ui::button(ui, "chain", view.check_label, {.busy = view.checking, .icon = ui::icons::shield}))
        out.emplace_back(Submit{});
    if (!view.checked.empty())
        ui::notice(ui, "checked", view.checked, view.sound ? ui::Tone::success : ui::Tone::danger);
    if (!view.proof_href.empty()) ui::link(ui, "proof", say(view.page, t::proof_download), view.proof_href);
    if (draw_load(ui, view.page, view.load, out)) {
        if (view.rows.empty()) {
            ui::empty_state(ui, "empty", ui::icons::search, say(view.page, t::audit_empty),
                            say(view.page, t::audit_empty_note));
        } else {
            ui::Table table = ui::begin_table(ui, "log", view.columns, state.table, view.table);
            for (int const i : table.rows)
                ui::table_row(ui, table, i, view.rows[static_cast<std::size_t>(i)]);
            ui::end_table(ui, table);
        }
        draw_more(ui, view.page, view.more, out);
    }
    end_screen(ui, view.page, out);
}

}  // namespace afterdesk::screens
