#pragma once
// The API as a page for readers: plain HTML without scripts, made of what openapi.json is made of.

#include <string>

#include "http/message.hpp"
#include "wire/json.hpp"

namespace afterdesk::http {

struct ApiPage {
    std::string html;
    std::string policy;  ///< Content-Security-Policy: nothing but its own style
};

/// `document` is openapi.json.
ApiPage api_page(wire::Value const& document, wire::Language language);

}  // namespace afterdesk::http
