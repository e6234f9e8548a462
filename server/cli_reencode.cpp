#include "cli_reencode.hpp"

#include "files/reencode.hpp"

namespace afterdesk {

int cli_reencode() { return files::run_reencode_child(); }

}  // namespace afterdesk
