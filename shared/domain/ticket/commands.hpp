#pragma once
// What can be done to a ticket. One struct each; who may give it and when stands in the edge table.

#include <type_traits>
#include <utility>
#include <variant>

#include "base/one_of.hpp"
#include "domain/ticket/state.hpp"

namespace afterdesk {

/// By staff: opened for the buyer, and agreed at once. Rule: DOMAIN §4 "open a ticket for a buyer".
struct Apply {
    Request request;
    Fen expected_refund_fen = 0;        ///< what the page showed
    std::uint64_t expected_digest = 0;  ///< quote_digest of what the page showed
    std::string remark;
    std::vector<EvidenceId> evidence;
};
/// The whole application anew; starts the review again.
struct Modify {
    Apply apply;
};
struct Withdraw {};
/// Also given in awaiting_return while no return address is known (then it only supplies the address), and
/// after a rejection, when the merchant relents.
struct Agree {
    std::optional<Address> address;  ///< required when goods are to come back
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
    std::optional<TicketType> type;  ///< another type, e.g. refund_shipped: the buyer keeps the goods
};
/// The buyer's answer to an offer: another amount, not above the ticket's own.
struct CounterOffer {
    Fen refund_fen = 0;
    std::string text;
};
struct AcceptOffer {};
struct DeclineOffer {};
struct Intercept {};
struct InterceptResult {
    bool stopped = false;
    std::optional<Address> address;  ///< where to return to when it was not stopped
};
/// Given again in awaiting_receipt, it corrects the parcel's number.
struct ShipBack {
    Parcel parcel;
};
/// The courier says that a parcel was signed for.
struct ParcelSigned {
    std::string tracking_no;
    Instant at;
};
struct Receive {
    bool inspect = false;  ///< look at the goods before anything is paid or sent
};
struct Inspect {
    Inspection inspection;
};
/// Goods go to the buyer: the replacement, the repaired or missing ones, or those that inspection refused.
/// Given again before they are signed for, it corrects the parcel's number.
struct Reship {
    Parcel parcel;
};
/// Nothing can be sent: money goes back instead.
struct FallBack {
    std::string text;
};
struct ConfirmReceipt {};
struct RetryRefund {
    Via via = Via::original;  ///< balance: failed parts go there, under a number of their own
};
/// A failed part was paid outside of the system.
struct RecordOffline {
    std::string refund_no;
    std::string text;
    std::vector<EvidenceId> evidence;  ///< proof, required
};
/// The channel's answer for one part; comes from the outbox or a callback, possibly more than once.
struct RecordRefund {
    std::string refund_no;
    PartStatus status = PartStatus::succeeded;
    std::string failure;
};
/// The mall says that the buyer has paid the difference of an exchange.
struct RecordCollection {
    std::string payment_no;
    Fen amount_fen = 0;
};
/// More time for the other side. Rule: DOMAIN §4, never one's own, never while the clock stands still.
struct ExtendDeadline {
    Duration by{0};
};
struct AddEvidence {
    std::vector<EvidenceId> evidence;
    std::string text;
};
struct Escalate {
    std::string text;
    std::vector<EvidenceId> evidence;
};
struct StepIn {
    std::string text;
};
struct AskEvidence {
    std::string text;
};
struct GiveVerdict {
    Verdict verdict;
    std::optional<Address> address;  ///< where to return to; default: the shop's
};
struct Freeze {
    std::string text;  ///< required: why
};
struct Resume {};
struct Close {
    std::string text;
};
/// The order has changed in the mall: shipped, signed for, an entitlement used.
struct OrderChanged {};
/// The strays are let go: the buyer keeps them, or it was settled otherwise.
struct SettleStrays {
    std::string text;  ///< required
};
struct Rate {
    Rating rating;
};
/// The running timer. Errors: deadline_not_reached when it came too early.
struct TimeOut {};
/// The side that a verdict went against asks for a second one, which is final. Rule: PRODUCT §5.2.
struct Appeal {
    std::string text;  ///< required
    std::vector<EvidenceId> evidence;
};

/// Any of them. A type of its own: how it is copied, moved and destroyed is compiled once, in its source;
/// every file that deals with them would spend most of its time on it.
using CommandKinds =
    std::variant<Apply, Modify, Withdraw, Agree, Reject, MakeOffer, CounterOffer, AcceptOffer, DeclineOffer,
                 Intercept, InterceptResult, ShipBack, ParcelSigned, Receive, Inspect, Reship, FallBack,
                 ConfirmReceipt, RetryRefund, RecordOffline, RecordRefund, RecordCollection, ExtendDeadline,
                 AddEvidence, Escalate, StepIn, AskEvidence, GiveVerdict, Freeze, Resume, Close, OrderChanged,
                 Rate, TimeOut, SettleStrays, Appeal>;
struct Command : CommandKinds {
    template <class Kind>
    requires is_one_of<std::remove_cvref_t<Kind>, CommandKinds> Command(Kind&& kind)
        : CommandKinds(std::in_place_type<std::remove_cvref_t<Kind>>, std::forward<Kind>(kind)) {}
    Command();
    Command(Command const&);
    Command(Command&&) noexcept;
    Command& operator=(Command const&);
    Command& operator=(Command&&) noexcept;
    ~Command();

    /// Of the kind at this index, as it is made by default.
    static Command of_kind(std::size_t index);
};

/// The commands by name, in the variant's order.
enum class CommandKind : std::uint8_t {
    apply,
    modify,
    withdraw,
    agree,
    reject,
    make_offer,
    counter_offer,
    accept_offer,
    decline_offer,
    intercept,
    intercept_result,
    ship_back,
    parcel_signed,
    receive,
    inspect,
    reship,
    fall_back,
    confirm_receipt,
    retry_refund,
    record_offline,
    record_refund,
    record_collection,
    extend_deadline,
    add_evidence,
    escalate,
    step_in,
    ask_evidence,
    verdict,
    freeze,
    resume,
    close,
    order_changed,
    rate,
    time_out,
    settle_strays,
    appeal,
};
inline constexpr int command_kind_count = std::variant_size_v<CommandKinds>;
CommandKind kind_of(Command const& command);

}  // namespace afterdesk
