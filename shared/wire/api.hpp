#pragma once
// The API (/api/v1): paths, limits, and the documents that the server writes and the page reads. Both sides
// use these structs and the same readers and writers, so a field can not be spelled two ways.
//
// Audiences: {aud} is "buyer", "merchant" or "platform"; each has its own session cookie, so that one browser
// can hold all three. Every answer is JSON unless said otherwise; errors are {"error": {"code", "message",
// "path", "request_id", "errors": [{"code", "path", "message"}…], "current": TicketDetail or absent}}.
//
//   POST   /api/v1/buyer/sessions            {"token"} a launch JWT               → 200 SessionView + cookie
//   POST   /api/v1/merchant/sessions         {"login","password",…}               → 200 SessionView + cookie
//   POST   /api/v1/platform/sessions         {"login","password",…}               → 200 SessionView + cookie
//   POST   /api/v1/{aud}/demo-sessions       {} (demo mode only)                  → 200 SessionView + cookie
//   GET    /api/v1/demo                      who may be tried so                  → 200 DemoView
//   GET    /api/v1/{aud}/session                                                  → 200 SessionView | 401
//   DELETE /api/v1/{aud}/session                                                  → 204
//   GET    /api/v1/{aud}/devices             who is signed in where: oneself; for a shop's manager and
//            the platform's administrator all their people                        → 200 DevicesView
//   DELETE /api/v1/{aud}/devices             ends one's own but this one          → 204
//   DELETE /api/v1/{aud}/devices/:id         ends one; this one: signs out        → 204 | 404 (again)
//   GET    /api/v1/{aud}/events              live events (text/event-stream), resumes by Last-Event-ID:
//            event: hello   data: {"seq"}
//            event: reset   data: {"why","seq"}   before hello, to whoever was at a place from which nothing
//                           can be told on: read again what is shown. why: not_kept | unknown
//            event: ticket  data: {"ticket_no","order_no","version","state"}      id: sequence number
//   POST   /api/v1/{aud}/evidence            body: the picture's bytes, or a form → 201 EvidenceView
//   GET    /api/v1/{aud}/evidence/:id        ?size=thumb, Range                   → 200 | 206 the file
//   POST   /api/v1/{aud}/uploads             UploadBody, Idempotency-Key: a video or PDF in pieces
//                                                                                 → 201 UploadView + Location
//   HEAD   /api/v1/{aud}/uploads/:id         Upload-Offset: how much of it is on the disk      → 204
//   GET    /api/v1/{aud}/uploads/:id         the same as a document                → 200 UploadView
//   PATCH  /api/v1/{aud}/uploads/:id         a piece, Upload-Offset: where it begins → 200 UploadView;
//            with Upload-Complete: ?1 the last one, or none (again)               → 201 EvidenceView
//   DELETE /api/v1/{aud}/uploads/:id         gives it up                          → 204
//   GET    /api/v1/buyer/orders              ?cursor=&q=&after_sales=             → 200 OrderPage
//   GET    /api/v1/{aud}/orders/:order_no                                         → 200 OrderDetail
//   POST   /api/v1/buyer/quotes              {"order_no","request"}               → 200 {"quote","digest"}
//   POST   /api/v1/buyer/tickets             ApplyBody, Idempotency-Key           → 201 TicketDetail
//   GET    /api/v1/{aud}/tickets             ?status=&type=&q=&cursor=&sort=      → 200 TicketPage
//   GET    /api/v1/{aud}/tickets/:ticket_no                                       → 200 TicketDetail
//   POST   /api/v1/{aud}/tickets/:ticket_no/commands   CommandBody, Idempotency-Key → 200 TicketDetail
//   GET    /api/v1/{aud}/tickets/:ticket_no/proof  to take along and check elsewhere → 200 Proof, as a file
//   GET    /api/v1/proof-keys                whose signature that is             → 200 ProofKeys
//   GET    /api/v1/platform/channel          how refunds are paid                 → 200 ChannelView
//   POST   /api/v1/platform/channel          ChannelSettings (demo mode only)     → 200 ChannelView
//   POST   /api/v1/notify/<channel>          what a payment channel tells, signed    → 200 {"taken"}
//   GET    /api/v1/meta      → 200 {"name","version","demo","refunds"}
//   GET    /healthz, /readyz            → 200 "ok", and a line for what does not work: refunds that wait

