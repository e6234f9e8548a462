#include "wire/stored/stored.hpp"

#include <charconv>

namespace afterdesk::wire::stored {

namespace {

constexpr std::string_view version_key = "{\"v\":";

template <class T>
auto steps_of(void (*Upcast::*kind)(T&)) {
    std::array<void (*)(T&), upcasts.size()> out{};
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = upcasts[i].*kind;
    return out;
}

}  // namespace

void name_judge(EventRecord& record) {
    if (auto* const given = std::get_if<VerdictGiven>(&record.event)) given->judge = record.actor.id;
}

int version_in(std::string_view text) {
    int version = 1;
    if (text.substr(0, version_key.size()) != version_key) return version;
    text.remove_prefix(version_key.size());
    std::from_chars(text.data(), text.data() + text.size(), version);
    return version;
}

int version_of(Value const& value, int newest) {
    Value const* const member = value.find("v");
    if (!member) return 1;
    auto const* const version = member->as<std::int64_t>();
    return version && *version > 1 && *version < newest ? static_cast<int>(*version) : newest;
}

std::string text_of(Ticket const& ticket, int version) { return text_in(ticket, version, newest_version); }

std::string text_of(EventRecord const& record, int version) {
    return text_in(record, version, newest_version);
}

std::string text_for_buyer(EventRecord const& record, int version) {
    return text_in(record, version, newest_version, Form{.for_buyer = true});
}

Ticket read_ticket(Value const& value, std::string const& path, Mistakes& mistakes) {
    auto const steps = steps_of(&Upcast::ticket);
    return read_any<Ticket>(value, path, mistakes, steps);
}

EventRecord read_event(Value const& value, std::string const& path, Mistakes& mistakes) {
    auto const steps = steps_of(&Upcast::event);
    return read_any<EventRecord>(value, path, mistakes, steps);
}

EventRecord read_shown_event(Value const& value, std::string const& path, Mistakes& mistakes) {
    auto const steps = steps_of(&Upcast::event);
    return read_any<EventRecord>(value, path, mistakes, steps, Form{.answer = true});
}

}  // namespace afterdesk::wire::stored
