#pragma once
// Who has how many live streams open: nobody takes the connections that the others need.

#include <array>
#include <atomic>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "http/connection.hpp"
#include "wire/api.hpp"

namespace afterdesk::http {

/// How many streams there may be.
struct StreamLimits {
    std::size_t of_session = 12;
    std::size_t of_address = 4'000;
    std::array<std::size_t, 3> of_audience{10'000, 3'000, 1'000};  ///< buyers, merchants, platform

    /// The same, or less, so that three tenths of the connections are left for requests.
    StreamLimits within(std::size_t connections) const;
};

struct StreamOwner {
    std::string session;  ///< of one session; no two have the same
    std::string address;
    wire::Audience audience = wire::Audience::buyer;
};

class StreamBook {
  public:
    explicit StreamBook(StreamLimits limits) : limits_(limits) {}

    struct Place {
        bool there = false;
        std::optional<ConnectionId> instead_of;  ///< the session's oldest stream, which has to end now
    };
    /// Where a limit is reached the session's own oldest stream goes; who has none finds no place.
    Place take(ConnectionId connection, StreamOwner owner);
    void leave(ConnectionId connection);

    std::int64_t replaced() const { return replaced_.load(); }
    std::int64_t refused() const { return refused_.load(); }

  private:
    bool is_full(StreamOwner const& owner) const;
    void erase(ConnectionId connection);

    StreamLimits limits_;
    std::mutex mutex_;
    std::unordered_map<ConnectionId, StreamOwner> owners_;
    std::unordered_map<std::string, std::deque<ConnectionId>> by_session_;
    std::unordered_map<std::string, std::size_t> by_address_;
    std::array<std::size_t, 3> by_audience_{};
    std::atomic<std::int64_t> replaced_{0}, refused_{0};
};

}  // namespace afterdesk::http
