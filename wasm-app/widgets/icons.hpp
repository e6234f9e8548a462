#pragma once
// Icons as vector paths on a grid of 24 × 24, so that they need no font and no picture.

#include <span>
#include <string_view>

struct ImDrawList;

namespace afterdesk::ui {

/// Each is its strokes: "M x y" begins a line, "L x y" goes on, "C …" bends (two control points and the
/// end), "Z" closes it, "O x y r" is a circle, "D x y r" a dot. Constants: a program has those that it shows.
namespace icons {

inline constexpr std::string_view back = "M15 5 L8 12 L15 19";
inline constexpr std::string_view chevron = "M9 5 L16 12 L9 19";
inline constexpr std::string_view chevron_down = "M5 9 L12 16 L19 9";
inline constexpr std::string_view search = "O10.5 10.5 6.5 M15.4 15.4 L20.5 20.5";
inline constexpr std::string_view home =
    "M3 11 L12 3.5 L21 11 M5.5 9.5 L5.5 20 L18.5 20 L18.5 9.5 M10 20 L10 14 L14 14 L14 20";
inline constexpr std::string_view orders =
    "M5.5 8 L18.5 8 L19.5 20.5 L4.5 20.5 Z M8.5 11 L8.5 7.5 C8.5 2.4 15.5 2.4 15.5 7.5 L15.5 11";
inline constexpr std::string_view list =
    "M8.5 6 L20.5 6 M8.5 12 L20.5 12 M8.5 18 L20.5 18 D4.2 6 1.1 D4.2 12 1.1 D4.2 18 1.1";
inline constexpr std::string_view shield =
    "M12 3 L19.5 5.8 L19.5 11.5 C19.5 16.2 16.6 19.4 12 21 C7.4 19.4 4.5 16.2 4.5 11.5 L4.5 5.8 Z "
    "M8.6 12 L11.1 14.5 L15.6 9.6";
inline constexpr std::string_view camera =
    "M3 8 L7 8 L8.8 5 L15.2 5 L17 8 L21 8 L21 19.5 L3 19.5 Z O12 13.4 3.7";
inline constexpr std::string_view plus = "M12 5 L12 19 M5 12 L19 12";
inline constexpr std::string_view minus = "M5 12 L19 12";
inline constexpr std::string_view close = "M6 6 L18 18 M18 6 L6 18";
inline constexpr std::string_view edit = "M4 20 L5 15.5 L16 4.5 L19.5 8 L8.5 19 Z M13.5 7 L17 10.5";
inline constexpr std::string_view check = "M4.5 12.5 L9.5 17.5 L19.5 7";
inline constexpr std::string_view warning = "M12 4 L21.5 20 L2.5 20 Z M12 10 L12 14.6 D12 17.3 1";
inline constexpr std::string_view info = "O12 12 9 M12 11 L12 16.4 D12 7.9 1.1";
inline constexpr std::string_view success = "O12 12 9 M8 12.3 L10.9 15.2 L16 9.5";
inline constexpr std::string_view error = "O12 12 9 M12 7.4 L12 12.8 D12 16.2 1.1";
inline constexpr std::string_view truck =
    "M2 6 L14 6 L14 17 L9.6 17 M4.4 17 L2 17 Z M14 10 L18.5 10 L22 13.5 L22 17 L20.1 17 M14.9 17 L14 17 "
    "O7 17.6 2.4 O17.5 17.6 2.4";
inline constexpr std::string_view box =
    "M12 3 L20.5 7.4 L20.5 16.6 L12 21 L3.5 16.6 L3.5 7.4 Z M3.5 7.4 L12 11.8 L20.5 7.4 M12 11.8 L12 21 "
    "M7.8 5.2 L16.3 9.6";
inline constexpr std::string_view wallet =
    "M18.5 7.5 L18.5 4.5 L5.5 4.5 C2.6 4.5 2.6 7.5 5.5 7.5 L20.5 7.5 L20.5 19.5 L5.5 19.5 "
    "C4.4 19.5 3.4 18.8 3.4 17.5 L3.4 6 D16.6 13.5 1.2";
inline constexpr std::string_view clock = "O12 12 9 M12 6.8 L12 12 L15.6 14.2";
inline constexpr std::string_view photo =
    "M3.5 4.5 L20.5 4.5 L20.5 19.5 L3.5 19.5 Z O8.6 9.3 1.7 M3.5 17 L9 12.6 L13 16 L16.6 12.2 L20.5 15.6";
inline constexpr std::string_view play = "M8 5 L19 12 L8 19 Z";
inline constexpr std::string_view file =
    "M14 3.5 L6 3.5 L6 20.5 L18.5 20.5 L18.5 8 L14 3.5 L14 8 L18.5 8 M9 12.5 L15.5 12.5 M9 16 L15.5 16";
inline constexpr std::string_view sun =
    "O12 12 4 M12 2.5 L12 4.5 M12 19.5 L12 21.5 M2.5 12 L4.5 12 M19.5 12 L21.5 12 M5.3 5.3 L6.7 6.7 "
    "M17.3 17.3 L18.7 18.7 M5.3 18.7 L6.7 17.3 M17.3 6.7 L18.7 5.3";
inline constexpr std::string_view moon =
    "M20.5 14.4 C16 16.3 11.4 13.9 10 10.6 C9 8 9.5 5.3 10.7 3.5 C6.3 4.2 3.5 7.9 3.5 12 "
    "C3.5 16.9 7.4 20.5 12 20.5 C16 20.5 19.2 18 20.5 14.4 Z";
inline constexpr std::string_view logout =
    "M10 4 L4 4 L4 20 L10 20 M9.5 12 L20.5 12 M16 7.5 L20.5 12 L16 16.5";
inline constexpr std::string_view user =
    "O12 8 4 M4 20.5 C4 15.5 7.5 13.8 12 13.8 C16.5 13.8 20 15.5 20 20.5";
inline constexpr std::string_view chat =
    "M4 4.5 L20 4.5 L20 16.5 L11 16.5 L6.5 20.5 L6.5 16.5 L4 16.5 Z M8 9 L16 9 M8 12.4 L13 12.4";
inline constexpr std::string_view refresh =
    "M19.5 8.2 C17.6 5.2 14.9 4 12 4 C7.6 4 4 7.6 4 12 C4 16.4 7.6 20 12 20 C15.8 20 18.6 17.6 19.6 14.6 "
    "M20 3.6 L20 8.6 L15 8.6";
inline constexpr std::string_view store =
    "M4.5 11 L4.5 20 L19.5 20 L19.5 11 M3 9.5 L5 4 L19 4 L21 9.5 C21 12.2 16.5 12.2 16.5 9.5 "
    "C16.5 12.2 12 12.2 12 9.5 C12 12.2 7.5 12.2 7.5 9.5 C7.5 12.2 3 12.2 3 9.5 Z M10 20 L10 15 L14 15 L14 "
    "20";
inline constexpr std::string_view scale =
    "M12 3.5 L12 20 M7.5 20 L16.5 20 M5 6.5 L19 6.5 M5 6.5 L2.2 13.5 M5 6.5 L7.8 13.5 "
    "M2.2 13.5 C2.2 17 7.8 17 7.8 13.5 Z M19 6.5 L16.2 13.5 M19 6.5 L21.8 13.5 "
    "M16.2 13.5 C16.2 17 21.8 17 21.8 13.5 Z";
inline constexpr std::string_view globe =
    "O12 12 9 M3 12 L21 12 M12 3 C7.6 7.6 7.6 16.4 12 21 M12 3 C16.4 7.6 16.4 16.4 12 21";

}  // namespace icons

struct Icon {
    std::string_view name, path;
};
/// All of them, for the gallery and for tests.
std::span<Icon const> all_icons();
/// Draws a path. Units: `size` CSS pixels wide and high from (x, y); `color` as ImGui packs it.
void stroke_icon(ImDrawList& list, std::string_view path, float x, float y, float size, unsigned color);

}  // namespace afterdesk::ui
