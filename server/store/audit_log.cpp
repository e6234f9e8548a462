#include "store/audit_log.hpp"

#include "store/bodies.hpp"
#include "store/engine.hpp"

namespace afterdesk::store {

namespace {

// $1 tenant, $2 shop or empty, $3 actor, $4 action, $5 noun, $6 how the name begins, $7 and $8 the time,
// $9 and $10 the place, $11 how many. Numbers are padded, so that they stand in order as texts.
constexpr std::string_view of_entries =
    "SELECT at_ms, side, actor_id, shop_id, action, noun, name, note,"
    " 'a' || substr('000000000000000' || seq, -15) AS id FROM audit_entry"
    " WHERE tenant = $1 AND ($2 = '' OR shop_id = $2) AND ($3 = '' OR actor_id = $3)"
    " AND ($4 = '' OR action = $4) AND ($5 = '' OR noun = $5) AND ($6 = '' OR substr(name, 1, length($6)) = "
    "$6)"
    " AND at_ms >= $7 AND at_ms < $8 AND at_ms <= $9";
constexpr std::string_view event_columns =
    "SELECT e.at_ms AS at_ms, e.actor_kind, e.actor_id, t.shop_id, e.event, 'ticket', e.ticket_no, '',"
    " 't' || e.ticket_no || substr('00000' || e.seq, -5) AS id";
constexpr std::string_view of_events =
    " WHERE t.tenant = e.tenant AND t.ticket_no = e.ticket_no AND e.tenant = $1 AND ($2 = '' OR t.shop_id = "
    "$2) AND e.event <> 'clock_started'"
    " AND ($4 = '' OR e.event = $4) AND ($5 = '' OR $5 = 'ticket')"
    " AND ($6 = '' OR substr(e.ticket_no, 1, length($6)) = $6)";

/// Between these times, which an index is asked for, or not. Units: `from` are the rows, in the order in
/// which they are looked at; `whose` is a condition.
std::string events_sql(std::string_view from, std::string_view at, std::string_view whose) {
    std::string text(event_columns);
    text.append(from).append(of_events);
    for (char const* part : {" >= $7", " < $8", " <= $9"}) text.append(" AND ").append(at).append(part);
    return text.append(whose);
}

/// Of one of the staff by his index, of a buyer by his tickets, else by time. A time that is computed is
/// none that an index is asked for; the one that is shown is not computed, so that an index may give the
/// order.
std::string events_of_all() {
    return events_sql(" FROM ticket_event e CROSS JOIN ticket t", "e.at_ms", " AND $3 = ''");
}
std::string events_of_staff() {
    return events_sql(" FROM ticket_event e CROSS JOIN ticket t", "+e.at_ms",
                      " AND e.actor_id = $3 AND e.actor_kind IN ('merchant', 'platform')");
}
std::string events_of_buyer() {
    return events_sql(
        " FROM ticket t CROSS JOIN ticket_event e", "+e.at_ms",
        " AND t.tenant = $1 AND t.buyer_id = $3 AND e.actor_id = $3 AND e.actor_kind = 'buyer'");
}

/// The newest of one kind, so that no more than a page of each is put in order.
std::string newest_of(std::string const& text) {
    return "SELECT * FROM (SELECT * FROM (" + text +
           ") WHERE (at_ms, id) < ($9, $10) ORDER BY at_ms DESC, id DESC LIMIT $11)";
}

std::string page_sql(AuditQuery const& query) {
    std::string text = newest_of(std::string(of_entries));
    auto const add = [&](std::string const& events) { text += " UNION ALL " + newest_of(events); };
    if (query.actor_id.empty()) {
        add(events_of_all());
    } else {
        add(events_of_staff());
        add(events_of_buyer());
    }
    return text + " ORDER BY at_ms DESC, id DESC LIMIT $11";
}

}  // namespace

void add_audit(WriteTx& tx, TenantId const& tenant, AuditEntry const& entry) {
    sql(tx).run(
        "INSERT INTO audit_entry (tenant, seq, at_ms, side, actor_id, shop_id, action, noun, name, note)"
        " VALUES ($1, (SELECT COALESCE(MAX(seq), 0) + 1 FROM audit_entry WHERE tenant = $1), $2, $3, $4, $5,"
        " $6, $7, $8, $9)",
        {tenant.value, entry.at.ms, wire::name_of(entry.side), entry.actor_id, entry.shop_id, entry.action,
         wire::name_of(entry.noun), entry.name, entry.note});
}

std::vector<ListedAudit> list_audit(ReadTx& tx, AuditQuery const& query) {
    std::string_view const shop =
        query.scope.of == Scope::Of::shop ? std::string_view(query.scope.id) : std::string_view();
    Rows rows = sql(tx).query(page_sql(query), {query.scope.tenant.value, shop, query.actor_id, query.action,
                                                query.noun, query.name, query.from.ms, query.until.ms,
                                                query.behind.at_ms, query.behind.id, query.limit});
    std::vector<ListedAudit> out;
    while (rows.step()) {
        out.push_back({{{rows.integer(0)},
                        named<ActorKind>(rows.text(1)),
                        rows.text(2),
                        rows.text(3),
                        rows.text(4),
                        named<wire::AuditNoun>(rows.text(5)),
                        rows.text(6),
                        rows.text(7)},
                       rows.text(8)});
    }
    return out;
}

}  // namespace afterdesk::store
