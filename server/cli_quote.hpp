#pragma once
// `afterdesk quote FILE`: prints the explained refund of a request.

namespace afterdesk {

/// Reads the file (or standard input for "-") and prints the quote, or all mistakes, as JSON.
/// Units: the exit status: 0 printed, 2 wrong input, 1 the file could not be read or the answer not written.
int cli_quote(char const* path);

}  // namespace afterdesk
