#pragma once
// What is found by searching: the text of each ticket and order as it was put into the index, and the index.

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

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

/// A text as it will be put in.
struct ReadyText {
    TenantId tenant;
    Findable kind = Findable::ticket;
    std::string name, text;
    std::int64_t number = 0;  ///< 0: a new one
    std::string words;        ///< as the index takes them
};
/// Nothing when it is found by this text already. Units: `ready_new_text` is for what can not be found yet.
std::optional<ReadyText> ready_text(ReadTx& tx, FindableText const& found);
ReadyText ready_new_text(ReadTx& tx, FindableText const& found);
/// From now on it is found by this text.
void keep_text(WriteTx& tx, ReadyText const& text);
/// Promise: writes nothing when it is already.
void keep_text(WriteTx& tx, FindableText const& found);

/// What FoundNumbers asks the index. Units: the search has a word.
std::string asked_for(ReadTx& tx, Findable kind, Scope const& scope, SearchQuery const& search);

/// How long a search goes on where it finds nothing. Words that all stand in many texts, but never in one,
/// cost some 0.05 µs for each of the texts.
inline constexpr std::chrono::milliseconds long_enough{10};

/// The numbers of what may be found (TextIndex), one by one, in the order in which texts were put in: as long
/// as that is quick.
class FoundNumbers {
  public:
    /// Units: `asked` is what `asked_for` gave; `behind` a number, or nothing for all.
    FoundNumbers(ReadTx& tx, std::string const& asked, std::optional<std::int64_t> behind, bool descending,
                 std::chrono::milliseconds most = long_enough);
    ~FoundNumbers();

    /// The next one; nothing at the end, or when it took too long.
    std::optional<std::int64_t> next();
    /// When it took too long: the last number that was looked at.
    std::optional<std::int64_t> left() const { return left_; }

  private:
    struct Found;

    bool descending_;
    std::chrono::steady_clock::time_point until_;
    std::unique_ptr<Found> found_;
    std::optional<std::int64_t> left_;
};

/// A text as it was kept, folded.
struct KeptText {
    std::int64_t number = 0;
    std::string text;
};
std::optional<KeptText> find_text(ReadTx& tx, TenantId const& tenant, Findable kind, std::string_view name);
/// What the index is given.
IndexedText indexed_as(FindableText const& found, std::int64_t number);

}  // namespace afterdesk::store
