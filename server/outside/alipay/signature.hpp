#pragma once
// How messages from and to Alipay's open platform are signed. Rule: OpenAPI 2.0, RSA2: docs 02kf5q
// (requests), 02mse7 (answers and notices).

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/rsa.hpp"

namespace afterdesk::outside::alipay {

/// Names and values, in the order in which they are signed.
using Params = std::map<std::string, std::string, std::less<>>;

/// "a=1&b=2": all but `sign`, as they are.
std::string text_to_sign(Params const& params);
/// The same with all of them, in percent coding, as an address or a form has it.
std::string form_of(Params const& params);
/// Reads a form. Errors: nothing for what is none, or says a name twice.
std::optional<Params> read_form(std::string_view body);

/// The signature of requests, in base64.
std::string sign(crypto::RsaKey const& key, Params const& params);
/// Whether a notice's parameters were signed with the key, by RSA2 alone. Rule: all but sign and sign_type.
bool is_signed(crypto::RsaKey const& key, Params params);

/// The certificate that an answer says it was signed with: its serial number. Errors: empty, as in public
/// key mode.
std::string certificate_in(std::string_view body);
/// What an answer says under the method's key, byte for byte, when the key signed it. Errors: nothing.
std::optional<std::string> signed_answer(crypto::RsaKey const& key, std::string_view body,
                                         std::string_view method);

}  // namespace afterdesk::outside::alipay
