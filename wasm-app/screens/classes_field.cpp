#include "screens/classes_field.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace afterdesk::screens {

std::vector<std::string> codes_in(std::string_view typed) {
    std::vector<std::string> codes;
    while (!typed.empty()) {
        std::size_t const end = std::min(typed.find(','), typed.size());
        if (std::string_view const code = trim(typed.substr(0, end)); !code.empty()) codes.emplace_back(code);
        typed.remove_prefix(std::min(end + 1, typed.size()));
    }
    return codes;
}

std::string typed_codes(std::vector<std::string> const& codes) {
    std::string typed;
    for (std::string const& code : codes) typed += (typed.empty() ? "" : ", ") + code;
    return typed;
}

bool draw_classes(ui::Ui& ui, FormFieldView const& field, std::string& value) {
    std::vector<std::string> codes = codes_in(value);
    std::vector<ui::Choice> left, chosen;
    for (ui::Choice const& one : field.choices) {
        bool const is_chosen = std::find(codes.begin(), codes.end(), one.key) != codes.end();
        (is_chosen ? chosen : left).push_back({one.key, is_chosen ? one.note : one.label, ""});
    }
    std::string picked;
    bool changed =
        ui::picker(ui, field.path, field.label, left, picked, {.hint = field.hint, .error = field.error}) &&
        !picked.empty();
    if (changed) codes.push_back(picked);
    std::vector<float> const widths(chosen.size(), 0.0f);
    if (!chosen.empty()) ui::begin_row(ui, field.path + " chosen", widths);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (i > 0) ui::next_cell(ui);
        if (!ui::button(ui, chosen[i].key, chosen[i].label, {.icon = "close"})) continue;
        std::erase(codes, chosen[i].key);
        changed = true;
    }
    if (!chosen.empty()) ui::end_row(ui);
    if (changed) value = typed_codes(codes);
    return changed;
}

}  // namespace afterdesk::screens
