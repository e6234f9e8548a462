#pragma once
// The rules of a shop or of the mall: the version that holds, what was altered of it and not published, what
// that would have made of past tickets, and earlier versions.

#include <array>
#include <map>
#include <optional>
#include <span>

#include "app/calls/remote.hpp"
#include "app/shell/screen_table.hpp"
#include "screens/rules_screen.hpp"
#include "wire/admin_api.hpp"
#include "wire/policy_draft.hpp"

namespace afterdesk::app::rules {

/// A part of the page: what stands there, by the fields' keys.
struct Section {
    std::string_view slug;
    text::Text const* label;
    std::array<std::string_view, 10> keys{};  ///< one list alone, or fields and parts
};
std::span<Section const> sections();
/// The section with this name, or null.
Section const* find_section(std::string_view slug);
inline constexpr std::string_view versions_slug = "versions", more_slug = "more", publish_dialog = "publish",
                                  discard_dialog = "discard";
/// The fields of a section; the last one has those that no other names. Parts are opened.
std::vector<wire::PolicyField const*> fields_of(Section const& section);
/// The list that the section is; null: it has single fields.
wire::PolicyField const* list_of(Section const& section);

/// Past tickets, decided again with what is altered: a slice at a time, so that the page stays alive.
struct WhatIfRun {
    wire::PolicyBook book;
    std::map<ShopId, Policy> shops;  ///< what would hold in each
    std::size_t at = 0;              ///< the next ticket
    std::array<int, 5> ends{};       ///< how many, by WhatIfEnd
    Fen more_fen = 0;
    std::vector<std::pair<std::size_t, WhatIf>> changed;
    bool wanted = false, sound = true;

    bool running(std::size_t all) const { return wanted && sound && at < all; }
};

/// What is known of a past ticket's order, so that amounts are asked for only where they come out again.
struct PastKnown {
    std::vector<Order const*> orders;                   ///< by ticket; null: amounts stay as they were
    std::map<std::pair<int, ShopId>, Policy> policies;  ///< by version and shop
    std::size_t looked_at = 0;
};

struct OldVersion {
    int version = 0;
    Remote<wire::PolicyView> view;
};

struct Model {
    wire::Audience audience = wire::Audience::merchant;
    Remote<wire::PolicyView> book;
    wire::PolicyDraft draft;
    wire::Value holds;  ///< what would hold with the draft, made once for each change
    Mistakes mistakes;  ///< what the core says to the draft
    screens::RulesUi ui;
    bool touched = false, recalled = false;

    Remote<wire::PastView> past;
    PastKnown known;
    WhatIfRun run;
    bool show_all = false;

    int saving = 0;
    Mistakes save_mistakes;
    bool unreachable = false;
    /// A version that came while something was altered: what it changed.
    int stale_version = 0;
    std::vector<wire::PolicyChange> changed_meanwhile;
    OldVersion based_on;  ///< that a draft of earlier was made of

    OldVersion chosen, before;
    screens::RulesView view;
};

// ---- Inside of the feature --------------------------------------------------------------------------------

/// Takes a version as it was answered: what was altered before stays altered. (draft.cpp)
void take_book(Model& model);
/// Says what came between, when something is altered on top of an older version.
void note_overtaken(Model& model, wire::PolicyView const& before);
void keep_draft(Model const& model, Shell& shell);
void forget_draft(Model const& model, Shell& shell);
void recall_draft(Model const& model, Shell& shell);
/// Something was altered: asks the core, and the past. (draft.cpp)
void altered(Model& model, Shell& shell);
/// The shop's zone, as it stands in the draft.
int offset_of(Model const& model);
void change(Model& model, Shell& shell, screens::ChangeRules const& wanted);

/// (what_if.cpp)
void fetch_past(Model& model, Shell& shell);
void start_run(Model& model);
void go_on(Model& model);
screens::WhatIfView make_what_if(Model const& model, Shell const& shell);
/// The run in one sentence; empty when it is not over.
std::string what_if_says(Model const& model, Shell const& shell);

/// (versions.cpp)
void enter_versions(Model& model, Shell& shell);
void restore(Model& model, Shell& shell, int version);
void fill_versions(Model const& model, Shell const& shell, screens::RulesView& view);

/// (sentences.cpp)
std::string label_of(Shell const& shell, wire::PolicyField const& field);
std::string value_words(Model const& model, Shell const& shell, wire::PolicyField const& field,
                        wire::Value const* value);
std::string change_words(Model const& model, Shell const& shell, wire::PolicyChange const& change);
/// What an item of a list is called.
std::string item_title(Model const& model, Shell const& shell, wire::PolicyField const& list,
                       wire::Value const& item, int index);
/// The rest of it in a line.
std::string item_summary(Model const& model, Shell const& shell, wire::PolicyField const& list,
                         wire::Value const& item);

/// (item_view.cpp)
void fill_fields(Model const& model, Shell const& shell, Section const& section, screens::RulesView& view);
void fill_list(Model const& model, Shell const& shell, wire::PolicyField const& list,
               screens::RulesView& view);
std::string mark_of_difference(Model const& model, Shell const& shell);
/// The number that the address names of a list or of the versions; -1: none.
int number_in(std::string_view dialog);
std::string section_href(Shell const& shell, std::string_view slug, std::string_view dialog = {});

screens::RulesView make_view(Model const& model, Shell const& shell);

}  // namespace afterdesk::app::rules
