#include "service/rewind.hpp"

#include <algorithm>

#include "domain/ticket/stock_reserved.hpp"
#include "domain/ticket/ticket.hpp"
#include "service/persist.hpp"
#include "store/migrations.hpp"
#include "store/orders.hpp"
#include "store/rewind.hpp"
#include "store/stock.hpp"
#include "store/store.hpp"
#include "store/tickets.hpp"

namespace afterdesk {

namespace {

/// What the world outside has seen, or may have.
bool is_fact(Event const& event) {
    return std::visit(
        [](auto const& one) {
            return is_one_of<
                std::remove_cvref_t<decltype(one)>,
                std::variant<RefundStarted, EntitlementsReclaimed, RefundPartSucceeded, RefundPartFailed,
                             RefundRetried, PaidOffline, PaidTwice, DifferencePaid, Reshipped>>;
        },
        static_cast<EventKinds const&>(event));
}

struct Past {
    Ticket ticket;
    std::vector<EventRecord> history;
};

std::vector<Past> pasts_of(store::ReadTx& tx, store::OrderPart const& part) {
    std::vector<Past> out;
    for (Ticket& ticket : store::tickets_of_order(tx, part.tenant, part.order_no)) {
        auto history = store::history_of(tx, part.tenant, ticket.no);
        out.push_back({std::move(ticket), std::move(history)});
    }
    return out;
}

/// The last fact after `until`.
std::optional<Instant> last_fact(Past const& past, Instant until) {
    std::optional<Instant> last;
    for (EventRecord const& record : past.history)
        if (record.at > until && is_fact(record.event)) last = record.at;
    return last;
}

/// Gives back, or takes again, what the shelf holds for the ticket.
void follow_stock(store::WriteTx& tx, TenantId const& tenant, Ticket const& before, Ticket const& after) {
    store::move_stock(tx, {tenant, after, stock_moves(before, after), stock_reserved(after)});
}

std::vector<EvidenceId> pictures_of(std::vector<EventRecord> const& history) {
    std::vector<EvidenceId> out;
    for (EventRecord const& record : history)
        for (EvidenceId const& id : evidence_of(record.event)) out.push_back(id);
    return out;
}

/// The ticket that never was, for the books.
Ticket nothing_of(Ticket const& ticket) {
    Ticket none;
    none.no = ticket.no;
    none.order_no = ticket.order_no;
    none.shop_id = ticket.shop_id;
    none.buyer_id = ticket.buyer_id;
    none.state = State::closed;
    return none;
}

void rewind_ticket(store::WriteTx& tx, store::OrderPart const& part, Order const& order, Past& past,
                   Instant to, Rewound& out) {
    auto const cut = std::find_if(past.history.begin(), past.history.end(),
                                  [&](EventRecord const& record) { return record.at > to; });
    if (cut == past.history.end()) return;
    out.events += static_cast<int>(past.history.end() - cut);
    past.history.erase(cut, past.history.end());
    bool const is_left = !past.history.empty();
    Ticket const after = is_left ? fold(past.history) : nothing_of(past.ticket);
    book(tx, part.tenant, past.ticket, after, to);
    follow_stock(tx, part.tenant, past.ticket, after);
    if (is_left) {
        store::shorten_ticket(tx, part.tenant, after, order, pictures_of(past.history));
        ++out.shortened;
    } else {
        store::forget_ticket(tx, part.tenant, past.ticket);
        ++out.removed;
    }
}

void rewind_order(store::WriteTx& tx, store::OrderPart const& part, Instant until, Rewound& out) {
    std::vector<Past> pasts = pasts_of(tx, part);
    Instant to = until;
    for (Past const& past : pasts) {
        if (auto const fact = last_fact(past, until)) to = std::max(to, *fact);
    }
    for (Past const& past : pasts) {
        if (auto const fact = last_fact(past, until)) out.kept.push_back({past.ticket.no.value, to, *fact});
    }
    auto const order = store::find_order(tx, part.tenant, part.order_no);
    CHECK(order.has_value());
    // The newest first: what they took hold of is given back before older ones take it again.
    for (auto past = pasts.rbegin(); past != pasts.rend(); ++past)
        rewind_ticket(tx, part, *order, *past, to, out);
}

}  // namespace

Rewound rewind(store::Store& store, Instant until) {
    return store.write([&](store::WriteTx& tx) {
        Rewound out;
        for (store::OrderPart const& part : store::orders_changed_after(tx, until))
            rewind_order(tx, part, until, out);
        store::count_tickets_again(tx);
        store::index_again(tx);
        store::forget_lost_events(tx);
        store::forget_replies_after(tx, until);
        return out;
    });
}

}  // namespace afterdesk
