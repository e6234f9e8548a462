#pragma once
// How often somebody tried to sign in, and how long he has to wait: by login, by network, by both, and in
// browsers that are known (service/known_browsers.hpp) by himself. Wrong tries outlast a restart.

#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "service/known_browsers.hpp"
#include "service/passwords.hpp"
#include "store/store.hpp"

namespace afterdesk {

/// Callable from any thread: sign-ins at the same time do not count past each other. What is kept holds no
/// login and no address, but their hashes under the key of the folder.
class SignInTries {
  public:
    /// Remembers what was kept.
    SignInTries(store::Store& store, KnownBrowsers& browsers, Instant now);

    /// Whose try it is. Units: `mark` is empty in a browser that is not known.
    struct By {
        std::string_view login, mark, network;
    };
    /// How long he has to wait; 0: the try is counted.
    Duration take(By const& by, Instant now);
    /// It was no wrong one: takes it back.
    void forgive(By const& by);
    /// It was a wrong one: keeps it.
    void keep(By const& by, Instant now);

    /// The same of codes of the second step, by the account.
    Duration take_code(std::string_view account, Instant now);
    void forgive_code(std::string_view account);
    void keep_code(std::string_view account, Instant now);

  private:
    enum Kind : unsigned char { login, network, both, known, code, kinds };
    struct Counter {
        Kind kind;
        std::string who;
    };
    Counter counter(Kind kind, std::string_view a, std::string_view b = {}) const;
    std::vector<Counter> counters_of(By const& by) const;
    Duration take_all(std::vector<Counter> const& counters, Instant now);
    void forgive_all(std::vector<Counter> const& counters);
    void keep_all(std::vector<Counter> const& counters, Instant now);

    store::Store& store_;
    KnownBrowsers& browsers_;
    std::mutex mutex_;
    std::vector<GrowingPause> pauses_;  ///< by Kind
};

}  // namespace afterdesk
