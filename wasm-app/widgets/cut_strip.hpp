#pragma once
// A strip of chips that runs out of its room says so.

#include "widgets/ui.hpp"

namespace afterdesk::ui {

/// Where chips of a strip are seen: on a phone to the edge of the screen, if it stands there, so that one
/// sees that it goes on.
Rect strip_clip(Ui& ui, Rect const& strip);

/// To be called behind `tabs`: where chips are cut off, their edge fades and an arrow stands there.
void mark_cut_strip(Ui& ui);

}  // namespace afterdesk::ui
