#pragma once
// A script of commands and what they lead to: text in, text out. The command line, the page and the tests
// call the same function, natively and in WebAssembly.

#include <string_view>

#include "wire/quote_text.hpp"

namespace afterdesk::wire {

inline constexpr int max_steps = 100'000;

/// Runs {"order", "policy"?, "stock"?, "steps": [{"at_ms", "actor": {"kind","id"}, "ticket": n, "command":
/// {…}} | {"at_ms", "facts": [{"line_no","shipped_quantity"?,…}]}]} and gives {"steps": [{"events": […]} |
/// {"errors": […]}], "tickets": […rows…], "order", "stock"}.
/// Tickets count from 1; an apply makes the next one. "quote" may be left out of apply and modify: then what
/// the rules say is taken. A command's "version" is compared when it is there. Facts change the order and
/// tell its tickets, as the desk does.
/// Promise: the same text gives the same bytes everywhere. Status 2: the script itself is wrong.
CliResult replay_text(std::string_view json_text, Language language);

}  // namespace afterdesk::wire
