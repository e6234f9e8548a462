#pragma once
// What malls call their buyers: made fit for one line of a list, never refused.

#include <string>
#include <string_view>

#include "store/people.hpp"

namespace afterdesk {

/// A name on one line: without control characters, broken bytes and marks that turn the text around it, and
/// without blanks at its ends. Units: at most 64 characters; a longer one is cut between two that people see.
std::string clean_name(std::string_view told);

/// A name as lists show it: the first character that people see, then stars. Empty stays empty.
std::string masked_name(std::string_view name);

/// The last four digits of a phone number; empty when it does not end in four. More is never kept.
std::string phone_tail_of(std::string_view told);

/// Takes "buyer_name" and "buyer_phone_tail" out of an order's line; what is left is the order. Both may be
/// missing or null. Units: without the buyer's id. Errors: wrong_type; bad_characters for a phone number that
/// does not end in four digits.
store::Buyer take_buyer(wire::Value& line, Mistakes& mistakes);

}  // namespace afterdesk
