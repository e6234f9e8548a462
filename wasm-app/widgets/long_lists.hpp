#pragma once
// For the widgets only: lists and tables so long that only the part that is seen is drawn.

#include <cstdint>
#include <string_view>

#include "widgets/ui_state.hpp"

namespace afterdesk::ui {

/// A level inside the current box, on top of UiState::long_lists; its rows stand at multiples of one height.
void open_long(Ui& ui, std::uint32_t id, Role role, std::string_view name, int total, float guess_h);
void close_long(Ui& ui);
/// Which rows of a list whose first one begins at `top` are seen, and some beyond.
Window window_of(Ui& ui, int total, float top, float row_h);
/// Where a row stands; they are told apart by their position.
Level open_row(Ui& ui, Role role, std::string_view key, int position);
void close_row(Ui& ui, Level const& closed, float gap);

}  // namespace afterdesk::ui
