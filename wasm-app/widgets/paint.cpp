#include "widgets/paint.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "imgui.h"
#include "imgui_internal.h"
#include "widgets/flow.hpp"
#include "widgets/icons.hpp"
#include "widgets/right_to_left.hpp"

namespace afterdesk::ui {
namespace {

ImU32 packed(Color color) {
    return IM_COL32(color >> 24 & 0xFF, color >> 16 & 0xFF, color >> 8 & 0xFF, color & 0xFF);
}

ImVec2 top_left(Rect const& rect) { return {rect.x, rect.y}; }
ImVec2 bottom_right(Rect const& rect) { return {rect.x + rect.w, rect.y + rect.h}; }

Type type(Face face, float px, float line_ratio, Color color) {
    return {face, px, std::round(px * line_ratio), color};
}

ImFont* font_of(Ui& ui, Face face) { return face == Face::strong ? ui.state().strong : ui.state().regular; }

float advance_in(void const* baked, std::uint32_t code_point, std::size_t) {
    ImFontBaked* const font = const_cast<ImFontBaked*>(static_cast<ImFontBaked const*>(baked));
    std::uint32_t const known =
        code_point <= IM_UNICODE_CODEPOINT_MAX ? code_point : IM_UNICODE_CODEPOINT_INVALID;
    return font->GetCharAdvance(static_cast<ImWchar>(known));
}

Advance advance_of(Ui& ui, Type const& type) {
    return {advance_in, font_of(ui, type.face)->GetFontBaked(type.px)};
}

std::uint64_t paragraph_key(std::string_view text, Type const& type, float width) {
    std::uint64_t seed = static_cast<std::uint64_t>(std::lround(type.px * 4)) << 1;
    seed = (seed | static_cast<std::uint64_t>(type.face == Face::strong)) << 32;
    seed |= static_cast<std::uint32_t>(std::lround(width * 8));
    return fnv1a(text, seed ^ 0xcbf29ce484222325u);
}

void draw_bytes(Ui& ui, std::string_view text, Type const& type, float x, float y) {
    if (text.empty() || !visible(ui, {x, y, 1e5f, type.line_h})) return;
    float const drop = (type.line_h - type.px) / 2;
    ImVec2 const at(std::round(x), std::round(y + drop));
    ui.state().draw->AddText(font_of(ui, type.face), type.px, at, packed(type.color), text.data(),
                             text.data() + text.size());
}

float aligned(float x, float room, Align align) {
    if (align == Align::left) return x;
    return align == Align::center ? x + room / 2 : x + room;
}

/// Who measures words for a font.
struct Ruler {
    LineSetter const& setter;
    ImFont& font;
    float px;

