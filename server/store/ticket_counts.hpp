#pragma once
// How many tickets there are, by what lists show without a filter: kept in the transaction that changes one.
// For the mall and its shops; a buyer's are few, and are counted along the index that stands by buyers.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "domain/ticket/ticket.hpp"
#include "store/scope.hpp"
#include "store/tx.hpp"

namespace afterdesk::store {

/// What of a ticket is counted: its row's columns.
struct CountedRow {
    std::string shop;
    std::string type, status, reason, work, queue;
    bool late = false, decided = false;
    bool operator==(CountedRow const&) const = default;
};
CountedRow counted_row(Ticket const& ticket);

/// What a number is of. Rule: `name` is of words, '/' between them.
enum class CountOf : unsigned char {
    type,     ///< type/status
    work,     ///< pile/late or in time/status
    queue,    ///< queue/status
    reason,   ///< reason/type/status
    decided,  ///< decided/status, of arbitrations
};
/// A number's place: whose tickets, what is counted, and which of it. Rule: no buyer's.
struct CountKey {
    Scope::Of scope = Scope::Of::tenant;
    std::string id;
    CountOf of = CountOf::type;
    std::string name;
    auto operator<=>(CountKey const&) const = default;
};
std::vector<CountKey> keys_of(CountedRow const& row);

/// A ticket counts as another from now on. Units: `before` is empty when it is new.
void count_change(WriteTx& tx, TenantId const& tenant, std::optional<CountedRow> const& before,
                  CountedRow const& after);

/// The numbers of a scope, by the words of their names.
struct NamedCount {
    std::vector<std::string> words;
    int count = 0;
};
std::vector<NamedCount> counts_of(ReadTx& tx, Scope const& scope, CountOf of);

/// Every number that is kept and is not zero, for the one who checks them.
void each_count(ReadTx& tx,
                std::function<void(TenantId const&, CountKey const&, std::int64_t number)> const& see);

}  // namespace afterdesk::store
