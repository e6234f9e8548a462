// Lists, their filters, orders, pages and counts, held against looking at every ticket; and what happens
// where only so many may be looked at.

#include <algorithm>
#include <set>

#include "server/many_tickets.hpp"
#include "server/world.hpp"
#include "store/audit.hpp"
#include "store/migrations.hpp"
#include "store/ticket_counts.hpp"

using namespace afterdesk;
using namespace afterdesk::store;

namespace {

constexpr int tickets_in_all = 700;
Instant const now{many::start.ms + hours(60).ms};

struct Desk {
    world::Folder folder;
    Store store{StoreOptions{folder.path()}};
    std::vector<Ticket> all;

    Desk() {
        many::Filling filling(store, {.apart_ms = 900'000});
        filling.add(tickets_in_all);
        store.read([&](ReadTx& tx) {
            each_ticket(tx, [&](TicketRow const& row) {
                auto ticket = find_ticket(tx, {row.tenant, Scope::Of::tenant, {}}, row.no);
                REQUIRE(ticket);
                all.push_back(std::move(*ticket));
            });
            return true;
        });
    }
};

Desk& desk() {
    static Desk one;
    return one;
}

Ticket const& ticket_with(std::string const& no) {
    auto const& all = desk().all;
    return *std::find_if(all.begin(), all.end(), [&](Ticket const& one) { return one.no.value == no; });
}

template <class Values, class Value>
bool is_among(Values const& values, Value const& value) {
    return values.empty() || std::find(values.begin(), values.end(), value) != values.end();
}

bool fits_due(TicketFilter const& filter, Ticket const& ticket) {
    auto const work = work_of(ticket);
    if (!work) return false;
    bool const late = ticket.reminded && *work != Work::proof && *work != Work::dispute;
    auto const& deadline = ticket.deadline;
    if (*filter.due == Due::overdue) return late || (deadline && *deadline <= filter.now);
    return !late && deadline && *deadline > filter.now && *deadline <= filter.now + reach_of(*filter.due);
}

bool fits_people(TicketFilter const& filter, Ticket const& ticket) {
    if (!sees(filter.scope, ticket.shop_id, ticket.buyer_id)) return false;
    if (!filter.shop.empty() && ticket.shop_id.value != filter.shop) return false;
    if (filter.same_buyer.empty()) return true;
    Ticket const& other = ticket_with(filter.same_buyer);
    return sees(filter.scope, other.shop_id, other.buyer_id) && other.buyer_id == ticket.buyer_id;
}

bool fits_arbitration(TicketFilter const& filter, Ticket const& ticket) {
    if (filter.appeal && appeal_of(ticket) != filter.appeal) return false;
    if (filter.arbitrated) return ticket.arbitration && ticket.arbitration->step != ArbitrationStep::decided;
    return !filter.arbitration || (ticket.arbitration && ticket.arbitration->step == *filter.arbitration);
}

/// Whatever the status.
bool fits(TicketFilter const& filter, Ticket const& ticket) {
    auto const work = work_of(ticket);
    bool const in_pile = filter.work.empty() || (work && is_among(filter.work, *work));
    return fits_people(filter, ticket) && fits_arbitration(filter, ticket) && in_pile &&
           is_among(filter.types, ticket.request.type) && is_among(filter.reasons, ticket.request.reason) &&
           (!filter.due || fits_due(filter, ticket)) &&
           (filter.queue.empty() || ticket.queue == filter.queue) &&
           ticket.quote.refund_fen >= filter.least_fen.value_or(0) &&
           ticket.quote.refund_fen <= filter.most_fen.value_or(INT64_MAX) &&
           ticket.applied_at >= filter.since.value_or(Instant{0}) &&
           ticket.applied_at < filter.before.value_or(Instant{INT64_MAX});
}

/// Where it stands in its list: lower is earlier.
std::int64_t rank_of(TicketOrder order, Ticket const& ticket) {
    constexpr std::int64_t last = INT64_MAX / 2;
    switch (order) {
        case TicketOrder::newest: return -ticket.applied_at.ms;
        case TicketOrder::oldest: return ticket.applied_at.ms;
        case TicketOrder::deadline:
            return ticket.deadline ? ticket.deadline->ms : last - ticket.applied_at.ms;
        case TicketOrder::deadline_last:
            return ticket.deadline ? -ticket.deadline->ms : last - ticket.applied_at.ms;
        case TicketOrder::amount: return -ticket.quote.refund_fen;
        case TicketOrder::amount_least: return ticket.quote.refund_fen;
    }
    return 0;
}

/// The pages of a list, put together.
struct Pages {
    std::vector<std::string> numbers;
    TicketList first;
    int count = 0;
};
Pages all_pages(TicketFilter filter) {
    Pages out;
    for (;; ++out.count) {
        REQUIRE(out.count < 4'000);
        auto const page = desk().store.read([&](ReadTx& tx) { return list_tickets(tx, filter); });
        if (out.count == 0) out.first = page;
        CHECK(std::cmp_less_equal(page.items.size(), filter.limit));
        for (ListedTicket const& one : page.items) out.numbers.push_back(one.no.value);
        if (!page.next) return out;
        filter.behind = page.next;
    }
}

class Dice {
  public:
    int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
    bool one_in(int count) { return below(count) == 0; }

  private:
    std::mt19937 random_{7};
};

Scope some_scope(Dice& dice) {
    switch (dice.below(3)) {
        case 0: return {{"mall"}, Scope::Of::tenant, {}};
        case 1: return {{"mall"}, Scope::Of::shop, "s" + std::to_string(dice.below(3))};
        default: return {{"mall"}, Scope::Of::buyer, "b" + std::to_string(dice.below(7))};
    }
}

void add_rare(Dice& dice, TicketFilter& filter) {
    if (dice.one_in(6)) filter.queue = strays_queue;
    if (dice.one_in(6)) filter.shop = "s" + std::to_string(dice.below(3));
    if (dice.one_in(8)) filter.same_buyer = "AS" + many::padded(dice.below(tickets_in_all));
    if (dice.one_in(6)) filter.arbitrated = true;
    if (!filter.arbitrated && dice.one_in(6))
        filter.arbitration = static_cast<ArbitrationStep>(dice.below(3));
    if (dice.one_in(6)) filter.appeal = static_cast<AppealStep>(dice.below(2));
}

TicketFilter some_filter(Dice& dice) {
    TicketFilter filter;
    filter.scope = some_scope(dice);
    filter.now = now;
    filter.order = static_cast<TicketOrder>(dice.below(6));
    filter.limit = 1 + dice.below(30);
    if (dice.one_in(3)) filter.status = static_cast<ShortStatus>(dice.below(8));
    if (dice.one_in(3)) filter.types = {static_cast<TicketType>(dice.below(8)), TicketType::exchange};
    if (dice.one_in(4)) filter.reasons = {many::reasons[static_cast<std::size_t>(dice.below(4))]};
    if (dice.one_in(3)) filter.work = {static_cast<Work>(dice.below(9)), Work::review};
    if (dice.one_in(4)) filter.due = static_cast<Due>(dice.below(3));
    if (dice.one_in(4)) filter.least_fen = dice.below(10'000);
    if (dice.one_in(4)) filter.most_fen = dice.below(10'000);
    if (dice.one_in(4)) filter.since = Instant{many::start.ms + dice.below(200) * 1'800'000LL};
    if (dice.one_in(4)) filter.before = Instant{many::start.ms + dice.below(200) * 1'800'000LL};
    add_rare(dice, filter);
    return filter;
}

std::map<ShortStatus, int> counts_by_looking(TicketFilter const& filter) {
    std::map<ShortStatus, int> counts;
    for (Ticket const& ticket : desk().all)
        if (fits(filter, ticket)) ++counts[short_status(ticket)];
    return counts;
}

/// Sorted as the list is, but for the order of those that stand at the same place.
void check_pages(TicketFilter const& filter, Pages const& pages) {
    std::set<std::string> wanted;
    for (Ticket const& ticket : desk().all) {
        bool const in_status = !filter.status || short_status(ticket) == *filter.status;
        if (in_status && fits(filter, ticket)) wanted.insert(ticket.no.value);
    }
    CHECK(std::set(pages.numbers.begin(), pages.numbers.end()) == wanted);
    CHECK(pages.numbers.size() == wanted.size());
    auto const rank = [&](std::string const& no) { return rank_of(filter.order, ticket_with(no)); };
    CHECK(std::is_sorted(pages.numbers.begin(), pages.numbers.end(),
                         [&](auto const& a, auto const& b) { return rank(a) < rank(b); }));
}

}  // namespace

TEST_CASE("every list, however it is narrowed and sorted, has what looking at every ticket finds") {
    Dice dice;
    int not_empty = 0;
    for (int i = 0; i < 1'500; ++i) {
        CAPTURE(i);
        TicketFilter const filter = some_filter(dice);
        Pages const pages = all_pages(filter);
        check_pages(filter, pages);
        CHECK(pages.first.counts == counts_by_looking(filter));
        CHECK(!pages.first.at_least);
        not_empty += pages.numbers.empty() ? 0 : 1;
    }
    CHECK(not_empty > 400);
}

TEST_CASE(
    "where only so many may be looked at, the pages come all the same, and counts say that there are more") {
    Dice dice;
    int cut = 0;
    for (int i = 0; i < 600; ++i) {
        CAPTURE(i);
        TicketFilter filter = some_filter(dice);
        bool const sorted_after = filter.scope.of == Scope::Of::buyer || !filter.same_buyer.empty();
        if (sorted_after) filter.order = TicketOrder::newest;
        filter.budget = 60;
        Pages const pages = all_pages(filter);
        check_pages(filter, pages);
        for (auto const& [status, count] : counts_by_looking(filter)) {
            int const said = pages.first.counts.contains(status) ? pages.first.counts.at(status) : 0;
            CHECK(said <= count);
            CHECK((said == count || pages.first.at_least));
        }
        cut += pages.first.at_least ? 1 : 0;
    }
    CHECK(cut > 100);
}

TEST_CASE("a search, narrowed or not, finds all there is, page by page, whatever it may look at at once") {
    Dice dice;
    for (int i = 0; i < 300; ++i) {
        CAPTURE(i);
        TicketFilter filter = some_filter(dice);
        auto const title = static_cast<std::size_t>(dice.below(int{many::titles.size()}));
        filter.search = make_search(many::titles[title]);
        if (i % 2 == 0) {
            filter.order = i % 4 == 0 ? TicketOrder::newest : TicketOrder::oldest;
            filter.budget = 60;
        }
        Pages const pages = all_pages(filter);
        std::set<std::string> wanted;
        for (std::size_t at = 0; at < desk().all.size(); ++at) {
            Ticket const& ticket = desk().all[at];
            bool const in_status = !filter.status || short_status(ticket) == *filter.status;
            bool const meant = at % many::titles.size() == title;
            if (meant && in_status && fits(filter, ticket)) wanted.insert(ticket.no.value);
        }
        CHECK(std::set(pages.numbers.begin(), pages.numbers.end()) == wanted);
        CHECK(pages.numbers.size() == wanted.size());
        CHECK((pages.first.at_least || i % 2 == 0 || !pages.first.next || pages.count > 0));
    }
}

TEST_CASE("the numbers that are kept are those of the tickets, and come back when they are counted again") {
    using All = std::map<CountKey, std::int64_t>;
    auto const kept = [] {
        return desk().store.read([](ReadTx& tx) {
            All all;
            each_count(tx,
                       [&](TenantId const&, CountKey const& key, std::int64_t number) { all[key] = number; });
            return all;
        });
    };
    All const before = kept();
    All counted;
    for (Ticket const& ticket : desk().all)
        for (CountKey const& key : keys_of(counted_row(ticket))) ++counted[key];
    CHECK(before == counted);
    desk().store.write([](WriteTx& tx) {
        count_tickets_again(tx);
        return true;
    });
    CHECK(kept() == before);
}

TEST_CASE("piles of work say what looking at every ticket says") {
    for (Scope const& scope :
         {Scope{{"mall"}, Scope::Of::tenant, {}}, Scope{{"mall"}, Scope::Of::shop, "s1"}}) {
        auto const piles = desk().store.read([&](ReadTx& tx) { return piles_of_work(tx, scope, now); });
        CHECK(piles.size() >= 5);
        for (PileOfWork const& pile : piles) {
            TicketFilter filter;
            filter.scope = scope;
            filter.now = now;
            filter.work = {pile.work};
            auto const count = [&](std::optional<Due> due) {
                filter.due = due;
                int all = 0;
                for (auto const& [status, number] : counts_by_looking(filter)) all += number;
                return all;
            };
            CAPTURE(wire::name_of(pile.work));
            CHECK(pile.count == count(std::nullopt));
            CHECK(pile.overdue == count(Due::overdue));
            CHECK(pile.half_day == count(Due::half_day));
            CHECK(!pile.at_least);
        }
    }
}

TEST_CASE("a thousand that are due are enough to say that there are more") {
    world::Folder folder;
    Store store{StoreOptions{folder.path()}};
    many::Filling filling(store, {.shops = 1, .open_in_100 = 100});
    filling.add(14'000);
    Instant const much_later{many::start.ms + days(90).ms};
    auto const piles = store.read([&](ReadTx& tx) {
        return piles_of_work(tx, {{"mall"}, Scope::Of::shop, "s0"}, much_later);
    });
    REQUIRE(!piles.empty());
    bool cut = false;
    for (PileOfWork const& pile : piles) {
        cut = cut || pile.at_least;
        CHECK(pile.overdue <= pile.count);
        CHECK((pile.at_least || pile.first_deadline));
    }
    CHECK(cut);
}
