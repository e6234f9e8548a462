#pragma once
// What hosts are asked to do, and what they answered.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/health.hpp"
#include "store/tx.hpp"
#include "wire/host_api.hpp"
#include "wire/task_api.hpp"

namespace afterdesk::store {

/// Whether a key of the mall that is not over has this scope.
bool has_key_for(ReadTx& tx, TenantId const& tenant, wire::HostScope scope, Instant now);

/// Promise: one that is there already stays as it is; one that was refused, or taken back, is open again.
void add_host_task(WriteTx& tx, TenantId const& tenant, wire::HostTaskView const& task);
/// The task has nothing left to do.
void withdraw_host_task(WriteTx& tx, TenantId const& tenant, std::string_view id);
/// The ticket's open tasks of this kind have nothing left to do.
void withdraw_host_tasks(WriteTx& tx, TenantId const& tenant, TicketNo const& ticket_no,
                         wire::HostTaskKind kind);
std::optional<wire::HostTaskView> find_host_task(ReadTx& tx, TenantId const& tenant, std::string_view id);
/// Its state, answer and due time.
void set_host_task(WriteTx& tx, TenantId const& tenant, wire::HostTaskView const& task);

struct HostTasksWanted {
    std::optional<wire::HostTaskState> state;
    std::optional<wire::HostTaskKind> kind;
    std::string order_no, ticket_no;
    ShopId shop;                  ///< empty: all
    std::int64_t behind_ms = -1;  ///< made then or later, and
    std::string behind_id{};      ///< behind this one of that time
    int limit = 0;
};
/// The oldest first.
std::vector<wire::HostTaskView> list_host_tasks(ReadTx& tx, TenantId const& tenant,
                                                HostTasksWanted const& wanted);

/// Tasks whose time is over, and those that were refused.
Ailments late_host_tasks(ReadTx& tx, TenantId const& tenant, Instant now, int limit);

/// The words of a ticket's tasks go with it.
void erase_host_tasks(WriteTx& tx, TenantId const& tenant, TicketNo const& ticket_no);
/// After tickets went back to an earlier time: what events asked for that are no more goes with them.
void rewind_host_tasks(WriteTx& tx);

}  // namespace afterdesk::store
