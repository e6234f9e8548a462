#pragma once
// The strict check of a request's head, done on the bytes before any library reads them. What it lets pass
// has one meaning only, so that nobody behind it can understand something else.

#include <cstddef>
#include <string_view>

#include "base/result.hpp"
#include "http/message.hpp"

namespace afterdesk::http {

inline constexpr std::size_t max_head_bytes = 16'384;
inline constexpr std::size_t max_head_fields = 64;
inline constexpr std::size_t max_target_bytes = 2'048;

/// Why a head is refused.
enum class GateFault : std::uint8_t {
    head_too_large,
    too_many_fields,
    control_byte,  ///< NUL, a bare CR or LF, or another control byte
    malformed_request_line,
    version_unsupported,
    target_too_long,
    malformed_target,  ///< not "/…", a byte outside visible ASCII, a broken or dangerous %-escape
    malformed_field,   ///< no colon, a blank before it, a folded line, a name that is no token
    escape_in_field,   ///< %0d, %0a or %00: a line end for whoever decodes it
    repeated_field,    ///< a second Host, Content-Length, Cookie…
    host_missing,
    malformed_host,
    malformed_length,
    body_not_expected,  ///< GET, HEAD, DELETE and OPTIONS have none
    length_missing,     ///< POST, PUT, PATCH without Content-Length
    transfer_encoding,  ///< we take Content-Length only
    content_encoding,   ///< compressed bodies are not taken
    expectation_unsupported,
    upgrade_unsupported,
};

/// The HTTP status and the rule that a fault is answered with.
struct GateAnswer {
    int status;
    Rule rule;
};
GateAnswer answer_for(GateFault fault);
std::string_view name_of(GateFault fault);

/// How far the head has come.
struct Scan {
    std::size_t head_bytes = 0;  ///< with the blank line; 0: not complete yet
    std::size_t seen = 0;        ///< where to go on when more bytes are there
};

/// Looks for the end of the head, going on at `from` (the last answer's `seen`).
/// Errors: control_byte, head_too_large. Promise: never reads beyond max_head_bytes.
Result<Scan, GateFault> scan_head(std::string_view bytes, std::size_t from);

/// Checks a complete head, blank line included.
/// Errors: every GateFault. Rule: RFC 9112, and reference/server.md §1.3 for what the library behind us gets
/// wrong.
Result<Head, GateFault> check_head(std::string_view head);

}  // namespace afterdesk::http
