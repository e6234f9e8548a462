#include "screens/pieces.hpp"

#include <charconv>

namespace afterdesk::screens {
namespace {

/// The number at the beginning of `rest`, which is taken off with the sign behind it.
int take_number(std::string_view& rest) {
    int number = 0;
    auto const [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    if (!rest.empty()) rest.remove_prefix(1);
    return error == std::errc() ? number : 0;
}

ui::Choice const* line_called(FormFieldView const& field, std::string const& key) {
    for (ui::Choice const& line : field.choices) {
        if (line.key == key) return &line;
    }
    return nullptr;
}

}  // namespace

bool draw_pieces(ui::Ui& ui, FormFieldView const& field, std::string& value) {
    ui::text(ui, field.label, ui::TextStyle::strong);
    std::string made;
    bool changed = false;
    for (std::string_view rest = value; !rest.empty();) {
        std::string const key = std::to_string(take_number(rest));
        int accepted = take_number(rest);
        int const all = accepted + take_number(rest);
        ui::Choice const* const line = line_called(field, key);
        if (line == nullptr) continue;
        ui::begin_row(ui, "line" + key, {-1, 0}, {.stack_below = 320});
        ui::text(ui, line->label);
        if (accepted < all) {
            std::string const count = std::to_string(all - accepted);
            ui::text(ui, text::fill(text::Language::zh_cn, {line->note, line->note}, {count}),
                     ui::TextStyle::danger);
        }
        ui::next_cell(ui);
        changed |= ui::stepper(ui, "accepted", line->label, accepted, 0, all);
        ui::end_row(ui);
        made += (made.empty() ? "" : " ") + key + ":" + std::to_string(accepted) + ":" +
                std::to_string(all - accepted);
    }
    if (!field.error.empty()) ui::text(ui, field.error, ui::TextStyle::danger);
    if (changed) value = std::move(made);
    return changed;
}

}  // namespace afterdesk::screens
