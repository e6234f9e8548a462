#include "widgets/theme.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include "testing.hpp"
#include "widgets/icons.hpp"
#include "widgets/ui.hpp"

namespace afterdesk::ui {
namespace {

double channel(Color color, int shift) {
    double const c = static_cast<double>(color >> shift & 0xFF) / 255;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Color color) {
    return 0.2126 * channel(color, 24) + 0.7152 * channel(color, 16) + 0.0722 * channel(color, 8);
}

double contrast(Color a, Color b) {
    double const la = luminance(a);
    double const lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

struct Pair {
    std::string name;
    Color ink, back;
    double least;
};

constexpr double text_contrast = 4.5, edge_contrast = 3.0;

}  // namespace

TEST_CASE("text and controls reach WCAG AA contrast in each theme") {
    for (bool const dark : {false, true}) {
        for (bool const forced : {false, true}) {
            Viewport viewport;
            viewport.dark = dark;
            viewport.forced_colors = forced;
            if (dark)
                viewport.user_page = 0x000000FF, viewport.user_text = 0xFFFFFFFF,
                viewport.user_link = 0xFFFF00FF;
            Palette const p = make_theme(viewport).color;
            Pair const pairs[] = {
                {"text on the page", p.text, p.page, text_contrast},
                {"text on a card", p.text, p.surface, text_contrast},
                {"text on a dialog", p.text, p.surface_raised, text_contrast},
                {"text in a field", p.text, p.field, text_contrast},
                {"text on a chosen card", p.text, p.accent_soft, text_contrast},
                {"muted text on the page", p.text_muted, p.page, text_contrast},
                {"muted text on a card", p.text_muted, p.surface, text_contrast},
                {"muted text on a dialog", p.text_muted, p.surface_raised, text_contrast},
                {"muted text on a chosen card", p.text_muted, p.accent_soft, text_contrast},
                {"muted text on a disabled button", p.text_muted, p.disabled, text_contrast},
                {"placeholder in a field", p.text_muted, p.field, text_contrast},
                {"a message's text", p.page, p.text, text_contrast},
                {"primary button", p.text_on_accent, p.accent, text_contrast},
                {"primary button, hovered", p.text_on_accent, p.accent_hover, text_contrast},
                {"primary button, pressed", p.text_on_accent, p.accent_pressed, text_contrast},
                {"danger button", p.text_on_accent, p.danger, text_contrast},
                {"link on the page", p.accent, p.page, text_contrast},
                {"link on a card", p.accent, p.surface, text_contrast},
                {"link on a dialog", p.accent, p.surface_raised, text_contrast},
                {"quiet button, hovered", p.accent, p.accent_soft, text_contrast},
                {"price on the page", p.price, p.page, text_contrast},
                {"price on a card", p.price, p.surface, text_contrast},
                {"price on a chosen card", p.price, p.accent_soft, text_contrast},
                {"error on a card", p.danger, p.surface, text_contrast},
                {"error on a dialog", p.danger, p.surface_raised, text_contrast},
                {"error on the page", p.danger, p.page, text_contrast},
                {"success on the page", p.success, p.page, text_contrast},
                {"danger badge", p.danger, p.danger_soft, text_contrast},
                {"success badge", p.success, p.success_soft, text_contrast},
                {"warning badge", p.warning, p.warning_soft, text_contrast},
                {"info badge", p.info, p.info_soft, text_contrast},
                {"notice, danger", p.text, p.danger_soft, text_contrast},
                {"notice, warning", p.text, p.warning_soft, text_contrast},
                {"edge of a field on a card", p.line_strong, p.surface, edge_contrast},
                {"edge of a field inside", p.line_strong, p.field, edge_contrast},
                {"edge of a field on a dialog", p.line_strong, p.surface_raised, edge_contrast},
                {"focus ring on the page", p.focus, p.page, edge_contrast},
                {"focus ring on a card", p.focus, p.surface, edge_contrast},
            };
            for (int nth = 0; nth < 4; ++nth) {
                CHECK(contrast(series_color(make_theme(viewport), nth), p.surface) >= edge_contrast);
                CHECK(contrast(series_color(make_theme(viewport), nth), p.page) >= edge_contrast);
            }
            for (Pair const& pair : pairs) {
                CAPTURE(dark);
                CAPTURE(forced);
                CAPTURE(pair.name);
                CHECK(contrast(pair.ink, pair.back) >= pair.least);
            }
        }
    }
}

TEST_CASE("text grows with the host's text size, and nothing that is touched is below 44 pixels") {
    for (float const scale : {0.8f, 1.0f, 1.5f, 2.0f}) {
        Viewport viewport;
        viewport.text_scale = scale;
        Theme const theme = make_theme(viewport);
        CHECK(theme.font_body == std::round(16 * scale));
        CHECK(theme.control_h >= 44);
        CHECK(theme.touch_min >= 44);
    }
}

TEST_CASE("each icon has one name and a path that stays on its grid") {
    std::set<std::string_view> names;
    for (Icon const& icon : all_icons()) {
        CAPTURE(std::string(icon.name));
        CHECK(names.insert(icon.name).second);
        CHECK(icon.path.find_first_not_of("MLCZOD 0123456789.") == std::string_view::npos);
    }
}

}  // namespace afterdesk::ui
