// Lists of tickets: filtered, searched, counted, page by page.

#include "store/bodies.hpp"
#include "store/engine.hpp"
#include "store/texts.hpp"
#include "store/tickets.hpp"

namespace afterdesk::store {

namespace {

// The statements are put together from these constants only; every value is bound.
// $1 tenant, $2 whose, $3 type or '', and then per statement.
constexpr std::string_view columns =
    "SELECT t.ticket_no, t.order_no, t.shop_id, s.name, b.name, t.type, t.state, t.status, t.title, t.spec, "
    "t.image,"
    " t.line_count, t.quantity, t.refund_fen, t.reason, t.applied_at_ms, t.deadline_ms, t.version, t.queue, ";
constexpr std::string_view people_of =
    " JOIN shop s ON s.tenant = t.tenant AND s.shop_id = t.shop_id"
    " JOIN buyer b ON b.tenant = t.tenant AND b.buyer_id = t.buyer_id";
constexpr std::string_view newest_key = "t.applied_at_ms";
constexpr std::string_view deadline_key = "COALESCE(t.deadline_ms, 9223372036854775807)";

std::string_view scope_condition(Scope const& scope) {
    switch (scope.of) {
        case Scope::Of::buyer: return " t.tenant = $1 AND t.buyer_id = $2 AND ($3 = '' OR t.type = $3)";
        case Scope::Of::shop: return " t.tenant = $1 AND t.shop_id = $2 AND ($3 = '' OR t.type = $3)";
        case Scope::Of::tenant: return " t.tenant = $1 AND $2 = '' AND ($3 = '' OR t.type = $3)";
    }
    CHECK(false);
}

/// $2 of a scope.
std::string_view whose(Scope const& scope) {
    return scope.of == Scope::Of::tenant ? std::string_view() : scope.id;
}

std::string order_by(bool by_deadline) {
    return by_deadline ? " ORDER BY " + std::string(deadline_key) + ", t.ticket_no"
                       : " ORDER BY " + std::string(newest_key) + " DESC, t.ticket_no DESC";
}

std::string page_sql(TicketFilter const& filter) {
    std::string_view const key = filter.by_deadline ? deadline_key : newest_key;
    std::string text(columns);
    text += key;
    text += " FROM ticket t";
    text += people_of;
    text += " WHERE";
    text += scope_condition(filter.scope);
    text +=
        " AND ($8 = '' OR t.arbitration = $8 OR ($8 = 'open' AND t.arbitration IN ('requested', 'evidence')))"
        " AND ($9 = '' OR t.queue = $9)";
    text += " AND ($4 = '' OR t.status = $4) AND (";
    text += key;
    text += filter.by_deadline ? ", t.ticket_no) > ($5, $6)" : ", t.ticket_no) < ($5, $6)";
    return text + order_by(filter.by_deadline) + " LIMIT $7";
}

std::string count_sql(TicketFilter const& filter) {
    std::string text = "SELECT t.status, COUNT(*) FROM ticket t WHERE";
    text += scope_condition(filter.scope);
    return text + " GROUP BY t.status";
}

/// All that are found, in order: their counts need every one of them, the page only some.
std::string found_sql(ReadTx& tx, TicketFilter const& filter) {
    std::string text = "SELECT t.ticket_no, t.status, ";
    text += filter.by_deadline ? deadline_key : newest_key;
    text += " FROM " + found_names(tx, Findable::ticket) +
            " f CROSS JOIN ticket t WHERE t.ticket_no = f.name AND";
    text += scope_condition(filter.scope);
    text +=
        " AND ($5 = '' OR t.arbitration = $5 OR ($5 = 'open' AND t.arbitration IN ('requested', 'evidence')))"
        " AND ($6 = '' OR t.queue = $6)";
    return text + order_by(filter.by_deadline);
}

std::string one_sql() {
    std::string text(columns);
    text += newest_key;
    text += " FROM ticket t";
    text += people_of;
    return text + " WHERE t.tenant = $1 AND t.ticket_no = $2";
}

constexpr int key_column = 19;

ListedTicket listed_from(Row const& row) {
    ListedTicket out;
    out.no = {row.text(0)};
    out.order_no = {row.text(1)};
    out.shop_id = {row.text(2)};
    out.shop_name = row.text(3);
    out.buyer_name = row.text(4);
    out.type = named<TicketType>(row.text(5));
    out.state = named<State>(row.text(6));
    out.status = named<ShortStatus>(row.text(7));
    out.title = row.text(8);
    out.spec = row.text(9);
    out.image = row.text(10);
    out.line_count = row.number(11);
    out.quantity = row.number(12);
    out.refund_fen = row.integer(13);
    out.reason = row.text(14);
    out.applied_at = {row.integer(15)};
    if (auto const deadline = row.optional_integer(16)) out.deadline = Instant{*deadline};
    out.version = row.number(17);
    out.has_strays = row.text(18) == strays_queue;
    return out;
}

std::string type_name(TicketFilter const& filter) {
    return filter.type ? std::string(wire::name_of(*filter.type)) : std::string();
}

std::string arbitration_name(TicketFilter const& filter) {
    if (filter.arbitrated) return "open";
    return filter.arbitration ? std::string(wire::name_of(*filter.arbitration)) : std::string();
}

TicketPlace start_of(TicketFilter const& filter) {
    if (filter.behind) return *filter.behind;
    return filter.by_deadline ? TicketPlace{INT64_MIN, ""} : TicketPlace{INT64_MAX, ""};
}

bool is_full(TicketList const& list, TicketFilter const& filter) {
    return std::cmp_greater_equal(list.items.size(), filter.limit);
}

TicketList list_plain(ReadTx& tx, TicketFilter const& filter) {
    TicketList list;
    Scope const& scope = filter.scope;
    std::string const type = type_name(filter);
    std::string const status = filter.status ? std::string(wire::name_of(*filter.status)) : std::string();
    TicketPlace last = start_of(filter);
    Rows rows = sql(tx).query(page_sql(filter),
                              {scope.tenant.value, whose(scope), type, status, last.key, last.ticket_no,
                               filter.limit + 1, arbitration_name(filter), filter.queue});
    while (rows.step()) {
        if (is_full(list, filter)) {
            list.next = last;
            break;
        }
        list.items.push_back(listed_from(rows));
        last = {rows.integer(key_column), list.items.back().no.value};
    }
    Rows counts = sql(tx).query(count_sql(filter), {scope.tenant.value, whose(scope), type});
    while (counts.step()) list.counts[named<ShortStatus>(counts.text(0))] = counts.number(1);
    return list;
}

bool is_behind(TicketFilter const& filter, TicketPlace const& place) {
    TicketPlace const start = start_of(filter);
    auto const here = std::tie(place.key, place.ticket_no);
    auto const there = std::tie(start.key, start.ticket_no);
    return filter.by_deadline ? here > there : here < there;
}

ListedTicket listed(ReadTx& tx, TenantId const& tenant, std::string const& ticket_no) {
    Rows rows = sql(tx).query(one_sql(), {tenant.value, ticket_no});
    CHECK(rows.step());
    return listed_from(rows);
}

TicketList list_found(ReadTx& tx, TicketFilter const& filter) {
    TicketList list;
    if (filter.search->words.empty()) return list;
    TicketPlace last;
    Scope const& scope = filter.scope;
    Rows rows = sql(tx).query(found_sql(tx, filter), {scope.tenant.value, whose(scope), type_name(filter),
                                                      asked_for(tx, Findable::ticket, scope, *filter.search),
                                                      arbitration_name(filter), filter.queue});
    while (rows.step()) {
        auto const status = named<ShortStatus>(rows.text(1));
        ++list.counts[status];
        if (list.next || (filter.status && *filter.status != status)) continue;
        TicketPlace const place{rows.integer(2), rows.text(0)};
        if (!is_behind(filter, place)) continue;
        if (is_full(list, filter)) {
            list.next = last;
        } else {
            list.items.push_back(listed(tx, scope.tenant, place.ticket_no));
            last = place;
        }
    }
    return list;
}

}  // namespace

TicketList list_tickets(ReadTx& tx, TicketFilter const& filter) {
    return filter.search ? list_found(tx, filter) : list_plain(tx, filter);
}

int count_queue(ReadTx& tx, Scope const& scope, std::string_view queue) {
    std::string text = "SELECT COUNT(*) FROM ticket t WHERE";
    text += scope_condition(scope);
    text += " AND t.queue <> '' AND t.queue = $4";
    Rows rows = sql(tx).query(text, {scope.tenant.value, whose(scope), "", queue});
    return rows.step() ? rows.number(0) : 0;
}

std::vector<ListedTicket> list_tickets_of_order(ReadTx& tx, Scope const& scope, OrderNo const& order_no) {
    std::string text(columns);
    text += newest_key;
    text += " FROM ticket t";
    text += people_of;
    text += " WHERE";
    text += scope_condition(scope);
    text += " AND t.order_no = $4 ORDER BY t.applied_at_ms DESC, t.ticket_no DESC";
    std::vector<ListedTicket> out;
    Rows rows = sql(tx).query(text, {scope.tenant.value, whose(scope), "", order_no.value});
    while (rows.step()) out.push_back(listed_from(rows));
    return out;
}

std::vector<TicketNo> newest_tickets(ReadTx& tx, Scope const& scope, Instant since, int limit) {
    std::string text = "SELECT t.ticket_no FROM ticket t WHERE";
    text += scope_condition(scope);
    text += " AND t.applied_at_ms >= $4 ORDER BY t.applied_at_ms DESC, t.ticket_no DESC LIMIT $5";
    std::vector<TicketNo> out;
    Rows rows = sql(tx).query(text, {scope.tenant.value, whose(scope), "", since.ms, limit});
    while (rows.step()) out.push_back({rows.text(0)});
    return out;
}

int count_open_tickets(ReadTx& tx, TenantId const& tenant, OrderNo const& order_no) {
    Rows rows = sql(tx).query(
        "SELECT COUNT(*) FROM ticket WHERE tenant = $1 AND order_no = $2 AND state NOT IN ('completed', "
        "'closed')",
        {tenant.value, order_no.value});
    return rows.step() ? rows.number(0) : 0;
}

}  // namespace afterdesk::store
