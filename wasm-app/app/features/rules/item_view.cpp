// A section's fields, or its list and the item that is open.

#include <algorithm>

#include "app/features/rules/model.hpp"
#include "app/shell/say.hpp"
#include "text/policy.hpp"
#include "text/rules.hpp"
#include "wire/describe.hpp"

namespace afterdesk::app::rules {
namespace {

using screens::RuleFieldKind;
using screens::RuleFieldView;
using wire::PolicyKind;

RuleFieldKind kind_of(wire::PolicyField const& field) {
    switch (field.kind) {
        case PolicyKind::amount: return RuleFieldKind::amount;
        case PolicyKind::number:
        case PolicyKind::duration: return field.range.min < 0 ? RuleFieldKind::text : RuleFieldKind::number;
        case PolicyKind::date: return RuleFieldKind::date;
        case PolicyKind::flag: return RuleFieldKind::flag;
        case PolicyKind::name: return RuleFieldKind::choice;
        case PolicyKind::names: return RuleFieldKind::several;
        case PolicyKind::words: return field.key == "reasons" ? RuleFieldKind::several : RuleFieldKind::text;
        case PolicyKind::code:
        case PolicyKind::text:
        case PolicyKind::part:
        case PolicyKind::list: break;
    }
    return RuleFieldKind::text;
}

/// What may be chosen: the wire's names, or the policy's own reasons.
std::vector<ui::Choice> choices_of(Model const& model, Shell const& shell, wire::PolicyField const& field) {
    std::vector<ui::Choice> choices;
    for (std::string_view const name : field.names) {
        text::Text const* const words = text::policy_value(field.key, name);
        choices.push_back({std::string(name), words ? say(shell, *words) : std::string(name)});
    }
    if (field.kind != PolicyKind::words) return choices;
    wire::Value const* const found = model.holds.find("reasons");
    wire::Array const* const reasons = found ? found->as<wire::Array>() : nullptr;
    wire::PolicyField const* const list = wire::find_policy_field("reasons");
    for (std::size_t i = 0; reasons && i < reasons->size(); ++i) {
        wire::Value const* const code = (*reasons)[i].find("code");
        if (code == nullptr || code->as<std::string>() == nullptr) continue;
        choices.push_back(
            {*code->as<std::string>(), item_title(model, shell, *list, (*reasons)[i], static_cast<int>(i))});
    }
    return choices;
}

/// Parts what is chosen from what can be added.
void part_choices(RuleFieldView& view) {
    std::vector<std::string> const taken = wire::split_words(view.typed);
    std::vector<ui::Choice> rest;
    for (ui::Choice& choice : view.choices) {
        bool const on = std::find(taken.begin(), taken.end(), choice.key) != taken.end();
        (on ? view.chosen : rest).push_back(std::move(choice));
    }
    for (std::string const& word : taken) {
        auto const known = [&word](ui::Choice const& it) { return it.key == word; };
        if (!std::any_of(view.chosen.begin(), view.chosen.end(), known)) view.chosen.push_back({word, word});
    }
    view.choices = std::move(rest);
}

/// The first mistake at this place, or inside of it.
std::string error_at(Model const& model, Shell const& shell, std::string_view path) {
    for (Mistake const& mistake : model.mistakes) {
        std::string_view const at = mistake.path;
        bool const inside = at.starts_with(path) &&
                            (at.size() == path.size() || at[path.size()] == '[' || at[path.size()] == '.');
        if (inside) return message_of(shell, mistake);
    }
    return {};
}

RuleFieldView make_field(Model const& model, Shell const& shell, wire::PolicyField const& field,
                         std::string path, wire::Value const* value) {
    RuleFieldView view;
    view.path = std::move(path);
    view.label = label_of(shell, field);
    if (text::PolicyWords const* const words = text::policy_words(field.path))
        view.hint = say(shell, words->hint);
    view.error = error_at(model, shell, view.path);
    view.kind = kind_of(field);
    view.typed = wire::typed_of(field, value, offset_of(model));
    view.max_chars = field.max > 0 && field.kind == PolicyKind::text ? field.max : wire::max_title_chars;
    bool const chosen = view.kind == RuleFieldKind::choice || view.kind == RuleFieldKind::several;
    if (chosen) view.choices = choices_of(model, shell, field);
    if (view.kind == RuleFieldKind::several) part_choices(view);
    return view;
}

/// Nobody tells risk signals yet: the core refuses a rule that asks for one (wire::refuse_unavailable).
bool is_unavailable(wire::PolicyField const& field) { return field.path == "auto_rules.risk_signals"; }

bool differs(Model const& model, std::string_view path) {
    wire::Value const *const now = wire::value_at(model.holds, path), *const base = wire::value_at(
                                                                          model.draft.base, path);
    return now != nullptr && base != nullptr ? *now != *base : now != base;
}

std::string base_words(Model const& model, Shell const& shell, wire::PolicyField const& field) {
    return text::fill(shell.language, t::rules_default,
                      {value_words(model, shell, field, wire::value_at(model.draft.base, field.path))});
}

std::string item_path(std::string const& list, int index) {
    return wire::at_index(list, static_cast<std::size_t>(index));
}

std::vector<ui::Column> columns_of(Shell const& shell, wire::PolicyField const& list) {
    bool const of_rules = list.key == "auto_rules";
    std::vector<ui::Column> columns;
    if (of_rules)
        columns.push_back({.key = "order",
                           .title = say(shell, t::rules_column_order),
                           .weight = 0.1f,
                           .least_w = 56,
                           .on_card = ui::OnCard::absent});
    columns.push_back({.key = "item",
                       .title = of_rules ? say(shell, t::rules_column_rule) : label_of(shell, list),
                       .least_w = 120,
                       .always = true,
                       .on_card = ui::OnCard::title});
    columns.push_back(
        {.key = "about", .title = say(shell, t::rules_column_when), .weight = 2, .least_w = 200});
    if (of_rules)
        columns.push_back({.key = "then",
                           .title = say(shell, t::rules_column_then),
                           .least_w = 120,
                           .on_card = ui::OnCard::mark});
    return columns;
}

ui::TableCell result_cell(Model const& model, Shell const& shell, wire::PolicyField const& list,
                          wire::Value const& rule) {
    wire::Value const *const action = rule.find("action"), *const queue = rule.find("queue");
    bool const agrees = action && *action == wire::Value("agree");
    ui::TableCell cell;
    cell.is_badge = true;
    cell.tone = agrees ? ui::Tone::success : ui::Tone::warning;
    auto const field = std::find_if(list.fields.begin(), list.fields.end(),
                                    [](wire::PolicyField const& it) { return it.key == "action"; });
    cell.words = value_words(model, shell, *field, action);
    if (!agrees && queue && queue->as<std::string>())
        cell.words = text::fill(shell.language, t::rules_to_queue, {*queue->as<std::string>()});
    return cell;
}

ui::TableRow make_row(Model const& model, Shell const& shell, wire::PolicyField const& list,
                      wire::Value const& item, int index) {
    ui::TableRow row;
    row.key = std::to_string(index);
    row.href = section_href(shell, shell.route.id, row.key);
    row.current = shell.route.dialog == row.key;
    std::string const title = item_title(model, shell, list, item, index);
    row.name = title;
    bool const wrong = !error_at(model, shell, item_path(list.path, index)).empty();
    if (list.key == "auto_rules") row.cells.push_back({.words = std::to_string(index + 1)});
    row.cells.push_back({.words = title,
                         .note = wrong ? say(shell, t::rules_has_mistake) : std::string(),
                         .style = ui::TextStyle::strong});
    row.cells.push_back({.words = item_summary(model, shell, list, item)});
    if (list.key == "auto_rules") row.cells.push_back(result_cell(model, shell, list, item));
    return row;
}

}  // namespace

std::string mark_of_difference(Model const& model, Shell const& shell) {
    return say(shell, model.draft.book ? t::rules_differs_ours : t::rules_differs);
}

void fill_fields(Model const& model, Shell const& shell, Section const& section, screens::RulesView& view) {
    for (wire::PolicyField const* const field : fields_of(section)) {
        RuleFieldView made =
            make_field(model, shell, *field, field->path, wire::value_at(model.holds, field->path));
        if (differs(model, field->path)) {
            made.differs = mark_of_difference(model, shell) + " · " + base_words(model, shell, *field);
            made.reset = text::fill(shell.language, t::rules_reset, {made.label});
        }
        view.fields.push_back(std::move(made));
    }
}

void fill_list(Model const& model, Shell const& shell, wire::PolicyField const& list,
               screens::RulesView& view) {
    screens::RuleListView& made = view.list;
    view.has_list = true;
    made.path = list.path;
    made.name = label_of(shell, list);
    if (list.key == "auto_rules") made.note = say(shell, t::rules_order_note);
    if (list.key == "auto_rules") made.none_note = say(shell, t::rules_none_review);
    if (list.key == "holidays") made.none_note = say(shell, t::rules_none_holidays);
    made.add = say(shell, t::rules_add);
    made.columns = columns_of(shell, list);
    made.list_href = section_href(shell, shell.route.id);
    if (differs(model, list.path)) {
        made.differs = mark_of_difference(model, shell);
        made.reset = text::fill(shell.language, t::rules_reset, {made.name});
    }
    wire::Value const* const found = wire::value_at(model.holds, list.path);
    wire::Array const* const items = found ? found->as<wire::Array>() : nullptr;
    if (items == nullptr) return;
    for (std::size_t i = 0; i < items->size(); ++i)
        made.rows.push_back(make_row(model, shell, list, (*items)[i], static_cast<int>(i)));
    int const open = number_in(shell.route.dialog);
    if (open < 0 || std::cmp_greater_equal(open, items->size())) return;
    wire::Value const& item = (*items)[static_cast<std::size_t>(open)];
    made.open = open;
    made.open_title = item_title(model, shell, list, item, open);
    for (wire::PolicyField const& field : list.fields) {
        if (is_unavailable(field)) continue;
        std::string path = item_path(list.path, open) + "." + std::string(field.key);
        view.fields.push_back(make_field(model, shell, field, std::move(path), item.find(field.key)));
        view.fields.back().steps = list.key == "auto_rules" && field.kind == PolicyKind::amount;
    }
}

}  // namespace afterdesk::app::rules
