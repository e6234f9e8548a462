#include "screens/verdict_screen.hpp"

#include "text/staff.hpp"

namespace afterdesk::screens {
namespace {

void draw_side(ui::Ui& ui, PageView const& page, std::string_view key, VerdictView::Side const& side) {
    ui::begin_card(ui, key);
    ui::heading(ui, 3, side.who);
    if (side.shown.empty()) ui::text(ui, say(page, t::says_nothing), ui::TextStyle::muted);
    ui::timeline(ui, "shown", side.who, side.shown);
    ui::end_card(ui);
}

/// The buyer at the left, the merchant at the right; on phones below each other.
void draw_rounds(ui::Ui& ui, VerdictView const& view) {
    for (std::size_t i = 0; i < view.rounds.size(); ++i) {
        VerdictView::Round const& round = view.rounds[i];
        ui::begin_section(ui, "round" + std::to_string(i), round.title);
        if (!round.asked.empty()) ui::text(ui, round.asked, ui::TextStyle::muted);
        ui::begin_row(ui, "sides", {-1, -1}, {.stack_below = 560, .center = false});
        draw_side(ui, view.page, "buyer", round.buyer);
        ui::next_cell(ui);
        draw_side(ui, view.page, "merchant", round.merchant);
        ui::end_row(ui);
        ui::end_section(ui);
    }
}

/// What it is about; where there is room in two halves, so that no value stands far from its name.
void draw_about(ui::Ui& ui, VerdictView const& view) {
    std::size_t const half = ui.viewport().wide() ? (view.about.size() + 1) / 2 : view.about.size();
    auto const middle = view.about.begin() + static_cast<std::ptrdiff_t>(half);
    ui::begin_card(ui, "about");
    ui::begin_row(ui, "halves", {-1, -1}, {.gap = 48, .stack_below = 560, .center = false});
    draw_receipt_rows(ui, {view.about.begin(), middle});
    ui::next_cell(ui);
    draw_receipt_rows(ui, {middle, view.about.end()});
    ui::end_row(ui);
    ui::end_card(ui);
}

void draw_form(ui::Ui& ui, VerdictView const& view, FormUi& form, Intents& out) {
    ui::begin_section(ui, "form", view.form.title);
    ui::begin_card(ui, "card");
    if (draw_form_fields(ui, view.form.fields, form)) out.emplace_back(Changed{});
    ui::end_card(ui);
    ui::end_section(ui);
}

ui::Column money_column(PageView const& page, std::string_view key, text::Text const& title) {
    ui::Column column;
    column.key = key;
    column.title = say(page, title);
    column.least_w = 88;
    column.number = true;
    return column;
}

void draw_payments(ui::Ui& ui, VerdictView const& view, VerdictUi& state) {
    if (view.payments.empty()) return;
    PageView const& page = view.page;
    ui::Column channel = money_column(page, "channel", t::by_payment);
    channel.number = false;
    channel.on_card = ui::OnCard::title;
    std::vector<ui::Column> const columns = {
        channel, money_column(page, "paid", t::payment_paid), money_column(page, "others", t::payment_others),
        money_column(page, "back", t::payment_back), money_column(page, "stays", t::payment_stays)};
    ui::TableOptions options;
    options.name = say(page, t::by_payment);
    options.total = static_cast<int>(view.payments.size());
    ui::Table table = ui::begin_table(ui, "payments", columns, state.payments, options);
    for (int const i : table.rows) {
        VerdictView::Payment const& payment = view.payments[static_cast<std::size_t>(i)];
        ui::TableRow row;
        row.key = row.name = payment.channel;
        for (std::string const* words :
             {&payment.channel, &payment.paid, &payment.others, &payment.back, &payment.stays}) {
            row.cells.emplace_back().words = *words;
        }
        row.cells[3].style = ui::TextStyle::price;
        ui::table_row(ui, table, i, row);
    }
    ui::end_table(ui, table);
}

void draw_lines(ui::Ui& ui, std::string_view key, std::string_view title,
                std::vector<std::string> const& lines) {
    ui::heading(ui, 3, title);
    ui::begin_list(ui, key, title, static_cast<int>(lines.size()));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        ui::begin_list_item(ui, std::to_string(i), static_cast<int>(i) + 1);
        ui::text(ui, lines[i]);
        ui::end_list_item(ui);
    }
    ui::end_list(ui);
}

void draw_follows(ui::Ui& ui, VerdictView const& view, VerdictUi& state, Intents& out) {
    PageView const& page = view.page;
    ui::begin_section(ui, "follows", view.form.follows_title);
    ui::begin_card(ui, "card");
    if (!draw_load(ui, page, view.facts, out)) {
        // says so itself
    } else if (view.events.empty()) {
        ui::text(ui, say(page, t::follows_not_yet), ui::TextStyle::muted);
    } else {
        draw_lines(ui, "events", say(page, t::follows_steps), view.events);
        draw_receipt_rows(ui, view.amounts);
        draw_payments(ui, view, state);
        draw_lines(ui, "parcels", say(page, t::parcels), view.parcels);
        ui::heading(ui, 3, say(page, t::then_state));
        ui::text(ui, view.next, ui::TextStyle::strong);
        if (!view.next_note.empty()) ui::text(ui, view.next_note, ui::TextStyle::muted);
        if (view.deadline_ms > 0) ui::countdown(ui, {.deadline_ms = view.deadline_ms});
    }
    ui::end_card(ui);
    if (!view.receipt.empty()) draw_receipt(ui, "receipt", view.receipt);
    for (std::size_t i = 0; i < view.notices.size(); ++i)
        ui::notice(ui, "notice" + std::to_string(i), view.notices[i], ui::Tone::info);
    ui::end_section(ui);
}

void draw_send(ui::Ui& ui, VerdictView const& view, Intents& out) {
    if (!view.error.empty()) ui::notice(ui, "error", view.error, ui::Tone::danger);
    bool const pressed = ui::button(ui, "send", view.form.title,
                                    {.kind = ui::ButtonKind::primary,
                                     .why_not = view.form.why_not,
                                     .busy = view.sending,
                                     .full_width = ui.viewport().phone()});
    if (pressed) out.emplace_back(Submit{});
}

}  // namespace

void draw_verdict(ui::Ui& ui, VerdictView const& view, VerdictUi& state, FormUi& form, Intents& out) {
    begin_screen(ui, view.page, out);
    if (draw_load(ui, view.page, view.load, out)) {
        draw_about(ui, view);
        draw_rounds(ui, view);
        ui::begin_row(ui, "decide", {-1, -1}, {.gap = 16, .stack_below = 760, .center = false});
        draw_form(ui, view, form, out);
        ui::next_cell(ui);
        draw_follows(ui, view, state, out);
        draw_send(ui, view, out);
        ui::end_row(ui);
    }
    end_screen(ui, view.page, out);
}

}  // namespace afterdesk::screens
