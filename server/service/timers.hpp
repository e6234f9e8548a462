#pragma once
// Deadlines: when one has passed, the ticket is told so. Persons may still act until then.

#include "service/ground.hpp"
#include "store/tickets.hpp"

namespace afterdesk {

/// Tells the ticket that its deadline has passed. Nothing when somebody acted in the meantime, or it changes
/// nothing. Errors: what the decision says.
std::optional<Result<Ticket, Mistakes>> end_deadline(store::WriteTx& tx, PolicyCache& policies,
                                                     store::DueTicket const& due, Instant at);

class Timers {
  public:
    explicit Timers(Ground& ground) : ground_(ground) {}

    /// Ends every deadline that has passed, many in one commit, each decided on its own.
    /// Promise: the number of tickets that moved.
    int end_due();
    /// The first deadline behind that time.
    std::optional<Instant> next_deadline(Instant after);
    /// Forgets old sessions, links and keys, once an hour. Promise: false when it is not the time yet.
    bool clean_up();

  private:
    /// How many moved, and what is to be said of those that did not.
    struct Ended {
        int moved = 0;
        std::vector<std::string> said;
    };
    Ended end_all(store::WriteTx& tx, std::vector<store::DueTicket> const& due);
    bool end_one(store::WriteTx& tx, store::DueTicket const& due, Ended& ended);

    Ground& ground_;
    std::int64_t next_clean_up_ms_ = 0;  ///< used by one thread only
};

}  // namespace afterdesk
