#include <array>
#include <utility>
#include <variant>

#include "wire/codec.hpp"
#include "wire/fields.hpp"

namespace afterdesk::wire {

namespace {

// ---- Parts ------------------------------------------------------------------------------------------------

Value frozen_json(Quote const& quote) { return to_json(quote, QuoteForm::frozen); }

Object offer_json(Offer const& offer) {
    Object out;
    put(out, "refund_fen", offer.refund_fen);
    put(out, "quote", frozen_json(offer.quote));
    put(out, "text", offer.text);
    put(out, "address", nullable_json(offer.address, address_json));
    put(out, "made_in", name_of(offer.made_in));
    return out;
}

Offer read_offer(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    Offer offer;
    offer.refund_fen = reader.integer("refund_fen", fen_range);
    offer.quote = reader.as("quote", read_quote);
    offer.text = reader.text("text", max_long_chars);
    offer.address = reader.nullable_as("address", read_address);
    offer.made_in = reader.name("made_in", State::awaiting_merchant);
    reader.finish();
    return offer;
}

Object rejection_json(Rejection const& rejection) {
    Object out;
    put(out, "reason", rejection.reason);
    put(out, "text", rejection.text);
    put(out, "evidence", evidence_json(rejection.evidence));
    return out;
}

Rejection read_rejection(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    Rejection rejection;
    rejection.reason = reader.id("reason");
    rejection.text = reader.text("text", max_long_chars);
    rejection.evidence = read_evidence_or_empty(reader, "evidence");
    reader.finish();
    return rejection;
}

Object part_json(RefundPart const& part) {
    Object out;
    put(out, "payment_id", part.payment_id.value);
    put(out, "refund_no", part.refund_no);
    put(out, "amount_fen", part.amount_fen);
    put(out, "status", name_of(part.status));
    put(out, "failure", part.failure);
    return out;
}

RefundPart read_part(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    RefundPart part;
    part.payment_id.value = reader.id("payment_id");
    part.refund_no = reader.text("refund_no", 2 * max_short_chars);
    part.amount_fen = reader.integer("amount_fen", fen_range);
    part.status = reader.name("status", PartStatus::pending);
    part.failure = reader.text("failure", max_long_chars);
    reader.finish();
    return part;
}

Object actor_json(Actor const& actor) {
    Object out;
    put(out, "kind", name_of(actor.kind));
    put(out, "id", actor.id);
    return out;
}

Actor read_actor(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    Actor actor;
    actor.kind = reader.name("kind", ActorKind::system);
    actor.id = reader.text("id", max_short_chars);
    reader.finish();
    return actor;
}

// ---- Events: the fields of each, in the variant's order ---------------------------------------------------

struct WriteEvent {
    Object& out;

    void operator()(Applied const& event) const {
        put(out, "no", event.no.value);
        put(out, "order_no", event.order_no.value);
        put(out, "shop_id", event.shop_id.value);
        put(out, "buyer_id", event.buyer_id.value);
        put(out, "policy_version", event.policy_version);
        put(out, "request", to_json(event.request));
        put(out, "quote", frozen_json(event.quote));
        put(out, "remark", event.remark);
        put(out, "evidence", evidence_json(event.evidence));
        put_instant(out, "deadline_ms", event.deadline);
    }
    void operator()(Withdrawn const&) const {}
    void operator()(Agreed const& event) const {
        put(out, "address", nullable_json(event.address, address_json));
        put(out, "cause", name_of(event.cause));
        put_instant(out, "deadline_ms", event.deadline);
    }
    void operator()(Rejected const& event) const {
        put(out, "rejection", rejection_json(event.rejection));
        put_instant(out, "deadline_ms", event.deadline);
    }
    void operator()(OfferMade const& event) const {
        put(out, "offer", offer_json(event.offer));
        put_instant(out, "deadline_ms", event.deadline);
    }
    void operator()(OfferAccepted const&) const {}
    void operator()(OfferEnded const& event) const {
        put(out, "cause", name_of(event.cause));
        put_instant(out, "deadline_ms", event.deadline);
    }
    void operator()(ShippedBack const& event) const {
        put(out, "parcel", parcel_json(event.parcel));
        put_instant(out, "deadline_ms", event.deadline);
    }
    void operator()(Received const& event) const { put(out, "cause", name_of(event.cause)); }
    void operator()(RefundStarted const& event) const {
        put(out, "parts", list_json(event.parts, part_json));
        put(out, "cause", name_of(event.cause));
    }
    void operator()(RefundPartSucceeded const& event) const { put(out, "refund_no", event.refund_no); }
    void operator()(RefundPartFailed const& event) const {
        put(out, "refund_no", event.refund_no);
        put(out, "failure", event.failure);
    }
    void operator()(RefundRetried const&) const {}
    void operator()(Completed const&) const {}
    void operator()(Closed const& event) const { put(out, "cause", name_of(event.cause)); }
};

std::string read_refund_no(ObjectReader& reader) { return reader.text("refund_no", 2 * max_short_chars); }

struct ReadEvent {
    ObjectReader& reader;

