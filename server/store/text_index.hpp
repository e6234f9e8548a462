#pragma once
// How an engine finds texts by what stands in them: the part of it that each engine does in its own way.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/search.hpp"

namespace afterdesk::store {

/// A text that can be found. Units: `text` is folded; `scopes` are what a search may be narrowed to, each of
/// letters and digits.
struct IndexedText {
    std::int64_t number = 0;
    std::vector<std::string> scopes;
    std::string text;
};

/// What the index holds of a text, in any order.
struct TextPrint {
    std::size_t count = 0;
    std::uint64_t sum = 0;
    bool operator==(TextPrint const&) const = default;
};
/// By the text's number.
using TextPrints = std::unordered_map<std::int64_t, TextPrint>;

/// The index of a connection. Promise: it finds all texts in which all words stand, within the scope; and few
/// others, so whoever asks looks at the text too (`stands_in`).
class TextIndex {
  public:
    /// Makes it, empty, in place of any that was there.
    virtual void make_anew() = 0;
    /// What it takes in of a text: the work that others need not wait for.
    virtual std::string words_for(IndexedText const& text) const = 0;
    /// Puts a text in, over the one of that number; `add`: where there is none. Units: numbers from 1.
    virtual void put(std::int64_t number, std::string const& words) = 0;
    virtual void add(std::int64_t number, std::string const& words) = 0;
    /// A query whose rows are the numbers (`number`) of what may be found, from `least` to `most`, in their
    /// order. Promise: between two rows it goes through so many numbers at most, however many texts there
    /// are; where none of these is found the row says only how far it came (`found` 0): `number` and all
    /// below it are on one side of there, all above on the other. Units: all three are params ("$4"), and
    /// what is bound to `param` comes from `ask`.
    virtual std::string found_among(std::string_view param, std::string_view least, std::string_view most,
                                    bool descending) const = 0;
    /// Units: `query` has a word.
    virtual std::string ask(std::string_view scope, SearchQuery const& query) const = 0;

    // For the one who checks it.
    virtual TextPrint print_of(IndexedText const& text) const = 0;
    virtual TextPrints prints() = 0;

  protected:
    ~TextIndex() = default;
};

}  // namespace afterdesk::store
