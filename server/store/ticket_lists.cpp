#include <algorithm>
#include <tuple>

#include "base/spelled.hpp"
#include "store/bodies.hpp"
#include "store/question.hpp"
#include "store/texts.hpp"
#include "store/tickets.hpp"

namespace afterdesk::store {

namespace {

constexpr std::string_view columns =
    "SELECT t.ticket_no, t.order_no, t.shop_id, s.name, b.name, t.type, t.state, t.status, t.title, t.spec, "
    "t.image,"
    " t.line_count, t.quantity, t.refund_fen, t.reason, t.applied_at_ms, t.deadline_ms, t.version, t.queue, "
    "(SELECT e.at_ms FROM ticket_event e WHERE e.tenant = t.tenant AND e.ticket_no = t.ticket_no"
    " ORDER BY e.seq DESC LIMIT 1), ";
constexpr std::string_view from_tickets =
    " FROM ticket t JOIN shop s ON s.tenant = t.tenant AND s.shop_id = t.shop_id"
    " JOIN buyer b ON b.tenant = t.tenant AND b.buyer_id = t.buyer_id";

/// What the rows stand by, as TicketOrder has it.
struct OrderRow {
    std::string_view key;
    bool descending;
};
constexpr OrderRow order_rows[] = {
    {"t.applied_at_ms", true},
    {"t.applied_at_ms", false},
    {"COALESCE(t.deadline_ms, 9223372036854775807)", false},
    {"COALESCE(t.deadline_ms, -9223372036854775807)", true},
    {"t.refund_fen", true},
    {"t.refund_fen", false},
};
OrderRow const& row_of(TicketOrder order) { return order_rows[static_cast<std::size_t>(order)]; }

void add_order(Question& asked, TicketOrder order) {
    OrderRow const& row = row_of(order);
    std::string_view const way = row.descending ? " DESC" : "";
    asked.add(" ORDER BY ").add(row.key).add(way).add(", t.ticket_no").add(way);
}

// ---- Whose, and which -------------------------------------------------------------------------------------

/// " t.tenant = $1 …". Rule: where a buyer's few tickets are asked for, his index is the better one, and no
/// engine is tempted by the shop's.
void add_scope(Question& asked, Scope const& scope, bool of_a_buyer = false) {
    asked.add(" t.tenant = ?", {scope.tenant.value});
    switch (scope.of) {
        case Scope::Of::buyer: asked.add(" AND t.buyer_id = ?", {scope.id}); return;
        case Scope::Of::shop: {
            asked.add(of_a_buyer ? " AND t.shop_id || '' = ?" : " AND t.shop_id = ?", {scope.id});
            return;
        }
        case Scope::Of::tenant: return;
    }
    CHECK(false);
}

/// All piles, where no other is asked for: how the index of what waits is found.
std::span<std::string_view const> every_pile() { return wire::all_names<Work>(); }

/// Reminded once, and still waited for: while the platform decides nobody is late.
constexpr std::string_view is_late = "(t.late = 1 AND t.work NOT IN ('proof', 'dispute'))";

void add_due(Question& asked, Due due, Instant now) {
    if (due == Due::overdue) {
        asked.add(" AND (").add(is_late).add(" OR t.deadline_ms <= ?)", {now.ms});
    } else {
        asked.add(" AND NOT ").add(is_late);
        asked.add(" AND t.deadline_ms > ? AND t.deadline_ms <= ?", {now.ms, (now + reach_of(due)).ms});
    }
}

void add_work(Question& asked, TicketFilter const& filter) {
    if (filter.work.empty() && !filter.due) return;
    asked.add(" AND t.work <> ''");
    if (filter.work.empty()) asked.one_of("t.work", every_pile(), [](std::string_view name) { return name; });
    asked.one_of("t.work", filter.work, [](Work work) { return wire::name_of(work); });
    if (filter.due) add_due(asked, *filter.due, filter.now);
}

/// Whoever the buyer is of a ticket that is seen oneself.
void add_same_buyer(Question& asked, TicketFilter const& filter) {
    asked.add(" AND t.buyer_id = (SELECT o.buyer_id FROM ticket o WHERE o.tenant = ? AND o.ticket_no = ?",
              {filter.scope.tenant.value, filter.same_buyer});
    if (filter.scope.of == Scope::Of::shop) asked.add(" AND o.shop_id = ?", {filter.scope.id});
    asked.add(")");
}

void add_arbitration(Question& asked, TicketFilter const& filter) {
    if (filter.arbitrated) {
        asked.add(" AND t.arbitration <> '' AND t.arbitration IN ('requested', 'evidence')");
    } else if (filter.arbitration) {
        asked.add(" AND t.arbitration <> '' AND t.arbitration = ?", {wire::name_of(*filter.arbitration)});
    }
}

/// All but the status, the search and the place in the list.
void add_conditions(Question& asked, TicketFilter const& filter) {
    auto const name = [](auto value) { return wire::name_of(value); };
    asked.one_of("t.type", filter.types, name);
    asked.one_of("t.reason", filter.reasons, [](std::string const& code) { return std::string_view(code); });
    add_work(asked, filter);
    add_arbitration(asked, filter);
    if (!filter.queue.empty()) asked.add(" AND t.queue <> '' AND t.queue = ?", {filter.queue});
    if (!filter.shop.empty()) asked.add(" AND t.shop_id = ?", {filter.shop});
    if (!filter.same_buyer.empty()) add_same_buyer(asked, filter);
    if (filter.least_fen) asked.add(" AND t.refund_fen >= ?", {*filter.least_fen});
    if (filter.most_fen) asked.add(" AND t.refund_fen <= ?", {*filter.most_fen});
    if (filter.since) asked.add(" AND t.applied_at_ms >= ?", {filter.since->ms});
    if (filter.before) asked.add(" AND t.applied_at_ms < ?", {filter.before->ms});
}

// ---- Questions -------------------------------------------------------------------------------------------

Question page_of(TicketFilter const& filter) {
    OrderRow const& order = row_of(filter.order);
    Question asked;
    asked.add(columns).add(order.key).add(from_tickets).add(" WHERE");
    add_scope(asked, filter.scope, !filter.same_buyer.empty());
    add_conditions(asked, filter);
    if (filter.status) asked.add(" AND t.status = ?", {wire::name_of(*filter.status)});
    if (filter.behind) {
        asked.add(" AND (").add(order.key).add(order.descending ? ", t.ticket_no) < " : ", t.ticket_no) > ");
        asked.add("(?, ?)", {filter.behind->key, filter.behind->ticket_no});
    }
    add_order(asked, filter.order);
    asked.add(" LIMIT ?", {filter.limit + 1});
    return asked;
}

Question counts_of(TicketFilter const& filter) {
    Question asked;
    asked.add("SELECT t.status, COUNT(*) FROM ticket t WHERE");
    add_scope(asked, filter.scope, !filter.same_buyer.empty());
    add_conditions(asked, filter);
    // The index of statuses holds all else that is asked for; where it does not, it is no help.
    bool const covered = filter.work.empty() && !filter.due && filter.same_buyer.empty() &&
                         filter.queue.empty() && !filter.arbitrated && !filter.arbitration;
    asked.add(covered ? " GROUP BY t.status" : " GROUP BY t.status || ''");
    return asked;
}

/// All that are found, in order: their counts need every one of them, the page only some. Units: `words` is
/// what asked_for gave.
Question found_by(ReadTx& tx, TicketFilter const& filter, std::string const& words) {
    Question asked;
    asked.add("SELECT t.ticket_no, t.status, ").add(row_of(filter.order).key).add(" FROM ");
    asked.bind(filter.scope.tenant.value);  // $1 of found_names
    asked.add(found_names(tx, Findable::ticket, asked.bind(words)));
    asked.add(" f CROSS JOIN ticket t WHERE t.ticket_no = f.name AND");
    add_scope(asked, filter.scope, !filter.same_buyer.empty());
    add_conditions(asked, filter);
    add_order(asked, filter.order);
    return asked;
}

Question one_of_number(TenantId const& tenant, std::string const& ticket_no) {
    Question asked;
    asked.add(columns).add(row_of(TicketOrder::newest).key).add(from_tickets);
    asked.add(" WHERE t.tenant = ? AND t.ticket_no = ?", {tenant.value, ticket_no});
    return asked;
}

constexpr int key_column = 20;

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
    if (auto const updated = row.optional_integer(19)) out.updated_at = Instant{*updated};
    return out;
}

bool is_full(TicketList const& list, TicketFilter const& filter) {
    return std::cmp_greater_equal(list.items.size(), filter.limit);
}

TicketList list_plain(ReadTx& tx, TicketFilter const& filter) {
    TicketList list;
    TicketPlace last;
    Rows rows = query(tx, page_of(filter));
    while (rows.step()) {
        if (is_full(list, filter)) {
            list.next = last;
            break;
        }
        list.items.push_back(listed_from(rows));
        last = {rows.integer(key_column), list.items.back().no.value};
    }
    Rows counts = query(tx, counts_of(filter));
    while (counts.step()) list.counts[named<ShortStatus>(counts.text(0))] = counts.number(1);
    return list;
}

bool is_behind(TicketFilter const& filter, TicketPlace const& place) {
    if (!filter.behind) return true;
    auto const here = std::tie(place.key, place.ticket_no);
    auto const there = std::tie(filter.behind->key, filter.behind->ticket_no);
    return row_of(filter.order).descending ? here < there : here > there;
}

ListedTicket listed(ReadTx& tx, TenantId const& tenant, std::string const& ticket_no) {
    Rows rows = query(tx, one_of_number(tenant, ticket_no));
    CHECK(rows.step());
    return listed_from(rows);
}

TicketList list_found(ReadTx& tx, TicketFilter const& filter) {
    TicketList list;
    if (filter.search->words.empty()) return list;
    TicketPlace last;
    Scope const& scope = filter.scope;
    std::string const words = asked_for(tx, Findable::ticket, scope, *filter.search);
    Rows rows = query(tx, found_by(tx, filter, words));
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

std::span<std::string_view const> ticket_order_names() { return enumerator_names<TicketOrder>; }

std::vector<PileOfWork> piles_of_work(ReadTx& tx, Scope const& scope, Instant now) {
    std::int64_t const soon = (now + reach_of(Due::half_day)).ms;
    Question asked;
    asked.add("SELECT t.work, COUNT(*), MIN(t.deadline_ms), SUM(CASE WHEN ").add(is_late);
    asked.add(" OR t.deadline_ms <= ? THEN 1 ELSE 0 END)", {now.ms});
    for (std::string_view const what : {"1", "t.refund_fen"}) {
        asked.add(", SUM(CASE WHEN NOT ").add(is_late);
        asked.add(" AND t.deadline_ms > ? AND t.deadline_ms <= ? THEN ", {now.ms, soon});
        asked.add(what).add(" ELSE 0 END)");
    }
    asked.add(" FROM ticket t WHERE");
    add_scope(asked, scope);
    asked.add(" AND t.work <> '' GROUP BY t.work");
    std::vector<PileOfWork> piles;
    Rows rows = query(tx, asked);
    while (rows.step()) {
        PileOfWork pile;
        pile.work = named<Work>(rows.text(0));
        pile.count = rows.number(1);
        if (auto const first = rows.optional_integer(2)) pile.first_deadline = Instant{*first};
        pile.overdue = rows.number(3);
        pile.half_day = rows.number(4);
        pile.half_day_fen = rows.integer(5);
        piles.push_back(pile);
    }
    std::sort(piles.begin(), piles.end(),
              [](PileOfWork const& a, PileOfWork const& b) { return a.work < b.work; });
    return piles;
}

int count_queue(ReadTx& tx, Scope const& scope, std::string_view queue) {
    Question asked;
    asked.add("SELECT COUNT(*) FROM ticket t WHERE");
    add_scope(asked, scope);
    asked.add(" AND t.queue <> '' AND t.queue = ?", {queue});
    Rows rows = query(tx, asked);
    return rows.step() ? rows.number(0) : 0;
}

std::vector<ListedTicket> list_tickets_of_order(ReadTx& tx, Scope const& scope, OrderNo const& order_no) {
    Question asked;
    asked.add(columns).add(row_of(TicketOrder::newest).key).add(from_tickets).add(" WHERE");
    add_scope(asked, scope);
    asked.add(" AND t.order_no = ?", {order_no.value});
    add_order(asked, TicketOrder::newest);
    std::vector<ListedTicket> out;
    Rows rows = query(tx, asked);
    while (rows.step()) out.push_back(listed_from(rows));
    return out;
}

std::vector<TicketNo> newest_tickets(ReadTx& tx, Scope const& scope, Instant since, int limit) {
    Question asked;
    asked.add("SELECT t.ticket_no FROM ticket t WHERE");
    add_scope(asked, scope);
    asked.add(" AND t.applied_at_ms >= ?", {since.ms});
    add_order(asked, TicketOrder::newest);
    asked.add(" LIMIT ?", {limit});
    std::vector<TicketNo> out;
    Rows rows = query(tx, asked);
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
