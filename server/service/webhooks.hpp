#pragma once
// Events on their way to hosts' endpoints. Deliveries are made of the pull log, in one transaction with the
// place up to which they were made; those of a ticket go one after the other; what failed goes again with the
// same bytes, for three days.

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

#include "outside/endpoints.hpp"
#include "store/webhooks.hpp"

namespace afterdesk {

struct Ground;

/// What the header webhook-id says: the event's id without a full stop, which the scheme uses itself.
std::string webhook_id_of(std::string_view event_id);

/// Callable from several threads.
class Webhooks {
  public:
    explicit Webhooks(Ground& ground) : ground_(ground) {}

    /// Who sends; without it events wait.
    void connect(std::shared_ptr<outside::Endpoints> endpoints) { endpoints_ = std::move(endpoints); }
    /// Calls under way come back soon.
    void hurry() {
        if (endpoints_) endpoints_->hurry();
    }
    /// As after a restart: what this server had leased is due again.
    void take_up();
    /// Makes deliveries of what was committed, or sends one. Promise: false when there was nothing to do.
    /// `taken` is told when there was one to send, before it is sent.
    bool step(std::function<void()> const& taken = {});
    /// False when the last step found no endpoint. Whoever adds one sees to it that there is another step.
    bool may_have_endpoints() const { return may_have_endpoints_; }
    /// When there is something to send; nothing while there is not.
    std::optional<Instant> next_run();
    /// Forgets what was delivered long ago.
    void clean_up();

  private:
    struct Leased {
        store::Webhook webhook;
        store::Delivery delivery;
    };
    struct Room;
    std::vector<store::Webhook> look();
    bool spread_some(store::Webhook const& webhook);
    std::vector<store::Webhook> in_turn(std::vector<store::Webhook> webhooks);
    std::optional<Leased> lease();
    void send(Leased const& leased);
    void note_good(store::WriteTx& tx, Leased const& leased, store::Tried const& tried);
    void note_bad(store::WriteTx& tx, Leased const& leased, store::Tried const& tried);

    Ground& ground_;
    std::shared_ptr<outside::Endpoints> endpoints_;
    std::atomic<bool> may_have_endpoints_{true};
    std::mutex looking_, spreading_;
    std::mutex mutex_;
    std::map<std::string, int> under_way_;  ///< by endpoint
    std::string last_;                      ///< that was served
};

}  // namespace afterdesk
