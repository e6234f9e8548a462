#pragma once
// Content codings: which ones a browser takes, and answers made smaller for it.

#include <string>
#include <string_view>

#include "http/message.hpp"

namespace afterdesk::http {

/// Whether a header like "gzip;q=0.5, br" allows this coding.
bool accepts(std::string_view accept_encoding, std::string_view coding);

/// In gzip; "" when that can not be done.
std::string gzipped(std::string_view plain);

/// Compresses a larger JSON answer that is not coded yet, when the browser takes gzip. None of our documents
/// holds a secret that an attacker's own words could stand beside (BREACH): the session is in a cookie.
void compress(Response& response, std::string_view accept_encoding);

}  // namespace afterdesk::http
