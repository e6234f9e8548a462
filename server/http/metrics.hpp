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
#include <vector>

namespace afterdesk::http {

class Metrics {
  public:
    /// A request that was answered: the pattern of its route ("" for none), and how.
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
    struct Watched {
        std::string name;
        Kind kind;
        std::string help;
        std::function<std::int64_t()> value;
    };

    mutable std::mutex mutex_;
    std::map<std::string, std::int64_t> requests_;  ///< by their labels
    std::map<std::string, std::int64_t, std::less<>> refused_;
    std::array<std::int64_t, limits_us.size()> within_{};
    std::int64_t total_ = 0, total_us_ = 0;
    std::vector<Watched> watched_;
};

}  // namespace afterdesk::http
