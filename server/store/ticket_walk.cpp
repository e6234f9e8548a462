#include "store/ticket_walk.hpp"

#include <algorithm>
#include <tuple>

#include "store/bodies.hpp"
#include "store/ticket_ways.hpp"

namespace afterdesk::store {

namespace {

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

// ---- A walk along one index -------------------------------------------------------------------------------

template <class KeyOf>
void walk_way(ReadTx& tx, TicketFilter const& filter, Way const& way, Walk& walk, KeyOf key) {
    Rows rows = query(tx, entries_of(filter, way, "0", walk.budget));
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
    Rows rows = query(tx, entries_of(filter, way, key_of(filter.order).key, walk.budget));
    while (rows.step()) {
        if (rows.number(2) == 2) walk.found.push_back({rows.integer(3), rows.text(0)});
        if (!pay(walk.budget, 1)) break;
    }
    sort_places(walk.found, filter);
    if (walk.found.size() > walk.wanted) walk.found.resize(walk.wanted);
}

/// All that another index has of them, sorted. Promise: whether these were few.
bool walk_few(ReadTx& tx, TicketFilter const& filter, Walk& walk) {
    auto const way = few_by(filter);
    if (!way || walk.known > few_entries) return false;
    std::vector<TicketPlace> found;
    int budget = few_entries;
    Rows rows = query(tx, entries_of(filter, *way, key_of(filter.order).key, few_entries));
    while (rows.step()) {
        int const fits = rows.number(2);
        if (!pay(budget, fits)) return false;
        if (fits == 2) found.push_back({rows.integer(3), rows.text(0)});
    }
    sort_places(found, filter);
    if (found.size() > walk.wanted) found.resize(walk.wanted);
    walk.found = std::move(found);
    return true;
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

/// The piles of an arbitration that is not decided.
std::vector<Work> piles_of(TicketFilter const& filter) {
    if (filter.arbitrated) return {Work::proof, Work::dispute};
    if (!filter.arbitration || *filter.arbitration == ArbitrationStep::decided) return {};
    return {*filter.arbitration == ArbitrationStep::evidence ? Work::proof : Work::dispute};
}

/// An appeal is found among the arbitrations.
void narrow_to_appeal(TicketFilter& filter) {
    if (!filter.appeal || filter.arbitration || filter.arbitrated) return;
    if (*filter.appeal == AppealStep::decided) filter.arbitration = ArbitrationStep::decided;
    filter.arbitrated = *filter.appeal == AppealStep::open;
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
    narrow_to_appeal(filter);
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
    if (walk_few(tx, filter, walk)) return;
    Source const source = is_by_amount(filter.order) ? Source::amount : source_by_time(filter);
    walk_way(tx, filter, {source, filter.order, false, filter.behind}, walk,
             [](std::int64_t key) { return key; });
}

}  // namespace afterdesk::store
