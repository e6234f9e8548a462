#include "store/tickets.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "crypto/digest.hpp"
#include "store/bodies.hpp"
#include "store/live.hpp"
#include "wire/stored/stored.hpp"

namespace afterdesk::store {

namespace {

constexpr std::size_t hash_bytes = 32;

Ticket ticket_from(std::string const& body) { return read_body(body, "ticket", wire::stored::read_ticket); }

/// What lists show of the goods: the first requested line, and how much more there is.
struct Goods {
    std::string title, spec, image;
    int line_count = 0, quantity = 0;
};

Goods goods_of(Ticket const& ticket, Order const& order) {
    Goods goods;
    goods.line_count = static_cast<int>(ticket.request.lines.size());
    for (LineRequest const& asked : ticket.request.lines) goods.quantity += asked.quantity;
    if (ticket.request.lines.empty()) return goods;
    Line const* first = find_line(order, ticket.request.lines.front().line_no);
    if (first == nullptr) return goods;
    goods.title = first->title;
    goods.spec = first->spec;
    goods.image = first->image;
    return goods;
}

void put_row(WriteTx& tx, TicketChange const& change, std::string const& searched) {
    Ticket const& ticket = change.ticket;
    Goods const goods = goods_of(ticket, change.order);
    auto const deadline = ticket.deadline ? Param(ticket.deadline->ms) : Param(nullptr);
    tx.db.run(
        "INSERT INTO ticket (tenant, ticket_no, order_no, shop_id, buyer_id, type, state, status, version, "
        "refund_fen,"
        " reason, title, spec, image, line_count, quantity, applied_at_ms, deadline_ms, arbitration, queue,"
        " search_text, body)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,"
        " $21, $22)"
        " ON CONFLICT (tenant, ticket_no) DO UPDATE SET type = excluded.type, state = excluded.state,"
        " status = excluded.status, version = excluded.version, refund_fen = excluded.refund_fen,"
        " reason = excluded.reason, title = excluded.title, spec = excluded.spec, image = excluded.image,"
        " line_count = excluded.line_count, quantity = excluded.quantity, deadline_ms = excluded.deadline_ms,"
        " arbitration = excluded.arbitration, queue = excluded.queue, search_text = excluded.search_text,"
        " body = excluded.body",
        {change.tenant.value,
         ticket.no.value,
         ticket.order_no.value,
         ticket.shop_id.value,
         ticket.buyer_id.value,
         wire::name_of(ticket.request.type),
         wire::name_of(ticket.state),
         wire::name_of(short_status(ticket)),
         ticket.version,
         ticket.quote.refund_fen,
         ticket.request.reason,
         goods.title,
         goods.spec,
         goods.image,
         goods.line_count,
         goods.quantity,
         ticket.applied_at.ms,
         deadline,
         arbitration_column(ticket),
         ticket.queue,
         searched,
         wire::stored::text_of(ticket)});
}

}  // namespace

std::string arbitration_column(Ticket const& ticket) {
    return ticket.arbitration ? std::string(wire::name_of(ticket.arbitration->step)) : std::string();
}

namespace {

std::string last_hash(ReadTx& tx, TenantId const& tenant, TicketNo const& no) {
    Statement row = tx.db.query(
        "SELECT hash FROM ticket_event WHERE tenant = $1 AND ticket_no = $2 ORDER BY seq DESC LIMIT 1",
        {tenant.value, no.value});
    return row.step() ? row.text(0) : first_prev_hash();
}

void append_events(WriteTx& tx, TicketChange const& change) {
    std::string prev = last_hash(tx, change.tenant, change.ticket.no);
    for (EventRecord const& event : change.events) {
        std::string const body = wire::stored::text_of(event);
        std::string hash = chain_hash(prev, change.tenant, change.ticket.no, body);
        tx.db.run(
            "INSERT INTO ticket_event (tenant, ticket_no, seq, at_ms, body, prev_hash, hash)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7)",
            {change.tenant.value, change.ticket.no.value, event.seq, event.at.ms, body, Blob{prev},
             Blob{hash}});
        prev = std::move(hash);
    }
}

void index(WriteTx& tx, TicketChange const& change, std::string const& searched) {
    Statement row = tx.db.query("SELECT search_text FROM ticket WHERE tenant = $1 AND ticket_no = $2",
                                {change.tenant.value, change.ticket.no.value});
    std::string const before = row.step() ? row.text(0) : std::string();
    if (before == searched) return;
    std::set<std::string> const old_grams = grams_of(before);
    std::set<std::string> const new_grams = grams_of(searched);
    for (std::string const& gram : new_grams) {
        if (old_grams.contains(gram)) continue;
        tx.db.run("INSERT INTO search_gram (tenant, gram, ticket_no) VALUES ($1, $2, $3)",
                  {change.tenant.value, gram, change.ticket.no.value});
    }
    for (std::string const& gram : old_grams) {
        if (new_grams.contains(gram)) continue;
        tx.db.run("DELETE FROM search_gram WHERE tenant = $1 AND gram = $2 AND ticket_no = $3",
                  {change.tenant.value, gram, change.ticket.no.value});
    }
}

}  // namespace

bool sees(Scope const& scope, ShopId const& shop, BuyerId const& buyer) {
    switch (scope.audience) {
        case wire::Audience::buyer: return scope.id == buyer.value;
        case wire::Audience::merchant: return scope.id == shop.value;
        case wire::Audience::platform: return true;
    }
    CHECK(false);
}

std::optional<Ticket> find_ticket(ReadTx& tx, Scope const& scope, TicketNo const& no) {
    Statement row =
        tx.db.query("SELECT shop_id, buyer_id, body FROM ticket WHERE tenant = $1 AND ticket_no = $2",
                    {scope.tenant.value, no.value});
    if (!row.step() || !sees(scope, {row.text(0)}, {row.text(1)})) return std::nullopt;
    return ticket_from(row.text(2));
}

std::optional<OrderNo> order_of_ticket(ReadTx& tx, Scope const& scope, TicketNo const& no) {
    Statement row =
        tx.db.query("SELECT shop_id, buyer_id, order_no FROM ticket WHERE tenant = $1 AND ticket_no = $2",
                    {scope.tenant.value, no.value});
    if (!row.step() || !sees(scope, {row.text(0)}, {row.text(1)})) return std::nullopt;
    return OrderNo{row.text(2)};
}

bool ticket_exists(ReadTx& tx, TenantId const& tenant, TicketNo const& no) {
    return tx.db.query("SELECT 1 FROM ticket WHERE tenant = $1 AND ticket_no = $2", {tenant.value, no.value})
        .step();
}

std::vector<Ticket> tickets_of_order(ReadTx& tx, TenantId const& tenant, OrderNo const& order_no) {
    Statement row = tx.db.query(
        "SELECT body FROM ticket WHERE tenant = $1 AND order_no = $2 ORDER BY applied_at_ms, ticket_no",
        {tenant.value, order_no.value});
    std::vector<Ticket> out;
    while (row.step()) out.push_back(ticket_from(row.text(0)));
    return out;
}

std::vector<EventRecord> history_of(ReadTx& tx, TenantId const& tenant, TicketNo const& no) {
    Statement row =
        tx.db.query("SELECT body FROM ticket_event WHERE tenant = $1 AND ticket_no = $2 ORDER BY seq",
                    {tenant.value, no.value});
    std::vector<EventRecord> out;
    while (row.step()) out.push_back(read_body(row.text(0), "ticket_event", wire::stored::read_event));
    return out;
}

std::string first_prev_hash() { return std::string(hash_bytes, '\0'); }

std::string chain_hash(std::string_view prev_hash, TenantId const& tenant, TicketNo const& no,
                       std::string_view body) {
    CHECK(prev_hash.size() == hash_bytes);
    std::string hashed(prev_hash);
    hashed += tenant.value;
    hashed += '\0';
    hashed += no.value;
    hashed += '\0';
    hashed += body;
    return crypto::sha256(hashed);
}

std::string search_text(Ticket const& ticket, Order const& order, Buyer const& buyer) {
    std::string text =
        ticket.no.value + '\n' + ticket.order_no.value + '\n' + buyer.name + '\n' + buyer.phone_tail;
    for (LineRequest const& asked : ticket.request.lines) {
        if (Line const* line = find_line(order, asked.line_no)) text += '\n' + line->title;
    }
    if (ticket.return_parcel) text += '\n' + ticket.return_parcel->tracking_no;
    if (ticket.out_parcel) text += '\n' + ticket.out_parcel->tracking_no;
    return fold(text);
}

void save_ticket(WriteTx& tx, TicketChange const& change) {
    CHECK(!change.events.empty() && change.events.back().seq == change.ticket.version);
    std::string const searched = search_text(change.ticket, change.order, change.buyer);
    index(tx, change, searched);  // compares with the old row
    put_row(tx, change, searched);
    append_events(tx, change);
    add_live_event(tx, change.tenant, change.ticket);
}

int count_tickets_of_buyer(ReadTx& tx, TenantId const& tenant, BuyerId const& buyer, Instant since,
                           TicketNo const& except) {
    Statement row = tx.db.query(
        "SELECT COUNT(*) FROM ticket WHERE tenant = $1 AND buyer_id = $2 AND applied_at_ms >= $3"
        " AND ticket_no <> $4",
        {tenant.value, buyer.value, since.ms, except.value});
    return row.step() ? row.number(0) : 0;
}

void add_approval(WriteTx& tx, TenantId const& tenant, ApprovalRow const& row, Instant now) {
    tx.db.run(
        "INSERT INTO approval (tenant, ticket_no, seq, staff_id, at_ms, amount_fen)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        {tenant.value, row.ticket_no.value, row.seq, row.staff_id, now.ms, row.amount_fen});
}

Fen approved_since(ReadTx& tx, TenantId const& tenant, std::string_view staff_id, Instant since) {
    Statement row = tx.db.query(
        "SELECT COALESCE(SUM(amount_fen), 0) FROM approval WHERE tenant = $1 AND staff_id = $2"
        " AND at_ms >= $3",
        {tenant.value, staff_id, since.ms});
    return row.step() ? row.integer(0) : 0;
}

std::vector<DueTicket> due_tickets(ReadTx& tx, Instant now, std::optional<DueTicket> const& behind,
                                   int limit) {
    Statement row = tx.db.query(
        "SELECT tenant, ticket_no, deadline_ms FROM ticket WHERE deadline_ms IS NOT NULL AND deadline_ms <= "
        "$1"
        " AND (deadline_ms, tenant, ticket_no) > ($2, $3, $4) ORDER BY deadline_ms, tenant, ticket_no LIMIT "
        "$5",
        {now.ms, behind ? behind->deadline.ms : INT64_MIN, behind ? behind->tenant.value : "",
         behind ? behind->no.value : "", limit});
    std::vector<DueTicket> out;
    while (row.step()) out.push_back({{row.text(0)}, {row.text(1)}, {row.integer(2)}});
    return out;
}

std::optional<Instant> next_deadline(ReadTx& tx, Instant after) {
    Statement row = tx.db.query("SELECT MIN(deadline_ms) FROM ticket WHERE deadline_ms > $1", {after.ms});
    if (!row.step() || row.is_null(0)) return std::nullopt;
    return Instant{row.integer(0)};
}

}  // namespace afterdesk::store
