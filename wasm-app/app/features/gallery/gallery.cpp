// Every widget in each state: only in what is built for people who change widgets.

#include "app/shell/screen_table.hpp"

#ifdef AFTERDESK_GALLERY
#include "screens/gallery_desk.hpp"
#include "screens/gallery_screen.hpp"
#endif

namespace afterdesk::app::gallery {
#ifdef AFTERDESK_GALLERY
namespace {

struct Model {
    screens::GalleryUi ui;
    screens::GalleryDeskUi desk;
    screens::GalleryQueueUi queue;
};

constexpr std::string_view queue_page = "queue";

void draw(Model& model, Shell& shell, ui::Ui& ui, screens::Intents&) {
    if (shell.route.id.empty()) {
        screens::draw_gallery(ui, model.ui);
    } else if (shell.route.id.starts_with(queue_page)) {
        screens::draw_gallery_queue(ui, shell.route.id.substr(queue_page.size()), model.queue);
    } else if (!screens::draw_gallery_desk(ui, shell.route.id, model.desk)) {
        screens::draw_gallery_tickets(ui, shell.route.id == "hanzi");
    }
}

}  // namespace

ScreenParts const screen{.draw = in_feature<&draw>};
#else
ScreenParts const screen{};  // the address leads to the door
#endif

}  // namespace afterdesk::app::gallery
