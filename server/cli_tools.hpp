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

/// That of whoever runs the server: Chinese where the first of these that says anything begins with "zh",
/// else English.
wire::Language operators_language();

/// "2026-12-01T08:00:00+08:00" or "…Z". Nothing when it can not be read.
std::optional<Instant> instant_named(std::string const& text);

/// The system's clock.
Instant clock_now();

/// What the desk's clock has to add to the machine's: "+3d", "-2h", "+1d12h30m", or so that it shows this
/// instant now: "2026-12-01T08:00:00+08:00", "…Z". Nothing when it can not be read; empty text adds nothing.
std::optional<Duration> clock_offset(std::string const& text, Instant now);

/// The desk's time, for a tool that works on its folder.
Instant desk_now(store::Store& store);

/// Runs a command. A failure of the world is printed on standard error and gives exit status 1.
int guarded(char const* name, std::function<int()> const& command);

}  // namespace afterdesk
