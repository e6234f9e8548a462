#pragma once
// What the commands share: input, the mall that is meant, the clock, and how a failure is reported.

#include <exception>
#include <functional>
#include <optional>
#include <string>

#include "base/instant.hpp"
#include "store/people.hpp"
#include "store/store.hpp"
#include "wire/messages.hpp"

namespace afterdesk {

/// The file's bytes, or standard input for "-". Errors: nothing when it can not be read or has more than 512
/// MB.
std::optional<std::string> read_input(std::string const& path);

/// The mall with this id; for an empty one the only mall. Errors: nothing.
std::optional<store::Tenant> pick_tenant(store::Store& store, std::string const& id);

/// The language with this name; for an empty one that of the terminal: the first of LC_ALL, LC_MESSAGES and
/// LANG that says anything.
wire::Language terminal_language(std::string const& name = {});

/// The system's clock.
Instant clock_now();

/// Runs a command. A failure of the world is printed on standard error and gives exit status 1.
int guarded(char const* name, std::function<int()> const& command);

}  // namespace afterdesk
