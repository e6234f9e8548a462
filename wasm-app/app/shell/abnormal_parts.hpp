#pragma once
// Refunds that WeChat Pay took on and could not pay out: staff say where they go.

#include <vector>

#include "wire/api.hpp"

namespace afterdesk::app {

/// Those of the ticket. Rule: server/service/abnormal_refunds, as far as the page is told.
std::vector<RefundPart const*> abnormal_parts(wire::TicketDetail const& detail);

}  // namespace afterdesk::app
