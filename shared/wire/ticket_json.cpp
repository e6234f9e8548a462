// Tickets and their events. ticket_fields.hpp describes them; this is the one place that compiles it.

#include "wire/describe.hpp"
#include "wire/ticket_fields.hpp"

namespace afterdesk::wire {

void fields(FieldIo& io, Actor& actor) { afterdesk::fields(io, actor); }
void fields(FieldIo& io, MatchedFact& fact) { afterdesk::fields(io, fact); }
void fields(FieldIo& io, Ticket& ticket) { afterdesk::fields(io, ticket); }

void fields(FieldIo& io, EventRecord& record) {
    io.number("seq", record.seq, version_range);
    io.instant("at_ms", record.at);
    io.part("actor", record.actor);
    std::string name(io.reads() ? std::string_view() : event_name(record.event));
    io.text("event", name, max_short_chars);
    if (io.reads()) {
        std::optional<std::size_t> const index = event_index(name);
        record.event = index ? Event::of_kind(*index) : Event(Completed{});
        if (!index) {
            if (!name.empty()) io.reader().mistake(Rule::unknown_name, "event");
            return;
        }
    }
    std::visit([&](auto& event) { fields(io, event); }, record.event);
}

Value to_json(EventRecord const& record) { return written(record); }

EventRecord read_event_record(Value const& value, std::string const& path, Mistakes& mistakes) {
    return read_fields<EventRecord>(value, path, mistakes);
}

Value to_json(Ticket const& ticket) { return written(ticket); }

Ticket read_ticket(Value const& value, std::string const& path, Mistakes& mistakes) {
    return read_fields<Ticket>(value, path, mistakes);
}

}  // namespace afterdesk::wire
