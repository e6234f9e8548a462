#pragma once
// An order that is there already and is told again, as a daily export does: what only its looks say is
// taken, facts are taken, the order of lists never matters, and all else must be as it was.

#include <string>
#include <vector>

#include "domain/order/order_facts.hpp"
#include "service/facts.hpp"

namespace afterdesk {

/// A field that is told otherwise than it is known. Units: the values as JSON, long ones cut; empty where
/// one side does not have it.
struct Difference {
    std::string path;  ///< as it stands in what was told; in what is known, when only that has it
    std::string known, told;
    bool operator==(Difference const&) const = default;
};

struct OrderAgain {
    std::vector<Difference> differences;  ///< in money, quantities, goods or people
    Order order;                          ///< as it is known, with the looks that were told
    std::vector<LineFacts> facts;         ///< nothing when there are differences
    OrderNews news;                       ///< likewise
};

/// Rule: title, spec, picture, category and tags are looks. Tickets keep what they froze; a request that is
/// made or changed afterwards goes by the category and tags told last (windows, goods that can not be sent
/// back). Discounts and payments stay in the order in which they were first told: it decides the last fen.
OrderAgain compare_again(Order const& known, Order told);

}  // namespace afterdesk
