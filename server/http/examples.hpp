#pragma once
// Examples of documents, out of their schemas: what a field may hold; of known keys what the demo has.

#include <string>
#include <utility>
#include <vector>

#include "wire/json.hpp"

namespace afterdesk::http {

/// What is sent has only what it must; an answer shows every field that it may have.
enum class Detail : std::uint8_t { least, all };

/// One of a document, without a title; of a document of several kinds one for each, titled by its kind.
std::vector<std::pair<std::string, wire::Value>> examples_of(wire::Object const& schemas,
                                                             std::string const& name, Detail detail);

}  // namespace afterdesk::http
