#pragma once
// What was said with buyers for whom staff opened tickets.

#include <optional>

#include "store/tx.hpp"
#include "wire/shop_api.hpp"

namespace afterdesk::store {

struct ContactRow {
    wire::Contact contact;
    std::string staff_id;
    Instant at;
};
/// Errors: StoreFailure when the ticket has one.
void add_contact(WriteTx& tx, TenantId const& tenant, TicketNo const& no, ContactRow const& row);
std::optional<ContactRow> find_contact(ReadTx& tx, TenantId const& tenant, TicketNo const& no);

}  // namespace afterdesk::store
