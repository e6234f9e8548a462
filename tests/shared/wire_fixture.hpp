#pragma once
// What the wire tests share: fixture files, and one-line pictures of mistakes.

#include <cstdio>
#include <string>
#include <string_view>

#include "testing.hpp"
#include "wire/codec.hpp"
#include "wire/names.hpp"
#include "wire/reader.hpp"

namespace afterdesk::wire_fixture {

/// A file under tests/fixtures.
inline std::string fixture(std::string const& name) {
    std::string const path = std::string(AFTERDESK_ROOT) + "/tests/fixtures/" + name;
    std::FILE* file = std::fopen(path.c_str(), "rb");
    REQUIRE_MESSAGE(file != nullptr, path);
    std::string text;
    char chunk[4'096];
    while (std::size_t const got = std::fread(chunk, 1, sizeof chunk, file)) text.append(chunk, got);
    std::fclose(file);
    return text;
}

/// `text` with the first `what` replaced. Promise: `what` is there.
inline std::string with(std::string text, std::string_view what, std::string_view by) {
    std::size_t const at = text.find(what);
    REQUIRE_MESSAGE(at != std::string::npos, std::string(what));
    return text.replace(at, what.size(), by);
}

/// "missing_key order.lines[0].sku; too_large …": mistakes as a test writes them.
inline std::string picture(Mistakes const& mistakes) {
    std::string out;
    for (Mistake const& mistake : mistakes) {
        if (!out.empty()) out += "; ";
        out += std::string(wire::name_of(mistake.rule)) + ' ' + mistake.path;
    }
    return out;
}

inline wire::Value parsed(std::string_view text, wire::ParseLimits limits = {}) {
    Result<wire::Value, Mistakes> value = wire::parse_json(text, limits);
    std::string const why =
        (value.ok() ? std::string() : picture(value.error()) + " in ") + std::string(text);
    REQUIRE_MESSAGE(value.ok(), why);
    return std::move(value).value();
}

/// The mistakes of a text that must not parse, or "" when it does.
inline std::string parse_mistakes(std::string_view text, wire::ParseLimits limits = {}) {
    Result<wire::Value, Mistakes> const value = wire::parse_json(text, limits);
    return value.ok() ? "" : picture(value.error());
}

}  // namespace afterdesk::wire_fixture
