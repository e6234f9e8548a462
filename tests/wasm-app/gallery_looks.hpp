#pragma once
// Widths of a page, and a block of the gallery in all looks: languages, widths, sizes of text.

#include <initializer_list>
#include <string_view>

#include "screens/gallery_desk.hpp"
#include "testing.hpp"
#include "widgets/headless.hpp"

namespace afterdesk::ui {

inline Viewport of_width(float w) {
    Viewport viewport;
    viewport.w = w;
    viewport.h = 800;
    return viewport;
}

/// Draws the block in each look: nothing is cut off, nothing sticks out by more than `slack` pixels. Then
/// check(page, state, english).
template <class Check>
void in_all_looks(std::string_view block, std::initializer_list<float> widths, float slack,
                  Check const& check) {
    for (std::string_view const language : {"zh-CN", "en"}) {
        for (float const w : widths) {
            for (float const scale : {1.0f, 2.0f}) {
                CAPTURE(language);
                CAPTURE(w);
                CAPTURE(scale);
                Viewport viewport = of_width(w);
                viewport.text_scale = scale;
                viewport.dark = scale > 1;
                screens::GalleryDeskUi state;
                Headless page(
                    [&](Ui& ui) {
                        ui.frame().language = language;
                        screens::draw_gallery_desk(ui, block, state);
                    },
                    viewport);
                CHECK(page.state().cut.empty());
                for (Node const& node : page.frame().nodes) CHECK(node.rect.x + node.rect.w <= w + slack);
                check(page, state, language == "en");
            }
        }
    }
}

}  // namespace afterdesk::ui
