// Tickets as lists and in detail.

#include "store/tickets.hpp"

#include "service/cursor.hpp"
#include "service/impl.hpp"
#include "store/orders.hpp"

namespace afterdesk {

Result<wire::TicketPage, Mistakes> Service::tickets(Caller const& caller, TicketQuery const& query) {
    TRY(search, read_search(query.q));
    TRY(place, read_cursor(query.cursor));
    store::TicketFilter filter;
    filter.scope = scope_of(caller);
    filter.status = query.status;
    filter.type = query.type;
    filter.search = std::move(search);
    filter.by_deadline = query.by_deadline;
    filter.arbitrated = query.arbitration == "open";
    filter.queue = query.queue;
    filter.limit = query.count;
    if (!query.arbitration.empty() && !filter.arbitrated) {
        filter.arbitration = wire::from_name<ArbitrationStep>(query.arbitration);
        if (!filter.arbitration) return Err{one_mistake(Rule::unknown_name, "arbitration")};
    }
    if (place) filter.behind = store::TicketPlace{place->key, place->id};
    auto list = impl_->store.read([&](store::ReadTx& tx) { return store::list_tickets(tx, filter); });
    wire::TicketPage page;
    for (store::ListedTicket const& one : list.items) page.items.push_back(summary_of(one));
    page.counts = std::move(list.counts);
    if (list.next) page.next_cursor = write_cursor({list.next->key, list.next->ticket_no});
    return page;
}

Result<wire::TicketDetail, Mistakes> Service::ticket(Caller const& caller, std::string_view ticket_no) {
    return impl_->store.read([&](store::ReadTx& tx) -> Result<wire::TicketDetail, Mistakes> {
        auto ticket = store::find_ticket(tx, scope_of(caller), {std::string(ticket_no)});
        if (!ticket) return Err{one_mistake(Rule::not_found, "ticket_no")};
        auto order = store::find_order(tx, caller.tenant, ticket->order_no);
        CHECK(order);
        auto const policy = impl_->policies.get(tx, caller.tenant, ticket->policy_version, ticket->shop_id);
        return load_detail(tx, caller.tenant, caller.audience, std::move(*ticket), std::move(*order),
                           *policy);
    });
}

wire::ChannelSettings Service::channel_settings() { return impl_->channel.settings(); }

Result<wire::ChannelSettings, Mistakes> Service::set_channel_settings(Caller const& caller,
                                                                      wire::ChannelSettings const& settings) {
    bool const may = impl_->config.demo && caller.audience == wire::Audience::platform;
    if (!may) return Err{one_mistake(Rule::not_your_part)};
    impl_->channel.set(settings);
    return impl_->channel.settings();
}

}  // namespace afterdesk
