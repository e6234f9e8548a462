#include "screens/people_screen.hpp"

#include <algorithm>

#include "text/access.hpp"

namespace afterdesk::screens {
namespace {

constexpr float shop_w = 320;

/// So wide two tables stand beside each other, and that of the roles has room for its columns.
float people_columns_from(PeopleView const& view) {
    auto const roles = static_cast<float>(view.role_columns.size()) - 1;
    return std::max(1240.0f, 2 * (150 + 96 * roles) + 24);
}

void draw_shops(ui::Ui& ui, PeopleView const& view, PeopleUi& state, Intents& out) {
    ui::begin_row(ui, "shops", {shop_w, 0, 0}, {.stack_below = 560});
    if (ui::picker(ui, "shop", say(view.page, t::shop_of_staff), view.shops, state.shop,
                   {.hide_label = true})) {
        for (std::size_t i = 0; i < view.shops.size(); ++i) {
            if (view.shops[i].key == state.shop) out.emplace_back(GoTo{view.shop_hrefs[i], true});
        }
    }
    ui::next_cell(ui);
    if (ui::button(ui, "new-shop", say(view.page, t::shop_add), {.why_not = view.shop_add_why_not}))
        out.emplace_back(GoTo{view.shop_add_href});
    ui::next_cell(ui);
    if (!view.shop_change.empty() &&
        ui::button(ui, "change-shop", view.shop_change,
                   {.kind = ui::ButtonKind::quiet, .why_not = view.shop_add_why_not}))
        out.emplace_back(GoTo{view.shop_change_href});
    ui::end_row(ui);
}

void draw_table(ui::Ui& ui, std::string_view key, std::vector<ui::Column> const& columns, ui::TableUi& state,
                ui::TableOptions const& options, std::vector<ui::TableRow> const& rows) {
    ui::Table table = ui::begin_table(ui, key, columns, state, options);
    for (int const i : table.rows) ui::table_row(ui, table, i, rows[static_cast<std::size_t>(i)]);
    ui::end_table(ui, table);
}

void draw_roles(ui::Ui& ui, PeopleView const& view, PeopleUi& state, Intents& out) {
    ui::begin_section(ui, "roles", say(view.page, t::roles_title));
    ui::text(ui, say(view.page, t::roles_note), ui::TextStyle::muted);
    draw_table(ui, "rights", view.role_columns, state.rights, view.rights, view.right_rows);
    if (ui::button(ui, "new-role", say(view.page, t::role_add), {.why_not = view.why_not}))
        out.emplace_back(GoTo{view.role_add_href});
    for (PeopleView::Role const& role : view.own_roles) {
        if (ui::button(ui, role.id, role.label, {.kind = ui::ButtonKind::quiet, .why_not = view.why_not}))
            out.emplace_back(GoTo{role.href});
    }
    ui::end_section(ui);
}

void draw_given(ui::Ui& ui, PeopleView const& view, Intents& out) {
    if (view.given_password.empty()) return;
    bool open = ui::begin_dialog(ui, "given", say(view.page, t::staff_given));
    ui::text(ui, say(view.page, t::staff_given_note));
    ui::label_value(ui, say(view.page, t::staff_login), view.given_login);
    ui::label_value(ui, say(view.page, t::staff_given), view.given_password, ui::TextStyle::mono);
    if (ui::button(ui, "noted", say(view.page, t::noted_down),
                   {.kind = ui::ButtonKind::primary, .full_width = true}))
        open = false;
    ui::end_dialog(ui);
    if (!open) out.emplace_back(RemovePhoto{});
}

}  // namespace

void draw_people(ui::Ui& ui, PeopleView const& view, PeopleUi& state, Intents& out) {
    begin_screen(ui, view.page, out);
    if (!view.shops.empty()) draw_shops(ui, view, state, out);
    if (draw_load(ui, view.page, view.load, out)) {
        ui::begin_row(ui, "columns", {-1, -1},
                      {.gap = 24, .stack_below = people_columns_from(view), .center = false});
        if (ui::button(ui, "new-person", say(view.page, t::staff_add),
                       {.kind = ui::ButtonKind::primary, .why_not = view.why_not, .icon = ui::icons::plus}))
            out.emplace_back(GoTo{view.add_href});
        draw_table(ui, "people", view.columns, state.people, view.people, view.rows);
        ui::next_cell(ui);
        draw_roles(ui, view, state, out);
        ui::end_row(ui);
    }
    draw_given(ui, view, out);
    draw_form_dialog(ui, view.page, view.form, state.form, view.error, view.sending, out);
    end_screen(ui, view.page, out);
}

}  // namespace afterdesk::screens
