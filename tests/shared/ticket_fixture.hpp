#pragma once
// What the ticket tests share: a small order, a policy whose time limits all differ, applications of every
// type, moves by name, and `given`, which leads a ticket through a history by decide and evolve alone.

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "domain/ticket/ticket.hpp"
#include "order_fixture.hpp"
#include "testing.hpp"

namespace afterdesk::ticket_fixture {

using order_fixture::now;

// ---- The order and its shop -------------------------------------------------------------------------------

/// 2 × 100.00 + 1 × 50.00, freight 5.00, paid 200.00 by wechat and 55.00 by balance. Shipped lines were
/// signed for.
inline Order order(int shipped_of_line_1, int shipped_of_line_2) {
    using order_fixture::line;
    using order_fixture::shipped_line;
    auto const make = [](int line_no, int quantity, Fen price, int shipped) {
        return shipped > 0 ? shipped_line(line_no, quantity, price, shipped) : line(line_no, quantity, price);
    };
    Order made = order_fixture::order_of(
        {make(1, 2, 10'000, shipped_of_line_1), make(2, 1, 5'000, shipped_of_line_2)}, {}, 500);
    made.payments = {{{"w1"}, PaymentChannel::wechat, 20'000}, {{"y1"}, PaymentChannel::balance, 5'500}};
    return made;
}

/// The same on its way, not signed for yet.
inline Order order_under_way() {
    Order made = order(2, 1);
    for (Line& line : made.lines) sign_for(line, std::nullopt);
    return made;
}

/// 2 × 100.00, signed for, and a course of three hours for 90.00.
inline Order order_with_course() {
    return order_fixture::order_of(
        {order_fixture::shipped_line(1, 2, 10'000, 2), order_fixture::course(2, 9'000, {1, 1, 1})});
}

/// The default policy but for its limits: no two are the same.
inline Policy policy() {
    Policy made = default_policy();
    made.limits = {.merchant_review = hours(48),
                   .buyer_offer = hours(40),
                   .buyer_return = hours(168),
                   .merchant_receipt = hours(240),
                   .buyer_appeal = hours(160),
                   .merchant_reship = hours(150),
                   .buyer_receipt = hours(230),
                   .merchant_intercept = hours(72),
                   .merchant_inspect = hours(30),
                   .merchant_send_back = hours(140),
                   .reminder_grace = hours(20),
                   .evidence_round = hours(10),
                   .verdict_appeal = hours(70)};
    return made;
}

inline Address const shop_address{"王店长", "+86138-0000-0000", "杭州市余杭区文一西路 1 号"};
inline Address const default_address{"仓库", "0571-88888888", "杭州市萧山区 8 号仓"};
inline Parcel const parcel{"SF", "SF1234567890"};
inline Parcel const out_parcel{"ZTO", "ZTO000001"};

/// The same goods, another size, a cheaper and a dearer one.
inline std::vector<Ware> stock() {
    return {{"K1", "P1", "羊绒衫", "L", 10'000, 5},
            {"K1-M", "P1", "羊绒衫", "M", 10'000, 5},
            {"K1-cheap", "P1", "羊绒衫", "旧款", 8'000, 5},
            {"K1-dear", "P1", "羊绒衫", "新款", 12'000, 5},
            {"K2", "P2", "围巾", "", 5'000, 5}};
}

inline Actor actor_of(ActorKind kind) {
    static constexpr std::array ids = {"b1", "u1", "p1", ""};
    return {kind, ids[static_cast<std::size_t>(kind)]};
}

inline Context context(Order order_of, ActorKind actor = ActorKind::buyer) {
    Context made;
    made.now = now;
    made.actor = actor_of(actor);
    made.order = std::move(order_of);
    made.policy = policy();
    made.new_no = {"AS2026112100000001"};
    return made;
}

// ---- Applications -----------------------------------------------------------------------------------------

/// An application about to be made.
struct Start {
    Context context;
    Request request;
};

inline Request request(TicketType type, std::vector<LineRequest> lines, std::string reason = "agreed") {
    Request made;
    made.type = type;
    made.reason = std::move(reason);
    made.lines = std::move(lines);
    return made;
}

inline Start unshipped() {
    return {context(order(0, 0)), request(TicketType::refund_unshipped, {{1, 2, {}}, {2, 1, {}}})};
}
/// One unit of two: breaks a 满 200 减 10 that the policy lets the merchant decide about.
inline Start asked() {
    Order of = order(0, 0);
    of.discounts = {order_fixture::full_reduction(1'000, 20'000)};
    of.payments[0].amount_fen -= 1'000;
    Start made{context(of), request(TicketType::refund_unshipped, {{1, 1, {}}})};
    made.context.policy.threshold = ThresholdPolicy::ask;
    return made;
}
inline Start under_way() {
    return {context(order_under_way()),
            request(TicketType::refund_shipped, {{1, 2, {}}, {2, 1, {}}}, "not_received")};
}
inline Start returned() {
    return {context(order(2, 1)), request(TicketType::return_refund, {{1, 2, {}}, {2, 1, {}}})};
}
/// Both units of line 1 for another SKU, whatever it costs.
inline Start exchange_for(std::string sku) {
    Start made{context(order(2, 1)), request(TicketType::exchange, {{1, 2, {}, std::move(sku)}})};
    made.context.policy.exchange_difference = ExchangePolicy::settle;
    made.context.stock = stock();
    return made;
}
inline Start exchange() { return exchange_for("K1-M"); }
inline Start cheaper() { return exchange_for("K1-cheap"); }
inline Start dearer() { return exchange_for("K1-dear"); }
inline Start repair() { return {context(order(2, 1)), request(TicketType::repair, {{1, 1, {}}})}; }
inline Start reship_missing() { return {context(order(2, 1)), request(TicketType::reship, {{1, 1, {}}})}; }
/// 80.00 instead of 100.00 today.
inline Start price_drop() {
    return {context(order(2, 1)), request(TicketType::price_protect, {{1, 2, {}, {}, 8'000}})};
}
inline Start lessons() {
    return {context(order_with_course()), request(TicketType::virtual_refund, {{2, 1, {}}})};
}
/// The merchant decides about lessons too.
inline Start reviewed_lessons() {
    Start made = lessons();
    made.context.policy.virtual_is_automatic = false;
    return made;
}
/// Goods and lessons in one ticket.
inline Start mixed() {
    return {context(order_with_course()), request(TicketType::return_refund, {{1, 2, {}}, {2, 1, {}}})};
}
/// What a ticket that had all of the order refunded before it was shipped has of it.
inline std::vector<Claim> all_refunded() {
    std::vector<Claim> claims;
    for (auto const& [line_no, quantity] : {std::pair{1, 2}, std::pair{2, 1}}) {
        Claim& claim = claims.emplace_back();
        claim.line_no = line_no;
        claim.quantity = quantity;
        claim.type = TicketType::refund_unshipped;
    }
    return claims;
}
/// All of it was shipped all the same.
inline Start strayed() {
    Start made{context(order_under_way()),
               request(TicketType::refund_shipped, {{1, 2, {}}, {2, 1, {}}}, std::string(recall_reason))};
    made.context.other_claims = all_refunded();
    return made;
}
/// And was signed for.
inline Start strayed_here() {
    Start made = strayed();
    made.context.order = order(2, 1);
    made.request.type = TicketType::return_refund;
    return made;
}
inline Start with_inspection(Start made) {
    made.context.policy.inspection = true;
    return made;
}
inline Start inspected() { return with_inspection(returned()); }

/// The request as the page would send it: expecting exactly what the quote says.
inline Apply application(Request const& wanted, Context const& at) {
    QuoteInput const input{at.now,    at.order,     at.other_claims, wanted,
                           at.policy, std::nullopt, at.stock,        false};
    Result<Quote, Mistakes> const quoted = quote(input);
    if (!quoted.ok()) CHECK(quoted.error() == Mistakes{});
    REQUIRE(quoted.ok());
    return {wanted, quoted->refund_fen, quote_digest(*quoted), "", {{"e1"}}};
}

// ---- A ticket somewhere on its way ------------------------------------------------------------------------

/// Someone does something, by default a minute after the event before.
struct Move {
    ActorKind actor = ActorKind::buyer;
    Command command;
    Duration wait = minutes(1);
    std::string id = {};                ///< of the actor, when it is not the usual one
    std::optional<Request> anew = {};   ///< the command is a Modify with this request
    void (*world)(Context&) = nullptr;  ///< what else has changed by then
};

/// A ticket and how it came there.
struct Given {
    Ticket ticket;
    std::vector<EventRecord> history;
    Context context;  ///< of the last command

    /// The context of the next command. The clock stands at the timer when that is what comes.
    Context next(Move const& move) const {
        Context made = context;
        made.actor = actor_of(move.actor);
        if (!move.id.empty()) made.actor.id = move.id;
        made.now = made.now + move.wait;
        if (kind_of(move.command) == CommandKind::time_out && ticket.deadline) made.now = *ticket.deadline;
        if (move.world != nullptr) move.world(made);
        return made;
    }

    void take(std::vector<Event> const& events) {
        for (Event const& event : events) {
            ticket = evolve(ticket, event, context.now);
            history.push_back({ticket.version, context.now, context.actor, event});
        }
    }
};

inline Command command_of(Move const& move, Context const& at) {
    return move.anew ? Command{Modify{application(*move.anew, at)}} : move.command;
}

/// One more move; the ticket stays as it is when it is refused.
inline Decision try_move(Given& given, Move const& move) {
    Context const at = given.next(move);
    Decision decided = decide(given.ticket, command_of(move, at), at);
    if (!decided.ok()) return decided;
    given.context = at;
    given.take(*decided);
    return decided;
}

/// A new ticket, led through the moves, each of which must succeed.
inline Given given(Start const& from, std::vector<Move> const& moves) {
    Given made;
    made.context = from.context;
    Decision applied = decide(Ticket{}, application(from.request, from.context), from.context);
    if (!applied.ok()) CHECK(applied.error() == Mistakes{});
    REQUIRE(applied.ok());
    made.take(*applied);
    for (Move const& move : moves) {
        Decision const decided = try_move(made, move);
        if (!decided.ok()) CHECK(decided.error() == Mistakes{});
        REQUIRE(decided.ok());
    }
    return made;
}

/// What the move is refused with; nothing when it is not.
inline Mistakes refused(Given const& at, Move const& move) {
    Context const next = at.next(move);
    Decision const decided = decide(at.ticket, command_of(move, next), next);
    return decided.ok() ? Mistakes{} : decided.error();
}

// ---- The moves by name ------------------------------------------------------------------------------------

inline Move buyer(Command command) { return {ActorKind::buyer, std::move(command)}; }
inline Move merchant(Command command) { return {ActorKind::merchant, std::move(command)}; }
inline Move platform(Command command) { return {ActorKind::platform, std::move(command)}; }
inline Move desk(Command command) { return {ActorKind::system, std::move(command)}; }
inline Move after(Duration wait, Move move) {
    move.wait = wait;
    return move;
}
inline Move by(std::string id, Move move) {
    move.id = std::move(id);
    return move;
}
inline Move when(void (*world)(Context&), Move move) {
    move.world = world;
    return move;
}

inline std::vector<Move> with(std::vector<Move> moves, std::vector<Move> const& more) {
    moves.insert(moves.end(), more.begin(), more.end());
    return moves;
}
inline Move modify(Request anew) {
    Move made = buyer(Modify{});
    made.anew = std::move(anew);
    return made;
}
inline Move withdraw() { return buyer(Withdraw{}); }
inline Move agree() { return merchant(Agree{shop_address}); }
inline Move reject() { return merchant(Reject{"evidence_insufficient", "看不清", {{"e2"}}}); }
inline Move offer(Fen refund_fen) { return merchant(MakeOffer{refund_fen, "有磨损", shop_address, {}}); }
inline Move offer_as(TicketType type, Fen refund_fen) {
    return merchant(MakeOffer{refund_fen, "", shop_address, type});
}
inline Move counter(Fen refund_fen) { return buyer(CounterOffer{refund_fen, "再加一点"}); }
inline Move accept() { return buyer(AcceptOffer{}); }
inline Move accept_counter() { return merchant(AcceptOffer{}); }
inline Move decline() { return buyer(DeclineOffer{}); }
inline Move settle_strays() { return merchant(SettleStrays{"买家留用"}); }
inline Move intercept() { return merchant(Intercept{}); }
inline Move stopped() { return desk(InterceptResult{true, {}}); }
inline Move missed() { return merchant(InterceptResult{false, shop_address}); }
inline Move ship_back() { return buyer(ShipBack{parcel}); }
inline Move signed_for(Parcel const& of, Instant at) { return desk(ParcelSigned{of.tracking_no, at}); }
inline Move receive() { return merchant(Receive{}); }
inline Move look_at() { return merchant(Receive{true}); }
/// What is refused is damaged.
inline Move inspect(std::vector<InspectedLine> lines) {
    for (InspectedLine& line : lines) {
        if (line.refused > 0 && line.reason.empty()) line.reason = "damaged";
    }
    return merchant(Inspect{{std::move(lines), "已验", {{"e3"}}}});
}
inline Move reship(Parcel of = out_parcel) { return merchant(Reship{std::move(of)}); }
inline Move fall_back() { return merchant(FallBack{"没有了"}); }
inline Move confirm() { return buyer(ConfirmReceipt{}); }
inline Move retry(Via via = Via::original) { return merchant(RetryRefund{via}); }
inline Move offline(std::string refund_no) {
    return merchant(RecordOffline{std::move(refund_no), "已线下转账", {{"e4"}}});
}
inline Move channel(std::string refund_no, PartStatus status) {
    return desk(RecordRefund{std::move(refund_no), status, status == PartStatus::failed ? "LIMIT" : ""});
}
inline std::string part_no(int part) { return "AS2026112100000001-" + std::to_string(part); }
inline Move paid(int part) { return channel(part_no(part), PartStatus::succeeded); }
inline Move failed(int part) { return channel(part_no(part), PartStatus::failed); }
inline Move collected(Fen amount_fen) { return desk(RecordCollection{"d1", amount_fen}); }
inline Move extend(ActorKind by, Duration time = hours(24)) { return {by, ExtendDeadline{time}}; }
inline Move evidence(ActorKind by) { return {by, AddEvidence{{{"e5"}}, "补充"}}; }
inline Move escalate() { return buyer(Escalate{"请平台处理", {{"e6"}}}); }
inline Move step_in() { return platform(StepIn{"介入"}); }
inline Move ask_evidence() { return platform(AskEvidence{"请举证"}); }
inline Move verdict(Verdict of) { return platform(GiveVerdict{std::move(of), shop_address}); }
inline Move refund_all(bool return_goods = false) {
    return verdict({.outcome = Outcome::refund_all, .return_goods = return_goods, .text = "支持买家"});
}
inline Move refund_part(Fen refund_fen) {
    return verdict(
        {.outcome = Outcome::refund_part, .refund_fen = refund_fen, .freight_payer = FreightPayer::buyer});
}
inline Move refund_none() { return verdict({.outcome = Outcome::refund_none, .fault = Fault::buyer}); }
inline Move send_another(bool return_goods = false) {
    return verdict({.outcome = Outcome::exchange, .return_goods = return_goods});
}
inline Move appeal(ActorKind by) { return {by, Appeal{"不认可裁决", {{"e8"}}}}; }
/// Of somebody else than the first one.
inline Move second_verdict(Move of) {
    of.id = "p2";
    return of;
}
inline Move freeze() { return platform(Freeze{"等待鉴定"}); }
inline Move resume() { return platform(Resume{}); }
inline Move shut() { return platform(Close{"违规"}); }
inline Move order_changed() { return desk(OrderChanged{}); }
inline Move rate(int stars = 5) { return buyer(Rate{{stars, "很好"}}); }
inline Move time_out() { return desk(TimeOut{}); }

inline std::array<ActorKind, 4> constexpr actors = {ActorKind::buyer, ActorKind::merchant,
                                                    ActorKind::platform, ActorKind::system};

// ---- How tests read what happened -------------------------------------------------------------------------

/// "applied", "modified", … in the variant's order.
inline std::string name_of(Event const& event) {
    static constexpr std::array names = {
        "applied",        "modified",       "auto_reviewed",   "first_approval",
        "withdrawn",      "agreed",         "rejected",        "offer_made",
        "offer_accepted", "offer_ended",    "offer_countered", "intercept_started",
        "intercept_over", "shipped_back",   "parcel_arrived",  "received",
        "inspected",      "requoted",       "stock_reserved",  "difference_paid",
        "reshipped",      "refund_started", "reclaimed",       "part_succeeded",
        "part_failed",    "refund_retried", "paid_offline",    "paid_twice",
        "evidence_added", "escalated",      "evidence_asked",  "evidence_round_over",
        "verdict_given",  "sending_back",   "reminded",        "order_noted",
        "frozen",         "resumed",        "extended",        "clock_started",
        "clock_paused",   "rated",          "completed",       "closed",
        "strays_noted",   "strays_settled", "appealed",        "held_for_shipping"};
    static_assert(names.size() == event_kind_count);
    return names[event.index()];
}

/// "agreed refund_started": without those of the clock, which `clock_of` shows.
inline std::string names_of(std::vector<Event> const& events) {
    std::string names;
    for (Event const& event : events) {
        bool const of_clock =
            std::holds_alternative<ClockStarted>(event) || std::holds_alternative<ClockPaused>(event);
        if (!of_clock) names += (names.empty() ? "" : " ") + name_of(event);
    }
    return names;
}

/// "48h", "47h59m": a length of time.
inline std::string told(Duration of) {
    std::int64_t const all = of.ms / minutes(1).ms;
    std::string text = std::to_string(all / 60) + "h";
    if (all % 60 != 0) text += std::to_string(all % 60) + "m";
    return text;
}

/// "runs 48h", "stands 48h", both in an evidence round, nothing where nobody is waited for.
inline std::string clock_of(Ticket const& ticket, Instant at) {
    std::string text;
    if (ticket.deadline) text = "runs " + told(*ticket.deadline - at);
    if (ticket.paused) text += (text.empty() ? "" : " ") + ("stands " + told(*ticket.paused));
    return text;
}
inline std::string clock_of(Given const& at) { return clock_of(at.ticket, at.context.now); }

inline bool has(Mistakes const& mistakes, Rule rule, std::string const& path) {
    for (Mistake const& mistake : mistakes) {
        if (mistake.rule == rule && mistake.path == path) return true;
    }
    return false;
}

}  // namespace afterdesk::ticket_fixture
