#pragma once
// One order: goods, payment, its tickets, and what can be asked for.

#include "screens/ticket_row.hpp"

namespace afterdesk::screens {

struct OrderView {
    PageView page;
    LoadView load;
    bool missing = false;  ///< there is no such order, or not for this reader
    std::string shop, paid_at;
    struct Line {
        std::string title, spec, image, quantity, price, status{};
        std::vector<std::string> badges{};
        std::vector<std::string> deliveries{};  ///< where it did not come all at once
        std::string strays{};                   ///< what was shipped, or used, after its refund
        std::string apply_href{};               ///< of the form that fits it best; empty: none does
        std::string how{};                      ///< how long it can be asked for, or why it can not
    };
    std::vector<Line> lines;
    std::vector<ReceiptRow> receipt;  ///< goods, discounts, freight, payments
    struct Option {
        std::string key, label, note, href;
        std::string why_not;  ///< empty: can be asked for
    };
    std::vector<Option> options;  ///< open ones
    std::vector<Option> not_now;
    std::vector<TicketRowView> tickets;
};
void draw_order(ui::Ui& ui, OrderView const& view, Intents& out);

}  // namespace afterdesk::screens
