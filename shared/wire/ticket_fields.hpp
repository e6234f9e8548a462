#pragma once
// Tickets, their events and the parts of both, field by field. A new field is written io.since(5).text(…),
// with the version that it comes with (wire/stored/stored.hpp); io.internal() hides one from buyers.

#include <concepts>

#include "domain/ticket/ticket.hpp"
#include "wire/fields.hpp"

namespace afterdesk {

template <class T, class Part>
concept Is = std::same_as<std::remove_const_t<T>, Part>;

inline constexpr int max_refund_no_chars = 2 * wire::max_short_chars;
inline constexpr int max_matched_facts = 32;
inline constexpr int max_signals = 32;

// These stand beside the structs, where the readers and writers find them by argument.

void fields(auto& io, Is<Rejection> auto& rejection) {
    io.id("reason", rejection.reason);
    io.text("text", rejection.text, wire::max_long_chars);
    io.evidence("evidence", rejection.evidence);
}

void fields(auto& io, Is<Offer> auto& offer) {
    io.name("by", offer.by);
    io.fen("refund_fen", offer.refund_fen);
    io.part("request", offer.request);
    io.part("quote", offer.quote);
    io.text("text", offer.text, wire::max_long_chars);
    io.nullable("address", offer.address);
    io.name("made_in", offer.made_in);
    io.duration("merchant_left_ms", offer.merchant_left);
}

void fields(auto& io, Is<InspectedLine> auto& line) {
    io.number("line_no", line.line_no, wire::line_no_range);
    io.number("accepted", line.accepted, wire::count_range);
    io.number("refused", line.refused, wire::count_range);
    io.since(5).internal().number_or_zero("seconds", line.seconds, wire::count_range);
    io.since(5).internal().number_or_zero("scrap", line.scrap, wire::count_range);
    io.since(5).text_or_empty("reason", line.reason, wire::max_short_chars);
    io.since(5).evidence("evidence", line.evidence);
}

void fields(auto& io, Is<Inspection> auto& inspection) {
    io.list("lines", inspection.lines, max_lines);
    io.text_or_empty("text", inspection.text, wire::max_long_chars);
    io.evidence("evidence", inspection.evidence);
}

void fields(auto& io, Is<Verdict> auto& verdict) {
    io.name("outcome", verdict.outcome);
    io.fen_or_zero("refund_fen", verdict.refund_fen);
    io.name("fault", verdict.fault);
    io.name("freight_payer", verdict.freight_payer);
    io.flag_or_false("return_goods", verdict.return_goods);
    io.text_or_empty("text", verdict.text, wire::max_long_chars);
}

void fields(auto& io, Is<Objection> auto& appeal) {
    io.name("by", appeal.by);
    io.text("text", appeal.text, wire::max_long_chars);
    io.nullable("first", appeal.first);
}

void fields(auto& io, Is<Arbitration> auto& arbitration) {
    io.name("step", arbitration.step);
    io.name("by", arbitration.by);
    io.text("text", arbitration.text, wire::max_long_chars);
    io.nullable("verdict", arbitration.verdict);
    io.since(5).instant("decided_at_ms", arbitration.decided_at);
    io.since(5).internal().text("judge", arbitration.judge, wire::max_short_chars);
    io.since(5).flag("less_than_asked", arbitration.less_than_asked);
    io.since(5).nullable("appeal", arbitration.appeal);
}

void fields(auto& io, Is<RefundPart> auto& part) {
    io.outside_id("payment_id", part.payment_id.value);
    io.text("refund_no", part.refund_no, max_refund_no_chars);
    io.fen("amount_fen", part.amount_fen);
    io.name("status", part.status);
    io.text("failure", part.failure, wire::max_long_chars);
    io.name("via", part.via);
}

void fields(auto& io, Is<StockReservation> auto& hold) {
    io.text("sku", hold.sku, wire::max_title_chars);
    io.number("quantity", hold.quantity, wire::quantity_range);
}

void fields(auto& io, Is<Collected> auto& collected) {
    io.outside_id("payment_no", collected.payment_no);
    io.fen("amount_fen", collected.amount_fen);
}

void fields(auto& io, Is<Rating> auto& rating) {
    io.number("stars", rating.stars, wire::count_range);
    io.text_or_empty("text", rating.text, wire::max_long_chars);
}

void fields(auto& io, Is<ShippingHold> auto& hold) {
    io.instant("until_ms", hold.until);
    io.name("cause", hold.cause);
}

void fields(auto& io, Is<Actor> auto& actor) {
    io.name("kind", actor.kind);
    bool const staff = actor.kind == ActorKind::merchant || actor.kind == ActorKind::platform;
    io.internal_if(staff).text("id", actor.id, wire::max_short_chars);
}

void fields(auto& io, Is<MatchedFact> auto& fact) {
    io.text("condition", fact.condition, wire::max_short_chars);
    io.text("fact", fact.fact, wire::max_long_chars);
}

void fields(auto& io, Is<EntitlementsReclaimed::OfLine> auto& line) {
    io.number("line_no", line.line_no, wire::line_no_range);
    io.texts("entitlements", line.entitlements, max_entitlements);
}

void fields(auto& io, Is<Strays> auto& strays) {
    io.number("line_no", strays.line_no, wire::line_no_range);
    io.number("quantity", strays.quantity, wire::count_range);
    io.number("settled", strays.settled, wire::count_range);
}

// ---- The ticket -------------------------------------------------------------------------------------------

void fields(auto& io, Is<Ticket> auto& ticket) {
    io.id("no", ticket.no.value);
    io.outside_id("order_no", ticket.order_no.value);
    io.outside_id("shop_id", ticket.shop_id.value);
    io.outside_id("buyer_id", ticket.buyer_id.value);
    io.name("opened_by", ticket.opened_by);
    io.name("state", ticket.state);
    io.number("version", ticket.version, wire::version_range);
    io.number("policy_version", ticket.policy_version, wire::version_range);
    io.part("request", ticket.request);
    io.part("quote", ticket.quote);
    io.text("remark", ticket.remark, wire::max_long_chars);
    io.evidence("evidence", ticket.evidence);
    io.number("modifications", ticket.modifications, wire::count_range);
    io.name("goods", ticket.goods);
    io.flag("goods_come_back", ticket.goods_come_back);
    io.internal().text("auto_rule", ticket.auto_rule, wire::max_short_chars);
    io.internal().text("queue", ticket.queue, wire::max_short_chars);
    io.internal().text("first_approval", ticket.first_approval, wire::max_short_chars);
    io.nullable("offer", ticket.offer);
    io.nullable("rejection", ticket.rejection);
    io.nullable("inspection", ticket.inspection);
    io.nullable("arbitration", ticket.arbitration);
    io.nullable("return_address", ticket.return_address);
    io.nullable("return_parcel", ticket.return_parcel);
    io.instant("return_signed_at_ms", ticket.return_signed_at);
    io.nullable("out_parcel", ticket.out_parcel);
    io.instant("out_signed_at_ms", ticket.out_signed_at);
    io.list("stock", ticket.stock, max_lines);
    io.nullable("collected", ticket.collected);
    io.flag("reminded", ticket.reminded);
    io.since(2).number("extensions", ticket.extensions, wire::count_range);
    io.list("refunds", ticket.refunds, max_payments);
    io.texts("paid_twice", ticket.paid_twice, 2 * max_payments);
    io.since(3).list("strays", ticket.strays, max_lines);
    io.since(6).nullable("held", ticket.held);
    io.nullable("rating", ticket.rating);
    io.name("cause", ticket.cause);
    io.instant("applied_at_ms", ticket.applied_at);
    io.instant("state_since_ms", ticket.state_since);
    io.instant("deadline_ms", ticket.deadline);
    io.duration("paused_ms", ticket.paused);
    io.flag("frozen", ticket.frozen);
}

// ---- Events -----------------------------------------------------------------------------------------------

void fields(auto& io, Is<Applied> auto& event) {
    io.id("no", event.no.value);
    io.outside_id("order_no", event.order_no.value);
    io.outside_id("shop_id", event.shop_id.value);
    io.outside_id("buyer_id", event.buyer_id.value);
    io.name("opened_by", event.opened_by);
    io.number("policy_version", event.policy_version, wire::version_range);
    io.part("request", event.request);
    io.part("quote", event.quote);
    io.text("remark", event.remark, wire::max_long_chars);
    io.evidence("evidence", event.evidence);
    io.name("goods", event.goods);
    io.internal().number("buyer_tickets_30d", event.buyer_tickets_30d, {0, wire::max_int});
    io.internal().texts("risk_signals", event.risk_signals, max_signals);
}

void fields(auto& io, Is<Modified> auto& event) {
    io.part("request", event.request);
    io.part("quote", event.quote);
    io.text("remark", event.remark, wire::max_long_chars);
    io.evidence("evidence", event.evidence);
}

void fields(auto& io, Is<AutoReviewed> auto& event) {
    io.internal().text("rule", event.rule, wire::max_short_chars);
    io.internal().text("queue", event.queue, wire::max_short_chars);
    io.internal().list("why", event.why, max_matched_facts);
}

void fields(auto& io, Is<FirstApproval> auto& event) {
    io.internal().text("staff", event.staff, wire::max_short_chars);
}

void fields(auto& io, Is<Agreed> auto& event) {
    io.nullable("address", event.address);
    io.name("cause", event.cause);
}

void fields(auto& io, Is<Rejected> auto& event) { io.part("rejection", event.rejection); }
void fields(auto& io, Is<OfferMade> auto& event) { io.part("offer", event.offer); }
void fields(auto& io, Is<OfferEnded> auto& event) { io.name("cause", event.cause); }
void fields(auto& io, Is<OfferCountered> auto& event) { io.part("offer", event.offer); }

void fields(auto& io, Is<InterceptEnded> auto& event) {
    io.flag("stopped", event.stopped);
    io.nullable("address", event.address);
    io.name("cause", event.cause);
}

void fields(auto& io, Is<ShippedBack> auto& event) { io.part("parcel", event.parcel); }

void fields(auto& io, Is<ParcelArrived> auto& event) {
    io.flag("outgoing", event.outgoing);
    io.instant("signed_at_ms", event.at);
}

void fields(auto& io, Is<Received> auto& event) {
    io.flag("inspect", event.inspect);
    io.name("cause", event.cause);
}

void fields(auto& io, Is<Inspected> auto& event) {
    io.part("inspection", event.inspection);
    io.part("request", event.request);
    io.part("quote", event.quote);
    io.name("cause", event.cause);
}

void fields(auto& io, Is<Requoted> auto& event) {
    io.part("request", event.request);
    io.part("quote", event.quote);
    io.name("cause", event.cause);
    io.since(4).text("text", event.text, wire::max_long_chars);
}

void fields(auto& io, Is<StockReserved> auto& event) { io.list("stock", event.stock, max_lines); }

void fields(auto& io, Is<DifferencePaid> auto& event) {
    io.outside_id("payment_no", event.payment_no);
    io.fen("amount_fen", event.amount_fen);
}

void fields(auto& io, Is<Reshipped> auto& event) { io.part("parcel", event.parcel); }

void fields(auto& io, Is<RefundStarted> auto& event) {
    io.list("parts", event.parts, max_payments);
    io.name("cause", event.cause);
}

void fields(auto& io, Is<EntitlementsReclaimed> auto& event) { io.list("lines", event.lines, max_lines); }

void fields(auto& io, Is<RefundPartSucceeded> auto& event) {
    io.text("refund_no", event.refund_no, max_refund_no_chars);
}

void fields(auto& io, Is<RefundPartFailed> auto& event) {
    io.text("refund_no", event.refund_no, max_refund_no_chars);
    io.text("failure", event.failure, wire::max_long_chars);
}

void fields(auto& io, Is<RefundRetried> auto& event) { io.name("via", event.via); }

void fields(auto& io, Is<PaidOffline> auto& event) {
    io.text("refund_no", event.refund_no, max_refund_no_chars);
    io.text("text", event.text, wire::max_long_chars);
    io.evidence("evidence", event.evidence);
}

void fields(auto& io, Is<PaidTwice> auto& event) {
    io.text("refund_no", event.refund_no, max_refund_no_chars);
}

void fields(auto& io, Is<EvidenceAdded> auto& event) {
    io.evidence("evidence", event.evidence);
    io.text("text", event.text, wire::max_long_chars);
}

void fields(auto& io, Is<Escalated> auto& event) {
    io.name("by", event.by);
    io.text("text", event.text, wire::max_long_chars);
    io.evidence("evidence", event.evidence);
    io.name("cause", event.cause);
}

void fields(auto& io, Is<EvidenceAsked> auto& event) { io.text("text", event.text, wire::max_long_chars); }

void fields(auto& io, Is<VerdictGiven> auto& event) {
    io.part("verdict", event.verdict);
    io.since(5).internal().text("judge", event.judge, wire::max_short_chars);
}

void fields(auto& io, Is<HeldForShipping> auto& event) { io.part("hold", event.hold); }

void fields(auto& io, Is<Appealed> auto& event) {
    io.name("by", event.by);
    io.text("text", event.text, wire::max_long_chars);
    io.evidence("evidence", event.evidence);
}

void fields(auto& io, Is<Frozen> auto& event) { io.since(5).text("text", event.text, wire::max_long_chars); }
void fields(auto& io, Is<SendingBack> auto& event) { io.name("cause", event.cause); }
void fields(auto& io, Is<Reminded> auto& event) { io.name("cause", event.cause); }
void fields(auto& io, Is<OrderNoted> auto& event) { io.name("goods", event.goods); }
void fields(auto& io, Is<StraysNoted> auto& event) { io.list("lines", event.lines, max_lines); }
void fields(auto& io, Is<StraysSettled> auto& event) { io.text("text", event.text, wire::max_long_chars); }
void fields(auto& io, Is<DeadlineExtended> auto& event) { io.duration("by_ms", event.by); }
void fields(auto& io, Is<ClockStarted> auto& event) { io.instant("deadline_ms", event.deadline); }
void fields(auto& io, Is<ClockPaused> auto& event) { io.duration("left_ms", event.left); }
void fields(auto& io, Is<Rated> auto& event) { io.part("rating", event.rating); }
void fields(auto& io, Is<Completed> auto& event) { io.name("cause", event.cause); }

void fields(auto& io, Is<Closed> auto& event) {
    io.name("cause", event.cause);
    io.text("text", event.text, wire::max_long_chars);
}

/// Those that say nothing more than their name.
template <class T>
concept Plain = std::is_empty_v<std::remove_const_t<T>>;
void fields(auto&, Plain auto&) {}

}  // namespace afterdesk
