#include "widgets/icons.hpp"

#include <algorithm>
#include <cstddef>

#include "imgui.h"

namespace afterdesk::ui {
namespace {

constexpr Icon named[] = {
    {"back", icons::back},       {"chevron", icons::chevron}, {"chevron_down", icons::chevron_down},
    {"search", icons::search},   {"home", icons::home},       {"orders", icons::orders},
    {"list", icons::list},       {"shield", icons::shield},   {"camera", icons::camera},
    {"plus", icons::plus},       {"minus", icons::minus},     {"close", icons::close},
    {"edit", icons::edit},       {"check", icons::check},     {"warning", icons::warning},
    {"info", icons::info},       {"success", icons::success}, {"error", icons::error},
    {"truck", icons::truck},     {"box", icons::box},         {"wallet", icons::wallet},
    {"clock", icons::clock},     {"photo", icons::photo},     {"play", icons::play},
    {"file", icons::file},       {"sun", icons::sun},         {"moon", icons::moon},
    {"logout", icons::logout},   {"user", icons::user},       {"chat", icons::chat},
    {"refresh", icons::refresh}, {"store", icons::store},     {"scale", icons::scale},
    {"globe", icons::globe},
};

/// Reads the numbers and letters of a path.
struct PathReader {
    std::string_view path;
    std::size_t at = 0;

    void skip_blanks() {
        while (at < path.size() && path[at] == ' ') ++at;
    }
    char letter() {
        skip_blanks();
        return at < path.size() ? path[at++] : '\0';
    }
    float number() {
        skip_blanks();
        float value = 0;
        float digit_worth = 0;
        for (; at < path.size() && (path[at] == '.' || (path[at] >= '0' && path[at] <= '9')); ++at) {
            if (path[at] == '.') {
                digit_worth = 0.1f;
            } else if (digit_worth > 0) {
                value += static_cast<float>(path[at] - '0') * digit_worth;
                digit_worth *= 0.1f;
            } else {
                value = value * 10 + static_cast<float>(path[at] - '0');
            }
        }
        return value;
    }
};

}  // namespace

std::span<Icon const> all_icons() { return named; }

void stroke_icon(ImDrawList& list, std::string_view path, float x, float y, float size, unsigned color) {
    float const unit = size / 24;
    float const thickness = std::max(1.4f, 1.75f * unit);
    PathReader reader{path};
    auto const point = [&reader, x, y, unit] {
        float const px = reader.number();
        float const py = reader.number();
        return ImVec2(x + px * unit, y + py * unit);
    };
    auto const finish = [&list, color, thickness](ImDrawFlags flags) {
        if (list._Path.Size > 1) list.PathStroke(color, flags, thickness);
        list.PathClear();
    };
    for (char command = reader.letter(); command != '\0'; command = reader.letter()) {
        if (command == 'L') {
            list.PathLineTo(point());
        } else if (command == 'C') {
            ImVec2 const first = point();
            ImVec2 const second = point();
            list.PathBezierCubicCurveTo(first, second, point());
        } else if (command == 'Z') {
            finish(ImDrawFlags_Closed);
        } else {
            finish(ImDrawFlags_None);
            ImVec2 const start = point();
            if (command == 'M') list.PathLineTo(start);
            if (command == 'O') list.AddCircle(start, reader.number() * unit, color, 0, thickness);
            if (command == 'D') list.AddCircleFilled(start, reader.number() * unit, color);
        }
    }
    finish(ImDrawFlags_None);
}

}  // namespace afterdesk::ui
