#pragma once
// Refunds that the mall's own shop system pays, over a provider of its own: whoever finds this channel asks
// by a task (service/host_tasks), whose answer ends it.

#include "outside/ports.hpp"

namespace afterdesk::outside::host {

/// Takes everything on; what became of it is told by the task's answer.
class HostPayments final : public Payments {
  public:
    Answer refund(RefundOrder const&) override { return at_work; }
    Answer query(RefundOrder const&) override { return at_work; }
    bool is_signed(Message const&, Instant) const override { return false; }
    Result<Notice, Mistakes> read_notice(std::string_view) const override {
        return Err{Mistakes{{Rule::not_found, "", -1}}};
    }

  private:
    /// Asking again says nothing new.
    inline static Answer const at_work{Outcome::processing, "", hours(1)};
};

}  // namespace afterdesk::outside::host
