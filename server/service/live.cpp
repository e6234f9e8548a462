// Live events: what was committed, for those who may see it.

#include "store/live.hpp"

#include "service/impl.hpp"

namespace afterdesk {

namespace {

LiveEvent event_from(store::LiveRow const& row) {
    return {row.seq,     row.tenant, row.shop, row.buyer, row.ticket_no.value, row.order_no.value,
            row.version, row.state};
}

}  // namespace

void Service::Impl::tell(std::vector<store::LiveRow> const& rows) {
    // A change may have put something into the outbox or moved a deadline.
    outbox_worker.poke();
    timer_worker.poke();
    std::function<void(std::vector<LiveEvent> const&)> told;
    {
        std::lock_guard const lock(listener_mutex);
        told = listener;
    }
    if (!told) return;
    std::vector<LiveEvent> events;
    events.reserve(rows.size());
    for (store::LiveRow const& row : rows) events.push_back(event_from(row));
    told(events);
}

std::vector<LiveEvent> Service::live_since(Caller const& caller, std::int64_t seq, int limit) {
    auto const rows = impl_->store.read(
        [&](store::ReadTx& tx) { return store::live_events(tx, scope_of(caller), seq, limit); });
    std::vector<LiveEvent> events;
    events.reserve(rows.size());
    for (store::LiveRow const& row : rows) events.push_back(event_from(row));
    return events;
}

std::int64_t Service::live_head(TenantId const& tenant) {
    return impl_->store.read([&](store::ReadTx& tx) { return store::live_head(tx, tenant); });
}

std::int64_t Service::live_floor(TenantId const& tenant) {
    return impl_->store.read([&](store::ReadTx& tx) { return store::live_floor(tx, tenant); });
}

void Service::on_commit(std::function<void(std::vector<LiveEvent> const&)> listener) {
    std::lock_guard const lock(impl_->listener_mutex);
    impl_->listener = std::move(listener);
}

}  // namespace afterdesk
