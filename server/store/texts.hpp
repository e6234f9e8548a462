#pragma once
// What is found by searching: the text of each ticket and order as it was put into the index, and the index.

#include <optional>
#include <string>

#include "store/scope.hpp"
#include "store/search.hpp"
#include "store/text_index.hpp"
#include "store/tx.hpp"

namespace afterdesk::store {

/// What can be searched for.
enum class Findable : unsigned char { ticket, order };
std::string_view name_of(Findable kind);

/// One of them: its number, whose it is, and the text that it is found by.
struct FindableText {
    TenantId const& tenant;
    Findable kind;
    std::string const& name;
    ShopId const& shop;
    BuyerId const& buyer;
    std::string text;
};

/// From now on it is found by this text. Promise: writes nothing when it is already.
void keep_text(WriteTx& tx, FindableText const& found);

/// A query in parentheses whose rows are the numbers (`name`) of what is found within a tenant. Units: $1 is
/// the tenant, `asked` stands for what `asked_for` gives.
std::string found_names(ReadTx& tx, Findable kind, std::string_view asked = "$4");
/// Units: the search has a word.
std::string asked_for(ReadTx& tx, Findable kind, Scope const& scope, SearchQuery const& search);

/// A text as it was kept, folded.
struct KeptText {
    std::int64_t number = 0;
    std::string text;
};
std::optional<KeptText> find_text(ReadTx& tx, TenantId const& tenant, Findable kind, std::string_view name);
/// What the index is given.
IndexedText indexed_as(FindableText const& found, std::int64_t number);

}  // namespace afterdesk::store
