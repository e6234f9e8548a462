#pragma once
// For the widgets only: what lies above the page.

#include <cstdint>
#include <string_view>

namespace afterdesk::ui {

class Ui;
struct Rect;

/// Describes the message that `toast` left, until its time is over. The mirror shows it, since pictures are
/// its, too.
void draw_toast(Ui& ui);

/// A dialog that something else fills than the flow: what stands between its title and what scrolls.
struct Overlay {
    std::uint32_t id = 0;
    std::string_view title{};
    Rect const* anchor = nullptr;  ///< on all but phones it stands there, without a title to be seen
    float fixed_h = 0;             ///< below the title, above what scrolls
};
/// As begin_dialog, but for the scrolling part; end_dialog ends both.
bool begin_overlay(Ui& ui, Overlay const& overlay);
void begin_overlay_content(Ui& ui, float side);

/// The list of the picker that is open, if one is: drawn last, above the dialog that the picker stands in.
void draw_picker_list(Ui& ui);

}  // namespace afterdesk::ui
