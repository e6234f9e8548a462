#pragma once
// A policy being changed: what somebody has altered of a version and not saved, and what differs between two
// documents.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wire/policy_book.hpp"
#include "wire/policy_form.hpp"

namespace afterdesk::wire {

/// The value at "limits.buyer_offer_ms" or "auto_rules[2].queue", or null.
Value const* value_at(Value const& document, std::string_view path);
/// Puts a value there; objects on the way are made. A null value takes the key out. False when the path leads
/// into a list's item that is not there.
bool put_at(Value& document, std::string_view path, Value value);
/// `base` with the keys of `over` in place of its own; parts key by key.
Value overlaid(Value base, Value const& over);

/// What was altered, by the path of a whole field ("inspection", "limits.buyer_offer_ms", "auto_rules").
/// Nothing: it is to be as the base has it.
using PolicyEdits = std::map<std::string, std::optional<Value>, std::less<>>;

/// The part of an item's path that names a whole field: "auto_rules[2].queue" → "auto_rules".
std::string_view whole_field(std::string_view path);

/// A version as it was loaded, and what somebody alters of it.
struct PolicyDraft {
    Value base;         ///< what holds where nothing is set
    Value set;          ///< what is set: a shop's overrides, or all of the mall's policy
    bool book = false;  ///< the mall's: it is sent whole, with its shops' parts
    PolicyEdits edits{};

    /// What is to be sent.
    Value document() const;
    /// What would hold.
    Value effective() const;
    /// What holds in the loaded version.
    Value loaded() const;
    /// Alters a value; what comes to the same as before is no edit.
    void put(std::string_view path, Value value);
    /// As the base has it.
    void reset(std::string_view field);
    /// As another version had it.
    void restore(Value const& set_then);
};

/// What the core says to the draft: every mistake with its path inside of the document ("auto_rules[0].id").
Mistakes check_draft(PolicyDraft const& draft);
/// What would hold in each shop. Errors: as check_draft.
Result<PolicyBook, Mistakes> read_draft(PolicyDraft const& draft);

enum class PolicyChangeKind : std::uint8_t { changed, added, removed, moved };
/// One difference: of a field, or of one item of a list.
struct PolicyChange {
    PolicyField const* field = nullptr;  ///< what changed; added, removed and moved: the list
    PolicyChangeKind kind = PolicyChangeKind::changed;
    std::string item;                        ///< in a list: the item's code or name
    std::string shop;                        ///< in a shop's part of the mall's document
    std::optional<Value> before{}, after{};  ///< nothing: as the base has it
};
/// What differs between two documents, in the order of the form, then shop by shop.
std::vector<PolicyChange> policy_changes(Value const& before, Value const& after);

}  // namespace afterdesk::wire
