#include "service/webhooks.hpp"

#include <algorithm>

#include "service/ground.hpp"
#include "service/growing_wait.hpp"
#include "service/host_log.hpp"
#include "store/scope.hpp"

namespace afterdesk {

namespace {

/// Commits that become deliveries at once: others who write wait for it.
constexpr int commits_at_once = 200;
constexpr Duration delivery_lease = minutes(1);
constexpr Duration tried_for = days(3);
/// It waits as long again as it has waited already, within these.
constexpr Duration least_delay{5'000}, most_delay = hours(12);
/// So long an endpoint that does not answer well is left alone, twice as long each time.
constexpr Duration first_quiet{1'000}, most_quiet = minutes(15);
/// After so many bad tries in a row it is the endpoint that is away, and not one event that is bad.
constexpr int was_away = 3;
constexpr Duration delivered_are_kept = days(7);
constexpr int forgotten_at_once = 1'000;
constexpr int gone = 410;
/// Of one endpoint: a slow one leaves room for others.
constexpr int most_under_way = 3;

std::string key_of(store::Webhook const& webhook) { return webhook.tenant.value + '/' + webhook.id; }

std::string problem_of(outside::WebhookAnswer const& answer) {
    return answer.status == 0 ? answer.problem : "HTTP " + std::to_string(answer.status);
}

store::Scope scope_of(store::Webhook const& webhook) {
    bool const one = !webhook.shop.empty();
    return {webhook.tenant, one ? store::Scope::Of::shop : store::Scope::Of::tenant, webhook.shop.value};
}

/// Commits, as deliveries of the endpoint.
std::vector<store::Outgoing> outgoing(store::ReadTx& tx, store::Webhook const& webhook,
                                      std::vector<store::LoggedCommit> const& commits) {
    HostLog log(tx, webhook.tenant);
    std::vector<store::Outgoing> out;
    for (store::LoggedCommit const& commit : commits) {
        for (int version = HostLog::first_version(commit); version <= commit.version; ++version) {
            auto const event = log.event(commit, version, webhook.types);
            if (!event) continue;
            out.push_back({event->id, event->type, event->ticket_no, event->ticket_version,
                           wire::write_json(to_json(*event))});
        }
    }
    return out;
}

}  // namespace

std::string webhook_id_of(std::string_view event_id) {
    std::string out(event_id);
    std::replace(out.begin(), out.end(), '.', '_');
    return out;
}

void Webhooks::take_up() {
    ground_.store.write([&](store::WriteTx& tx) {
        store::drop_delivery_leases(tx, ground_.config.server_name);
        return true;
    });
}

// ---- Making deliveries ------------------------------------------------------------------------------------

/// Promise: false when there was nothing behind its place.
bool Webhooks::spread_some(store::Webhook const& webhook) {
    std::vector<store::Outgoing> events;
    std::int64_t seq = webhook.spread_seq;
    ground_.store.read([&](store::ReadTx& tx) {
        std::int64_t const head = store::live_head(tx, webhook.tenant);
        if (head <= webhook.spread_seq) return true;
        auto const commits =
            store::logged_commits(tx, scope_of(webhook), webhook.spread_seq, commits_at_once);
        bool const all = std::cmp_less(commits.size(), commits_at_once);
        seq = all ? head : commits.back().seq;
        events = outgoing(tx, webhook, commits);
        return true;
    });
    if (seq == webhook.spread_seq) return false;
    return ground_.store.write(
        [&](store::WriteTx& tx) { return store::spread(tx, webhook, seq, events, ground_.now()); });
}

// ---- Sending ----------------------------------------------------------------------------------------------

/// Taken by one that is under way.
struct Webhooks::Room {
    Webhooks& owner;
    std::string key;
    ~Room() {
        std::lock_guard const lock(owner.mutex_);
        --owner.under_way_[key];
    }
};

/// Those that have room, whoever was served last at the end.
std::vector<store::Webhook> Webhooks::in_turn(std::vector<store::Webhook> webhooks) {
    std::lock_guard const lock(mutex_);
    std::erase_if(webhooks,
                  [&](store::Webhook const& one) { return under_way_[key_of(one)] >= most_under_way; });
    auto const behind = [&](store::Webhook const& one) { return key_of(one) > last_; };
    std::stable_partition(webhooks.begin(), webhooks.end(), behind);
    return webhooks;
}

/// Of endpoints that do not answer well one is tried at a time.
std::optional<Webhooks::Leased> Webhooks::lease() {
    auto leased = ground_.store.write([&](store::WriteTx& tx) -> std::optional<Leased> {
        Instant const now = ground_.now();
        for (store::Webhook const& webhook : in_turn(store::working_webhooks(tx))) {
            if (webhook.quiet_until > now) continue;
            auto delivery =
                store::lease_delivery(tx, webhook, ground_.config.server_name, now, delivery_lease);
            if (!delivery) continue;
            if (webhook.failures > 0) store::hold_webhook(tx, webhook, now + delivery_lease);
            return Leased{webhook, std::move(*delivery)};
        }
        return std::nullopt;
    });
    if (!leased) return leased;
    std::lock_guard const lock(mutex_);
    last_ = key_of(leased->webhook);
    ++under_way_[last_];
    return leased;
}

/// One look after the other, so that what is noted is of the last.
std::vector<store::Webhook> Webhooks::look() {
    std::lock_guard const lock(looking_);
    auto working = ground_.store.read([](store::ReadTx& tx) { return store::working_webhooks(tx); });
    may_have_endpoints_ = !working.empty();
    return working;
}

bool Webhooks::step(std::function<void()> const& taken) {
    auto const working = look();
    if (working.empty() || !endpoints_) return false;
    if (std::unique_lock const one(spreading_, std::try_to_lock); one) {
        bool any = false;
        for (store::Webhook const& webhook : working) any = spread_some(webhook) || any;
        if (any) return true;
    }
    auto const next = next_run();
    if (!next || *next > ground_.now()) return false;
    auto const leased = lease();
    if (!leased) return false;
    if (taken) taken();
    Room const room{*this, key_of(leased->webhook)};
    send(*leased);
    return true;
}

void Webhooks::send(Leased const& leased) {
    store::Webhook const& webhook = leased.webhook;
    outside::WebhookAnswer answer;
    try {
        answer = endpoints_->post({webhook.url, webhook_id_of(leased.delivery.event.event_id),
                                   leased.delivery.event.body, webhook.secrets, ground_.clock.machine_now()});
    } catch (std::exception const& failure) {
        answer.problem = failure.what();
    }
    ground_.store.write([&](store::WriteTx& tx) {
        store::Tried const tried{ground_.now(), answer.status, answer.is_good() ? "" : problem_of(answer)};
        if (answer.is_good()) {
            note_good(tx, leased, tried);
        } else {
            note_bad(tx, leased, tried);
        }
        return true;
    });
}

void Webhooks::note_good(store::WriteTx& tx, Leased const& leased, store::Tried const& tried) {
    auto const webhook = store::find_webhook(tx, leased.webhook.tenant, leased.webhook.id);
    if (!webhook) return;
    store::set_delivered(tx, *webhook, leased.delivery, tried);
    store::note_try(tx, *webhook, tried.at, std::nullopt);
    if (webhook->failures >= was_away) store::hasten_deliveries(tx, *webhook, tried.at);
}

void Webhooks::note_bad(store::WriteTx& tx, Leased const& leased, store::Tried const& tried) {
    auto const webhook = store::find_webhook(tx, leased.webhook.tenant, leased.webhook.id);
    if (!webhook) return;
    Instant const now = tried.at;
    Duration const quiet = doubled(first_quiet, webhook->failures, most_quiet);
    store::note_try(tx, *webhook, now, now + quiet);
    store::Delivery const& delivery = leased.delivery;
    Duration const waited = now - delivery.since;
    bool const same = webhook->url == leased.webhook.url;
    bool const away = webhook->failing_since && now - *webhook->failing_since >= tried_for;
    if (same && tried.status == gone) store::end_webhook(tx, *webhook, wire::WebhookEnd::gone);
    if (same && away) store::end_webhook(tx, *webhook, wire::WebhookEnd::unreachable);
    if (waited >= tried_for && !away) return store::set_parked(tx, *webhook, delivery, tried);
    // One that is away is asked now and then by whatever stands in front.
    bool const all_fail = webhook->failures + 1 >= was_away;
    Duration const delay = all_fail ? quiet : std::clamp(waited, least_delay, most_delay);
    store::set_waiting(tx, *webhook, delivery, tried, now + with_jitter(delay, ground_.config.random64()));
}

std::optional<Instant> Webhooks::next_run() {
    return ground_.store.read([&](store::ReadTx& tx) {
        std::optional<Instant> next;
        for (store::Webhook const& webhook : store::working_webhooks(tx)) {
            auto const due = store::next_delivery(tx, webhook);
            if (!due) continue;
            Instant const at = std::max(*due, webhook.quiet_until);
            if (!next || at < *next) next = at;
        }
        return next;
    });
}

void Webhooks::clean_up() {
    auto const all = ground_.store.read([](store::ReadTx& tx) { return store::working_webhooks(tx); });
    Instant const before{ground_.now().ms - delivered_are_kept.ms};
    for (store::Webhook const& webhook : all) {
        auto const forget = [&](store::WriteTx& tx) {
            return store::forget_deliveries(tx, webhook, before, forgotten_at_once);
        };
        while (ground_.store.write(forget) == forgotten_at_once) {
        }
    }
}

}  // namespace afterdesk
