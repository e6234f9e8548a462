#include "service/sessions.hpp"

#include <algorithm>

#include "crypto/digest.hpp"
#include "service/audit_log.hpp"
#include "service/device.hpp"
#include "service/easy_passwords.hpp"
#include "service/ground.hpp"
#include "service/load.hpp"
#include "service/staff.hpp"
#include "service/two_step.hpp"
#include "store/live.hpp"
#include "store/sessions.hpp"
#include "store/staff.hpp"

namespace afterdesk {

namespace {

constexpr int demo_tries = 5;
constexpr Duration demo_within = minutes(1);
constexpr Duration second{1'000};
constexpr std::size_t token_bytes = 32;
constexpr std::size_t token_chars = 43;
constexpr Duration staff_idle = hours(12);
constexpr Duration buyer_idle = hours(2);
constexpr Duration longest = days(7);
constexpr Duration seen_is_noted_every = minutes(1);
constexpr std::size_t max_login_bytes = 64;
constexpr std::size_t device_id_chars = 32;
constexpr std::size_t session_name_chars = 12;
constexpr int max_devices = 300;  ///< that are listed
/// A used link is remembered longer than any clock may still take it for fresh.
constexpr Duration jti_is_kept = hours(1);

Mistakes to_wait(Duration wait) {
    return one_mistake(Rule::too_many_requests, {}, (wait.ms + second.ms - 1) / second.ms);
}

// What a link that once was good is refused with.
Mistakes used_up() { return one_mistake(Rule::launch_token_used, "token.jti"); }
Mistakes over() { return one_mistake(Rule::launch_token_expired, "token.exp"); }

/// Names a session where its token must not be known: a hash of the hash that is kept.
std::string id_of_hash(std::string const& token_hash) {
    return crypto::hex(crypto::sha256("device " + token_hash)).substr(0, device_id_chars);
}

/// A new session for the caller. Promise: every sign-in has a token of its own.
std::string open_session(store::WriteTx& tx, Caller const& caller, wire::SignInWay way, Origin const& from,
                         Instant now) {
    std::string token = crypto::base64url(crypto::random_bytes(token_bytes));
    bool const buyer = caller.audience == wire::Audience::buyer;
    store::add_session(
        tx, {crypto::sha256(token), caller.tenant, caller.audience, caller.actor_id, caller.order_no, now,
             now, buyer ? buyer_idle : staff_idle, now + longest, way, device_of(from)});
    return token;
}

Caller staff_caller(store::ReadTx& tx, store::Staff const& staff) {
    Caller caller;
    caller.tenant = staff.tenant;
    caller.audience = staff.audience;
    caller.actor_id = staff.id.value;
    caller.name = staff.name;
    caller.shop = staff.shop;
    caller.rights = store::rights_of(tx, staff);
    return caller;
}

/// Nobody of it may sign in.
bool shop_is_disabled(store::ReadTx& tx, store::Staff const& staff) {
    return !staff.shop.empty() && store::is_shop_disabled(tx, staff.tenant, staff.shop);
}

/// The role's own name, or what it is called by those who made it.
std::string role_title(store::ReadTx& tx, Caller const& caller) {
    auto const staff = store::find_staff(tx, caller.tenant, caller.actor_id);
    if (!staff) return {};
    auto const own = store::find_role(tx, caller.tenant, staff->role);
    return own ? own->name : staff->role;
}

/// Who the session belongs to, as he is called now; nobody when he is no longer there.
std::optional<Caller> caller_of(store::ReadTx& tx, store::Session const& session) {
    if (session.audience != wire::Audience::buyer) {
        auto const staff = store::find_staff(tx, session.tenant, session.actor_id);
        if (!staff || staff->disabled || staff->audience != session.audience) return std::nullopt;
        if (shop_is_disabled(tx, *staff)) return std::nullopt;
        return staff_caller(tx, *staff);
    }
    auto const buyer = store::find_buyer(tx, session.tenant, {session.actor_id});
    if (!buyer) return std::nullopt;
    Caller caller;
    caller.tenant = session.tenant;
    caller.audience = wire::Audience::buyer;
    caller.actor_id = buyer->id.value;
    caller.name = buyer->name;
    caller.order_no = session.order_no;
    return caller;
}

}  // namespace

std::string session_name(std::string_view session_token) {
    if (session_token.empty()) return {};
    return id_of_hash(crypto::sha256(session_token)).substr(0, session_name_chars);
}

Sessions::Sessions(Ground& ground)
    : ground_(ground),
      launch_keys_(ground.store.data_dir()),
      browsers_(ground.store.data_dir()),
      tries_(ground.store, browsers_, ground.clock.machine_now()),
      demo_limit_(demo_tries, demo_within) {}

Result<SignedIn, Mistakes> Sessions::sign_in_by_launch(std::string_view token, Origin const& from,
                                                       BrowserSession const& has) {
    TRY(unverified, parse_launch_token(token));
    auto const tenant = ground_.store.read(
        [&](store::ReadTx& tx) { return store::find_tenant_by_issuer(tx, unverified.claims.issuer); });
    if (!tenant) return Err{one_mistake(Rule::launch_token_wrong_audience, "token.iss")};
    Instant const now = ground_.clock.machine_now();
    auto const claims = verify_launch_token(unverified, tenant->id, launch_keys_.of(tenant->id), now);
    auto in =
        claims.ok() ? open_by_launch(*claims, from, now) : Result<SignedIn, Mistakes>(Err{claims.error()});
    if (in.ok() || !(in.error() == used_up() || in.error() == over())) return in;
    // Both are found out behind the signature, so that the claims can be believed.
    if (auto again = go_on(unverified.claims, from, has)) return std::move(*again);
    return in;
}

Result<SignedIn, Mistakes> Sessions::open_by_launch(LaunchClaims const& claims, Origin const& from,
                                                    Instant now) {
    Caller caller;
    caller.tenant = claims.tenant;
    caller.audience = wire::Audience::buyer;
    caller.actor_id = claims.buyer.value;
    caller.order_no = claims.order_no;
    auto opened = ground_.store.write([&](store::WriteTx& tx) -> Result<std::string, Mistakes> {
        if (!store::use_launch_jti(tx, claims.tenant, claims.jti, claims.expires + jti_is_kept))
            return Err{used_up()};
        store::tell_buyer(tx, claims.tenant, {claims.buyer, claims.buyer_name, claims.phone_tail});
        caller.name = load_buyer(tx, claims.tenant, claims.buyer).name;
        return open_session(tx, caller, wire::SignInWay::launch, from, now);
    });
    if (!opened.ok()) return Err{std::move(opened).error()};
    return SignedIn{std::move(opened).value(), longest.ms / 1'000, view(caller)};
}

std::optional<SignedIn> Sessions::go_on(LaunchClaims const& claims, Origin const& from,
                                        BrowserSession const& has) {
    auto caller = identify(wire::Audience::buyer, has.token, from);
    bool const same = caller && caller->tenant == claims.tenant && caller->actor_id == claims.buyer.value;
    if (!same) return std::nullopt;
    caller->order_no = claims.order_no;
    return SignedIn{{}, 0, view(*caller)};
}

Result<SignedIn, Mistakes> Sessions::sign_in_by_password(wire::Audience audience, std::string_view login,
                                                         Credentials const& shown, Origin const& from) {
    TRY(tried, begin_sign_in(audience, login, from));
    return finish_sign_in(tried, shown, from);
}

Result<PasswordTry, Mistakes> Sessions::begin_sign_in(wire::Audience audience, std::string_view login,
                                                      Origin const& from) {
    Instant const now = ground_.clock.machine_now();
    PasswordTry tried;
    tried.login = crypto::sha256(login);
    tried.from = std::string(from.network.empty() ? from.address : from.network);
    if (login.size() <= max_login_bytes)
        tried.staff =
            ground_.store.read([&](store::ReadTx& tx) { return store::find_staff_by_login(tx, login); });
    // Unknown logins and those of the other side are treated alike from here on.
    if (tried.staff && tried.staff->audience != audience) tried.staff.reset();
    if (tried.staff && !from.marks.empty()) tried.mark = browsers_.find(from.marks, *tried.staff, now);
    Duration const wait = tries_.take(tried.by(), now);
    if (wait.ms > 0) return Err{to_wait(wait)};
    return tried;
}

Result<SignedIn, Mistakes> Sessions::finish_sign_in(PasswordTry const& tried, Credentials const& shown,
                                                    Origin const& from) {
    auto staff = tried.staff;
    std::string_view const password = shown.password;
    std::string_view const readable = password.size() <= max_password_bytes ? password : std::string_view();
    auto const outcome = passwords_.check(staff ? staff->password_hash : "", readable);
    if (outcome == PasswordCheck::Outcome::busy) {
        tries_.forgive(tried.by());
        return Err{one_mistake(Rule::busy)};
    }
    Instant const now = ground_.clock.machine_now();
    if (outcome == PasswordCheck::Outcome::wrong || !staff) {
        tries_.keep(tried.by(), now);
        return Err{one_mistake(Rule::wrong_password, "password")};
    }
    tries_.forgive(tried.by());
    bool const shut = ground_.store.read([&](store::ReadTx& tx) { return shop_is_disabled(tx, *staff); });
    if (staff->disabled || shut) return Err{one_mistake(Rule::account_disabled)};
    std::string const checked = staff->password_hash;
    if (staff->password_given) {
        auto const chosen = choose_password(*staff, shown, now);
        if (!chosen.ok()) return Err{chosen.error()};
    }
    auto in = open_by_password(*staff, checked, shown.code, from, now);
    if (in.ok()) in.value().marks = browsers_.add(from.marks, *staff, now);
    return in;
}

/// What somebody else chose for him is good for choosing another one, for a while.
Result<Done, Mistakes> Sessions::choose_password(store::Staff& staff, Credentials const& shown, Instant now) {
    std::string const path = "new_password";
    if (now >= *staff.password_given + first_password_is_good)
        return Err{one_mistake(Rule::first_password_over)};
    if (shown.new_password.empty()) return Err{one_mistake(Rule::new_password_required, path)};
    auto words = ground_.store.read([&](store::ReadTx& tx) { return words_about(tx, staff); });
    words.emplace_back(shown.password);
    Mistakes easy = check_new_password(shown.new_password, words, path);
    if (!easy.empty()) return Err{std::move(easy)};
    staff.password_hash = hash_password(shown.new_password);
    staff.password_given.reset();
    return Done{};
}

/// `checked` is the hash of the password that was right: meanwhile another one may hold.
Result<SignedIn, Mistakes> Sessions::open_by_password(store::Staff const& staff, std::string const& checked,
                                                      std::string_view code, Origin const& from,
                                                      Instant now) {
    std::string const who = staff.tenant.value + '\0' + staff.id.value;
    if (!code.empty()) {
        Duration const wait = tries_.take_code(who, now);
        if (wait.ms > 0) return Err{to_wait(wait)};
    }
    Caller caller;
    auto opened = ground_.store.write([&](store::WriteTx& tx) -> Result<std::string, Mistakes> {
        auto const kept = store::find_staff(tx, staff.tenant, staff.id.value);
        if (!kept || kept->password_hash != checked)
            return Err{one_mistake(Rule::wrong_password, "password")};
        SecondStep const step = check_second_step(tx, staff, code, now);
        if (step.wrong) return Err{one_mistake(*step.wrong, "code")};
        caller = staff_caller(tx, staff);
        if (staff.password_hash != checked) {
            store::set_password_hash(tx, staff.tenant, staff.id, staff.password_hash);
            note_act(tx, caller, ground_.now(), {"password_changed", wire::AuditNoun::staff, staff.login});
        }
        note_act(tx, caller, ground_.now(),
                 {step.by_recovery ? "signed_in_by_recovery" : "signed_in", wire::AuditNoun::session,
                  staff.login});
        return open_session(tx, caller, wire::SignInWay::password, from, now);
    });
    if (!code.empty() && opened.ok()) tries_.forgive_code(who);
    if (!code.empty() && !opened.ok()) tries_.keep_code(who, now);
    if (!opened.ok()) return Err{std::move(opened).error()};
    return SignedIn{std::move(opened).value(), longest.ms / 1'000, view(caller)};
}

// ---- The demo ---------------------------------------------------------------------------------------------

std::optional<Caller> Sessions::demo_person(store::ReadTx& tx, wire::Audience audience) {
    for (DemoPerson const& one : ground_.config.demo_people) {
        if (one.audience != audience) continue;
        store::Session as;
        as.tenant = one.tenant;
        as.audience = audience;
        as.actor_id = one.id;
        return caller_of(tx, as);
    }
    return std::nullopt;
}

wire::DemoView Sessions::demo() {
    return ground_.store.read([&](store::ReadTx& tx) {
        wire::DemoView out;
        for (auto const audience :
             {wire::Audience::buyer, wire::Audience::merchant, wire::Audience::platform}) {
            auto const person = demo_person(tx, audience);
            if (!person) continue;
            bool const sells = !person->shop.empty();
            auto const shop = sells ? load_shop_view(tx, person->tenant, audience, person->shop).name : "";
            out.doors.push_back({audience, person->name, shop});
        }
        return out;
    });
}

Result<SignedIn, Mistakes> Sessions::sign_in_to_demo(wire::Audience audience, Origin const& from) {
    auto const person = ground_.store.read([&](store::ReadTx& tx) { return demo_person(tx, audience); });
    if (!person) return Err{one_mistake(Rule::not_found)};
    Instant const now = ground_.clock.machine_now();
    std::string const who = std::string(wire::name_of(audience)) + '\0' + std::string(from.address);
    if (!demo_limit_.allow(crypto::sha256(who), now)) return Err{one_mistake(Rule::too_many_requests)};
    std::string token = ground_.store.write(
        [&](store::WriteTx& tx) { return open_session(tx, *person, wire::SignInWay::demo, from, now); });
    return SignedIn{std::move(token), longest.ms / 1'000, view(*person)};
}

namespace {

struct Seen {
    std::optional<Caller> caller;
    bool long_ago = false;  ///< worth a note that it was seen
};

Seen look_at_session(store::Store& from, wire::Audience audience, std::string const& hash, Instant now) {
    return from.read([&](store::ReadTx& tx) -> Seen {
        auto const session = store::find_session(tx, hash);
        if (!session || session->audience != audience) return {};
        if (now >= session->expires || now >= session->seen + session->idle) return {};
        return {caller_of(tx, *session), now >= session->seen + seen_is_noted_every};
    });
}

}  // namespace

std::optional<Caller> Sessions::identify(wire::Audience audience, std::string_view session_token,
                                         Origin const& from) {
    if (session_token.size() != token_chars) return std::nullopt;
    std::string const hash = crypto::sha256(session_token);
    Instant const now = ground_.clock.machine_now();
    Seen seen = look_at_session(ground_.store, audience, hash, now);
    if (seen.caller && seen.long_ago) {
        ground_.store.post([hash, now, device = device_of(from)](store::WriteTx& tx) {
            store::touch_session(tx, hash, now, device);
            return true;
        });
    }
    return std::move(seen.caller);
}

bool Sessions::holds(wire::Audience audience, std::string_view session_token) {
    if (session_token.size() != token_chars) return false;
    Instant const now = ground_.clock.machine_now();
    return look_at_session(ground_.store, audience, crypto::sha256(session_token), now).caller.has_value();
}

std::optional<FreshToken> Sessions::renew(std::string_view session_token) {
    std::string token = crypto::base64url(crypto::random_bytes(token_bytes));
    try {
        bool const there = ground_.store.write([&](store::WriteTx& tx) {
            return store::renew_session(tx, crypto::sha256(session_token), crypto::sha256(token));
        });
        if (!there) return std::nullopt;
    } catch (store::StoreFailure const&) {
        return std::nullopt;  // what he proved himself for is done, and its answer must reach him
    }
    return FreshToken{std::move(token), longest.ms / 1'000};
}

void Sessions::sign_out(std::string_view session_token) {
    std::string const hash = crypto::sha256(session_token);
    ground_.store.write([&](store::WriteTx& tx) {
        store::end_session(tx, hash);
        return true;
    });
}

wire::SessionView Sessions::view(Caller const& caller) {
    wire::SessionView out;
    out.audience = caller.audience;
    out.actor_id = caller.actor_id;
    out.name = caller.name;
    out.shop_id = caller.shop.value;
    out.order_no = caller.order_no;
    out.demo = ground_.config.demo;
    out.rights = list_of(caller.rights);
    out.now_ms = ground_.now().ms;
    out.tenant_name = ground_.config.tenant_name;
    ground_.store.read([&](store::ReadTx& tx) {
        if (auto const tenant = store::find_tenant(tx, caller.tenant)) out.tenant_name = tenant->name;
        out.live_seq = store::live_head(tx, caller.tenant);
        if (caller.audience != wire::Audience::buyer) out.role = role_title(tx, caller);
        if (!caller.shop.empty())
            out.shop_name = load_shop_view(tx, caller.tenant, caller.audience, caller.shop).name;
        return true;
    });
    return out;
}

// ---- Who is signed in where -------------------------------------------------------------------------------

namespace {

std::string device_id(store::Session const& session) { return id_of_hash(session.token_hash); }

std::vector<store::Session> sessions_seen_by(store::ReadTx& tx, Caller const& caller, Instant now) {
    if (caller.audience != wire::Audience::buyer && caller.rights.has(Right::manage_staff)) {
        return store::sessions_of_staff(tx, caller.tenant, caller.audience, caller.shop, now, max_devices);
    }
    return store::sessions_of(tx, caller.tenant, caller.audience, caller.actor_id, now, max_devices);
}

}  // namespace

wire::DevicesView Sessions::devices(Caller const& caller, std::string_view session_token) {
    std::string const here = crypto::sha256(session_token);
    Instant const now = ground_.clock.machine_now();
    Duration const desk_ahead = ground_.now() - now;
    wire::DevicesView out;
    ground_.store.read([&](store::ReadTx& tx) {
        for (store::Session const& session : sessions_seen_by(tx, caller, now)) {
            auto const whose = caller_of(tx, session);
            if (!whose) continue;
            bool const own = session.actor_id == caller.actor_id;
            store::Device const& device = session.device;
            out.items.push_back({device_id(session), whose->name, own, session.token_hash == here,
                                 device.browser, device.system,
                                 own ? device.address : masked_address(device.address), session.way,
                                 (session.created + desk_ahead).ms, (session.seen + desk_ahead).ms});
        }
        return true;
    });
    std::stable_partition(out.items.begin(), out.items.end(), [](auto const& item) { return item.here; });
    return out;
}

Result<Done, Mistakes> Sessions::end_device(Caller const& caller, std::string_view id) {
    auto const sessions = ground_.store.read(
        [&](store::ReadTx& tx) { return sessions_seen_by(tx, caller, ground_.clock.machine_now()); });
    auto const found = std::find_if(sessions.begin(), sessions.end(),
                                    [&](store::Session const& session) { return device_id(session) == id; });
    if (found == sessions.end()) return Err{one_mistake(Rule::not_found)};
    ground_.store.write([&](store::WriteTx& tx) {
        store::end_session(tx, found->token_hash);
        bool const own = found->actor_id == caller.actor_id;
        auto const whose = store::find_staff(tx, caller.tenant, found->actor_id);
        if (!own && whose)
            note_act(tx, caller, ground_.now(), {"sessions_ended", wire::AuditNoun::session, whose->login});
        return true;
    });
    return Done{};
}

void Sessions::end_other_devices(Caller const& caller, std::string_view session_token) {
    store::Session kept;
    kept.token_hash = crypto::sha256(session_token);
    kept.tenant = caller.tenant;
    kept.audience = caller.audience;
    kept.actor_id = caller.actor_id;
    ground_.store.write([&](store::WriteTx& tx) {
        store::end_other_sessions(tx, kept);
        return true;
    });
}

}  // namespace afterdesk
