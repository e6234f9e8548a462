#include "wire/fields.hpp"

#include <algorithm>
#include <utility>

#include "wire/describe.hpp"

namespace afterdesk::wire {

namespace {

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

void refuse_seconds(Value const& value, std::string const& path, Mistakes& mistakes) {
    auto const* const ms = value.as<std::int64_t>();
    if (ms && *ms >= 0 && Instant{*ms} < earliest_told) note(mistakes, Rule::looks_like_seconds, path);
}

Instant read_instant(ObjectReader& reader, std::string_view key) {
    return {reader.integer(key, instant_range)};
}

std::optional<Instant> read_nullable_instant(ObjectReader& reader, std::string_view key) {
    Value const* value = reader.nullable(key);
    if (!value) return std::nullopt;
    return Instant{read_integer(*value, reader.at(key), instant_range, reader.mistakes())};
}

void refuse_repeated(std::vector<std::string_view> const& values, std::string const& path,
                     std::string_view key, Mistakes& mistakes) {
    std::vector<std::string_view> seen;
    for (std::size_t i = 0; i < values.size(); ++i) {
        auto const place = std::lower_bound(seen.begin(), seen.end(), values[i]);
        bool const repeated = place != seen.end() && *place == values[i] && !values[i].empty();
        if (repeated) {
            note(mistakes, Rule::duplicate_key, at_key(at_index(path, i), key));
        } else {
            seen.insert(place, values[i]);
        }
    }
}

Array evidence_json(std::vector<EvidenceId> const& evidence) {
    return list_json(evidence, [](EvidenceId const& id) { return id.value; });
}

std::vector<EvidenceId> read_evidence_or_empty(ObjectReader& reader, std::string_view key) {
    return reader.list_or_empty(key, max_wire_evidence, read_evidence_id);
}

void fields(FieldIo& io, Address& address) {
    io.text("name", address.name, max_long_chars);
    io.text("phone", address.phone, max_long_chars);
    io.text("text", address.text, max_long_chars);
}

void fields(FieldIo& io, Parcel& parcel) {
    io.text("carrier", parcel.carrier, max_long_chars);
    io.text("tracking_no", parcel.tracking_no, max_long_chars);
    io.since(3).text(if_said("carrier_name"), parcel.carrier_name, max_short_chars);
}

Value address_json(Address const& address) { return written(address); }

Address read_address(Value const& value, std::string const& path, Mistakes& mistakes) {
    return read_fields<Address>(value, path, mistakes);
}

}  // namespace afterdesk::wire
