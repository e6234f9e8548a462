#pragma once
// What the desk is built from, each block on a page of its own: #/gallery/table and its like.

#include <string_view>

#include "widgets/table.hpp"

namespace afterdesk::screens {

/// What was typed and chosen there.
struct GalleryDeskUi {
    ui::TableUi table;
};

/// Draws the page of this name; false when there is none.
bool draw_gallery_desk(ui::Ui& ui, std::string_view name, GalleryDeskUi& state);

}  // namespace afterdesk::screens
