#pragma once
// For the widgets only: boxes, lines, icons and text in the colours of the theme.

#include <cstdint>
#include <string_view>

#include "widgets/ui_state.hpp"

namespace afterdesk::ui {

enum class Face : std::uint8_t { regular, strong };
enum class Align : std::uint8_t { left, center, right };

/// How a text looks. Units: CSS pixels.
struct Type {
    Face face = Face::regular;
    float px = 16;
    float line_h = 24;
    Color color = 0;
};

Type body_type(Theme const& theme);
Type strong_type(Theme const& theme);
Type small_type(Theme const& theme);
Type muted_type(Theme const& theme);
Type styled(Theme const& theme, TextStyle style);
Type heading_type(Theme const& theme, int level);
Type colored(Type type, Color color);

/// The text in lines of at most `width`; kept between frames. The reference is good until the frame ends.
Paragraph const& paragraph(Ui& ui, std::string_view text, Type const& type, float width);
float height_of(Paragraph const& paragraph, Type const& type);
/// The width of the text in one line.
float width_of(Ui& ui, std::string_view text, Type const& type);

/// Draws the lines from `y` down, aligned between x and x + w.
void draw_paragraph(Ui& ui, Paragraph const& lines, std::string_view text, Type const& type, Rect const& at,
                    Align align = Align::left);
/// Draws one line in the middle of the rectangle's height; "…" stands for what does not fit.
void draw_line(Ui& ui, std::string_view text, Type const& type, Rect const& at, Align align = Align::left);

void fill(Ui& ui, Rect const& rect, Color color, float radius);
void outline(Ui& ui, Rect const& rect, Color color, float radius, float thickness);
void dashed_outline(Ui& ui, Rect const& rect, Color color);
void line(Ui& ui, float x0, float y0, float x1, float y1, Color color, float thickness);
void circle(Ui& ui, float x, float y, float radius, Color color);
void ring(Ui& ui, float x, float y, float radius, Color color, float thickness);
/// A soft shadow of something that lies above the page.
void shadow(Ui& ui, Rect const& rect, float radius);
/// The ring around what has the keyboard's focus, when the focus came from the keyboard.
void focus_ring(Ui& ui, std::uint32_t id, Rect const& rect, float radius);
/// An icon of `size` in the middle of the rectangle.
void draw_icon(Ui& ui, std::string_view path, Rect const& at, float size, Color color);

/// A star of five tips, of `size` in the middle of the rectangle.
void star(Ui& ui, Rect const& at, float size, bool filled, Color color);

/// A box whose height is told at its end.
Surface begin_surface(Ui& ui, float x, float y, float w, Color color, Color border, float radius,
                      float border_width);
void end_surface(Ui& ui, Surface const& surface, float h);

Rect inset(Rect const& rect, float dx, float dy);
Color soft_color(Palette const& palette, Tone tone);
Color strong_color(Palette const& palette, Tone tone);
std::string_view tone_icon(Tone tone);
/// Classes of web/style.css.
std::string_view look_of(Tone tone);
std::string_view look_of(TextStyle style);
std::string_view place_of(Align align);

}  // namespace afterdesk::ui
