#include <algorithm>

#include "store/bodies.hpp"
#include "store/ticket_counts.hpp"
#include "store/ticket_walk.hpp"
#include "store/ticket_ways.hpp"

namespace afterdesk::store {

namespace {

template <class Values>
std::vector<std::string_view> names_of(Values const& values) {
    std::vector<std::string_view> names;
    for (auto const value : values) names.push_back(wire::name_of(value));
    return names;
}

// ---- Numbers that are kept --------------------------------------------------------------------------------

template <class Values, class Value>
bool is_among(Values const& values, Value const& value) {
    return values.empty() || std::find(values.begin(), values.end(), value) != values.end();
}

/// Adds those numbers that are kept under one of these words.
template <class Values>
void add_kept(ReadTx& tx, Scope const& scope, CountOf of, Values const& values, Counts& counts) {
    for (NamedCount const& one : counts_of(tx, scope, of)) {
        if (is_among(values, one.words.front()))
            counts.by_status[named<ShortStatus>(one.words.back())] += one.count;
    }
}

void add_kept_of_reasons(ReadTx& tx, TicketFilter const& filter, Counts& counts) {
    auto const types = names_of(filter.types);
    for (NamedCount const& one : counts_of(tx, filter.scope, CountOf::reason)) {
        // A reason's code may have signs of its own.
        std::size_t const last = one.words.size() - 1;
        std::string reason = one.words[0];
        for (std::size_t i = 1; i + 1 < last; ++i) reason += '/' + one.words[i];
        if (is_among(filter.reasons, reason) && is_among(types, one.words[last - 1]))
            counts.by_status[named<ShortStatus>(one.words[last])] += one.count;
    }
}

// ---- Numbers that are counted -----------------------------------------------------------------------------

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

/// By the index of amounts, where it has few of them. Promise: whether it was so.
bool count_few(ReadTx& tx, TicketFilter const& filter, Counts& counts) {
    auto const way = few_by(filter);
    if (!way || way->source != Source::amount) return false;
    Question asked;
    asked.add("SELECT t.status, ");
    add_fits(asked, filter, *way);
    add_entries(asked, filter, *way);
    asked.add(" ORDER BY t.refund_fen DESC, t.ticket_no DESC LIMIT ?", {few_entries});
    Counts seen;
    int budget = few_entries;
    Rows rows = query(tx, asked);
    while (rows.step()) {
        int const fits = rows.number(1);
        if (!pay(budget, fits)) return false;
        if (fits == 2) ++seen.by_status[named<ShortStatus>(rows.text(0))];
    }
    counts = std::move(seen);
    return true;
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

}  // namespace

std::optional<Counts> kept_counts(ReadTx& tx, TicketFilter const& filter) {
    Counts counts;
    unsigned const needs = needs_of(filter) & ~of_status;
    bool const of_buyer = filter.scope.of == Scope::Of::buyer;
    if ((needs & ~of_type) == 0) {
        add_kept(tx, filter.scope, CountOf::type, names_of(filter.types), counts);
    } else if ((needs & ~(of_type | of_reason)) == 0 && !of_buyer) {
        add_kept_of_reasons(tx, filter, counts);
    } else if (needs == of_work && !of_buyer) {
        add_kept(tx, filter.scope, CountOf::work, names_of(filter.work), counts);
    } else if (needs == of_queue) {
        add_kept(tx, filter.scope, CountOf::queue, std::vector<std::string_view>{filter.queue}, counts);
    } else if (needs == of_decided && !of_buyer) {
        add_kept(tx, filter.scope, CountOf::decided, std::vector<std::string_view>(), counts);
    } else {
        return std::nullopt;
    }
    return counts;
}

Counts count_tickets(ReadTx& tx, TicketFilter const& filter) {
    Counts counts;
    TicketFilter any = filter;
    any.status.reset();
    any.order = TicketOrder::newest;
    any.budget = std::min(filter.budget, count_budget);
    if (count_few(tx, any, counts)) return counts;
    if (source_by_time(any) == Source::all) {
        count_each_status(tx, std::move(any), counts);
    } else {
        count_along(tx, any, counts);
    }
    return counts;
}

}  // namespace afterdesk::store
