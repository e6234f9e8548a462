#pragma once
// What every filter bar says.

#include "app/shell/shell.hpp"
#include "widgets/filter_bar.hpp"

namespace afterdesk::app {

ui::FilterWords filter_words(Shell const& shell);

}  // namespace afterdesk::app
