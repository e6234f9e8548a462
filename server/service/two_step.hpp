#pragma once
// One's own account: the password, and the second step of signing in (RFC 6238) with its recovery codes.

#include <optional>
#include <string>
#include <string_view>

#include "service/caller.hpp"
#include "service/passwords.hpp"
#include "store/people.hpp"
#include "wire/staff_api.hpp"

namespace afterdesk {

struct Ground;

/// The second step of a sign-in.
struct SecondStep {
    std::optional<Rule> wrong;  ///< code_required for no code, code_wrong; nothing when it is off or right
    bool by_recovery = false;
};
/// A right code is used up by this.
SecondStep check_second_step(store::WriteTx& tx, store::Staff const& staff, std::string_view code,
                             Instant now);

/// Of staff. Errors: too_many_requests after wrong passwords or codes, busy.
class OwnAccount {
  public:
    explicit OwnAccount(Ground& ground);

    /// Another password; ends one's other sessions. Errors: old_password_wrong (path "old"), those of
    /// check_new_password.
    Result<Done, Mistakes> set_password(Caller const& caller, std::string_view session_token,
                                        wire::PasswordBody const& body);
    wire::TwoStepView two_step(Caller const& caller);
    /// A secret to put into an app; nothing changes before it is confirmed. Errors: old_password_wrong (path
    /// "password"), two_step_is_on.
    Result<wire::TwoStepSetup, Mistakes> set_up(Caller const& caller, std::string_view password);
    /// It is on from now. Errors: code_wrong, two_step_is_on; not_found when nothing was set up.
    Result<wire::RecoveryCodes, Mistakes> confirm(Caller const& caller, std::string_view code);
    /// Other recovery codes; those of before open nothing any more. Errors: as take_off.
    Result<wire::RecoveryCodes, Mistakes> renew_recovery(Caller const& caller, std::string_view code);
    /// Errors: code_wrong; not_found when it is off.
    Result<Done, Mistakes> take_off(Caller const& caller, std::string_view code);

  private:
    /// What a code of either kind is needed for.
    template <class T>
    Result<T, Mistakes> by_code(Caller const& caller, std::string_view code, char const* action,
                                T (*change)(store::WriteTx& tx, store::Staff const& staff));
    Result<Done, Mistakes> check_password(store::Staff const& staff, std::string_view password,
                                          std::string_view path);
    store::Staff self(store::ReadTx& tx, Caller const& caller) const;

    Ground& ground_;
    PasswordCheck passwords_;
    TryLimit limit_;
};

}  // namespace afterdesk
