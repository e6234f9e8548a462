#pragma once
// The quote of a file: text in, text out. The command line, the page and the tests call the same function.

#include <string>
#include <string_view>

#include "wire/codec.hpp"
#include "wire/messages.hpp"

namespace afterdesk::wire {

/// What a command prints and how it ends. Units: status 0 is success, 2 is wrong input.
struct CliResult {
    int status = 0;
    std::string out;  ///< JSON, indented by two, with a newline at the end
};

CliResult cli_answer(Value const& document);
CliResult cli_refusal(Mistakes const& mistakes, Language language);

/// How much a file of this kind may hold. Units: bytes.
inline constexpr std::size_t max_quote_file_bytes = std::size_t{16} << 20;

/// The quote that a file asks for, or all of its mistakes at once. Format: DOMAIN §5.
/// Promise: the same text gives the same bytes everywhere.
CliResult quote_text(std::string_view json_text, Language language);

}  // namespace afterdesk::wire
