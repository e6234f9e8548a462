#pragma once
// How a table of wire names is kept and read; for the names_*.cpp files alone.

#include <array>
#include <type_traits>

#include "base/check.hpp"
#include "wire/names.hpp"

namespace afterdesk::wire {

template <class Enum>
struct Name {
    Enum value;
    std::string_view name;
};

/// The names of an enum, in its order; each names_*.cpp has those that it gives.
template <class Enum>
constexpr std::nullptr_t names = nullptr;

template <class Enum>
constexpr bool in_enum_order() {
    for (std::size_t i = 0; i < names<Enum>.size(); ++i) {
        if (static_cast<std::size_t>(names<Enum>[i].value) != i) return false;
    }
    return true;
}

template <class Enum>
std::string_view name_in_table(Enum value) {
    static_assert(in_enum_order<Enum>());
    auto index = static_cast<std::size_t>(value);
    CHECK(index < names<Enum>.size());
    return names<Enum>[index].name;
}

template <class Enum>
std::optional<Enum> from_name(std::string_view name) {
    for (auto const& entry : names<Enum>) {
        if (entry.name == name) return entry.value;
    }
    return std::nullopt;
}

}  // namespace afterdesk::wire
