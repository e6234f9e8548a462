#include "service/jobs.hpp"

#include <algorithm>

#include "outside/courier.hpp"
#include "outside/simulated/faults.hpp"
#include "service/audit_log.hpp"
#include "store/desk_clock.hpp"

namespace afterdesk {

namespace {

constexpr int job_rounds = 10'000;
constexpr std::int64_t longest_sleep_ms = 30'000;
constexpr std::int64_t after_failure_ms = 1'000;
constexpr int webhook_threads = 4;
constexpr int teller_threads = 2;  ///< one for each way
constexpr std::int64_t least_sleep_ms = 100;

}  // namespace

Jobs::Jobs(Ground& ground)
    : ground_(ground),
      parties_(ground.config.parties),
      outbox_(ground, parties_),
      timers_(ground),
      parcels_(ground, parties_),
      pickups_(ground, parties_),
      webhooks_(ground),
      notifications_(ground, parties_) {
    if (!parties_.faults) return;
    parties_.faults->on_notice([this](outside::Notice const& notice) {
        outside::Payments const& simulated = *parties_.payments.begin()->second;
        auto const refused = outbox_.take(simulated, notice);
        if (refused) ground_.log("refund " + notice.refund_no + ": what was told by itself was refused");
    });
}

Jobs::~Jobs() {
    stop();
    if (parties_.faults) parties_.faults->on_notice(nullptr);
}

void Jobs::start() {
    outbox_.take_up();
    webhooks_.take_up();
    parcels_.take_up();
    notifications_.take_up();
    senders_.start([this] { return outbox_turn(); }, ground_.config.outbox_workers);
    timer_.start([this] { return timer_turn(); });
    watcher_.start([this] { return parcel_turn(); });
    webhook_senders_.start([this] { return webhook_turn(); }, webhook_threads);
    if (notifications_.works()) tellers_.start([this] { return notification_turn(); }, teller_threads);
}

void Jobs::stop() {
    hurry();
    senders_.stop();
    timer_.stop();
    watcher_.stop();
    webhook_senders_.stop();
    tellers_.stop();
}

void Jobs::hurry() {
    for (auto const& [channel, payments] : parties_.payments) payments->hurry();
    for (outside::Account const& account : parties_.accounts) account.payments->hurry();
    if (parties_.mall) parties_.mall->hurry();
    if (parties_.courier) parties_.courier->hurry();
    webhooks_.hurry();
    notifications_.hurry();
}

int Jobs::run_due() {
    int done = 0;
    for (int i = 0; i < job_rounds; ++i) {
        int const before = done;
        if (outbox_.send_due()) ++done;
        done += timers_.end_due();
        bool looked = parcels_.look();
        looked |= pickups_.step();
        if (webhooks_.step()) ++done;
        if (notifications_.step()) ++done;
        if (done == before && !looked) break;
    }
    return done;
}

void Jobs::poke() {
    senders_.poke();
    timer_.poke();
    webhook_senders_.poke();
    tellers_.poke();
}

/// What went into the outbox, deadlines that are nearer than the timer's sleep, events for endpoints, news.
void Jobs::changed(std::vector<store::LiveRow> const& rows) {
    std::int64_t const looks_ms = timer_looks_ms_;
    bool const sends = std::any_of(rows.begin(), rows.end(), [](auto const& row) { return row.sends; });
    bool const near = std::any_of(rows.begin(), rows.end(), [&](auto const& row) {
        return row.deadline && row.deadline->ms < looks_ms;
    });
    if (sends) senders_.poke();
    if (near) timer_.poke();
    if (webhooks_.may_have_endpoints()) webhook_senders_.poke();
    if (notifications_.works()) tellers_.poke();
}

std::int64_t Jobs::sleep_until(std::optional<Instant> next) const {
    if (!next) return longest_sleep_ms;
    return std::clamp<std::int64_t>((*next - ground_.now()).ms, 0, longest_sleep_ms);
}

std::int64_t Jobs::outbox_turn() {
    try {
        // There may be more than one: another sender looks while this one waits for its answer.
        if (outbox_.send_due([this] { senders_.poke(); })) return 0;
        return sleep_until(outbox_.next_run());
    } catch (std::exception const& failure) {
        ground_.log(std::string("outbox: ") + failure.what());
        return after_failure_ms;
    }
}

std::int64_t Jobs::parcel_turn() {
    try {
        bool const booked = pickups_.step();
        if (parcels_.look() || booked) return 0;
        return std::min(sleep_until(parcels_.next_look()), sleep_until(pickups_.next_step()));
    } catch (std::exception const& failure) {
        ground_.log(std::string("courier: ") + failure.what());
        return after_failure_ms;
    }
}

std::int64_t Jobs::timer_turn() {
    // What is committed from here on may not be seen below, so that each deadline wakes us.
    timer_looks_ms_ = INT64_MAX;
    try {
        if (timers_.clean_up()) {
            webhooks_.clean_up();
            notifications_.clean_up();
        }
        Instant const began = ground_.now();
        if (timers_.end_due() > 0) return 0;
        // A deadline that had passed and yet did nothing is not asked again at once.
        std::int64_t const sleep_ms = sleep_until(timers_.next_deadline(began));
        timer_looks_ms_ = ground_.now().ms + sleep_ms;
        return sleep_ms;
    } catch (std::exception const& failure) {
        ground_.log(std::string("timers: ") + failure.what());
        return after_failure_ms;
    }
}

std::int64_t Jobs::webhook_turn() {
    try {
        // Another sender looks while this one waits for its answer.
        if (webhooks_.step([this] { webhook_senders_.poke(); })) return 0;
        // What is due and not sent by us waits for room.
        return std::max(sleep_until(webhooks_.next_run()), least_sleep_ms);
    } catch (std::exception const& failure) {
        ground_.log(std::string("webhooks: ") + failure.what());
        return after_failure_ms;
    }
}

std::int64_t Jobs::notification_turn() {
    try {
        // Another looks at the other way while this one waits for its answer.
        if (notifications_.step([this] { tellers_.poke(); })) return 0;
        // What is due and not told by us is somebody else's.
        return std::max(sleep_until(notifications_.next_run()), least_sleep_ms);
    } catch (std::exception const& failure) {
        ground_.log(std::string("notifications: ") + failure.what());
        return after_failure_ms;
    }
}

// ---- The clock --------------------------------------------------------------------------------------------

/// Forward by so much, and so that the next start knows it.
void Jobs::move_clock(Duration by) {
    if (by.ms <= 0) return;
    ground_.store.write([&](store::WriteTx& tx) {
        store::ClockRow row = store::read_clock(tx);
        row.advanced.ms += by.ms;
        store::write_clock(tx, row);
        return true;
    });
    ground_.clock.add(by);
}

wire::ClockView Jobs::clock() {
    auto const row = ground_.store.read([](store::ReadTx& tx) { return store::read_clock(tx); });
    return {ground_.now().ms, row.advanced.ms, ground_.config.demo};
}

Result<wire::ClockView, Mistakes> Jobs::advance_clock(Caller const& caller, Duration by) {
    bool const may = ground_.config.demo && caller.audience == wire::Audience::platform;
    if (!may) return Err{one_mistake(Rule::not_your_part)};
    if (!caller.rights.has(Right::move_clock)) return Err{lacks(Right::move_clock)};
    ground_.store.write([&](store::WriteTx& tx) {
        note_act(tx, caller, ground_.now(),
                 {"clock_moved", wire::AuditNoun::clock, std::to_string(by.ms / minutes(1).ms) + " min"});
        return true;
    });
    // One journey at a time; the timers' own thread may fire what we are about to.
    std::lock_guard const lock(journey_);
    Instant const target = ground_.now() + by;
    for (;;) {
        auto const next = timers_.next_deadline(ground_.now());
        if (!next || *next > target) break;
        move_clock(*next - ground_.now());
        timers_.end_due();
    }
    move_clock(target - ground_.now());
    timers_.end_due();
    poke();
    watcher_.poke();
    return clock();
}

// ---- Parties outside --------------------------------------------------------------------------------------

wire::RefundWay Jobs::refund_way() const {
    bool const none = parties_.payments.empty() && parties_.accounts.empty();
    if (none) return wire::RefundWay::waiting_for_host;
    if (parties_.dry_run) return wire::RefundWay::dry_run;
    return parties_.faults ? wire::RefundWay::simulated : wire::RefundWay::channels;
}

int Jobs::refunds_waiting() {
    return ground_.store.read([](store::ReadTx& tx) { return store::count_waiting_refunds(tx); });
}

wire::ChannelView Jobs::channel() {
    return {refund_way(), refunds_waiting(),
            parties_.faults ? parties_.faults->settings() : wire::ChannelSettings{}};
}

Result<wire::ChannelView, Mistakes> Jobs::set_channel_settings(Caller const& caller,
                                                               wire::ChannelSettings const& settings) {
    bool const may = ground_.config.demo && caller.audience == wire::Audience::platform;
    if (!may) return Err{one_mistake(Rule::not_your_part)};
    if (!caller.rights.has(Right::set_channel)) return Err{lacks(Right::set_channel)};
    if (!parties_.faults) return Err{one_mistake(Rule::not_found)};
    parties_.faults->set(settings);
    ground_.store.write([&](store::WriteTx& tx) {
        note_act(tx, caller, ground_.now(), {"channel_set", wire::AuditNoun::channel, {}});
        return true;
    });
    return channel();
}

std::vector<outside::Payments*> Jobs::channel_named(std::string_view name) const {
    auto const channel = wire::from_name<PaymentChannel>(name);
    return channel ? outside::serving(parties_, *channel) : std::vector<outside::Payments*>{};
}

bool Jobs::is_signed(std::string_view channel, outside::Message const& message) {
    Instant const now = ground_.clock.machine_now();
    auto const all = channel_named(channel);
    return std::any_of(all.begin(), all.end(),
                       [&](outside::Payments const* one) { return one->is_signed(message, now); });
}

/// Of several accounts it is the one's whose key signed it and that it names: what another one's key signed
/// says nothing about this one's refunds.
std::optional<Mistakes> Jobs::take_notice(std::string_view channel, outside::Message const& message) {
    std::optional<Mistakes> refused = one_mistake(Rule::not_found, "channel");
    Instant const now = ground_.clock.machine_now();
    for (outside::Payments const* const payments : channel_named(channel)) {
        if (!payments->is_signed(message, now)) continue;
        auto const notice = payments->read_notice(message.body);
        refused = notice.ok() ? outbox_.take(*payments, *notice) : std::optional(notice.error());
        if (!refused) senders_.poke();
        if (notice.ok()) break;
    }
    return refused;
}

void Jobs::take_push(std::string_view token) {
    parcels_.take_push(token);
    watcher_.poke();
}

void Jobs::take_pickup_push(std::string_view token, std::string_view body) {
    pickups_.take_push(token, body);
    watcher_.poke();
}

std::string_view Jobs::thanks(std::string_view channel) {
    auto const all = channel_named(channel);
    return all.empty() ? std::string_view() : all.front()->thanks();
}

}  // namespace afterdesk
