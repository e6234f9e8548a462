// Tickets as lists, and how much of them waits for staff.

#include "service/cursor.hpp"
#include "service/ground.hpp"
#include "service/load.hpp"
#include "service/tickets.hpp"

namespace afterdesk {

namespace {

/// Errors: those of the search, the cursor, and unknown_name for the arbitration.
Result<store::TicketFilter, Mistakes> filter_of(Caller const& caller, TicketQuery const& query, Instant now) {
    TRY(search, read_search(query.q));
    TRY(place, read_cursor(query.cursor));
    store::TicketFilter filter;
    filter.scope = scope_of(caller);
    filter.status = query.status;
    filter.types = query.types;
    filter.reasons = query.reasons;
    filter.work = query.work;
    filter.search = std::move(search);
    filter.order = query.order;
    filter.arbitrated = query.arbitration == "open";
    filter.appeal = query.appeal;
    if (filter.appeal) filter.budget /= 4;  // their documents are read
    filter.queue = query.queue;
    filter.shop = query.shop;
    filter.same_buyer = query.same_buyer;
    filter.due = query.due;
    filter.now = now;
    filter.least_fen = query.least_fen;
    filter.most_fen = query.most_fen;
    filter.since = query.since;
    filter.before = query.before;
    filter.limit = query.count;
    filter.counted = query.counted;
    filter.updated = caller.audience != wire::Audience::buyer;  // who is not told of all events
    if (!query.arbitration.empty() && !filter.arbitrated) {
        filter.arbitration = wire::from_name<ArbitrationStep>(query.arbitration);
        if (!filter.arbitration) return Err{one_mistake(Rule::unknown_name, "arbitration")};
    }
    if (place) filter.behind = store::TicketPlace{place->key, place->id};
    return filter;
}

wire::WorkView::Pile view_of(store::PileOfWork const& pile) {
    wire::WorkView::Pile out{pile.work,         pile.count, pile.half_day, pile.overdue,
                             pile.half_day_fen, {},         pile.at_least};
    if (pile.first_deadline) out.first_deadline_ms = pile.first_deadline->ms;
    return out;
}

}  // namespace

Result<wire::TicketPage, Mistakes> Tickets::list(Caller const& caller, TicketQuery const& query) {
    TRY(filter, filter_of(caller, query, ground_.now()));
    wire::TicketPage page;
    auto list = ground_.store.read([&](store::ReadTx& tx) {
        bool const of_staff = caller.audience != wire::Audience::buyer;
        if (filter.counted && of_staff) page.with_strays = store::count_queue(tx, filter.scope, strays_queue);
        return store::list_tickets(tx, filter);
    });
    for (store::ListedTicket const& one : list.items) {
        page.items.push_back(summary_of(one));
        if (caller.audience == wire::Audience::buyer) continue;
        page.items.back().updated_at_ms = one.updated_at.ms;
        page.items.back().arbitration = one.arbitration;
        page.items.back().appeal = one.appeal;
    }
    page.counts = std::move(list.counts);
    page.counts_at_least = list.at_least;
    if (list.next) page.next_cursor = write_cursor({list.next->key, list.next->ticket_no});
    return page;
}

Result<wire::WorkView, Mistakes> Tickets::work(Caller const& caller) {
    if (caller.audience == wire::Audience::buyer) return Err{one_mistake(Rule::not_your_part)};
    bool const all_shops = caller.audience == wire::Audience::platform;
    return ground_.store.read([&](store::ReadTx& tx) -> Result<wire::WorkView, Mistakes> {
        wire::WorkView view;
        for (store::PileOfWork const& pile : store::piles_of_work(tx, scope_of(caller), ground_.now()))
            view.piles.push_back(view_of(pile));
        for (Reason const& reason : ground_.policies.newest(tx, caller.tenant, caller.shop)->reasons)
            view.reasons.push_back({reason.code, reason.zh, reason.en});
        view.queues = store::queues_of(tx, scope_of(caller));
        std::erase(view.queues, strays_queue);  // which is a pile of work
        if (!all_shops) return view;
        for (store::ShopName const& shop : store::shop_names(tx, caller.tenant))
            view.shops.push_back({shop.id.value, shop.name});
        return view;
    });
}

}  // namespace afterdesk
