#pragma once
// For the widgets only: what lies above the page.

namespace afterdesk::ui {

class Ui;

/// Shows the message that `toast` left, until its time is over.
void draw_toast(Ui& ui);

}  // namespace afterdesk::ui
