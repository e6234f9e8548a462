// Searching: what is found, at the store's door and the service's; what is found follows what is shown.

#include <random>
#include <set>

#include "base/fold_text.hpp"
#include "base/text.hpp"
#include "server/search_world.hpp"
#include "server/tamper.hpp"
#include "store/engine.hpp"
#include "store/orders.hpp"
#include "store/sqlite/database.hpp"
#include "store/texts.hpp"

using namespace afterdesk;
using namespace afterdesk::store;
using Sought = search::Row;
using world::Folder;
using world::World;

namespace {

std::string orders_found(World& w, Caller const& who, std::string_view typed) {
    auto const page = w.service->orders.list(who, typed, "");
    REQUIRE(page.ok());
    return search::ends_of(page->items);
}

std::string tickets_found(World& w, Caller const& who, std::string typed) {
    TicketQuery query;
    query.q = std::move(typed);
    auto const page = w.service->tickets.list(who, query);
    REQUIRE(page.ok());
    int counted = 0;
    for (auto const& [status, count] : page->counts) counted += count;
    CHECK(std::cmp_equal(counted, page->items.size()));
    return search::ends_of(page->items);
}

/// An index alone, and the texts in it.
class Index {
  public:
    Index() { db_.texts().make_anew(); }
    void put(std::int64_t number, std::string_view text) {
        texts_[number] = fold_text(text);
        store::TextIndex& index = db_.texts();
        index.put(number,
                  index.words_for({number, {"all", number % 2 == 0 ? "even" : "odd"}, texts_[number]}));
    }
    std::vector<std::int64_t> find(std::string_view typed, std::string_view scope = "all",
                                   bool descending = false) {
        std::vector<std::int64_t> found;
        came_to.clear();
        SearchQuery const query = make_search(typed);
        if (query.words.empty()) return found;
        Rows rows = db_.query(db_.texts().found_among("$1", "$2", "$3", descending),
                              {db_.texts().ask(scope, query), 1, 1'000'000});
        while (rows.step()) {
            came_to.push_back(rows.integer(0));
            if (rows.integer(1) == 0) continue;
            ++may_be_found;
            if (afterdesk::store::stands_in(texts_[rows.integer(0)], query)) found.push_back(rows.integer(0));
        }
        return found;
    }
    /// Found by looking at each text.
    std::vector<std::int64_t> look_through(std::string_view typed) const {
        std::vector<std::int64_t> found;
        SearchQuery const query = make_search(typed);
        for (auto const& [number, text] : texts_) {
            bool all = !query.words.empty();
            for (SearchWord const& word : query.words) all = all && stands_in(text, word);
            if (all) found.push_back(number);
        }
        return found;
    }

    int may_be_found = 0;
    std::vector<std::int64_t> came_to;  ///< of the last search: all that it told

  private:
    static bool stands_in(std::string_view text, SearchWord const& word) {
        bool after_letter = false;
        for (std::size_t at = 0; at < text.size();) {
            if (text.substr(at).starts_with(word.text) && (word.anywhere || !after_letter)) return true;
            after_letter = kind_of(next_char(text, at)) == CharKind::letter;
        }
        return false;
    }

    Folder folder_;
    sqlite::Database db_{folder_.path() + "/index.db", sqlite::Access::write};
    std::map<std::int64_t, std::string> texts_;
};

}  // namespace

TEST_CASE("a search is words; those of signs alone are none") {
    CHECK(make_search("羊绒 Cash") == SearchQuery{{{"羊绒", true}, {"cash", true}}});
    CHECK(make_search("  E2 ") == SearchQuery{{{"e2", false}}});
    CHECK(make_search("灰") == SearchQuery{{{"灰", true}}});
    CHECK(make_search("灰L") == SearchQuery{{{"灰l", true}}});
    CHECK(make_search("%1") == SearchQuery{{{"%1", true}}});
    CHECK(make_search("1%") == SearchQuery{{{"1%", false}}});
    CHECK(make_search("羊绒 % / _") == SearchQuery{{{"羊绒", true}}});
    for (char const* signs : {"", " ", "%", "_", "*\"'()", "，。 ！", "￥", "…", "→", "「」", "〜"}) {
        CAPTURE(signs);
        CHECK(make_search(signs).words.empty());
    }
}

TEST_CASE(
    "what a search finds, at the service's doors: the buyer's orders, and tickets by whom they concern") {
    World w;
    search::fill(w);
    for (Sought const& row : search::rows) {
        CAPTURE(row.typed);
        CHECK(orders_found(w, search::seeker_of(), row.typed) == row.found);
        CHECK(tickets_found(w, search::seeker_of(), row.typed) == row.found);
        CHECK(tickets_found(w, w.merchant, row.typed) == row.found);
        CHECK(tickets_found(w, w.platform, row.typed) == row.found);
        CHECK(tickets_found(w, w.other_merchant, row.typed) == "");
        CHECK(tickets_found(w, w.buyer, row.typed) == "");
    }
    CHECK(w.differences().empty());
}

