#pragma once
// Refunds that their channel took on and that did not come through: staff say whose account takes them, and
// the outbox tells the channel.

#include <optional>
#include <string_view>

#include "service/caller.hpp"
#include "service/context.hpp"
#include "wire/abnormal_api.hpp"

namespace afterdesk {

struct Ground;

class AbnormalRefunds {
  public:
    explicit AbnormalRefunds(Ground& ground) : ground_(ground) {}

    /// The ticket's failed refunds are tried again, and this one goes where it is said. A card is sealed
    /// before anything of it is kept. Errors: right_missing (pay_refunds); not_found; stale_version;
    /// refund_part_unknown for a refund that its channel does not call abnormal, or that can not be told
    /// there where it goes; busy when there is no valid key to seal with; those of the command.
    Result<Done, Mistakes> settle(Caller const& caller, std::string_view ticket_no,
                                  wire::AbnormalBody const& body);

  private:
    Ground& ground_;
};

}  // namespace afterdesk
