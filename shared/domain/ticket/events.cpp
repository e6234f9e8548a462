#include "domain/ticket/events.hpp"

#include <array>

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
Event& Event::operator=(Event const&) = default;
Event& Event::operator=(Event&&) noexcept = default;
Event::~Event() = default;

Event Event::of_kind(std::size_t index) {
    return make_kind(index, std::make_index_sequence<std::variant_size_v<EventKinds>>());
}

}  // namespace afterdesk