TEST_CASE("what a search finds, at the index's own door") {
    Index index;
    for (std::size_t i = 0; i < search::goods_count; ++i) {
        index.put(static_cast<std::int64_t>(i) + 1, search::order_no(i) + "\n" + search::titles[i]);
    }
    for (Sought const& row : search::rows) {
        if (std::string_view(row.typed).starts_with("订单号")) continue;  // told apart at the doors
        CAPTURE(row.typed);
        std::string found;
        for (std::int64_t const number : index.find(row.typed)) found += std::to_string(number);
        CHECK(found == row.found);
    }
    CHECK(index.find("羊毛", "even") == std::vector<std::int64_t>{2});
    CHECK(index.find("羊毛", "odd") == std::vector<std::int64_t>{3});
    CHECK(index.find("羊毛", "nobody").empty());
}

TEST_CASE("the index finds exactly what looking through every text finds, also after they have changed") {
    std::mt19937 random(20261128);
    auto const some = [&](std::size_t most) {
        constexpr std::array<char const*, 12> alphabet{"羊", "绒", "衫", "a", "B",  "1",
                                                       "%",  "-",  " ",  "é", "Ａ", "🐟"};
        std::string text;
        for (std::size_t left = 1 + random() % most; left > 0; --left) {
            text += alphabet[random() % alphabet.size()];
        }
        return text;
    };
    Index index;
    int hits = 0, all_found = 0;
    for (int round = 0; round < 3; ++round) {
        for (std::int64_t number = 1; number <= 60; ++number) {
            if (round == 0 || random() % 2 == 0) index.put(number, some(14));
        }
        for (int i = 0; i < 400; ++i) {
            std::string const typed = some(5);
            CAPTURE(typed);
            auto const found = index.find(typed);
            CHECK(found == index.look_through(typed));
            hits += found.empty() ? 0 : 1;
            all_found += static_cast<int>(found.size());
        }
    }
    CHECK(hits > 300);
    CHECK(index.may_be_found < all_found * 11 / 10);  // few more than are found
    std::string const longest(wire::max_search_chars, 'x');
    index.put(99, longest);
    CHECK(index.find(longest) == std::vector<std::int64_t>{99});
    std::string words;
    for (int i = 0; i < wire::max_search_chars / 2; ++i) words += "x ";
    CHECK(index.find(words) == std::vector<std::int64_t>{99});
}

TEST_CASE("a search tells how far it came, also where words are frequent and never together") {
    Index index;
    constexpr std::int64_t stretch = 65'535, last = 3 * stretch + 7;
    for (std::int64_t number = 1; number <= last; number += number < last - 200 ? 331 : 1)
        index.put(number, number % 2 == 0 ? "羊绒大衣" : "登山鞋");
    for (std::int64_t const number : {1, 2, 3}) index.put(number * stretch - 1, "羊绒大衣");
    for (bool const down : {false, true}) {
        CAPTURE(down);
        for (char const* typed : {"羊绒 登山", "登山 绒大 大衣", "nothing at all"}) {
            CAPTURE(typed);
            CHECK(index.find(typed, "all", down).empty());
            std::vector<std::int64_t> stops{stretch - 1, 2 * stretch - 1, 3 * stretch - 1};
            if (down) std::reverse(stops.begin(), stops.end());
            CHECK(index.came_to == stops);
        }
        for (char const* typed : {"羊绒", "登山"}) {
            auto found = index.find(typed, "all", down);
            if (down) std::reverse(found.begin(), found.end());
            CHECK(found == index.look_through(typed));
            CHECK(index.came_to.size() == found.size() + 3);
            CHECK(std::is_sorted(index.came_to.begin(), index.came_to.end(),
                                 [&](auto a, auto b) { return down ? a > b : a < b; }));
        }
    }
}

