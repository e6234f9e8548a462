#pragma once
// Signing in and out. Only the hash of a session's token is kept.

#include <optional>
#include <string>
#include <string_view>

#include "service/caller.hpp"
#include "service/launch_keys.hpp"
#include "service/passwords.hpp"

namespace afterdesk {

struct Ground;

struct SignedIn {
    std::string session_token;  ///< goes into the cookie; only its hash is stored
    std::int64_t max_age_s = 0;
    wire::SessionView view;
};

/// Errors: launch_token_*, wrong_password, too_many_requests, busy.
class Sessions {
  public:
    explicit Sessions(Ground& ground);

    Result<SignedIn, Mistakes> sign_in_by_launch(std::string_view token);
    Result<SignedIn, Mistakes> sign_in_by_password(wire::Audience audience, std::string_view login,
                                                   std::string_view password,
                                                   std::string_view client_address);
    std::optional<Caller> identify(wire::Audience audience, std::string_view session_token);
    /// Whether the session still holds; asking does not keep it alive.
    bool holds(wire::Audience audience, std::string_view session_token);
    void sign_out(std::string_view session_token);
    wire::SessionView view(Caller const& caller);

  private:
    Ground& ground_;
    LaunchKeys launch_keys_;
    PasswordCheck passwords_;
    TryLimit sign_in_limit_;
};

}  // namespace afterdesk
