#pragma once
// `afterdesk verify`.

#include <string>

namespace afterdesk {

struct VerifyCommand {
    std::string data_dir = "data";
    std::string from;  ///< the mark of an earlier run
    int seconds = 0;   ///< 0: until the end
};

/// Prints what the folder holds and each difference. Units: the exit status: 0 all is well, 1 it is not, 2
/// wrong input, 3 the time was over before the end.
int cli_verify(VerifyCommand const& command);

}  // namespace afterdesk
