#pragma once
// A mail as its bytes. Rule: RFC 5322, RFC 2047 for what its head says, RFC 2045 for its body.

#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"

namespace afterdesk::outside::smtp {

/// Whom a mail comes from.
struct Sender {
    std::string name;  ///< may be empty
    std::string address;

    /// What stands behind the @.
    std::string_view domain() const;
};
/// "desk@mall.example" or "云上商城 <desk@mall.example>". Errors: nothing when it is neither.
std::optional<Sender> read_sender(std::string_view text);

struct Mail {
    std::string id;  ///< of [0-9a-f]
    Sender from;
    std::string to;  ///< an address
    std::string subject, text;
    Instant date;
};
/// Head and body. Promise: the same mail gives the same bytes; whatever stands in subject, text or name, no
/// line of the head comes from it; lines have at most 78 characters, all of ASCII, and end with CR LF.
std::string bytes_of(Mail const& mail);

/// "<id@domain>".
std::string message_id_of(std::string_view id, Sender const& from);
/// "Fri, 20 Nov 2026 04:00:00 +0000".
std::string date_text(Instant at);

}  // namespace afterdesk::outside::smtp
