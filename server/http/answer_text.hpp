#pragma once
// A plain good answer as bytes, without the library: for what is asked most often.

#include <string>

#include "http/message.hpp"

namespace afterdesk::http {

/// The time of the Date field; written anew once a second.
std::string const& date_now();

/// A whole 200 answer. Promise: the same fields as HttplibBridge writes.
std::string answer_text(Response const& response, bool keep_alive, bool without_body);

}  // namespace afterdesk::http
