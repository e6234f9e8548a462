#pragma once
// Small texts that this browser keeps for whoever is signed in: saved views, where borders stand. They stay
// when that person signs out, like the theme, and nobody else is shown them.

#include <string>
#include <string_view>

#include "app/shell/shell.hpp"

namespace afterdesk::app {

/// Asks for a text; it can be read when the effects are carried out.
void load_own_text(Shell& shell, std::string_view name);
/// The text that was kept or loaded; empty when there is none, or nobody is signed in.
std::string own_text(Shell const& shell, std::string_view name);
/// Keeps it; an empty one is removed.
void keep_own_text(Shell& shell, std::string_view name, std::string const& text);

}  // namespace afterdesk::app
