#pragma once
// Receiving what comes back, by one field: a number is scanned, its ticket is shown, Enter receives it, and
// the field waits for the next.

#include "screens/page_view.hpp"
#include "widgets/table.hpp"

namespace afterdesk::screens {

/// What has the keyboard.
enum class ReceiveFocus : std::uint8_t { number, receive };

struct ReceiveView {
    PageView page;
    LoadView load;  ///< of the search, then of the ticket
    bool asked = false;
    std::string none;     ///< nothing was found
    std::string several;  ///< more than one, to choose from
    LoadView waits;       ///< of what is on its way
    std::vector<ui::Column> columns;
    ui::TableOptions table;
    std::vector<ui::TableRow> rows;  ///< of those found; while nothing is looked for, what is on its way
    std::string ticket_no, title, amount, parcel, ticket_href;
    std::vector<std::string> goods, warnings;
    std::string receive, why_not;  ///< its button
    bool can_choose_inspection = false;
    std::string error;
    bool sending = false;
    /// A ticket whose goods came, and how it stands: to be inspected, or over.
    struct Received {
        std::string ticket_no, words, href;
    };
    std::vector<Received> received;  ///< here, the newest first
    ReceiveFocus focus = ReceiveFocus::number;
};
/// What was typed and chosen.
struct ReceiveUi {
    std::string number;
    bool inspect = false;
    ui::TableUi table;
};
void draw_receive(ui::Ui& ui, ReceiveView const& view, ReceiveUi& state, Intents& out);

}  // namespace afterdesk::screens
