#pragma once
// A policy as a form: each of its fields with its kind and range, from the description that reads and
// writes it (policy_fields.hpp), and a field's value as people write it. A new member of the policy is in
// the list by itself.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "wire/reader.hpp"

namespace afterdesk::wire {

/// What a field of a policy holds.
enum class PolicyKind : std::uint8_t {
    number,    ///< a whole number, of what its key ends with: days, percent, minutes
    amount,    ///< fen
    duration,  ///< milliseconds; people write hours
    date,      ///< an instant; people write the day, of an end ("to_ms") the last one
    flag,
    name,   ///< one of `names`
    names,  ///< several of them
    code,   ///< an id of the policy's own
    text,
    words,  ///< texts
    part,   ///< an object of `fields`
    list,   ///< of objects of `fields`
};

struct PolicyField {
    std::string_view key;
    std::string path;  ///< "limits.buyer_offer_ms"; of what stands in a list "reasons.code"
    PolicyKind kind = PolicyKind::number;
    bool required = false;
    bool may_lack = false;  ///< when it says nothing it is left out
    Range range{};          ///< number, amount, duration
    int max = 0;            ///< text: characters; words, list: items
    std::span<std::string_view const> names{};
    std::vector<PolicyField> fields{};
    Value blank{};  ///< list: an item that says nothing
};

/// All fields but the version, in the order of the document. Made once.
std::vector<PolicyField> const& policy_form();
/// The field with this path, or null.
PolicyField const* find_policy_field(std::string_view path);

/// A value as it stands in a field: "48", "128.50", "2026-02-16"; a flag "1" or nothing; names and words with
/// commas between. Nothing for what is missing.
std::string typed_of(PolicyField const& field, Value const* value, int utc_offset_minutes);

/// What was typed as the value of its field. Null: nothing was, and the key is left out. What can not be read
/// becomes what no document may have there: the core's own reader says what is wrong.
Value value_of(PolicyField const& field, std::string_view typed, int utc_offset_minutes);

/// The texts between commas of any width.
std::vector<std::string> split_words(std::string_view typed);
std::string join_words(std::vector<std::string> const& words);

/// A new item of a list: its code is none that the others have, its days are today.
Value new_item(PolicyField const& list, Array const& others, Instant today);

}  // namespace afterdesk::wire
