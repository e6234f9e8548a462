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

/// A way's entries by their status, until the budget is used up. Promise: whether it was.
bool count_entries(ReadTx& tx, TicketFilter const& filter, Way const& way, int& budget, Counts& counts) {
    Rows rows = query(tx, entries_of(filter, way, "t.status", budget));
    while (rows.step()) {
        int const fits = rows.number(2);
        if (fits == 2) ++counts.by_status[named<ShortStatus>(rows.text(3))];
        if (!pay(budget, fits)) return true;
    }
    return false;
}

void count_along(ReadTx& tx, TicketFilter const& filter, Counts& counts) {
    int budget = filter.budget;
    counts.at_least =
        count_entries(tx, filter, {source_by_time(filter), TicketOrder::newest}, budget, counts);
}

/// What is due soon stands together in the index of deadlines. Promise: whether this is asked for.
bool count_due(ReadTx& tx, TicketFilter const& filter, Counts& counts) {
    if (!filter.due || *filter.due == Due::overdue || filter.scope.of == Scope::Of::buyer) return false;
    int budget = filter.budget;
    counts.at_least = count_entries(tx, filter, {Source::deadline, TicketOrder::deadline}, budget, counts);
    return true;
}

/// By the index of amounts, where it has few of them. Promise: whether it was so.
bool count_few(ReadTx& tx, TicketFilter const& filter, Counts& counts) {
    auto const way = few_by(filter);
    if (!way || way->source != Source::amount) return false;
    Counts seen;
    int budget = few_entries;
    if (count_entries(tx, filter, *way, budget, seen)) return false;
    counts = std::move(seen);
    return true;
}

/// Each status by its index, with a share of what is left of the budget. What is over comes last: most
/// tickets are, so it takes what the others leave.
void count_each_status(ReadTx& tx, TicketFilter filter, Counts& counts) {
    constexpr int all = static_cast<int>(ShortStatus::shut) + 1;
    int budget = filter.budget;
    for (int i = 0; i < all; ++i) {
        filter.status = static_cast<ShortStatus>(i);
        int const share = std::max(1, budget / (all - i));
        int rest = share;
        bool const more = count_entries(tx, filter, {Source::status, TicketOrder::newest}, rest, counts);
        counts.at_least = counts.at_least || more;
        budget -= share - rest;
    }
}

}  // namespace

std::optional<Counts> kept_counts(ReadTx& tx, TicketFilter const& filter) {
    if (filter.scope.of == Scope::Of::buyer) return std::nullopt;
    Counts counts;
    unsigned const needs = needs_of(filter) & ~of_status;
    if ((needs & ~of_type) == 0) {
        add_kept(tx, filter.scope, CountOf::type, names_of(filter.types), counts);
    } else if ((needs & ~(of_type | of_reason)) == 0) {
        add_kept_of_reasons(tx, filter, counts);
    } else if (needs == of_work) {
        add_kept(tx, filter.scope, CountOf::work, names_of(filter.work), counts);
    } else if (needs == of_queue) {
        add_kept(tx, filter.scope, CountOf::queue, std::vector<std::string_view>{filter.queue}, counts);
    } else if (needs == of_decided) {
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
    if (count_due(tx, any, counts) || count_few(tx, any, counts)) return counts;
    if (source_by_time(any) == Source::all) {
        count_each_status(tx, std::move(any), counts);
    } else {
        count_along(tx, any, counts);
    }
    return counts;
}

}  // namespace afterdesk::store
