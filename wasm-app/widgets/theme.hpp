#pragma once
// Design tokens: colours, spacing, sizes of both themes. The only place with colours and pixel numbers.

#include <cstdint>

namespace afterdesk::ui {

struct Viewport;

/// 0xRRGGBBAA.
using Color = std::uint32_t;

struct Palette {
    Color page, surface, surface_raised, line, line_strong;
    Color text, text_muted, text_on_accent;
    Color accent, accent_hover, accent_pressed, accent_soft;
    Color danger, danger_soft, success, success_soft, warning, warning_soft, info, info_soft;
    Color price, scrim, focus, field, disabled;
};

/// Units: CSS pixels, already multiplied by the host's text scale where they belong to text.
struct Theme {
    Palette color;
    float font_small, font_body, font_strong, font_title, font_heading, font_price;
    float space_1, space_2, space_3, space_4, space_5, space_6;  ///< 4 8 12 16 24 32
    float radius, radius_small, line_width;
    float control_h;  ///< ≥ 44
    float touch_min;  ///< 44
    bool dark = false;
};

/// The theme for a viewport. Promise: text and controls reach WCAG 2.2 AA contrast in both themes.
Theme make_theme(Viewport const& viewport);

/// The colours of a chart's series, apart also for people who see some colours alike.
/// Promise: 3:1 against page and surface. Units: nth from 0 to 3.
Color series_color(Theme const& theme, int nth);

}  // namespace afterdesk::ui
