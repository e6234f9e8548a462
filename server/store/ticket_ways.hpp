#pragma once
// The indexes that lists are walked by, and what a filter asks of their entries.

#include <optional>
#include <string_view>
#include <vector>

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

/// What a way goes along (store/migration_thin.hpp): an index, or several stretches of one, of which each
/// stands in the way's order. A new ticket has few entries then.
enum class Source : unsigned char {
    buyer,
    decided,
    queue,
    work,      ///< what asks something of staff, by time
    deadline,  ///< pile by pile
    amount,    ///< what is over, and what is not
    status,
    all,
};

/// One index, and which of its entries.
struct Way {
    Source source;
    TicketOrder order;     ///< one that the index stands in
    bool undated = false;  ///< only those without a deadline
    std::optional<TicketPlace> behind{};
};

/// Some entries of an index that stand together.
struct Stretch {
    std::string must;  ///< " AND …": what they are of
    unsigned said;     ///< what that says of all of them
    unsigned holds;
};
/// What a way consists of, for this filter. Promise: no ticket lies in two of them.
std::vector<Stretch> stretches_of(TicketFilter const& filter, Way const& way);

/// What a row's pile can be, none among them: deadlines stand by it.
std::vector<std::string_view> all_piles();

bool is_by_deadline(TicketOrder order);
bool is_by_amount(TicketOrder order);
/// What the filter's conditions look at.
unsigned needs_of(TicketFilter const& filter);
/// What stands in the order of application.
Source source_by_time(TicketFilter const& filter);

/// Another way than the order's own, of which the filter may take only a few: then those are looked at, and
/// sorted. Nothing where there is none.
std::optional<Way> few_by(TicketFilter const& filter);
/// That many are few. Units: as of a budget.
inline constexpr int few_entries = 200;

/// " AND …": those conditions that look at these columns.
void add_conditions(Question& asked, TicketFilter const& filter, unsigned columns);
/// A way's entries in its order: number, what the way stands by, whether it fits (2 fits; 0 does not, or 1
/// when the row itself had to be looked at), and one more column of the row.
Question entries_of(TicketFilter const& filter, Way const& way, std::string_view more, int limit);

/// Takes from the budget what one entry costs; false when there is nothing left.
bool pay(int& budget, int fits);

}  // namespace afterdesk::store
