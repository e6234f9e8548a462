#pragma once
// What happened to a ticket. Events are never changed; the ticket is what folding them gives.

#include <type_traits>
#include <utility>
#include <variant>

#include "base/one_of.hpp"
#include "domain/policy/auto_review.hpp"
#include "domain/ticket/state.hpp"

namespace afterdesk {

struct Applied {
    TicketNo no;
    OrderNo order_no;
    ShopId shop_id;
    BuyerId buyer_id;
    ActorKind opened_by = ActorKind::buyer;
    int policy_version = 1;
    Request request;
    Quote quote;
    std::string remark;
    std::vector<EvidenceId> evidence;
    Goods goods = Goods::not_received;
    int buyer_tickets_30d = 0;  ///< what automatic rules saw
    std::vector<std::string> risk_signals;
};
/// The buyer's change; the review starts again.
struct Modified {
    Request request;
    Quote quote;
    std::string remark;
    std::vector<EvidenceId> evidence;
};
/// A rule of the policy agreed or chose a queue; `why` are the facts that matched.
struct AutoReviewed {
    std::string rule;
    std::string queue;  ///< empty when it agreed
    std::vector<MatchedFact> why;
};
struct FirstApproval {
    std::string staff;
};
struct Withdrawn {};
/// Goods are to come back to `address` (without one the merchant has to name it yet), or are sent, or money
/// goes out.
struct Agreed {
    std::optional<Address> address;
    Cause cause = Cause::none;
};
struct Rejected {
    Rejection rejection;
};
struct OfferMade {
    Offer offer;
};
struct OfferAccepted {};
/// Declined or lapsed: back to where it was made.
struct OfferEnded {
    Cause cause = Cause::none;
};
/// The buyer's answer stands now, for the merchant to accept.
struct OfferCountered {
    Offer offer;
};
struct InterceptStarted {};
struct InterceptEnded {
    bool stopped = false;
    std::optional<Address> address;
    Cause cause = Cause::none;
};
struct ShippedBack {
    Parcel parcel;
};
struct ParcelArrived {
    bool outgoing = false;
    Instant at;
};
struct Received {
    bool inspect = false;
    Cause cause = Cause::none;
};
/// The quote is of what was accepted.
struct Inspected {
    Inspection inspection;
    Request request;
    Quote quote;
    Cause cause = Cause::none;
};
/// The ticket is about something else now: fallen back to a refund, or as a verdict says.
struct Requoted {
    Request request;
    Quote quote;
    Cause cause = Cause::none;
    std::string text{};  ///< what the merchant says of it, when nothing can be sent
};
struct StockReserved {
    std::vector<StockReservation> stock;
};
struct DifferencePaid {
    std::string payment_no;
    Fen amount_fen = 0;
};
struct Reshipped {
    Parcel parcel;
};
/// Money is on its way: the parts and their numbers are fixed here, in the same commit as the outbox entries.
struct RefundStarted {
    std::vector<RefundPart> parts;
    Cause cause = Cause::none;
};
/// Taken back from the buyer in the step that decides the refund. Rule: DOMAIN §2.
struct EntitlementsReclaimed {
    struct OfLine {
        int line_no = 0;
        std::vector<std::string> entitlements;
        bool operator==(OfLine const&) const = default;
    };
    std::vector<OfLine> lines;
};
struct RefundPartSucceeded {
    std::string refund_no;
};
struct RefundPartFailed {
    std::string refund_no;
    std::string failure;
};
struct RefundRetried {
    Via via = Via::original;
};
/// A failed part was paid outside of the system.
struct PaidOffline {
    std::string refund_no;
    std::string text;
    std::vector<EvidenceId> evidence;
};
/// A number that had been replaced was paid after all: somebody has to get money back.
struct PaidTwice {
    std::string refund_no;
};
struct EvidenceAdded {
    std::vector<EvidenceId> evidence;
    std::string text;
};
struct Escalated {
    ActorKind by = ActorKind::buyer;
    std::string text;
    std::vector<EvidenceId> evidence;
    Cause cause = Cause::none;
};
struct EvidenceAsked {
    std::string text;
};
struct EvidenceRoundOver {};
struct VerdictGiven {
    Verdict verdict;
    std::string judge{};  ///< the member of the platform's staff
};
/// The platform looks at it a second time, and the clock stands.
struct Appealed {
    ActorKind by = ActorKind::buyer;
    std::string text;
    std::vector<EvidenceId> evidence;
};
/// An automatic refund waits, as its pieces are being sent: by then at the latest they were, or it goes on.
struct HeldForShipping {
    ShippingHold hold;
};
/// The goods are with the shop and have to go back to the buyer.
struct SendingBack {
    Cause cause = Cause::none;
};
struct Reminded {
    Cause cause = Cause::none;
};
/// The order's facts as they concern this ticket.
struct OrderNoted {
    Goods goods = Goods::not_received;
};
/// What was shipped, or used, although this ticket had it refunded; where nothing is left, it came back.
struct StraysNoted {
    std::vector<Strays> lines;
};
struct StraysSettled {
    std::string text;
};
struct Frozen {
    std::string text{};  ///< why; older ones do not say
};
struct Resumed {};
/// One side gave the other more time; the limit that follows says until when.
struct DeadlineExtended {
    Duration by{0};
};
/// The time limit of the state (or of the evidence round) runs until then.
struct ClockStarted {
    Instant deadline;
};
/// The clock stands still with so much left.
struct ClockPaused {
    Duration left{0};
};
struct Rated {
    Rating rating;
};
struct Completed {
    Cause cause = Cause::none;
};
struct Closed {
    Cause cause = Cause::none;
    std::string text;
};

/// Any of them. A type of its own: how it is copied, moved and destroyed is compiled once, in its source;
/// every file that deals with them would spend most of its time on it.
using EventKinds =
    std::variant<Applied, Modified, AutoReviewed, FirstApproval, Withdrawn, Agreed, Rejected, OfferMade,
                 OfferAccepted, OfferEnded, OfferCountered, InterceptStarted, InterceptEnded, ShippedBack,
                 ParcelArrived, Received, Inspected, Requoted, StockReserved, DifferencePaid, Reshipped,
                 RefundStarted, EntitlementsReclaimed, RefundPartSucceeded, RefundPartFailed, RefundRetried,
                 PaidOffline, PaidTwice, EvidenceAdded, Escalated, EvidenceAsked, EvidenceRoundOver,
                 VerdictGiven, SendingBack, Reminded, OrderNoted, Frozen, Resumed, DeadlineExtended,
                 ClockStarted, ClockPaused, Rated, Completed, Closed, StraysNoted, StraysSettled, Appealed,
                 HeldForShipping>;
struct Event : EventKinds {
    template <class Kind>
    requires is_one_of<std::remove_cvref_t<Kind>, EventKinds> Event(Kind&& kind)
        : EventKinds(std::in_place_type<std::remove_cvref_t<Kind>>, std::forward<Kind>(kind)) {}
    Event();
    Event(Event const&);
    Event(Event&&) noexcept;
    Event& operator=(Event const&);
    Event& operator=(Event&&) noexcept;
    ~Event();

    /// Of the kind at this index, as it is made by default.
    static Event of_kind(std::size_t index);
};
inline constexpr int event_kind_count = std::variant_size_v<EventKinds>;

/// The pictures that the event brings along.
std::vector<EvidenceId> evidence_of(Event const& event);
/// Those of all the goods, then those of each line.
std::vector<EvidenceId> evidence_of(Inspection const& inspection);

/// An event as it is kept: who, when, and its place in the ticket's history (from 1).
struct EventRecord {
    int seq = 0;
    Instant at;
    Actor actor;
    Event event;
};

}  // namespace afterdesk
