#pragma once
// What only a mall's own shop system can do, as tasks that it answers: written in the ticket's own commit,
// seen by staff when their time is over.

#include "outside/ports.hpp"
#include "service/host_room.hpp"
#include "wire/task_api.hpp"

namespace afterdesk {

struct ReadyDecision;

/// Writes what the step asks of hosts, and takes back what is over. Promise: nothing while no host takes
/// tasks.
void ask_hosts(store::WriteTx& tx, ReadyDecision const& ready);

/// Asks the mall's own shop system to pay a refund. Promise: asked again it is the same task; false while no
/// key may pay.
bool ask_host_to_pay(store::WriteTx& tx, outside::RefundOrder const& order, Ticket const& ticket,
                     PaymentChannel channel, Instant now);
/// Whether it was asked to, and has not said what became of it: nobody else may pay meanwhile.
bool host_may_pay(store::ReadTx& tx, TenantId const& tenant, std::string const& refund_no);

/// Which tasks are wanted.
struct TasksAsked {
    std::optional<wire::HostTaskState> state;
    std::optional<wire::HostTaskKind> kind;
    std::string order_no, ticket_no, cursor;
    int count = 0;
};

class HostTasks {
  public:
    explicit HostTasks(Ground& ground) : ground_(ground) {}

    /// Refunds are for keys with the scope refunds:execute. Errors: bad_characters (cursor).
    Result<wire::HostTaskPage, Mistakes> list(HostCaller const& host, TasksAsked const& asked);
    /// Told again it changes nothing; a task that was refused may be done later. Errors: not_found;
    /// scope_missing; fact_told_otherwise (status) of one that is done; must_not_be_empty and
    /// sums_do_not_add_up (amount_fen) of a refund; what the ticket says of the answer.
    Result<wire::HostTaskTaken, Mistakes> answer(HostCaller const& host, std::string_view id,
                                                 wire::HostTaskResult const& result);

  private:
    Ground& ground_;
};

}  // namespace afterdesk
