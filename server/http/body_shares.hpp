#pragma once
// Room for the large bodies that are on their way: nobody takes all of it.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

#include "http/connection.hpp"

namespace afterdesk::http {

/// Of bodies that were let in and are not answered yet. Units: bytes as announced.
struct BodyLimits {
    std::size_t all = 256u << 20;
    std::size_t of_address = 96u << 20;
    std::size_t of_person = 42u << 20;
};

/// From any thread.
class BodyShares {
  public:
    explicit BodyShares(BodyLimits limits) : limits_(limits) {}

    struct Body {
        std::string person;  ///< empty: nobody who is signed in
        std::string address;
        std::size_t bytes = 0;
    };
    enum class Entry : std::uint8_t { taken, his_share_is_used, full };
    Entry take(ConnectionId connection, Body body);
    /// The body was answered, or will not come.
    void give_back(ConnectionId connection);

    std::int64_t bytes() const { return bytes_.load(); }

  private:
    using Shares = std::unordered_map<std::string, std::size_t>;

    BodyLimits limits_;
    std::mutex mutex_;
    std::unordered_map<ConnectionId, Body> bodies_;
    Shares by_person_, by_address_;
    std::atomic<std::int64_t> bytes_{0};
};

}  // namespace afterdesk::http
