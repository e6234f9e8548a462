#pragma once
// For charts only: what is drawn on the canvas is a picture, too, for the page without WebGL.

#include <string>

#include "widgets/ui_state.hpp"

namespace afterdesk::ui {

/// How a series is told from the others, without colours, too.
struct Stroke {
    Color color = 0;
    int pattern = 0;  ///< 0 whole, 1 dashes, 2 dots, 3 both; bars are striped so
};

/// Draws inside a rectangle and keeps all of it as SVG.
class ChartPen {
  public:
    ChartPen(Ui& ui, Rect const& area);
    void segment(float x0, float y0, float x1, float y1, Stroke const& stroke, float thickness);
    void bar(Rect const& at, Stroke const& stroke, Color stripes);
    /// A point of a line: round, square, a ring, a square ring.
    void point(float x, float y, Stroke const& stroke, Color inside);
    /// Describes the picture; without WebGL it is the chart.
    void finish(std::uint32_t id);

  private:
    void box(Rect const& at, Color color);
    void svg_rect(Rect const& at, Color color);

    Ui& ui_;
    Rect area_;
    std::string svg_;
};

}  // namespace afterdesk::ui