    WholeWords::Measure measure() const {
        return {[](void const* self, std::string const& word) {
                    auto const& ruler = *static_cast<Ruler const*>(self);
                    return ruler.setter.width(ruler.font, ruler.px, word);
                },
                this};
    }
    float width(std::string const& line) const { return setter.width(font, px, line); }
};

Ruler ruler_of(Ui& ui, Type const& type) { return {ui.state().setter, *font_of(ui, type.face), type.px}; }

void break_lines(Ui& ui, std::string_view text, Type const& type, float room, Paragraph& made) {
    if (!has_right_to_left(text)) {
        made.lines = wrap_text(text, room, advance_of(ui, type));
        return;
    }
    Ruler const ruler = ruler_of(ui, type);
    WholeWords const words(text, room, ruler.measure());
    made.lines = wrap_text(text, room, words.advance());
    for (TextLine& line : made.lines) {
        std::string& alone = made.alone.emplace_back(set_alone(text, line.begin, line.end));
        line.width = ruler.width(alone);
        if (!has_right_to_left(alone)) alone.clear();
    }
}

/// A text that is too wide for one line, cut in the order in which it is read.
Paragraph const& cut_line(Ui& ui, std::string_view text, Type const& type, float width) {
    UiState& state = ui.state();
    auto const [entry, is_new] = state.paragraphs.try_emplace(~paragraph_key(text, type, width));
    Paragraph& made = entry->second;
    made.frame = state.frame_no;
    if (!is_new) return made;
    Ruler const ruler = ruler_of(ui, type);
    std::string& line = made.alone.emplace_back();
    for (std::size_t end = text.size(); end > 0 && (line.empty() || ruler.width(line) > width);) {
        while (--end > 0 && (text[end] & 0xC0) == 0x80) continue;
        line = set_alone(text, 0, end, "…");
    }
    made.width = ruler.width(line);
    made.lines.push_back({0, 0, made.width});
    return made;
}

/// A line with letters from right to left is one picture: their order, and how they join, is not ours.
void draw_whole(Ui& ui, std::string const& line, Type const& type, float x, float y) {
    if (!visible(ui, {x, y, 1e5f, type.line_h})) return;
    UiState& state = ui.state();
    ImFont& font = *font_of(ui, type.face);
    std::uint64_t const color = std::uint64_t{type.color} << 32;
    std::uint64_t const key = paragraph_key(line, type, state.pixel_ratio) ^ color;
    std::vector<LinePiece>& pieces = state.pieces;
    auto const is_of_line = [key](LinePiece const& piece) { return piece.line == key; };
    if (std::none_of(pieces.begin(), pieces.end(), is_of_line)) {
        std::size_t const first = pieces.size();
        state.setter.draw(font, type.px, line, type.color, pieces);
        for (std::size_t i = first; i < pieces.size(); ++i) pieces[i].line = key;
    }
    ImVec2 const at(std::round(x), std::round(y + (type.line_h - type.px) / 2));
    for (LinePiece& piece : pieces) {
        if (!is_of_line(piece)) continue;
        piece.frame = state.frame_no;
        ImFontAtlasRect ink;
        font.ContainerAtlas->GetCustomRect(piece.rect, &ink);
        ImVec2 const from(at.x + piece.at.x, at.y + piece.at.y);
        state.draw->AddImage(font.ContainerAtlas->TexRef, from, {from.x + piece.at.w, from.y + piece.at.h},
                             ink.uv0, ink.uv1, packed(type.color | 0xFFFFFF00u));
    }
}

void draw_lines(Ui& ui, Paragraph const& lines, std::string_view text, Type const& type, Rect const& at,
                Align align) {
    float y = at.y;
    for (std::size_t i = 0; i < lines.lines.size(); ++i) {
        TextLine const& line = lines.lines[i];
        float const x = aligned(at.x, at.w - line.width, align);
        if (lines.alone.empty() || lines.alone[i].empty()) {
            draw_bytes(ui, text.substr(line.begin, line.end - line.begin), type, x, y);
        } else {
            draw_whole(ui, lines.alone[i], type, x, y);
        }
        y += type.line_h;
    }
}

/// In debug builds ~Ui checks that what is drawn can be read in the mirror. Signs of one letter need no node.
void note_drawn([[maybe_unused]] Ui& ui, [[maybe_unused]] std::string_view text) {
#ifdef IMGUI_ENABLE_TEST_ENGINE
    if (text.size() > 3) ui.state().drawn.emplace_back(text);
#endif
}

}  // namespace

Type body_type(Theme const& theme) { return type(Face::regular, theme.font_body, 1.5f, theme.color.text); }
Type strong_type(Theme const& theme) { return type(Face::strong, theme.font_strong, 1.5f, theme.color.text); }
Type small_type(Theme const& theme) { return type(Face::regular, theme.font_small, 1.5f, theme.color.text); }
Type muted_type(Theme const& theme) { return colored(small_type(theme), theme.color.text_muted); }

Type styled(Theme const& theme, TextStyle style) {
    switch (style) {
        case TextStyle::body: return body_type(theme);
        case TextStyle::strong: return strong_type(theme);
        case TextStyle::small: return small_type(theme);
        case TextStyle::muted: return muted_type(theme);
        case TextStyle::price: return colored(strong_type(theme), theme.color.price);
        case TextStyle::price_large: return type(Face::strong, theme.font_price, 1.35f, theme.color.price);
        case TextStyle::danger: return colored(small_type(theme), theme.color.danger);
        case TextStyle::success: return colored(small_type(theme), theme.color.success);
        case TextStyle::mono: return body_type(theme);
    }
    return body_type(theme);
}

Type heading_type(Theme const& theme, int level) {
    float const px = level <= 1 ? theme.font_heading : (level == 2 ? theme.font_title : theme.font_strong);
    return type(Face::strong, px, 1.4f, theme.color.text);
}

Type colored(Type type, Color color) {
    type.color = color;
    return type;
}

Paragraph const& paragraph(Ui& ui, std::string_view text, Type const& type, float width) {
    UiState& state = ui.state();
    auto const [entry, is_new] = state.paragraphs.try_emplace(paragraph_key(text, type, width));
    Paragraph& made = entry->second;
    made.frame = state.frame_no;
    if (!is_new) return made;
    // Half a pixel of mercy: sums of advances are not exact.
    break_lines(ui, text, type, std::max(1.0f, width) + 0.5f, made);
    for (TextLine const& line : made.lines) made.width = std::max(made.width, line.width);
    made.natural = made.width;
    if (made.lines.size() > 1) {
        Paragraph unbroken;
        break_lines(ui, text, type, 1e6f, unbroken);
        for (TextLine const& line : unbroken.lines) made.natural = std::max(made.natural, line.width);
    }
    return made;
}

float height_of(Paragraph const& paragraph, Type const& type) {
    return static_cast<float>(std::max<std::size_t>(1, paragraph.lines.size())) * type.line_h;
}

float width_of(Ui& ui, std::string_view text, Type const& type) {
    return paragraph(ui, text, type, 1e6f).width;
}

void draw_paragraph(Ui& ui, Paragraph const& lines, std::string_view text, Type const& type, Rect const& at,
                    Align align) {
    note_drawn(ui, text);
    draw_lines(ui, lines, text, type, at, align);
}

void draw_line(Ui& ui, std::string_view text, Type const& type, Rect const& at, Align align) {
    if (text.empty()) return;
    note_drawn(ui, text);
    float const y = at.y + (at.h - type.line_h) / 2;
    Paragraph const& whole = paragraph(ui, text, type, 1e6f);
    if (whole.width <= at.w + 0.5f) {
        draw_lines(ui, whole, text, type, {at.x, y, at.w, type.line_h}, align);
        return;
    }
#ifdef IMGUI_ENABLE_TEST_ENGINE
    ui.state().cut.emplace_back(text);
#endif
    if (!whole.alone.empty()) {
        draw_lines(ui, cut_line(ui, text, type, at.w), text, type, {at.x, y, at.w, type.line_h}, Align::left);
        return;
    }
    constexpr std::string_view dots = "…";
    Advance const advance = advance_of(ui, type);
    float const room = at.w - width_of(ui, dots, type);
    std::size_t end = 0;
    float x = at.x;
    for (std::size_t next = 0; next < text.size(); end = next) {
        std::size_t const here = next;
        float const own = advance.of(advance.context, next_char(text, next), here);
        if (x + own > at.x + room) break;
        x += own;
    }
    draw_bytes(ui, text.substr(0, end), type, at.x, y);
    draw_bytes(ui, dots, type, x, y);
}

void fill(Ui& ui, Rect const& rect, Color color, float radius) {
    ui.state().draw->AddRectFilled(top_left(rect), bottom_right(rect), packed(color), radius);
}

void outline(Ui& ui, Rect const& rect, Color color, float radius, float thickness) {
    ImDrawList& list = *ui.state().draw;
    float const half = thickness / 2;
    list.PathRect(ImVec2(rect.x + half, rect.y + half),
                  ImVec2(rect.x + rect.w - half, rect.y + rect.h - half), std::max(0.0f, radius - half));
    list.PathStroke(packed(color), ImDrawFlags_Closed, thickness);
}

void dashed_outline(Ui& ui, Rect const& rect, Color color) {
    constexpr float dash = 6, step = 10;
    for (int i = 0; i < static_cast<int>(std::ceil(rect.w / step)); ++i) {
        float const x = rect.x + static_cast<float>(i) * step;
        float const end = std::min(x + dash, rect.x + rect.w);
        line(ui, x, rect.y, end, rect.y, color, 1);
        line(ui, x, rect.y + rect.h, end, rect.y + rect.h, color, 1);
    }
    for (int i = 0; i < static_cast<int>(std::ceil(rect.h / step)); ++i) {
        float const y = rect.y + static_cast<float>(i) * step;
        float const end = std::min(y + dash, rect.y + rect.h);
        line(ui, rect.x, y, rect.x, end, color, 1);
        line(ui, rect.x + rect.w, y, rect.x + rect.w, end, color, 1);
    }
}

void line(Ui& ui, float x0, float y0, float x1, float y1, Color color, float thickness) {
    if (y0 == y1) {
        fill(ui, {x0, y0 - thickness / 2, x1 - x0, thickness}, color, 0);
    } else if (x0 == x1) {
        fill(ui, {x0 - thickness / 2, y0, thickness, y1 - y0}, color, 0);
    } else {
        ui.state().draw->AddLine(ImVec2(x0, y0), ImVec2(x1, y1), packed(color), thickness);
    }
}

void circle(Ui& ui, float x, float y, float radius, Color color) {
    ui.state().draw->AddCircleFilled(ImVec2(x, y), radius, packed(color));
}

void ring(Ui& ui, float x, float y, float radius, Color color, float thickness) {
    ui.state().draw->AddCircle(ImVec2(x, y), radius - thickness / 2, packed(color), 0, thickness);
}

void shadow(Ui& ui, Rect const& rect, float radius) {
    constexpr int layers = 8;
    for (int i = layers; i > 0; --i) {
        float const grow = static_cast<float>(i) * 2;
        fill(ui, {rect.x - grow, rect.y - grow + 3, rect.w + 2 * grow, rect.h + 2 * grow}, 0x00000004,
             radius + grow);
    }
}

void focus_ring(Ui& ui, std::uint32_t id, Rect const& rect, float radius) {
    if (ui.input().focused != id || !ui.input().focus_visible) return;
    outline(ui, inset(rect, -4, -4), ui.theme().color.focus, radius + 4, 2);
}

void draw_icon(Ui& ui, std::string_view path, Rect const& at, float size, Color color) {
    if (path.empty() || !visible(ui, at)) return;
    stroke_icon(*ui.state().draw, path, at.x + (at.w - size) / 2, at.y + (at.h - size) / 2, size,
                packed(color));
}

namespace {

/// Tips and the corners between them in turn, from the top, clockwise; on a grid of 24 × 24.
constexpr std::array<ImVec2, 10> star_corners{{{12, 2.6f},
                                               {14.9f, 8.7f},
                                               {21.5f, 9.5f},
                                               {16.6f, 14.2f},
                                               {17.9f, 20.8f},
                                               {12, 17.6f},
                                               {6.1f, 20.8f},
                                               {7.4f, 14.2f},
                                               {2.5f, 9.5f},
                                               {9.1f, 8.7f}}};

}  // namespace

void star(Ui& ui, Rect const& at, float size, bool filled, Color color) {
    ImDrawList& list = *ui.state().draw;
    float const unit = size / 24, x = at.x + (at.w - size) / 2, y = at.y + (at.h - size) / 2;
    std::array<ImVec2, star_corners.size()> corners;
    std::transform(star_corners.begin(), star_corners.end(), corners.begin(),
                   [=](ImVec2 p) { return ImVec2(x + p.x * unit, y + p.y * unit); });
    // Kites that lie over one another: each is convex, and no edge of one is seen inside the star.
    for (std::size_t tip = 0; filled && tip < corners.size(); tip += 2) {
        std::array const kite{corners[tip], corners[(tip + 1) % 10], corners[(tip + 5) % 10],
                              corners[(tip + 9) % 10]};
        list.AddConvexPolyFilled(kite.data(), static_cast<int>(kite.size()), packed(color));
    }
    list.AddPolyline(corners.data(), static_cast<int>(corners.size()), packed(color), ImDrawFlags_Closed,
                     1.6f);
}

Surface begin_surface(Ui& ui, float x, float y, float w, Color color, Color border, float radius,
                      float border_width) {
    float const h = 4 * radius + 8;
    Surface surface{mark(ui).vertex, 0, y, h};
    fill(ui, {x, y, w, h}, color, radius);
    if (border_width > 0) outline(ui, {x, y, w, h}, border, radius, border_width);
    surface.last = mark(ui).vertex;
    return surface;
}

void end_surface(Ui& ui, Surface const& surface, float h) {
    float const middle = surface.y + surface.h / 2;
    for (int i = surface.first; i < surface.last; ++i) {
        float& y = ui.state().draw->VtxBuffer[i].pos.y;
        if (y > middle) y += h - surface.h;
    }
}

Rect inset(Rect const& rect, float dx, float dy) {
    return {rect.x + dx, rect.y + dy, std::max(0.0f, rect.w - 2 * dx), std::max(0.0f, rect.h - 2 * dy)};
}

Color soft_color(Palette const& palette, Tone tone) {
    switch (tone) {
        case Tone::neutral: return palette.disabled;
        case Tone::info: return palette.info_soft;
        case Tone::success: return palette.success_soft;
        case Tone::warning: return palette.warning_soft;
        case Tone::danger: return palette.danger_soft;
    }
    return palette.disabled;
}

Color strong_color(Palette const& palette, Tone tone) {
    switch (tone) {
        case Tone::neutral: return palette.text_muted;
        case Tone::info: return palette.info;
        case Tone::success: return palette.success;
        case Tone::warning: return palette.warning;
        case Tone::danger: return palette.danger;
    }
    return palette.text_muted;
}

std::string_view tone_icon(Tone tone) {
    switch (tone) {
        case Tone::neutral: return icons::info;
        case Tone::info: return icons::info;
        case Tone::success: return icons::success;
        case Tone::warning: return icons::warning;
        case Tone::danger: return icons::error;
    }
    return icons::info;
}

std::string_view look_of(Tone tone) {
    switch (tone) {
        case Tone::neutral: return "neutral";
        case Tone::info: return "info";
        case Tone::success: return "good";
        case Tone::warning: return "warning";
        case Tone::danger: return "bad";
    }
    return {};
}

std::string_view look_of(TextStyle style) {
    switch (style) {
        case TextStyle::body:
        case TextStyle::small:
        case TextStyle::mono: return {};
        case TextStyle::strong: return "strong";
        case TextStyle::muted: return "muted";
        case TextStyle::price: return "price";
        case TextStyle::price_large: return "price large";
        case TextStyle::danger: return "ink bad";
        case TextStyle::success: return "ink good";
    }
    return {};
}

std::string_view place_of(Align align) {
    switch (align) {
        case Align::left: return {};
        case Align::center: return "center";
        case Align::right: return "end";
    }
    return {};
}

}  // namespace afterdesk::ui
