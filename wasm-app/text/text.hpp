#pragma once
// Every visible sentence, in both languages. To add one: one line in catalogue.hpp.

#include <initializer_list>
#include <string>
#include <string_view>

#include "base/english.hpp"
#include "wire/messages.hpp"

namespace afterdesk::text {

using Language = wire::Language;

/// One sentence in each language, {"返回", "Back"_en}; "{0}", "{1}" are filled by `fill`.
struct Text {
    std::string_view zh, en;
};

/// The sentence in a language.
std::string_view in(Language language, Text const& text);

/// The sentence with {0}, {1}… replaced.
std::string fill(Language language, Text const& text, std::initializer_list<std::string_view> values);

}  // namespace afterdesk::text
