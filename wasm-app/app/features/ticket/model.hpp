#pragma once
// One ticket: what is known of it, the words of its dialogs, and the command on its way.

#include <map>

#include "app/calls/remote.hpp"
#include "app/shell/screen_table.hpp"
#include "app/shell/uploads.hpp"
#include "screens/ticket_screen.hpp"
#include "wire/command_forms.hpp"
#include "wire/pickup_api.hpp"
#include "wire/shop_api.hpp"
#include "wire/tracks_api.hpp"

namespace afterdesk::app::ticket {

/// A command that was given on the shown ticket.
struct Sending {
    int call = 0;
    std::string key;
    Mistakes mistakes;
    bool stale = false;   ///< the ticket has moved meanwhile
    bool waited = false;  ///< it waited for the member of staff who sent this
};

struct Model {
    std::string no;
    wire::Audience audience = wire::Audience::buyer;
    Remote<wire::TicketDetail> ticket;
    /// The order with what its other tickets hold; asked for where that decides.
    Remote<wire::OrderDetail> order;
    Remote<wire::TracksView> tracks;                            ///< where its parcels are
    Remote<wire::PickupView> pickup;                            ///< who comes for what goes back
    Remote<wire::ContactView> contact;                          ///< what was said when staff opened it
    Remote<wire::AddressBook> addresses;                        ///< of its shop, where a form asks for one
    std::map<std::string, screens::FormUi, std::less<>> forms;  ///< half-typed, by dialog
    std::map<std::string, Photos, std::less<>> proof;           ///< files, by dialog or "dialog/field"
    bool touched = false;                                       ///< a draft that comes later is too late
    Sending sending;
    screens::TicketView view;
};

void enter(Model& model, Shell& shell, Route const& before);
void act(Model& model, Shell& shell, screens::Intent const& intent);
/// A ticket was changed: what is shown of it is fetched, unless that version is known already.
void told(Model& model, Shell& shell, News const& news);
/// What became of a command: heard at once, or when it has waited for the network.
void on_given(Model& model, Shell& shell, Answer const& answer);
screens::TicketView make_view(Model const& model, Shell const& shell);

// ---- Inside of the feature --------------------------------------------------------------------------------

/// What the order's other tickets hold, as far as it is known.
std::vector<Claim> claims_beside(Model const& model);

/// What only staff ask beside it, once. (staff_asks.cpp)
void ask_for_staff(Model& model, Shell& shell);
void fill_contact(Model const& model, Shell const& shell, screens::TicketView& view);
/// Why goods go to this address unless another is chosen; empty for the others, or while it is not known.
std::string why_this_address(Model const& model, Shell const& shell, Address const& address);

/// The files of the open dialog. (proof.cpp)
void act_on_proof(Model& model, Shell& shell, screens::Intent const& intent);
/// Shows those again that a dialog's draft names; what was not sent goes on.
void recall_proof(Model& model, Shell& shell, std::string const& list, wire::Array const& entries,
                  std::vector<KeptItem> const& items);
/// Some are still on their way: the command has to wait.
bool is_uploading(Model const& model, std::string_view slug);
void retry_proof(Model& model, Shell& shell);
void release_proof(Model const& model, Shell& shell);
/// The words and files of its dialogs are kept in the browser, under this.
std::string draft_key(Model const& model, Shell const& shell);
void keep_draft(Model const& model, Shell& shell);

/// What its buyer is to do now, by when, and what comes after. (now.cpp)
void fill_now(Shell const& shell, wire::TicketDetail const& detail, screens::TicketView& view);
/// Until when its reader may appeal, or that somebody has. (now.cpp)
void fill_appeal(Shell const& shell, wire::TicketDetail const& detail, screens::TicketView& view);
/// What its buyer most likely wants now.
std::optional<CommandKind> main_command(wire::TicketDetail const& detail);

/// Offer, parcels, the platform's part, and what both sides have shown. (records.cpp)
void fill_records(Shell const& shell, wire::TicketDetail const& detail, screens::TicketView& view);

/// Where its parcels are; asked for when it has some. (tracks.cpp)
void fetch_tracks(Model& model, Shell& shell);
void fill_tracks(Model const& model, Shell const& shell, screens::TicketView& view);
/// The courier that the typed number looks like, as long as nobody has chosen another. (tracks.cpp)
void guess_carrier_of(screens::FormUi& form);

/// Whether a courier comes for its goods; asked for while they are to be sent back. (pickup.cpp)
void fetch_pickup(Model& model, Shell& shell);
void fill_pickup(Model const& model, Shell const& shell, screens::TicketView& view);

/// What somebody wrote; or that it was erased. (records.cpp)
std::string said(Shell const& shell, std::string const& words);

/// What was shown with an event. (records.cpp)
std::vector<screens::EvidenceItem> files_shown_in(Shell const& shell, wire::TicketDetail const& detail,
                                                  Event const& event);

/// What an event says of the ticket; empty for those that another sentence says already. (history.cpp)
std::string sentence_of(Shell const& shell, Policy const& policy, Ticket const& ticket, Event const& event);
/// One event as it is told; without words when another says it already. (history.cpp)
ui::TimelineEntry entry_of(Shell const& shell, wire::TicketDetail const& detail, EventRecord const& record);
/// What happened to the ticket, the newest last. (history.cpp)
std::vector<ui::TimelineEntry> make_history(Shell const& shell, wire::TicketDetail const& detail);

}  // namespace afterdesk::app::ticket
