#include "screens/apply_screen.hpp"

#include <algorithm>
#include <span>

namespace afterdesk::screens {
namespace {

void draw_line(ui::Ui& ui, ApplyView const& view, ApplyView::Line const& line, int& quantity, Intents& out) {
    constexpr float widths[] = {56, -1, 0};
    bool const phone = ui.viewport().phone();  // there the stepper stands below
    ui::begin_row(ui, "line" + line.key, std::span(widths, phone ? 2 : 3), {.center = !phone});
    ui::image(ui, "picture", line.image, "", 56);
    ui::next_cell(ui);
    ui::text(ui, line.title, line.max > 0 ? ui::TextStyle::body : ui::TextStyle::muted);
    if (!line.spec.empty()) ui::text(ui, line.spec, ui::TextStyle::muted);
    if (!line.shipping.empty()) ui::text(ui, line.shipping, ui::TextStyle::muted);
    bool const any = line.max > 0;
    ui::text(ui, any ? line.unit_price + " · " + line.note : line.unit_price, ui::TextStyle::small);
    if (!any) ui::text(ui, line.note, ui::TextStyle::muted);
    if (!phone) ui::next_cell(ui);
    if (any) {
        std::string const name = text::fill(view.page.language, t::quantity_of, {line.title});
        if (ui::stepper(ui, "quantity", name, quantity, 0, line.max)) out.emplace_back(Changed{});
    }
    ui::end_row(ui);
    if (!line.error.empty()) ui::text(ui, line.error, ui::TextStyle::danger);
}

void draw_goods(ui::Ui& ui, ApplyView const& view, ApplyUi& state, Intents& out) {
    ui::begin_section(ui, "goods", say(view.page, t::choose_goods));
    ui::begin_card(ui, "goods-card");
    std::size_t const count = std::min(view.lines.size(), state.quantities.size());
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) ui::divider(ui);
        draw_line(ui, view, view.lines[i], state.quantities[i], out);
    }
    text::Text const& all = view.all_chosen ? t::choose_none : t::choose_all;
    if (view.can_choose_all && ui::button(ui, "all", say(view.page, all), {.kind = ui::ButtonKind::quiet})) {
        for (std::size_t i = 0; i < count; ++i)
            state.quantities[i] = view.lines[i].with_others && !view.all_chosen ? view.lines[i].max : 0;
        out.emplace_back(Changed{});
    }
    ui::end_card(ui);
    ui::end_section(ui);
}

/// Whether it came, why it goes back, and what that reason means.
void draw_reason(ui::Ui& ui, ApplyView const& view, ApplyUi& state, Intents& out) {
    ui::begin_section(ui, "why", "");
    if (!view.came.empty()) {
        std::string came = view.came_key;
        if (ui::choices(ui, "came", say(view.page, t::came_question), view.came, came)) {
            state.came = came;
            out.emplace_back(Changed{});
        }
    }
    if (ui::picker(ui, "reason", say(view.page, t::choose_reason), view.reasons, state.reason,
                   {.error = view.reason_error, .required = true})) {
        out.emplace_back(Changed{});
    }
    if (view.opened_asked && ui::checkbox(ui, "opened", say(view.page, t::goods_opened), state.opened))
        out.emplace_back(Changed{});
    ui::end_section(ui);
}

/// Ticking the last one off takes the line out of the request.
void draw_pieces(ui::Ui& ui, ApplyView::Part const& part, ApplyUi& state, Intents& out) {
    std::vector<std::string> chosen;
    bool changed = false;
    for (ApplyView::Part::Piece const& piece : part.pieces) {
        bool on = piece.chosen;
        changed |= ui::checkbox(ui, piece.id, piece.label, on, piece.why_not);
        if (on) chosen.push_back(piece.id);
    }
    if (!changed) return;
    state.quantities[part.line] = chosen.empty() ? 0 : 1;
    state.parts[part.line].entitlements = std::move(chosen);
    out.emplace_back(Changed{});
}

/// The type's own part.
void draw_parts(ui::Ui& ui, ApplyView const& view, ApplyUi& state, Intents& out) {
    if (view.parts.empty()) return;
    ui::begin_section(ui, "own", view.parts_title);
    ui::begin_card(ui, "own-card");
    for (ApplyView::Part const& part : view.parts) {
        ApplyPart& said = state.parts[part.line];
        ui::begin_section(ui, part.key, "");
        if (!part.wanted.empty()) {
            std::string wanted = part.wanted_key;
            if (ui::picker(ui, "want", part.label, part.wanted, wanted, {.error = part.error})) {
                said.want_sku = wanted;
                out.emplace_back(Changed{});
            }
        } else if (part.asks_price) {
            auto const typed = ui::field(ui, "price", part.label, said.price,
                                         {.kind = ui::FieldKind::amount,
                                          .hint = part.hint,
                                          .error = part.error,
                                          .max_chars = 20,
                                          .required = true});
            if (typed.changed) out.emplace_back(Changed{});
        } else {
            ui::text(ui, part.title, ui::TextStyle::strong);
            draw_pieces(ui, part, state, out);
        }
        ui::end_section(ui);
    }
    ui::end_card(ui);
    ui::end_section(ui);
}

