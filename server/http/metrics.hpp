#pragma once
// What the server counts, as text for a monitor to read (Prometheus' format).

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace afterdesk::http {

class Metrics {
  public:
    /// A request that was answered: the pattern of its route ("" for none), and how. Promise: patterns are
    /// not copied, and have to stay.
    void answered(std::string_view method, std::string_view pattern, int status,
                  std::chrono::microseconds took);
    /// A request that was refused before any route saw it.
    void refused(std::string_view why);

    /// A number that somebody else keeps; asked when the text is made.
    enum class Kind : std::uint8_t { counter, gauge };
    void watch(std::string name, Kind kind, std::string help, std::function<std::int64_t()> value);

    std::string text() const;

  private:
    /// Upper ends of the time classes. Units: microseconds.
    static constexpr std::array<std::int64_t, 8> limits_us{1'000,   5'000,   10'000,    50'000,
                                                           100'000, 500'000, 1'000'000, 5'000'000};
    struct Answer {
        std::string_view method, pattern;  ///< of texts that stay
        int status = 0;
        bool operator==(Answer const&) const = default;
    };
    struct HashOfAnswer {
        std::size_t operator()(Answer const& answer) const {
            std::hash<std::string_view> const hash;
            return hash(answer.pattern) * 31 + hash(answer.method) * 7 +
                   static_cast<std::size_t>(answer.status);
        }
    };
    struct Watched {
        std::string name;
        Kind kind;
        std::string help;
        std::function<std::int64_t()> value;
    };

    mutable std::mutex mutex_;
    std::unordered_map<Answer, std::int64_t, HashOfAnswer> requests_;
    std::map<std::string, std::int64_t, std::less<>> refused_;
    std::array<std::int64_t, limits_us.size()> within_{};
    std::int64_t total_ = 0, total_us_ = 0;
    std::vector<Watched> watched_;
};

}  // namespace afterdesk::http
