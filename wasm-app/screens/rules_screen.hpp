#pragma once
// The rules of a shop or of the mall: a policy section by section, its versions, and what a change would have
// made of past tickets.

#include "screens/form.hpp"
#include "widgets/table.hpp"

namespace afterdesk::screens {

enum class RuleFieldKind : std::uint8_t { text, amount, number, date, flag, choice, several };

struct RuleFieldView {
    std::string path;  ///< "limits.buyer_offer_ms", "auto_rules[2].queue"
    std::string label, hint, error;
    RuleFieldKind kind = RuleFieldKind::text;
    bool steps = false;                 ///< an amount that is tried on past tickets, step by step
    std::string typed;                  ///< as it is now
    int max_chars = 0;                  ///< text
    std::vector<ui::Choice> choices{};  ///< choice: all; several: those that can be added
    std::vector<ui::Choice> chosen{};   ///< several
    std::string differs, reset;         ///< not as the base has it: the mark, and the button that undoes it
};

/// A list of a policy: its items, and the one that is open.
struct RuleListView {
    std::string name, note;
    std::string none_note;  ///< where it is empty
    std::string add;        ///< the button; empty: nothing can be added
    std::string add_why_not;
    std::string differs, reset, path;
    std::vector<ui::Column> columns;
    std::vector<ui::TableRow> rows;
    int open = -1;
    bool beside = false;  ///< short enough to stand above the item that is open
    std::string open_title, list_href;
};

/// Lines of words, each about one difference.
struct RuleVersionView {
    std::string title, note, restore;
    LoadView load;
    std::vector<std::string> differences;
    int version = 0;
};

struct WhatIfRow {
    std::string ticket_no, href, mark, then, now, amount;
    ui::Tone tone = ui::Tone::neutral;
};
struct WhatIfFigure {
    std::string number, label;
    ui::TextStyle style = ui::TextStyle::price_large;
};
struct WhatIfView {
    bool shown = false, running = false;
    LoadView load;
    std::string note, says;  ///< says: in place of figures
    int percent = 0;
    std::string progress;
    std::vector<WhatIfFigure> figures;
    std::vector<WhatIfRow> rows;
    std::string all;  ///< the button that shows the rest; empty: all are shown
};

struct RulesView {
    PageView page;
    LoadView load;
    std::vector<ui::Tab> sections;
    std::string section;
    std::string version;  ///< "版本 14"
    std::string unsaved;  ///< "3 处修改未发布"; empty: nothing was changed
    std::string publish, publish_href, publish_why_not, discard_href;
    std::vector<std::string> stale;  ///< a sentence, then what somebody else changed
    std::vector<RuleFieldView> fields;
    RuleListView list;
    bool has_list = false;
    RuleVersionView chosen;
    bool version_open = false;
    WhatIfView what_if;

    // Dialogs.
    bool publishing = false, discarding = false, sending = false;
    std::string close_href, error;
    std::vector<std::string> changes;
};
struct RulesUi {
    FormUi form;  ///< by path; "note": of the version
    ui::TableUi table;
};
void draw_rules(ui::Ui& ui, RulesView const& view, RulesUi& state, Intents& out);
/// Beside what is changed, or below it. (what_if_screen.cpp)
void draw_what_if(ui::Ui& ui, PageView const& page, WhatIfView const& view, Intents& out);

}  // namespace afterdesk::screens
