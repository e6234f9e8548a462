#pragma once
// People are told what waits for them. What is to be told is made of the pull log and of the time limits, in
// one transaction with the place up to which it was made; each is handed over until it is taken, for three
// days. Between being taken and being noted a crash may repeat one, under the same id.

#include <array>
#include <atomic>
#include <functional>
#include <mutex>
#include <optional>

#include "outside/notify.hpp"
#include "service/ground.hpp"
#include "service/notification_rules.hpp"
#include "store/notifications.hpp"

namespace afterdesk {

/// How many somebody is sent a day at most, each way: what is above is left out.
inline constexpr int most_a_day = 20;

/// Callable from several threads.
class Notifications {
  public:
    Notifications(Ground& ground, outside::Parties const& parties);

    /// Whether there is anybody who could tell. Without, nothing is made.
    bool works() const;
    /// As after a restart: what this server had leased is due again.
    void take_up();
    /// Makes what is to be told, or hands one over. Promise: false when there was nothing to do. `taken` is
    /// told when there was one to hand over, before it is.
    bool step(std::function<void()> const& taken = {});
    /// When there is something to hand over; nothing while there is not.
    std::optional<Instant> next_run();
    /// Forgets what was told long ago.
    void clean_up();
    void hurry();

    /// Since the start.
    struct Counts {
        std::atomic<std::int64_t> sent{0}, left_out{0}, failed_tries{0}, parked{0};
    };
    Counts const& counts() const { return counts_; }
    /// In all malls.
    int waiting();

  private:
    /// One way of telling: one letter at a time.
    struct Way {
        wire::NotificationWay way;
        std::shared_ptr<outside::Notifier> by;
        std::mutex busy{};
        std::atomic<std::int64_t> quiet_until_ms{0};  ///< nobody there took any
        int failures = 0;                             ///< in a row; of whoever is busy
    };
    /// What a stretch of the log, or of the time limits, has to tell.
    struct Stretch {
        std::optional<store::NotificationPlace> from;
        store::NotificationPlace to;
        std::vector<store::Notification> made;
    };
    bool make_some(TenantId const& tenant);
    Stretch of_log(store::ReadTx& tx, TenantId const& tenant, store::NotificationPlace const& from);
    void add_deadlines(store::ReadTx& tx, TenantId const& tenant, Stretch& stretch);
    void add_news(store::ReadTx& tx, Ticket const& ticket, News const& news, Stretch& stretch,
                  TenantId const& tenant);
    void keep(store::WriteTx& tx, Stretch const& stretch);
    std::optional<Instant> next_of(store::ReadTx& tx, Way const& way);
    bool send_one(Way& way, std::function<void()> const& taken);
    void settle(Way& way, store::Notification const& one, outside::HandedOver const& answer);

    Ground& ground_;
    std::array<Way, 2> ways_;
    std::mutex making_;
    Counts counts_;
};

}  // namespace afterdesk
