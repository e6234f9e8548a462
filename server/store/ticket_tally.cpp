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

/// All of a way's entries by their status. Units: `asked` begins with the status and whether it fits.
void count_entries(ReadTx& tx, Question const& asked, Way const& way, int budget, Counts& counts) {
    bool const in_index = (row_of(way.source).holds & of_status) != 0;
    Rows rows = query(tx, asked);
    while (rows.step()) {
        int const fits = rows.number(1);
        if (fits == 2) ++counts.by_status[named<ShortStatus>(rows.text(0))];
        if (pay(budget, in_index ? fits : 1)) continue;
        counts.at_least = true;
        return;
    }
}

void count_along(ReadTx& tx, TicketFilter const& filter, Counts& counts) {
    Way const way{source_by_time(filter), TicketOrder::newest};
    Question asked;
    asked.add("SELECT t.status, ");
    add_fits(asked, filter, way);
    add_entries(asked, filter, way);
    asked.add(" ORDER BY t.applied_at_ms DESC, t.ticket_no DESC LIMIT ?", {filter.budget});
    count_entries(tx, asked, way, filter.budget, counts);
}

/// What is due soon stands together in the index of deadlines. Promise: whether this is asked for.
bool count_due(ReadTx& tx, TicketFilter const& filter, Counts& counts) {
    if (!filter.due || *filter.due == Due::overdue || filter.scope.of == Scope::Of::buyer) return false;
    Way const way{Source::deadline, TicketOrder::deadline};
    Question asked;
    asked.add("SELECT t.status, ");
    add_fits(asked, filter, way);
    add_entries(asked, filter, way);
    asked.add(" ORDER BY t.deadline_ms, t.ticket_no LIMIT ?", {filter.budget});
    count_entries(tx, asked, way, filter.budget, counts);
    return true;
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

/// Each status by its index, with a share of what is left of the budget. What is over comes last: most
/// tickets are, so it takes what the others leave.
void count_each_status(ReadTx& tx, TicketFilter filter, Counts& counts) {
    constexpr int all = static_cast<int>(ShortStatus::shut) + 1;
    int budget = filter.budget;
    for (int i = 0; i < all; ++i) {
        filter.status = static_cast<ShortStatus>(i);
        Way const way{Source::status, TicketOrder::newest};
        Question asked;
        asked.add("SELECT ");
        add_fits(asked, filter, way);
        add_entries(asked, filter, way);
        int const share = std::max(1, budget / (all - i));
        asked.add(" ORDER BY t.applied_at_ms DESC, t.ticket_no DESC LIMIT ?", {share});
        int count = 0;
        int rest = share;
        Rows rows = query(tx, asked);
        while (rows.step()) {
            int const fits = rows.number(0);
            count += fits == 2 ? 1 : 0;
            if (pay(rest, fits)) continue;
            counts.at_least = true;
            break;
        }
        budget -= share - rest;
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
    if (count_due(tx, any, counts) || count_few(tx, any, counts)) return counts;
    if (source_by_time(any) == Source::all) {
        count_each_status(tx, std::move(any), counts);
    } else {
        count_along(tx, any, counts);
    }
    return counts;
}

}  // namespace afterdesk::store
