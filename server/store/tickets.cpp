#include "store/tickets.hpp"

#include <algorithm>

#include "base/pasted.hpp"
#include "base/text.hpp"
#include "domain/ticket/personal.hpp"
#include "store/bodies.hpp"
#include "store/engine.hpp"
#include "store/migrations.hpp"
#include "store/orders.hpp"
#include "store/texts.hpp"
#include "store/ticket_row.hpp"
#include "store/ticket_ways.hpp"
#include "wire/stored/stored.hpp"

namespace afterdesk::store {

namespace {

Ticket ticket_from(std::string const& body) { return read_body(body, "ticket", wire::stored::read_ticket); }

}  // namespace

std::string work_column(Ticket const& ticket) {
    auto const work = work_of(ticket);
    return work ? std::string(wire::name_of(*work)) : std::string();
}

std::string arbitration_column(Ticket const& ticket) {
    return ticket.arbitration ? std::string(wire::name_of(ticket.arbitration->step)) : std::string();
}

namespace {

void put_text(WriteTx& tx, TicketChange const& change) {
    Ticket const& ticket = change.ticket;
    keep_text(tx, {change.tenant, Findable::ticket, ticket.no.value, ticket.shop_id, ticket.buyer_id,
                   text_of(ticket, change.order, change.buyer)});
}

}  // namespace

bool sees(Scope const& scope, ShopId const& shop, BuyerId const& buyer) {
    switch (scope.of) {
        case Scope::Of::buyer: return scope.id == buyer.value;
        case Scope::Of::shop: return scope.id == shop.value;
        case Scope::Of::tenant: return true;
    }
    CHECK(false);
}

std::optional<Ticket> find_ticket(ReadTx& tx, Scope const& scope, TicketNo const& no) {
    Rows rows =
        sql(tx).query("SELECT shop_id, buyer_id, body FROM ticket WHERE tenant = $1 AND ticket_no = $2",
                      {scope.tenant.value, no.value});
    if (!rows.step() || !sees(scope, {rows.text(0)}, {rows.text(1)})) return std::nullopt;
    Ticket ticket = ticket_from(rows.text(2));
    tx.saw(Book::order, scope.tenant, ticket.order_no.value);
    return ticket;
}

bool ticket_exists(ReadTx& tx, TenantId const& tenant, TicketNo const& no) {
    return sql(tx)
        .query("SELECT 1 FROM ticket WHERE tenant = $1 AND ticket_no = $2", {tenant.value, no.value})
        .step();
}

std::vector<Ticket> tickets_of_order(ReadTx& tx, TenantId const& tenant, OrderNo const& order_no) {
    tx.saw(Book::order, tenant, order_no.value);
    Rows rows = sql(tx).query(
        "SELECT body FROM ticket WHERE tenant = $1 AND order_no = $2 ORDER BY applied_at_ms, ticket_no",
        {tenant.value, order_no.value});
    std::vector<Ticket> out;
    while (rows.step()) out.push_back(ticket_from(rows.text(0)));
    return out;
}

std::vector<EventRecord> history_of(ReadTx& tx, TenantId const& tenant, TicketNo const& no) {
    Rows rows =
        sql(tx).query("SELECT body FROM ticket_event WHERE tenant = $1 AND ticket_no = $2 ORDER BY seq",
                      {tenant.value, no.value});
    std::vector<EventRecord> out;
    while (rows.step()) out.push_back(read_body(rows.text(0), "ticket_event", wire::stored::read_event));
    return out;
}

std::string history_text(ReadTx& tx, TenantId const& tenant, TicketNo const& no) {
    Rows rows =
        sql(tx).query("SELECT body FROM ticket_event WHERE tenant = $1 AND ticket_no = $2 ORDER BY seq",
                      {tenant.value, no.value});
    std::string out = "[";
    while (rows.step()) {
        if (out.size() > 1) out += ',';
        out += wire::stored::shown_text(rows.text(0), [](std::string const& body) {
            return read_body(body, "ticket_event", wire::stored::read_event);
        });
    }
    return out += ']';
}

std::vector<Ticket> open_tickets_with_parcel(ReadTx& tx, TenantId const& tenant,
                                             std::string const& tracking_no, TicketNo const& except) {
    Rows rows = sql(tx).query(
        "SELECT ticket.body FROM open_parcel JOIN ticket ON ticket.tenant = open_parcel.tenant"
        " AND ticket.ticket_no = open_parcel.ticket_no WHERE open_parcel.tenant = $1"
        " AND open_parcel.number = $2 AND open_parcel.ticket_no <> $3 ORDER BY open_parcel.ticket_no LIMIT "
        "10",
        {tenant.value, tracking_key(tracking_no), except.value});
    std::vector<Ticket> out;
    while (rows.step()) out.push_back(ticket_from(rows.text(0)));
    return out;
}

std::string awaited_parcel(Ticket const& ticket) {
    bool const open = !is_end(ticket.state);
    if (!open || !ticket.return_parcel) return {};
    return tracking_key(std::string(to_find(ticket.return_parcel->tracking_no)));
}

std::string kept_parcels(ReadTx& tx, TenantId const& tenant, TicketNo const& no) {
    Rows rows = sql(tx).query("SELECT number FROM open_parcel WHERE tenant = $1 AND ticket_no = $2",
                              {tenant.value, no.value});
    std::string out;
    while (rows.step()) out += (out.empty() ? "" : "\n") + rows.text(0);
    return out;
}

std::string text_of(Ticket const& ticket, Order const& order, Buyer const& buyer) {
    std::string text = ticket.no.value + '\n' + ticket.order_no.value + '\n' +
                       std::string(to_find(buyer.name)) + '\n' + buyer.phone_tail;
    for (LineRequest const& asked : ticket.request.lines) {
        if (Line const* line = find_line(order, asked.line_no)) text += '\n' + line->title;
    }
    for (auto const& parcel : {ticket.return_parcel, ticket.out_parcel}) {
        if (parcel) text.append("\n").append(to_find(parcel->tracking_no));
    }
    return text;
}

namespace {

std::vector<EventRecord> const& no_new_events() {
    static std::vector<EventRecord> const none;
    return none;
}

Order order_of(ReadTx& tx, TenantId const& tenant, Ticket const& ticket) {
    auto order = find_order(tx, tenant, ticket.order_no);
    if (!order) throw StoreFailure(FailureKind::other, "ticket " + ticket.no.value + " has no order");
    return std::move(*order);
}

Buyer buyer_of(ReadTx& tx, TenantId const& tenant, Ticket const& ticket) {
    return find_buyer(tx, tenant, ticket.buyer_id).value_or(Buyer{ticket.buyer_id, "", ""});
}

/// Units: `at_version` is the row's, as it is.
void fold_again(WriteTx& tx, TenantId const& tenant, TicketNo const& no, std::int64_t at_version) {
    Ticket const ticket = fold(history_of(tx, tenant, no));
    Order const order = order_of(tx, tenant, ticket);
    put_row(tx, {tenant, ticket, no_new_events(), order, {}}, at_version);
}

struct TicketAt {
    TenantId tenant;
    TicketNo no;
    std::int64_t version;
};
std::vector<TicketAt> all_tickets_at(ReadTx& tx) {
    std::vector<TicketAt> places;
    Rows rows = sql(tx).query("SELECT tenant, ticket_no, version FROM ticket ORDER BY tenant, ticket_no");
    while (rows.step()) places.push_back({{rows.text(0)}, {rows.text(1)}, rows.integer(2)});
    return places;
}

}  // namespace

void show_anew(WriteTx& tx, TenantId const& tenant, Order const& order) {
    for (Ticket const& ticket : tickets_of_order(tx, tenant, order.order_no)) {
        Buyer const buyer = buyer_of(tx, tenant, ticket);
        TicketChange const change{tenant, ticket, no_new_events(), order, buyer};
        put_row(tx, change, ticket.version);
        put_text(tx, change);
    }
}

void write_anew(WriteTx& tx, TenantId const& tenant, Ticket const& ticket) {
    Order const order = order_of(tx, tenant, ticket);
    Buyer const buyer = buyer_of(tx, tenant, ticket);
    TicketChange const change{tenant, ticket, no_new_events(), order, buyer};
    put_row(tx, change, ticket.version);
    put_text(tx, change);
    sql(tx).run("DELETE FROM open_parcel WHERE tenant = $1 AND ticket_no = $2 AND $3 = ''",
                {tenant.value, ticket.no.value, awaited_parcel(ticket)});
    tx.changed(Book::order, tenant, ticket.order_no.value);
}

void fold_tickets_again(WriteTx& tx) {
    for (TicketAt const& place : all_tickets_at(tx)) fold_again(tx, place.tenant, place.no, place.version);
    index_again(tx);
}

void put_ticket_texts(WriteTx& tx) {
    Rows rows = sql(tx).query("SELECT tenant, body FROM ticket ORDER BY applied_at_ms, tenant, ticket_no");
    while (rows.step()) {
        TenantId const tenant{rows.text(0)};
        Ticket const ticket = ticket_from(rows.text(1));
        Order const order = order_of(tx, tenant, ticket);
        put_text(tx, {tenant, ticket, no_new_events(), order, buyer_of(tx, tenant, ticket)});
    }
}

void name_tickets_of(WriteTx& tx, TenantId const& tenant, Buyer const& buyer) {
    Rows rows = sql(tx).query(
        "SELECT body FROM ticket WHERE tenant = $1 AND buyer_id = $2 ORDER BY applied_at_ms, ticket_no",
        {tenant.value, buyer.id.value});
    while (rows.step()) {
        Ticket const ticket = ticket_from(rows.text(0));
        put_text(tx, {tenant, ticket, no_new_events(), order_of(tx, tenant, ticket), buyer});
    }
}

int count_tickets_of_buyer(ReadTx& tx, TenantId const& tenant, BuyerId const& buyer, Instant since,
                           TicketNo const& except) {
    tx.saw(Book::tickets_of_buyer, tenant, buyer.value);
    Rows rows = sql(tx).query(
        "SELECT COUNT(*) FROM ticket WHERE tenant = $1 AND buyer_id = $2 AND applied_at_ms >= $3"
        " AND ticket_no <> $4",
        {tenant.value, buyer.value, since.ms, except.value});
    return rows.step() ? rows.number(0) : 0;
}

void add_approval(WriteTx& tx, TenantId const& tenant, ApprovalRow const& row, Instant now) {
    sql(tx).run(
        "INSERT INTO approval (tenant, ticket_no, seq, staff_id, at_ms, amount_fen)"
        " VALUES ($1, $2, $3, $4, $5, $6)",
        {tenant.value, row.ticket_no.value, row.seq, row.staff_id, now.ms, row.amount_fen});
    tx.changed(Book::approvals, tenant, row.staff_id);
}

Fen approved_since(ReadTx& tx, TenantId const& tenant, std::string_view staff_id, Instant since) {
    tx.saw(Book::approvals, tenant, staff_id);
    Rows rows = sql(tx).query(
        "SELECT COALESCE(SUM(amount_fen), 0) FROM approval WHERE tenant = $1 AND staff_id = $2"
        " AND at_ms >= $3",
        {tenant.value, staff_id, since.ms});
    return rows.step() ? rows.integer(0) : 0;
}

namespace {

std::vector<std::string> tenants_from(ReadTx& tx, std::string_view first) {
    Rows rows = sql(tx).query("SELECT tenant FROM tenant WHERE tenant >= $1 ORDER BY tenant", {first});
    std::vector<std::string> out;
    while (rows.step()) out.push_back(rows.text(0));
    return out;
}

/// The same asked of each pile, as deadlines stand by it.
std::string of_each_pile(std::string_view asked, std::string_view where) {
    std::string text;
    for (std::string_view const pile : all_piles()) {
        if (!text.empty()) text += " UNION ALL ";
        text.append(asked).append(" FROM ticket WHERE tenant = $1 AND work = '").append(pile);
        text.append("' AND deadline_ms IS NOT NULL AND ").append(where);
    }
    return text;
}

}  // namespace

std::vector<DueTicket> due_tickets(ReadTx& tx, Instant now, std::optional<DueTicket> const& behind,
                                   int limit) {
    static std::string const text =
        of_each_pile("SELECT ticket_no, deadline_ms",
                     "deadline_ms <= $2 AND (deadline_ms, ticket_no) > ($3, $4)") +
        " ORDER BY 2, 1 LIMIT $5";
    std::vector<DueTicket> out;
    for (std::string const& tenant : tenants_from(tx, behind ? behind->tenant.value : "")) {
        bool const same = behind && behind->tenant.value == tenant;
        Rows rows = sql(tx).query(text, {tenant, now.ms, same ? behind->deadline.ms : INT64_MIN,
                                         same ? behind->no.value : "", limit - static_cast<int>(out.size())});
        while (rows.step()) out.push_back({{tenant}, {rows.text(0)}, {rows.integer(1)}});
        if (std::cmp_equal(out.size(), limit)) break;
    }
    return out;
}

std::optional<Instant> next_deadline(ReadTx& tx, Instant after) {
    static std::string const text =
        of_each_pile("SELECT deadline_ms", "deadline_ms > $2") + " ORDER BY 1 LIMIT 1";
    std::optional<Instant> next;
    for (std::string const& tenant : tenants_from(tx, "")) {
        Rows rows = sql(tx).query(text, {tenant, after.ms});
        if (!rows.step()) continue;
        Instant const first{rows.integer(0)};
        if (!next || first < *next) next = first;
    }
    return next;
}

}  // namespace afterdesk::store
