#include "screens/apply_screen.hpp"

namespace afterdesk::screens {
namespace {

void draw_goods(ui::Ui& ui, ApplyView const& view, ApplyUi& state, Intents& out) {
    ui::begin_section(ui, "goods", say(view.page, t::choose_goods));
    ui::begin_card(ui, "goods-card");
    for (std::size_t i = 0; i < view.lines.size() && i < state.quantities.size(); ++i) {
        ApplyView::Line const& line = view.lines[i];
        if (i > 0) ui::divider(ui);
        ui::begin_row(ui, "line" + line.key, {56, -1, 0}, {.stack_below = 0});
        ui::image(ui, "picture", line.image, "", 56);
        ui::next_cell(ui);
        ui::text(ui, line.title, line.max > 0 ? ui::TextStyle::body : ui::TextStyle::muted);
        if (!line.spec.empty()) ui::text(ui, line.spec, ui::TextStyle::muted);
        ui::text(ui, line.unit_price + " · " + line.note, ui::TextStyle::small);
        ui::next_cell(ui);
        if (line.max > 0) {
            std::string const name = text::fill(view.page.language, t::quantity_of, {line.title});
            if (ui::stepper(ui, "quantity", name, state.quantities[i], 0, line.max))
                out.emplace_back(Changed{});
        }
        ui::end_row(ui);
        if (!line.error.empty()) ui::text(ui, line.error, ui::TextStyle::danger);
    }
    ui::end_card(ui);
    ui::end_section(ui);
}

void draw_reason(ui::Ui& ui, ApplyView const& view, ApplyUi& state, Intents& out) {
    ui::begin_section(ui, "why", "");
    if (ui::choices(ui, "reason", say(view.page, t::choose_reason), view.reasons, state.reason)) {
        out.emplace_back(Changed{});
    }
    if (!view.reason_error.empty()) ui::text(ui, view.reason_error, ui::TextStyle::danger);
    auto const remark = ui::field(ui, "remark", say(view.page, t::remark), state.remark,
                                  {.kind = ui::FieldKind::multiline,
                                   .hint = view.remark_hint,
                                   .error = view.remark_error,
                                   .max_chars = 500});
    if (remark.changed) out.emplace_back(Changed{});
    ui::end_section(ui);
}

void draw_amount(ui::Ui& ui, ApplyView const& view, ApplyUi& state, Intents& out) {
    ui::begin_section(ui, "amount", say(view.page, t::refund_explained));
    for (std::size_t i = 0; i < view.notices.size(); ++i) {
        ui::notice(ui, "notice" + std::to_string(i), view.notices[i], ui::Tone::info);
    }
    if (view.gifts_choice &&
        ui::checkbox(ui, "keep-gifts", say(view.page, t::keep_gifts), state.keep_gifts)) {
        out.emplace_back(Changed{});
    }
    if (!view.receipt.empty()) {
        draw_receipt(ui, "receipt", view.receipt);
    } else {
        ui::text(ui, say(view.page, t::choose_goods_first), ui::TextStyle::muted);
    }
    ui::end_section(ui);
}

}  // namespace

void draw_apply(ui::Ui& ui, ApplyView const& view, ApplyUi& state, Intents& out) {
    begin_screen(ui, view.page, out);
    if (!draw_load(ui, view.page, view.load, out)) {
        end_screen(ui, view.page, out);
        return;
    }
    ui::text(ui, view.type_note, ui::TextStyle::muted);
    ui::begin_row(ui, "columns", {-3, -2}, {.gap = 24, .stack_below = 760, .center = false});
    draw_goods(ui, view, state, out);
    draw_reason(ui, view, state, out);
    draw_proof(ui, view.page.language, view.proof, out);
    ui::next_cell(ui);
    draw_amount(ui, view, state, out);
    ui::end_row(ui);
    if (!view.error.empty()) ui::notice(ui, "error", view.error, ui::Tone::danger);
    if (!view.queued.empty()) {
        ui::notice(ui, "queued", view.queued, ui::Tone::info);
        if (ui::button(ui, "cancel-queued", say(view.page, t::cancel_queued)))
            out.emplace_back(CancelQueued{view.queued_key});
    }
    draw_footer(ui, view.page, out);
    ui::begin_action_bar(ui);
    ui::begin_row(ui, "submit-row", {-1, 0});
    ui::label_value(ui, say(view.page, t::refund_amount), view.amount, ui::TextStyle::price_large);
    ui::next_cell(ui);
    if (ui::button(
            ui, "submit", view.submit_label,
            {.kind = ui::ButtonKind::primary, .why_not = view.submit_why_not, .busy = view.submitting})) {
        out.emplace_back(Submit{});
    }
    ui::end_row(ui);
    ui::end_action_bar(ui);
    ui::end_page(ui);
}

}  // namespace afterdesk::screens
