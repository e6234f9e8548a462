// A ticket's change, made ready beside others and written when it is its turn.

#include "crypto/digest.hpp"
#include "store/engine.hpp"
#include "store/live.hpp"
#include "store/texts.hpp"
#include "store/ticket_counts.hpp"
#include "store/ticket_row.hpp"
#include "store/tickets.hpp"
#include "wire/chain.hpp"
#include "wire/stored/stored.hpp"

namespace afterdesk::store {

namespace {

/// An event as it stands in the chain.
struct ChainLink {
    int seq = 0;
    Instant at;
    std::string prev_hash;
    wire::Linked linked;
};

std::string new_salt() { return crypto::random_bytes(wire::salt_bytes); }

}  // namespace

struct TicketStep {
    TenantId tenant;
    Ticket ticket;  ///< as it is then
    std::int64_t at_version = 0;
    RowColumns columns;
    RowChanges changed{};  ///< of a row that is there
    std::optional<CountedRow> counted_before{};
    std::vector<ChainLink> links{};
    std::string kept_parcels{};
    std::optional<ReadyText> text{};
};

namespace {

std::string last_hash(ReadTx& tx, TenantId const& tenant, TicketNo const& no) {
    Rows rows = sql(tx).query(
        "SELECT hash FROM ticket_event WHERE tenant = $1 AND ticket_no = $2 ORDER BY seq DESC LIMIT 1",
        {tenant.value, no.value});
    return rows.step() ? rows.text(0) : wire::first_chain_hash();
}

std::vector<ChainLink> links_of(TicketChange const& change, std::string prev_hash) {
    wire::Chain const chain(change.tenant, change.ticket.no, crypto::sha256);
    std::vector<ChainLink> links;
    links.reserve(change.events.size());
    for (EventRecord const& event : change.events) {
        wire::Linked linked = chain.link(prev_hash, event, new_salt);
        std::string const hash = linked.hash;
        links.push_back({event.seq, event.at, std::move(prev_hash), std::move(linked)});
        prev_hash = hash;
    }
    return links;
}

void append_events(WriteTx& tx, TicketStep const& step) {
    for (ChainLink const& link : step.links) {
        sql(tx).run(
            "INSERT INTO ticket_event (tenant, ticket_no, seq, at_ms, body, prev_hash, hash, seal)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            {step.tenant.value, step.ticket.no.value, link.seq, link.at.ms, link.linked.body,
             Blob{link.prev_hash}, Blob{link.linked.hash}, Blob{wire::kept_seal(link.linked.seal)}});
    }
}

/// What it counts as until now; nothing when it is new.
std::optional<CountedRow> counted_before(ReadTx& tx, TicketChange const& change) {
    Rows row = sql(tx).query(
        "SELECT type, status, reason, work, queue, late, arbitration FROM ticket WHERE tenant = $1 AND "
        "ticket_no = $2",
        {change.tenant.value, change.ticket.no.value});
    if (!row.step()) return std::nullopt;
    return CountedRow{change.ticket.shop_id.value,
                      row.text(0),
                      row.text(1),
                      row.text(2),
                      row.text(3),
                      row.text(4),
                      row.integer(5) != 0,
                      row.text(6) == wire::name_of(ArbitrationStep::decided)};
}

/// Keeps what open_tickets_with_parcel asks for.
void note_parcel(WriteTx& tx, TicketStep const& step) {
    std::string const number = awaited_parcel(step.ticket);
    if (number == step.kept_parcels) return;
    TenantId const& tenant = step.tenant;
    sql(tx).run("DELETE FROM open_parcel WHERE tenant = $1 AND ticket_no = $2 AND number <> $3",
                {tenant.value, step.ticket.no.value, number});
    if (number.empty()) return;
    sql(tx).run(
        "INSERT INTO open_parcel (tenant, number, ticket_no) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        {tenant.value, number, step.ticket.no.value});
}

}  // namespace

ReadyStep ready_step(ReadTx& tx, TicketChange const& change) {
    CHECK(!change.events.empty() && change.events.back().seq == change.ticket.version);
    Ticket const& ticket = change.ticket;
    auto step = std::make_shared<TicketStep>(
        TicketStep{change.tenant, ticket, change.events.front().seq - 1, RowColumns(ticket, change.order)});
    bool const is_new = step->at_version == 0;
    if (!is_new) {
        auto const changed = changes_of(tx, change.tenant, ticket.no, step->columns, step->at_version);
        if (!changed) row_has_moved(ticket.no);
        step->changed = *changed;
        step->counted_before = counted_before(tx, change);
        step->kept_parcels = kept_parcels(tx, change.tenant, ticket.no);
    }
    step->links =
        links_of(change, is_new ? wire::first_chain_hash() : last_hash(tx, change.tenant, ticket.no));
    FindableText const found{change.tenant,  Findable::ticket, ticket.no.value,
                             ticket.shop_id, ticket.buyer_id,  text_of(ticket, change.order, change.buyer)};
    step->text = is_new ? ready_new_text(tx, found) : ready_text(tx, found);
    return step;
}

void save_ticket(WriteTx& tx, TicketStep const& step) {
    Ticket const& ticket = step.ticket;
    bool const is_new = step.at_version == 0;
    bool const put =
        is_new ? insert_row(tx, step.tenant, ticket, step.columns)
               : update_row(tx, step.tenant, ticket.no, step.columns, step.changed, step.at_version);
    if (!put) row_has_moved(ticket.no);
    count_change(tx, step.tenant, step.counted_before, counted_row(ticket));
    append_events(tx, step);
    note_parcel(tx, step);
    if (step.text) keep_text(tx, *step.text);
    add_live_event(tx, step.tenant, ticket, static_cast<int>(step.at_version) + 1);
    tx.changed(Book::order, step.tenant, ticket.order_no.value);
    if (is_new) tx.changed(Book::tickets_of_buyer, step.tenant, ticket.buyer_id.value);
}

void save_ticket(WriteTx& tx, TicketChange const& change) { save_ticket(tx, *ready_step(tx, change)); }

}  // namespace afterdesk::store
