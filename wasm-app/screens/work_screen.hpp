#pragma once
// The workbench: how much there is of each kind of work, each a way into the queue, and what is to be done
// first.

#include "screens/page_view.hpp"
#include "widgets/table.hpp"

namespace afterdesk::screens {

struct TileView {
    std::string key, label, count, note, href, name;
    bool urgent = false;
};
struct WorkView {
    PageView page;
    LoadView load, list_load;
    std::vector<TileView> tiles;
    std::string for_buyer, for_buyer_href;  ///< a request for somebody on the telephone
    std::string first_title, all_label, all_href;
    std::vector<ui::Column> columns;
    ui::TableOptions table;
    std::vector<ui::TableRow> rows;
    std::string empty_title, empty_note;
};
struct WorkUi {
    ui::TableUi table;
};
void draw_work(ui::Ui& ui, WorkView const& view, WorkUi& state, Intents& out);

}  // namespace afterdesk::screens
