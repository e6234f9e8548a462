#pragma once
// Requests that wait for news: each is asked again when something was committed in its mall, or its time is
// over.

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/id.hpp"

namespace afterdesk::http {

/// Callable from any thread.
class LongPolls {
  public:
    using Clock = std::chrono::steady_clock;
    /// Told when it is time to ask again; must only pass it on.
    using Wake = std::function<void()>;

    LongPolls();
    ~LongPolls();
    LongPolls(LongPolls const&) = delete;
    LongPolls& operator=(LongPolls const&) = delete;

    /// Counts the news of all malls: to be read before looking whether there are any.
    std::uint64_t moment() const;
    /// Waits for news of the mall after that moment. Promise: `wake` is told once, soon after. Whoever
    /// waits too often is woken at once.
    void wait(TenantId const& tenant, std::string const& who, std::uint64_t since, Clock::duration most,
              Wake wake);
    /// Something was committed there.
    void news(TenantId const& tenant);
    /// Wakes all, and from now on whoever comes at once. Promise: when it returns nobody is told any more but
    /// by `wait` itself.
    void finish();

    static constexpr int most_of_one = 4;  ///< that one key may have waiting
    static constexpr std::size_t most = 1'000;

  private:
    struct Waiting {
        TenantId tenant;
        std::string who;
        Clock::time_point until;
        Wake wake;
    };
    void run();
    std::vector<Waiting> take_due(Clock::time_point now);

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Waiting> waiting_;
    std::map<std::string, std::uint64_t> newest_;  ///< by mall: the moment of its last news
    std::map<std::string, int> of_one_;
    std::vector<TenantId> told_;
    std::uint64_t moment_ = 0;
    bool finished_ = false;
    std::thread thread_;
};

}  // namespace afterdesk::http