    void operator()(Applied& event) const {
        event.no.value = reader.id("no");
        event.order_no.value = reader.id("order_no");
        event.shop_id.value = reader.id("shop_id");
        event.buyer_id.value = reader.id("buyer_id");
        event.policy_version = reader.number("policy_version", version_range);
        event.request = reader.as("request", read_request);
        event.quote = reader.as("quote", read_quote);
        event.remark = reader.text("remark", max_long_chars);
        event.evidence = read_evidence_or_empty(reader, "evidence");
        event.deadline = read_nullable_instant(reader, "deadline_ms");
    }
    void operator()(Withdrawn&) const {}
    void operator()(Agreed& event) const {
        event.address = reader.nullable_as("address", read_address);
        event.cause = reader.name("cause", Cause::none);
        event.deadline = read_nullable_instant(reader, "deadline_ms");
    }
    void operator()(Rejected& event) const {
        event.rejection = reader.as("rejection", read_rejection);
        event.deadline = read_nullable_instant(reader, "deadline_ms");
    }
    void operator()(OfferMade& event) const {
        event.offer = reader.as("offer", read_offer);
        event.deadline = read_nullable_instant(reader, "deadline_ms");
    }
    void operator()(OfferAccepted&) const {}
    void operator()(OfferEnded& event) const {
        event.cause = reader.name("cause", Cause::none);
        event.deadline = read_nullable_instant(reader, "deadline_ms");
    }
    void operator()(ShippedBack& event) const {
        event.parcel = reader.as("parcel", read_parcel);
        event.deadline = read_nullable_instant(reader, "deadline_ms");
    }
    void operator()(Received& event) const { event.cause = reader.name("cause", Cause::none); }
    void operator()(RefundStarted& event) const {
        event.parts = reader.list("parts", max_payments, read_part);
        event.cause = reader.name("cause", Cause::none);
    }
    void operator()(RefundPartSucceeded& event) const { event.refund_no = read_refund_no(reader); }
    void operator()(RefundPartFailed& event) const {
        event.refund_no = read_refund_no(reader);
        event.failure = reader.text("failure", max_long_chars);
    }
    void operator()(RefundRetried&) const {}
    void operator()(Completed&) const {}
    void operator()(Closed& event) const { event.cause = reader.name("cause", Cause::none); }
};

template <std::size_t... Index>
Event event_at(std::size_t index, std::index_sequence<Index...>) {
    using Make = Event (*)();
    constexpr std::array<Make, sizeof...(Index)> make{
        []() -> Event { return Event(std::in_place_index<Index>); }...};
    return make[index]();
}

Event read_event(ObjectReader& reader) {
    std::string const name = reader.text("event", max_short_chars);
    std::optional<std::size_t> const index = event_index(name);
    if (!index) {
        if (!name.empty()) reader.mistake(Rule::unknown_name, "event");
        return Completed{};
    }
    Event event = event_at(*index, std::make_index_sequence<std::variant_size_v<Event>>());
    std::visit(ReadEvent{reader}, event);
    return event;
}

}  // namespace

Value to_json(EventRecord const& record) {
    Object out;
    put(out, "seq", record.seq);
    put(out, "at_ms", record.at.ms);
    put(out, "actor", actor_json(record.actor));
    put(out, "event", event_name(record.event));
    std::visit(WriteEvent{out}, record.event);
    return out;
}

EventRecord read_event_record(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    EventRecord record;
    record.seq = reader.number("seq", version_range);
    record.at = read_instant(reader, "at_ms");
    record.actor = reader.as("actor", read_actor);
    record.event = read_event(reader);
    reader.finish();
    return record;
}

Value to_json(Ticket const& ticket) {
    Object out;
    put(out, "no", ticket.no.value);
    put(out, "order_no", ticket.order_no.value);
    put(out, "shop_id", ticket.shop_id.value);
    put(out, "buyer_id", ticket.buyer_id.value);
    put(out, "state", name_of(ticket.state));
    put(out, "version", ticket.version);
    put(out, "policy_version", ticket.policy_version);
    put(out, "request", to_json(ticket.request));
    put(out, "quote", frozen_json(ticket.quote));
    put(out, "remark", ticket.remark);
    put(out, "evidence", evidence_json(ticket.evidence));
    put(out, "offer", nullable_json(ticket.offer, offer_json));
    put(out, "rejection", nullable_json(ticket.rejection, rejection_json));
    put(out, "return_address", nullable_json(ticket.return_address, address_json));
    put(out, "return_parcel", nullable_json(ticket.return_parcel, parcel_json));
    put(out, "refunds", list_json(ticket.refunds, part_json));
    put(out, "cause", name_of(ticket.cause));
    put(out, "applied_at_ms", ticket.applied_at.ms);
    put(out, "state_since_ms", ticket.state_since.ms);
    put_instant(out, "deadline_ms", ticket.deadline);
    return out;
}

Ticket read_ticket(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    Ticket ticket;
    ticket.no.value = reader.id("no");
    ticket.order_no.value = reader.id("order_no");
    ticket.shop_id.value = reader.id("shop_id");
    ticket.buyer_id.value = reader.id("buyer_id");
    ticket.state = reader.name("state", State::awaiting_merchant);
    ticket.version = reader.number("version", version_range);
    ticket.policy_version = reader.number("policy_version", version_range);
    ticket.request = reader.as("request", read_request);
    ticket.quote = reader.as("quote", read_quote);
    ticket.remark = reader.text("remark", max_long_chars);
    ticket.evidence = read_evidence_or_empty(reader, "evidence");
    ticket.offer = reader.nullable_as("offer", read_offer);
    ticket.rejection = reader.nullable_as("rejection", read_rejection);
    ticket.return_address = reader.nullable_as("return_address", read_address);
    ticket.return_parcel = reader.nullable_as("return_parcel", read_parcel);
    ticket.refunds = reader.list("refunds", max_payments, read_part);
    ticket.cause = reader.name("cause", Cause::none);
    ticket.applied_at = read_instant(reader, "applied_at_ms");
    ticket.state_since = read_instant(reader, "state_since_ms");
    ticket.deadline = read_nullable_instant(reader, "deadline_ms");
    reader.finish();
    return ticket;
}

}  // namespace afterdesk::wire
