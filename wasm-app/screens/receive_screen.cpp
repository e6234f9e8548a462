#include "screens/receive_screen.hpp"

#include <algorithm>

#include "text/desk.hpp"
#include "text/staff.hpp"

namespace afterdesk::screens {
namespace {

constexpr float columns_from = 900;  ///< so wide two columns stand beside each other
constexpr float number_w = 520;

/// Gives the keyboard to the last node of this role.
void ask_for_focus(ui::Ui& ui, ui::Role role) {
    std::vector<ui::Node>& nodes = ui.frame().nodes;
    for (auto node = nodes.rbegin(); node != nodes.rend(); ++node) {
        if (node->role != role) continue;
        node->state |= ui::focus_me;
        return;
    }
}

void draw_number(ui::Ui& ui, ReceiveView const& view, ReceiveUi& state, Intents& out) {
    bool const roomy = ui.viewport().w >= 900 * std::max(1.0f, ui.viewport().text_scale);
    ui::begin_row(ui, "number", {roomy ? number_w : -1.0f, 0});
    auto const typed = ui::field(ui, "number", say(view.page, t::receive_field), state.number,
                                 {.kind = ui::FieldKind::search,
                                  .hint = std::string(say(view.page, t::receive_hint)),
                                  .max_chars = wire::max_search_chars});
    if (view.focus == ReceiveFocus::number) ask_for_focus(ui, ui::Role::field);
    ui::next_cell(ui);
    bool const pressed = ui::button(ui, "find", say(view.page, t::receive_find));
    ui::end_row(ui);
    if (typed.submitted || pressed) out.emplace_back(FilterChanged{});
}

/// Each leads to its ticket, here.
void draw_choice(ui::Ui& ui, ReceiveView const& view, ReceiveUi& state) {
    ui::Table table = ui::begin_table(ui, "tickets", view.columns, state.table, view.table);
    for (int const i : table.rows) ui::table_row(ui, table, i, view.rows[static_cast<std::size_t>(i)]);
    ui::end_table(ui, table);
}

void draw_found(ui::Ui& ui, ReceiveView const& view, ReceiveUi& state) {
    if (view.rows.empty()) return;
    ui::begin_section(ui, "found", view.several);
    draw_choice(ui, view, state);
    ui::end_section(ui);
}

/// Until something is scanned: what can be expected.
void draw_waiting(ui::Ui& ui, ReceiveView const& view, ReceiveUi& state, Intents& out) {
    std::string_view const title = say(view.page, t::receive_waiting);
    ui::begin_section(ui, "waiting", title);
    if (draw_load(ui, view.page, view.waits, out)) {
        if (view.rows.empty()) {
            ui::empty_state(ui, "none", ui::icons::box, say(view.page, t::no_returns_wait),
                            say(view.page, t::no_returns_note));
        } else {
            draw_choice(ui, view, state);
        }
    }
    ui::end_section(ui);
}

void draw_ticket_found(ui::Ui& ui, ReceiveView const& view, ReceiveUi& state, Intents& out) {
    if (view.ticket_no.empty()) return;
    ui::begin_section(ui, "ticket", view.title);
    ui::begin_card(ui, "card");
    ui::begin_row(ui, "line", {-1, 0});
    ui::text(ui, view.ticket_no, ui::TextStyle::muted);
    ui::next_cell(ui);
    ui::text(ui, view.amount, ui::TextStyle::price_large);
    ui::end_row(ui);
    for (std::string const& line : view.goods) ui::text(ui, line, ui::TextStyle::strong);
    if (!view.parcel.empty()) ui::text(ui, view.parcel, ui::TextStyle::muted);
    for (std::size_t i = 0; i < view.warnings.size(); ++i)
        ui::notice(ui, "warning" + std::to_string(i), view.warnings[i], ui::Tone::warning);
    if (view.can_choose_inspection &&
        ui::checkbox(ui, "inspect", say(view.page, t::inspect_first), state.inspect))
        out.emplace_back(Changed{});
    if (!view.error.empty()) ui::notice(ui, "error", view.error, ui::Tone::danger);
    bool const pressed = ui::button(
        ui, "receive", view.receive,
        {.kind = ui::ButtonKind::primary, .why_not = view.why_not, .busy = view.sending, .full_width = true});
    if (view.focus == ReceiveFocus::receive) ask_for_focus(ui, ui::Role::button);
    ui::link(ui, "open", say(view.page, t::open_ticket), view.ticket_href);
    ui::end_card(ui);
    ui::end_section(ui);
    if (pressed) out.emplace_back(Submit{});
}

void draw_received(ui::Ui& ui, ReceiveView const& view) {
    if (view.received.empty()) return;
    ui::begin_section(ui, "received", say(view.page, t::received_here));
    ui::begin_card(ui, "card");
    for (std::size_t i = 0; i < view.received.size(); ++i) {
        ReceiveView::Received const& one = view.received[i];
        ui::begin_row(ui, "received" + std::to_string(i), {0, -1});
        ui::link(ui, "ticket", one.ticket_no, one.href);
        ui::next_cell(ui);
        ui::text(ui, one.words, ui::TextStyle::muted);
        ui::end_row(ui);
    }
    ui::end_card(ui);
    ui::end_section(ui);
}

}  // namespace

void draw_receive(ui::Ui& ui, ReceiveView const& view, ReceiveUi& state, Intents& out) {
    begin_screen(ui, view.page, out);
    draw_number(ui, view, state, out);
    if (!view.none.empty()) ui::notice(ui, "none", view.none, ui::Tone::warning);
    bool const two = !view.received.empty() || !view.ticket_no.empty();
    constexpr float shares[] = {-3, -2};
    ui::begin_row(ui, "columns", std::span<float const>(shares, two ? 2 : 1),
                  {.gap = 24, .stack_below = columns_from, .center = false});
    if (!view.asked) {
        draw_waiting(ui, view, state, out);
    } else if (draw_load(ui, view.page, view.load, out)) {
        draw_found(ui, view, state);
        draw_ticket_found(ui, view, state, out);
    }
    if (two) ui::next_cell(ui);
    draw_received(ui, view);
    ui::end_row(ui);
    end_screen(ui, view.page, out);
}

}  // namespace afterdesk::screens
