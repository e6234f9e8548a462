#include "screens/health_screen.hpp"

#include "text/access.hpp"

namespace afterdesk::screens {
namespace {

constexpr float beside_from = 440;  ///< a ticket and why it is there

void draw_check(ui::Ui& ui, HealthView::Check const& check) {
    ui::begin_card(ui, "card");
    bool const calm = check.tone == ui::Tone::success;
    ui::begin_row(ui, "head", {-1, 0});
    ui::heading(ui, 2, check.title);
    ui::next_cell(ui);
    ui::badge(ui, calm ? check.level : check.count + " · " + check.level, check.tone);
    ui::end_row(ui);
    ui::text(ui, check.means, ui::TextStyle::muted);
    if (!calm) ui::text(ui, check.to_do);
    for (HealthView::Ticket const& ticket : check.tickets) {
        if (ticket.href.empty()) {
            ui::text(ui, ticket.note, ui::TextStyle::mono);
            continue;
        }
        ui::begin_row(ui, ticket.href + ticket.note, {0, -1}, {.stack_below = beside_from});
        ui::link(ui, "ticket", ticket.label, ticket.href);
        ui::next_cell(ui);
        ui::text(ui, ticket.note, ui::TextStyle::muted);
        if (!ticket.also_href.empty()) ui::link(ui, "also", ticket.also_label, ticket.also_href);
        ui::end_row(ui);
    }
    if (!check.more.empty() && check.all_href.empty()) ui::text(ui, check.more, ui::TextStyle::muted);
    if (!check.more.empty() && !check.all_href.empty()) ui::link(ui, "all", check.more, check.all_href);
    ui::end_card(ui);
}

void draw_checks(ui::Ui& ui, HealthView::Group const& group) {
    ui::begin_list(ui, group.key, group.title, static_cast<int>(group.checks.size()));
    int position = 0;
    for (HealthView::Check const& check : group.checks) {
        ++position;
        if (ui::skip_list_item(ui, check.key)) continue;
        ui::begin_list_item(ui, check.key, position);
        draw_check(ui, check);
        ui::end_list_item(ui);
    }
    ui::end_list(ui);
}

void draw_group(ui::Ui& ui, HealthView const& view, HealthView::Group const& group) {
    if (!view.one_title.empty()) return draw_checks(ui, group);
    ui::begin_section(ui, group.key, group.title);
    draw_checks(ui, group);
    ui::end_section(ui);
}

void draw_server(ui::Ui& ui, HealthView const& view) {
    ui::begin_section(ui, "server", say(view.page, t::health_server));
    ui::begin_card(ui, "card");
    for (HealthView::Number const& number : view.server) ui::label_value(ui, number.label, number.value);
    ui::end_card(ui);
    ui::end_section(ui);
}

void draw_clock(ui::Ui& ui, HealthView const& view, HealthUi& state, Intents& out) {
    ui::begin_section(ui, "clock", say(view.page, t::health_clock));
    ui::begin_card(ui, "card");
    ui::text(ui, say(view.page, t::health_clock_note), ui::TextStyle::muted);
    auto const typed = ui::field(ui, "hours", say(view.page, t::clock_hours), state.hours,
                                 {.kind = ui::FieldKind::number, .error = view.clock_error, .max_chars = 4});
    if (typed.changed) out.emplace_back(Changed{});
    if (ui::button(ui, "move", say(view.page, t::clock_move),
                   {.why_not = view.clock_why_not, .busy = view.moving, .icon = ui::icons::clock}))
        out.emplace_back(Submit{});
    ui::end_card(ui);
    ui::end_section(ui);
}

}  // namespace

void draw_health(ui::Ui& ui, HealthParts const& parts, HealthTyped const& typed, Intents& out) {
    HealthView const& view = parts.health;
    begin_screen(ui, view.page, out);
    if (draw_load(ui, view.page, view.load, out)) {
        ui::begin_row(ui, "top", {-1, 0}, {.stack_below = 420});
        ui::text(ui, view.at, ui::TextStyle::muted);
        ui::next_cell(ui);
        if (ui::button(ui, "again", say(view.page, t::health_again), {.icon = ui::icons::refresh}))
            out.emplace_back(Reload{});
        ui::end_row(ui);
        if (!view.summary.empty()) ui::notice(ui, "summary", view.summary, ui::Tone::success);
        if (!view.one_title.empty()) ui::heading(ui, 2, view.one_title);
        ui::begin_row(ui, "groups", {-1, -1}, {.gap = 24, .stack_below = 760, .center = false});
        if (!view.groups.empty()) draw_group(ui, view, view.groups.front());
        ui::next_cell(ui);
        if (view.groups.size() > 1) draw_group(ui, view, view.groups.back());
        draw_server(ui, view);
        if (view.demo) draw_clock(ui, view, typed.health, out);
        ui::end_row(ui);
        draw_reconciliation(ui, view.page, parts.bills, typed.bills, out);
    }
    draw_reconciliation_dialog(ui, view.page, parts.bills, typed.bills, out);
    end_screen(ui, view.page, out);
}

}  // namespace afterdesk::screens
