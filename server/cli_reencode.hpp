#pragma once
// `afterdesk reencode`: what the child process of an upload runs. Not for people.

namespace afterdesk {

/// Reads a picture from standard input, writes it anew to standard output. Promise: does not return.
int cli_reencode();

}  // namespace afterdesk
