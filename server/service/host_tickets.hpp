#pragma once
// Tickets for a host's machine: lists, one, and a shop's command given by its key.

#include <optional>
#include <string>
#include <string_view>

#include "service/host_room.hpp"
#include "wire/host_tickets_api.hpp"

namespace afterdesk {

/// What of the tickets is wanted; what is not said is not asked for.
struct HostTicketsWanted {
    std::optional<std::int64_t> updated_after;  ///< a commit's number in the pull log
    std::string order_no;
    std::optional<State> state;
    std::string cursor;
    int count = wire::page_size;
};

/// Foreign and missing tickets are both not_found.
class HostTickets {
  public:
    explicit HostTickets(Ground& ground) : ground_(ground) {}

    /// Without `updated_after` the newest first; with it in the order of what happened, each as it is now.
    /// A page looks at so many at most, and need not be full. Errors: cursor_expired (updated_after_seq)
    /// where the log does not reach so far back; request_malformed (cursor).
    Result<wire::HostTicketPage, Mistakes> list(HostCaller const& host, HostTicketsWanted const& wanted);
    Result<wire::HostTicket, Mistakes> show(HostCaller const& host, std::string_view ticket_no);

    /// The key as somebody of the ticket's shop, with all of a shop's rights. Errors: not_found.
    Result<Caller, Mistakes> of_ticket(HostCaller const& host, std::string_view ticket_no);
    /// Likewise, of a shop. Errors: not_found.
    Result<Caller, Mistakes> of_shop(HostCaller const& host, std::string_view shop_id);

  private:
    Ground& ground_;
};

}  // namespace afterdesk
