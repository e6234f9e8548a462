#pragma once
// Calls by libcurl that can be ended from another thread.

#include <atomic>
#include <mutex>
#include <string>
#include <vector>

namespace afterdesk::outside {

/// Callable from several threads.
class CurlCalls {
  public:
    CurlCalls();

    /// Calls as the handle (a CURL*) was set. Promise: "" when all of it was done, else why not.
    std::string perform(void* easy);
    /// Calls under way end at once, and so do later ones.
    void hurry();

  private:
    class Line;

    std::atomic<bool> hurrying_{false};
    std::mutex mutex_;
    std::vector<void*> busy_;
};

}  // namespace afterdesk::outside
