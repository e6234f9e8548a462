#include "wire/codec.hpp"
#include "wire/describe.hpp"
#include "wire/ticket_fields.hpp"

namespace afterdesk::wire {
namespace {

template <class T>
T read_whole(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    FieldReader io(reader);
    T out;
    fields(io, out);
    reader.finish();
    return out;
}

Event read_event(ObjectReader& reader) {
    std::string const name = reader.text("event", max_short_chars);
    std::optional<std::size_t> const index = event_index(name);
    if (!index) {
        if (!name.empty()) reader.mistake(Rule::unknown_name, "event");
        return Completed{};
    }
    Event event = Event::of_kind(*index);
    FieldReader io(reader);
    std::visit([&](auto& fields_of) { fields(io, fields_of); }, event);
    return event;
}

}  // namespace

Value to_json(EventRecord const& record) {
    Object out;
    FieldWriter io(out);
    put(out, "seq", record.seq);
    put(out, "at_ms", record.at.ms);
    io.part("actor", record.actor);
    put(out, "event", event_name(record.event));
    std::visit([&](auto const& event) { fields(io, event); }, record.event);
    return out;
}

EventRecord read_event_record(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    EventRecord record;
    record.seq = reader.number("seq", version_range);
    record.at = read_instant(reader, "at_ms");
    FieldReader(reader).part("actor", record.actor);
    record.event = read_event(reader);
    reader.finish();
    return record;
}

Value to_json(Ticket const& ticket) {
    Object out;
    FieldWriter io(out);
    fields(io, ticket);
    return out;
}

Ticket read_ticket(Value const& value, std::string const& path, Mistakes& mistakes) {
    return read_whole<Ticket>(value, path, mistakes);
}

}  // namespace afterdesk::wire
