// Searches: whatever is typed, the index takes it, and finds every text in which it stands.
// Units: the first line is the text, the rest is typed.

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>

#include "base/check.hpp"
#include "base/fold_text.hpp"
#include "base/text.hpp"
#include "service/cursor.hpp"
#include "store/sqlite/database.hpp"

using namespace afterdesk;

namespace {

/// An index in a file that goes away.
struct Index {
    std::string folder =
        (std::filesystem::temp_directory_path() / ("afterdesk-search-" + std::to_string(::getpid())))
            .string();
    std::unique_ptr<store::sqlite::Database> db;

    Index() {
        std::filesystem::create_directories(folder);
        db = std::make_unique<store::sqlite::Database>(folder + "/index.db", store::sqlite::Access::write);
        db->texts().make_anew();
        db->script("BEGIN");
    }
    ~Index() {
        db.reset();
        std::filesystem::remove_all(folder);
    }
    Index(Index const&) = delete;
    Index& operator=(Index const&) = delete;

    bool finds(store::SearchQuery const& query) {
        store::TextIndex& texts = db->texts();
        std::string const asked = texts.ask("mall", query);
        store::Rows rows = db->query(texts.found_among("$1", "$2", "$3", true), {asked, 0, 100});
        return rows.step() && rows.integer(0) == 7;
    }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    static Index index;
    std::string_view const bytes(reinterpret_cast<char const*>(data), size);
    std::size_t const line = std::min(bytes.find('\n'), bytes.size());
    std::string_view const text = bytes.substr(0, line);
    std::string_view const typed = bytes.substr(std::min(line + 1, bytes.size()));
    auto const search = read_search(typed);
    if (!search.ok()) {
        CHECK(search.error().front().path == "q");
        return 0;
    }
    if (!*search || (*search)->words.empty() || !is_clean_utf8(text)) return 0;
    std::string const folded = fold_text(text);
    store::TextIndex& texts = index.db->texts();
    texts.put(7, texts.words_for({7, {"mall"}, folded}));
    bool const found = index.finds(**search);
    CHECK(found || !store::stands_in(folded, **search));
    return 0;
}
