#pragma once
// What every screen shows around its content, and the four states of loaded data.

#include <string>
#include <vector>

#include "screens/intent.hpp"
#include "text/catalogue.hpp"

namespace afterdesk::screens {

enum class Phase : std::uint8_t { not_asked, loading, failed, ready };

struct ToastView {
    std::string text;
    ui::Tone tone = ui::Tone::success;
};

/// The frame of a screen, ready to print.
struct PageView {
    text::Language language = text::Language::zh_cn;
    ui::PageOptions options;
    int seldom =
        0;  ///< so many of the navigation's entries before its last stand on the account's page on phones
    std::string notice;         ///< e.g. live updates interrupted
    std::string waiting;        ///< what waits for the network
    bool update_ready = false;  ///< another version of the page is there
    bool signed_in = false;
    std::string theme = "auto";  ///< "auto", "light" or "dark"
    int text_percent = 100;      ///< of the host's text size
    std::string devices_href;
    std::string security_href;      ///< staff: their password
    std::vector<ToastView> toasts;  ///< to show once, now
    /// draw_menu, once it is here.
    void (*menu)(ui::Ui&, PageView const&, Intents&, int hidden) = nullptr;
    /// One more entry of the account's menu, for some people.
    void (*menu_entry)(ui::Ui&, PageView const&, Intents&) = nullptr;
};

/// A load state with its sentence when it failed.
struct LoadView {
    Phase state = Phase::not_asked;
    std::string error;
};

/// The rest of a list, behind what has come of it.
struct MoreView {
    bool there = false, loading = false, failed = false;
};

/// One row of a receipt.
struct ReceiptRow {
    std::string label, value;
    bool strong = false;
    bool detail = false;  ///< small and indented
};

/// begin_page with the page's menu, notices and toasts.
void begin_screen(ui::Ui& ui, PageView const& page, Intents& out);
/// end_page.
void end_screen(ui::Ui& ui, PageView const& page, Intents& out);
/// The menu that begin_screen's page has, when it is open. `hidden`: so many places, the last ones, the page
/// has no room for.
void draw_menu(ui::Ui& ui, PageView const& page, Intents& out, int hidden);
/// Language, look, text size, devices, about, the way out: in the page's menu, and on a page for phones.
void draw_account(ui::Ui& ui, PageView const& page, Intents& out);
/// That page.
void draw_me(ui::Ui& ui, PageView const& page, Intents& out);
/// Draws loading and failed; true when there is content to draw.
bool draw_load(ui::Ui& ui, PageView const& page, LoadView const& load, Intents& out);
/// The button under a list whose rest has not come; presses itself when the list is to stand further down.
void draw_more(ui::Ui& ui, PageView const& page, MoreView const& more, Intents& out);
void draw_receipt(ui::Ui& ui, std::string_view key, std::vector<ReceiptRow> const& rows);
/// The same as a section with a heading; nothing when there are none.
void draw_receipt_section(ui::Ui& ui, std::string_view key, std::string_view title,
                          std::vector<ReceiptRow> const& rows);
/// The same into a card that is open.
void draw_receipt_rows(ui::Ui& ui, std::vector<ReceiptRow> const& rows);

/// The sentence in the page's language.
inline std::string_view say(PageView const& page, text::Text const& sentence) {
    return text::in(page.language, sentence);
}

}  // namespace afterdesk::screens
