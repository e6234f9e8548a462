#include "screens/disputes_screen.hpp"

#include "text/staff.hpp"

namespace afterdesk::screens {
namespace {

/// In the order of the cells.
std::vector<ui::Column> columns_of(PageView const& page) {
    struct Title {
        char const* key;
        text::Text const* title;
        float weight, least_w;
        ui::OnCard on_card;
    };
    constexpr Title titles[] = {{"left", &t::dispute_left, 0.3f, 132, ui::OnCard::mark},
                                {"ticket", &t::ticket_no, 1.2f, 176, ui::OnCard::title},
                                {"item", &t::goods, 2, 180, ui::OnCard::line},
                                {"shop", &t::shop, 1, 110, ui::OnCard::line},
                                {"buyer", &t::buyer, 0.6f, 90, ui::OnCard::line},
                                {"amount", &t::refund_amount, 0.6f, 100, ui::OnCard::line}};
    std::vector<ui::Column> columns;
    for (Title const& one : titles) {
        ui::Column& column = columns.emplace_back();
        column.key = one.key;
        column.title = say(page, *one.title);
        column.weight = one.weight;
        column.least_w = one.least_w;
        column.on_card = one.on_card;
    }
    columns.back().number = true;
    return columns;
}

}  // namespace

void draw_disputes(ui::Ui& ui, DisputesView const& view, DisputesUi& state, Intents& out) {
    begin_screen(ui, view.page, out);
    std::string step = view.step;
    ui::tabs(ui, "step", say(view.page, t::filter_status), view.steps, step);
    if (draw_load(ui, view.page, view.load, out)) {
        if (view.rows.empty()) {
            ui::empty_state(ui, "empty", ui::icons::scale, say(view.page, t::disputes_empty),
                            say(view.page, t::disputes_empty_note));
        } else {
            std::vector<ui::Column> const columns = columns_of(view.page);
            ui::TableOptions options;
            options.name = view.page.options.title;
            options.total = static_cast<int>(view.rows.size());
            options.opens = true;
            ui::Table table = ui::begin_table(ui, "disputes", columns, state.table, options);
            for (int const i : table.rows)
                ui::table_row(ui, table, i, view.rows[static_cast<std::size_t>(i)]);
            ui::end_table(ui, table);
            draw_more(ui, view.page, view.more, out);
        }
    }
    end_screen(ui, view.page, out);
}

}  // namespace afterdesk::screens
