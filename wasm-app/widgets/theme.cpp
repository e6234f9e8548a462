#include "widgets/theme.hpp"

#include <algorithm>
#include <cmath>

#include "widgets/ui.hpp"

namespace afterdesk::ui {
namespace {

Palette light_palette() {
    Palette p{};
    p.page = 0xF4F6F8FF, p.surface = 0xFFFFFFFF, p.surface_raised = 0xFFFFFFFF;
    p.line = 0xE2E6EBFF, p.line_strong = 0x848E9CFF;
    p.text = 0x18212CFF, p.text_muted = 0x56606EFF, p.text_on_accent = 0xFFFFFFFF;
    p.accent = 0x0B6B66FF, p.accent_hover = 0x095B57FF, p.accent_pressed = 0x074A47FF,
    p.accent_soft = 0xE1F1EFFF;
    p.danger = 0xB42318FF, p.danger_soft = 0xFDEBE9FF;
    p.success = 0x17693AFF, p.success_soft = 0xE3F4E9FF;
    p.warning = 0x85500AFF, p.warning_soft = 0xFDF1DAFF;
    p.info = 0x1D5AA6FF, p.info_soft = 0xE6EFFAFF;
    p.price = 0xC2370DFF;
    p.scrim = 0x0F172A80, p.focus = 0x0B6B66FF, p.field = 0xFFFFFFFF, p.disabled = 0xE8EBEFFF;
    return p;
}

Palette dark_palette() {
    Palette p{};
    p.page = 0x0E1318FF, p.surface = 0x161D25FF, p.surface_raised = 0x1D2630FF;
    p.line = 0x2A3440FF, p.line_strong = 0x6F7D8EFF;
    p.text = 0xE7ECF1FF, p.text_muted = 0xA2AEBCFF, p.text_on_accent = 0x04211EFF;
    p.accent = 0x4FC4B6FF, p.accent_hover = 0x6AD3C7FF, p.accent_pressed = 0x3DAFA2FF,
    p.accent_soft = 0x14332FFF;
    p.danger = 0xFF8F85FF, p.danger_soft = 0x3B1C1BFF;
    p.success = 0x6FD39AFF, p.success_soft = 0x14301FFF;
    p.warning = 0xF1BC62FF, p.warning_soft = 0x35270FFF;
    p.info = 0x86B8F5FF, p.info_soft = 0x17293FFF;
    p.price = 0xFF8E66FF;
    p.scrim = 0x00000099, p.focus = 0x4FC4B6FF, p.field = 0x11171EFF, p.disabled = 0x26303BFF;
    return p;
}

/// For people who chose their own colours: two colours and one for what can be pressed.
Palette plain_palette(Viewport const& viewport) {
    Color const back = viewport.user_page, ink = viewport.user_text, act = viewport.user_link;
    Palette p{};
    p.page = p.surface = p.surface_raised = p.field = p.disabled = back;
    p.accent_soft = p.danger_soft = p.success_soft = p.warning_soft = p.info_soft = back;
    p.line = p.line_strong = p.text = p.text_muted = p.price = ink;
    p.danger = p.success = p.warning = p.info = ink;
    p.accent = p.accent_hover = p.accent_pressed = p.focus = act;
    p.text_on_accent = back;
    p.scrim = (back & ~0xFFu) | 0xCC;
    return p;
}

}  // namespace

Theme make_theme(Viewport const& viewport) {
    Theme theme{};
    theme.dark = viewport.dark;
    theme.color =
        viewport.forced_colors ? plain_palette(viewport) : (viewport.dark ? dark_palette() : light_palette());
    // Whole pixels: each size of each face fills its own part of the glyph atlas.
    float const scale = std::clamp(viewport.text_scale, 0.75f, 3.0f);
    auto const text = [scale](float px) { return std::round(px * scale); };
    theme.font_small = text(14);
    theme.font_body = text(16);
    theme.font_strong = text(16);
    theme.font_title = text(18);
    theme.font_heading = text(20);
    theme.font_price = text(24);
    theme.space_1 = 4, theme.space_2 = 8, theme.space_3 = 12, theme.space_4 = 16, theme.space_5 = 24;
    theme.space_6 = 32;
    theme.radius = 10, theme.radius_small = 6, theme.line_width = viewport.forced_colors ? 2.0f : 1.0f;
    theme.touch_min = 44;
    theme.control_h = std::max(44.0f, text(46));
    return theme;
}

Color series_color(Theme const& theme, int nth) {
    // The accent, vermilion, blue and purple: apart in lightness, too.
    constexpr Color light[] = {0x0B6B66FF, 0xC4520AFF, 0x1B3F8BFF, 0xA0447EFF};
    constexpr Color dark[] = {0x4FC4B6FF, 0xF0A04BFF, 0x86B8F5FF, 0xE39AC4FF};
    bool const users_own = theme.color.success == theme.color.danger;
    if (users_own) return theme.color.text;
    return (theme.dark ? dark : light)[nth & 3];
}

}  // namespace afterdesk::ui
