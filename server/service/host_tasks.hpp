#pragma once
// What only a mall's own shop system can do, as tasks that it answers: written in the ticket's own commit,
// seen by staff when their time is over.

#include "service/host_room.hpp"
#include "wire/task_api.hpp"

namespace afterdesk {

struct ReadyDecision;

/// Writes what the step asks of hosts, and takes back what is over. Promise: nothing while no host takes
/// tasks.
void ask_hosts(store::WriteTx& tx, ReadyDecision const& ready);

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

    /// Errors: bad_characters (cursor).
    Result<wire::HostTaskPage, Mistakes> list(HostCaller const& host, TasksAsked const& asked);
    /// Told again it changes nothing; a task that was refused may be done later. Errors: not_found;
    /// fact_told_otherwise (status) of one that is done; what the ticket says of the answer.
    Result<wire::HostTaskTaken, Mistakes> answer(HostCaller const& host, std::string_view id,
                                                 wire::HostTaskResult const& result);

  private:
    Ground& ground_;
};

}  // namespace afterdesk
