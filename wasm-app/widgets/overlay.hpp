#pragma once
// For the widgets only: what lies above the page.

namespace afterdesk::ui {

class Ui;

/// Describes the message that `toast` left, until its time is over. The mirror shows it, since pictures are
/// its, too.
void draw_toast(Ui& ui);

}  // namespace afterdesk::ui
