#pragma once
// The buyer's orders: a searchable list, each order a link.

#include "screens/page_view.hpp"

namespace afterdesk::screens {

struct OrderRowView {
    std::string order_no, href, shop, status, paid_at, total;
    std::vector<std::string> waits;  ///< what its open tickets wait for
    ui::Tone status_tone = ui::Tone::neutral;
    struct Line {
        std::string title, spec, image, quantity, price;
    };
    std::vector<Line> lines;  ///< at most three
    std::string more;         ///< "and more, 5 items"; empty when all are shown
    std::string name;         ///< of the link, for assistive technology
};
struct OrdersView {
    PageView page;
    LoadView load;
    std::vector<ui::Tab> tabs;
    std::vector<OrderRowView> rows;
    std::string empty_title, empty_note;
    MoreView more;
};
struct OrdersUi {
    std::string q;
    std::string tab;  ///< wire name of an AfterSales; empty: all
};
void draw_orders(ui::Ui& ui, OrdersView const& view, OrdersUi& state, Intents& out);

}  // namespace afterdesk::screens
