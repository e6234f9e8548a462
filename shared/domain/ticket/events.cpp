#include "domain/ticket/events.hpp"

#include <array>
#include <memory>

namespace afterdesk {

namespace {

template <std::size_t... Index>
Event make_kind(std::size_t index, std::index_sequence<Index...>) {
    using Make = Event (*)();
    constexpr std::array<Make, sizeof...(Index)> make{
        []() -> Event { return std::variant_alternative_t<Index, EventKinds>(); }...};
    return make[index]();
}

}  // namespace

Event::Event() = default;
Event::Event(Event const&) = default;
Event::Event(Event&&) noexcept = default;
// Not by the variant: for each of its kinds it would know how to assign to each.
Event& Event::operator=(Event const& other) { return *this = Event(other); }
Event& Event::operator=(Event&& other) noexcept {
    if (this != &other) {
        std::destroy_at(this);
        std::construct_at(this, std::move(other));
    }
    return *this;
}
Event::~Event() = default;

Event Event::of_kind(std::size_t index) {
    return make_kind(index, std::make_index_sequence<std::variant_size_v<EventKinds>>());
}

}  // namespace afterdesk
