#pragma once
// `afterdesk graph`: the edge table as a drawing.

namespace afterdesk {

int cli_graph();
/// `afterdesk rights`: who of the staff may do what, as a table.
int cli_rights();

}  // namespace afterdesk
