#pragma once
// How fast calls may fail: WeChat Pay shuts out for a while whoever goes on failing.

#include <deque>
#include <mutex>

#include "base/instant.hpp"

namespace afterdesk::outside::wechat {

/// Of one merchant. Callable from several threads. Rule: 150 calls a second, and 6 that fail (doc
/// 4012556457).
class FailingCalls {
  public:
    /// One call. It counts as failed unless it says that it went well.
    class Call {
      public:
        Call(FailingCalls& calls, Instant now) : calls_(calls), now_(now), wait_(calls.begin(now)) {}
        ~Call() {
            if (wait_.ms == 0) calls_.end(good_, now_);
        }
        Call(Call const&) = delete;
        Call& operator=(Call const&) = delete;

        /// How long to wait before it may be made; zero: now. Whoever waits is given a time of his own, so
        /// that all who wait come back one after the other.
        Duration wait() const { return wait_; }
        void went_well() { good_ = true; }

      private:
        FailingCalls& calls_;
        Instant now_;
        Duration wait_;
        bool good_ = false;
    };

  private:
    Duration begin(Instant now);
    void end(bool good, Instant now);

    std::mutex mutex_;
    std::deque<Instant> failed_;  ///< within the last second
    int under_way_ = 0;           ///< each may fail
    Instant next_{};              ///< the first time that was given to nobody
};

}  // namespace afterdesk::outside::wechat
