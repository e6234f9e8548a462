#pragma once
// What this API is, as an OpenAPI 3.1 document: the routes out of the router's table, the commands out of the
// edge table, the bodies' fields out of the readers themselves.

#include <string_view>

#include "wire/json.hpp"

namespace afterdesk::http {

/// Promise: every route of the API and every edge is in it.
wire::Value openapi(std::string_view version);

}  // namespace afterdesk::http
