#pragma once
// What the ticket tests share: a small order, a policy, well-formed commands, and `given`, which leads a
// ticket through a history by decide and evolve alone.

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "domain/ticket.hpp"
#include "testing.hpp"

namespace afterdesk::ticket_fixture {

inline constexpr Instant start{1'795'000'000'000};

inline Line line(int line_no, int quantity, Fen unit_price_fen, int shipped) {
    Line made;
    made.line_no = line_no;
    made.sku = "K" + std::to_string(line_no);
    made.spu = "P" + std::to_string(line_no);
    made.title = line_no == 1 ? "羊绒衫" : "围巾";
    made.quantity = quantity;
    made.unit_price_fen = unit_price_fen;
    made.shipped_quantity = shipped;
    if (shipped > 0) made.received_at = Instant{start.ms - days(1).ms};
    return made;
}

/// 2 × 100.00 + 1 × 50.00, freight 5.00, paid 200.00 by wechat and 55.00 by balance.
inline Order order(int shipped_of_line_1, int shipped_of_line_2) {
    Order made;
    made.order_no = {"E1"};
    made.shop_id = {"s1"};
    made.buyer_id = {"b1"};
    made.paid_at = Instant{start.ms - days(3).ms};
    made.freight_fen = 500;
    made.lines = {line(1, 2, 10'000, shipped_of_line_1), line(2, 1, 5'000, shipped_of_line_2)};
    made.payments = {{{"w1"}, PaymentChannel::wechat, 20'000}, {{"y1"}, PaymentChannel::balance, 5'500}};
    return made;
}

/// Two reasons that fit both types, and two to reject with.
inline Policy policy() {
    Policy made = default_policy();
    std::vector<TicketType> const both = {TicketType::refund_unshipped, TicketType::return_refund};
    Reason not_wanted;
    not_wanted.code = not_wanted.zh = not_wanted.en = "not_wanted";
    not_wanted.types = both;
    Reason broken = not_wanted;
    broken.code = broken.zh = broken.en = "broken";
    broken.fault = Fault::shop;
    broken.evidence = EvidenceRule::photo;
    made.reasons = {not_wanted, broken};
    made.reject_reasons = {{"worn", "已穿着", "worn", {}},
                           {"only_exchange", "仅换货", "only for exchanges", {TicketType::exchange}}};
    return made;
}

inline Address const shop_address{"王店长", "+86 138-0000-0000", "杭州市余杭区文一西路 1 号"};
inline Address const default_address{"仓库", "0571-88888888", "杭州市萧山区 8 号仓"};
inline Parcel const parcel{"sf", "SF1234567890"};

inline Actor actor_of(ActorKind kind) {
    return {kind, kind == ActorKind::buyer ? "b1" : kind == ActorKind::system ? "" : "u1"};
}

inline Context context(Order order_of, ActorKind actor, Instant now) {
    Context made;
    made.now = now;
    made.actor = actor_of(actor);
    made.order = std::move(order_of);
    made.policy = policy();
    made.new_no = {"AS2026112100000001"};
    return made;
}

inline Request request(TicketType type, std::vector<LineRequest> lines) {
    Request made;
    made.type = type;
    made.reason = "not_wanted";
    made.lines = std::move(lines);
    return made;
}

/// An application that expects exactly what the quote says.
inline Apply application(Request const& wanted, Context const& at) {
    Result<Quote, Mistakes> const quoted = quote({at.now, at.order, at.others, wanted, at.policy});
    REQUIRE(quoted.ok());
    return {wanted, quoted->refund_fen, quote_digest(*quoted), "", {{"e1"}}};
}

/// Someone does something, by default a minute after the event before.
struct Move {
    ActorKind actor = ActorKind::buyer;
    Command command;
    Duration wait = minutes(1);
};

/// A ticket somewhere on its way, and how it came there.
struct Given {
    Ticket ticket;
    std::vector<EventRecord> history;
    Context context;  ///< of the last command

    /// The context of the next command. The clock stands at the timer when that is what comes.
    Context next(Move const& move) const {
        Context made = context;
        made.actor = actor_of(move.actor);
        made.now = made.now + move.wait;
        if (kind_of(move.command) == CommandKind::time_out && ticket.deadline) made.now = *ticket.deadline;
        return made;
    }

