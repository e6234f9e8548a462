#include "service/host_tickets.hpp"

#include <set>

#include "base/check.hpp"
#include "service/cursor.hpp"
#include "service/ground.hpp"
#include "store/live.hpp"
#include "store/orders.hpp"
#include "store/people.hpp"
#include "store/scope.hpp"
#include "store/tickets.hpp"

namespace afterdesk {

namespace {

/// One page looks at so many at most, also when few of them are asked for.
constexpr int looked_at = 1'000;

store::Scope scope_of(HostCaller const& host) {
    if (host.shop.empty()) return {host.tenant, store::Scope::Of::tenant, {}};
    return {host.tenant, store::Scope::Of::shop, host.shop.value};
}

Caller acting(HostCaller const& host, ShopId const& shop) {
    Caller caller;
    caller.tenant = host.tenant;
    caller.audience = wire::Audience::merchant;
    caller.actor_id = "key:" + host.key_id;
    caller.shop = shop;
    caller.rights = rights_of_side(ActorKind::merchant);
    return caller;
}

wire::HostTicket view_of(store::ReadTx& tx, TenantId const& tenant, Ticket const& ticket) {
    auto const order = store::find_order(tx, tenant, ticket.order_no);
    CHECK(order);
    return wire::host_ticket_of(ticket, *order);
}

/// A page of tickets on its way.
class Listing {
  public:
    Listing(store::ReadTx& tx, HostCaller const& host, HostTicketsWanted const& wanted)
        : tx_(tx), scope_(scope_of(host)), wanted_(wanted) {
        page_.seq = store::live_head(tx, host.tenant);
    }

    Result<wire::HostTicketPage, Mistakes> read() {
        TRY(place, read_cursor(wanted_.cursor));
        if (wanted_.updated_after) return changed(place ? place->key : *wanted_.updated_after);
        if (!wanted_.order_no.empty()) return of_order();
        return newest(place);
    }

  private:
    bool is_full() const { return std::cmp_greater_equal(page_.items.size(), wanted_.count); }

    void take(TicketNo const& no) {
        auto const ticket = store::find_ticket(tx_, scope_, no);
        if (!ticket) return;
        bool const asked = (wanted_.order_no.empty() || ticket->order_no.value == wanted_.order_no) &&
                           (!wanted_.state || ticket->state == *wanted_.state);
        if (asked) page_.items.push_back(view_of(tx_, scope_.tenant, *ticket));
    }

    Result<wire::HostTicketPage, Mistakes> changed(std::int64_t behind) {
        bool const kept = behind >= store::live_floor(tx_, scope_.tenant) && behind <= page_.seq;
        if (!kept) return Err{one_mistake(Rule::cursor_expired, "updated_after_seq")};
        auto const commits = store::logged_commits(tx_, scope_, behind, looked_at);
        std::set<std::string> taken;
        for (store::LoggedCommit const& commit : commits) {
            if (is_full()) return cut(behind);
            if (taken.insert(commit.ticket_no.value).second) take(commit.ticket_no);
            behind = commit.seq;
        }
        return std::cmp_equal(commits.size(), looked_at) ? cut(behind) : std::move(page_);
    }
    wire::HostTicketPage cut(std::int64_t behind) {
        page_.next_cursor = write_cursor({behind, "seq"});
        return std::move(page_);
    }

    /// An order's tickets are few.
    wire::HostTicketPage of_order() {
        for (Ticket const& ticket : store::tickets_of_order(tx_, scope_.tenant, {wanted_.order_no}))
            take(ticket.no);
        return std::move(page_);
    }

    wire::HostTicketPage newest(std::optional<Cursor> const& place) {
        store::TicketFilter filter;
        filter.scope = scope_;
        if (place) filter.behind = store::TicketPlace{place->key, place->id};
        filter.limit = wanted_.state ? looked_at : wanted_.count;
        filter.counted = false;
        auto const list = store::list_tickets(tx_, filter);
        for (std::size_t i = 0; i < list.items.size(); ++i) {
            store::ListedTicket const& one = list.items[i];
            if (!wanted_.state || one.state == *wanted_.state) take(one.no);
            bool const more = i + 1 < list.items.size() || list.next;
            if (!is_full() || !more) continue;
            page_.next_cursor = write_cursor({one.applied_at.ms, one.no.value});
            return std::move(page_);
        }
        if (list.next) page_.next_cursor = write_cursor({list.next->key, list.next->ticket_no});
        return std::move(page_);
    }

    store::ReadTx& tx_;
    store::Scope scope_;
    HostTicketsWanted const& wanted_;
    wire::HostTicketPage page_;
};

}  // namespace

Result<wire::HostTicketPage, Mistakes> HostTickets::list(HostCaller const& host,
                                                         HostTicketsWanted const& wanted) {
    return ground_.store.read([&](store::ReadTx& tx) { return Listing(tx, host, wanted).read(); });
}

Result<wire::HostTicket, Mistakes> HostTickets::show(HostCaller const& host, std::string_view ticket_no) {
    return ground_.store.read([&](store::ReadTx& tx) -> Result<wire::HostTicket, Mistakes> {
        auto const ticket = store::find_ticket(tx, scope_of(host), {std::string(ticket_no)});
        if (!ticket) return Err{one_mistake(Rule::not_found, "ticket_no")};
        return view_of(tx, host.tenant, *ticket);
    });
}

Result<Caller, Mistakes> HostTickets::of_ticket(HostCaller const& host, std::string_view ticket_no) {
    return ground_.store.read([&](store::ReadTx& tx) -> Result<Caller, Mistakes> {
        auto const ticket = store::find_ticket(tx, scope_of(host), {std::string(ticket_no)});
        if (!ticket) return Err{one_mistake(Rule::not_found, "ticket_no")};
        return acting(host, ticket->shop_id);
    });
}

Result<Caller, Mistakes> HostTickets::of_shop(HostCaller const& host, std::string_view shop_id) {
    ShopId const shop{std::string(shop_id)};
    bool const known = host.sees(shop) && ground_.store.read([&](store::ReadTx& tx) {
        return store::find_shop(tx, host.tenant, shop).has_value();
    });
    if (!known) return Err{one_mistake(Rule::not_found, "shop_id")};
    return acting(host, shop);
}

}  // namespace afterdesk
