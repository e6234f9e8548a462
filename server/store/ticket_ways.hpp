#pragma once
// The indexes that lists are walked by, and what a filter asks of their entries.

#include <optional>
#include <string_view>

#include "store/question.hpp"
#include "store/tickets.hpp"

namespace afterdesk::store {

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
    of_appeal = 2'048,
};

/// The indexes (store/migration_lists.hpp).
enum class Source : unsigned char {
    buyer,
    decided,
    queue,
    open,
    deadline,
    amount,
    open_amount,  ///< of what is not over
    status,
    all,
};
struct SourceRow {
    std::string_view must;  ///< what the index is of
    unsigned holds;
};
SourceRow const& row_of(Source source);

/// One index, and which of its entries.
struct Way {
    Source source;
    TicketOrder order;     ///< one that the index stands in
    bool undated = false;  ///< only those without a deadline
    std::optional<TicketPlace> behind{};
};

bool is_by_deadline(TicketOrder order);
bool is_by_amount(TicketOrder order);
/// What the filter's conditions look at.
unsigned needs_of(TicketFilter const& filter);
/// The index that stands in the order of application.
Source source_by_time(TicketFilter const& filter);
/// The index that stands in the order of amounts.
Source source_by_amount(TicketFilter const& filter);
/// What the order's index stands by.
std::string_view column_of(TicketOrder order);

/// Another index than the order's own, of which the filter may take only a few: then those are looked at, and
/// sorted. Nothing where there is none.
std::optional<Way> few_by(TicketFilter const& filter);
/// That many are few. Units: as of a budget.
inline constexpr int few_entries = 200;

/// " AND …": those conditions that look at these columns.
void add_conditions(Question& asked, TicketFilter const& filter, unsigned columns);
/// A column of an entry. Units: 2 fits; 0 does not, or 1 when the row itself had to be looked at.
void add_fits(Question& asked, TicketFilter const& filter, Way const& way);
/// " FROM …": the entries.
void add_entries(Question& asked, TicketFilter const& filter, Way const& way);

/// Takes from the budget what one entry costs; false when there is nothing left.
bool pay(int& budget, int fits);

}  // namespace afterdesk::store
