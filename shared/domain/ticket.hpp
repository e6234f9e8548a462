#pragma once
// A ticket (售后单): one request about one order, from application to refund. State, Command, Event, decide,
// evolve. Time, ids and the order's other holdings are parameters; nothing here knows a clock or a store.

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "domain/quote.hpp"

namespace afterdesk {

// ---- State ------------------------------------------------------------------------------------------------

/// Inner states. Rule: DOMAIN §3.
enum class State : std::uint8_t {
    awaiting_merchant,
    awaiting_buyer,
    intercepting,
    awaiting_return,
    awaiting_receipt,
    inspecting,
    refunding,
    refund_failed,
    awaiting_reship,
    reshipped,
    sending_back,
    rejected,
    completed,
    closed,
};
inline constexpr int state_count = 14;

/// What lists show (the seed systems' words). Rule: DOMAIN §3, by projection.
enum class ShortStatus : std::uint8_t {
    reviewing,        ///< 待审核
    to_return,        ///< 待退货
    to_refund,        ///< 待退款
    to_exchange,      ///< 待换货
    exchanging,       ///< 换货中
    review_rejected,  ///< 审核拒绝
    done,             ///< 已完成
    shut,             ///< 已关闭
};

enum class ActorKind : std::uint8_t { buyer, merchant, platform, system };

/// Who acts. Units: `id` is the buyer's or staff member's id, empty for the system.
struct Actor {
    ActorKind kind = ActorKind::system;
    std::string id;
    bool operator==(Actor const&) const = default;
};

inline constexpr int address_name_max_chars = 64;
inline constexpr int address_phone_max_chars = 32;
inline constexpr int address_text_max_chars = 200;
inline constexpr int tracking_no_min_chars = 6;
inline constexpr int tracking_no_max_chars = 32;

/// Where goods are sent back to. Units: each field has characters, `phone` out of [0-9+-() *#].
struct Address {
    std::string name, phone, text;
    bool operator==(Address const&) const = default;
};

/// A parcel on its way. Units: carrier is a courier code ("sf", "zto", …), tracking_no 6-32 of [0-9A-Za-z-].
struct Parcel {
    std::string carrier, tracking_no;
    bool operator==(Parcel const&) const = default;
};

/// A lower amount that the merchant proposes; the buyer accepts or declines. Rule: DOMAIN §4.
struct Offer {
    Fen refund_fen = 0;
    Quote quote;  ///< the quote with the fee that makes refund_fen
    std::string text;
    std::optional<Address> address;  ///< where to return to, should the buyer accept
    State made_in = State::awaiting_merchant;
    bool operator==(Offer const&) const = default;
};

struct Rejection {
    std::string reason;  ///< code of policy.reject_reasons
    std::string text;
    std::vector<EvidenceId> evidence;
    bool operator==(Rejection const&) const = default;
};

enum class PartStatus : std::uint8_t { pending, succeeded, failed };

/// The refund to one payment. Promise: `refund_no` is fixed when refunding starts and never changes, so that
/// the channel refunds it once however often it is asked.
struct RefundPart {
    PaymentId payment_id;
    std::string refund_no;  ///< ticket no + "-" + part number from 1
    Fen amount_fen = 0;
    PartStatus status = PartStatus::pending;
    std::string failure;  ///< the channel's code when failed
    bool operator==(RefundPart const&) const = default;
};

/// Why something happened without a person, or why a ticket was closed.
enum class Cause : std::uint8_t {
    none,
    unshipped_is_automatic,  ///< 未发货自动同意
    merchant_timeout,        ///< 商家处理超时自动同意
    offer_timeout,           ///< 买家未确认协商
    return_timeout,          ///< 买家超时未退货
    receipt_timeout,         ///< 商家确认收货超时
    appeal_timeout,          ///< 被拒绝后未申诉
    withdrawn,               ///< 买家撤销
};

/// The current row of a ticket: what folding its events gives.
struct Ticket {
    TicketNo no;
    OrderNo order_no;
    ShopId shop_id;
    BuyerId buyer_id;
    State state = State::awaiting_merchant;
    int version = 0;  ///< number of events folded; 0 means it does not exist yet
    int policy_version = 1;
    Request request;
    Quote quote;  ///< frozen; replaced only by an accepted offer
    std::string remark;
    std::vector<EvidenceId> evidence;
    std::optional<Offer> offer;
    std::optional<Rejection> rejection;
    std::optional<Address> return_address;
    std::optional<Parcel> return_parcel;
    std::vector<RefundPart> refunds;
    Cause cause = Cause::none;  ///< of the last automatic step, whoever acts after it, or of closing
    Instant applied_at;
    Instant state_since;              ///< when it came into this state; further events in it leave this
    std::optional<Instant> deadline;  ///< when the timer of this state fires; until then persons may act
    bool operator==(Ticket const&) const = default;
};

// ---- Command ----------------------------------------------------------------------------------------------

struct Apply {
    Request request;
    Fen expected_refund_fen = 0;        ///< what the page showed
    std::uint64_t expected_digest = 0;  ///< quote_digest of what the page showed
    std::string remark;
    std::vector<EvidenceId> evidence;
};
struct Withdraw {};
/// Also given in awaiting_return while no return address is known: then it only supplies the address.
struct Agree {
    std::optional<Address> address;  ///< required for types that return goods
};
struct Reject {
    std::string reason;
    std::string text;
    std::vector<EvidenceId> evidence;
};
struct MakeOffer {
    Fen refund_fen = 0;
    std::string text;
    std::optional<Address> address;  ///< required when the goods are still to be returned
};
struct AcceptOffer {};
struct DeclineOffer {};
/// Given again in awaiting_receipt, it corrects the parcel's number.
struct ShipBack {
    Parcel parcel;
};
struct Receive {};
struct RetryRefund {};
/// The channel's answer for one part; comes from the outbox or a callback, possibly more than once.
struct RecordRefund {
    std::string refund_no;
    PartStatus status = PartStatus::succeeded;
    std::string failure;
};
/// The timer of the current state. Errors: deadline_not_reached when it came too early.
struct TimeOut {};

using Command = std::variant<Apply, Withdraw, Agree, Reject, MakeOffer, AcceptOffer, DeclineOffer, ShipBack,
                             Receive, RetryRefund, RecordRefund, TimeOut>;

/// The commands by name, in the variant's order.
enum class CommandKind : std::uint8_t {
    apply,
    withdraw,
    agree,
    reject,
    make_offer,
    accept_offer,
    decline_offer,
    ship_back,
    receive,
    retry_refund,
    record_refund,
    time_out,
};
inline constexpr int command_kind_count = 12;
CommandKind kind_of(Command const& command);

// ---- Event ------------------------------------------------------------------------------------------------

struct Applied {
    TicketNo no;
    OrderNo order_no;
    ShopId shop_id;
    BuyerId buyer_id;
    int policy_version = 1;
    Request request;
    Quote quote;
    std::string remark;
    std::vector<EvidenceId> evidence;
    std::optional<Instant> deadline;
};
struct Withdrawn {};
/// Goods are to come back to `address`; without one the merchant (deadline: merchant_review) has to name it
/// yet.
struct Agreed {
    std::optional<Address> address;
    Cause cause = Cause::none;
    std::optional<Instant> deadline;
};
struct Rejected {
    Rejection rejection;
    std::optional<Instant> deadline;
};
struct OfferMade {
    Offer offer;
    std::optional<Instant> deadline;
};
struct OfferAccepted {};
struct OfferEnded {  ///< declined or lapsed: back to where it was made
    Cause cause = Cause::none;
    std::optional<Instant> deadline;
};
struct ShippedBack {
    Parcel parcel;
    std::optional<Instant> deadline;
};
struct Received {
    Cause cause = Cause::none;
};
/// Money is on its way: the parts and their numbers are fixed here, in the same commit as the outbox entries.
struct RefundStarted {
    std::vector<RefundPart> parts;
    Cause cause = Cause::none;
};
struct RefundPartSucceeded {
    std::string refund_no;
};
struct RefundPartFailed {
    std::string refund_no;
    std::string failure;
};
struct RefundRetried {};
struct Completed {};
struct Closed {
    Cause cause = Cause::none;
};

using Event = std::variant<Applied, Withdrawn, Agreed, Rejected, OfferMade, OfferAccepted, OfferEnded,
                           ShippedBack, Received, RefundStarted, RefundPartSucceeded, RefundPartFailed,
                           RefundRetried, Completed, Closed>;

/// An event as it is kept: who, when, and its place in the ticket's history (from 1).
struct EventRecord {
    int seq = 0;
    Instant at;
    Actor actor;
    Event event;
};

// ---- The edge table ---------------------------------------------------------------------------------------

/// One legal move: in `state`, `actor` may give `command`. Rule: DOMAIN §3 "a command outside the edge table
/// is refused with a stated reason".
struct Edge {
    State state;
    ActorKind actor;
    CommandKind command;
};

/// All edges but Apply, in state order. Two of them hold only sometimes (see why_not): Withdraw ends when
/// goods are with the merchant, and Agree in awaiting_return is there only while the return address is
/// missing.
std::span<Edge const> edges();

// ---- decide / evolve --------------------------------------------------------------------------------------

/// What a decision needs to know beside the ticket itself. `order`, `others`, `applications` and `new_no` are
/// read by Apply only.
struct Context {
    Instant now;
    Actor actor;
    Order order;
    std::vector<Prior> others;  ///< what the order's other tickets hold (holdings_of)
    int applications = 0;       ///< earlier tickets, closed ones too, on the requested line that has most
    Policy policy;              ///< for Apply the newest, afterwards the version that the ticket keeps
    TicketNo new_no;
    std::optional<Address> default_return_address;  ///< the shop's, for when the merchant's time runs out
};

/// The events that a command leads to. Promise: pure; the same arguments give the same events; folding them
/// with `evolve` never fails. A failed refund part is asked for again under its number, and what was once
/// paid stays paid: the channel may answer late, twice, and in any order.
/// An empty list means: already so, nothing to do.
/// Errors: what why_not says, and not_your_part for another buyer's ticket (path "command"); then all of the
/// command's own at once, in the order of the command's body, with paths into it ("parcel.tracking_no"). For
/// Apply: all mistakes of the quote, quote_changed, too_long, too_many, evidence_required,
/// too_many_applications.
Result<std::vector<Event>, Mistakes> decide(Ticket const& ticket, Command const& command,
                                            Context const& context);

/// The ticket after one more event. Promise: never fails for events that `decide` gave.
Ticket evolve(Ticket ticket, Event const& event, Instant at);

/// Folds a whole history, oldest first.
Ticket fold(std::vector<EventRecord> const& history);

// ---- Queries ----------------------------------------------------------------------------------------------

/// Whether this kind of actor could give the command now, and if not, the rule that forbids it: what makes a
/// button live or shows its reason.
/// Errors: not_in_this_state (nobody could), not_your_part (another could), address_required (nowhere to ship
/// to).
std::optional<Rule> why_not(Ticket const& ticket, ActorKind actor, CommandKind command);

/// True while the ticket keeps its units and its part of the payments from others.
bool holds(Ticket const& ticket);

/// What this ticket holds for the quotes of others: reserved, refunded, or nothing. One entry per quoted line
/// and gift of the quote (deducted ones too); the payments and the freight stand on the first entry.
std::vector<Prior> holdings_of(Ticket const& ticket);

ShortStatus short_status(Ticket const& ticket);

/// True when the merchant has a say before money moves: all types but refund_unshipped, and that one too when
/// the quote asks for a decision (threshold policy `ask`). Rule: DOMAIN §2, §5.8.
bool needs_review(TicketType type, Quote const& quote);

/// True for types whose goods travel back (return address and parcel needed).
bool returns_goods(TicketType type);

/// A stretch of the way, as the page draws it.
enum class StepKind : std::uint8_t { applied, review, return_goods, receipt, refund, done, closed };
struct Step {
    StepKind kind = StepKind::applied;
    std::optional<Instant> at;  ///< when it was first reached; empty when it lies ahead
    bool current = false;
};

/// The flow as steps with the time of each and where it stands; a closed ticket shows what it reached, then
/// `closed`.
/// Promise: exactly one step is current. Rule: DOMAIN §7.
std::vector<Step> steps(Ticket const& ticket, std::vector<EventRecord> const& history);

/// "AS" + yyyymmdd + 8 digits made from `random`. Rule: DOMAIN §8.
TicketNo make_ticket_no(Instant now, int offset_minutes, std::uint64_t random);

}  // namespace afterdesk
