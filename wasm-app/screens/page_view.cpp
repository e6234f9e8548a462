#include "screens/page_view.hpp"

namespace afterdesk::screens {

void begin_screen(ui::Ui& ui, PageView const& page, Intents& out) {
    ui::begin_page(ui, page.options);
    if (!page.notice.empty()) ui::notice(ui, "page-notice", page.notice, ui::Tone::warning);
    if (!page.waiting.empty()) ui::notice(ui, "page-waiting", page.waiting, ui::Tone::info);
    if (page.update_ready) {
        ui::notice(ui, "page-update", say(page, t::update_ready), ui::Tone::info);
        if (ui::button(ui, "update", say(page, t::update_now))) out.emplace_back(UpdatePage{});
    }
    for (ToastView const& toast : page.toasts) ui::toast(ui, toast.text, toast.tone);
}

void draw_footer(ui::Ui& ui, PageView const& page, Intents& out) {
    ui::space(ui, 16);
    ui::divider(ui);
    ui::begin_row(ui, "footer", {0, 0, 0, 0});
    if (ui::button(ui, "language", say(page, t::switch_language), {.kind = ui::ButtonKind::quiet})) {
        out.emplace_back(ToggleLanguage{});
    }
    ui::next_cell(ui);
    if (ui::button(ui, "theme", page.theme_toggle, {.kind = ui::ButtonKind::quiet}))
        out.emplace_back(ToggleTheme{});
    ui::next_cell(ui);
    ui::link(ui, "about", say(page, t::about), "#/about");
    ui::next_cell(ui);
    if (page.signed_in) {
        if (ui::button(ui, "sign-out", say(page, t::sign_out), {.kind = ui::ButtonKind::quiet})) {
            out.emplace_back(SignOut{});
        }
    }
    ui::end_row(ui);
}

void end_screen(ui::Ui& ui, PageView const& page, Intents& out) {
    draw_footer(ui, page, out);
    ui::end_page(ui);
}

bool draw_load(ui::Ui& ui, PageView const& page, LoadView const& load, Intents& out) {
    switch (load.state) {
        case Phase::not_asked:
        case Phase::loading: ui::skeleton(ui, "loading", say(page, t::loading), 6); return false;
        case Phase::failed:
            if (ui::empty_state(ui, "failed", "warning", say(page, t::failed_title), load.error,
                                say(page, t::try_again))) {
                out.emplace_back(Reload{});
            }
            return false;
        case Phase::ready: return true;
    }
    return false;
}

void draw_more(ui::Ui& ui, PageView const& page, MoreView const& more, Intents& out) {
    if (!more.there) return;
    if (more.failed) ui::text(ui, say(page, t::failed_title), ui::TextStyle::muted);
    bool const pressed =
        ui::button(ui, "more", say(page, t::load_more), {.busy = more.loading, .full_width = true});
    bool const by_itself = ui::seeks_further(ui) && !more.loading && !more.failed;
    if (pressed || by_itself) out.emplace_back(LoadMore{});
}

void draw_receipt(ui::Ui& ui, std::string_view key, std::vector<ReceiptRow> const& rows) {
    ui::begin_card(ui, key);
    for (ReceiptRow const& row : rows) {
        ui::TextStyle const style = row.strong   ? ui::TextStyle::price
                                    : row.detail ? ui::TextStyle::muted
                                                 : ui::TextStyle::body;
        if (row.value.empty()) {
            ui::text(ui, row.label, row.strong ? ui::TextStyle::strong : style);
        } else {
            ui::label_value(ui, row.label, row.value, style);
        }
    }
    ui::end_card(ui);
}

}  // namespace afterdesk::screens
