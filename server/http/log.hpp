#pragma once
// One line per event on standard error: time, level, event name, key=value. No personal data, no secrets.

#include <initializer_list>
#include <mutex>
#include <string>
#include <string_view>

namespace afterdesk {

enum class LogLevel : unsigned char { info, warning, error, silent };

class Log {
  public:
    struct Pair {
        std::string_view key;
        std::string value;
    };

    explicit Log(LogLevel least) : least_(least) {}

    /// Whether a line of this level is written at all.
    bool writes(LogLevel level) const { return level >= least_ && least_ != LogLevel::silent; }

    /// Writes the line when `level` is at least the one asked for. A value with blanks is put in quotes.
    void write(LogLevel level, std::string_view event, std::initializer_list<Pair> pairs = {}) const;

  private:
    LogLevel least_;
    mutable std::mutex mutex_;
};

}  // namespace afterdesk
