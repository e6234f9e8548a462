#include "service/service.hpp"

#include <chrono>
#include <cstdio>

#include "service/impl.hpp"
#include "store/desk_clock.hpp"

namespace afterdesk {

namespace {

constexpr int sign_in_tries = 5;
constexpr Duration sign_in_within = minutes(1);
constexpr int job_rounds = 10'000;

/// What the clock adds: what this start was told, and what an administrator had moved it by before.
Duration added_to(store::Store& store, ServiceConfig const& config) {
    return store.write([&](store::WriteTx& tx) {
        store::ClockRow row = store::read_clock(tx);
        bool const told_otherwise = row.offset != config.clock_offset;
        row.offset = config.clock_offset;
        if (told_otherwise) store::write_clock(tx, row);
        return Duration{row.offset.ms + row.advanced.ms};
    });
}

}  // namespace

Service::Impl::Impl(store::Store& from, ServiceConfig with)
    : store(from),
      config(std::move(with)),
      clock(config.now, added_to(from, config)),
      channel(from.data_dir()),
      reencoder(config.reencode_program,
                {wire::max_evidence_bytes, wire::max_evidence_side_px, wire::max_evidence_pixels}),
      evidence_files(from.data_dir()),
      sign_in_limit(sign_in_tries, sign_in_within) {
    CHECK(config.now && config.random64);
    store.on_commit([this](std::vector<store::LiveRow> const& rows) { tell(rows); });
}

Service::Impl::~Impl() {
    channel.hurry();
    outbox_worker.stop();
    timer_worker.stop();
    store.on_commit(nullptr);
    try {
        // Behind whatever is still being committed and told to us.
        store.write([](store::WriteTx&) { return true; });
    } catch (store::StoreFailure const&) {
        log("the store was closed before the service");
    }
}

void Service::Impl::log(std::string_view text) const {
    if (config.log) return config.log(text);
    std::fprintf(stderr, "%.*s\n", static_cast<int>(text.size()), text.data());
}

Service::Service(store::Store& store, ServiceConfig config)
    : impl_(std::make_unique<Impl>(store, std::move(config))) {}
Service::~Service() = default;

// ---- Background work --------------------------------------------------------------------------------------

void Worker::start(std::function<std::int64_t()> work) {
    CHECK(!thread_.joinable());
    stopping_ = false;
    thread_ = std::thread([this, work = std::move(work)] { loop(work); });
}

void Worker::stop() {
    if (!thread_.joinable()) return;
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void Worker::poke() {
    std::lock_guard const lock(mutex_);
    poked_ = true;
    changed_.notify_all();
}

void Worker::loop(std::function<std::int64_t()> const& work) {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        poked_ = false;
        lock.unlock();
        auto const sleep = std::chrono::milliseconds(work());
        lock.lock();
        changed_.wait_for(lock, sleep, [this] { return stopping_ || poked_; });
    }
}

void Service::start_jobs() {
    impl_->store.write([](store::WriteTx& tx) {
        store::drop_leases(tx);
        return true;
    });
    impl_->outbox_worker.start([this] { return impl_->outbox_turn(); });
    impl_->timer_worker.start([this] { return impl_->timer_turn(); });
}

void Service::stop_jobs() {
    impl_->channel.hurry();
    impl_->outbox_worker.stop();
    impl_->timer_worker.stop();
}

int Service::run_due_jobs() {
    int done = 0;
    for (int i = 0; i < job_rounds; ++i) {
        int const before = done;
        if (impl_->send_due()) ++done;
        done += impl_->end_due_deadlines();
        if (done == before) break;
    }
    return done;
}

}  // namespace afterdesk
