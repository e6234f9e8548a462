#pragma once
// What the desk is built from, each block on a page of its own: #/gallery/table and its like.

#include <string>
#include <string_view>
#include <vector>

#include "screens/queue_screen.hpp"
#include "widgets/chart.hpp"
#include "widgets/command_palette.hpp"
#include "widgets/filter_bar.hpp"
#include "widgets/saved_views.hpp"
#include "widgets/split.hpp"
#include "widgets/table.hpp"

namespace afterdesk::screens {

/// What was typed and chosen there.
struct GalleryDeskUi {
    ui::TableUi table;
    ui::FilterState filters;
    ui::FiltersUi filters_ui;
    std::vector<ui::SavedView> views;
    ui::ViewsUi views_ui;
    ui::ChartUi line, bars, stacked;
    ui::TableUi work;
    ui::SplitUi split;
    ui::PaletteUi palette;
    std::int64_t share_fen = 90'000;
    std::string went_to;
};

/// The queue, with the ticket that is open beside it.
struct GalleryQueueUi {
    int open = -1;
    QueueView view;
    QueueUi ui;
    TicketView ticket;
};
/// `which`: "" the list, "-17" with that ticket.
void draw_gallery_queue(ui::Ui& ui, std::string_view which, GalleryQueueUi& state);
/// In the language of the page.
std::string gallery_say(ui::Ui& ui, std::string_view chinese, std::string_view english);
void draw_gallery_charts(ui::Ui& ui, GalleryDeskUi& state);
void draw_gallery_work(ui::Ui& ui, GalleryDeskUi& state);
/// Draws the page of this name; false when there is none.
bool draw_gallery_desk(ui::Ui& ui, std::string_view name, GalleryDeskUi& state);

}  // namespace afterdesk::screens
