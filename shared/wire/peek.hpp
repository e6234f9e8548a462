#pragma once
// A look into a document that somebody else wrote, where what is missing needs no mistake.

#include <cstdint>
#include <string>
#include <string_view>

#include "wire/json.hpp"

namespace afterdesk::wire {

/// The member's text; "" when there is none, or it is none.
inline std::string text_in(Value const& object, std::string_view key) {
    Value const* const found = object.find(key);
    auto const* const text = found == nullptr ? nullptr : found->as<std::string>();
    return text == nullptr ? std::string() : *text;
}

/// The member's number; 0 likewise.
inline std::int64_t number_in(Value const& object, std::string_view key) {
    Value const* const found = object.find(key);
    auto const* const number = found == nullptr ? nullptr : found->as<std::int64_t>();
    return number == nullptr ? 0 : *number;
}

}  // namespace afterdesk::wire
