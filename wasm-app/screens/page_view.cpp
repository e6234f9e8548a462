#include "screens/page_view.hpp"

#include <algorithm>
#include <cstdlib>
#include <span>

#include "text/access.hpp"
#include "widgets/desk_parts.hpp"

namespace afterdesk::screens {

void draw_account(ui::Ui& ui, PageView const& page, Intents& out) {
    auto const words = [&page](text::Text const& sentence) { return std::string(say(page, sentence)); };
    std::string language = page.language == text::Language::en ? "en" : "zh-CN";
    ui::Choice const languages[] = {{"zh-CN", words(t::chinese)}, {"en", words(t::english)}};
    if (ui::segments(ui, "language", words(t::language), languages, language))
        out.emplace_back(ToggleLanguage{});
    std::string theme = page.theme;
    ui::Choice const themes[] = {
        {"auto", words(t::theme_auto)}, {"light", words(t::theme_light)}, {"dark", words(t::theme_dark)}};
    if (ui::segments(ui, "theme", words(t::theme), themes, theme)) out.emplace_back(ChooseTheme{theme});
    std::string percent = std::to_string(page.text_percent);
    ui::Choice const sizes[] = {{"90", words(t::text_small)},
                                {"100", words(t::text_normal)},
                                {"115", words(t::text_large)},
                                {"130", words(t::text_largest)}};
    if (ui::segments(ui, "text-size", words(t::text_size), sizes, percent))
        out.emplace_back(ChooseTextSize{std::atoi(percent.c_str())});
    ui::begin_row(ui, "links", {0, 0, 0});
    ui::link(ui, "about", words(t::about), "#/about");
    ui::next_cell(ui);
    if (page.signed_in) ui::link(ui, "devices", words(t::devices_title), page.devices_href);
    ui::next_cell(ui);
    if (!page.security_href.empty()) ui::link(ui, "security", words(t::security_title), page.security_href);
    ui::end_row(ui);
    if (page.menu_entry != nullptr) page.menu_entry(ui, page, out);
    if (!page.signed_in) return;
    if (ui::button(ui, "sign-out", words(t::sign_out), {.full_width = true, .icon = ui::icons::logout}))
        out.emplace_back(SignOut{});
}

namespace {

/// So many of the last ones, before one's own.
std::span<ui::NavItem const> last_places(PageView const& page, int hidden) {
    auto const all = std::span<ui::NavItem const>(page.options.nav);
    auto const count = static_cast<std::size_t>(hidden);
    return count == 0 ? std::span<ui::NavItem const>() : all.subspan(all.size() - 1 - count, count);
}

/// How many a phone's bar has no room for, or a low rail, or one with large text.
int hidden_places(ui::Ui& ui, PageView const& page) {
    ui::Viewport const& viewport = ui.viewport();
    if (page.seldom == 0 || viewport.phone()) return page.seldom;
    float const scale = std::max(1.0f, viewport.text_scale);
    bool const names_beside = viewport.wide() && !ui::has_slim_rail(ui);
    bool const english = page.language == text::Language::en;  // below an icon its names take two lines
    float const each = names_beside ? 50.0f : english ? 88.0f : 68.0f, rest = names_beside ? 150.0f : 80.0f;
    int const room = static_cast<int>((viewport.h / scale - rest) / each);
    return std::clamp(static_cast<int>(page.options.nav.size()) - 1 - room, 0, page.seldom);
}

/// Below the account: where else somebody can go.
void draw_places(ui::Ui& ui, PageView const& page, int hidden) {
    if (hidden == 0) return;
    ui::begin_list(ui, "places", page.options.title, hidden);
    int position = 0;
    for (ui::NavItem const& place : last_places(page, hidden)) {
        ui::begin_list_item(ui, place.key, ++position);
        ui::begin_card(ui, "card", {.href = place.href, .name = place.label});
        ui::text(ui, place.label, ui::TextStyle::strong);
        ui::end_card(ui);
        ui::end_list_item(ui);
    }
    ui::end_list(ui);
}

}  // namespace

void draw_menu(ui::Ui& ui, PageView const& page, Intents& out, int hidden) {
    if (!ui::begin_page_menu(ui)) return;
    draw_account(ui, page, out);
    draw_places(ui, page, hidden);
    ui::end_dialog(ui);
}

void begin_screen(ui::Ui& ui, PageView const& page, Intents& out) {
    int const hidden = hidden_places(ui, page);
    if (hidden > 0) {
        ui::PageOptions options = page.options;
        options.nav.erase(options.nav.end() - 1 - hidden, options.nav.end() - 1);
        ui::begin_page(ui, options);
    } else {
        ui::begin_page(ui, page.options);
    }
    if (page.menu != nullptr) page.menu(ui, page, out, hidden);
    if (!page.notice.empty()) ui::notice(ui, "page-notice", page.notice, ui::Tone::warning);
    if (!page.waiting.empty()) ui::notice(ui, "page-waiting", page.waiting, ui::Tone::info);
    if (page.update_ready) {
        ui::notice(ui, "page-update", say(page, t::update_ready), ui::Tone::info);
        if (ui::button(ui, "update", say(page, t::update_now))) out.emplace_back(UpdatePage{});
    }
    for (ToastView const& toast : page.toasts) ui::toast(ui, toast.text, toast.tone);
}

void end_screen(ui::Ui& ui, PageView const&, Intents&) { ui::end_page(ui); }

void draw_me(ui::Ui& ui, PageView const& page, Intents& out) {
    begin_screen(ui, page, out);
    ui::begin_card(ui, "account");
    ui::text(ui, page.options.menu, ui::TextStyle::strong);
    ui::text(ui, page.options.menu_note, ui::TextStyle::muted);
    draw_account(ui, page, out);
    ui::end_card(ui);
    draw_places(ui, page, page.seldom);
    end_screen(ui, page, out);
}

bool draw_load(ui::Ui& ui, PageView const& page, LoadView const& load, Intents& out) {
    switch (load.state) {
        case Phase::not_asked:
        case Phase::loading:
            ui::skeleton(ui, "loading", say(page, t::loading), ui.viewport().phone() ? 3 : 6);
            return false;
        case Phase::failed:
            if (ui::empty_state(ui, "failed", ui::icons::warning, say(page, t::failed_title), load.error,
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
    draw_receipt_rows(ui, rows);
    ui::end_card(ui);
}

void draw_receipt_section(ui::Ui& ui, std::string_view key, std::string_view title,
                          std::vector<ReceiptRow> const& rows) {
    if (rows.empty()) return;
    ui::begin_section(ui, key, title);
    draw_receipt(ui, "card", rows);
    ui::end_section(ui);
}

void draw_receipt_rows(ui::Ui& ui, std::vector<ReceiptRow> const& rows) {
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
}

}  // namespace afterdesk::screens
