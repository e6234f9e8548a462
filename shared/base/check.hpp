#pragma once
// CHECK: a bug stops the program with file and line; it stays on in release builds.

namespace afterdesk {

/// Prints what was expected and where, then aborts. Promise: never returns.
[[noreturn]] void check_failed(char const* expression, char const* file, int line);

}  // namespace afterdesk

#define CHECK(expression) \
    ((expression) ? static_cast<void>(0) : ::afterdesk::check_failed(#expression, __FILE__, __LINE__))
