#include "service/host_people.hpp"

#include <limits>

#include "base/pasted.hpp"
#include "crypto/digest.hpp"
#include "crypto/signature.hpp"
#include "service/audit_log.hpp"
#include "service/buyer_names.hpp"
#include "service/first_password.hpp"
#include "service/ground.hpp"
#include "service/launch_token.hpp"
#include "service/passwords.hpp"
#include "service/staff.hpp"
#include "store/notifications.hpp"
#include "store/staff.hpp"
#include "wire/reader.hpp"

namespace afterdesk {

namespace {

using wire::AuditNoun;

constexpr std::string_view own_curve = "Ed25519";
constexpr std::size_t least_secret_bytes = 32;

/// As an act is noted: the key that did it.
Caller acting(HostCaller const& host) {
    Caller caller;
    caller.tenant = host.tenant;
    caller.audience = wire::Audience::platform;
    caller.actor_id = "key:" + host.key_id;
    caller.shop = host.shop;
    return caller;
}

/// Of the host's own making. Errors: bad_characters.
Mistakes check_id(std::string_view id, std::string_view name) {
    Mistakes mistakes;
    wire::read_outside_id(wire::Value(std::string(id)), std::string(name), mistakes);
    return mistakes;
}

/// Whose money a shop's key may name is for the mall to say. Errors: scope_missing; bad_characters.
Mistakes check_merchants(HostCaller const& host, wire::HostShopBody const& body) {
    if (!host.shop.empty() && !body.merchants.empty()) return one_mistake(Rule::scope_missing, "merchants");
    Mistakes mistakes;
    for (std::size_t i = 0; i < body.merchants.size(); ++i)
        wire::read_id(wire::Value(body.merchants[i]), wire::at_index("merchants", i), mistakes);
    return mistakes;
}

/// As it is kept. Errors: bad_characters.
Result<std::optional<wire::NotificationContact>, Mistakes> contact_in(
    std::optional<wire::NotificationContact> told) {
    if (!told) return std::optional<wire::NotificationContact>();
    told->phone = tidy_phone(told->phone);
    if (told->phone.find('-') != std::string::npos) std::erase(told->phone, '-');
    if (Mistakes wrong = wire::check_contact(*told, "contact"); !wrong.empty()) return Err{std::move(wrong)};
    return told;
}

/// What was told is kept; what was not stays. Promise: what is kept now.
std::optional<wire::NotificationContact> keep_contact(store::WriteTx& tx, store::Person const& person,
                                                      std::optional<wire::NotificationContact> const& told) {
    if (told) store::put_notification_contact(tx, person, *told);
    return store::find_notification_contact(tx, person);
}

/// The row of somebody, as it was or as it is made.
struct Hired {
    store::Staff staff;
    bool is_new = false;
};
Result<Hired, Mistakes> hired(store::ReadTx& tx, HostCaller const& host, std::string_view id,
                              wire::HostStaffBody const& body) {
    ShopId const shop{body.shop_id};
    auto known = store::find_staff(tx, host.tenant, id);
    if (!known) {
        bool const his =
            shop.empty() ? host.shop.empty() : host.sees(shop) && store::find_shop(tx, host.tenant, shop);
        if (!his) return Err{one_mistake(Rule::shop_unknown, "shop_id")};
        if (store::find_staff_by_login(tx, body.login)) return Err{one_mistake(Rule::name_taken, "login")};
        store::Staff staff;
        staff.tenant = host.tenant;
        staff.id = {std::string(id)};
        staff.login = body.login;
        staff.audience = shop.empty() ? wire::Audience::platform : wire::Audience::merchant;
        staff.shop = shop;
        return Hired{std::move(staff), true};
    }
    if (!host.sees(known->shop)) return Err{one_mistake(Rule::shop_unknown, "shop_id")};
    if (known->shop != shop) return Err{one_mistake(Rule::order_differs, "shop_id")};
    if (known->login != body.login) return Err{one_mistake(Rule::order_differs, "login")};
    return Hired{*std::move(known), false};
}

Result<LaunchKey, Mistakes> key_in(TenantId const& tenant, std::string_view kid,
                                   wire::LaunchJwk const& told) {
    LaunchKey key;
    key.tenant = tenant;
    key.key_id = kid;
    if (told.type == wire::JwkType::oct) {
        auto secret = crypto::from_base64url(told.k);
        if (!secret || secret->size() < least_secret_bytes)
            return Err{one_mistake(Rule::bad_characters, "k")};
        key.algorithm = LaunchAlgorithm::hs256;
        key.secret = *std::move(secret);
        return key;
    }
    if (told.curve != own_curve) return Err{one_mistake(Rule::unknown_name, "crv")};
    auto half = crypto::from_base64url(told.x);
    if (!half || half->size() != crypto::sign_public_bytes)
        return Err{one_mistake(Rule::bad_characters, "x")};
    key.public_key = *std::move(half);
    return key;
}

}  // namespace

Result<wire::HostShop, Mistakes> HostPeople::put_shop(HostCaller const& host, std::string_view id,
                                                      wire::HostShopBody const& body) {
    if (Mistakes wrong = check_id(id, "id"); !wrong.empty()) return Err{std::move(wrong)};
    ShopId const shop{std::string(id)};
    if (!host.sees(shop)) return Err{one_mistake(Rule::shop_unknown, "id")};
    if (Mistakes wrong = check_merchants(host, body); !wrong.empty()) return Err{std::move(wrong)};
    return ground_.store.write([&](store::WriteTx& tx) -> Result<wire::HostShop, Mistakes> {
        auto const known = store::find_shop(tx, host.tenant, shop);
        auto const noted = [&](char const* action) {
            note_act(tx, acting(host), ground_.now(),
                     {action, AuditNoun::shop, shop.value, body.name, shop.value});
        };
        store::Shop next = known.value_or(store::Shop{});
        bool const differs = !known || known->name != body.name || known->phone != body.phone;
        next.id = shop;
        next.name = body.name;
        next.phone = body.phone;
        if (differs) store::put_shop(tx, host.tenant, next);
        if (host.shop.empty()) store::put_merchants(tx, host.tenant, shop, body.merchants);
        if (!known) noted("shop_added");
        bool const was_disabled = known && known->disabled;
        if (was_disabled != body.disabled) {
            store::set_shop_disabled(tx, host.tenant, shop, body.disabled);
            noted(body.disabled ? "shop_disabled" : "shop_enabled");
        }
        if (body.disabled && !was_disabled) {
            for (store::Staff const& one :
                 store::staff_of(tx, host.tenant, shop, std::numeric_limits<int>::max()))
                end_sessions_of(tx, one);
        }
        return wire::HostShop{shop.value, body.name, body.phone, body.disabled,
                              store::merchants_of(tx, host.tenant, shop)};
    });
}

Result<wire::HostStaff, Mistakes> HostPeople::put_staff(HostCaller const& host, std::string_view id,
                                                        wire::HostStaffBody const& body) {
    if (Mistakes wrong = check_id(id, "id"); !wrong.empty()) return Err{std::move(wrong)};
    TRY(contact, contact_in(body.contact));
    bool const there = ground_.store.read(
        [&](store::ReadTx& tx) { return store::find_staff(tx, host.tenant, id).has_value(); });
    bool const makes = !there || body.new_password;
    std::string const password = makes ? first_password() : std::string();
    std::string const hash = makes ? hash_password(password) : std::string();
    return ground_.store.write([&](store::WriteTx& tx) -> Result<wire::HostStaff, Mistakes> {
        TRY(row, hired(tx, host, id, body));
        store::Staff& staff = row.staff;
        bool const is_new = row.is_new;
        // Somebody else was faster: told again it is right.
        if (is_new && !makes) return Err{one_mistake(Rule::not_found)};
        Rights const before = is_new ? Rights{} : store::rights_of(tx, staff);
        TRY(after, rights_with(tx, staff, body.role));
        auto const noted = [&](char const* action, std::string note) {
            note_act(tx, acting(host), ground_.now(),
                     {action, AuditNoun::staff, staff.login, std::move(note), staff.shop.value});
        };
        if (is_new) noted("staff_added", body.role);
        if (!is_new && body.role != staff.role) noted("role_given", staff.role + " → " + body.role);
        if (body.disabled != staff.disabled) noted(body.disabled ? "staff_disabled" : "staff_enabled", {});
        bool const loses = body.disabled || !after.cover(before);
        staff.name = body.name;
        staff.role = body.role;
        staff.disabled = body.disabled;
        bool const gives = is_new || body.new_password;
        Instant const given = ground_.clock.machine_now();
        if (is_new) {
            staff.password_hash = hash;
            staff.password_given = given;
            store::put_staff(tx, staff);
        } else {
            store::change_staff(tx, staff);
        }
        if (!is_new && body.new_password) {
            store::set_password_hash(tx, staff.tenant, staff.id, hash, given);
            noted("password_reset", {});
        }
        if (!is_new && (loses || body.new_password)) end_sessions_of(tx, staff);
        return wire::HostStaff{staff.id.value,
                               staff.login,
                               staff.name,
                               staff.shop.value,
                               staff.role,
                               staff.disabled,
                               gives ? password : std::string(),
                               keep_contact(tx, {host.tenant, false, staff.id.value}, contact)};
    });
}

Result<wire::HostBuyer, Mistakes> HostPeople::put_buyer(HostCaller const& host, std::string_view id,
                                                        wire::HostBuyerBody const& body) {
    if (Mistakes wrong = check_id(id, "id"); !wrong.empty()) return Err{std::move(wrong)};
    std::string const tail = phone_tail_of(body.phone_tail);
    if (tail.empty() && !body.phone_tail.empty()) return Err{one_mistake(Rule::bad_characters, "phone_tail")};
    // Buyers are the whole mall's: no shop reads or sets where they hear of the others' tickets.
    bool const of_mall = host.shop.empty();
    if (body.contact && !of_mall) return Err{one_mistake(Rule::scope_missing, "contact")};
    TRY(contact, contact_in(body.contact));
    return ground_.store.write([&](store::WriteTx& tx) -> Result<wire::HostBuyer, Mistakes> {
        store::Buyer const told{{std::string(id)}, clean_name(body.name), tail};
        store::tell_buyer(tx, host.tenant, told);
        auto const now = store::find_buyer(tx, host.tenant, told.id);
        CHECK(now);
        auto kept = keep_contact(tx, {host.tenant, true, now->id.value}, contact);
        if (!of_mall) kept.reset();
        return wire::HostBuyer{now->id.value, now->name, now->phone_tail, std::move(kept)};
    });
}

Result<wire::LaunchKeyKept, Mistakes> HostPeople::put_launch_key(HostCaller const& host, std::string_view kid,
                                                                 wire::LaunchJwk const& key) {
    if (Mistakes wrong = check_id(kid, "kid"); !wrong.empty()) return Err{std::move(wrong)};
    if (!host.shop.empty())
        return Err{one_mistake(Rule::shop_unknown, "kid")};  // buyers are the whole mall's
    TRY(known, key_in(host.tenant, kid, key));
    if (Mistakes wrong = keep_launch_key(ground_.store.data_dir(), known); !wrong.empty())
        return Err{std::move(wrong)};
    return wire::LaunchKeyKept{std::string(kid), std::string(name_of(known.algorithm))};
}

Result<Done, Mistakes> HostPeople::drop_launch_key(HostCaller const& host, std::string_view kid) {
    bool const gone = host.shop.empty() && forget_launch_key(ground_.store.data_dir(), host.tenant, kid);
    if (!gone) return Err{one_mistake(Rule::not_found)};
    return Done{};
}

}  // namespace afterdesk
