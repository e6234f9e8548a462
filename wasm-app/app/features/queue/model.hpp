#pragma once
// Staff's tickets: what the list is narrowed by, which ticket of it is open, and one decision about many.

#include "app/calls/remote.hpp"
#include "screens/queue_screen.hpp"
#include "wire/work_api.hpp"

namespace afterdesk::app::queue {

/// One ticket of a decision about many.
struct BatchRow {
    std::string no;
    std::optional<wire::TicketDetail> detail;  ///< as it was when it was checked
    std::string key;                           ///< of its command: sent again it is the same one
    int call = 0;
    bool unreached = false;  ///< the server was not there: it goes again
    bool done = false;
    Mistakes refusal;   ///< the core's: it is left out
    Mistakes mistakes;  ///< the server's
};
struct Batch {
    CommandKind command = CommandKind::agree;
    std::vector<BatchRow> rows;  ///< empty: there is none
    bool sent = false;
    int left_out = 0;      ///< chosen, but more than go at once
    int at_once = 6;       ///< calls; fewer once the server was too busy
    int pauses = 0;        ///< in a row, because it was too busy
    int pause_ms = 0;      ///< of the one that is made now; 0: none is
    bool stopped = false;  ///< what is not sent yet stays
};

struct Model;
/// What the rows of the list are made of.
struct RowsOf {
    Model const* model = nullptr;
    Shell const* shell = nullptr;
};

struct Model {
    screens::QueueUi ui;
    wire::Audience audience = wire::Audience::buyer;
    std::optional<std::string> query;  ///< of the address that `list` answers
    int seen_change = 0;               ///< Shell::tickets_changed when it was asked for
    PagedList<wire::TicketPage> list;
    Remote<wire::WorkView> names;     ///< of reasons and shops
    std::string open;                 ///< the ticket beside the list
    std::size_t at = 0;               ///< where it stands there, or stood
    Remote<wire::TicketPage> others;  ///< of its buyer
    Batch batch;
    RowsOf rows_of;
    screens::QueueView view;
};

/// The address is that of the list, or of a ticket beside it.
void enter(Model& model, Shell& shell, Route const& before);
void act(Model& model, Shell& shell, screens::Intent const& intent);
/// Some ticket was changed.
void refresh(Model& model, Shell& shell);
/// The open one is done with: shows the next of the list. False when there is none.
bool open_next(Model& model, Shell& shell, bool replace);
/// Makes the view. `open` is the ticket beside the list, as far as it is known.
void show(Model& model, Shell& shell, wire::TicketDetail const* open);

// ---- Inside of the feature --------------------------------------------------------------------------------

/// What the list can be narrowed by, the status too. (filters.cpp)
std::vector<ui::FilterField> filter_fields(Model const& model, Shell const& shell);
/// What stands in an address is put into the controls, and back. (filters.cpp)
void take_query(Model& model, Shell const& shell);
std::string query_of(Model const& model, Shell const& shell);
/// Only what the list stands by, as the address has it.
std::string order_query(Model const& model);
/// What the API is asked, with "?"; without a place or a number of rows. (filters.cpp)
Query api_query(Model const& model, Shell const& shell);

/// The chosen ones that are there. (batch.cpp)
std::vector<wire::TicketSummary const*> chosen(Model const& model);
/// Its commands are on their way: the list is fetched when they have been answered. (batch.cpp)
bool is_sending(Model const& model);
/// Begins, goes on with or ends what the controls say. (batch.cpp)
void act_on_batch(Model& model, Shell& shell, screens::Intent const& intent);
/// Forgets it, unless its commands are on their way. (batch.cpp)
void leave_batch(Model& model, Shell& shell);
screens::BatchView make_batch_view(Model const& model, Shell const& shell);

}  // namespace afterdesk::app::queue
