// What past tickets would have come to under the rules as they stand on the page.

#include "screens/rules_screen.hpp"
#include "text/rules.hpp"

namespace afterdesk::screens {
namespace {

void draw_figures(ui::Ui& ui, WhatIfView const& view) {
    std::vector<float> const widths(view.figures.size(), 140.0f);
    ui::begin_row(ui, "figures", widths, {.center = false});
    for (std::size_t i = 0; i < view.figures.size(); ++i) {
        if (i > 0) ui::next_cell(ui);
        ui::text(ui, view.figures[i].number, view.figures[i].style);
        ui::text(ui, view.figures[i].label, ui::TextStyle::small);
    }
    ui::end_row(ui);
}

void draw_row(ui::Ui& ui, WhatIfRow const& row) {
    ui::begin_card(ui, "card", {.href = row.href, .name = row.ticket_no + " " + row.mark, .flat = true});
    ui::begin_row(ui, "head", {-1, 0}, {.stack_below = 320});  // a number stays in one piece
    ui::text(ui, row.ticket_no, ui::TextStyle::mono);
    ui::next_cell(ui);
    ui::badge(ui, row.mark, row.tone);
    ui::end_row(ui);
    ui::text(ui, row.then, ui::TextStyle::muted);
    ui::text(ui, row.now);
    if (!row.amount.empty()) ui::text(ui, row.amount, ui::TextStyle::price);
    ui::end_card(ui);
}

}  // namespace

void draw_what_if(ui::Ui& ui, PageView const& page, WhatIfView const& view, Intents& out) {
    ui::begin_card(ui, "what-if");
    ui::heading(ui, 2, say(page, t::what_if_title));
    if (draw_load(ui, page, view.load, out)) {
        ui::text(ui, view.note, ui::TextStyle::muted);
        if (!view.figures.empty()) draw_figures(ui, view);
        if (view.figures.empty()) ui::text(ui, view.says);
        if (view.running) {
            ui::progress(ui, "running", view.progress, view.percent);
            out.emplace_back(ChangeRules{ChangeRules::What::go_on, "", ""});
        }
        if (!view.rows.empty())
            ui::begin_list(ui, "changed", say(page, t::what_if_list), static_cast<int>(view.rows.size()));
        int position = 0;
        for (WhatIfRow const& row : view.rows) {
            ++position;
            if (ui::skip_list_item(ui, row.ticket_no)) continue;
            ui::begin_list_item(ui, row.ticket_no, position);
            draw_row(ui, row);
            ui::end_list_item(ui);
        }
        if (!view.rows.empty()) ui::end_list(ui);
        if (!view.all.empty() && ui::button(ui, "all", view.all, {.kind = ui::ButtonKind::quiet}))
            out.emplace_back(ChangeRules{ChangeRules::What::all, "", ""});
    }
    ui::end_card(ui);
}

}  // namespace afterdesk::screens
