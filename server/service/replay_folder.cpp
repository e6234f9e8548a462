#include "service/replay_folder.hpp"

#include "store/audit.hpp"
#include "store/bodies.hpp"
#include "store/store.hpp"
#include "store/tickets.hpp"
#include "wire/stored/stored.hpp"

namespace afterdesk {

namespace {

std::string line_of(EventRecord const& record, Ticket const& after) {
    std::string out = std::to_string(record.seq) + " " + format_minute(record.at, china_offset_minutes) + " ";
    out += wire::name_of(record.actor.kind);
    out += " ";
    out += wire::event_name(record.event);
    return out + " → " + std::string(wire::name_of(after.state));
}

void replay(store::ReadTx& tx, store::TicketRow const& row, bool in_detail, Replayed& out) {
    Ticket ticket;
    for (EventRecord const& record : store::history_of(tx, row.tenant, row.no)) {
        ticket = evolve(std::move(ticket), record.event, record.at);
        ++out.events;
        if (in_detail) out.lines.push_back(line_of(record, ticket));
    }
    ++out.tickets;
    if (wire::stored::text_of(ticket, wire::stored::version_in(row.body)) == row.body) return;
    ++out.differing;
    out.lines.push_back(row.no.value + ": its row is not what its events lead to");
}

}  // namespace

Replayed replay_folder(std::string const& data_dir, std::string const& ticket_no) {
    store::Moment moment(data_dir);
    store::ReadTx& tx = moment.tx();
    Replayed out;
    store::each_ticket(tx, [&](store::TicketRow const& row) {
        if (ticket_no.empty() || row.no.value == ticket_no) replay(tx, row, !ticket_no.empty(), out);
    });
    return out;
}

}  // namespace afterdesk
