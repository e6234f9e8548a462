#pragma once
// `afterdesk erase` and `afterdesk retain`.

#include <string>

namespace afterdesk {

struct EraseCommand {
    std::string ticket, buyer;  ///< one of them
    std::string reason, by, tenant, data_dir = "data";
    std::string language;  ///< "zh-CN" or "en"; empty: that of the terminal
};
struct RetainCommand {
    int days = 0;
    bool erase = false;
    std::string data_dir = "data", language;
};

/// Units: the exit status: 0 done, 1 a failure of the world, 2 nothing was erased.
int cli_erase(EraseCommand const& command);
int cli_retain(RetainCommand const& command);

}  // namespace afterdesk
