// Whom and what is old enough, for those who erase.

#include "domain/ticket/personal.hpp"
#include "store/bodies.hpp"
#include "store/engine.hpp"
#include "store/erasure.hpp"

namespace afterdesk::store {

std::vector<OldTicket> old_tickets(ReadTx& tx, TenantId const& tenant, Instant before,
                                   std::optional<OldTicket> const& behind, int limit) {
    Rows rows = sql(tx).query(
        "SELECT t.ticket_no, t.applied_at_ms, t.state, t.version, (SELECT e.at_ms FROM ticket_event e"
        " WHERE e.tenant = t.tenant AND e.ticket_no = t.ticket_no AND e.seq = t.version)"
        " FROM ticket t WHERE t.tenant = $1 AND (t.applied_at_ms, t.ticket_no) > ($2, $3)"
        " AND t.applied_at_ms < $4 ORDER BY t.applied_at_ms, t.ticket_no LIMIT $5",
        {tenant.value, behind ? behind->applied_at.ms : INT64_MIN, behind ? behind->no.value : "", before.ms,
         limit});
    std::vector<OldTicket> out;
    while (rows.step()) {
        TicketNo no{rows.text(0)};
        bool const erased = is_ticket_erased(tx, tenant, no, rows.number(3));
        out.push_back(
            {std::move(no), {rows.integer(1)}, {rows.integer(4)}, named<State>(rows.text(2)), erased});
    }
    return out;
}

namespace {

std::optional<Instant> last_order_of(ReadTx& tx, TenantId const& tenant, std::string const& buyer) {
    Rows rows = sql(tx).query(
        "SELECT paid_at_ms FROM order_row WHERE tenant = $1 AND buyer_id = $2"
        " ORDER BY paid_at_ms DESC, order_no DESC LIMIT 1",
        {tenant.value, buyer});
    return rows.step() ? std::optional(Instant{rows.integer(0)}) : std::nullopt;
}

void look_at_tickets(ReadTx& tx, TenantId const& tenant, OldBuyer& buyer) {
    Rows rows = sql(tx).query(
        "SELECT t.state, e.at_ms FROM ticket t JOIN ticket_event e ON e.tenant = t.tenant"
        " AND e.ticket_no = t.ticket_no AND e.seq = t.version WHERE t.tenant = $1 AND t.buyer_id = $2",
        {tenant.value, buyer.id.value});
    while (rows.step()) {
        buyer.has_open_ticket = buyer.has_open_ticket || !is_end(named<State>(rows.text(0)));
        Instant const at{rows.integer(1)};
        if (!buyer.last_seen_at || *buyer.last_seen_at < at) buyer.last_seen_at = at;
    }
}

/// Of one who has neither orders nor tickets.
std::optional<Instant> last_visit_of(ReadTx& tx, TenantId const& tenant, BuyerId const& id) {
    std::optional<Instant> last;
    for (std::string_view const asked :
         {"SELECT MAX(seen_ms) FROM session WHERE tenant = $1 AND audience = 'buyer' AND actor_id = $2",
          "SELECT MAX(created_ms) FROM upload WHERE tenant = $1 AND audience = 'buyer' AND actor_id = $2",
          "SELECT MAX(created_ms) FROM evidence WHERE tenant = $1 AND audience = 'buyer'"
          " AND actor_id = $2"}) {
        Rows rows = sql(tx).query(asked, {tenant.value, id.value});
        auto const at = rows.step() ? rows.optional_integer(0) : std::nullopt;
        if (at && (!last || *at > last->ms)) last = Instant{*at};
    }
    return last;
}

OldBuyer seen(ReadTx& tx, TenantId const& tenant, BuyerId const& id) {
    OldBuyer buyer{id, last_order_of(tx, tenant, id.value), false, false};
    look_at_tickets(tx, tenant, buyer);
    if (!buyer.last_seen_at) buyer.last_seen_at = last_visit_of(tx, tenant, id);
    return buyer;
}

/// New orders may come without a name.
bool is_erased_since(ReadTx& tx, TenantId const& tenant, OldBuyer const& buyer) {
    Rows rows = sql(tx).query("SELECT at_ms FROM erasure WHERE tenant = $1 AND kind = 'buyer' AND name = $2",
                              {tenant.value, buyer.id.value});
    return rows.step() && (!buyer.last_seen_at || *buyer.last_seen_at <= Instant{rows.integer(0)});
}

}  // namespace

std::vector<OldBuyer> buyers_behind(ReadTx& tx, TenantId const& tenant, BuyerId const& behind, int limit) {
    Rows rows = sql(tx).query(
        "SELECT buyer_id, name, phone_tail FROM buyer WHERE tenant = $1 AND buyer_id > $2 ORDER BY buyer_id"
        " LIMIT $3",
        {tenant.value, behind.value, limit});
    std::vector<OldBuyer> out;
    while (rows.step()) {
        OldBuyer buyer = seen(tx, tenant, {rows.text(0)});
        bool const nameless = rows.text(1) == erased_mark && rows.text(2).empty();
        buyer.erased = nameless && is_erased_since(tx, tenant, buyer);
        out.push_back(std::move(buyer));
    }
    return out;
}

bool is_older(ReadTx& tx, TenantId const& tenant, Erasable kind, std::string const& name, Instant before) {
    if (kind == Erasable::buyer) {
        OldBuyer const buyer = seen(tx, tenant, {name});
        return buyer.last_seen_at && *buyer.last_seen_at < before;
    }
    Rows rows = sql(tx).query(
        "SELECT e.at_ms FROM ticket t JOIN ticket_event e ON e.tenant = t.tenant"
        " AND e.ticket_no = t.ticket_no AND e.seq = t.version WHERE t.tenant = $1 AND t.ticket_no = $2",
        {tenant.value, name});
    return rows.step() && Instant{rows.integer(0)} < before;
}

std::vector<std::string> names_behind(ReadTx& tx, TenantId const& tenant, Erasable kind,
                                      std::string const& behind, int limit) {
    constexpr char const* of_tickets =
        "SELECT ticket_no FROM ticket WHERE tenant = $1 AND ticket_no > $2 ORDER BY ticket_no LIMIT $3";
    constexpr char const* of_buyers =
        "SELECT buyer_id FROM buyer WHERE tenant = $1 AND buyer_id > $2 ORDER BY buyer_id LIMIT $3";
    Rows rows =
        sql(tx).query(kind == Erasable::ticket ? of_tickets : of_buyers, {tenant.value, behind, limit});
    std::vector<std::string> out;
    while (rows.step()) out.push_back(rows.text(0));
    return out;
}

}  // namespace afterdesk::store
