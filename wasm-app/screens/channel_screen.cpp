#include "screens/channel_screen.hpp"

#include "text/platform.hpp"

namespace afterdesk::screens {

namespace {

void draw_now(ui::Ui& ui, ChannelView const& view) {
    ui::begin_section(ui, "now", say(view.page, t::channel_now));
    if (!view.no_switch.empty())
        ui::notice(ui, "none", view.no_switch, view.all_served ? ui::Tone::info : ui::Tone::warning);
    ui::begin_card(ui, "card");
    draw_receipt_rows(ui, view.now);
    ui::link(ui, "failed", say(view.page, t::channel_see_failed), view.failed_href);
    ui::link(ui, "health", say(view.page, t::channel_see_health), view.health_href);
    ui::end_card(ui);
    ui::end_section(ui);
}

void draw_faults(ui::Ui& ui, ChannelView const& view, ChannelUi& state, Intents& out) {
    ui::begin_section(ui, "faults", say(view.page, t::channel_faults));
    ui::begin_card(ui, "form");
    ui::text(ui, say(view.page, t::channel_intro), ui::TextStyle::muted);
    auto number = [&](std::string_view key, text::Text const& label, std::string& value,
                      std::string const& error) {
        auto const typed = ui::field(ui, key, say(view.page, label), value,
                                     {.kind = ui::FieldKind::number, .error = error, .max_chars = 6});
        if (typed.changed) out.emplace_back(Changed{});
    };
    number("delay", t::channel_delay, state.delay_ms, view.delay_error);
    number("fail", t::channel_fail_next, state.fail_next, view.fail_error);
    number("lose", t::channel_lose_next, state.lose_next, view.lose_error);
    ui::checkbox(ui, "duplicate", say(view.page, t::channel_duplicate), state.duplicate);
    if (!view.error.empty()) ui::notice(ui, "error", view.error, ui::Tone::danger);
    std::string why_not = view.why_not;
    if (why_not.empty()) why_not = view.delay_error;
    if (why_not.empty()) why_not = view.fail_error;
    if (why_not.empty()) why_not = view.lose_error;
    if (ui::button(ui, "save", say(view.page, t::channel_save),
                   {.kind = ui::ButtonKind::primary, .why_not = why_not, .busy = view.saving})) {
        out.emplace_back(Submit{});
    }
    ui::end_card(ui);
    ui::end_section(ui);
}

}  // namespace

void draw_channel(ui::Ui& ui, ChannelView const& view, ChannelUi& state, Intents& out) {
    begin_screen(ui, view.page, out);
    if (draw_load(ui, view.page, view.load, out)) {
        ui::begin_row(ui, "columns", {-1, -1}, {.gap = 24, .stack_below = 720, .center = false});
        draw_now(ui, view);
        ui::next_cell(ui);
        if (view.no_switch.empty()) draw_faults(ui, view, state, out);
        ui::end_row(ui);
    }
    end_screen(ui, view.page, out);
}

}  // namespace afterdesk::screens
