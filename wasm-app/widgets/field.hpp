#pragma once
// For the widgets only: what stands around a field, whether it is typed into or chosen from. Of a text the
// browser's own field does the editing: here is the box, and the text while the field has no focus.

#include <cstdint>
#include <string_view>

#include "widgets/semantic.hpp"

namespace afterdesk::ui {

class Ui;

void draw_field_label(Ui& ui, std::uint32_t id, std::string_view label, bool is_required);
void draw_field_box(Ui& ui, Rect const& box, bool focused, bool has_error);

/// The line below the box: the error, or the hint, and how much of a long text is used.
struct BelowField {
    std::string_view hint{}, error{}, used{};
};
void draw_below_field(Ui& ui, std::uint32_t id, BelowField const& below);

}  // namespace afterdesk::ui
