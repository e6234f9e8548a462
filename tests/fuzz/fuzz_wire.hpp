#pragma once
// What the fuzzers of the readers share.

#include <string>
#include <string_view>

#include "base/check.hpp"
#include "wire/codec.hpp"

namespace afterdesk::wire_fuzz {

inline std::string_view text_of(unsigned char const* data, std::size_t size) {
    return {reinterpret_cast<char const*>(data), size};
}

/// What was written can be parsed.
inline wire::Value again(wire::Value const& value) {
    auto parsed = wire::parse_json(wire::write_json(value), {64u << 20u, 64});
    CHECK(parsed.ok());
    return std::move(parsed).value();
}

/// Written, read, written: the same bytes, and nothing to complain about.
template <class Item, class Read, class Write>
void check_round_trip(Item const& item, Read read, Write write) {
    wire::Value const once = write(item);
    Mistakes mistakes;
    Item const back = read(again(once), mistakes);
    CHECK(mistakes.empty());
    CHECK(wire::write_json(write(back)) == wire::write_json(once));
}

/// Every mistake has a sentence in both languages.
inline void check_told(Mistakes const& mistakes) {
    again(wire::errors_to_json(mistakes, wire::Language::zh_cn));
    again(wire::errors_to_json(mistakes, wire::Language::en));
}

}  // namespace afterdesk::wire_fuzz
