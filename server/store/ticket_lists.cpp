// Lists of tickets: filtered, searched, counted, page by page.

#include "store/bodies.hpp"
#include "store/tickets.hpp"

namespace afterdesk::store {

namespace {

// The statements are put together from these constants only; every value is bound.
// $1 tenant, $2 whose, $3 type or '', and then per statement.
constexpr std::string_view columns =
    "SELECT t.ticket_no, t.order_no, t.shop_id, s.name, b.name, t.type, t.state, t.status, t.title, t.spec, "
    "t.image,"
    " t.line_count, t.quantity, t.refund_fen, t.reason, t.applied_at_ms, t.deadline_ms, t.version, ";
constexpr std::string_view people_of =
    " JOIN shop s ON s.tenant = t.tenant AND s.shop_id = t.shop_id"
    " JOIN buyer b ON b.tenant = t.tenant AND b.buyer_id = t.buyer_id";
constexpr std::string_view newest_key = "t.applied_at_ms";
constexpr std::string_view deadline_key = "COALESCE(t.deadline_ms, 9223372036854775807)";

std::string_view scope_condition(wire::Audience audience) {
    switch (audience) {
        case wire::Audience::buyer: return " t.tenant = $1 AND t.buyer_id = $2 AND ($3 = '' OR t.type = $3)";
        case wire::Audience::merchant:
            return " t.tenant = $1 AND t.shop_id = $2 AND ($3 = '' OR t.type = $3)";
        case wire::Audience::platform: return " t.tenant = $1 AND $2 = $2 AND ($3 = '' OR t.type = $3)";
    }
    CHECK(false);
}

std::string order_by(bool by_deadline) {
    return by_deadline ? " ORDER BY " + std::string(deadline_key) + ", t.ticket_no"
                       : " ORDER BY " + std::string(newest_key) + " DESC, t.ticket_no DESC";
}

std::string page_sql(TicketFilter const& filter) {
    std::string_view const key = filter.by_deadline ? deadline_key : newest_key;
    std::string sql(columns);
    sql += key;
    sql += " FROM ticket t";
    sql += people_of;
    sql += " WHERE";
    sql += scope_condition(filter.scope.audience);
    sql +=
        " AND ($8 = '' OR t.arbitration = $8 OR ($8 = 'open' AND t.arbitration IN ('requested', 'evidence')))"
        " AND ($9 = '' OR t.queue = $9)";
    sql += " AND ($4 = '' OR t.status = $4) AND (";
    sql += key;
    sql += filter.by_deadline ? ", t.ticket_no) > ($5, $6)" : ", t.ticket_no) < ($5, $6)";
    return sql + order_by(filter.by_deadline) + " LIMIT $7";
}

std::string count_sql(TicketFilter const& filter) {
    std::string sql = "SELECT t.status, COUNT(*) FROM ticket t WHERE";
    sql += scope_condition(filter.scope.audience);
    return sql + " GROUP BY t.status";
}

/// The tickets that have a gram for each beginning; CROSS JOIN starts with those of the first, the most
/// selective.
std::string search_sql(TicketFilter const& filter) {
    std::string sql(columns);
    sql += filter.by_deadline ? deadline_key : newest_key;
    sql +=
        ", t.search_text FROM (SELECT DISTINCT ticket_no FROM search_gram"
        " WHERE tenant = $1 AND gram >= $4 AND gram < $5) g CROSS JOIN ticket t";
    sql += people_of;
    sql += " WHERE t.ticket_no = g.ticket_no AND";
    sql += scope_condition(filter.scope.audience);
    sql +=
        " AND ($6 = '' OR EXISTS (SELECT 1 FROM search_gram h WHERE h.tenant = $1 AND h.gram >= $6 AND"
        " h.gram < $7 AND h.ticket_no = t.ticket_no))"
        " AND ($8 = '' OR EXISTS (SELECT 1 FROM search_gram h WHERE h.tenant = $1 AND h.gram >= $8 AND"
        " h.gram < $9 AND h.ticket_no = t.ticket_no))"
        " AND ($10 = '' OR t.arbitration = $10 OR ($10 = 'open' AND t.arbitration IN ('requested',"
        " 'evidence'))) AND ($11 = '' OR t.queue = $11)";
    return sql + order_by(filter.by_deadline);
}

constexpr int key_column = 18;
constexpr int text_column = 19;

wire::TicketSummary summary_from(Statement const& row) {
    wire::TicketSummary out;
    out.ticket_no = row.text(0);
    out.order_no = row.text(1);
    out.shop_id = row.text(2);
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
    out.applied_at_ms = row.integer(15);
    out.deadline_ms = row.optional_integer(16);
    out.version = row.number(17);
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

/// Takes one more row into the page; false when the page is full (then there is a next one).
bool take(TicketList& list, TicketFilter const& filter, Statement const& row, TicketPlace& last) {
    if (std::cmp_greater_equal(list.items.size(), filter.limit)) {
        list.next = last;
        return false;
    }
    list.items.push_back(summary_from(row));
    last = {row.integer(key_column), list.items.back().ticket_no};
    return true;
}

TicketList list_plain(ReadTx& tx, TicketFilter const& filter) {
    TicketList list;
    Scope const& scope = filter.scope;
    std::string const type = type_name(filter);
    std::string const status = filter.status ? std::string(wire::name_of(*filter.status)) : std::string();
    TicketPlace last = start_of(filter);
    Statement row =
        tx.db.query(page_sql(filter), {scope.tenant.value, scope.id, type, status, last.key, last.ticket_no,
                                       filter.limit + 1, arbitration_name(filter), filter.queue});
    while (row.step() && take(list, filter, row, last)) {
    }
    Statement count = tx.db.query(count_sql(filter), {scope.tenant.value, scope.id, type});
    while (count.step()) list.counts[named<ShortStatus>(count.text(0))] = count.number(1);
    return list;
}

bool is_behind(TicketFilter const& filter, std::int64_t key, std::string const& ticket_no) {
    TicketPlace const start = start_of(filter);
    auto const here = std::tie(key, ticket_no);
    auto const there = std::tie(start.key, start.ticket_no);
    return filter.by_deadline ? here > there : here < there;
}

/// Searching looks at every candidate: the index may say yes too often, and the counts need all of them.
TicketList list_found(ReadTx& tx, TicketFilter const& filter) {
    TicketList list;
    SearchQuery const& search = *filter.search;
    if (search.beginnings.empty()) return list;
    auto const from = [&](std::size_t i) {
        return i < search.beginnings.size() ? search.beginnings[i] : std::string();
    };
    TicketPlace last;
    bool full = false;
    Statement row =
        tx.db.query(search_sql(filter), {filter.scope.tenant.value, filter.scope.id, type_name(filter),
                                         from(0), end_of(from(0)), from(1), end_of(from(1)), from(2),
                                         end_of(from(2)), arbitration_name(filter), filter.queue});
    while (row.step()) {
        if (!matches(search, row.text(text_column))) continue;
        auto const status = named<ShortStatus>(row.text(7));
        ++list.counts[status];
        if (full || (filter.status && *filter.status != status)) continue;
        if (!is_behind(filter, row.integer(key_column), row.text(0))) continue;
        full = !take(list, filter, row, last);
    }
    return list;
}

}  // namespace

TicketList list_tickets(ReadTx& tx, TicketFilter const& filter) {
    return filter.search ? list_found(tx, filter) : list_plain(tx, filter);
}

std::vector<wire::TicketSummary> list_tickets_of_order(ReadTx& tx, Scope const& scope,
                                                       OrderNo const& order_no) {
    std::string sql(columns);
    sql += newest_key;
    sql += " FROM ticket t";
    sql += people_of;
    sql += " WHERE";
    sql += scope_condition(scope.audience);
    sql += " AND t.order_no = $4 ORDER BY t.applied_at_ms DESC, t.ticket_no DESC";
    std::vector<wire::TicketSummary> out;
    Statement row = tx.db.query(sql, {scope.tenant.value, scope.id, "", order_no.value});
    while (row.step()) out.push_back(summary_from(row));
    return out;
}

std::vector<TicketNo> newest_tickets(ReadTx& tx, Scope const& scope, Instant since, int limit) {
    std::string sql = "SELECT t.ticket_no FROM ticket t WHERE";
    sql += scope_condition(scope.audience);
    sql += " AND t.applied_at_ms >= $4 ORDER BY t.applied_at_ms DESC, t.ticket_no DESC LIMIT $5";
    std::vector<TicketNo> out;
    Statement row = tx.db.query(sql, {scope.tenant.value, scope.id, "", since.ms, limit});
    while (row.step()) out.push_back({row.text(0)});
    return out;
}

int count_open_tickets(ReadTx& tx, TenantId const& tenant, OrderNo const& order_no) {
    Statement row = tx.db.query(
        "SELECT COUNT(*) FROM ticket WHERE tenant = $1 AND order_no = $2 AND state NOT IN ('completed', "
        "'closed')",
        {tenant.value, order_no.value});
    return row.step() ? row.number(0) : 0;
}

}  // namespace afterdesk::store
