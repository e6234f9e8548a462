#pragma once
// Signing in and out, and who is signed in where. Only the hash of a session's token is kept.

#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "service/caller.hpp"
#include "service/known_browsers.hpp"
#include "service/launch_keys.hpp"
#include "service/passwords.hpp"
#include "service/sign_in_tries.hpp"
#include "store/people.hpp"

namespace afterdesk {

struct Ground;

struct SignedIn {
    std::string session_token;  ///< goes into the cookie; only its hash is stored. Empty: the old one goes on
    std::int64_t max_age_s = 0;
    wire::SessionView view;
    std::string marks{};  ///< what the browser is to keep, see known_browsers.hpp; empty: nothing new
};

struct FreshToken {
    std::string token;
    std::int64_t max_age_s = 0;
};

/// What somebody shows at the door beside his login.
struct Credentials {
    // A password alone is shown by most.
    Credentials(std::string_view known) : password(known) {}
    Credentials(char const* known) : password(known) {}
    Credentials(std::string const& known) : password(known) {}

    std::string_view password;
    std::string_view code{};          ///< of the device or for recovery, where the second step is on
    std::string_view new_password{};  ///< of his own, where somebody else chose the one above
};

/// A sign-in by password that may be tried.
struct PasswordTry {
    std::optional<store::Staff> staff;  ///< nobody for a login that is not there, or of the other side
    std::string login, mark;            ///< mark: that this browser has for him
    std::string from;                   ///< the network
    bool known() const { return !mark.empty(); }
    SignInTries::By by() const { return {login, mark, from}; }
};

/// What a browser that comes by a launch link has already: the token in its cookie, or nothing.
struct BrowserSession {
    std::string_view token;
};

/// Names a session where its token must not be known, as the list of devices does, only shorter: for the log.
std::string session_name(std::string_view session_token);

/// Errors: launch_token_*, wrong_password, account_disabled, new_password_required, first_password_over,
/// code_required, code_wrong, too_many_requests, busy; those of check_new_password at "new_password";
/// not_found for what is no demo.
class Sessions {
  public:
    explicit Sessions(Ground& ground);

    /// A link works once. In the browser whose session is the same buyer's it opens that one again, used or
    /// over as it may be: web-views go back to the address that they began with.
    Result<SignedIn, Mistakes> sign_in_by_launch(std::string_view token, Origin const& from = {},
                                                 BrowserSession const& has = {});
    /// Only wrong tries are counted. Promise: takes as long for a login that is not there.
    Result<SignedIn, Mistakes> sign_in_by_password(wire::Audience audience, std::string_view login,
                                                   Credentials const& shown, Origin const& from);
    /// The same in two steps, as the second takes long. A try is counted by login and by network; whoever
    /// comes with a mark of this browser's is counted by himself. Errors: too_many_requests, with the seconds
    /// to wait.
    Result<PasswordTry, Mistakes> begin_sign_in(wire::Audience audience, std::string_view login,
                                                Origin const& from);
    Result<SignedIn, Mistakes> finish_sign_in(PasswordTry const& tried, Credentials const& shown,
                                              Origin const& from);
    /// The same session under a fresh token, as after every proof of who it is; empty when it has ended, or
    /// when the disk would not take it: then the old one goes on. Rule: OWASP ASVS 5.0 §7.2.4.
    std::optional<FreshToken> renew(std::string_view session_token);
    /// Whom a visitor of the demo may be; nobody outside of it.
    wire::DemoView demo();
    /// Signs him in as the demo's own person of the audience, without a password.
    Result<SignedIn, Mistakes> sign_in_to_demo(wire::Audience audience, Origin const& from);
    /// Notes, once a minute at most, that the session was seen, and where.
    std::optional<Caller> identify(wire::Audience audience, std::string_view session_token,
                                   Origin const& from = {});
    /// Whether the session still holds; asking does not keep it alive.
    bool holds(wire::Audience audience, std::string_view session_token);
    void sign_out(std::string_view session_token);
    wire::SessionView view(Caller const& caller);

    /// The sessions that the caller may see and end: his own; with the right to manage staff those of all
    /// people of his shop, or of the platform.
    wire::DevicesView devices(Caller const& caller, std::string_view session_token);
    /// Ends one of these. Errors: not_found, also when it had ended before.
    Result<Done, Mistakes> end_device(Caller const& caller, std::string_view id);
    /// Ends the caller's own but the one that asks.
    void end_other_devices(Caller const& caller, std::string_view session_token);

  private:
    Result<SignedIn, Mistakes> open_by_launch(LaunchClaims const& claims, Origin const& from, Instant now);
    Result<Done, Mistakes> choose_password(store::Staff& staff, Credentials const& shown, Instant now);
    Result<SignedIn, Mistakes> open_by_password(store::Staff const& staff, std::string const& checked,
                                                std::string_view code, Origin const& from, Instant now);
    std::optional<Caller> demo_person(store::ReadTx& tx, wire::Audience audience);
    std::optional<SignedIn> go_on(LaunchClaims const& claims, Origin const& from, BrowserSession const& has);

    Ground& ground_;
    LaunchKeys launch_keys_;
    PasswordCheck passwords_;
    KnownBrowsers browsers_;
    SignInTries tries_;
    TryLimit demo_limit_;
};

}  // namespace afterdesk
