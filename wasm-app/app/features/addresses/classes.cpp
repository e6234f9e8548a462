#include "app/features/addresses/classes.hpp"

#include <algorithm>

#include "text/shop.hpp"

namespace afterdesk::app::addresses {
namespace {

struct Called {
    std::string_view code;
    text::Text const* name;
};
constexpr Called usual[] = {
    {"apparel", &t::class_apparel},     {"shoes", &t::class_shoes},
    {"bags", &t::class_bags},           {"underwear", &t::class_underwear},
    {"digital", &t::class_digital},     {"appliance", &t::class_appliance},
    {"food", &t::class_food},           {"fresh", &t::class_fresh},
    {"cosmetics", &t::class_cosmetics}, {"toy", &t::class_toy},
    {"book", &t::class_book},           {"press", &t::class_press},
    {"course", &t::class_course},       {"voucher", &t::class_voucher},
    {"gift", &t::class_gift},           {"custom", &t::class_custom},
    {"flawed", &t::class_flawed},       {"near_expiry", &t::class_near_expiry},
};

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
    for (Called const& one : usual)
        if (one.code == code) return say(shell, *one.name);
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
