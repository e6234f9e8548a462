#pragma once
// JSON values, a strict parser and a writer with one byte-exact form. Only json.cpp sees the JSON library.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "domain/rule.hpp"

namespace afterdesk::wire {

class Value;
using Array = std::vector<Value>;
/// Members in document order; keys are unique (the parser refuses duplicates).
using Object = std::vector<std::pair<std::string, Value>>;
/// A number that is not an integer in int64. Nothing here calculates with it.
struct NotAnInteger {
    std::string text;  ///< as it was written
    bool operator==(NotAnInteger const&) const = default;
};

/// Any JSON value. Numbers are int64; there is no floating point here.
class Value {
  public:
    Value() = default;
    Value(std::nullptr_t) {}
    Value(bool b) : data_(b) {}
    Value(int n) : data_(static_cast<std::int64_t>(n)) {}
    Value(std::int64_t n) : data_(n) {}
    Value(std::string s) : data_(std::move(s)) {}
    Value(std::string_view s) : data_(std::string(s)) {}
    Value(char const* s) : data_(std::string(s)) {}
    Value(Array a) : data_(std::move(a)) {}
    Value(Object o) : data_(std::move(o)) {}
    Value(NotAnInteger n) : data_(std::move(n)) {}

    template <class T>
    T const* as() const {
        return std::get_if<T>(&data_);
    }
    template <class T>
    T* as() {
        return std::get_if<T>(&data_);
    }
    bool is_null() const { return data_.index() == 0; }
    /// The member with this key, or null.
    Value const* find(std::string_view key) const;
    bool operator==(Value const&) const = default;

  private:
    std::variant<std::monostate, bool, std::int64_t, std::string, Array, Object, NotAnInteger> data_;
};

/// Limits of a document. Units: bytes, nesting levels.
struct ParseLimits {
    std::size_t bytes = 1 << 20;
    int depth = 16;
};

/// Reads one JSON document. Promise: never throws, never recurses deeper than `depth`.
/// Errors: malformed_json and bad_characters (malformed UTF-8, NUL), with the path "byte 17"; duplicate_key
/// for each; too_large for too many bytes (path "") or levels (path of the value); not_an_integer for 1e999.
Result<Value, Mistakes> parse_json(std::string_view text, ParseLimits limits = {});

/// Writes a value: keys in the given order, no blanks (indent < 0) or indented lines. Promise: byte-identical
/// everywhere.
std::string write_json(Value const& value, int indent = -1);
// One value at the end of a text.
void append_json(std::string& out, Value const& value);
void append_json(std::string& out, std::string_view text);
void append_json(std::string& out, std::int64_t number);

}  // namespace afterdesk::wire
