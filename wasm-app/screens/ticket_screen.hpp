#pragma once
// One ticket: where it stands, what to do next, the goods, the explained amount, and its history. The
// commands of the reader's role are buttons; each dialog has its own address.

#include "screens/form.hpp"
#include "screens/proof.hpp"
#include "widgets/track.hpp"

namespace afterdesk::screens {

/// Where its button stands: with the others, in the card that says what is to be done, in that of an offer.
enum class ActionPlace : std::uint8_t { bar, now, offer };

struct ActionView {
    CommandKind command = CommandKind::agree;
    std::string label, why_not, href;  ///< href: the dialog that collects the fields; empty: given at once
    ui::ButtonKind kind = ui::ButtonKind::secondary;
    ActionPlace place = ActionPlace::bar;
    std::string_view key{};  ///< the letter that presses it
};
struct TicketView {
    PageView page;
    LoadView load;
    bool missing = false;  ///< there is no such ticket, or not for this reader
    std::string ticket_no, type, status, amount;
    ui::Tone tone = ui::Tone::neutral;
    std::string next;              ///< what is to be done or waited for
    std::int64_t deadline_ms = 0;  ///< by when, by the page's clock; 0: it has all the time
    std::string then;              ///< what happens then
    std::string after;             ///< what comes next
    bool guided = false;           ///< for a buyer: `next` stands out, with the one button that belongs to it
    std::vector<ui::StepItem> steps;
    struct Line {
        std::string title, spec, image, quantity, amount;
    };
    std::vector<Line> lines;
    std::vector<ReceiptRow> receipt;
    std::vector<std::string> notices;
    std::vector<std::string> signals;  ///< what staff should look at before they decide
    std::vector<std::string> strays;   ///< what was shipped, or used, after its refund
    std::vector<ReceiptRow> data;      ///< number, order, reason, remark, times, merchant or buyer
    std::string order_href;
    std::string proof_href;  ///< the file to take along
    std::string remark;
    /// What one side has shown.
    struct Evidence {
        std::string who;
        std::vector<EvidenceItem> items;
    };
    std::vector<Evidence> evidence;
    /// Staff: what was said and shown, below what can be done; empty: it stands in its usual places.
    std::string claim, claim_words;
    std::vector<Evidence> claim_files;
    std::string offer_title;
    std::vector<ReceiptRow> rejection, inspection, offer, arbitration, address, parcel, out_parcel;
    struct Track {
        std::string title, parcel, status, as_of;
        std::vector<ui::TrackStation> stations;
    };
    std::vector<Track> tracks;  ///< where parcels are
    std::string pickup_title;
    std::vector<ReceiptRow> pickup;  ///< the courier who comes for what goes back
    std::string sent_title;
    std::vector<ReceiptRow> sent;     ///< staff: the parcels that the order came in
    std::vector<ReceiptRow> refunds;  ///< each part with its status
    /// Staff: what others paid back of the order, and what its mall keeps with it.
    std::string others_title, mall_title;
    std::vector<ReceiptRow> others, mall;
    std::vector<ui::TimelineEntry> history;
    std::vector<ActionView> actions;
    std::string error;  ///< of the last command
    bool sending = false;
    std::string queued, queued_key;  ///< what waits for the network; empty: nothing
    FormView form;                   ///< the open dialog
};
/// The whole screen with its frame.
void draw_ticket(ui::Ui& ui, TicketView const& view, FormUi& state, Intents& out);
/// Only the content, for the pane beside a list.
void draw_ticket_content(ui::Ui& ui, TicketView const& view, Intents& out);
/// The open dialog, if any; drawn last.
void draw_ticket_dialog(ui::Ui& ui, TicketView const& view, FormUi& state, Intents& out);

}  // namespace afterdesk::screens
