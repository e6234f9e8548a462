#pragma once
// The disputes that the platform has to decide, whose time is over first at the top.

#include "screens/page_view.hpp"
#include "widgets/table.hpp"

namespace afterdesk::screens {

struct DisputesView {
    PageView page;
    std::vector<ui::Tab> steps;
    std::string step;
    LoadView load;
    std::vector<ui::TableRow> rows;
    MoreView more;
};
struct DisputesUi {
    ui::TableUi table;
};
void draw_disputes(ui::Ui& ui, DisputesView const& view, DisputesUi& state, Intents& out);

}  // namespace afterdesk::screens
