#pragma once
// Icons as vector paths on a grid of 24 × 24, so that they need no font and no picture.

#include <span>
#include <string_view>

struct ImDrawList;

namespace afterdesk::ui {

/// A name that screens use, and its strokes: "M x y" begins a line, "L x y" goes on, "C …" bends (two control
/// points and the end), "Z" closes it, "O x y r" is a circle, "D x y r" a dot.
struct Icon {
    std::string_view name, path;
};

/// All icons, by name.
std::span<Icon const> icons();
/// The path of an icon; empty when there is none of that name.
std::string_view icon_path(std::string_view name);
/// Draws a path. Units: `size` CSS pixels wide and high from (x, y); `color` as ImGui packs it.
void stroke_icon(ImDrawList& list, std::string_view path, float x, float y, float size, unsigned color);

}  // namespace afterdesk::ui
