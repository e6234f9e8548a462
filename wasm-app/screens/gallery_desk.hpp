#pragma once
// What the desk is built from, each block on a page of its own: #/gallery/table and its like.

#include <string_view>
#include <vector>

#include "widgets/filter_bar.hpp"
#include "widgets/saved_views.hpp"
#include "widgets/table.hpp"

namespace afterdesk::screens {

/// What was typed and chosen there.
struct GalleryDeskUi {
    ui::TableUi table;
    ui::FilterState filters;
    ui::FiltersUi filters_ui;
    std::vector<ui::SavedView> views;
    ui::ViewsUi views_ui;
};

/// Draws the page of this name; false when there is none.
bool draw_gallery_desk(ui::Ui& ui, std::string_view name, GalleryDeskUi& state);

}  // namespace afterdesk::screens
