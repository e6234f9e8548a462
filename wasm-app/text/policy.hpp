#pragma once
// What the fields of a policy and their values are called. A field that is missing here is shown by its
// key; a test names it.

#include "text/text.hpp"

namespace afterdesk::text {

struct PolicyWords {
    std::string_view path;  ///< "limits.buyer_offer_ms", "reasons.code"
    Text label, hint;
};
/// Null: the field has no words yet.
PolicyWords const* policy_words(std::string_view path);

/// A value of a field that is one of several, by the field's key and the value; null: it has no words.
Text const* policy_value(std::string_view key, std::string_view value);

}  // namespace afterdesk::text
