#pragma once
// Glyphs from the browser: the system's own text engine draws them on a 2D canvas, so no font is shipped.

#include "widgets/ui_state.hpp"

struct ImFontAtlas;

namespace afterdesk::platform {

/// Adds the system's font in a weight as CSS counts it (400 regular, 600 strong). Promise: has each character
/// that the browser can draw, crisp in any size and at any pixel ratio, emoji in colour; its baseline is that
/// of a DOM field of the same size.
ImFont* add_canvas_font(ImFontAtlas& atlas, unsigned weight);

/// Sets whole lines in the fonts above, as the browser's own fields set them.
ui::LineSetter canvas_lines();

/// For the HTML view, where the browser sets the words: nothing is drawn, and widths are its own to the
/// fraction. On the canvas a letter takes whole device pixels, so that each stays crisp.
void only_measure(ImFont& font, bool only);

}  // namespace afterdesk::platform
