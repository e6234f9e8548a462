#pragma once
// The API of hosts: a mall's own shop system, which speaks as a machine, with a key and never with a cookie.
// The same conventions as in wire/api.hpp.
//
//   GET    /api/v1/platform/keys                                    → 200 HostKeysView
//   POST   /api/v1/platform/keys             HostKeyBody            → 201 HostKeyMade: the key, shown once
//   DELETE /api/v1/platform/keys/:id                                → 204
//   PUT    /api/v1/host/orders/:order_no     HostOrder              → 200 HostOrderTaken
//   POST   /api/v1/host/orders:batch         {"orders":[HostOrder]} → 200 HostOrdersTaken, one answer each
//   POST   /api/v1/host/facts                HostFact               → 200 HostFactTaken
//   GET    /api/v1/host/events               ?after=&types=&limit=&wait= → 200 HostEventPage

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/order/order_facts.hpp"
#include "domain/order/tracks.hpp"
#include "wire/api.hpp"
#include "wire/names.hpp"

namespace afterdesk::wire {

inline constexpr int max_host_keys = 50;     ///< of a mall, at a time
inline constexpr int max_host_orders = 500;  ///< of one batch
inline constexpr int max_host_events = 500;  ///< of one page
inline constexpr int max_host_wait_s = 30;   ///< how long a page may be waited for

// ---- Keys -------------------------------------------------------------------------------------------------

/// What a key is good for; written "orders:write".
enum class HostScope : std::uint8_t {
    orders_write,
    facts_write,
    events_read,
    tasks_write,
    refunds_execute,
    admin,
    stock_write,
    tickets_read,
    tickets_write
};
inline constexpr int host_scope_count = 9;

struct HostKeyView {
    std::string id;       ///< as it stands in the key: adk_<id>_…
    std::string name;     ///< what it is for
    std::string shop_id;  ///< the only shop that it is for; empty: the whole mall
    std::vector<HostScope> scopes;
    std::int64_t made_at_ms = 0;
    std::string made_by;  ///< the administrator's id; empty: whoever runs the server
    std::optional<std::int64_t> expires_at_ms;
    std::optional<std::int64_t> used_at_ms;  ///< last, to the minute
};
struct HostKeysView {
    std::vector<HostKeyView> items;
};
struct HostKeyBody {
    std::string name, shop_id;
    std::vector<HostScope> scopes;
    std::optional<Instant> expires_at;
};
/// `key` is shown once: only a hash of it is kept.
struct HostKeyMade {
    HostKeyView made;
    std::string key;
};

// ---- Orders -----------------------------------------------------------------------------------------------

/// An order as in the file format, with what the mall calls its buyer and which revision this is.
struct HostOrder {
    Order order;
    std::string buyer_name, buyer_phone_tail;
    std::int64_t revision = 0;  ///< grows with each change: a counter, or the time of the change
};
/// Errors: those of an order, and of the fields beside it.
HostOrder read_host_order(Value const& value, Mistakes& mistakes);
/// {"orders":[…]}, each to be read by itself. Errors: wrong_type, too_many, must_not_be_empty.
Result<Array, Mistakes> read_host_batch(Value const& value);

/// `unchanged`: known already, and nothing new is said. `refused`: nothing of it was taken.
enum class HostOrderOutcome : std::uint8_t { added, updated, unchanged, refused };

/// A mistake, or (taken, but) a remark.
struct HostMistake {
    Rule code = Rule::failed;
    std::string path;    ///< within the order
    std::string detail;  ///< what goes with it: the ticket, the picture's site, "known → told"
    std::string message;
};
struct HostOrderTaken {
    std::string order_no;  ///< empty where none could be read
    HostOrderOutcome outcome = HostOrderOutcome::refused;
    std::int64_t revision = 0;         ///< that is known now
    std::vector<HostMistake> errors;   ///< of a refused one
    std::vector<HostMistake> remarks;  ///< of one that was taken: shipped_after_refund, image_not_shown …
};
struct HostOrdersTaken {
    std::vector<HostOrderTaken> items;
};

// ---- Facts ------------------------------------------------------------------------------------------------

/// Written "shipment.created".
enum class HostFactType : std::uint8_t {
    shipment_created,
    shipment_delivered,
    entitlement_used,
    payment_added,
    parcel_tracked,
    shipment_voided,
    order_cancelled,
    entitlement_unused,
    refund_external,
};
using afterdesk::ParcelStatus;

/// What happened in the mall, told once under a number of the mall's own.
struct HostFact {
    struct OfLine {
        int line_no = 0;
        int quantity = 0;                       ///< of shipments
        std::vector<std::string> entitlements;  ///< that were used, or not
    };
    std::string fact_id;
    HostFactType type = HostFactType::shipment_created;
    Instant occurred_at;
    OrderNo order_no;
    std::vector<OfLine> lines;
    std::string delivery_no, carrier, tracking_no;   ///< of shipments and parcels
    ParcelStatus status = ParcelStatus::in_transit;  ///< of a parcel
    std::string ticket_no, payment_no;               ///< of a payment: the difference of an exchange
    Fen amount_fen = 0;
    std::string refund_no, payment_id;  ///< of a refund by others
};
Result<HostFact, Mistakes> read_host_fact(Value const& value);

/// `ignored` says why nothing followed; `conflict` costs money: somebody has to see to the ticket.
enum class HostFactOutcome : std::uint8_t { applied, duplicate, ignored, conflict };
enum class HostFactIgnored : std::uint8_t {
    known_already,      ///< by another number, or by the order
    status_not_needed,  ///< of a parcel: its track is kept, and no ticket moves
    parcel_of_nobody,   ///< no ticket of the order knows this number
};
enum class HostFactConflict : std::uint8_t {
    shipped_after_refund,
    used_after_refund,
    payment_not_awaited,  ///< the ticket does not wait for it: it is the mall's to give back
    refunded_twice,       ///< a ticket pays, or has paid, the same money
    shipped_already,      ///< the mall cancels what has left
    ticket_open,          ///< the mall cancels what a ticket is about
    shipment_claimed,     ///< a ticket is about pieces that never left
};
struct HostFactTaken {
    struct Moved {
        std::string ticket_no;
        int version = 0;
        State state = State::awaiting_merchant;
    };
    std::string fact_id;
    HostFactOutcome outcome = HostFactOutcome::applied;
    std::optional<HostFactOutcome> first;  ///< of a duplicate: what it was answered when it was told first
    std::optional<HostFactIgnored> reason;
    std::optional<HostFactConflict> code;
    std::string ticket_no;       ///< of a conflict
    std::vector<Moved> tickets;  ///< that moved on because of it
};

// ---- Events -----------------------------------------------------------------------------------------------

/// One event of a ticket, as page, live stream and pull log have it of the same rows. In the order of
/// commits, and of one commit in the order of the ticket's versions.
struct HostEvent {
    struct OfLine {
        int line_no = 0, quantity = 0;
        std::vector<std::string> entitlements;
    };
    struct OfRefund {
        std::string refund_no, payment_id;
        Fen amount_fen = 0;
        PartStatus status = PartStatus::pending;
    };
    /// The ticket behind the event: which pieces, and how much.
    struct Data {
        TicketType ticket_type = TicketType::refund_unshipped;
        State state = State::awaiting_merchant;
        std::string reason, shop_id, buyer_id;
        Fen refund_fen = 0;  ///< what it comes to as things stand
        std::vector<OfLine> lines;
        std::vector<OfRefund> refunds;
    };
    std::string id;    ///< "<stream>-<seq>.<ticket_version>"
    std::string type;  ///< "ticket.applied"
    int schema = 1;
    std::string tenant, stream;
    std::int64_t seq = 0;  ///< of the commit, mall-wide without gaps
    std::int64_t occurred_at_ms = 0;
    std::string order_no, ticket_no;
    int ticket_version = 0;
    Actor actor;
    std::optional<Cause> cause;  ///< of a step that nobody took
    Data data;
};
struct HostEventPage {
    std::vector<HostEvent> items;
    std::string next_after;  ///< where the next page begins, also behind events that were not asked for
    bool more = false;       ///< there is a next page already
};

// Their names are spelled by hand.
template <>
std::span<std::string_view const> all_names<HostScope>();
template <>
std::span<std::string_view const> all_names<HostFactType>();

/// All that an event's type may be: "ticket." and the event's name.
std::span<std::string_view const> host_event_types();

Value to_json(HostKeysView const&);
Value to_json(HostKeyMade const&);
Value to_json(HostOrderTaken const&);
Value to_json(HostOrdersTaken const&);
Value to_json(HostFact const&);
Value to_json(HostFactTaken const&);
Value to_json(HostEvent const&);
Value to_json(HostEventPage const&);
Result<HostKeyBody, Mistakes> read_host_key_body(Value const&);
Result<HostKeysView, Mistakes> read_host_keys(Value const&);
Result<HostKeyMade, Mistakes> read_host_key_made(Value const&);

}  // namespace afterdesk::wire
