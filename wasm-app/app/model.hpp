#pragma once
// Everything the page knows. Network data is NotAsked | Loading | Failed | Ready; half-typed text lies in the
// screens' Ui structs.

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/effect.hpp"
#include "app/route.hpp"
#include "screens/apply_screen.hpp"
#include "screens/channel_screen.hpp"
#include "screens/order_screen.hpp"
#include "screens/orders_screen.hpp"
#include "screens/sign_in_screen.hpp"
#include "screens/tickets_screen.hpp"

namespace afterdesk::app {

/// Data from the server. While it is fetched again the last value stays shown.
template <class T>
struct Remote {
    screens::Phase state = screens::Phase::not_asked;
    std::optional<T> value;
    Mistakes mistakes;               ///< failed: why; empty when the server was not reached
    int call = 0;                    ///< the running call, 0 for none
    std::optional<Instant> seen_at;  ///< not from the server: as it was seen then

    bool ready() const { return state == screens::Phase::ready; }
};

/// What a running call is for.
enum class Purpose : std::uint8_t {
    launch,
    session,
    sign_in,
    sign_out,
    orders,
    more_orders,
    order,
    submit,
    tickets,
    more_tickets,
    ticket,
    command,
    upload,
    channel,
    save_channel,
    queued,
    live_check,
    version,
};
struct Call {
    Purpose purpose = Purpose::session;
    wire::Audience audience = wire::Audience::buyer;
    std::string key;     ///< order number, ticket number, idempotency key, or nothing
    std::string path{};  ///< set by send()
};

/// A photo of the request being written: made small, then uploaded, kept in the browser meanwhile.
struct Photo {
    std::string key;      ///< of its copy in the browser
    int file_handle = 0;  ///< 0: only the server has it
    std::string name, preview_url;
    bool shrinking = false, small = false;
    int call = 0;  ///< running upload
    int percent = 0;
    Mistakes mistakes;  ///< why it failed
    bool unreachable = false, heic = false;
    std::string evidence_id;  ///< uploaded
    bool failed() const { return unreachable || heic || !mistakes.empty(); }
    bool waits() const { return evidence_id.empty() && call == 0 && !shrinking && !failed(); }
};

/// The request being written for one order and type.
struct ApplyForm {
    std::string order_no;
    TicketType type = TicketType::refund_unshipped;
    screens::ApplyUi ui;
    std::vector<Photo> photos;
    std::string idempotency_key;  ///< fixed until the request's content changes
    bool touched = false;         ///< a draft that comes later is too late
    std::string body;             ///< as it was sent last
    int call = 0;
    Mistakes mistakes;  ///< the server's answer to the last attempt
};

/// A command that was given on the shown ticket.
struct Sending {
    int call = 0;
    CommandKind command = CommandKind::agree;
    std::string idempotency_key;
    std::string body;
    Mistakes mistakes;
    bool stale = false;
};

/// A request or command that did not reach the server: sent again under the same key until it is answered.
struct Queued {
    std::string key;
    wire::Audience audience = wire::Audience::buyer;
    CommandKind command = CommandKind::apply;
    std::string subject;  ///< order number of a request, ticket number of a command
    std::string path, body;
    std::string draft;  ///< forgotten when it has arrived
    int call = 0;
};

struct Model {
    // The reader and the world.
    text::Language language = text::Language::zh_cn;
    std::string theme = "auto";
    bool dark = false;  ///< what the page shows now
    Instant now;
    std::int64_t server_ahead_ms = 0;
    int utc_offset_minutes = china_offset_minutes;
    std::uint64_t seed = 0;
    std::uint64_t keys_made = 0;
    Route route;
    std::uint64_t revision = 1;  ///< counts changes; views are made anew when it moved
    std::string from;            ///< the address below this one in the history
    bool going_back = false;     ///< until the address has changed
    std::string version;         ///< of this page
    bool update_ready = false;
    bool live_open = true;
    int live_tries = 0;  ///< since the stream was refused
    std::optional<wire::Audience> live_audience;
    std::vector<screens::ToastView> toasts;

    // Who.
    Remote<wire::SessionView> session[3];  ///< by audience
    bool launching = false;
    Mistakes launch_mistakes;
    bool launch_unreachable = false;
    screens::SignInUi sign_in_ui;
    Remote<wire::SessionView> signing_in;

    // Buyer.
    screens::OrdersUi orders_ui;
    Remote<wire::OrderPage> orders;
    std::string orders_for;  ///< the words that `orders` answers
    int more_call = 0;
    bool more_failed = false;
    Remote<wire::OrderDetail> order;
    std::string order_key;
    ApplyForm apply;

    // Tickets of every audience.
    screens::TicketsUi tickets_ui;
    std::optional<TicketFilter> tickets_for;  ///< the filter that `tickets` answers
    Remote<wire::TicketPage> tickets;
    Remote<wire::TicketDetail> ticket;
    std::string ticket_key;
    screens::TicketUi ticket_ui;
    Sending sending;

    // What waits for the network.
    std::vector<Queued> queue;
    std::optional<wire::Audience> queue_of;  ///< whose queue was read back
    int queue_tries = 0;

    // Platform.
    screens::ChannelUi channel_ui;
    Remote<wire::ChannelSettings> channel;
    int channel_call = 0;
    Mistakes channel_mistakes;

    // Plumbing.
    int last_call = 0;
    std::map<int, Call> calls;
    std::map<std::string, int> recalls;  ///< calls that were not answered, by what is looked up instead
    bool recalled = false;               ///< nothing was found there: the call has failed
    std::vector<Effect> effects;

    Remote<wire::SessionView>& session_of(wire::Audience audience) {
        return session[static_cast<int>(audience)];
    }
    Remote<wire::SessionView> const& session_of(wire::Audience audience) const {
        return session[static_cast<int>(audience)];
    }
    Instant server_now() const { return {now.ms + server_ahead_ms}; }
};

}  // namespace afterdesk::app
