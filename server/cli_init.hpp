#pragma once
// `afterdesk init`: a mall of one's own, empty, with its first administrator and its host's first key.

#include <string>

namespace afterdesk {

struct InitOptions {
    std::string data_dir;
    std::string tenant;  ///< as launch links and events name it
    std::string name;    ///< as people read it; empty: the same
    std::string login;
};

/// Prints the administrator's one-time password and the key, once. No server may serve the folder meanwhile.
/// Units: the exit status: 0 done, 2 such a mall or login is there, or a name is no good, 1 the store could
/// not be opened.
int cli_init(InitOptions const& options);

}  // namespace afterdesk
