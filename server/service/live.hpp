#pragma once
// Live events: what was committed, for those who may see it.

#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "service/caller.hpp"
#include "store/tx.hpp"

namespace afterdesk {

struct Ground;

/// A change that was committed: what live streams are told. `seq` is tenant-wide, in commit order, without
/// gaps.
struct LiveEvent {
    std::int64_t seq = 0;
    TenantId tenant;
    ShopId shop;
    BuyerId buyer;
    std::string ticket_no, order_no;
    int version = 0;
    State state = State::awaiting_merchant;
};

class Live {
  public:
    using Listener = std::function<void(std::vector<LiveEvent> const&)>;

    /// `changed` is told after each commit, on the thread that wrote it; it must only wake somebody up.
    Live(Ground& ground, store::Listener changed);
    ~Live();
    Live(Live const&) = delete;
    Live& operator=(Live const&) = delete;

    /// Events after `seq` that the caller may see, oldest first, at most `limit`.
    std::vector<LiveEvent> since(Caller const& caller, std::int64_t seq, int limit);
    /// The number of the newest event.
    std::int64_t head(TenantId const& tenant);
    /// The number in front of the oldest event that is kept: whoever stands before it has missed some.
    std::int64_t floor(TenantId const& tenant);
    /// Called after each commit, on the thread that wrote it; must only wake somebody up.
    void on_commit(Listener listener);

  private:
    Ground& ground_;
    std::mutex mutex_;
    Listener listener_;
};

}  // namespace afterdesk
