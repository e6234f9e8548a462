#include "widgets/chart_pen.hpp"

#include <algorithm>
#include <cmath>

#include "widgets/flow.hpp"
#include "widgets/paint.hpp"

namespace afterdesk::ui {
namespace {

constexpr float stripe_step = 6, point_radius = 4;

struct Dash {
    float drawn = 0, gap = 0;
};
constexpr Dash dashes[] = {{0, 0}, {8, 5}, {2, 4}, {14, 4}};

std::string whole(float px) { return std::to_string(std::lround(px)); }

std::string hex(Color color) {
    constexpr char digits[] = "0123456789abcdef";
    std::string text = "%23";
    for (int shift = 28; shift >= 8; shift -= 4) text += digits[color >> shift & 15];
    return text;
}

}  // namespace

ChartPen::ChartPen(Ui& ui, Rect const& area) : ui_(ui), area_(area) {
    svg_ = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='" + whole(area.w) +
           "' height='" + whole(area.h) + "'>";
}

void ChartPen::svg_rect(Rect const& at, Color color) {
    svg_ += "<rect x='" + whole(at.x - area_.x) + "' y='" + whole(at.y - area_.y) + "' width='" +
            whole(at.w) + "' height='" + whole(at.h) + "' fill='" + hex(color) + "'/>";
}

void ChartPen::box(Rect const& at, Color color) {
    fill(ui_, at, color, 0);
    svg_rect(at, color);
}

void ChartPen::segment(float x0, float y0, float x1, float y1, Stroke const& stroke, float thickness) {
    Dash const dash = dashes[stroke.pattern];
    float const length = std::sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0));
    float const step = dash.drawn > 0 ? dash.drawn + dash.gap : std::max(1.0f, length);
    float const drawn = dash.drawn > 0 ? dash.drawn : length;
    for (float from = 0; from < length; from += step) {
        float const a = from / length, b = std::min(1.0f, (from + drawn) / length);
        line(ui_, x0 + (x1 - x0) * a, y0 + (y1 - y0) * a, x0 + (x1 - x0) * b, y0 + (y1 - y0) * b,
             stroke.color, thickness);
    }
    svg_ += "<line x1='" + whole(x0 - area_.x) + "' y1='" + whole(y0 - area_.y) + "' x2='" +
            whole(x1 - area_.x) + "' y2='" + whole(y1 - area_.y) + "' stroke='" + hex(stroke.color) +
            "' stroke-width='" + whole(thickness) + "'";
    if (dash.drawn > 0) svg_ += " stroke-dasharray='" + whole(dash.drawn) + " " + whole(dash.gap) + "'";
    svg_ += "/>";
}

void ChartPen::bar(Rect const& at, Stroke const& stroke, Color stripes) {
    box(at, stroke.color);
    for (float y = at.y + stripe_step; (stroke.pattern & 1) != 0 && y < at.y + at.h - 1; y += stripe_step)
        box({at.x, y, at.w, 1}, stripes);
    for (float x = at.x + stripe_step; (stroke.pattern & 2) != 0 && x < at.x + at.w - 1; x += stripe_step)
        box({x, at.y, 1, at.h}, stripes);
}

void ChartPen::point(float x, float y, Stroke const& stroke, Color inside) {
    float const r = point_radius, hole = 2;
    if (stroke.pattern % 2 == 1) {
        box({x - r, y - r, 2 * r, 2 * r}, stroke.color);
        if (stroke.pattern == 3) box({x - hole, y - hole, 2 * hole, 2 * hole}, inside);
        return;
    }
    circle(ui_, x, y, r, stroke.color);
    if (stroke.pattern == 2) circle(ui_, x, y, hole, inside);
    std::string const place = "<circle cx='" + whole(x - area_.x) + "' cy='" + whole(y - area_.y) + "' r='";
    svg_ += place + whole(r) + "' fill='" + hex(stroke.color) + "'/>";
    if (stroke.pattern == 2) svg_ += place + whole(hole) + "' fill='" + hex(inside) + "'/>";
}

void ChartPen::finish(std::uint32_t id) {
    Node& node = add_node(ui_, Role::image, id, {}, area_);
    node.value = std::move(svg_) + "</svg>";
    node.look = "plot";
}

}  // namespace afterdesk::ui
