// Fields, values and differences in words.

#include "app/features/rules/model.hpp"
#include "app/shell/say.hpp"
#include "text/class_names.hpp"
#include "text/policy.hpp"
#include "text/rules.hpp"

namespace afterdesk::app::rules {
namespace {

using wire::PolicyKind;

constexpr std::size_t most_summed_up = 4;

std::string text_in(wire::Value const& object, std::string_view key) {
    wire::Value const* const found = object.find(key);
    std::string const* const text = found ? found->as<std::string>() : nullptr;
    return text ? *text : std::string();
}

std::int64_t number_of(wire::Value const& item, std::string_view key) {
    wire::Value const* const found = item.find(key);
    auto const* const number = found ? found->as<std::int64_t>() : nullptr;
    return number ? *number : 0;
}

/// Whether it names classes of goods.
bool is_class(wire::PolicyField const& field) {
    return field.key == "category" || (field.key == "categories" && field.kind != PolicyKind::list);
}

std::string class_words(Shell const& shell, std::string const& code) {
    if (code == "*") return say(shell, t::rules_every_class);
    text::Text const* const name = text::class_name(code);
    return name ? say(shell, *name) : code;
}

/// A reason by its name, where the draft has it; a value of a field by its words.
std::string word_of(Model const& model, Shell const& shell, wire::PolicyField const& field,
                    std::string const& value) {
    if (field.key == "reasons" && field.kind == PolicyKind::words) {
        wire::Value const* const list = model.holds.find("reasons");
        wire::Array const* const reasons = list ? list->as<wire::Array>() : nullptr;
        for (std::size_t i = 0; reasons && i < reasons->size(); ++i) {
            if (text_in((*reasons)[i], "code") == value)
                return item_title(model, shell, *wire::find_policy_field("reasons"), (*reasons)[i], 0);
        }
    }
    if (is_class(field)) return class_words(shell, value);
    text::Text const* const words = text::policy_value(field.key, value);
    return words ? say(shell, *words) : value;
}

std::string list_words(Model const& model, Shell const& shell, wire::PolicyField const& field,
                       wire::Array const& items) {
    if (field.kind == PolicyKind::list)
        return text::fill(shell.language, t::rules_items, {std::to_string(items.size())});
    std::vector<std::string> words;
    for (wire::Value const& item : items) {
        if (auto const* const word = item.as<std::string>())
            words.push_back(word_of(model, shell, field, *word));
    }
    return wire::join_words(words);
}

bool says_nothing(wire::PolicyField const& list, wire::PolicyField const& field, wire::Value const& item) {
    wire::Value const* const value = item.find(field.key);
    wire::Value const* const blank = list.blank.find(field.key);
    if (value == nullptr) return true;
    if (field.kind == PolicyKind::name) return false;
    return blank != nullptr && *value == *blank;
}

/// The conditions of a rule, as people say them.
std::string conditions_of(Model const& model, Shell const& shell, wire::PolicyField const& list,
                          wire::Value const& rule) {
    std::vector<std::string> said;
    auto const filled = [&](text::Text const& words, std::string const& value) {
        said.push_back(text::fill(shell.language, words, {value}));
    };
    for (wire::PolicyField const& field : list.fields) {
        wire::Value const* const value = rule.find(field.key);
        if (value == nullptr || says_nothing(list, field, rule)) continue;
        std::int64_t const number = number_of(rule, field.key);
        std::string const words = value_words(model, shell, field, value);
        if (field.key == "types" || field.key == "reasons") said.push_back(words);
        if (field.key == "categories") filled(t::rules_of_classes, words);
        if (field.key == "min_refund_fen") filled(t::rules_at_least, yuan(number));
        if (field.key == "max_refund_fen") filled(t::rules_at_most, yuan(number));
        if (field.key == "min_buyer_tickets_30d") filled(t::rules_often, words);
        if (field.key == "max_buyer_tickets_30d") filled(t::rules_seldom, words);
    }
    if (said.empty()) return say(shell, t::rules_always);
    std::string all;
    for (std::string const& condition : said) all += (all.empty() ? "" : " · ") + condition;
    return all;
}

}  // namespace

std::string label_of(Shell const& shell, wire::PolicyField const& field) {
    text::PolicyWords const* const words = text::policy_words(field.path);
    return words ? say(shell, words->label) : field.path;
}

std::string value_words(Model const& model, Shell const& shell, wire::PolicyField const& field,
                        wire::Value const* value) {
    if (value == nullptr) return say(shell, t::rules_as_default);
    if (auto const* const on = value->as<bool>()) return say(shell, *on ? t::rules_yes : t::rules_no);
    std::string words;
    if (auto const* const items = value->as<wire::Array>()) {
        words = list_words(model, shell, field, *items);
    } else if (auto const* const text = value->as<std::string>()) {
        words = word_of(model, shell, field, *text);
    } else {
        words = wire::typed_of(field, value, offset_of(model));
    }
    return words.empty() ? say(shell, t::rules_empty) : words;
}

std::string change_words(Model const& model, Shell const& shell, wire::PolicyChange const& change) {
    std::string about = label_of(shell, *change.field);
    bool const inside = change.kind == wire::PolicyChangeKind::changed && !change.item.empty();
    if (inside) about = text::fill(shell.language, t::rules_of_item, {change.item, about});
    if (!change.shop.empty()) about = text::fill(shell.language, t::rules_of_shop, {change.shop, about});
    auto const of_item = [&](text::Text const& words) {
        return text::fill(shell.language, words, {about, change.item});
    };
    switch (change.kind) {
        case wire::PolicyChangeKind::added: return of_item(t::rules_added);
        case wire::PolicyChangeKind::removed: return of_item(t::rules_removed);
        case wire::PolicyChangeKind::moved: return of_item(t::rules_moved);
        case wire::PolicyChangeKind::changed: break;
    }
    auto const words = [&](std::optional<wire::Value> const& value) {
        return value_words(model, shell, *change.field, value ? &*value : nullptr);
    };
    return text::fill(shell.language, t::rules_changed, {about, words(change.before), words(change.after)});
}

std::string item_title(Model const& model, Shell const& shell, wire::PolicyField const& list,
                       wire::Value const& item, int index) {
    std::string const own = text_in(item, shell.language == text::Language::en ? "en" : "zh");
    if (!own.empty()) return own;
    wire::PolicyField const& first = list.fields.front();
    std::string name = wire::typed_of(first, item.find(first.key), offset_of(model));
    if (is_class(first)) name = class_words(shell, name);
    if (first.kind == PolicyKind::date && list.fields.size() > 1)
        name += " – " + wire::typed_of(list.fields[1], item.find(list.fields[1].key), offset_of(model));
    if (!name.empty()) return name;
    return text::fill(shell.language, t::rules_item, {std::to_string(index + 1)});
}

std::string item_summary(Model const& model, Shell const& shell, wire::PolicyField const& list,
                         wire::Value const& item) {
    if (list.key == "auto_rules") return conditions_of(model, shell, list, item);
    std::string all;
    std::size_t said = 0;
    for (wire::PolicyField const& field : list.fields) {
        bool const named = field.kind == PolicyKind::code || field.kind == PolicyKind::text ||
                           field.kind == PolicyKind::date;
        if (named || said == most_summed_up || says_nothing(list, field, item)) continue;
        ++said;
        std::string const words = value_words(model, shell, field, item.find(field.key));
        all += (all.empty() ? "" : " · ") +
               text::fill(shell.language, t::field_says, {label_of(shell, field), words});
    }
    return all;
}

}  // namespace afterdesk::app::rules
