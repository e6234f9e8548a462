// Webhooks, field by field.

#include "wire/webhook_api.hpp"

#include "wire/describe.hpp"
#include "wire/host_api.hpp"
#include "wire/names.hpp"

namespace afterdesk::wire {

namespace {

constexpr int max_types = event_kind_count;
constexpr int max_secret_chars = 100;
constexpr Range secrets_range{1, max_webhook_secrets};
constexpr Range status_range{0, 999};

}  // namespace

void fields(FieldIo& io, WebhookBody& body) {
    io.filled("url", body.url, max_title_chars);
    io.outside_id(if_said("shop_id"), body.shop_id);
    io.words(if_said("types"), body.types, max_types);
    io.flag(or_default("enabled"), body.enabled);
    io.texts(if_said("secrets"), body.secrets, max_webhook_secrets, max_secret_chars);
}

void fields(FieldIo& io, WebhookView& view) {
    io.text("id", view.id, max_short_chars);
    io.text("url", view.url, max_title_chars);
    io.text(if_said("shop_id"), view.shop_id, max_short_chars);
    io.texts(if_said("types"), view.types, max_types, max_short_chars);
    io.flag("enabled", view.enabled);
    io.name_if("ended", view.ended);
    io.number("secrets", view.secrets, secrets_range);
    io.number("waiting", view.waiting, any_count_range);
    io.number("parked", view.parked, any_count_range);
    io.integer("made_at_ms", view.made_at_ms, instant_range);
    io.integer("failing_since_ms", view.failing_since_ms, instant_range);
}

void fields(FieldIo& io, WebhooksView& view) { io.list("items", view.items, max_webhooks); }

void fields(FieldIo& io, WebhookKept& kept) {
    fields(io, kept.kept);
    io.text(if_said("secret"), kept.secret, max_title_chars);
}

void fields(FieldIo& io, WebhookPinged& pinged) { io.text("event_id", pinged.event_id, max_title_chars); }

void fields(FieldIo& io, WebhookPing& ping) {
    io.text("id", ping.id, max_title_chars);
    io.text("type", ping.type, max_short_chars);
    io.number("schema", ping.schema, schema_range);
    io.text("tenant", ping.tenant, max_short_chars);
    io.integer("occurred_at_ms", ping.occurred_at_ms, instant_range);
}

void fields(FieldIo& io, RedeliverBody& body) {
    io.words(if_said("event_ids"), body.event_ids, max_redelivered);
}

void fields(FieldIo& io, Redelivered& done) { io.number("count", done.count, any_count_range); }

void fields(FieldIo& io, DeliveryView& view) {
    io.text("event_id", view.event_id, max_title_chars);
    io.text("type", view.type, max_short_chars);
    io.text(if_said("ticket_no"), view.ticket_no, max_short_chars);
    io.name("state", view.state);
    io.number("attempts", view.attempts, any_count_range);
    io.number("status", view.status, status_range);
    io.text(if_said("problem"), view.problem, max_title_chars);
    io.integer("made_at_ms", view.made_at_ms, instant_range);
    io.integer("tried_at_ms", view.tried_at_ms, instant_range);
    io.integer("next_at_ms", view.next_at_ms, instant_range);
}

void fields(FieldIo& io, DeliveryPage& page) {
    io.list("items", page.items, max_listed);
    io.text("next_cursor", page.next_cursor, max_title_chars);
}

Result<WebhookBody, Mistakes> read_webhook_body(Value const& value) {
    auto body = read_sent<WebhookBody>(value);
    if (!body.ok()) return body;
    Mistakes mistakes;
    for (std::size_t i = 0; i < body->types.size(); ++i) {
        if (!place_of(host_event_types(), body->types[i]))
            mistakes.push_back({Rule::unknown_name, at_index("types", i), -1});
    }
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return body;
}

Result<RedeliverBody, Mistakes> read_redeliver_body(Value const& value) {
    return read_sent<RedeliverBody>(value);
}

Value to_json(WebhookView const& view) { return written(view); }
Value to_json(WebhooksView const& view) { return written(view); }
Value to_json(WebhookKept const& kept) { return written(kept); }
Value to_json(WebhookPing const& ping) { return written(ping); }
Value to_json(WebhookPinged const& pinged) { return written(pinged); }
Value to_json(Redelivered const& done) { return written(done); }
Value to_json(DeliveryPage const& page) { return written(page); }

}  // namespace afterdesk::wire
