// What is altered and not published: kept in this browser, checked by the core at each change.

#include <algorithm>

#include "app/features/rules/model.hpp"
#include "base/text.hpp"
#include "text/rules.hpp"

namespace afterdesk::app::rules {
namespace {

using What = screens::ChangeRules::What;

std::string draft_key(Model const& model, Shell const& shell) {
    return kept_root(shell, model.audience) + "draft/rules";
}

wire::Array items_at(Model const& model, std::string_view path) {
    wire::Value const* const found = wire::value_at(model.holds, path);
    wire::Array const* const items = found ? found->as<wire::Array>() : nullptr;
    return items ? *items : wire::Array{};
}

/// "auto_rules[2].queue" → "auto_rules.queue".
std::string form_path(std::string_view path) {
    std::string out;
    bool inside = false;
    for (char const c : path) {
        inside = inside || c == '[';
        if (!inside) out += c;
        inside = inside && c != ']';
    }
    return out;
}

void put_typed(Model& model, screens::ChangeRules const& wanted) {
    wire::PolicyField const* const field = wire::find_policy_field(form_path(wanted.path));
    if (field == nullptr) return;
    model.draft.put(wanted.path, wire::value_of(*field, wanted.value, offset_of(model)));
}

/// An amount that moves a step; from between two steps to the next.
void put_step(Model& model, screens::ChangeRules const& wanted) {
    constexpr Fen step_fen = 1'000;
    wire::Value const* const found = wire::value_at(model.holds, wanted.path);
    auto const* const amount = found ? found->as<std::int64_t>() : nullptr;
    Fen const now = amount ? *amount : 0;
    Fen const below = now - now % step_fen;
    bool const more = wanted.what == What::more;
    Fen const next = more ? below + step_fen : (now == below ? below - step_fen : below);
    model.draft.put(wanted.path, std::max<Fen>(0, next));
}

/// One of several, taken or let go.
void put_choice(Model& model, screens::ChangeRules const& wanted) {
    wire::Array items = items_at(model, wanted.path);
    std::erase(items, wire::Value(wanted.value));
    if (wanted.what == What::choose) items.emplace_back(wanted.value);
    model.draft.put(wanted.path, std::move(items));
}

/// Opens an item of the list that is shown, or the list.
void open_item(Shell& shell, std::string dialog) {
    Route route = shell.route;
    route.dialog = std::move(dialog);
    go(shell, route, true);
}

void add_item(Model& model, Shell& shell, std::string const& path) {
    wire::PolicyField const* const list = wire::find_policy_field(path);
    if (list == nullptr || list->kind != wire::PolicyKind::list) return;
    wire::Array items = items_at(model, path);
    if (std::cmp_greater_equal(items.size(), list->max)) return;
    int const offset = offset_of(model);
    Instant const tomorrow = start_of_next_day(shell.server_now(), offset);
    items.push_back(wire::new_item(*list, items, tomorrow));
    std::string const last = std::to_string(items.size() - 1);
    model.draft.put(path, std::move(items));
    open_item(shell, last);
}

void move_item(Model& model, Shell& shell, screens::ChangeRules const& wanted) {
    wire::Array items = items_at(model, wanted.path);
    auto const at = static_cast<std::size_t>(std::max(0, number_in(wanted.value)));
    if (at >= items.size()) return;
    if (wanted.what == What::remove) {
        items.erase(items.begin() + static_cast<std::ptrdiff_t>(at));
        model.draft.put(wanted.path, std::move(items));
        return open_item(shell, "");
    }
    bool const up = wanted.what == What::up;
    if (up ? at == 0 : at + 1 >= items.size()) return;
    std::size_t const to = up ? at - 1 : at + 1;
    std::swap(items[at], items[to]);
    model.draft.put(wanted.path, std::move(items));
    open_item(shell, std::to_string(to));
}

/// What is typed follows the draft again.
void forget_typed(Model& model) {
    std::erase_if(model.ui.form.values, [](auto const& it) { return it.first != "note"; });
}

void on_based_on(Model& model, Shell&, Answer const& answer) {
    if (settle(model.based_on.view, answer, wire::read_policy_view) && model.based_on.view.value)
        note_overtaken(model, *model.based_on.view.value);
}

void on_draft(Model& model, Shell& shell, Recalled const& recalled) {
    bool const fits = !model.touched && model.book.value && recalled.prefix == draft_key(model, shell);
    if (!fits || recalled.items.empty()) return;
    auto const kept = wire::parse_json(recalled.items.front().text);
    wire::Value const* const found = kept ? kept->find("edits") : nullptr;
    wire::Object const* const edits = found ? found->as<wire::Object>() : nullptr;
    if (edits == nullptr) return;
    for (auto const& [path, value] : *edits) {
        if (wire::find_policy_field(path) == nullptr) continue;
        if (value.is_null()) {
            model.draft.reset(path);
        } else {
            model.draft.put(path, value);
        }
    }
    if (model.draft.edits.empty()) return;
    toast(shell, t::rules_back_to_draft, ui::Tone::info);
    forget_typed(model);
    altered(model, shell);
    wire::Value const* const version = kept->find("based_on");
    std::int64_t const* const number = version ? version->as<std::int64_t>() : nullptr;
    if (number == nullptr || *number < 1 || *number >= model.book.value->stamp.version) return;
    model.based_on.version = static_cast<int>(*number);
    load(shell, model.based_on.view, get(model.audience, "/policy?version=" + std::to_string(*number)),
         in_feature<&on_based_on>);
}

}  // namespace

int offset_of(Model const& model) {
    wire::Value const* const found = wire::value_at(model.holds, "utc_offset_minutes");
    auto const* const minutes = found ? found->as<std::int64_t>() : nullptr;
    return minutes && *minutes > -1'440 && *minutes < 1'440 ? static_cast<int>(*minutes)
                                                            : china_offset_minutes;
}

void take_book(Model& model) {
    wire::PolicyView const& view = *model.book.value;
    model.draft.book = !view.overrides.has_value();
    model.draft.base = view.base ? *view.base : wire::to_json(default_policy());
    model.draft.set = view.overrides ? *view.overrides : view.policy;
    // What somebody else made the same meanwhile is no change any more.
    wire::PolicyEdits const edits = std::exchange(model.draft.edits, {});
    for (auto const& [path, value] : edits) {
        if (value) model.draft.put(path, *value);
        if (!value) model.draft.reset(path);
    }
}

void note_overtaken(Model& model, wire::PolicyView const& before) {
    int const version = model.book.value->stamp.version;
    if (before.stamp.version == version || model.draft.edits.empty()) return;
    model.stale_version = version;
    model.changed_meanwhile = policy_changes(before.policy, model.book.value->policy);
}

void keep_draft(Model const& model, Shell& shell) {
    wire::Object edits;
    for (auto const& [path, value] : model.draft.edits)
        edits.emplace_back(path, value ? *value : wire::Value());
    if (edits.empty()) return forget_draft(model, shell);
    wire::Object kept{{"based_on", model.book.value->stamp.version}, {"edits", std::move(edits)}};
    shell.effects.push_back(Keep{draft_key(model, shell), wire::write_json(std::move(kept)), 0});
}

void forget_draft(Model const& model, Shell& shell) {
    shell.effects.push_back(Forget{draft_key(model, shell)});
}

void recall_draft(Model const& model, Shell& shell) {
    recall(shell, draft_key(model, shell), in_feature<&on_draft>);
}

void altered(Model& model, Shell& shell) {
    model.holds = model.draft.effective();
    model.mistakes = check_draft(model.draft);
    if (!model.draft.edits.empty()) fetch_past(model, shell);
    start_run(model);
}

void change(Model& model, Shell& shell, screens::ChangeRules const& wanted) {
    switch (wanted.what) {
        case What::go_on: return go_on(model);
        case What::all: model.show_all = true; return;
        case What::restore: restore(model, shell, number_in(wanted.value)); break;
        case What::typed: put_typed(model, wanted); break;
        case What::less:
        case What::more: put_step(model, wanted); break;
        case What::choose:
        case What::unchoose: put_choice(model, wanted); break;
        case What::reset: model.draft.reset(wanted.path); break;
        case What::add: add_item(model, shell, wanted.path); break;
        case What::remove:
        case What::up:
        case What::down: move_item(model, shell, wanted); break;
    }
    if (wanted.what != What::typed) forget_typed(model);
    model.touched = true;
    altered(model, shell);
    keep_draft(model, shell);
}

}  // namespace afterdesk::app::rules
