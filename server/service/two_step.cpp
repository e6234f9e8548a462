#include "service/two_step.hpp"

#include "base/percent.hpp"
#include "crypto/digest.hpp"
#include "crypto/one_time.hpp"
#include "service/audit_log.hpp"
#include "service/easy_passwords.hpp"
#include "service/ground.hpp"
#include "service/qr_code.hpp"
#include "service/staff.hpp"
#include "store/sessions.hpp"
#include "store/staff.hpp"

namespace afterdesk {

namespace {

constexpr int tries = 5;
constexpr Duration tries_within = minutes(1);
/// A clock may be off by so many steps of thirty seconds. Rule: RFC 6238 §5.2.
constexpr std::int64_t steps_around = 1;
constexpr std::size_t recovery_bytes = 15;  ///< 120 bits: its hash need not be slow (OWASP ASVS 5.0 §6.5.2)
constexpr std::size_t chars_in_group = 4;

/// As it was shown, however it is typed.
std::string bare(std::string_view code) {
    std::string out;
    for (char c : code) {
        if (c == ' ' || c == '-') continue;
        out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return out;
}

std::string recovery_hash(store::Staff const& staff, std::string_view bare_code) {
    return crypto::sha256("recovery " + staff.id.value + " " + std::string(bare_code));
}

/// Uses a code of the device up. Rule: RFC 6238 §5.2, each is taken once.
bool take_code(store::WriteTx& tx, store::Staff const& staff, store::TwoStep step, std::string_view code,
               Instant now) {
    std::int64_t const here = crypto::step_of(now);
    for (std::int64_t at = here - steps_around; at <= here + steps_around; ++at) {
        bool const right =
            crypto::same(crypto::counter_code(step.secret, static_cast<std::uint64_t>(at)), code);
        if (!right || at <= step.last_step) continue;
        step.last_step = at;
        store::put_two_step(tx, staff, step);
        return true;
    }
    return false;
}

/// A code of either kind.
SecondStep take_any(store::WriteTx& tx, store::Staff const& staff, store::TwoStep const& step,
                    std::string_view typed, Instant now) {
    std::string const code = bare(typed);
    if (take_code(tx, staff, step, code, now)) return {};
    if (store::use_recovery_code(tx, staff, recovery_hash(staff, code))) return {{}, true};
    return {Rule::code_wrong, false};
}

std::string grouped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i > 0 && i % chars_in_group == 0) out += '-';
        out += text[i];
    }
    return out;
}

/// Codes that nobody was shown yet, instead of those of before; only their hashes are kept.
wire::RecoveryCodes put_fresh_codes(store::WriteTx& tx, store::Staff const& staff) {
    wire::RecoveryCodes out;
    std::vector<std::string> hashes;
    for (int i = 0; i < wire::recovery_code_count; ++i) {
        std::string const fresh = crypto::base32(crypto::random_bytes(recovery_bytes));
        out.codes.push_back(grouped(fresh));
        hashes.push_back(recovery_hash(staff, fresh));
    }
    store::put_recovery_codes(tx, staff, hashes);
    return out;
}

}  // namespace

SecondStep check_second_step(store::WriteTx& tx, store::Staff const& staff, std::string_view code,
                             Instant now) {
    auto const step = store::find_two_step(tx, staff);
    if (!step || !step->on) return {};
    if (code.empty()) return {Rule::code_required, false};
    return take_any(tx, staff, *step, code, now);
}

OwnAccount::OwnAccount(Ground& ground) : ground_(ground), limit_(tries, tries_within) {}

store::Staff OwnAccount::self(store::ReadTx& tx, Caller const& caller) const {
    auto staff = store::find_staff(tx, caller.tenant, caller.actor_id);
    CHECK(staff);
    return std::move(*staff);
}

Result<Done, Mistakes> OwnAccount::check_password(store::Staff const& staff, std::string_view password,
                                                  std::string_view path) {
    std::string const who = staff.tenant.value + '\0' + staff.id.value;
    if (!limit_.allow(who, ground_.clock.machine_now())) return Err{one_mistake(Rule::too_many_requests)};
    bool const readable = password.size() <= max_password_bytes;
    auto const outcome = passwords_.check(staff.password_hash, readable ? password : "");
    if (outcome == PasswordCheck::Outcome::busy) return Err{one_mistake(Rule::busy)};
    if (outcome == PasswordCheck::Outcome::wrong)
        return Err{one_mistake(Rule::old_password_wrong, std::string(path))};
    limit_.forgive(who);
    return Done{};
}