void draw_words(ui::Ui& ui, ApplyView const& view, ApplyUi& state, Intents& out) {
    ui::begin_section(ui, "words", "");
    auto const remark = ui::field(ui, "remark", view.remark_label, state.remark,
                                  {.kind = ui::FieldKind::multiline,
                                   .hint = view.remark_hint,
                                   .error = view.remark_error,
                                   .max_chars = 500});
    if (remark.changed) out.emplace_back(Changed{});
    ui::end_section(ui);
}

void draw_sending_back(ui::Ui& ui, ApplyView const& view) {
    if (view.sending_back.empty()) return;
    ui::begin_section(ui, "sending-back", say(view.page, t::how_to_return));
    draw_receipt(ui, "ways", view.sending_back);
    ui::end_section(ui);
}

/// One line, and what it changes beside the money; the rows behind it where there is room, or on a tap.
void draw_amount(ui::Ui& ui, ApplyView const& view, ApplyUi& state, Intents& out) {
    ui::begin_section(ui, "amount", say(view.page, t::refund_explained));
    for (std::size_t i = 0; i < view.notices.size(); ++i) {
        ui::notice(ui, "notice" + std::to_string(i), view.notices[i], ui::Tone::info);
    }
    if (!view.gifts.empty()) {
        std::string kept(state.keep_gifts ? gifts_kept : gifts_back);
        if (ui::choices(ui, "gifts", say(view.page, t::gift_question), view.gifts, kept)) {
            state.keep_gifts = kept == gifts_kept;
            out.emplace_back(Changed{});
        }
    }
    bool const open = state.explained || !ui.viewport().phone();
    if (view.receipt.empty()) {
        ui::begin_card(ui, "none");
        ui::text(ui, view.amount_note, ui::TextStyle::muted);
        ui::end_card(ui);
    } else if (ui.viewport().phone()) {
        ui::begin_row(ui, "one-line", {-1, 0});
        ui::label_value(ui, view.amount_label, view.amount, ui::TextStyle::price);
        ui::next_cell(ui);
        text::Text const& toggle = state.explained ? t::hide_details : t::show_details;
        if (ui::button(ui, "explain", say(view.page, toggle), {.kind = ui::ButtonKind::quiet}))
            state.explained = !state.explained;
        ui::end_row(ui);
    }
    if (open && !view.receipt.empty()) draw_receipt(ui, "receipt", view.receipt);
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
    if (!view.change_note.empty()) ui::notice(ui, "change", view.change_note, ui::Tone::info);
    if (view.draw_for_buyer != nullptr) view.draw_for_buyer(ui, view, state, out);
    ui::begin_row(ui, "columns", {-3, -2}, {.gap = 24, .stack_below = 760, .center = false});
    draw_goods(ui, view, state, out);
    draw_reason(ui, view, state, out);
    draw_parts(ui, view, state, out);
    draw_proof(ui, view.page.language, view.proof, out);
    draw_words(ui, view, state, out);
    ui::next_cell(ui);
    draw_sending_back(ui, view);
    draw_amount(ui, view, state, out);
    ui::end_row(ui);
    if (!view.error.empty()) ui::notice(ui, "error", view.error, ui::Tone::danger);
    if (!view.queued.empty()) {
        ui::notice(ui, "queued", view.queued, ui::Tone::info);
        if (ui::button(ui, "cancel-queued", say(view.page, t::cancel_queued)))
            out.emplace_back(CancelQueued{view.queued_key});
    }
    ui::begin_action_bar(ui);
    // Beside the button also where there is much room: what belongs together stands together.
    bool const narrow = ui.viewport().w < 600 * std::max(1.0f, ui.viewport().text_scale);
    constexpr float widths[] = {-1, 240, 0}, if_narrow[] = {-1, 0};
    ui::begin_row(ui, "submit-row",
                  narrow ? std::span<float const>(if_narrow) : std::span<float const>(widths));
    if (!narrow) {
        ui::text(ui, view.submit_why_not, ui::TextStyle::muted);
        ui::next_cell(ui);
    }
    ui::label_value(ui, view.amount_label, view.amount,
                    view.amount_known ? ui::TextStyle::price_large : ui::TextStyle::muted);
    ui::next_cell(ui);
    if (ui::button(ui, "submit", view.submit_label,
                   {.kind = ui::ButtonKind::primary,
                    .why_not = view.submit_why_not,
                    .busy = view.submitting,
                    .told = !narrow})) {
        out.emplace_back(Submit{});
    }
    ui::end_row(ui);
    ui::end_action_bar(ui);
    ui::end_page(ui);
}

}  // namespace afterdesk::screens
