#include "wire/admin_api.hpp"

#include <algorithm>
#include <utility>

#include "wire/fields.hpp"

namespace afterdesk::wire {

namespace {

constexpr Range available_range{0, max_int};
constexpr Range advance_range{1, longest_advance.ms};
constexpr int max_used_told = max_entitlements;

/// What a document's reader gives when there is nothing wrong with it.
template <class T>
Result<T, Mistakes> sound(T value, Mistakes mistakes) {
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return value;
}

LineFacts read_line_fact(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    LineFacts facts;
    facts.line_no = reader.number("line_no", line_no_range);
    if (reader.has("shipped_quantity"))
        facts.shipped_quantity = reader.number("shipped_quantity", count_range);
    facts.received_at = read_nullable_instant(reader, "received_at_ms");
    facts.used = reader.list_or_empty("used", max_used_told, read_id);
    reader.finish();
    return facts;
}

ParcelFact read_parcel_fact(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    ParcelFact fact;
    fact.tracking_no = reader.filled_text("tracking_no", max_short_chars);
    fact.signed_at = read_instant(reader, "signed_at_ms");
    reader.finish();
    return fact;
}

CollectionFact read_collection(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    CollectionFact fact;
    fact.ticket_no.value = reader.id("ticket_no");
    fact.payment_no = reader.id("payment_no");
    fact.amount_fen = reader.integer("amount_fen", Range{1, max_fen});
    reader.finish();
    return fact;
}

Object line_fact_json(LineFacts const& facts) {
    Object out;
    put(out, "line_no", facts.line_no);
    if (facts.shipped_quantity) put(out, "shipped_quantity", *facts.shipped_quantity);
    if (facts.received_at) put(out, "received_at_ms", facts.received_at->ms);
    if (!facts.used.empty()) put(out, "used", texts_json(facts.used));
    return out;
}

Ware read_ware(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    Ware ware;
    ware.sku = reader.id("sku");
    ware.spu = reader.id("spu");
    ware.title = reader.text_or("title", max_title_chars);
    ware.spec = reader.text_or("spec", max_title_chars);
    ware.unit_price_fen = reader.integer("unit_price_fen", fen_range);
    ware.available = reader.number("available", available_range);
    reader.finish();
    return ware;
}

std::string_view document_key(wire::Audience audience) {
    return audience == Audience::platform ? "policy" : "overrides";
}

Value read_document(ObjectReader& reader, wire::Audience audience) {
    std::string_view const key = document_key(audience);
    Value const* const document = reader.required(key);
    if (document == nullptr) return Object{};
    if (document->as<Object>() == nullptr) reader.mistake(Rule::wrong_type, key);
    return *document;
}

void put_stamp(Object& out, PolicyStamp const& stamp) {
    put(out, "version", stamp.version);
    put(out, "at_ms", stamp.at_ms);
    put(out, "by", Object{{"audience", stamp.audience}, {"id", stamp.actor}});
}

Object decision_json(AutoDecision const& decision) {
    Object out;
    put(out, "action", decision.rule.empty() ? std::string_view("merchant") : name_of(decision.action));
    put(out, "rule", decision.rule);
    put(out, "queue", decision.queue);
    put(out, "why", list_json(decision.why, [](MatchedFact const& why) {
            return Object{{"condition", why.condition}, {"fact", why.fact}};
        }));
    return out;
}

}  // namespace

// ---- Facts ------------------------------------------------------------------------------------------------

std::vector<LineFacts> read_line_facts(Value const& value, std::string const& path, Mistakes& mistakes) {
    std::vector<LineFacts> out;
    auto const* items = value.as<Array>();
    if (items == nullptr) {
        note(mistakes, Rule::wrong_type, path);
    } else if (items->size() > max_lines) {
        note(mistakes, Rule::too_many, path, max_lines);
    } else {
        for (std::size_t i = 0; i < items->size(); ++i) {
            out.push_back(read_line_fact((*items)[i], at_index(path, i), mistakes));
        }
    }
    return out;
}

Result<FactsBody, Mistakes> read_facts(Value const& value) {
    Mistakes mistakes;
    ObjectReader reader(value, "", mistakes);
    FactsBody body;
    body.order_no.value = reader.id("order_no");
    if (Value const* lines = reader.optional("lines"))
        body.lines = read_line_facts(*lines, "lines", mistakes);
    body.parcels = reader.list_or_empty("parcels", max_parcels_told, read_parcel_fact);
    body.collections = reader.list_or_empty("collections", max_collections_told, read_collection);
    reader.finish();
    return sound(std::move(body), std::move(mistakes));
}

Value to_json(FactsBody const& body) {
    Object out;
    put(out, "order_no", body.order_no.value);
    put(out, "lines", list_json(body.lines, line_fact_json));
    put(out, "parcels", list_json(body.parcels, [](ParcelFact const& fact) {
            return Object{{"tracking_no", fact.tracking_no}, {"signed_at_ms", fact.signed_at.ms}};
        }));
    put(out, "collections", list_json(body.collections, [](CollectionFact const& fact) {
            return Object{{"ticket_no", fact.ticket_no.value},
                          {"payment_no", fact.payment_no},
                          {"amount_fen", fact.amount_fen}};
        }));
    return out;
}

Value to_json(FactsView const& view) {
    Object out;
    put(out, "order_changed", view.order_changed);
    put(out, "tickets", list_json(view.tickets, [](FactsView::Moved const& moved) {
            return Object{
                {"ticket_no", moved.ticket_no}, {"version", moved.version}, {"state", name_of(moved.state)}};
        }));
    return out;
}

// ---- Stock ------------------------------------------------------------------------------------------------

std::vector<Ware> read_wares(Value const& value, std::string const& path, Mistakes& mistakes) {
    std::vector<Ware> wares;
    auto const* items = value.as<Array>();
    if (items == nullptr) {
        note(mistakes, Rule::wrong_type, path);
        return wares;
    }
    if (items->size() > max_wares) {
        note(mistakes, Rule::too_many, path, max_wares);
        return wares;
    }
    std::vector<std::string> seen;
    for (std::size_t i = 0; i < items->size(); ++i) {
        wares.push_back(read_ware((*items)[i], at_index(path, i), mistakes));
        std::string const& sku = wares.back().sku;
        auto const place = std::lower_bound(seen.begin(), seen.end(), sku);
        if (place != seen.end() && *place == sku && !sku.empty()) {
            note(mistakes, Rule::duplicate_key, at_key(at_index(path, i), "sku"));
        } else {
            seen.insert(place, sku);
        }
    }
    return wares;
}

Result<std::vector<Ware>, Mistakes> read_stock_body(Value const& value) {
    Mistakes mistakes;
    ObjectReader reader(value, "", mistakes);
    std::vector<Ware> wares;
    if (Value const* items = reader.required("items")) wares = read_wares(*items, "items", mistakes);
    reader.finish();
    return sound(std::move(wares), std::move(mistakes));
}

Value to_json(Ware const& ware) {
    Object out;
    put(out, "sku", ware.sku);
    put(out, "spu", ware.spu);
    put(out, "title", ware.title);
    put(out, "spec", ware.spec);
    put(out, "unit_price_fen", ware.unit_price_fen);
    put(out, "available", ware.available);
    return out;
}

Value to_json(StockView const& view) {
    Array items;
    for (StockView::Item const& item : view.items) {
        Value ware = to_json(item.ware);
        put(*ware.as<Object>(), "reserved", item.reserved);
        items.push_back(std::move(ware));
    }
    return Object{{"items", std::move(items)}};
}

// ---- Policy -----------------------------------------------------------------------------------------------

Result<PolicyBody, Mistakes> read_policy_body(Value const& value, wire::Audience audience) {
    Mistakes mistakes;
    ObjectReader reader(value, "", mistakes);
    PolicyBody body;
    body.based_on = reader.number("based_on", version_range);
    body.document = read_document(reader, audience);
    reader.finish();
    return sound(std::move(body), std::move(mistakes));
}

Value to_json(PolicyView const& view) {
    Object out;
    put_stamp(out, view.stamp);
    if (view.overrides) put(out, "overrides", *view.overrides);
    put(out, "policy", view.policy);
    put(out, "versions", list_json(view.versions, [](PolicyStamp const& stamp) {
            Object one;
            put_stamp(one, stamp);
            return one;
        }));
    return out;
}

Result<DryRunBody, Mistakes> read_dry_run_body(Value const& value, wire::Audience audience) {
    Mistakes mistakes;
    ObjectReader reader(value, "", mistakes);
    DryRunBody body;
    body.document = read_document(reader, audience);
    body.since = read_nullable_instant(reader, "since_ms");
    reader.finish();
    return sound(std::move(body), std::move(mistakes));
}

Value to_json(DryRunView const& view) {
    Object out;
    put(out, "reviewed", view.reviewed);
    put(out, "more", view.more);
    put(out, "changes", list_json(view.changes, [](ReviewChange const& change) {
            return Object{{"ticket_no", change.ticket_no},
                          {"before", decision_json(change.before)},
                          {"after", decision_json(change.after)}};
        }));
    return out;
}

// ---- The clock --------------------------------------------------------------------------------------------

Value to_json(ClockView const& view) {
    return Object{{"now_ms", view.now_ms}, {"advanced_ms", view.advanced_ms}, {"demo", view.demo}};
}

Result<Duration, Mistakes> read_advance(Value const& value) {
    Mistakes mistakes;
    ObjectReader reader(value, "", mistakes);
    Duration const by{reader.integer("advance_ms", advance_range)};
    reader.finish();
    return sound(by, std::move(mistakes));
}

}  // namespace afterdesk::wire
