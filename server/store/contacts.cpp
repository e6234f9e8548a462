#include "store/contacts.hpp"

#include "store/bodies.hpp"
#include "store/engine.hpp"
#include "wire/names.hpp"

namespace afterdesk::store {

void add_contact(WriteTx& tx, TenantId const& tenant, TicketNo const& no, ContactRow const& row) {
    sql(tx).run(
        "INSERT INTO contact (tenant, ticket_no, source, note, staff_id, at_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        {tenant.value, no.value, wire::name_of(row.contact.source), row.contact.note, row.staff_id,
         row.at.ms});
}

std::optional<ContactRow> find_contact(ReadTx& tx, TenantId const& tenant, TicketNo const& no) {
    Rows rows = sql(tx).query(
        "SELECT source, note, staff_id, at_ms FROM contact WHERE tenant = $1 AND ticket_no = $2",
        {tenant.value, no.value});
    if (!rows.step()) return std::nullopt;
    return ContactRow{
        {named<wire::ContactSource>(rows.text(0)), rows.text(1)}, rows.text(2), {rows.integer(3)}};
}

}  // namespace afterdesk::store
