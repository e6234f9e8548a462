#pragma once
// A part of a file, as browsers ask for it to jump in a film. Rule: RFC 9110 §14.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace afterdesk::http {

/// Longer parts are answered with their beginning: whoever wants more asks again.
inline constexpr std::int64_t max_part_bytes = 4 << 20;

struct AskedPart {
    enum class How : std::uint8_t { whole, part, outside };
    How how = How::whole;  ///< outside: nothing of the file lies in it
    std::int64_t from = 0, bytes = 0;
};

/// One range of bytes; several, other units and what can not be read mean the whole file, and so does an
/// If-Range that names another version than `etag`.
AskedPart asked_part(std::string_view range, std::string_view if_range, std::string_view etag,
                     std::int64_t size);

/// "bytes 0-99/1000", or "bytes */1000" for one outside.
std::string content_range(AskedPart const& part, std::int64_t size);

}  // namespace afterdesk::http