    void take(std::vector<Event> const& events) {
        for (Event const& event : events) {
            ticket = evolve(ticket, event, context.now);
            history.push_back({ticket.version, context.now, context.actor, event});
        }
    }
};

/// A new ticket, led through the moves, each of which must succeed.
inline Given given(Context applying, Request const& wanted, std::vector<Move> const& moves) {
    Given made;
    made.context = std::move(applying);
    Command const apply = application(wanted, made.context);
    Result<std::vector<Event>, Mistakes> applied = decide(Ticket{}, apply, made.context);
    REQUIRE(applied.ok());
    made.take(*applied);
    for (Move const& move : moves) {
        made.context = made.next(move);
        Result<std::vector<Event>, Mistakes> decided = decide(made.ticket, move.command, made.context);
        REQUIRE(decided.ok());
        made.take(*decided);
    }
    return made;
}

/// For all units that the type may take: refund_unshipped of an order not shipped, return_refund of one
/// received.
inline Given given(TicketType type, std::vector<Move> const& moves) {
    bool const shipped = type == TicketType::return_refund;
    Order const of = shipped ? order(2, 1) : order(0, 0);
    return given(context(of, ActorKind::buyer, start), request(type, {{1, 2, {}}, {2, 1, {}}}), moves);
}

/// One unit of two, not shipped, whose refund breaks a 满 200 减 10 that the policy lets the merchant decide
/// about.
inline Given given_asked(std::vector<Move> const& moves) {
    Order of = order(0, 0);
    of.discounts = {{DiscountKind::full_reduction, 1'000, 0, 20'000, {}}};
    of.payments[0].amount_fen -= 1'000;
    Context applying = context(of, ActorKind::buyer, start);
    applying.policy.threshold = ThresholdPolicy::ask;
    return given(applying, request(TicketType::refund_unshipped, {{1, 1, {}}}), moves);
}

// The moves by name.
inline Move withdraw() { return {ActorKind::buyer, Withdraw{}}; }
inline Move agree() { return {ActorKind::merchant, Agree{shop_address}}; }
inline Move reject() { return {ActorKind::merchant, Reject{"worn", "已穿着", {{"e2"}}}}; }
inline Move offer(Fen refund_fen) {
    return {ActorKind::merchant, MakeOffer{refund_fen, "有磨损", shop_address}};
}
inline Move accept() { return {ActorKind::buyer, AcceptOffer{}}; }
inline Move decline() { return {ActorKind::buyer, DeclineOffer{}}; }
inline Move ship_back() { return {ActorKind::buyer, ShipBack{parcel}}; }
inline Move receive() { return {ActorKind::merchant, Receive{}}; }
inline Move retry() { return {ActorKind::merchant, RetryRefund{}}; }
inline Move time_out() { return {ActorKind::system, TimeOut{}}; }
inline Move channel(int part, PartStatus status) {
    std::string const refund_no = "AS2026112100000001-" + std::to_string(part);
    return {ActorKind::system, RecordRefund{refund_no, status, status == PartStatus::failed ? "LIMIT" : ""}};
}
inline Move paid(int part) { return channel(part, PartStatus::succeeded); }
inline Move failed(int part) { return channel(part, PartStatus::failed); }

inline std::array<ActorKind, 4> constexpr actors = {ActorKind::buyer, ActorKind::merchant,
                                                    ActorKind::platform, ActorKind::system};

/// "applied", "agreed", … in the variant's order.
inline std::string name_of(Event const& event) {
    static constexpr std::array names = {"applied",        "withdrawn",      "agreed",         "rejected",
                                         "offer_made",     "offer_accepted", "offer_ended",    "shipped_back",
                                         "received",       "refund_started", "part_succeeded", "part_failed",
                                         "refund_retried", "completed",      "closed"};
    static_assert(names.size() == std::variant_size_v<Event>);
    return names[event.index()];
}

inline std::string names_of(std::vector<Event> const& events) {
    std::string names;
    for (Event const& event : events) names += (names.empty() ? "" : " ") + name_of(event);
    return names;
}

inline bool has(Mistakes const& mistakes, Rule rule, std::string const& path) {
    for (Mistake const& mistake : mistakes) {
        if (mistake.rule == rule && mistake.path == path) return true;
    }
    return false;
}

}  // namespace afterdesk::ticket_fixture
