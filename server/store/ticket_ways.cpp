#include "store/ticket_ways.hpp"

#include <algorithm>

#include "base/spelled.hpp"
#include "store/bodies.hpp"
#include "store/ticket_walk.hpp"

namespace afterdesk::store {

namespace {

constexpr unsigned plain = of_type | of_reason | of_amount | of_time;
constexpr unsigned of_staffs_work = of_work | of_due | of_deadline;

bool is_over(ShortStatus status) { return status == ShortStatus::done || status == ShortStatus::shut; }
/// What is over, as the index of it says it.
constexpr std::string_view what_is_over = " AND NOT (t.status NOT IN ('done', 'shut'))";

std::string equal(std::string_view column, std::string_view name) {
    return " AND t." + std::string(column) + " = '" + std::string(name) + "'";
}

/// By status those that are open; of what is over little asks something of staff.
std::vector<Stretch> of_work_by_time(TicketFilter const& filter) {
    std::vector<Stretch> all;
    for (int i = 0; i < enumerator_count<ShortStatus>; ++i) {
        auto const status = static_cast<ShortStatus>(i);
        if (is_over(status) || (filter.status && *filter.status != status)) continue;
        all.push_back({equal("status", wire::name_of(status)), of_status, plain | of_staffs_work});
    }
    if (!filter.status || is_over(*filter.status))
        all.push_back(
            {" AND t.work <> ''" + std::string(what_is_over), 0, plain | of_staffs_work | of_status});
    return all;
}

/// Pile by pile, and what waits for somebody else.
std::vector<Stretch> of_deadlines(TicketFilter const& filter) {
    constexpr unsigned holds = plain | of_staffs_work | of_status;
    constexpr std::string_view dated = " AND t.deadline_ms IS NOT NULL";
    std::vector<Stretch> all;
    auto const add = [&](std::string_view pile) {
        all.push_back({equal("work", pile) + std::string(dated), of_work, holds});
    };
    auto const& asked = filter.work;
    for (int i = 0; i < work_count; ++i) {
        auto const work = static_cast<Work>(i);
        if (asked.empty() || std::find(asked.begin(), asked.end(), work) != asked.end())
            add(wire::name_of(work));
    }
    if (asked.empty() && !filter.due) add("");
    return all;
}

std::vector<Stretch> of_amounts(TicketFilter const& filter) {
    std::vector<Stretch> all;
    if (!filter.status || is_over(*filter.status))
        all.push_back({std::string(what_is_over), 0, plain | of_status});
    if (!filter.status || !is_over(*filter.status))
        all.push_back({" AND t.status NOT IN ('done', 'shut')", 0, plain | of_status});
    return all;
}

}  // namespace

std::vector<Stretch> stretches_of(TicketFilter const& filter, Way const& way) {
    switch (way.source) {
        case Source::buyer: return {{"", 0, of_time | of_status | of_type}};
        case Source::decided: return {{" AND t.arbitration = 'decided'", of_decided, of_time}};
        case Source::queue: return {{" AND t.queue <> ''", 0, of_time | of_queue}};
        case Source::work: return of_work_by_time(filter);
        case Source::deadline: return of_deadlines(filter);
        case Source::amount: return of_amounts(filter);
        case Source::status: return {{"", 0, plain | of_staffs_work | of_status}};
        case Source::all: return {{"", 0, plain}};
    }
    CHECK(false);
}

std::vector<std::string_view> all_piles() {
    std::vector<std::string_view> piles{""};
    for (int i = 0; i < work_count; ++i) piles.push_back(wire::name_of(static_cast<Work>(i)));
    return piles;
}

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
    if (filter.appeal) needs |= of_appeal;
    return needs;
}

// ---- Conditions -------------------------------------------------------------------------------------------

namespace {

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

/// Rule: what a row itself says comes first, its document last.
void add_appeal(Question& asked, AppealStep step) {
    bool const over = step == AppealStep::decided;
    asked.add(over ? " AND t.arbitration = 'decided'" : " AND t.arbitration IN ('requested', 'evidence')");
    asked.add(" AND t.body ->> '$.arbitration.appeal.by' IS NOT NULL");
}

}  // namespace

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
    if (columns & of_appeal) add_appeal(asked, *filter.appeal);
}

