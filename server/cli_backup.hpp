#pragma once
// `afterdesk backup` and `afterdesk restore`.

#include <string>
#include <vector>

namespace afterdesk {

struct BackupCommand {
    std::string target, data_dir = "data";
    bool copy_files = false;
    std::string language;  ///< "zh-CN" or "en"; empty: that of the terminal
};
struct RestoreCommand {
    std::string source, data_dir, until, language;
    std::vector<std::string> erased;
};

/// Both print what they made, with counts, in one piece. Units: the exit status: 0 done, 1 a failure of the
/// world, 2 nothing was made, 3 made, with differences.
int cli_backup(BackupCommand const& command);
int cli_restore(RestoreCommand const& command);

}  // namespace afterdesk
