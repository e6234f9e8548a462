// The API beside tickets, field by field.

#include "wire/admin_api.hpp"

#include <utility>

#include "domain/order/carriers.hpp"
#include "wire/describe.hpp"

namespace afterdesk::wire {

namespace {

constexpr Range advance_range{1, longest_advance.ms};
constexpr int max_used_told = max_entitlements;

void wares(FieldIo& io, std::vector<Ware>& wares) {
    io.list("items", wares, max_wares);
    if (io.reads())
        refuse_repeated(wares, &Ware::sku, io.reader().at("items"), "sku", io.reader().mistakes());
}

char const* document_key(Audience audience) {
    return audience == Audience::platform ? "policy" : "overrides";
}

}  // namespace

// ---- Facts ------------------------------------------------------------------------------------------------

/// Told by its number.
void numbered(FieldIo& io, Delivery& delivery) {
    fields(io, delivery);
    bool const unnamed = io.reads() && delivery.delivery_no.empty();
    if (unnamed) io.reader().mistake(Rule::missing_key, "delivery_no");
}

void fields(FieldIo& io, LineFacts& facts) {
    io.number("line_no", facts.line_no, line_no_range);
    io.number(if_said("shipped_quantity"), facts.shipped_quantity, count_range);
    io.instant(if_said("received_at_ms"), facts.received_at);
    io.list_by<numbered>(if_said("deliveries"), facts.deliveries, max_deliveries);
    io.outside_ids(if_said("used"), facts.used, max_used_told);
}

void fields(FieldIo& io, ParcelFact& fact) {
    io.filled("tracking_no", fact.tracking_no, max_short_chars);
    io.instant("signed_at_ms", fact.signed_at);
}

void fields(FieldIo& io, CollectionFact& fact) {
    io.id("ticket_no", fact.ticket_no.value);
    io.outside_id("payment_no", fact.payment_no);
    io.fen("amount_fen", fact.amount_fen, Range{1, max_fen});
}

void fields(FieldIo& io, FactsBody& body) {
    io.outside_id("order_no", body.order_no.value);
    io.list(or_default("lines"), body.lines, max_lines);
    io.list(or_default("parcels"), body.parcels, max_parcels_told);
    io.list(or_default("collections"), body.collections, max_collections_told);
}

void fields(FieldIo& io, FactsView::Moved& moved) {
    io.text("ticket_no", moved.ticket_no, max_short_chars);
    io.number("version", moved.version, version_range);
    io.name("state", moved.state);
}

void fields(FieldIo& io, FactsView::OfLine& line) {
    io.number("line_no", line.line_no, line_no_range);
    io.name("outcome", line.outcome);
    io.name_if("code", line.code);
    io.text(if_said("ticket_no"), line.ticket_no, max_short_chars);
}

void fields(FieldIo& io, FactsView& view) {
    io.flag("order_changed", view.order_changed);
    io.list("tickets", view.tickets, max_listed);
    io.list("lines", view.lines, max_lines);
}

Result<FactsBody, Mistakes> read_facts(Value const& value) { return read_sent<FactsBody>(value); }
Value to_json(FactsBody const& body) { return written(body); }
Value to_json(FactsView const& view) { return written(view); }

std::vector<LineFacts> read_line_facts(Value const& value, std::string const& path, Mistakes& mistakes) {
    return read_items<LineFacts>(value, path, max_lines, mistakes);
}

// ---- Stock ------------------------------------------------------------------------------------------------

void fields(FieldIo& io, Ware& ware) {
    io.outside_id("sku", ware.sku);
    io.outside_id("spu", ware.spu);
    io.text(or_default("title"), ware.title, max_title_chars);
    io.text(or_default("spec"), ware.spec, max_title_chars);
    io.fen("unit_price_fen", ware.unit_price_fen);
    io.number("available", ware.available, any_count_range);
}

void fields(FieldIo& io, StockView::Item& item) {
    fields(io, item.ware);
    io.number("reserved", item.reserved, any_count_range);
}

void fields(FieldIo& io, StockView& view) { io.list("items", view.items, max_wares); }

std::vector<Ware> read_wares(Value const& value, std::string const& path, Mistakes& mistakes) {
    auto wares = read_items<Ware>(value, path, max_wares, mistakes);
    refuse_repeated(wares, &Ware::sku, path, "sku", mistakes);
    return wares;
}

Result<std::vector<Ware>, Mistakes> read_stock_body(Value const& value) {
    Mistakes mistakes;
    std::vector<Ware> found;
    read_by<wares>(found, value, "", mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return found;
}

Value to_json(Ware const& ware) { return written(ware); }
Value to_json(StockView const& view) { return written(view); }

// ---- Policy -----------------------------------------------------------------------------------------------

namespace {

/// What only shops are answered.
void shop_part(FieldIo& io, char const* key, std::optional<Value>& value) {
    bool const there = io.reads() ? io.reader().has(key) : value.has_value();
    if (there && !value) value.emplace();
    if (there) io.raw(key, *value);
}

void author(FieldIo& io, PolicyStamp& stamp) {
    io.text("audience", stamp.audience, max_short_chars);
    io.text("id", stamp.actor, max_short_chars);
    io.text(if_said("name"), stamp.name, max_title_chars);
}

}  // namespace

void fields(FieldIo& io, PolicyStamp& stamp) {
    io.number("version", stamp.version, version_range);
    io.integer("at_ms", stamp.at_ms, instant_range);
    io.part_by<author>("by", stamp);
    io.text(if_said("note"), stamp.note, max_policy_note_chars);
}

void fields(FieldIo& io, PolicyView& view) {
    fields(io, view.stamp);
    shop_part(io, "overrides", view.overrides);
    shop_part(io, "base", view.base);
    io.raw("policy", view.policy);
    io.raw("evidence", view.evidence);
    io.list("versions", view.versions, max_listed);
}

Result<PolicyBody, Mistakes> read_policy_body(Value const& value, Audience audience) {
    Mistakes mistakes;
    PolicyBody body;
    ObjectReader reader(value, "", mistakes);
    FieldIo io(reader, {});
    io.number("based_on", body.based_on, version_range);
    io.raw_object(document_key(audience), body.document);
    io.text(if_said("note"), body.note, max_policy_note_chars);
    io.finish();
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return body;
}

Result<PolicyView, Mistakes> read_policy_view(Value const& value) { return read_answer<PolicyView>(value); }

Value to_json(PolicyView const& view) { return written(view); }

// ---- Dry runs ---------------------------------------------------------------------------------------------

void fields(FieldIo& io, AutoDecision& decision) {
    std::string action(decision.rule.empty() ? std::string_view("merchant") : name_of(decision.action));
    io.text("action", action, max_short_chars);
    if (io.reads()) decision.action = from_name<AutoAction>(action).value_or(AutoAction::queue);
    io.text("rule", decision.rule, max_short_chars);
    io.text("queue", decision.queue, max_short_chars);
    io.list("why", decision.why, max_listed);
}

void fields(FieldIo& io, ReviewChange& change) {
    io.text("ticket_no", change.ticket_no, max_short_chars);
    io.part("before", change.before);
    io.part("after", change.after);
}

void fields(FieldIo& io, DryRunView& view) {
    io.number("reviewed", view.reviewed, count_range);
    io.flag("more", view.more);
    io.list("changes", view.changes, max_listed);
}

Result<DryRunBody, Mistakes> read_dry_run_body(Value const& value, Audience audience) {
    Mistakes mistakes;
    DryRunBody body;
    ObjectReader reader(value, "", mistakes);
    FieldIo io(reader, {.sent = true});
    io.raw_object(document_key(audience), body.document);
    io.instant("since_ms", body.since);
    io.finish();
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return body;
}

Value to_json(DryRunView const& view) { return written(view); }

// ---- Past tickets -----------------------------------------------------------------------------------------

namespace {

/// One list for each line.
struct LineWords {
    std::vector<std::string> words;
};
void fields(FieldIo& io, LineWords& line) { io.texts("words", line.words, max_listed); }

void facts_fields(FieldIo& io, ReviewFacts& facts) {
    io.name("type", facts.type);
    io.text("reason", facts.reason, max_short_chars);
    io.fen("refund_fen", facts.refund_fen);
    std::vector<LineWords> lines;
    for (auto const& words : facts.categories) lines.push_back({words});
    io.list("categories", lines, max_listed);
    facts.categories.clear();
    for (LineWords& line : lines) facts.categories.push_back(std::move(line.words));
    io.number("buyer_tickets_30d", facts.buyer_tickets_30d, count_range);
    io.texts("risk_signals", facts.risk_signals, max_listed);
}

}  // namespace

void fields(FieldIo& io, PastTicket& past) {
    io.text("ticket_no", past.review.ticket_no, max_short_chars);
    io.outside_id("shop_id", past.shop_id.value);
    io.number("policy_version", past.policy_version, version_range);
    io.instant("applied_at_ms", past.applied_at);
    io.outside_id("order_no", past.order_no.value);
    io.part("request", past.request);
    io.list("claims", past.claims, max_past_claims);
    io.list(if_said("wanted"), past.wanted, max_lines);
    io.flag("reviewed", past.reviewed);
    io.part_by<facts_fields>("facts", past.review.facts);
    io.part("before", past.review.decision);
    io.fen("quoted_fen", past.quoted_fen);
    io.fen("came_to_fen", past.came_to_fen);
}

void fields(FieldIo& io, PastView::Then& then) {
    io.number("version", then.version, version_range);
    io.outside_id("shop_id", then.shop_id.value);
    io.raw("policy", then.policy);
}

void fields(FieldIo& io, PastView& view) {
    io.list("items", view.items, max_past_tickets);
    io.list_by<order_fields>("orders", view.orders, max_past_tickets);
    io.list("policies", view.policies, max_past_tickets);
    io.flag("more", view.more);
}

Value to_json(PastView const& view) { return written(view); }
Result<PastView, Mistakes> read_past_view(Value const& value) { return read_answer<PastView>(value); }

// ---- Carriers ---------------------------------------------------------------------------------------------

void fields(FieldIo& io, CarriersView::Item& item) {
    io.text("code", item.code, max_short_chars);
    io.text("zh", item.zh, max_short_chars);
    io.text("en", item.en, max_short_chars);
    io.flag("needs_name", item.needs_name);
}

void fields(FieldIo& io, CarriersView& view) { io.list("items", view.items, max_listed); }

CarriersView all_carriers() {
    CarriersView view;
    for (Carrier const& carrier : carriers()) {
        view.items.push_back({std::string(carrier.code), std::string(carrier.zh), std::string(carrier.en),
                              carrier.code == other_carrier});
    }
    return view;
}

Value to_json(CarriersView const& view) { return written(view); }

// ---- The clock --------------------------------------------------------------------------------------------

void fields(FieldIo& io, ClockView& view) {
    io.integer("now_ms", view.now_ms, instant_range);
    io.integer("advanced_ms", view.advanced_ms, instant_range);
    io.flag("demo", view.demo);
}

namespace {

void advance(FieldIo& io, Duration& by) { io.duration("advance_ms", by, advance_range); }

}  // namespace

Value to_json(ClockView const& view) { return written(view); }

Result<Duration, Mistakes> read_advance(Value const& value) {
    Mistakes mistakes;
    Duration by;
    read_by<advance>(by, value, "", mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return by;
}

}  // namespace afterdesk::wire
