#include "store/ticket_walk.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "store/bodies.hpp"
#include "store/ticket_counts.hpp"

namespace afterdesk::store {

namespace {

/// What a condition looks at; an index holds some of it.
enum Column : unsigned {
    of_type = 1,
    of_reason = 2,
    of_amount = 4,
    of_time = 8,
    of_work = 16,
    of_due = 32,
    of_status = 64,
    of_queue = 128,
    of_shop = 256,
    of_decided = 512,
    of_deadline = 1'024,
};

/// The indexes that lists are walked by (store/migration_lists.hpp).
enum class Source : unsigned char { buyer, decided, queue, open, deadline, amount, status, all };
struct SourceRow {
    std::string_view must;  ///< what the index is of
    unsigned holds;
};
constexpr unsigned plain = of_type | of_reason | of_amount | of_time;
constexpr SourceRow source_rows[] = {
    {"", of_time},
    {" AND t.arbitration = 'decided'", of_time | of_decided},
    {" AND t.queue <> ''", of_time | of_queue},
    {" AND t.work <> ''", plain | of_work | of_due | of_status | of_deadline},
    {" AND t.deadline_ms IS NOT NULL", plain | of_work | of_due | of_deadline},
    {"", plain},
    {"", plain | of_status},
    {"", plain},
};

/// Those without a deadline stand behind all others, the newest first.
constexpr std::int64_t no_deadline = std::int64_t{1} << 62;
constexpr OrderKey order_keys[] = {
    {"t.applied_at_ms", true},
    {"t.applied_at_ms", false},
    {"COALESCE(t.deadline_ms, 4611686018427387904 - t.applied_at_ms)", false},
    {"COALESCE(t.deadline_ms, t.applied_at_ms - 4611686018427387904)", true},
    {"t.refund_fen", true},
    {"t.refund_fen", false},
};
static_assert(no_deadline == 4'611'686'018'427'387'904);

bool is_by_deadline(TicketOrder order) {
    return order == TicketOrder::deadline || order == TicketOrder::deadline_last;
}
bool is_by_amount(TicketOrder order) {
    return order == TicketOrder::amount || order == TicketOrder::amount_least;
}

/// What the filter's conditions look at.
unsigned needs_of(TicketFilter const& filter) {
    unsigned needs = 0;
    if (!filter.types.empty()) needs |= of_type;
    if (!filter.reasons.empty()) needs |= of_reason;
    if (filter.least_fen || filter.most_fen) needs |= of_amount;
    if (filter.since || filter.before) needs |= of_time;
    if (!filter.work.empty()) needs |= of_work;
    if (filter.due) needs |= of_due;
    if (filter.status) needs |= of_status;
    if (!filter.queue.empty()) needs |= of_queue;
    if (!filter.shop.empty()) needs |= of_shop;
    if (filter.arbitration) needs |= of_decided;
    return needs;
}

// ---- Conditions -------------------------------------------------------------------------------------------

/// Reminded once, and still waited for: while the platform decides nobody is late.
constexpr std::string_view is_late = "(t.late = 1 AND t.work NOT IN ('proof', 'dispute'))";

void add_due(Question& asked, Due due, Instant now) {
    asked.add(" AND t.work <> ''");
    if (due == Due::overdue) {
        asked.add(" AND (").add(is_late).add(" OR t.deadline_ms <= ?)", {now.ms});
    } else {
        asked.add(" AND NOT ").add(is_late);
        asked.add(" AND t.deadline_ms > ? AND t.deadline_ms <= ?", {now.ms, (now + reach_of(due)).ms});
    }
}

void add_time(Question& asked, std::optional<Instant> since, std::optional<Instant> before) {
    if (since) asked.add(" AND t.applied_at_ms >= ?", {since->ms});
    if (before) asked.add(" AND t.applied_at_ms < ?", {before->ms});
}

void add_amount(Question& asked, std::optional<Fen> least, std::optional<Fen> most) {
    if (least) asked.add(" AND t.refund_fen >= ?", {*least});
    if (most) asked.add(" AND t.refund_fen <= ?", {*most});
}

/// Those of these columns.
void add_conditions(Question& asked, TicketFilter const& filter, unsigned columns) {
    auto const name = [](auto value) { return wire::name_of(value); };
    if (columns & of_type) asked.one_of("t.type", filter.types, name);
    if (columns & of_reason)
        asked.one_of("t.reason", filter.reasons,
                     [](std::string const& code) { return std::string_view(code); });
    if (columns & of_work) asked.one_of("t.work", filter.work, name);
    if (columns & of_amount) add_amount(asked, filter.least_fen, filter.most_fen);
    if (columns & of_time) add_time(asked, filter.since, filter.before);
    if (columns & of_due) add_due(asked, *filter.due, filter.now);
    if (columns & of_status) asked.add(" AND t.status = ?", {wire::name_of(*filter.status)});
    if (columns & of_queue) asked.add(" AND t.queue = ?", {filter.queue});
    if (columns & of_shop) asked.add(" AND t.shop_id = ?", {filter.shop});
    if (columns & of_decided) asked.add(" AND t.arbitration = ?", {wire::name_of(*filter.arbitration)});
}

// ---- A walk along one index -------------------------------------------------------------------------------

/// One index, and which of its entries.
struct Way {
    Source source;
    TicketOrder order;     ///< one that the index stands in
    bool undated = false;  ///< only those without a deadline
    std::optional<TicketPlace> behind{};
};
SourceRow const& row_of(Source source) { return source_rows[static_cast<std::size_t>(source)]; }

/// By the time of application.
Source source_by_time(TicketFilter const& filter) {
    if (filter.scope.of == Scope::Of::buyer) return Source::buyer;
    if (!filter.work.empty() || filter.due) return Source::open;
    if (!filter.queue.empty()) return Source::queue;
    if (filter.arbitration) return Source::decided;
    return filter.status ? Source::status : Source::all;
}

/// What the index begins with says these already.
unsigned said_by(Way const& way) {
    unsigned said = 0;
    if (is_by_time(way.order)) said |= of_time;
    if (is_by_amount(way.order)) said |= of_amount;
    if (way.source == Source::status) said |= of_status;
    if (way.source == Source::queue) said |= of_queue;
    if (way.source == Source::decided) said |= of_decided;
    return said;
}

/// Where on the index it begins and ends. Rule: what ends it is always said; what begins it, unless the place
/// says more.
void add_range(Question& asked, TicketFilter const& filter, Way const& way) {
    bool const down = key_of(way.order).descending;
    bool const from_start = !way.behind;
    if (is_by_time(way.order)) {
        add_time(asked, down || from_start ? filter.since : std::nullopt,
                 !down || from_start ? filter.before : std::nullopt);
    } else if (is_by_amount(way.order)) {
        add_amount(asked, down || from_start ? filter.least_fen : std::nullopt,
                   !down || from_start ? filter.most_fen : std::nullopt);
    } else if (filter.due && *filter.due != Due::overdue) {
        if (down || from_start) asked.add(" AND t.deadline_ms > ?", {filter.now.ms});
        if (!down || from_start)
            asked.add(" AND t.deadline_ms <= ?", {(filter.now + reach_of(*filter.due)).ms});
    }
}

std::string_view column_of(TicketOrder order) {
    return is_by_deadline(order) ? "t.deadline_ms" : key_of(order).key;
}

/// What fits: 2; what does not: 0, or 1 when the row itself had to be looked at.
void add_fits(Question& asked, TicketFilter const& filter, Way const& way) {
    unsigned const needs = needs_of(filter) & ~said_by(way);
    unsigned const holds = row_of(way.source).holds;
    asked.add("CASE WHEN 1 = 1");
    add_conditions(asked, filter, needs & holds);
    if (way.undated && (holds & of_deadline) != 0) asked.add(" AND t.deadline_ms IS NULL");
    bool const rest = (needs & ~holds) != 0 || (way.undated && (holds & of_deadline) == 0);
    if (!rest) {
        asked.add(" THEN 2 ELSE 0 END");
        return;
    }
    asked.add(" THEN CASE WHEN 1 = 1");
    add_conditions(asked, filter, needs & ~holds);
    if (way.undated) asked.add(" AND t.deadline_ms IS NULL");
    asked.add(" THEN 2 ELSE 1 END ELSE 0 END");
}

void add_entries(Question& asked, TicketFilter const& filter, Way const& way) {
    asked.add(" FROM ticket t WHERE");
    add_scope(asked, filter.scope);
    asked.add(row_of(way.source).must);
    add_conditions(asked, filter, said_by(way) & needs_of(filter) & ~(of_time | of_amount));
    add_range(asked, filter, way);
}

Question entries_of(TicketFilter const& filter, Way const& way, int budget) {
    std::string_view const column = column_of(way.order);
    bool const down = key_of(way.order).descending;
    Question asked;
    asked.add("SELECT t.ticket_no, ").add(column).add(", ");
    add_fits(asked, filter, way);
    add_entries(asked, filter, way);
    if (way.behind) {
        asked.add(" AND (").add(column).add(down ? ", t.ticket_no) < (?, ?)" : ", t.ticket_no) > (?, ?)",
                                            {way.behind->key, way.behind->ticket_no});
    }
    std::string_view const direction = down ? " DESC" : "";
    asked.add(" ORDER BY ").add(column).add(direction).add(", t.ticket_no").add(direction);
    asked.add(" LIMIT ?", {budget});
    return asked;
}

constexpr int row_cost = 3;  ///< more than an entry's

/// Takes from the budget what one entry costs; false when there is nothing left.
bool pay(int& budget, int fits) {
    budget -= fits == 1 ? 1 + row_cost : 1;
    return budget > 0;
}

template <class KeyOf>
void walk_way(ReadTx& tx, TicketFilter const& filter, Way const& way, Walk& walk, KeyOf key) {
    Rows rows = query(tx, entries_of(filter, way, walk.budget));
    while (walk.found.size() < walk.wanted && rows.step()) {
        int const fits = rows.number(2);
        bool const goes_on = pay(walk.budget, fits);
        if (goes_on && fits != 2) continue;
        TicketPlace place{key(rows.integer(1)), rows.text(0)};
        if (!goes_on) walk.left = place;
        if (fits == 2) walk.found.push_back(std::move(place));
        if (!goes_on) return;
    }
}

// ---- Orders that no index of the scope stands in ----------------------------------------------------------

/// A buyer's tickets are few: those that fit are sorted when they have been found.
void walk_and_sort(ReadTx& tx, TicketFilter const& filter, Walk& walk) {
    Way const way{Source::buyer, TicketOrder::newest};
    Question asked;
    asked.add("SELECT t.ticket_no, ").add(key_of(filter.order).key).add(", ");
    add_fits(asked, filter, way);
    add_entries(asked, filter, way);
    asked.add(" ORDER BY t.applied_at_ms DESC, t.ticket_no DESC LIMIT ?", {walk.budget});
    Rows rows = query(tx, asked);
    while (rows.step()) {
        if (rows.number(2) == 2) walk.found.push_back({rows.integer(1), rows.text(0)});
        if (!pay(walk.budget, 1)) break;
    }
    sort_places(walk.found, filter);
    if (walk.found.size() > walk.wanted) walk.found.resize(walk.wanted);
}

/// First those that have a deadline, then the others.
void walk_deadlines(ReadTx& tx, TicketFilter const& filter, Walk& walk) {
    bool const down = key_of(filter.order).descending;
    auto const key_of_undated = [&](std::int64_t applied_at_ms) {
        return down ? applied_at_ms - no_deadline : no_deadline - applied_at_ms;
    };
    std::optional<TicketPlace> behind = filter.behind;
    bool const dated = !behind || (down ? behind->key >= 0 : behind->key < no_deadline / 2);
    if (dated) {
        walk_way(tx, filter, {Source::deadline, filter.order, false, behind}, walk,
                 [](std::int64_t key) { return key; });
        if (walk.left || walk.found.size() >= walk.wanted) return;
        behind.reset();
    } else {
        behind->key = down ? behind->key + no_deadline : no_deadline - behind->key;
    }
    if (filter.due && *filter.due != Due::overdue) return;
    walk_way(tx, filter, {source_by_time(filter), TicketOrder::newest, true, behind}, walk, key_of_undated);
}

// ---- Counts -----------------------------------------------------------------------------------------------

void count_along(ReadTx& tx, TicketFilter const& filter, Counts& counts) {
    Way const way{source_by_time(filter), TicketOrder::newest};
    Question asked;
    asked.add("SELECT t.status, ");
    add_fits(asked, filter, way);
    add_entries(asked, filter, way);
    asked.add(" ORDER BY t.applied_at_ms DESC, t.ticket_no DESC LIMIT ?", {filter.budget});
    bool const in_index = (row_of(way.source).holds & of_status) != 0;
    int budget = filter.budget;
    Rows rows = query(tx, asked);
    while (rows.step()) {
        int const fits = rows.number(1);
        if (fits == 2) ++counts.by_status[named<ShortStatus>(rows.text(0))];
        if (!pay(budget, in_index ? 0 : 1)) counts.at_least = true;
        if (counts.at_least) return;
    }
}

/// Each status by its index, with a share of the budget.
void count_each_status(ReadTx& tx, TicketFilter filter, Counts& counts) {
    int const share = filter.budget / 4;  // most tickets are over: two or three of eight are large
    for (int i = 0; i <= static_cast<int>(ShortStatus::shut); ++i) {
        filter.status = static_cast<ShortStatus>(i);
        Way const way{Source::status, TicketOrder::newest};
        Question asked;
        asked.add("SELECT ");
        add_fits(asked, filter, way);
        add_entries(asked, filter, way);
        asked.add(" ORDER BY t.applied_at_ms DESC, t.ticket_no DESC LIMIT ?", {share});
        int count = 0;
        int budget = share;
        Rows rows = query(tx, asked);
        while (rows.step()) {
            int const fits = rows.number(0);
            count += fits == 2 ? 1 : 0;
            if (pay(budget, fits)) continue;
            counts.at_least = true;
            break;
        }
        if (count > 0) counts.by_status[*filter.status] = count;
    }
}

/// Adds those numbers that are kept under one of these words.
template <class Values>
void add_kept(ReadTx& tx, Scope const& scope, CountOf of, Values const& values, Counts& counts) {
    for (NamedCount const& one : counts_of(tx, scope, of)) {
        bool const wanted =
            values.empty() || std::find(values.begin(), values.end(), one.words.front()) != values.end();
        if (wanted) counts.by_status[named<ShortStatus>(one.words.back())] += one.count;
    }
}

template <class Values>
std::vector<std::string_view> names_of(Values const& values) {
    std::vector<std::string_view> names;
    for (auto const value : values) names.push_back(wire::name_of(value));
    return names;
}

/// The piles of an arbitration that is not decided.
std::vector<Work> piles_of(TicketFilter const& filter) {
    if (filter.arbitrated) return {Work::proof, Work::dispute};
    if (!filter.arbitration || *filter.arbitration == ArbitrationStep::decided) return {};
    return {*filter.arbitration == ArbitrationStep::evidence ? Work::proof : Work::dispute};
}

/// False when none of the piles is asked for.
bool narrow_to_piles(TicketFilter& filter) {
    std::vector<Work> piles = piles_of(filter);
    filter.arbitrated = false;
    if (piles.empty()) return true;
    filter.arbitration.reset();
    auto const& asked = filter.work;
    if (!asked.empty()) {
        std::erase_if(piles,
                      [&](Work pile) { return std::find(asked.begin(), asked.end(), pile) == asked.end(); });
    }
    filter.work = std::move(piles);
    return !filter.work.empty();
}

/// To whoever the buyer is of a ticket that is seen oneself. False when it is not.
bool narrow_to_buyer(ReadTx& tx, TicketFilter& filter) {
    Rows rows = sql(tx).query("SELECT shop_id, buyer_id FROM ticket WHERE tenant = $1 AND ticket_no = $2",
                              {filter.scope.tenant.value, filter.same_buyer});
    if (!rows.step() || !sees(filter.scope, {rows.text(0)}, {rows.text(1)})) return false;
    if (filter.scope.of == Scope::Of::shop) {
        if (!filter.shop.empty() && filter.shop != filter.scope.id) return false;
        filter.shop = filter.scope.id;
    }
    filter.scope = {filter.scope.tenant, Scope::Of::buyer, rows.text(1)};
    filter.same_buyer.clear();
    return true;
}

/// False when the shop is another's.
bool narrow_to_shop(TicketFilter& filter) {
    if (filter.shop.empty() || filter.scope.of == Scope::Of::buyer) return true;
    if (filter.scope.of == Scope::Of::shop && filter.scope.id != filter.shop) return false;
    filter.scope = {filter.scope.tenant, Scope::Of::shop, std::move(filter.shop)};
    filter.shop.clear();
    return true;
}

}  // namespace

std::optional<TicketFilter> narrow(ReadTx& tx, TicketFilter filter) {
    if (!narrow_to_piles(filter)) return std::nullopt;
    if (!filter.same_buyer.empty() && !narrow_to_buyer(tx, filter)) return std::nullopt;
    return narrow_to_shop(filter) ? std::optional(std::move(filter)) : std::nullopt;
}

OrderKey const& key_of(TicketOrder order) { return order_keys[static_cast<std::size_t>(order)]; }

bool is_by_time(TicketOrder order) { return order == TicketOrder::newest || order == TicketOrder::oldest; }

void add_scope(Question& asked, Scope const& scope) {
    asked.add(" t.tenant = ?", {scope.tenant.value});
    switch (scope.of) {
        case Scope::Of::buyer: asked.add(" AND t.buyer_id = ?", {scope.id}); return;
        case Scope::Of::shop: asked.add(" AND t.shop_id = ?", {scope.id}); return;
        case Scope::Of::tenant: return;
    }
    CHECK(false);
}

void add_conditions(Question& asked, TicketFilter const& filter) {
    add_conditions(asked, filter, needs_of(filter) & ~of_status);
}

void sort_places(std::vector<TicketPlace>& places, TicketFilter const& filter) {
    bool const down = key_of(filter.order).descending;
    auto const before = [&](TicketPlace const& a, TicketPlace const& b) {
        auto const left = std::tie(a.key, a.ticket_no);
        auto const right = std::tie(b.key, b.ticket_no);
        return down ? left > right : left < right;
    };
    if (filter.behind)
        std::erase_if(places, [&](TicketPlace const& place) { return !before(*filter.behind, place); });
    std::sort(places.begin(), places.end(), before);
}

void walk(ReadTx& tx, TicketFilter const& filter, Walk& walk) {
    bool const of_buyer = filter.scope.of == Scope::Of::buyer;
    if (of_buyer && !is_by_time(filter.order)) return walk_and_sort(tx, filter, walk);
    if (is_by_deadline(filter.order)) return walk_deadlines(tx, filter, walk);
    Source const source = is_by_amount(filter.order) ? Source::amount : source_by_time(filter);
    walk_way(tx, filter, {source, filter.order, false, filter.behind}, walk,
             [](std::int64_t key) { return key; });
}

Counts count_tickets(ReadTx& tx, TicketFilter const& filter) {
    Counts counts;
    unsigned const needs = needs_of(filter) & ~of_status;
    bool const of_buyer = filter.scope.of == Scope::Of::buyer;
    if ((needs & ~of_type) == 0) {
        add_kept(tx, filter.scope, CountOf::type, names_of(filter.types), counts);
    } else if (needs == of_work && !of_buyer) {
        add_kept(tx, filter.scope, CountOf::work, names_of(filter.work), counts);
    } else if (needs == of_queue) {
        add_kept(tx, filter.scope, CountOf::queue, std::vector<std::string_view>{filter.queue}, counts);
    } else {
        TicketFilter any = filter;
        any.status.reset();
        if (source_by_time(any) == Source::all) {
            count_each_status(tx, std::move(any), counts);
        } else {
            count_along(tx, any, counts);
        }
    }
    return counts;
}

}  // namespace afterdesk::store
