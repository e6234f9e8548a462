#pragma once
// Types that are one of many, with less code than std::variant writes for them.

#include <array>
#include <memory>
#include <type_traits>
#include <utility>
#include <variant>

namespace afterdesk {

template <class T, class Variant>
inline constexpr bool is_one_of = false;
template <class T, class... Kinds>
inline constexpr bool is_one_of<T, std::variant<Kinds...>> = (std::is_same_v<T, Kinds> || ...);

/// The kind of `Kinds` at this index, as it is made by default, as a `Whole`.
template <class Whole, class... Kinds>
Whole make_kind(std::size_t index, std::variant<Kinds...> const*) {
    using Make = Whole (*)();
    constexpr std::array<Make, sizeof...(Kinds)> make{[]() -> Whole { return Kinds(); }...};
    return make[index]();
}

/// Assigns without the variant, which would know for each of its kinds how to assign to each.
template <class Whole>
Whole& replace(Whole& place, Whole&& by) noexcept {
    if (&place != &by) {
        std::destroy_at(&place);
        std::construct_at(&place, std::move(by));
    }
    return place;
}

}  // namespace afterdesk
