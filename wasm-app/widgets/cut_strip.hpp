#pragma once
// A strip of chips that runs out of its room says so.

#include "widgets/ui.hpp"

namespace afterdesk::ui {

/// To be called behind `tabs`: where chips are cut off, their edge fades and an arrow stands there.
void mark_cut_strip(Ui& ui);

}  // namespace afterdesk::ui
