#include <algorithm>
#include <set>

#include "base/spelled.hpp"
#include "store/bodies.hpp"
#include "store/question.hpp"
#include "store/ticket_counts.hpp"
#include "store/ticket_found.hpp"
#include "store/ticket_walk.hpp"
#include "store/tickets.hpp"

namespace afterdesk::store {

namespace {

/// What is read for each ticket of a list; what all of them have in common is read once.
struct ForEach {
    bool shop = true, buyer = true, updated = true;
};

std::string listed_columns(ForEach const& each) {
    std::string text = "SELECT t.ticket_no, t.order_no, t.shop_id, ";
    text += each.shop ? "s.name, " : "'', ";
    text += each.buyer ? "b.name, " : "'', ";
    text +=
        "t.type, t.state, t.status, t.title, t.spec, t.image, t.line_count, t.quantity, t.refund_fen,"
        " t.reason, t.applied_at_ms, t.deadline_ms, t.version, t.queue, ";
    text += each.updated ? "(SELECT e.at_ms FROM ticket_event e WHERE e.tenant = t.tenant"
                           " AND e.ticket_no = t.ticket_no ORDER BY e.seq DESC LIMIT 1), "
                         : "NULL, ";
    text +=
        "t.arbitration, CASE WHEN t.arbitration <> '' THEN t.body ->> '$.arbitration.appeal.by' END"
        " FROM ticket t";
    if (each.shop) text += " JOIN shop s ON s.tenant = t.tenant AND s.shop_id = t.shop_id";
    if (each.buyer) text += " JOIN buyer b ON b.tenant = t.tenant AND b.buyer_id = t.buyer_id";
    return text;
}

constexpr std::string_view newest_first = " ORDER BY t.applied_at_ms DESC, t.ticket_no DESC";

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
    if (!row.text(20).empty()) out.arbitration = named<ArbitrationStep>(row.text(20));
    bool const over = out.arbitration == ArbitrationStep::decided;
    if (!row.is_null(21)) out.appeal = over ? AppealStep::decided : AppealStep::open;
    return out;
}

/// Reads a list's tickets one by one.
class Reader {
  public:
    Reader(ReadTx& tx, Scope const& scope, bool updated) : tx_(tx), scope_(scope) {
        bool const of_shop = scope.of == Scope::Of::shop, of_buyer = scope.of == Scope::Of::buyer;
        text_ = listed_columns({!of_shop, !of_buyer, updated}) + " WHERE t.tenant = $1 AND t.ticket_no = $2";
        if (of_shop) shop_name_ = name("SELECT name FROM shop WHERE tenant = $1 AND shop_id = $2");
        if (of_buyer) buyer_name_ = name("SELECT name FROM buyer WHERE tenant = $1 AND buyer_id = $2");
    }

    ListedTicket read(std::string const& ticket_no) {
        Rows rows = sql(tx_).query(text_, {scope_.tenant.value, ticket_no});
        CHECK(rows.step());
        ListedTicket out = listed_from(rows);
        if (shop_name_) out.shop_name = *shop_name_;
        if (buyer_name_) out.buyer_name = *buyer_name_;
        return out;
    }

  private:
    std::string name(std::string_view asked) {
        Rows rows = sql(tx_).query(asked, {scope_.tenant.value, scope_.id});
        return rows.step() ? rows.text(0) : std::string();
    }

    ReadTx& tx_;
    Scope const& scope_;
    std::string text_;
    std::optional<std::string> shop_name_, buyer_name_;
};

/// Units: of `places` there is one more than the page has, when there is.
void fill_page(ReadTx& tx, TicketFilter const& filter, std::vector<TicketPlace> const& places,
               std::optional<TicketPlace> const& left, TicketList& list) {
    std::size_t const count = std::min(places.size(), static_cast<std::size_t>(filter.limit));
    list.items.reserve(count);
    Reader reader(tx, filter.scope, filter.updated);
    for (std::size_t i = 0; i < count; ++i) list.items.push_back(reader.read(places[i].ticket_no));
    list.next = left;
    if (count < places.size()) list.next = places[count - 1];
}

void list_found(ReadTx& tx, TicketFilter const& filter, TicketList& list) {
    if (filter.search->words.empty()) return;
    auto found = find_tickets(tx, filter, static_cast<std::size_t>(filter.limit) + 1);
    fill_page(tx, filter, found.places, found.left, list);
    list.counts = std::move(found.counts);
    list.at_least = found.at_least;
}

std::size_t number_of(Counts const& counts, std::optional<ShortStatus> status) {
    int sum = 0;
    for (auto const& [of, count] : counts.by_status) sum += !status || *status == of ? count : 0;
    return static_cast<std::size_t>(sum);
}

void list_plain(ReadTx& tx, TicketFilter const& filter, TicketList& list) {
    auto kept = filter.counted ? kept_counts(tx, filter) : std::nullopt;
    Walk steps;
    steps.wanted = static_cast<std::size_t>(filter.limit) + 1;
    steps.budget = filter.budget;
    if (kept) steps.known = number_of(*kept, filter.status);
    // Behind the last of them nothing is looked for.
    if (kept && !filter.behind) steps.wanted = std::min(steps.wanted, steps.known);
    if (steps.wanted > 0) walk(tx, filter, steps);
    fill_page(tx, filter, steps.found, steps.left, list);
    if (!filter.counted) return;
    Counts counts = kept ? std::move(*kept) : count_tickets(tx, filter);
    list.counts = std::move(counts.by_status);
    list.at_least = counts.at_least;
}

}  // namespace

