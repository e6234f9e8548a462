#pragma once
// Texts found with SQLite's FTS5: each is a row of overlapping pieces; a word that is looked for stands where
// all of its pieces are.

#include "store/engine.hpp"
#include "store/text_index.hpp"

namespace afterdesk::store::sqlite {

/// A word has a piece for each of its characters: two characters when one of them is wide, else three (each
/// enough to be looked for); and one of five where five letters or digits are in a row: few texts share it.
/// What is shorter than a piece is a term of its own. Where in a text a piece stands is not kept: that would
/// take three times the room, and whoever asks looks at the text anyway. No search is of terms that begin
/// somehow: FTS5 would gather all of their texts first.
///
/// FTS5 goes on, without a word, until all terms meet in a row, which may be never. So after each stretch of
/// numbers stands a stop: a row of one term that every search takes in place of any of its own.
class FtsIndex final : public TextIndex {
  public:
    explicit FtsIndex(Connection& db) : db_(db) {}

    void make_anew() override;
    std::string words_for(IndexedText const& text) const override;
    void put(std::int64_t number, std::string const& words) override;
    void add(std::int64_t number, std::string const& words) override;
    std::string found_among(std::string_view param, std::string_view least, std::string_view most,
                            bool descending) const override;
    std::string ask(std::string_view scope, SearchQuery const& query) const override;
    TextPrint print_of(IndexedText const& text) const override;
    TextPrints prints() override;

    /// Numbers from one stop to the next.
    static constexpr std::int64_t stretch = (1 << 16) - 1;

  private:
    void put_stop_behind(std::int64_t number);

    Connection& db_;
};

}  // namespace afterdesk::store::sqlite
