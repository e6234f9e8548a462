#pragma once
// An answer as bytes, without the library: all but those that are streams.

#include <string>

#include "http/message.hpp"

namespace afterdesk::http {

/// The time of the Date field; written anew once a second.
std::string const& date_now();

/// What an answer says beside what the route said.
struct Envelope {
    std::string_view request_id;
    bool https = false;
    bool keep_alive = true;
    bool without_body = false;  ///< asked for by HEAD
};

/// A whole answer. Promise: the same fields as `complete` and HttplibBridge write.
std::string answer_text(Response const& response, Envelope const& envelope);

}  // namespace afterdesk::http
