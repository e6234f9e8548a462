#pragma once
// Browsers from which staff signed in before: each is given a signed mark, so that whoever guesses passwords
// elsewhere keeps nobody from his work. Rule: OWASP, "device cookies".

#include <mutex>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "crypto/digest.hpp"
#include "store/people.hpp"

namespace afterdesk {

class KnownBrowsers {
  public:
    static constexpr Duration mark_is_good = days(180);

    /// The key lies in the data folder (browser.key), and is made when it is first needed.
    explicit KnownBrowsers(std::string data_dir) : data_dir_(std::move(data_dir)) {}

    /// The mark among `marks` that the browser was given for him, or "". Promise: another password makes all
    /// of his marks worthless. Errors: StoreFailure for an unreadable key.
    std::string find(std::string_view marks, store::Staff const& staff, Instant now);
    /// `marks` with a fresh one for him: what the browser is to keep. A few of other people stay with it.
    std::string add(std::string_view marks, store::Staff const& staff, Instant now);

    /// A name as it is kept where nobody is to read it. Errors: as `find`.
    std::string keyed_hash(std::string_view name) { return crypto::hmac_sha256(key(), name); }

  private:
    std::string const& key();
    std::string signature(std::string_view day_and_nonce, store::Staff const& staff);

    std::string data_dir_;
    std::mutex mutex_;
    std::string key_;
};

}  // namespace afterdesk
