#pragma once
// Uploads as forms send them (multipart/form-data): browsers, mini-programs, tools.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "domain/rule.hpp"

namespace afterdesk::http {

/// What a form may weigh beside its file: names, texts, the lines between.
inline constexpr std::size_t max_form_overhead = 65'536;
inline constexpr std::size_t max_form_parts = 64;
inline constexpr std::size_t max_part_head_bytes = 4'096;

/// True for the Content-Type of a form with files, whatever follows.
bool is_form(std::string_view content_type);

/// What stands between the parts. Errors: nothing when there is none, or it is none. Rule: RFC 2046 §5.1.1.
std::optional<std::string> form_boundary(std::string_view content_type);

/// The content of the one file in a form; fields without a file name are passed over, and so is a file that
/// was not chosen. Promise: a part of `body`. Errors: form_malformed, one_file_expected. Rule: RFC 7578.
Result<std::string_view, Rule> file_of_form(std::string_view content_type, std::string_view body);

}  // namespace afterdesk::http