TEST_CASE("a search that takes too long goes on where it was left, and misses nothing") {
    World w;
    constexpr std::int64_t stretch = 65'535;
    std::vector<std::int64_t> const wanted{1'000,           stretch - 2,     stretch - 1,     stretch,
                                           stretch + 1,     2 * stretch - 1, 2 * stretch,     2 * stretch + 1,
                                           3 * stretch - 1, 3 * stretch,     3 * stretch + 90};
    w.store->write([&](WriteTx& tx) {
        for (std::int64_t const number : wanted) {
            std::string const name = "N" + std::to_string(number);
            sql(tx).run(
                "INSERT INTO search_text (number, tenant, kind, name, text) VALUES ($1, 'mall', "
                "'order', $2, '银杏')",
                {number, name});
            TextIndex& index = sql(tx).texts();
            index.add(number, index.words_for({number, {"all"}, "银杏"}));
        }
        return true;
    });
    for (bool const down : {false, true}) {
        CAPTURE(down);
        std::vector<std::int64_t> found;
        int pages = 0;
        w.store->read([&](ReadTx& tx) {
            std::string const asked = sql(tx).texts().ask("all", make_search("银杏"));
            std::optional<std::int64_t> behind;
            do {
                FoundNumbers numbers(tx, asked, behind, down, std::chrono::milliseconds{0});
                while (auto const number = numbers.next()) found.push_back(*number);
                behind = numbers.left();
                ++pages;
            } while (behind && pages < 9);
            return true;
        });
        if (down) std::reverse(found.begin(), found.end());
        CHECK(found == wanted);
        CHECK(pages == 4);
        // Places come from outside, and may be any number.
        for (std::int64_t const place : {INT64_MIN, INT64_MAX}) {
            std::size_t const behind_it = down == (place > 0) ? wanted.size() : 0;
            std::size_t const seen = w.store->read([&](ReadTx& tx) {
                std::string const asked = sql(tx).texts().ask("all", make_search("银杏"));
                FoundNumbers numbers(tx, asked, place, down, std::chrono::seconds{60});
                std::size_t count = 0;
                while (numbers.next()) ++count;
                return count;
            });
            CHECK(seen == behind_it);
        }
    }
}

TEST_CASE("an order is found by what it shows today: its goods, and its shop") {
    World w;
    search::fill(w);
    Caller const who = search::seeker_of();
    CHECK(orders_found(w, who, "云杉服饰") == "12345678");
    Mall mall = world::small_mall();
    mall.shops[0].name = "红松户外";
    load_mall(*w.store, mall);
    CHECK(orders_found(w, who, "云杉") == "");
    CHECK(orders_found(w, who, "红松 羊毛") == "23");
    auto order = w.store->read([](ReadTx& tx) { return find_order(tx, {"mall"}, {search::order_no(2)}); });
    REQUIRE(order);
    order->lines[0].title = "驼毛衫";
    w.import({*order});
    CHECK(orders_found(w, who, "羊毛") == "2");
    CHECK(orders_found(w, who, "驼毛") == "3");
    CHECK(tickets_found(w, w.merchant, "羊毛") == "2");
    CHECK(tickets_found(w, w.merchant, "驼毛") == "3");
    CHECK(w.differences().empty());
}

TEST_CASE("found orders come page by page, each once, the newest first") {
    World w;
    std::vector<Order> orders;
    for (int i = 0; i < 70; ++i) {
        orders.push_back(world::received_order("P" + std::to_string(i), "s1", search::seeker));
        orders.back().lines[0].title = i % 2 == 0 ? "羊毛衫" : "驼毛衫";
        orders.back().paid_at.ms -= i / 5 * 60'000;
    }
    w.import(orders);
    for (auto const& wanted : {std::pair{"羊毛", 35}, {"毛衫", 70}, {"", 70}}) {
        CAPTURE(wanted.first);
        std::set<std::string> seen;
        std::string cursor;
        std::int64_t last = INT64_MAX;
        do {
            auto const page = w.service->orders.list(search::seeker_of(), wanted.first, cursor, 8);
            REQUIRE(page.ok());
            for (auto const& item : page->items) {
                CHECK(seen.insert(item.order_no).second);
                CHECK(item.paid_at_ms <= last);
                last = item.paid_at_ms;
            }
            cursor = page->next_cursor;
        } while (!cursor.empty());
        CHECK(std::cmp_equal(seen.size(), wanted.second));
    }
}

TEST_CASE("verify sees an index that lacks something, has too much, or has it elsewhere") {
    World w;
    search::fill(w);
    w.service.reset();
    w.store.reset();
    for (char const* sql :
         {"DELETE FROM search_index WHERE rowid = 5",
          "INSERT INTO search_index (rowid, terms) VALUES (999, 'a b c')",
          "INSERT OR REPLACE INTO search_index (rowid, terms) VALUES (5, '羊绒')",
          "INSERT INTO search_index (rowid, terms) VALUES (65535, 'stop 羊绒')",
          "INSERT INTO search_index (rowid, terms) VALUES (131071, 'stop')",
          "UPDATE search_text SET text = 'x' WHERE number = 5",
          "DELETE FROM search_text WHERE kind = 'ticket'", "DELETE FROM search_text WHERE kind = 'order'"}) {
        CAPTURE(sql);
        Folder copy;
        std::filesystem::copy(w.folder.path(), copy.path(), std::filesystem::copy_options::recursive);
        world::tamper(copy.path(), sql);
        auto found = verify_folder(copy.path()).differences;
        std::erase_if(found, [](std::string const& text) { return text.find("file aaaa") == 0; });
        CHECK(!found.empty());
    }
}
