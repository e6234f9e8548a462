#include "service/live.hpp"

#include "service/ground.hpp"
#include "service/load.hpp"
#include "store/live.hpp"

namespace afterdesk {

namespace {

std::vector<LiveEvent> events_from(std::vector<store::LiveRow> const& rows) {
    std::vector<LiveEvent> events;
    events.reserve(rows.size());
    for (store::LiveRow const& row : rows) {
        events.push_back({row.seq, row.tenant, row.shop, row.buyer, row.ticket_no.value, row.order_no.value,
                          row.version, row.state});
    }
    return events;
}

}  // namespace

Live::Live(Ground& ground, store::Listener changed) : ground_(ground) {
    ground.store.on_commit([this, changed = std::move(changed)](std::vector<store::LiveRow> const& rows) {
        changed(rows);
        Listener told;
        {
            std::lock_guard const lock(mutex_);
            told = listener_;
        }
        if (told) told(events_from(rows));
    });
}

Live::~Live() {
    ground_.store.on_commit(nullptr);
    try {
        // Behind whatever is still being committed and told to us.
        ground_.store.write([](store::WriteTx&) { return true; });
    } catch (store::StoreFailure const&) {
        ground_.log("the store was closed before the service");
    }
}

std::vector<LiveEvent> Live::since(Caller const& caller, std::int64_t seq, int limit) {
    return events_from(ground_.store.read(
        [&](store::ReadTx& tx) { return store::live_events(tx, scope_of(caller), seq, limit); }));
}

std::int64_t Live::head(TenantId const& tenant) {
    return ground_.store.read([&](store::ReadTx& tx) { return store::live_head(tx, tenant); });
}

std::int64_t Live::floor(TenantId const& tenant) {
    return ground_.store.read([&](store::ReadTx& tx) { return store::live_floor(tx, tenant); });
}

void Live::on_commit(Listener listener) {
    std::lock_guard const lock(mutex_);
    listener_ = std::move(listener);
}

}  // namespace afterdesk
