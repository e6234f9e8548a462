#pragma once
// Every widget in each of its states, for people who change widgets: #/gallery in development builds.

#include <string>

#include "widgets/ui.hpp"

namespace afterdesk::screens {

/// What the gallery remembers: what was typed and chosen.
struct GalleryUi {
    std::string name = "李雷", empty, amount = "128.50", password = "secret", remark, search, tel, code;
    std::string reason = "quality", filter = "all", picked = "quality", carrier, theme = "auto",
                language = "zh-CN", stars = "2";
    bool agreed = true, disagreed = false, dialog_open = false;
    int quantity = 2, presses = 0, files = 0;
};

/// A list of 100,000 tickets, to scroll and to measure. `hanzi`: each of 3,000 in a row has one that no
/// other has.
void draw_gallery_tickets(ui::Ui& ui, bool hanzi);
/// What screens are put together from: pickers and the like.
void draw_gallery_blocks(ui::Ui& ui, GalleryUi& state);
/// Draws the gallery as a whole page.
void draw_gallery(ui::Ui& ui, GalleryUi& state);

}  // namespace afterdesk::screens
