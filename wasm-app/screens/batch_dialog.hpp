#pragma once
// One decision about many tickets: what would happen, then what happened to each.

#include "screens/page_view.hpp"

namespace afterdesk::screens {

/// Ready to print; without a title no dialog is open.
struct BatchView {
    std::string title;
    std::string progress;  ///< while they are checked or sent: "正在核对 3 / 12"
    int percent = 0;
    std::string waits;              ///< the server is too busy: for how long
    std::string stop;               ///< the button that leaves the rest unsent; empty: nothing is being sent
    std::vector<std::string> said;  ///< how many, how much, what to know
    struct Row {
        std::string key, href, words;
        ui::Tone tone = ui::Tone::neutral;
    };
    std::string rows_title;
    std::vector<Row> rows;            ///< those left out and why; afterwards all of them
    std::vector<ui::Choice> reasons;  ///< one is to be chosen; empty: none is asked for
    bool asks_for_text = false;
    std::string send, why_not;  ///< the button; empty: there is nothing left to send
    bool sending = false;
};
struct BatchUi {
    bool open = false;
    bool stops = false;  ///< what is not sent yet is to stay
    CommandKind command = CommandKind::agree;
    std::string reason, text;
};
/// Changed when something was typed or it was closed or stopped, Submit to send.
void draw_batch(ui::Ui& ui, PageView const& page, BatchView const& view, BatchUi& state, Intents& out);

}  // namespace afterdesk::screens
