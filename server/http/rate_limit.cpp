#include "http/rate_limit.hpp"

#include <algorithm>

namespace afterdesk::http {

std::string network_of(std::string_view address) {
    std::size_t end = 0;
    for (int groups = 0; groups < 4 && end < address.size(); ++groups) {
        std::size_t const colon = address.find(':', end);
        if (colon == std::string_view::npos) return std::string(address);
        if (address.substr(colon, 2) == "::") return std::string(address.substr(0, colon + 2));
        end = colon + 1;
    }
    return std::string(address.substr(0, end));
}

bool RateLimit::take(std::string_view address, Time now) {
    if (buckets_.size() >= rate_.most_clients) forget_full(now);
    auto const [at, fresh] = buckets_.try_emplace(network_of(address), Bucket{rate_.burst, now});
    Bucket& bucket = at->second;
    bucket.tokens = tokens_now(bucket, now);
    bucket.at = now;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
}

double RateLimit::tokens_now(Bucket const& bucket, Time now) const {
    double const passed_s = std::chrono::duration<double>(now - bucket.at).count();
    return std::min(rate_.burst, bucket.tokens + passed_s * rate_.per_second);
}

/// A full bucket says nothing. When nobody's is full, all are forgotten: better too kind than out of memory.
void RateLimit::forget_full(Time now) {
    std::erase_if(buckets_, [&](auto const& entry) { return tokens_now(entry.second, now) >= rate_.burst; });
    if (buckets_.size() >= rate_.most_clients) buckets_.clear();
}

}  // namespace afterdesk::http
