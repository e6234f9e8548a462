#include "wire/fields.hpp"

#include <utility>

namespace afterdesk::wire {

namespace {

std::vector<int> read_numbers(Array const& items, std::string const& path, Range range, Mistakes& mistakes) {
    std::vector<int> out;
    out.reserve(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        out.push_back(static_cast<int>(read_integer(items[i], at_index(path, i), range, mistakes)));
    }
    return out;
}

std::string read_entitlement_id(Value const& value, std::string const& path, Mistakes& mistakes) {
    return read_text(value, path, max_short_chars, mistakes);
}

EvidenceId read_evidence_id(Value const& value, std::string const& path, Mistakes& mistakes) {
    return {read_id(value, path, mistakes)};
}

}  // namespace

void put(Object& object, std::string_view key, Value value) {
    object.emplace_back(std::string(key), std::move(value));
}

void put_instant(Object& object, std::string_view key, std::optional<Instant> at) {
    put(object, key, at ? Value(at->ms) : Value());
}

Array texts_json(std::vector<std::string> const& texts) {
    return list_json(texts, [](std::string const& text) { return text; });
}

Array numbers_json(std::vector<int> const& numbers) {
    return list_json(numbers, [](int n) { return n; });
}

Instant read_instant(ObjectReader& reader, std::string_view key) {
    return {reader.integer(key, instant_range)};
}

std::optional<Instant> read_nullable_instant(ObjectReader& reader, std::string_view key) {
    Value const* value = reader.nullable(key);
    if (!value) return std::nullopt;
    return Instant{read_integer(*value, reader.at(key), instant_range, reader.mistakes())};
}

std::vector<int> read_line_nos(ObjectReader& reader, std::string_view key) {
    return read_numbers(reader.array_or_empty(key, max_lines), reader.at(key), line_no_range,
                        reader.mistakes());
}

std::vector<int> read_units_or_empty(ObjectReader& reader, std::string_view key) {
    return read_numbers(reader.array_or_empty(key, max_quantity), reader.at(key), quantity_range,
                        reader.mistakes());
}

std::vector<std::string> read_entitlement_ids_or_empty(ObjectReader& reader, std::string_view key) {
    return reader.list_or_empty(key, max_entitlements, read_entitlement_id);
}

Array evidence_json(std::vector<EvidenceId> const& evidence) {
    return list_json(evidence, [](EvidenceId const& id) { return id.value; });
}

std::vector<EvidenceId> read_evidence_or_empty(ObjectReader& reader, std::string_view key) {
    return reader.list_or_empty(key, max_wire_evidence, read_evidence_id);
}

Object address_json(Address const& address) {
    Object out;
    put(out, "name", address.name);
    put(out, "phone", address.phone);
    put(out, "text", address.text);
    return out;
}

Address read_address(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    Address address;
    address.name = reader.text("name", max_long_chars);
    address.phone = reader.text("phone", max_long_chars);
    address.text = reader.text("text", max_long_chars);
    reader.finish();
    return address;
}

Object parcel_json(Parcel const& parcel) {
    Object out;
    put(out, "carrier", parcel.carrier);
    put(out, "tracking_no", parcel.tracking_no);
    return out;
}

Parcel read_parcel(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    Parcel parcel;
    parcel.carrier = reader.text("carrier", max_long_chars);
    parcel.tracking_no = reader.text("tracking_no", max_long_chars);
    reader.finish();
    return parcel;
}

}  // namespace afterdesk::wire
