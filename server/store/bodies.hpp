#pragma once
// Rows that hold a document or a wire name. What the store once wrote it must be able to read: anything else
// is damage.

#include <string>
#include <string_view>

#include "store/failure.hpp"
#include "wire/api.hpp"
#include "wire/codec.hpp"
#include "wire/json.hpp"

namespace afterdesk::store {

/// Limits of a row's document: a big order is explained unit by unit.
inline constexpr wire::ParseLimits body_limits{256u << 20, 32};

/// Errors: StoreFailure when there are mistakes.
void require_sound(Mistakes const& mistakes, std::string_view what);

/// Errors: StoreFailure.
wire::Value parse_body(std::string const& text, std::string_view what);

/// A document read by one of the codec's readers. Errors: StoreFailure.
template <class Read>
auto read_body(std::string const& text, std::string_view what, Read read) {
    Mistakes mistakes;
    auto out = read(parse_body(text, what), std::string(), mistakes);
    require_sound(mistakes, what);
    return out;
}

/// The enum value with this wire name. Errors: StoreFailure.
template <class Enum>
Enum named(std::string_view name) {
    auto const found = wire::from_name<Enum>(name);
    if (!found) throw StoreFailure(FailureKind::other, "unknown name in a row: " + std::string(name));
    return *found;
}

}  // namespace afterdesk::store
