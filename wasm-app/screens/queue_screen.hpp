#pragma once
// Staff's tickets: a table that is narrowed, sorted and chosen from; with a ticket open the list, the ticket
// and what belongs to it stand beside each other where there is room.

#include "screens/batch_dialog.hpp"
#include "screens/ticket_screen.hpp"
#include "widgets/filter_bar.hpp"
#include "widgets/saved_views.hpp"
#include "widgets/split.hpp"
#include "widgets/table.hpp"

namespace afterdesk::screens {

/// What stands beside a ticket: its order, and its buyer's other tickets.
struct SideView {
    std::string order_title, buyer_title, last_title;
    std::vector<ReceiptRow> order, buyer;
    struct Other {
        std::string ticket_no, words, at, href;
    };
    std::vector<Other> last;
};
struct QueueView {
    PageView page;
    LoadView load;
    std::vector<ui::FilterField> fields;  ///< all but the status
    ui::FilterOptions filters;
    std::vector<ui::Tab> statuses;
    ui::ViewOptions views;
    std::vector<ui::Column> columns;  ///< of the table that is shown
    ui::TableOptions table;
    ui::TableRows rows;
    MoreView more;
    std::string empty_title, empty_note;
    std::string clear_href;      ///< the whole list; empty: it is narrowed by nothing
    bool by_words = false;       ///< it is narrowed by a search alone
    std::string batch_why_not;   ///< the right that is missing to decide
    std::string count;           ///< "7 张", of the whole list; beside a ticket the filters tell it
    std::string chosen;          ///< "已选 12 张，合计 ¥2,318.40"; empty: none
    std::string export_href;     ///< all that the list has, as a file
    std::string for_buyer_href;  ///< where a request for a buyer begins; empty: not for this person
    bool decides = false;        ///< several can be decided at once
    bool ticket_open = false;
    std::string head;              ///< which ticket is open: "退货退款 · 周** · AS2026112843709163"
    std::string place, list_href;  ///< of the ticket in the list: "3 / 18"
    ui::SplitOptions split;
    SideView side;
    BatchView batch;
};
struct QueueUi {
    ui::FilterState filters;
    ui::FiltersUi filters_ui;
    ui::TableUi table;
    std::vector<ui::SavedView> views;
    ui::ViewsUi views_ui;
    ui::SplitUi split;
    BatchUi batch;
    bool views_changed = false, split_moved = false, columns_changed = false;  ///< to be kept
};
/// FilterChanged: the list is narrowed or sorted otherwise; Changed: something else of the state.
void draw_queue(ui::Ui& ui, QueueView const& view, QueueUi& state, TicketView const& ticket, FormUi& form,
                Intents& out);

}  // namespace afterdesk::screens
