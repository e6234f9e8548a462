#pragma once
// `afterdesk graph`: the edge table as a drawing.

namespace afterdesk {

int cli_graph();

}  // namespace afterdesk