TicketList list_tickets(ReadTx& tx, TicketFilter const& asked) {
    TicketList list;
    auto const filter = narrow(tx, asked);
    if (!filter) return list;
    if (filter->search) {
        list_found(tx, *filter, list);
    } else {
        list_plain(tx, *filter, list);
    }
    return list;
}

std::span<std::string_view const> ticket_order_names() { return enumerator_names<TicketOrder>; }

namespace {

/// So many of a pile are looked at for what is over soon.
constexpr int most_due = 200;

bool can_be_late(Work work) { return work != Work::proof && work != Work::dispute; }

void add_pile(Question& asked, Scope const& scope, Work work) {
    asked.add(" FROM ticket t WHERE");
    add_scope(asked, scope);
    asked.add(" AND t.work = ? AND t.deadline_ms IS NOT NULL", {wire::name_of(work)});
}

std::optional<Instant> first_deadline(ReadTx& tx, Scope const& scope, Work work) {
    Question asked;
    asked.add("SELECT t.deadline_ms");
    add_pile(asked, scope, work);
    asked.add(" ORDER BY t.deadline_ms LIMIT 1");
    Rows rows = query(tx, asked);
    return rows.step() ? std::optional(Instant{rows.integer(0)}) : std::nullopt;
}

/// Those of a pile that are due soon, the first deadlines first. Those that are late are counted already.
void count_due_soon(ReadTx& tx, Scope const& scope, Instant now, PileOfWork& pile) {
    Instant const soon = now + reach_of(Due::half_day);
    std::string_view const is_new = can_be_late(pile.work) ? "t.late = 0" : "1 = 1";
    Question asked;
    asked.add("SELECT COUNT(*), SUM(CASE WHEN is_new AND due <= ? THEN 1 ELSE 0 END),", {now.ms});
    asked.add(" SUM(CASE WHEN is_new AND due > ? THEN 1 ELSE 0 END),", {now.ms});
    asked.add(" SUM(CASE WHEN is_new AND due > ? THEN fen ELSE 0 END)", {now.ms});
    asked.add(" FROM (SELECT t.deadline_ms AS due, ").add(is_new).add(" AS is_new, t.refund_fen AS fen");
    add_pile(asked, scope, pile.work);
    asked.add(" AND t.deadline_ms <= ? ORDER BY t.deadline_ms LIMIT ?) pile", {soon.ms, most_due});
    Rows rows = query(tx, asked);
    if (!rows.step() || rows.integer(0) == 0) return;
    pile.at_least = rows.integer(0) == most_due;
    pile.overdue += rows.number(1);
    pile.half_day = rows.number(2);
    pile.half_day_fen = rows.integer(3);
}

void look_at_deadlines(ReadTx& tx, Scope const& scope, Instant now, PileOfWork& pile) {
    pile.first_deadline = first_deadline(tx, scope, pile.work);
    if (pile.first_deadline && *pile.first_deadline <= now + reach_of(Due::half_day))
        count_due_soon(tx, scope, now, pile);
}

}  // namespace

std::vector<PileOfWork> piles_of_work(ReadTx& tx, Scope const& scope, Instant now) {
    std::map<Work, PileOfWork> piles;
    for (NamedCount const& one : counts_of(tx, scope, CountOf::work)) {
        auto const work = named<Work>(one.words.at(0));
        PileOfWork& pile = piles[work];
        pile.work = work;
        pile.count += one.count;
        if (one.words.at(1) == "late" && can_be_late(work)) pile.overdue += one.count;
    }
    std::vector<PileOfWork> out;
    for (auto& [work, pile] : piles) {
        look_at_deadlines(tx, scope, now, pile);
        out.push_back(pile);
    }
    return out;
}

int count_queue(ReadTx& tx, Scope const& scope, std::string_view queue) {
    int count = 0;
    for (NamedCount const& one : counts_of(tx, scope, CountOf::queue))
        if (one.words.front() == queue) count += one.count;
    return count;
}

std::vector<std::string> queues_of(ReadTx& tx, Scope const& scope) {
    std::set<std::string> names;
    for (NamedCount const& one : counts_of(tx, scope, CountOf::queue)) names.insert(one.words.front());
    return {names.begin(), names.end()};
}

std::vector<ListedTicket> list_tickets_of_order(ReadTx& tx, Scope const& scope, OrderNo const& order_no) {
    Question asked;
    asked.add(listed_columns({.updated = false}))
        .add(" WHERE t.tenant = ? AND t.order_no = ?", {scope.tenant.value, order_no.value});
    // An order's tickets are few; put so, no engine is tempted by the index of a shop or a buyer.
    if (scope.of == Scope::Of::shop) asked.add(" AND t.shop_id || '' = ?", {scope.id});
    if (scope.of == Scope::Of::buyer) asked.add(" AND t.buyer_id || '' = ?", {scope.id});
    asked.add(newest_first);
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
    asked.add(newest_first);
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