#include <map>
#include <string>
#include <vector>

#include "domain/staff/rights.hpp"
#include "domain/ticket/shipping.hpp"
#include "domain/ticket/ticket.hpp"
#include "domain/ticket/work.hpp"
#include "wire/json.hpp"
#include "wire/names.hpp"

namespace afterdesk::wire {

inline constexpr char const* api_root = "/api/v1";
inline constexpr std::size_t max_json_body = std::size_t{64} * 1024;
inline constexpr std::size_t max_evidence_bytes = 10u << 20;
inline constexpr std::int64_t max_video_bytes = 50 << 20;
inline constexpr std::int64_t max_report_bytes = 10 << 20;
inline constexpr std::int64_t max_piece_bytes = 1 << 20;
inline constexpr int max_file_name_chars = 200;
inline constexpr int max_evidence_side_px = 12'000;
inline constexpr std::int64_t max_evidence_pixels = 40'000'000;
inline constexpr int page_size = 30;
inline constexpr int max_page_size = 300;
inline constexpr int max_search_chars = 64;
inline constexpr std::size_t max_idempotency_key = 64;
inline constexpr int max_channel_delay_ms = 60'000;
inline constexpr int max_channel_faults = 1'000;
/// An answer may be longer than what may be sent to us: a big order is explained unit by unit.
inline constexpr ParseLimits answer_limits{32u << 20, 24};

/// Who a session belongs to; the first part of its routes.
enum class Audience : std::uint8_t { buyer, merchant, platform };

struct SessionView {
    Audience audience = Audience::buyer;
    std::string actor_id, name;
    std::string shop_id, shop_name;  ///< merchants
    std::string tenant_name;
    std::string order_no;  ///< buyers: the order the launch link named
    std::string role;      ///< staff: a StaffRole's name, or what the shop calls one of its own
    std::vector<Right> rights;
    bool demo = false;
    std::int64_t now_ms = 0;  ///< the server's clock
    /// The newest live event when this was asked: GET /events?after= tells what came since. 0: not told.
    std::int64_t live_seq = 0;
};

/// Whom a visitor of the demo may be, without a password: {"doors":[{"audience","name","shop_name"}]}; empty
/// outside of it.
struct DemoView {
    struct Door {
        Audience audience = Audience::buyer;
        std::string name, shop_name;
        bool operator==(Door const&) const = default;
    };
    std::vector<Door> doors;
};

struct ShopView {
    std::string shop_id, name, phone;
    std::vector<Address> addresses;  ///< return addresses, the first is the default; empty for buyers
};

enum class Shipping : std::uint8_t { unshipped, partly_shipped, shipped, received };

struct OrderLineView {
    int line_no = 0;
    std::string title, spec, image;
    int quantity = 1;
    Fen unit_price_fen = 0;
};
struct TicketSummary {
    std::string ticket_no, order_no, shop_id, shop_name;
    std::string buyer_name;  ///< the first character and stars; who works on the ticket reads the whole there
    TicketType type = TicketType::refund_unshipped;
    State state = State::awaiting_merchant;
    ShortStatus status = ShortStatus::reviewing;
    std::string title, spec, image;  ///< of the first requested line
    int line_count = 1;
    int quantity = 1;  ///< all requested pieces
    Fen refund_fen = 0;
    std::string reason;
    std::int64_t applied_at_ms = 0;
    std::optional<std::int64_t> deadline_ms;
    int version = 0;
    bool has_strays = false;         ///< see Ticket::strays
    std::int64_t updated_at_ms = 0;  ///< of its last event; 0 to buyers, who are not told of all
    // Staff's lists only.
    std::optional<ArbitrationStep> arbitration{};
    std::optional<AppealStep> appeal{};
};
struct OrderSummary {
    std::string order_no, shop_id, shop_name;
    std::int64_t paid_at_ms = 0;
    Fen paid_fen = 0;
    Shipping shipping = Shipping::unshipped;
    std::vector<OrderLineView> lines;
    int open_tickets = 0;
    std::vector<TicketSummary> tickets = {};  ///< the open ones, the newest first
};
/// The orders that a buyer looks for.
enum class AfterSales : std::uint8_t {
    applicable,  ///< something of them may be asked for
    open,        ///< a ticket of them is open
};
struct OrderPage {
    std::vector<OrderSummary> items;
    std::string next_cursor;  ///< empty at the end
};

struct TicketPage {
    std::vector<TicketSummary> items;
    std::string next_cursor;            ///< when there are, or may be, more: a page need not be full
    std::map<ShortStatus, int> counts;  ///< per status, with everything applied but the status
    bool counts_at_least = false;       ///< only so many were looked at: there may be more
    int with_strays = 0;                ///< in the queue of those that have strays, whatever is asked for
};

/// Everything to fill in a request and to quote it in the page.
struct OrderDetail {
    Order order;
    ShopView shop;
    std::string buyer_name;
    std::vector<Claim> claims;  ///< what the order's tickets hold
    int applications = 0;       ///< see Context::applications
    Policy policy;
    std::vector<TicketSummary> tickets;
    std::vector<Ware> stock;     ///< what the shop has now of these goods: what an exchange may choose from
    Fen approved_today_fen = 0;  ///< by who asks; see Context::approved_today_fen
    std::vector<LineBeingSent> being_sent{};  ///< what the shop is sending just now
    /// Who it is for, not written: a buyer is not told the shop's own business (FieldIo::internal).
    Audience audience = Audience::platform;
};

enum class EvidenceKind : std::uint8_t { photo, video, report };

struct EvidenceView {
    std::string id;  ///< SHA-256 in hex of the kept file
    std::int64_t bytes = 0;
    int width = 0, height = 0;  ///< 0 × 0 for reports
    EvidenceKind kind = EvidenceKind::photo;
    std::string name{};     ///< as its owner's file is called; photos have none
    bool has_thumb = true;  ///< ?size=thumb shows it: photos, and videos that came with a picture
};

/// Begins a file that comes in pieces.
struct UploadBody {
    std::string name;
    std::int64_t bytes = 0;
    std::string poster;  ///< id of a picture of his that shows the video; empty: none
};

struct UploadView {
    std::string id;
    std::int64_t bytes = 0;                      ///< of the whole file
    std::int64_t offset = 0;                     ///< of them are on the disk
    std::int64_t piece_bytes = max_piece_bytes;  ///< at most, at a time
};

/// What staff are told to look at before they decide; buyers are not told.
enum class SignalKind : std::uint8_t {
    parcel_on_other_ticket,  ///< the parcel that comes back is named by another open ticket, too
};
struct Signal {
    SignalKind kind = SignalKind::parcel_on_other_ticket;
    std::string ticket_no;  ///< the other one; empty when it is of another shop
    bool operator==(Signal const&) const = default;
};

struct TicketDetail {
    Ticket ticket;
    std::vector<EventRecord> history;
    Order order;
    ShopView shop;
    std::string buyer_name;
    Policy policy;
    std::vector<Signal> signals;
    std::vector<EvidenceView> files;  ///< videos and reports among its evidence
    /// Numbers of refunds that are granted, but the mall has no way to pay them yet.
    std::vector<std::string> waiting_for_host;
    std::string first_approval_by;           ///< the name of Ticket::first_approval
    Audience audience = Audience::platform;  ///< as in OrderDetail
};

/// What the shop's rules said of a ticket is not told to its buyer, only what came of it.
bool is_internal(Event const& event);

/// How refunds are paid; waiting_for_host: there is no way yet, they wait; channels: by real ones.
/// dry_run: refunds are decided, and nobody is asked to pay them.
enum class RefundWay : std::uint8_t { waiting_for_host, simulated, channels, dry_run };

/// Faults of the simulated payment channel, switched by the platform in demo mode.
struct ChannelSettings {
    int delay_ms = 0;          ///< before it answers
    int fail_next = 0;         ///< so many of the next refunds are refused by the channel
    int lose_answer_next = 0;  ///< so many of the next refunds succeed but the answer is lost
    bool duplicate_answers = false;
};

struct ChannelView {
    RefundWay refunds = RefundWay::waiting_for_host;
    int waiting = 0;  ///< refunds that wait for a way
    ChannelSettings settings;
};

/// How a session began.
enum class SignInWay : std::uint8_t { launch, password, demo };

/// Who is signed in, and where: this session first, then the others, the last seen first.
struct DevicesView {
    struct Item {
        std::string id;                  ///< says nothing of the session's cookie
        std::string name;                ///< whose it is
        bool own = false, here = false;  ///< the asker's; the one that asks
        std::string browser, system;     ///< "Chrome", "Windows"; empty: not known
        std::string address;             ///< another's without its end
        SignInWay way = SignInWay::launch;
        std::int64_t since_ms = 0;
        std::int64_t seen_ms = 0;  ///< noted once a minute
    };
    std::vector<Item> items;
};

Value to_json(SessionView const&);
Value to_json(OrderPage const&);
Value to_json(OrderDetail const&);
Value to_json(TicketPage const&);
Value to_json(TicketDetail const&);
// The same as text, for what is asked for most.
std::string to_text(OrderDetail const&);
std::string to_text(TicketPage const&);
std::string to_text(TicketDetail const&);
/// What every document of a ticket says of its policy to an audience, as text.
struct PolicyText {
    std::string policy, evidence;
};
PolicyText policy_text(Policy const&, Audience audience);
/// Parts of a ticket's document that are there as text already; null: they are written.
struct MadeParts {
    PolicyText const* policy = nullptr;
    std::string const* history = nullptr;
};
std::string to_text(TicketDetail const&, MadeParts const& made);
Value to_json(EvidenceView const&);
Value to_json(UploadBody const&);
Value to_json(UploadView const&);
Value to_json(ChannelSettings const&);
Value to_json(ChannelView const&);
Value to_json(DevicesView const&);
Value to_json(DemoView const&);

// What the page reads. Keys that it does not know change nothing: the server may be newer.
Result<SessionView, Mistakes> read_session(Value const&);
Result<OrderPage, Mistakes> read_order_page(Value const&);
Result<OrderDetail, Mistakes> read_order_detail(Value const&);
Result<TicketPage, Mistakes> read_ticket_page(Value const&);
Result<TicketDetail, Mistakes> read_ticket_detail(Value const&);
Result<EvidenceView, Mistakes> read_evidence(Value const&);
Result<UploadView, Mistakes> read_upload(Value const&);
Result<ChannelView, Mistakes> read_channel_view(Value const&);
Result<DevicesView, Mistakes> read_devices(Value const&);
Result<DemoView, Mistakes> read_demo(Value const&);

/// What the server reads.
Result<ChannelSettings, Mistakes> read_channel_body(Value const&);
Result<UploadBody, Mistakes> read_upload_body(Value const&);

/// An error document read by the page. Never empty: an unreadable body becomes Rule::failed.
struct ApiError {
    Mistakes mistakes;
    std::string request_id;
};
ApiError read_api_error(std::string_view body);
/// The ticket as it is, of an error that has it. Apart, as who only wants the mistakes needs no ticket.
std::optional<TicketDetail> read_current(std::string_view error_body);
std::string write_api_error(Mistakes const& mistakes, bool english, std::string_view request_id,
                            TicketDetail const* current = nullptr);

}  // namespace afterdesk::wire
