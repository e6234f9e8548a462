// The API of hosts, field by field.

#include "wire/host_api.hpp"

#include "domain/order/outside_refunds.hpp"
#include "wire/describe.hpp"

namespace afterdesk::wire {

namespace {

constexpr int max_detail_chars = 2'000;
/// What JavaScript counts exactly.

}  // namespace

// ---- Keys -------------------------------------------------------------------------------------------------

void fields(FieldIo& io, HostKeyView& key) {
    io.id("id", key.id);
    io.text("name", key.name, max_short_chars);
    io.text(if_said("shop_id"), key.shop_id, max_short_chars);
    io.names("scopes", key.scopes, host_scope_count);
    io.integer("made_at_ms", key.made_at_ms, instant_range);
    io.text("made_by", key.made_by, max_short_chars);
    io.integer("expires_at_ms", key.expires_at_ms, instant_range);
    io.integer("used_at_ms", key.used_at_ms, instant_range);
}

void fields(FieldIo& io, HostKeysView& view) { io.list("items", view.items, max_host_keys); }

void fields(FieldIo& io, HostKeyBody& body) {
    io.filled("name", body.name, max_short_chars);
    io.outside_id(if_said("shop_id"), body.shop_id);
    io.names("scopes", body.scopes, host_scope_count);
    io.instant(if_said("expires_at_ms"), body.expires_at);
}

void fields(FieldIo& io, HostKeyMade& made) {
    fields(io, made.made);
    io.text("key", made.key, max_title_chars);
}

Value to_json(HostKeysView const& view) { return written(view); }
Value to_json(HostKeyMade const& made) { return written(made); }
Result<HostKeyBody, Mistakes> read_host_key_body(Value const& value) {
    auto body = read_sent<HostKeyBody>(value);
    if (body.ok() && body->scopes.empty()) return Err{Mistakes{{Rule::must_not_be_empty, "scopes", -1}}};
    return body;
}
Result<HostKeysView, Mistakes> read_host_keys(Value const& value) { return read_answer<HostKeysView>(value); }
Result<HostKeyMade, Mistakes> read_host_key_made(Value const& value) {
    return read_answer<HostKeyMade>(value);
}

// ---- Orders -----------------------------------------------------------------------------------------------

/// The order comes last: it looks whether there is anything else.
void fields(FieldIo& io, HostOrder& told) {
    io.integer("revision", told.revision, counted_range);
    io.text(if_said("buyer_name"), told.buyer_name, max_title_chars);
    io.text(if_said("buyer_phone_tail"), told.buyer_phone_tail, max_short_chars);
    fields(io, told.order);
}

void fields(FieldIo& io, HostMistake& mistake) {
    io.name("code", mistake.code);
    io.text("path", mistake.path, max_title_chars);
    io.text(if_said("detail"), mistake.detail, max_detail_chars);
    io.text("message", mistake.message, max_title_chars);
}

void fields(FieldIo& io, HostOrderTaken& taken) {
    io.text("order_no", taken.order_no, max_short_chars);
    io.name("outcome", taken.outcome);
    io.integer("revision", taken.revision, counted_range);
    io.list(if_said("errors"), taken.errors, max_listed);
    io.list(if_said("remarks"), taken.remarks, max_listed);
}

void fields(FieldIo& io, HostOrdersTaken& taken) { io.list("items", taken.items, max_host_orders); }

HostOrder read_host_order(Value const& value, Mistakes& mistakes) {
    HostOrder told = read_fields<HostOrder>(value, "", mistakes, Form{.sent = true});
    if (mistakes.empty()) mistakes = check_prior(told.order, "");
    return told;
}

Result<Array, Mistakes> read_host_batch(Value const& value) {
    Mistakes mistakes;
    ObjectReader reader(value, "", mistakes);
    Array orders = reader.array("orders", max_host_orders);
    reader.finish();
    if (mistakes.empty() && orders.empty()) note(mistakes, Rule::must_not_be_empty, "orders");
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return orders;
}

Value to_json(HostOrderTaken const& taken) { return written(taken); }
Value to_json(HostOrdersTaken const& taken) { return written(taken); }

// ---- Facts ------------------------------------------------------------------------------------------------

namespace {

void shipped_line(FieldIo& io, HostFact::OfLine& line) {
    io.number("line_no", line.line_no, line_no_range);
    io.number("quantity", line.quantity, quantity_range);
}

void used_line(FieldIo& io, HostFact::OfLine& line) {
    io.number("line_no", line.line_no, line_no_range);
    io.outside_ids("entitlements", line.entitlements, max_entitlements);
}

}  // namespace

void host_fact_fields(FieldIo& io, HostFact& fact) {
    io.outside_id("fact_id", fact.fact_id);
    io.instant("occurred_at_ms", fact.occurred_at);
    io.outside_id("order_no", fact.order_no.value);
    switch (fact.type) {
        case HostFactType::shipment_created:
            io.outside_id("delivery_no", fact.delivery_no);
            io.list_by<shipped_line>("lines", fact.lines, max_lines);
            io.text(if_said("carrier"), fact.carrier, max_short_chars);
            io.text(if_said("tracking_no"), fact.tracking_no, max_short_chars);
            return;
        case HostFactType::shipment_voided:
        case HostFactType::shipment_delivered: io.outside_id("delivery_no", fact.delivery_no); return;
        case HostFactType::order_cancelled: return;
        case HostFactType::entitlement_unused:
        case HostFactType::entitlement_used: io.list_by<used_line>("lines", fact.lines, max_lines); return;
        case HostFactType::payment_added:
            io.id("ticket_no", fact.ticket_no);
            io.outside_id("payment_no", fact.payment_no);
            io.fen("amount_fen", fact.amount_fen, Range{1, max_fen});
            return;
        case HostFactType::parcel_tracked:
            io.text(if_said("carrier"), fact.carrier, max_short_chars);
            io.filled("tracking_no", fact.tracking_no, max_short_chars);
            io.name("status", fact.status);
            return;
        case HostFactType::refund_external:
            io.outside_id("refund_no", fact.refund_no);
            io.outside_id("payment_id", fact.payment_id);
            io.fen("amount_fen", fact.amount_fen, Range{1, max_fen});
            io.list_by<shipped_line>(if_said("lines"), fact.lines, max_lines);
            return;
    }
}

void fields(FieldIo& io, HostFact& fact) {
    io.name("type", fact.type);
    host_fact_fields(io, fact);
}

Result<HostFact, Mistakes> read_host_fact(Value const& value) {
    // Of an unknown type nothing else can be said.
    Mistakes mistakes;
    ObjectReader reader(value, "", mistakes);
    reader.name("type", HostFactType::shipment_created);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return read_sent<HostFact>(value);
}

void fields(FieldIo& io, HostFactTaken::Moved& moved) {
    io.text("ticket_no", moved.ticket_no, max_short_chars);
    io.number("version", moved.version, version_range);
    io.name("state", moved.state);
}

void fields(FieldIo& io, HostFactTaken& taken) {
    io.outside_id("fact_id", taken.fact_id);
    io.name("outcome", taken.outcome);
    io.name_if("first", taken.first);
    io.name_if("reason", taken.reason);
    io.name_if("code", taken.code);
    io.text(if_said("ticket_no"), taken.ticket_no, max_short_chars);
    io.list(if_said("tickets"), taken.tickets, max_listed);
}

Value to_json(HostFact const& fact) { return written(fact); }
Value to_json(HostFactTaken const& taken) { return written(taken); }

// ---- Events -----------------------------------------------------------------------------------------------

void fields(FieldIo& io, HostEvent::OfLine& line) {
    io.number("line_no", line.line_no, line_no_range);
    io.number("quantity", line.quantity, quantity_range);
    io.outside_ids(if_said("entitlements"), line.entitlements, max_entitlements);
}

void fields(FieldIo& io, HostEvent::OfRefund& refund) {
    io.text("refund_no", refund.refund_no, max_short_chars);
    io.text("payment_id", refund.payment_id, max_short_chars);
    io.fen("amount_fen", refund.amount_fen);
    io.name("status", refund.status);
}

void fields(FieldIo& io, HostEvent::Data& data) {
    io.name("ticket_type", data.ticket_type);
    io.name("state", data.state);
    io.text("reason", data.reason, max_short_chars);
    io.text("shop_id", data.shop_id, max_short_chars);
    io.text("buyer_id", data.buyer_id, max_short_chars);
    io.fen("refund_fen", data.refund_fen);
    io.list("lines", data.lines, max_lines);
    io.list("refunds", data.refunds, max_listed);
}

void fields(FieldIo& io, HostEvent& event) {
    io.text("id", event.id, max_title_chars);
    io.text("type", event.type, max_short_chars);
    io.number("schema", event.schema, schema_range);
    io.text("tenant", event.tenant, max_short_chars);
    io.text("stream", event.stream, max_short_chars);
    io.integer("seq", event.seq, Range{1, counted_range.max});
    io.integer("occurred_at_ms", event.occurred_at_ms, instant_range);
    io.text("order_no", event.order_no, max_short_chars);
    io.text("ticket_no", event.ticket_no, max_short_chars);
    io.number("ticket_version", event.ticket_version, version_range);
    io.part("actor", event.actor);
    io.name_if("cause", event.cause);
    io.part("data", event.data);
}

void fields(FieldIo& io, HostEventPage& page) {
    io.list("items", page.items, max_listed);
    io.text("next_after", page.next_after, max_title_chars);
    io.flag("more", page.more);
}

Value to_json(HostEvent const& event) { return written(event); }
Value to_json(HostEventPage const& page) { return written(page); }

std::span<std::string_view const> host_event_types() {
    static std::vector<std::string> const texts = [] {
        std::vector<std::string> out;
        for (int i = 0; i < event_kind_count; ++i)
            out.push_back("ticket." + std::string(event_name(Event::of_kind(static_cast<std::size_t>(i)))));
        return out;
    }();
    static std::vector<std::string_view> const names(texts.begin(), texts.end());
    return names;
}

}  // namespace afterdesk::wire