// ---- Entries ----------------------------------------------------------------------------------------------

Source source_by_time(TicketFilter const& filter) {
    if (filter.scope.of == Scope::Of::buyer) return Source::buyer;
    if (!filter.work.empty() || filter.due) return Source::work;
    if (!filter.queue.empty()) return Source::queue;
    if (filter.arbitration) return Source::decided;
    return filter.status ? Source::status : Source::all;
}

std::optional<Way> few_by(TicketFilter const& filter) {
    if (filter.scope.of == Scope::Of::buyer || is_by_deadline(filter.order)) return std::nullopt;
    Source const by_time = source_by_time(filter);
    if (is_by_amount(filter.order))
        return by_time == Source::all ? std::nullopt : std::optional(Way{by_time, TicketOrder::newest});
    bool const of_all = by_time == Source::all || by_time == Source::status;
    bool const ranged = filter.least_fen.has_value() || filter.most_fen.has_value();
    return of_all && ranged ? std::optional(Way{Source::amount, TicketOrder::amount}) : std::nullopt;
}

namespace {

/// What the index begins with says these already.
unsigned said_by(Way const& way) {
    unsigned said = 0;
    if (is_by_time(way.order)) said |= of_time;
    if (is_by_amount(way.order)) said |= of_amount;
    if (way.source == Source::status) said |= of_status;
    if (way.source == Source::queue) said |= of_queue;
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

/// A column of an entry: whether it fits.
void add_fits(Question& asked, TicketFilter const& filter, Way const& way, Stretch const& of) {
    unsigned const needs = needs_of(filter) & ~said_by(way) & ~of.said;
    asked.add("CASE WHEN 1 = 1");
    add_conditions(asked, filter, needs & of.holds);
    if (way.undated && (of.holds & of_deadline) != 0) asked.add(" AND t.deadline_ms IS NULL");
    bool const rest = (needs & ~of.holds) != 0 || (way.undated && (of.holds & of_deadline) == 0);
    if (!rest) {
        asked.add(" THEN 2 ELSE 0 END");
        return;
    }
    asked.add(" THEN CASE WHEN 1 = 1");
    add_conditions(asked, filter, needs & ~of.holds);
    if (way.undated) asked.add(" AND t.deadline_ms IS NULL");
    asked.add(" THEN 2 ELSE 1 END ELSE 0 END");
}

std::string_view column_of(TicketOrder order) {
    return is_by_deadline(order) ? "t.deadline_ms" : key_of(order).key;
}

void add_stretch(Question& asked, TicketFilter const& filter, Way const& way, Stretch const& of) {
    asked.add(" FROM ticket t WHERE");
    add_scope(asked, filter.scope);
    asked.add(of.must);
    add_conditions(asked, filter, said_by(way) & needs_of(filter) & ~(of_time | of_amount));
    add_range(asked, filter, way);
    if (!way.behind) return;
    asked.add(" AND (").add(column_of(way.order));
    asked.add(key_of(way.order).descending ? ", t.ticket_no) < (?, ?)" : ", t.ticket_no) > (?, ?)",
              {way.behind->key, way.behind->ticket_no});
}

}  // namespace

Question entries_of(TicketFilter const& filter, Way const& way, std::string_view more, int limit) {
    Question asked;
    char const* before = "SELECT t.ticket_no, ";
    for (Stretch const& stretch : stretches_of(filter, way)) {
        asked.add(before).add(column_of(way.order)).add(", ");
        add_fits(asked, filter, way, stretch);
        asked.add(", ").add(more);
        add_stretch(asked, filter, way, stretch);
        before = " UNION ALL SELECT t.ticket_no, ";  // merged as they come, as all stand in one order
    }
    bool const down = key_of(way.order).descending;
    return std::move(
        asked.add(down ? " ORDER BY 2 DESC, 1 DESC" : " ORDER BY 2, 1").add(" LIMIT ?", {limit}));
}

bool pay(int& budget, int fits) {
    constexpr int row_cost = 3;  // more than an entry's
    budget -= fits == 1 ? 1 + row_cost : 1;
    return budget > 0;
}

}  // namespace afterdesk::store
