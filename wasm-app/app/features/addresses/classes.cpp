#include "app/features/addresses/classes.hpp"

#include <algorithm>

#include "text/class_names.hpp"

namespace afterdesk::app::addresses {
namespace {

constexpr std::string_view every_line = "*";

bool is_in(Classes const& all, std::string_view code) {
    return std::find(all.begin(), all.end(), code) != all.end();
}

}  // namespace

Result<Classes, Mistakes> read_classes(wire::Value const& value) {
    Classes codes;
    wire::Value const* const policy = value.find("policy");
    wire::Value const* const list = policy == nullptr ? nullptr : policy->find("categories");
    auto const* const rules = list == nullptr ? nullptr : list->as<wire::Array>();
    if (rules == nullptr) return Err{Mistakes{{Rule::missing_key, "policy.categories", -1}}};
    for (wire::Value const& rule : *rules) {
        wire::Value const* const code = rule.find("category");
        auto const* const text = code == nullptr ? nullptr : code->as<std::string>();
        if (text != nullptr && *text != every_line && !is_in(codes, *text)) codes.push_back(*text);
    }
    return codes;
}

std::string class_name(Shell const& shell, std::string_view code) {
    if (text::Text const* const name = text::class_name(code)) return say(shell, *name);
    return std::string(code);
}

std::vector<ui::Choice> class_choices(Shell const& shell, std::optional<Classes> const& known,
                                      Classes const& chosen) {
    std::vector<ui::Choice> choices;
    choices.push_back({"", say(shell, chosen.empty() ? t::classes_all : t::classes_one_more), ""});
    auto const add = [&](std::string const& code, std::string name) {
        std::string remove = text::fill(shell.language, t::class_remove, {name});
        choices.push_back({code, std::move(name), std::move(remove)});
    };
    Classes const there = known.value_or(Classes());
    for (std::string const& code : there) add(code, class_name(shell, code));
    for (std::string const& code : chosen) {
        if (is_in(there, code)) continue;
        std::string name = class_name(shell, code);
        add(code, known ? text::fill(shell.language, t::class_gone, {name}) : std::move(name));
    }
    return choices;
}

}  // namespace afterdesk::app::addresses
