#pragma once
// What every filter bar says.

#include "app/shell/shell.hpp"
#include "widgets/filter_bar.hpp"

namespace afterdesk::app {

ui::FilterWords filter_words(Shell const& shell);
/// What an address says of a field, as its choices: until their names are known.
std::vector<ui::Choice> said_in(std::string_view query, std::string_view key);

}  // namespace afterdesk::app
