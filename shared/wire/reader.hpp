#pragma once
// Reads an object strictly: each field once, with its type and range, all mistakes collected with their
// paths, unknown keys refused (or, in what the page receives, passed over).

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "wire/json.hpp"
#include "wire/names.hpp"

namespace afterdesk::wire {

/// The range of an integer field, both ends included, and what stands for a value that could not be read.
struct Range {
    std::int64_t min = 0;
    std::int64_t max = 0;
    std::int64_t neutral = min;
};

/// What happens to keys that nobody asked for: clients are told, answers of a newer server are still read.
enum class Unknown : std::uint8_t { refused, ignored };

/// Readers stop noting mistakes after this many, so that a hostile document can not fill the memory with
/// them.
inline constexpr std::size_t max_mistakes = 1'000;

/// "order.lines" + 2 → "order.lines[2]".
std::string at_index(std::string const& path, std::size_t index);
/// "order" + "lines" → "order.lines"; "" + "lines" → "lines". A key longer than 64 characters is cut.
std::string at_key(std::string const& path, std::string_view key);

/// Notes a mistake, up to max_mistakes.
void note(Mistakes& mistakes, Rule rule, std::string path, std::int64_t limit = -1);
/// True when some value could not be read and a neutral one stands in its place: always but for unknown_key.
bool leaves_a_gap(Mistake const& mistake);

// Single values. After a mistake each gives a neutral value: range.neutral, "", false.

/// Errors: wrong_type, not_an_integer, must_not_be_negative, must_be_positive (0 where the range starts at
/// 1), too_large.
std::int64_t read_integer(Value const& value, std::string const& path, Range const& range,
                          Mistakes& mistakes);
bool read_boolean(Value const& value, std::string const& path, Mistakes& mistakes);
/// Clean UTF-8 of at most `max_chars` code points, or ""; every line break becomes LF.
/// Errors: wrong_type, bad_characters, too_long.
std::string read_text(Value const& value, std::string const& path, int max_chars, Mistakes& mistakes);
/// 1-64 characters of is_id. Errors: wrong_type, must_not_be_empty, too_long, bad_characters.
std::string read_id(Value const& value, std::string const& path, Mistakes& mistakes);
/// A number, SKU or id of the mall (is_outside_id). Errors: the same.
std::string read_outside_id(Value const& value, std::string const& path, Mistakes& mistakes);

/// One object being read. JSON null counts as a value everywhere but in `nullable` and `nullable_as`.
/// Promise: after a mistake the reading goes on with a neutral value, so that all mistakes are reported at
/// once; `finish` reports keys that nobody asked for.
class ObjectReader {
  public:
    ObjectReader(Value const& value, std::string path, Mistakes& mistakes,
                 Unknown unknown = Unknown::refused);
    ObjectReader(ObjectReader const&) = delete;
    ObjectReader& operator=(ObjectReader const&) = delete;

    std::string const& path() const { return path_; }
    std::string at(std::string_view key) const { return at_key(path_, key); }
    Mistakes& mistakes() { return mistakes_; }
    bool has(std::string_view key) const;

    // Plain names require the key; `…_or` and `…_or_empty` do not.
    std::int64_t integer(std::string_view key, Range const& range);
    std::int64_t integer_or(std::string_view key, Range const& range, std::int64_t otherwise);
    /// The same for ranges within int.
    int number(std::string_view key, Range const& range);
    int number_or(std::string_view key, Range const& range, int otherwise);
    bool boolean(std::string_view key);
    bool boolean_or(std::string_view key, bool otherwise);
    std::string text(std::string_view key, int max_chars);
    std::string text_or(std::string_view key, int max_chars);
    /// Text of which something is left when the blanks around it are taken away. Errors: must_not_be_empty.
    std::string filled_text(std::string_view key, int max_chars);
    std::string id(std::string_view key);
    std::string id_or(std::string_view key);
    std::string outside_id(std::string_view key);
    std::string outside_id_or(std::string_view key);

    /// The array's items; empty and a mistake when missing (`array`), of another type, or longer than `max`.
    Array const& array(std::string_view key, int max);
    Array const& array_or_empty(std::string_view key, int max);
    /// The member, or null when it is missing. Marks it as known.
    Value const* optional(std::string_view key);
    /// The member, or null when it is missing or JSON null.
    Value const* nullable(std::string_view key);
    /// The member; null and a mistake when it is missing.
    Value const* required(std::string_view key);

    /// A wire name of the enum. Errors: wrong_type, unknown_name.
    template <class Enum>
    Enum name(std::string_view key, Enum otherwise) {
        return named(required(key), key, otherwise);
    }
    template <class Enum>
    Enum name_or(std::string_view key, Enum otherwise) {
        return named(optional(key), key, otherwise);
    }

    // What `read(value, path, mistakes)` makes of a member, or of each item of an array.
    template <class Read>
    using Out = std::invoke_result_t<Read, Value const&, std::string const&, Mistakes&>;

    template <class Read>
    std::vector<Out<Read>> list(std::string_view key, int max, Read read) {
        return items(array(key, max), at(key), read);
    }
    template <class Read>
    std::vector<Out<Read>> list_or_empty(std::string_view key, int max, Read read) {
        return items(array_or_empty(key, max), at(key), read);
    }
    template <class Read>
    Out<Read> as(std::string_view key, Read read) {
        Value const* value = required(key);
        return value ? read(*value, at(key), mistakes_) : Out<Read>{};
    }
    template <class Read>
    std::optional<Out<Read>> optional_as(std::string_view key, Read read) {
        Value const* value = optional(key);
        return value ? std::optional(read(*value, at(key), mistakes_)) : std::nullopt;
    }
    template <class Read>
    std::optional<Out<Read>> nullable_as(std::string_view key, Read read) {
        Value const* value = nullable(key);
        return value ? std::optional(read(*value, at(key), mistakes_)) : std::nullopt;
    }

    void mistake(Rule rule, std::string_view key, std::int64_t limit = -1);
    void finish();

  private:
    Value const* take(std::string_view key);
    Array const& items_of(Value const* value, std::string_view key, int max);
    std::string_view name_text(Value const* value, std::string_view key);

    template <class Enum>
    Enum named(Value const* value, std::string_view key, Enum otherwise) {
        std::string_view text = name_text(value, key);
        if (text.empty()) return otherwise;
        std::optional<Enum> found = from_name<Enum>(text);
        if (!found) mistake(Rule::unknown_name, key);
        return found.value_or(otherwise);
    }
    template <class Read>
    std::vector<Out<Read>> items(Array const& array, std::string const& path, Read read) {
        std::vector<Out<Read>> out;
        out.reserve(array.size());
        for (std::size_t i = 0; i < array.size(); ++i)
            out.push_back(read(array[i], at_index(path, i), mistakes_));
        return out;
    }

    Object const* object_;
    std::string path_;
    Mistakes& mistakes_;
    Unknown unknown_;
    std::vector<std::string_view> known_;
    std::size_t next_ = 0;  ///< where the next member is looked for first
};

}  // namespace afterdesk::wire
