#pragma once
// The wire names of enums, rules and events. Renaming an enumerator changes documents: the stored fixtures
// hold the names.

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "domain/ticket/ticket.hpp"

namespace afterdesk::wire {

/// What the source calls a value. Instantiated in names.cpp for every enum that is written.
template <class Enum>
std::string_view name_of(Enum value);

/// Those of all values, in order.
template <class Enum>
std::span<std::string_view const> all_names();

/// Where a name stands among these, or nothing.
std::optional<std::size_t> place_of(std::span<std::string_view const> names, std::string_view name);

/// The value with this wire name, or nothing.
template <class Enum>
std::optional<Enum> from_name(std::string_view name);

/// "agreed", "refund_started", … for an event of the history.
std::string_view event_name(Event const& event);

/// The place in the Event variant of the event with this name, or nothing.
std::optional<std::size_t> event_index(std::string_view name);

}  // namespace afterdesk::wire
