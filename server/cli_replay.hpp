#pragma once
// `afterdesk replay`: a script of commands, or the stored events folded again.

#include <string>

namespace afterdesk {

struct ReplayOptions {
    std::string what;      ///< a script (- is standard input); with `data_dir` a ticket's number, empty: all
    std::string data_dir;  ///< empty: a script
};
int cli_replay(ReplayOptions const& options);

}  // namespace afterdesk
