#pragma once
// Everything the page knows: the shell, and one model of each feature.

#include "app/calls/features.hpp"
#include "app/shell/shell.hpp"

namespace afterdesk::app {

struct Model {
    Shell shell;
    Features features;
};

}  // namespace afterdesk::app
