// Earlier versions: who made them and when, what each changed, and how one becomes the draft.

#include <algorithm>

#include "app/features/rules/model.hpp"
#include "app/shell/say.hpp"
#include "text/rules.hpp"

namespace afterdesk::app::rules {
namespace {

void on_chosen(Model& model, Shell&, Answer const& answer) {
    settle(model.chosen.view, answer, wire::read_policy_view);
}
void on_before(Model& model, Shell&, Answer const& answer) {
    settle(model.before.view, answer, wire::read_policy_view);
}

void fetch(Model const& model, Shell& shell, OldVersion& old, int version, Then then) {
    if (old.version == version && (old.view.value || old.view.call != 0)) return;
    if (old.view.call != 0) shell.effects.push_back(CancelCall{old.view.call});
    old = {};
    old.version = version;
    if (version > 0)
        load(shell, old.view, get(model.audience, "/policy?version=" + std::to_string(version)), then);
}

std::vector<wire::PolicyStamp> const& stamps(Model const& model) { return model.book.value->versions; }

/// The one before it in the list; 0: it is the oldest that is told.
int version_before(Model const& model, int version) {
    int before = 0;
    for (wire::PolicyStamp const& stamp : stamps(model)) {
        if (stamp.version < version) before = std::max(before, stamp.version);
    }
    return before;
}

std::string author_of(Shell const& shell, wire::PolicyStamp const& stamp) {
    if (!stamp.name.empty()) return stamp.name;
    if (stamp.audience == wire::name_of(wire::Audience::platform)) return say(shell, t::rules_by_platform);
    return stamp.actor.empty() ? say(shell, t::rules_by_desk) : stamp.actor;
}

std::string when_of(Shell const& shell, wire::PolicyStamp const& stamp) {
    return stamp.at_ms == 0 ? say(shell, t::rules_from_start) : minute(shell, {stamp.at_ms});
}

std::string version_title(Shell const& shell, int version) {
    return text::fill(shell.language, t::rules_version, {std::to_string(version)});
}

ui::TableRow make_row(Model const& model, Shell const& shell, wire::PolicyStamp const& stamp) {
    ui::TableRow row;
    row.key = std::to_string(stamp.version);
    row.href = section_href(shell, versions_slug, row.key);
    row.name = text::fill(shell.language, t::rules_show, {row.key});
    row.current = shell.route.dialog == row.key;
    bool const holds = stamp.version == model.book.value->stamp.version;
    row.cells = {{.words = version_title(shell, stamp.version),
                  .note = holds ? say(shell, t::rules_current) : std::string(),
                  .style = ui::TextStyle::strong},
                 {.words = when_of(shell, stamp)},
                 {.words = author_of(shell, stamp)},
                 {.words = stamp.note}};
    return row;
}

/// A version as it is told to a shop or to the platform: what differs is looked for in it.
wire::Value const& told_of(OldVersion const& old) { return old.view.value->policy; }

void fill_chosen(Model const& model, Shell const& shell, wire::PolicyStamp const& stamp,
                 screens::RuleVersionView& view) {
    view.version = stamp.version;
    view.title = version_title(shell, stamp.version);
    view.note = text::fill(shell.language, t::rules_who, {author_of(shell, stamp), when_of(shell, stamp)});
    if (!stamp.note.empty()) view.note += "\n" + stamp.note;
    view.load = load_view(shell, model.chosen.view);
    bool const compares = model.before.version > 0;
    if (compares && !model.before.view.value) view.load = load_view(shell, model.before.view);
    if (!model.chosen.view.value || (compares && !model.before.view.value)) return;
    if (compares) {
        for (wire::PolicyChange const& change : policy_changes(told_of(model.before), told_of(model.chosen)))
            view.differences.push_back(change_words(model, shell, change));
        if (view.differences.empty()) view.differences.push_back(say(shell, t::rules_no_difference));
    }
    bool const holds = stamp.version == model.book.value->stamp.version;
    if (!holds) view.restore = text::fill(shell.language, t::rules_restore, {std::to_string(stamp.version)});
}

}  // namespace

void enter_versions(Model& model, Shell& shell) {
    int const wanted = shell.route.id == versions_slug ? number_in(shell.route.dialog) : -1;
    if (wanted <= 0 || !model.book.value) return;
    fetch(model, shell, model.chosen, wanted, in_feature<&on_chosen>);
    fetch(model, shell, model.before, version_before(model, wanted), in_feature<&on_before>);
}

void restore(Model& model, Shell&, int version) {
    if (model.chosen.version != version || !model.chosen.view.value) return;
    wire::PolicyView const& then = *model.chosen.view.value;
    model.draft.restore(then.overrides ? *then.overrides : then.policy);
}

void fill_versions(Model const& model, Shell const& shell, screens::RulesView& view) {
    screens::RuleListView& list = view.list;
    view.has_list = true;
    list.name = say(shell, t::rules_versions);
    list.list_href = section_href(shell, versions_slug);
    list.columns = {
        {.key = "version",
         .title = say(shell, t::rules_versions),
         .least_w = 110,
         .always = true,
         .on_card = ui::OnCard::title},
        {.key = "at", .title = say(shell, t::rules_column_at), .least_w = 150, .on_card = ui::OnCard::mark},
        {.key = "who", .title = say(shell, t::rules_column_who), .least_w = 110},
        {.key = "note", .title = say(shell, t::rules_note), .weight = 2, .least_w = 200}};
    int const open = number_in(shell.route.dialog);
    for (wire::PolicyStamp const& stamp : stamps(model)) {
        list.rows.push_back(make_row(model, shell, stamp));
        if (stamp.version != open || model.chosen.version != open) continue;
        view.version_open = true;
        fill_chosen(model, shell, stamp, view.chosen);
    }
}

}  // namespace afterdesk::app::rules
