#pragma once
// The documents in a launch token. Malls write them with all kinds of libraries, and a buyer must not stand
// before a closed door for the way his name is written; whom and how long to let in is read strictly.

#include <string>
#include <string_view>

#include "service/launch_token.hpp"
#include "wire/json.hpp"

namespace afterdesk {

/// JSON as some libraries write it, made into JSON that can be read: halves of surrogate pairs and malformed
/// bytes in strings become U+FFFD, control characters there blanks, NaN and Infinity false.
std::string mended_json(std::string_view text);

/// Unknown claims are allowed, as RFC 7519 asks; ours must have their form, and null is as missing where a
/// claim may be. Rule: a date is any JSON number (NumericDate, RFC 7519 §2); its fraction is cut off to the
/// strict side: a link is over a little earlier, and begins and was issued a little later.
/// Errors: each mistake, with the claim as its path.
Mistakes read_claims(wire::Value const& value, UnverifiedToken& token);

/// Errors: each mistake, with the name in the header as its path.
Mistakes read_header(wire::Value const& value, UnverifiedToken& token);

}  // namespace afterdesk
