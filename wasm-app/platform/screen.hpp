#pragma once
// What is drawn on: a WebGL2 canvas, or nothing when there is none and the mirror is shown as the page.

#include <cstdint>

struct ImDrawData;

namespace afterdesk::platform {

enum class ScreenKind : std::uint8_t { canvas, lost, html };

class Screen {
  public:
    /// Without WebGL2, or when the address asks for it, the screen is HTML.
    void open(bool as_html);
    ScreenKind kind() const { return kind_; }

    /// Draws on a ground of this colour, 0xRRGGBBAA, and keeps ImGui's textures up to date whatever the kind.
    void present(ImDrawData& drawn, std::uint32_t ground);

    void lose();
    void restore();
    /// The browser did not give the canvas back in time.
    void give_up();

  private:
    ScreenKind kind_ = ScreenKind::html;
};

}  // namespace afterdesk::platform
