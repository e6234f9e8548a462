#pragma once
// How good something was: one of five stars.

#include <span>
#include <string>
#include <string_view>

#include "widgets/ui.hpp"

namespace afterdesk::ui {

/// A radio group drawn as stars, the worst first; all up to the chosen one are filled, its words stand below.
/// Returns true when `selected` (a Choice key) changed.
bool stars(Ui& ui, std::string_view key, std::string_view label, std::span<Choice const> items,
           std::string& selected);

}  // namespace afterdesk::ui
