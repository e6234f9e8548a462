#include "service/retention.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include "service/unkept_files.hpp"
#include "store/people.hpp"
#include "store/tickets.hpp"

namespace afterdesk {

namespace {

constexpr int looked_at_once = 200;
constexpr std::int64_t between_steps_ms = 200, between_looks_ms = 60'000;

/// The first tenant behind this one.
std::optional<TenantId> tenant_behind(store::ReadTx& tx, TenantId const& tenant) {
    std::vector<std::string> names;
    for (store::Tenant const& one : store::tenants(tx))
        if (one.id.value > tenant.value) names.push_back(one.id.value);
    if (names.empty()) return std::nullopt;
    return TenantId{*std::min_element(names.begin(), names.end())};
}

}  // namespace

void Retention::begin(Of what, TenantId tenant) {
    of_ = what;
    tenant_ = std::move(tenant);
    ticket_.reset();
    buyer_ = {};
}

ErasureAsked Retention::asked(store::Erasable kind, std::string name, Instant now) const {
    std::string const after = std::to_string(age_.ms / days(1).ms);
    Instant const before{now.ms - age_.ms};
    return {tenant_, kind, std::move(name), "kept for " + after + " days", now, std::nullopt, before};
}

void Retention::look_at_tickets(store::ReadTx& tx, Instant now, int limit, std::vector<ErasureAsked>& out) {
    Instant const before{now.ms - age_.ms};
    auto const old = store::old_tickets(tx, tenant_, before, ticket_, limit);
    for (store::OldTicket const& one : old) {
        if (one.erased || !is_end(one.state) || one.last_event_at >= before) continue;
        auto const ticket = store::find_ticket(tx, {tenant_, store::Scope::Of::tenant, {}}, one.no);
        if (ticket && !erasure_refused(tx, policies_, tenant_, *ticket, now))
            out.push_back(asked(store::Erasable::ticket, one.no.value, now));
    }
    if (!old.empty()) ticket_ = old.back();
    if (std::cmp_less(old.size(), limit)) begin(Of::buyers, tenant_);
}

void Retention::look_at_buyers(store::ReadTx& tx, Instant now, int limit, std::vector<ErasureAsked>& out) {
    Instant const before{now.ms - age_.ms};
    auto const buyers = store::buyers_behind(tx, tenant_, buyer_, limit);
    for (store::OldBuyer const& one : buyers) {
        bool const over = one.last_seen_at && *one.last_seen_at < before && !one.has_open_ticket;
        if (over && !one.erased) out.push_back(asked(store::Erasable::buyer, one.id.value, now));
    }
    if (!buyers.empty()) buyer_ = buyers.back().id;
    if (std::cmp_equal(buyers.size(), limit)) return;
    auto next = tenant_behind(tx, tenant_);
    at_end_ = !next.has_value();
    begin(Of::tickets, next.value_or(TenantId{}));
}

std::vector<ErasureAsked> Retention::look(Instant now, int limit) {
    return store_.read([&](store::ReadTx& tx) {
        std::vector<ErasureAsked> out;
        if (at_end_) {
            auto first = tenant_behind(tx, {});
            at_end_ = !first.has_value();
            begin(Of::tickets, first.value_or(TenantId{}));
        }
        if (at_end_) return out;
        if (of_ == Of::tickets) {
            look_at_tickets(tx, now, limit, out);
        } else {
            look_at_buyers(tx, now, limit, out);
        }
        return out;
    });
}

DailyRetention::DailyRetention(store::Store& store, Duration age, std::function<Instant()> now,
                               std::function<void(std::string_view)> log)
    : walk_(store, age), store_(store), age_(age), now_(std::move(now)), log_(std::move(log)) {}

void DailyRetention::start() {
    worker_.start([this] { return turn(); });
}

std::int64_t DailyRetention::turn() {
    try {
        return step() ? between_steps_ms : between_looks_ms;
    } catch (std::exception const& failure) {
        log_(std::string("retention: ") + failure.what());
        return between_looks_ms;
    }
}

void DailyRetention::erase_all(std::vector<ErasureAsked> const& due) {
    // What has happened to one of them meanwhile refuses it; it has its turn another day.
    for (ErasureAsked const& one : due) static_cast<void>(erase(store_, one));
}

bool DailyRetention::step() {
    Instant const now = now_();
    std::int64_t const today = now.ms / days(1).ms;
    bool const is_new_day = today != day_;
    if (is_new_day) {
        if (age_.ms > 0) erase_all(walk_.look(now, looked_at_once));
        if (!walk_.at_end()) return true;
        day_ = today;
    }
    finish_erasures(store_, false);
    // Last: a file that can not be removed must not keep erasures from their end.
    if (is_new_day) remove_unkept_files(store_);
    return false;
}

}  // namespace afterdesk
