#pragma once
// Texts found with SQLite's FTS5: each is a row of overlapping pieces, a word looked for is some of them side
// by side.

#include "store/engine.hpp"
#include "store/text_index.hpp"

namespace afterdesk::store::sqlite {

/// A word has a piece for each of its characters: two characters when one of them is wide, else three (each
/// enough to be looked for), less at its end; and one of five where five letters or digits are in a row:
/// few texts share it. What is shorter than a piece is a term of its own. No search is of terms that begin
/// somehow: FTS5 would gather all of their texts first.
class FtsIndex final : public TextIndex {
  public:
    explicit FtsIndex(Connection& db) : db_(db) {}

    void make_anew() override;
    std::vector<std::string> words_for(IndexedText const& text) const override;
    void put(std::int64_t number, std::vector<std::string> const& words) override;
    void add(std::int64_t number, std::vector<std::string> const& words) override;
    std::string found_among(std::string_view param, std::string_view least, std::string_view most,
                            bool descending) const override;
    std::string ask(std::string_view scope, SearchQuery const& query) const override;
    TextPrint print_of(IndexedText const& text) const override;
    TextPrints prints() override;

  private:
    Connection& db_;
};

}  // namespace afterdesk::store::sqlite