Result<Done, Mistakes> OwnAccount::set_password(Caller const& caller, std::string_view session_token,
                                                wire::PasswordBody const& body) {
    auto const staff = ground_.store.read([&](store::ReadTx& tx) { return self(tx, caller); });
    TRY(known, check_password(staff, body.old_password, "old"));
    auto const words = ground_.store.read([&](store::ReadTx& tx) { return words_about(tx, staff); });
    if (Mistakes refused = check_new_password(body.password, words); !refused.empty())
        return Err{std::move(refused)};
    std::string const hash = hash_password(body.password);
    return ground_.store.write([&](store::WriteTx& tx) -> Result<Done, Mistakes> {
        store::set_password_hash(tx, staff.tenant, staff.id, hash);
        store::Session kept;
        kept.token_hash = crypto::sha256(session_token);
        kept.tenant = staff.tenant;
        kept.audience = staff.audience;
        kept.actor_id = staff.id.value;
        store::end_other_sessions(tx, kept);
        note_act(tx, caller, ground_.now(), {"password_changed", wire::AuditNoun::staff, staff.login});
        return known;
    });
}

wire::TwoStepView OwnAccount::two_step(Caller const& caller) {
    return ground_.store.read([&](store::ReadTx& tx) {
        auto const staff = self(tx, caller);
        auto const step = store::find_two_step(tx, staff);
        bool const on = step && step->on;
        return wire::TwoStepView{on, on ? store::count_recovery_codes(tx, staff) : 0};
    });
}

Result<wire::TwoStepSetup, Mistakes> OwnAccount::set_up(Caller const& caller, std::string_view password) {
    auto const staff = ground_.store.read([&](store::ReadTx& tx) { return self(tx, caller); });
    TRY(known, check_password(staff, password, "password"));
    (void)known;
    std::string const secret = crypto::random_bytes(crypto::one_time_secret_bytes);
    return ground_.store.write([&](store::WriteTx& tx) -> Result<wire::TwoStepSetup, Mistakes> {
        auto const step = store::find_two_step(tx, staff);
        if (step && step->on) return Err{one_mistake(Rule::two_step_is_on)};
        store::put_two_step(tx, staff, {secret, false, 0});
        std::string const shown = crypto::base32(secret);
        std::string const label = percent_encode("AfterDesk:" + staff.login);
        std::string const link = "otpauth://totp/" + label + "?secret=" + shown + "&issuer=AfterDesk";
        return wire::TwoStepSetup{shown, link, qr_code(link)};
    });
}

Result<wire::RecoveryCodes, Mistakes> OwnAccount::confirm(Caller const& caller, std::string_view code) {
    Instant const now = ground_.clock.machine_now();
    return ground_.store.write([&](store::WriteTx& tx) -> Result<wire::RecoveryCodes, Mistakes> {
        auto const staff = self(tx, caller);
        auto step = store::find_two_step(tx, staff);
        if (!step) return Err{one_mistake(Rule::not_found)};
        if (step->on) return Err{one_mistake(Rule::two_step_is_on)};
        step->on = true;
        if (!take_code(tx, staff, *step, bare(code), now)) return Err{one_mistake(Rule::code_wrong, "code")};
        note_act(tx, caller, ground_.now(), {"two_step_on", wire::AuditNoun::staff, staff.login});
        return put_fresh_codes(tx, staff);
    });
}

template <class T>
Result<T, Mistakes> OwnAccount::by_code(Caller const& caller, std::string_view code, char const* action,
                                        T (*change)(store::WriteTx& tx, store::Staff const& staff)) {
    Instant const now = ground_.clock.machine_now();
    std::string const who = "code " + caller.tenant.value + '\0' + caller.actor_id;
    if (!limit_.allow(who, now)) return Err{one_mistake(Rule::too_many_requests)};
    auto done = ground_.store.write([&](store::WriteTx& tx) -> Result<T, Mistakes> {
        auto const staff = self(tx, caller);
        auto const step = store::find_two_step(tx, staff);
        if (!step || !step->on) return Err{one_mistake(Rule::not_found)};
        if (take_any(tx, staff, *step, code, now).wrong) return Err{one_mistake(Rule::code_wrong, "code")};
        note_act(tx, caller, ground_.now(), {action, wire::AuditNoun::staff, staff.login});
        return change(tx, staff);
    });
    if (done.ok()) limit_.forgive(who);
    return done;
}

Result<wire::RecoveryCodes, Mistakes> OwnAccount::renew_recovery(Caller const& caller,
                                                                 std::string_view code) {
    return by_code(caller, code, "recovery_renewed", put_fresh_codes);
}

Result<Done, Mistakes> OwnAccount::take_off(Caller const& caller, std::string_view code) {
    return by_code<Done>(caller, code, "two_step_off", [](store::WriteTx& tx, store::Staff const& staff) {
        store::drop_two_step(tx, staff);
        return Done{};
    });
}

}  // namespace afterdesk
