#include "screens/batch_dialog.hpp"

#include "text/queue.hpp"

namespace afterdesk::screens {
namespace {

constexpr int max_words = 500;

void draw_rows(ui::Ui& ui, BatchView const& view) {
    if (view.rows.empty()) return;
    ui::heading(ui, 3, view.rows_title);
    ui::begin_list(ui, "rows", view.rows_title, static_cast<int>(view.rows.size()));
    int position = 0;
    for (BatchView::Row const& row : view.rows) {
        ++position;
        if (ui::skip_list_item(ui, row.key)) continue;
        ui::begin_list_item(ui, row.key, position);
        ui::begin_row(ui, "row", {-1, -1}, {.stack_below = 360, .center = false});
        ui::link(ui, "ticket", row.key, row.href);
        ui::next_cell(ui);
        ui::text(ui, row.words,
                 row.tone == ui::Tone::danger    ? ui::TextStyle::danger
                 : row.tone == ui::Tone::success ? ui::TextStyle::success
                                                 : ui::TextStyle::muted);
        ui::end_row(ui);
        ui::end_list_item(ui);
    }
    ui::end_list(ui);
}

bool draw_fields(ui::Ui& ui, PageView const& page, BatchView const& view, BatchUi& state) {
    bool changed = false;
    if (!view.reasons.empty())
        changed |= ui::picker(ui, "reason", say(page, t::reject_reason), view.reasons, state.reason,
                              {.placeholder = std::string(say(page, t::choose)), .required = true});
    if (view.asks_for_text)
        changed |= ui::field(ui, "text", say(page, t::reject_text), state.text,
                             {.kind = ui::FieldKind::multiline, .max_chars = max_words})
                       .changed;
    return changed;
}

}  // namespace

void draw_batch(ui::Ui& ui, PageView const& page, BatchView const& view, BatchUi& state, Intents& out) {
    if (view.title.empty()) return;
    bool open = ui::begin_dialog(ui, "batch", view.title);
    if (!view.progress.empty()) ui::progress(ui, "progress", view.progress, view.percent);
    if (!view.waits.empty()) ui::notice(ui, "waits", view.waits, ui::Tone::info);
    for (std::size_t i = 0; i < view.said.size(); ++i)
        ui::text(ui, view.said[i], i == 0 ? ui::TextStyle::strong : ui::TextStyle::muted);
    if (draw_fields(ui, page, view, state)) out.emplace_back(Changed{});
    draw_rows(ui, view);
    ui::begin_dialog_actions(ui);
    ui::begin_row(ui, "buttons", {-1, -1});
    std::string_view const close = say(page, view.send.empty() ? t::close : t::cancel);
    if (ui::button(ui, "close", view.stop.empty() ? close : view.stop, {.full_width = true})) open = false;
    ui::next_cell(ui);
    bool const harsh = state.command == CommandKind::reject;
    if (!view.send.empty() && ui::button(ui, "send", view.send,
                                         {.kind = harsh ? ui::ButtonKind::danger : ui::ButtonKind::primary,
                                          .why_not = view.why_not,
                                          .busy = view.sending,
                                          .full_width = true}))
        out.emplace_back(Submit{});
    ui::end_row(ui);
    ui::end_dialog(ui);
    if (open) return;
    // What is being sent is told first.
    (view.stop.empty() ? state.open : state.stops) = !view.stop.empty();
    out.emplace_back(Changed{});
}

}  // namespace afterdesk::screens
