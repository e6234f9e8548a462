#pragma once
// Whether a type is one of those a variant may hold.

#include <type_traits>
#include <variant>

namespace afterdesk {

template <class T, class Variant>
inline constexpr bool is_one_of = false;
template <class T, class... Kinds>
inline constexpr bool is_one_of<T, std::variant<Kinds...>> = (std::is_same_v<T, Kinds> || ...);

}  // namespace afterdesk
