#include "domain/ticket/events.hpp"

namespace afterdesk {

Event::Event() = default;
Event::Event(Event const&) = default;
Event::Event(Event&&) noexcept = default;
Event& Event::operator=(Event const& other) { return *this = Event(other); }
Event& Event::operator=(Event&& other) noexcept { return replace(*this, std::move(other)); }
Event::~Event() = default;

Event Event::of_kind(std::size_t index) {
    return make_kind<Event>(index, static_cast<EventKinds const*>(nullptr));
}

}  // namespace afterdesk
