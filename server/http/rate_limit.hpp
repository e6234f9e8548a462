#pragma once
// How often one client may change something: a token bucket per address. Used by the event loop's thread
// only.

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

namespace afterdesk::http {

struct Rate {
    double per_second = 50;
    double burst = 200;
    std::size_t most_clients = 20'000;  ///< remembered at a time
};

/// Who counts as one client: an IPv4 address, or the network (/64) of an IPv6 one.
std::string network_of(std::string_view address);

class RateLimit {
  public:
    using Time = std::chrono::steady_clock::time_point;

    explicit RateLimit(Rate rate) : rate_(rate) {}

    /// False when this client has to wait. Addresses of one IPv6 network (/64) count as one.
    bool take(std::string_view address, Time now);

  private:
    struct Bucket {
        double tokens;
        Time at;
    };
    void forget_full(Time now);
    double tokens_now(Bucket const& bucket, Time now) const;

    Rate rate_;
    std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace afterdesk::http
