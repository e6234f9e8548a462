#include "store/ticket_found.hpp"

#include "store/bodies.hpp"
#include "store/texts.hpp"
#include "store/ticket_walk.hpp"

namespace afterdesk::store {

namespace {

/// What looking at one that is found costs: its text's number, its row.
constexpr int cost = 10;
/// So many that are found are looked at for the counts alone.
constexpr int most_counted = 300;

/// What is found, one by one, and looked at: whether it is asked for.
class Looking {
  public:
    Looking(ReadTx& tx, TicketFilter const& filter, std::optional<std::int64_t> behind)
        : tx_(tx),
          filter_(filter),
          most_(filter.budget / cost),
          numbers_(tx, asked_for(tx, Findable::ticket, filter.scope, *filter.search), behind,
                   filter.order != TicketOrder::oldest) {}

    struct Hit {
        std::int64_t number = 0, key = 0;
        std::string ticket_no;
        ShortStatus status = ShortStatus::reviewing;
    };
    std::optional<Hit> next() {
        while (looked_at_ < most_) {
            auto const number = numbers_.next();
            if (!number) return std::nullopt;
            ++looked_at_;
            last_ = *number;
            if (auto hit = look_at(*number)) return hit;
        }
        return std::nullopt;
    }
    /// From now on only so far, all in all.
    void go_on_to(int most) { most_ = std::max(looked_at_, std::min(most_, most)); }
    /// The last number looked at, when there may be more behind it.
    std::optional<std::int64_t> left() const {
        return looked_at_ >= most_ ? std::optional(last_) : numbers_.left();
    }

  private:
    std::optional<Hit> look_at(std::int64_t number) {
        Question asked;
        asked.add("SELECT t.ticket_no, t.status, d.text, ").add(key_of(filter_.order).key);
        asked.add(" FROM search_text d CROSS JOIN ticket t WHERE d.number = ? AND d.tenant = ?",
                  {number, filter_.scope.tenant.value});
        asked.add(" AND d.kind = 'ticket' AND t.ticket_no = d.name AND");
        add_scope(asked, filter_.scope);
        add_conditions(asked, filter_);
        Rows rows = query(tx_, asked);
        if (!rows.step() || !stands_in(rows.text(2), *filter_.search)) return std::nullopt;
        return Hit{number, rows.integer(3), rows.text(0), named<ShortStatus>(rows.text(1))};
    }

    ReadTx& tx_;
    TicketFilter const& filter_;
    int most_;
    FoundNumbers numbers_;
    int looked_at_ = 0;
    std::int64_t last_ = 0;
};

bool has_status(TicketFilter const& filter, Looking::Hit const& hit) {
    return !filter.status || *filter.status == hit.status;
}

/// As numbers stand, which is the order in which tickets came.
void find_by_time(ReadTx& tx, TicketFilter const& filter, std::size_t wanted, FoundTickets& out) {
    Looking from_place(tx, filter, filter.behind ? std::optional(filter.behind->key) : std::nullopt);
    while (out.places.size() < wanted) {
        auto const hit = from_place.next();
        if (!hit) break;
        if (!filter.behind) ++out.counts[hit->status];
        if (has_status(filter, *hit)) out.places.push_back({hit->number, hit->ticket_no});
    }
    if (auto const left = from_place.left()) out.left = TicketPlace{*left, "-"};
    // The counts are of all, also of those before the place.
    Looking all(tx, filter, std::nullopt);
    Looking& rest = filter.behind ? all : from_place;
    rest.go_on_to(most_counted);
    while (auto const hit = rest.next()) ++out.counts[hit->status];
    out.at_least = rest.left().has_value();
}

/// In another order: of what came last, so that there is an end to it.
void find_and_sort(ReadTx& tx, TicketFilter const& filter, std::size_t wanted, FoundTickets& out) {
    Looking looking(tx, filter, std::nullopt);
    while (auto const hit = looking.next()) {
        ++out.counts[hit->status];
        if (has_status(filter, *hit)) out.places.push_back({hit->key, hit->ticket_no});
    }
    out.at_least = looking.left().has_value();
    sort_places(out.places, filter);
    if (out.places.size() > wanted) out.places.resize(wanted);
}

}  // namespace

FoundTickets find_tickets(ReadTx& tx, TicketFilter const& filter, std::size_t wanted) {
    FoundTickets out;
    if (is_by_time(filter.order)) {
        find_by_time(tx, filter, wanted, out);
    } else {
        find_and_sort(tx, filter, wanted, out);
    }
    return out;
}

}  // namespace afterdesk::store
