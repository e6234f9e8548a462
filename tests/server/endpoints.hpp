#pragma once
// Endpoints of a host that hear what they are sent, and answer what a test says.

#include <mutex>

#include "outside/endpoints.hpp"
#include "server/world.hpp"
#include "store/webhooks.hpp"

namespace afterdesk::test {

class Hearing final : public outside::Endpoints {
  public:
    /// What is answered; 204 while nothing is said.
    std::function<outside::WebhookAnswer(outside::WebhookMessage const&)> answer;

    bool may_call(std::string const& url) const override { return url.starts_with("https://"); }
    outside::WebhookAnswer post(outside::WebhookMessage const& message) override {
        std::lock_guard const lock(mutex_);
        heard_.push_back(message);
        return answer ? answer(message) : outside::WebhookAnswer{204};
    }
    std::vector<outside::WebhookMessage> heard() const {
        std::lock_guard const lock(mutex_);
        return heard_;
    }

  private:
    mutable std::mutex mutex_;
    std::vector<outside::WebhookMessage> heard_;
};

/// The whole mall's machine.
inline HostCaller machine(std::string shop = "") {
    return {{"mall"}, {std::move(shop)}, "k", {wire::HostScope::admin}};
}

/// A world whose host hears.
struct HearingWorld : world::World {
    std::shared_ptr<Hearing> hearing = std::make_shared<Hearing>();

    HearingWorld() { service->connect(hearing); }
    void restart() {
        World::restart();
        service->connect(hearing);
    }
    wire::WebhookKept put(std::string const& id, wire::WebhookBody body = {}) {
        if (body.url.empty()) body.url = "https://mall.example/" + id;
        auto const kept = service->webhooks.put(machine(), id, body);
        REQUIRE(kept.ok());
        return *kept;
    }
    std::vector<wire::DeliveryView> deliveries(std::string const& id,
                                               std::optional<wire::DeliveryState> state = std::nullopt) {
        auto const page = service->webhooks.deliveries(machine(), id, {state, "", 100});
        REQUIRE(page.ok());
        return page->items;
    }
    wire::WebhookView look_at(std::string const& id) {
        auto const view = service->webhooks.show(machine(), id);
        REQUIRE(view.ok());
        return *view;
    }
    /// Time goes by in steps, and whatever is due is done.
    void live_for(Duration time, Duration step = minutes(30)) {
        for (Duration gone{0}; gone < time; gone.ms += step.ms) {
            pass(step);
            service->jobs.run_due();
        }
    }
};

}  // namespace afterdesk::test
