#pragma once
// Passwords of staff: argon2id, two at a time, and a limit on trying.

#include <atomic>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <semaphore>
#include <string>
#include <string_view>

#include "base/instant.hpp"

namespace afterdesk {

/// Rule: OWASP password storage: argon2id, 19 MiB, two passes.
inline constexpr unsigned long long password_passes = 2;
inline constexpr std::size_t password_memory_bytes = 19u << 20;
inline constexpr int max_password_bytes = 256;

/// Everybody's in the demo; it is printed on purpose (assets/README.md), so it opens nothing elsewhere.
inline constexpr std::string_view demo_password = "demo-pass-2026";
/// Rule: OWASP ASVS 5.0 §6.2.1 asks for eight at least; staff move money.
inline constexpr int min_password_chars = 12;
/// A password that somebody else chose lets its owner choose another within this time, and nothing else.
/// Rule: OWASP ASVS 5.0 §6.4.1.
inline constexpr Duration first_password_is_good = days(3);

/// The password's hash as a row keeps it. Errors: std::bad_alloc when there is no memory for it.
std::string hash_password(std::string_view password);
/// Whether the hash is of this password. Slow on purpose.
bool is_password(std::string const& hash, std::string_view password);

/// Checks passwords without telling by its time whether a login exists.
class PasswordCheck {
  public:
    enum class Outcome : unsigned char { right, wrong, busy };
    /// `hash` is empty for a login that does not exist; that takes as long as a wrong password.
    Outcome check(std::string const& hash, std::string_view password);

  private:
    std::string const& stand_in();

    std::counting_semaphore<2> free_{2};
    std::atomic<int> waiting_{0};
    std::once_flag made_;
    std::string stand_in_;
};

/// Some tries are free; behind them the pause before the next one doubles each time. Old tries are forgotten
/// one by one. Used under a lock of its owner's.
class GrowingPause {
  public:
    struct Rule {
        double free = 5;
        Duration first, longest;
        Duration forgets_one_in;
    };
    /// Names that are known at once.
    static constexpr std::size_t most_names = 20'000;
    struct Tries {
        double count = 0;
        Instant last;
    };
    explicit GrowingPause(Rule rule) : rule_(rule) {}

    /// How long `who` has to wait before the next try; 0: not at all.
    Duration wait(std::string const& who, Instant now);
    void count(std::string const& who, Instant now);
    /// It was no wrong one: takes it back.
    void forgive(std::string const& who);

    /// What is known of him; nothing when he never tried, or long ago.
    std::optional<Tries> of(std::string const& who) const;
    /// When nothing is left of them.
    Instant over(Tries const& tries) const;
    /// As it was before a restart. Units: while there is room for more names.
    void remember(std::string const& who, Tries const& tries);

  private:
    double tries_now(Tries const& tries, Instant now) const;
    Duration pause_after(double tries) const;
    void forget(Instant now);

    Rule rule_;
    std::map<std::string, Tries> seen_;
};

/// So many tries in a time.
class TryLimit {
  public:
    TryLimit(int tries, Duration within) : tries_(tries), within_(within) {}
    /// Counts one try; false when it is one too many.
    bool allow(std::string const& who, Instant now);
    /// It was no wrong one: takes back the newest.
    void forgive(std::string const& who);

  private:
    void forget(Instant now);

    int tries_;
    Duration within_;
    std::mutex mutex_;
    std::map<std::string, std::deque<Instant>> seen_;
};

}  // namespace afterdesk
