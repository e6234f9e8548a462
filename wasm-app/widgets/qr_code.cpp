#include "widgets/qr_code.hpp"

#include <algorithm>

#include "widgets/flow.hpp"
#include "widgets/paint.hpp"

namespace afterdesk::ui {
namespace {

constexpr float least_module_px = 4, wanted_px = 220;
constexpr std::size_t quiet = 4;                       // Rule: ISO/IEC 18004, four modules of light around it
constexpr Color ink = 0x000000FF, paper = 0xFFFFFFFF;  // what cameras expect, whatever the theme

/// Calls `draw(x, y, length)` for each run of dark modules.
template <class Draw>
void each_run(std::span<std::string const> rows, Draw draw) {
    for (std::size_t y = 0; y < rows.size(); ++y) {
        for (std::size_t x = 0; x < rows[y].size();) {
            std::size_t end = x;
            while (end < rows[y].size() && rows[y][end] == '1') ++end;
            if (end > x) draw(x + quiet, y + quiet, end - x);
            x = std::max(end, x + 1);
        }
    }
}

/// The same as a picture of the browser's.
std::string as_svg(std::span<std::string const> rows, std::size_t side) {
    std::string const whole = std::to_string(side);
    std::string svg = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 " + whole +
                      " " + whole + "' shape-rendering='crispEdges'><rect width='" + whole + "' height='" +
                      whole + "' fill='white'/><path d='";
    each_run(rows, [&](std::size_t x, std::size_t y, std::size_t length) {
        svg += "M" + std::to_string(x) + " " + std::to_string(y) + "h" + std::to_string(length) + "v1h-" +
               std::to_string(length) + "z";
    });
    return svg + "'/></svg>";
}

}  // namespace

void qr_code(Ui& ui, std::string_view key, std::string_view name, std::span<std::string const> rows) {
    if (rows.empty()) return;
    std::size_t const side = rows.size() + 2 * quiet;
    float const count = static_cast<float>(side);
    float const module_px =
        std::max(least_module_px, static_cast<float>(static_cast<int>(wanted_px / count)));
    float const px = module_px * count;
    Rect at = place(ui, px, px);
    at.w = px;
    add_node(ui, Role::image, key_id(ui, key), name, at).value = as_svg(rows, side);
    fill(ui, at, paper, 0);
    each_run(rows, [&](std::size_t x, std::size_t y, std::size_t length) {
        fill(ui,
             {at.x + static_cast<float>(x) * module_px, at.y + static_cast<float>(y) * module_px,
              static_cast<float>(length) * module_px, module_px},
             ink, 0);
    });
}

}  // namespace afterdesk::ui
