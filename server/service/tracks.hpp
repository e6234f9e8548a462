#pragma once
// Where a ticket's parcels are, for whoever may see the ticket; and what the mall's own system tells of them.

#include <string_view>

#include "service/caller.hpp"
#include "service/ground.hpp"
#include "wire/tracks_api.hpp"

namespace afterdesk {

class Tracks {
  public:
    explicit Tracks(Ground& ground) : ground_(ground) {}

    /// Both ways, and what is on its way as it was ordered. Promise: only parcels of which something is
    /// known. Errors: not_found.
    Result<wire::TracksView, Mistakes> of_ticket(Caller const& caller, std::string_view ticket_no);

  private:
    Ground& ground_;
};

}  // namespace afterdesk
