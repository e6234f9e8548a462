#include "cli_graph.hpp"

#include <cstdio>

#include "wire/edge_text.hpp"
#include "wire/right_names.hpp"

namespace afterdesk {

int cli_graph() {
    std::fputs(wire::mermaid_graph().c_str(), stdout);
    return std::fflush(stdout) == 0 ? 0 : 1;
}

int cli_rights() {
    std::fputs(wire::rights_table().c_str(), stdout);
    return std::fflush(stdout) == 0 ? 0 : 1;
}

}  // namespace afterdesk
