#include "screens/queue_screen.hpp"

#include <algorithm>

#include "text/queue.hpp"
#include "text/shop.hpp"
#include "widgets/cut_strip.hpp"
#include "widgets/desk_parts.hpp"

namespace afterdesk::screens {
namespace {

constexpr std::string_view status_key = "status";
constexpr float two_from = 1024;       ///< as widgets/split
constexpr float one_line_from = 1200;  ///< views and tools stand beside each other

// ---- What is above the table ------------------------------------------------------------------------------

void draw_status(ui::Ui& ui, QueueView const& view, QueueUi& state, Intents& out) {
    std::string status(state.filters.get(status_key));
    bool changed = false;
    if (ui.viewport().phone()) {
        std::vector<ui::Choice> items;
        for (ui::Tab const& tab : view.statuses)
            items.push_back(
                {tab.key, tab.label + (tab.count < 0 ? "" : " " + std::to_string(tab.count)), ""});
        changed =
            ui::picker(ui, status_key, say(view.page, t::filter_status), items, status, {.hide_label = true});
    } else {
        changed = ui::tabs(ui, status_key, say(view.page, t::filter_status), view.statuses, status);
        ui::mark_cut_strip(ui);
    }
    if (!changed) return;
    state.filters.set(status_key, std::move(status));
    out.emplace_back(FilterChanged{});
}

void draw_views(ui::Ui& ui, QueueView const& view, QueueUi& state, Intents& out) {
    if (!ui::saved_views(ui, "views", state.views, state.views_ui, view.views)) return;
    state.views_changed = true;
    out.emplace_back(Changed{});
}

void begin_batch(QueueUi& state, CommandKind command, Intents& out) {
    state.batch = {};
    state.batch.open = true;
    state.batch.command = command;
    out.emplace_back(Changed{});
}

/// What can be done with those that are chosen.
void draw_chosen(ui::Ui& ui, QueueView const& view, QueueUi& state, Intents& out) {
    ui::begin_row(ui, "chosen", {-1, 0}, {.stack_below = 520});
    ui::text(ui, view.chosen, ui::TextStyle::strong);
    ui::next_cell(ui);
    ui::begin_row(ui, "acts", {0, 0});
    if (ui::button(ui, "agree", say(view.page, t::batch_agree),
                   {.kind = ui::ButtonKind::primary, .why_not = view.batch_why_not}))
        begin_batch(state, CommandKind::agree, out);
    ui::next_cell(ui);
    if (ui::button(ui, "reject", say(view.page, t::batch_reject), {.why_not = view.batch_why_not}))
        begin_batch(state, CommandKind::reject, out);
    ui::end_row(ui);
    ui::end_row(ui);
}

void draw_count(ui::Ui& ui, QueueView const& view) {
    if (view.count.empty()) return;
    ui::text(ui, view.count, ui::TextStyle::muted);
    ui.frame().nodes.back().role = ui::Role::status;
}

/// What can be done with all. `views`: those that were kept stand in the same line.
void draw_tools(ui::Ui& ui, QueueView const& view, QueueUi& state, bool views, Intents& out) {
    bool const for_buyer = !view.for_buyer_href.empty() && !ui.viewport().phone();
    bool const counted = !view.count.empty() || !views;
    std::vector<float> cells{-1, 0, 0};
    if (views && counted) cells.push_back(0);
    if (for_buyer) cells.push_back(0);
    ui::begin_row(ui, "tools", cells, {.gap = 4});
    if (views) {
        draw_views(ui, view, state, out);
        ui::next_cell(ui);
    }
    if (counted) {
        draw_count(ui, view);
        ui::next_cell(ui);
    }
    if (for_buyer) {
        ui::quiet_link(ui, "for-buyer", say(view.page, t::for_buyer_title), view.for_buyer_href);
        ui::next_cell(ui);
    }
    ui::quiet_link(ui, "export", say(view.page, t::export_csv), view.export_href);
    ui::next_cell(ui);
    if (ui::table_tools(ui, "columns", view.columns, state.table, view.table.words)) {
        state.columns_changed = true;
        out.emplace_back(Changed{});
    }
    ui::end_row(ui);
}

/// In one line where there is room: what is chosen takes its place, so that no row moves under the pointer.
void draw_line_above(ui::Ui& ui, QueueView const& view, QueueUi& state, Intents& out) {
    bool const one_line = ui.viewport().w >= one_line_from * std::max(1.0f, ui.viewport().text_scale);
    bool const some = !view.chosen.empty() && view.decides;
    if (!one_line) draw_views(ui, view, state, out);
    if (some) {
        draw_chosen(ui, view, state, out);
    } else {
        draw_tools(ui, view, state, one_line, out);
    }
}

// ---- The table --------------------------------------------------------------------------------------------

void draw_table(ui::Ui& ui, QueueView const& view, QueueUi& state, Intents& out) {
    if (!draw_load(ui, view.page, view.load, out)) return;
    if (view.rows.empty() && view.more.failed) return draw_more(ui, view.page, view.more, out);
    if (view.rows.empty()) {
        // An order that nobody asked anything about yet is found there.
        bool const clears = !view.by_words && !view.clear_href.empty();
        std::string const& href = clears ? view.clear_href : view.for_buyer_href;
        text::Text const& action = clears ? t::clear_filters : t::for_buyer_title;
        if (ui::empty_state(ui, "empty", ui::icons::list, view.empty_title, view.empty_note,
                            href.empty() ? std::string_view() : say(view.page, action)))
            out.emplace_back(GoTo{href});
        return;
    }
    std::string const sort = state.table.sort;
    bool const descending = state.table.descending;
    ui::Table table = ui::begin_table(ui, "tickets", view.columns, state.table, view.table);
    for (int const i : table.rows) ui::table_row(ui, table, i, view.rows.at(i));
    bool const changed = ui::end_table(ui, table);
    bool const sorted = sort != state.table.sort || descending != state.table.descending;
    if (changed && sorted) out.emplace_back(FilterChanged{});
    if (changed && !sorted) out.emplace_back(Changed{});
    draw_more(ui, view.page, view.more, out);
}

void draw_filters(ui::Ui& ui, QueueView const& view, QueueUi& state, Intents& out) {
    if (ui::filter_bar(ui, "filters", view.fields, state.filters, state.filters_ui, view.filters))
        out.emplace_back(FilterChanged{});
}

void draw_list(ui::Ui& ui, QueueView const& view, QueueUi& state, Intents& out) {
    draw_status(ui, view, state, out);
    draw_filters(ui, view, state, out);
    draw_line_above(ui, view, state, out);
    draw_table(ui, view, state, out);
}

// ---- Beside a ticket --------------------------------------------------------------------------------------

void draw_card(ui::Ui& ui, std::string_view key, std::string const& title,
               std::vector<ReceiptRow> const& rows) {
    if (rows.empty()) return;
    ui::begin_card(ui, key);
    ui::heading(ui, 3, title);
    for (ReceiptRow const& row : rows)
        ui::label_value(ui, row.label, row.value, row.detail ? ui::TextStyle::muted : ui::TextStyle::small);
    ui::end_card(ui);
}

void draw_side(ui::Ui& ui, SideView const& side) {
    draw_card(ui, "order", side.order_title, side.order);
    draw_card(ui, "buyer", side.buyer_title, side.buyer);
    if (side.last.empty()) return;
    ui::begin_card(ui, "last");
    ui::heading(ui, 3, side.last_title);
    for (SideView::Other const& other : side.last) {
        ui::begin_row(ui, other.ticket_no, {-1, 0});
        ui::link(ui, "open", other.words, other.href);
        ui::next_cell(ui);
        ui::text(ui, other.at, ui::TextStyle::muted);
        ui::end_row(ui);
    }
    ui::end_card(ui);
}

bool stands_alone(ui::Ui& ui) {
    return ui.viewport().w / std::max(1.0f, ui.viewport().text_scale) < two_from;
}

void draw_open_ticket(ui::Ui& ui, QueueView const& view, TicketView const& ticket, Intents& out) {
    bool const alone = stands_alone(ui);
    if (!alone && !view.place.empty()) {
        ui::begin_row(ui, "place", {-1, 0});
        if (!view.head.empty()) ui::text(ui, view.head, ui::TextStyle::strong);
        ui::text(ui, view.place, ui::TextStyle::muted);
        ui::next_cell(ui);
        ui::quiet_link(ui, "back", say(view.page, t::back_to_list), view.list_href);
        ui::end_row(ui);
    }
    draw_ticket_content(ui, ticket, out);
    if (!alone && ticket.load.state == Phase::ready)
        ui::text(ui, say(view.page, t::ticket_keys), ui::TextStyle::muted);
}

/// The button that sends an open dialog can be pressed from its fields.
void draw_dialog(ui::Ui& ui, TicketView const& ticket, FormUi& form, Intents& out) {
    std::size_t const from = ui.frame().nodes.size();
    draw_ticket_dialog(ui, ticket, form, out);
    auto& nodes = ui.frame().nodes;
    for (std::size_t i = from; i < nodes.size(); ++i)
        if (nodes[i].role == ui::Role::button && nodes[i].name == ticket.form.title)
            nodes[i].shortcut = "Control+Enter";
}

void draw_beside(ui::Ui& ui, QueueView const& view, QueueUi& state, TicketView const& ticket, Intents& out) {
    ui::Split split = ui::begin_split(ui, "desk", view.split, state.split);
    if (ui::split_part(ui, split, ui::SplitPart::list)) {
        draw_filters(ui, view, state, out);
        draw_table(ui, view, state, out);
    }
    if (ui::split_part(ui, split, ui::SplitPart::main)) draw_open_ticket(ui, view, ticket, out);
    if (ui::split_part(ui, split, ui::SplitPart::side)) draw_side(ui, view.side);
    if (!ui::end_split(ui, split)) return;
    state.split_moved = true;
    out.emplace_back(Changed{});
}

}  // namespace

void draw_queue(ui::Ui& ui, QueueView const& view, QueueUi& state, TicketView const& ticket, FormUi& form,
                Intents& out) {
    bool const alone = view.ticket_open && stands_alone(ui);
    PageView const& page = alone ? ticket.page : view.page;
    if (view.ticket_open && !alone) ui::slim_rail(ui);  // the ticket needs the room
    begin_screen(ui, page, out);
    if (view.ticket_open) {
        draw_beside(ui, view, state, ticket, out);
        draw_dialog(ui, ticket, form, out);
    } else {
        draw_list(ui, view, state, out);
        draw_batch(ui, view.page, view.batch, state.batch, out);
    }
    end_screen(ui, page, out);
}

}  // namespace afterdesk::screens
