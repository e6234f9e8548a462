#include "service/staff_room.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "crypto/digest.hpp"
#include "service/audit_log.hpp"
#include "service/first_password.hpp"
#include "service/ground.hpp"
#include "service/passwords.hpp"
#include "service/staff.hpp"
#include "store/sessions.hpp"

namespace afterdesk {

namespace {

using wire::Audience;
using wire::AuditNoun;

constexpr std::size_t staff_id_bytes = 5;
constexpr int max_sessions_seen = 2'000;

/// He may have lost it since his request came in.
Mistakes check_still(store::ReadTx& tx, Caller const& caller, Right right) {
    auto const self = store::find_staff(tx, caller.tenant, caller.actor_id);
    bool const may = self && !self->disabled && store::rights_of(tx, *self).has(right);
    return may ? Mistakes{} : lacks(right);
}

/// Who manages shops sets up their people, whose rights he does not have himself.
Mistakes check_within(Caller const& caller, Audience of, Rights rights) {
    if (caller.audience != of && !caller.rights.has(Right::manage_shops)) return lacks(Right::manage_shops);
    if (caller.audience != of || caller.rights.cover(rights)) return {};
    for (Right right : list_of(rights)) {
        if (!caller.rights.has(right)) return one_mistake(Rule::beyond_your_rights, wire::right_path(right));
    }
    return {};
}

wire::StaffView::RoleItem item_of(store::OwnRole const& role) {
    return {role.id, role.name, list_of(role.rights), true};
}

struct Presence {
    int sessions = 0;
    Instant seen{0};
};

wire::StaffView::Item item_of(store::ReadTx& tx, Caller const& caller, store::Staff const& staff,
                              Presence const& presence) {
    wire::StaffView::Item item;
    item.staff_id = staff.id.value;
    item.name = staff.name;
    item.role = staff.role;
    item.disabled = staff.disabled;
    item.own = staff.id.value == caller.actor_id;
    if (!item.own && !caller.rights.has(Right::manage_staff)) return item;
    item.login = staff.login;
    auto const step = store::find_two_step(tx, staff);
    item.two_step = step && step->on;
    item.sessions = presence.sessions;
    item.seen_ms = presence.seen.ms;
    return item;
}

}  // namespace

std::string StaffRoom::new_id(std::string_view begin) const {
    return std::string(begin) + crypto::hex(crypto::random_bytes(staff_id_bytes));
}

Result<StaffRoom::Place, Mistakes> StaffRoom::place_of(store::ReadTx& tx, Caller const& caller,
                                                       std::string_view shop) const {
    if (caller.audience == Audience::merchant) return Place{Audience::merchant, caller.shop};
    if (shop.empty()) return Place{Audience::platform, {}};
    ShopId const id{std::string(shop)};
    if (!store::find_shop(tx, caller.tenant, id)) return Err{one_mistake(Rule::not_found, "shop")};
    return Place{Audience::merchant, id};
}

Result<store::Staff, Mistakes> StaffRoom::reach(store::ReadTx& tx, Caller const& caller,
                                                std::string_view id) const {
    if (Mistakes lost = check_still(tx, caller, Right::manage_staff); !lost.empty())
        return Err{std::move(lost)};
    auto staff = store::find_staff(tx, caller.tenant, id);
    bool const his = staff && (caller.audience == Audience::platform || staff->shop == caller.shop);
    if (!his) return Err{one_mistake(Rule::not_found)};
    Mistakes above = check_within(caller, staff->audience, store::rights_of(tx, *staff));
    if (!above.empty()) return Err{std::move(above)};
    return std::move(*staff);
}

Result<store::OwnRole, Mistakes> StaffRoom::reach_role(store::ReadTx& tx, Caller const& caller,
                                                       std::string_view id) const {
    if (Mistakes lost = check_still(tx, caller, Right::manage_staff); !lost.empty())
        return Err{std::move(lost)};
    auto role = store::find_role(tx, caller.tenant, id);
    bool const his = role && (caller.audience == Audience::platform || role->shop == caller.shop);
    if (!his) return Err{one_mistake(Rule::not_found)};
    Audience const of = role->shop.empty() ? Audience::platform : Audience::merchant;
    Mistakes above = check_within(caller, of, role->rights);
    if (!above.empty()) return Err{std::move(above)};
    auto const self = store::find_staff(tx, caller.tenant, caller.actor_id);
    if (self && self->role == role->id) return Err{one_mistake(Rule::not_yourself)};
    return std::move(*role);
}

Result<wire::StaffView, Mistakes> StaffRoom::view(Caller const& caller, std::string_view shop) {
    Instant const now = ground_.clock.machine_now();
    Duration const desk_ahead = ground_.now() - now;
    return ground_.store.read([&](store::ReadTx& tx) -> Result<wire::StaffView, Mistakes> {
        TRY(place, place_of(tx, caller, shop));
        std::map<std::string, Presence> present;
        for (store::Session const& session : store::sessions_of_staff(tx, caller.tenant, place.audience,
                                                                      place.shop, now, max_sessions_seen)) {
            Presence& one = present[session.actor_id];
            ++one.sessions;
            one.seen = std::max(one.seen, session.seen + desk_ahead);
        }
        wire::StaffView view;
        for (store::Staff const& staff : store::staff_of(tx, caller.tenant, place.shop, wire::max_staff))
            view.items.push_back(item_of(tx, caller, staff, present[staff.id.value]));
        for (RoleRow const& row : role_rows()) {
            if (row.side != side_of(place.audience)) continue;
            view.roles.push_back({std::string(wire::name_of(row.role)), {}, list_of(row.rights), false});
        }
        for (store::OwnRole const& role : store::roles_of(tx, caller.tenant, place.shop))
            view.roles.push_back(item_of(role));
        return view;
    });
}

Result<wire::GivenPassword, Mistakes> StaffRoom::add(Caller const& caller, std::string_view shop,
                                                     wire::StaffBody const& body) {
    std::string const password = first_password();
    std::string const hash = hash_password(password);
    return ground_.store.write([&](store::WriteTx& tx) -> Result<wire::GivenPassword, Mistakes> {
        Mistakes lost = check_still(tx, caller, Right::manage_staff);
        if (!lost.empty()) return Err{std::move(lost)};
        TRY(place, place_of(tx, caller, shop));
        store::Staff staff;
        staff.tenant = caller.tenant;
        staff.id = {new_id("s-")};
        staff.login = body.login;
        staff.name = body.name;
        staff.audience = place.audience;
        staff.shop = place.shop;
        staff.password_hash = hash;
        staff.password_given = ground_.clock.machine_now();
        staff.role = body.role;
        TRY(rights, rights_with(tx, staff, body.role));
        if (Mistakes above = check_within(caller, place.audience, rights); !above.empty())
            return Err{std::move(above)};
        if (store::find_staff_by_login(tx, body.login)) return Err{one_mistake(Rule::name_taken, "login")};
        store::put_staff(tx, staff);
        note_act(tx, caller, ground_.now(),
                 {"staff_added", AuditNoun::staff, staff.login, staff.role, staff.shop.value});
        return wire::GivenPassword{staff.id.value, staff.login, password};
    });
}

Result<wire::StaffView::Item, Mistakes> StaffRoom::change(Caller const& caller, std::string_view id,
                                                          wire::ChangeBody const& body) {
    return ground_.store.write([&](store::WriteTx& tx) -> Result<wire::StaffView::Item, Mistakes> {
        TRY(staff, reach(tx, caller, id));
        bool const own = staff.id.value == caller.actor_id;
        if (own && (body.disabled || body.role != staff.role)) return Err{one_mistake(Rule::not_yourself)};
        Rights const before = store::rights_of(tx, staff);
        TRY(after, rights_with(tx, staff, body.role));
        if (Mistakes above = check_within(caller, staff.audience, after); !above.empty())
            return Err{std::move(above)};
        auto const noted = [&](char const* action, std::string note) {
            note_act(tx, caller, ground_.now(),
                     {action, AuditNoun::staff, staff.login, std::move(note), staff.shop.value});
        };
        if (body.role != staff.role) noted("role_given", staff.role + " → " + body.role);
        if (body.disabled != staff.disabled) noted(body.disabled ? "staff_disabled" : "staff_enabled", {});
        if (body.name != staff.name) noted("staff_renamed", staff.name + " → " + body.name);
        staff.name = body.name;
        staff.role = body.role;
        staff.disabled = body.disabled;
        store::change_staff(tx, staff);
        if (staff.disabled || !after.cover(before)) end_sessions_of(tx, staff);
        return item_of(tx, caller, staff, {});
    });
}

Result<wire::GivenPassword, Mistakes> StaffRoom::new_password(Caller const& caller, std::string_view id) {
    std::string const password = first_password();
    std::string const hash = hash_password(password);
    return ground_.store.write([&](store::WriteTx& tx) -> Result<wire::GivenPassword, Mistakes> {
        TRY(staff, reach(tx, caller, id));
        store::set_password_hash(tx, staff.tenant, staff.id, hash, ground_.clock.machine_now());
        end_sessions_of(tx, staff);
        note_act(tx, caller, ground_.now(),
                 {"password_reset", AuditNoun::staff, staff.login, {}, staff.shop.value});
        return wire::GivenPassword{staff.id.value, staff.login, password};
    });
}

Result<Done, Mistakes> StaffRoom::end_sessions(Caller const& caller, std::string_view id) {
    return ground_.store.write([&](store::WriteTx& tx) -> Result<Done, Mistakes> {
        TRY(staff, reach(tx, caller, id));
        end_sessions_of(tx, staff);
        note_act(tx, caller, ground_.now(),
                 {"sessions_ended", AuditNoun::session, staff.login, {}, staff.shop.value});
        return Done{};
    });
}

Result<Done, Mistakes> StaffRoom::take_two_step_off(Caller const& caller, std::string_view id) {
    return ground_.store.write([&](store::WriteTx& tx) -> Result<Done, Mistakes> {
        TRY(staff, reach(tx, caller, id));
        if (!store::find_two_step(tx, staff)) return Err{one_mistake(Rule::not_found)};
        store::drop_two_step(tx, staff);
        note_act(tx, caller, ground_.now(),
                 {"two_step_taken_off", AuditNoun::staff, staff.login, {}, staff.shop.value});
        return Done{};
    });
}

// ---- Roles ------------------------------------------------------------------------------------------------

namespace {

Rights rights_in(wire::RoleBody const& body) {
    Rights rights;
    for (Right right : body.rights) rights.add(right);
    return rights;
}

/// Errors: unknown_name for a right that this side does not have, name_taken, beyond_your_rights.
Mistakes check_role(store::ReadTx& tx, Caller const& caller, store::OwnRole const& role) {
    Audience const of = role.shop.empty() ? Audience::platform : Audience::merchant;
    if (!rights_of_side(side_of(of)).cover(role.rights)) return one_mistake(Rule::unknown_name, "rights");
    auto const all = store::roles_of(tx, caller.tenant, role.shop);
    bool const taken = std::any_of(all.begin(), all.end(), [&](store::OwnRole const& other) {
        return other.id != role.id && other.name == role.name;
    });
    if (taken) return one_mistake(Rule::name_taken, "name");
    return check_within(caller, of, role.rights);
}

}  // namespace

Result<wire::StaffView::RoleItem, Mistakes> StaffRoom::add_role(Caller const& caller, std::string_view shop,
                                                                wire::RoleBody const& body) {
    return ground_.store.write([&](store::WriteTx& tx) -> Result<wire::StaffView::RoleItem, Mistakes> {
        Mistakes lost = check_still(tx, caller, Right::manage_staff);
        if (!lost.empty()) return Err{std::move(lost)};
        TRY(place, place_of(tx, caller, shop));
        if (std::cmp_greater_equal(store::roles_of(tx, caller.tenant, place.shop).size(),
                                   wire::max_own_roles))
            return Err{one_mistake(Rule::too_many, "roles", wire::max_own_roles)};
        store::OwnRole const role{new_id("r-"), place.shop, body.name, rights_in(body)};
        if (Mistakes wrong = check_role(tx, caller, role); !wrong.empty()) return Err{std::move(wrong)};
        store::put_role(tx, caller.tenant, role);
        note_act(tx, caller, ground_.now(), {"role_added", AuditNoun::role, role.name, {}, role.shop.value});
        return item_of(role);
    });
}

Result<wire::StaffView::RoleItem, Mistakes> StaffRoom::change_role(Caller const& caller, std::string_view id,
                                                                   wire::RoleBody const& body) {
    return ground_.store.write([&](store::WriteTx& tx) -> Result<wire::StaffView::RoleItem, Mistakes> {
        TRY(role, reach_role(tx, caller, id));
        Rights const before = role.rights;
        role.name = body.name;
        role.rights = rights_in(body);
        if (Mistakes wrong = check_role(tx, caller, role); !wrong.empty()) return Err{std::move(wrong)};
        store::put_role(tx, caller.tenant, role);
        if (!role.rights.cover(before)) {
            for (store::Staff const& one : store::staff_with_role(tx, caller.tenant, role.id))
                end_sessions_of(tx, one);
        }
        note_act(tx, caller, ground_.now(),
                 {"role_changed", AuditNoun::role, role.name, {}, role.shop.value});
        return item_of(role);
    });
}

Result<Done, Mistakes> StaffRoom::drop_role(Caller const& caller, std::string_view id) {
    return ground_.store.write([&](store::WriteTx& tx) -> Result<Done, Mistakes> {
        TRY(role, reach_role(tx, caller, id));
        bool const used = !store::staff_with_role(tx, caller.tenant, role.id).empty();
        if (used) return Err{one_mistake(Rule::role_in_use)};
        store::drop_role(tx, caller.tenant, role.id);
        note_act(tx, caller, ground_.now(),
                 {"role_removed", AuditNoun::role, role.name, {}, role.shop.value});
        return Done{};
    });
}

// ---- Shops ------------------------------------------------------------------------------------------------

namespace {

wire::ShopsView::Item item_of(store::ReadTx& tx, Caller const& caller, store::Shop const& shop) {
    return {shop.id.value, shop.name, shop.phone, store::count_staff(tx, caller.tenant, shop.id),
            shop.disabled};
}

}  // namespace

wire::ShopsView StaffRoom::shops(Caller const& caller) {
    return ground_.store.read([&](store::ReadTx& tx) {
        wire::ShopsView view;
        for (store::Shop const& shop : store::shops_of(tx, caller.tenant)) {
            view.items.push_back(item_of(tx, caller, shop));
        }
        return view;
    });
}

Result<wire::ShopsView::Item, Mistakes> StaffRoom::add_shop(Caller const& caller,
                                                            wire::ShopBody const& body) {
    return ground_.store.write([&](store::WriteTx& tx) -> Result<wire::ShopsView::Item, Mistakes> {
        Mistakes lost = check_still(tx, caller, Right::manage_shops);
        if (!lost.empty()) return Err{std::move(lost)};
        ShopId const id{body.shop_id};
        if (store::find_shop(tx, caller.tenant, id)) return Err{one_mistake(Rule::name_taken, "shop_id")};
        store::put_shop(tx, caller.tenant, {id, body.name, body.phone, {}});
        note_act(tx, caller, ground_.now(),
                 {"shop_added", AuditNoun::shop, body.shop_id, body.name, id.value});
        return wire::ShopsView::Item{body.shop_id, body.name, body.phone, 0};
    });
}

Result<wire::ShopsView::Item, Mistakes> StaffRoom::change_shop(Caller const& caller, std::string_view id,
                                                               wire::ShopChange const& change) {
    return ground_.store.write([&](store::WriteTx& tx) -> Result<wire::ShopsView::Item, Mistakes> {
        Mistakes lost = check_still(tx, caller, Right::manage_shops);
        if (!lost.empty()) return Err{std::move(lost)};
        auto shop = store::find_shop(tx, caller.tenant, {std::string(id)});
        if (!shop) return Err{one_mistake(Rule::not_found)};
        if (shop->disabled == change.disabled) return item_of(tx, caller, *shop);
        shop->disabled = change.disabled;
        store::set_shop_disabled(tx, caller.tenant, shop->id, change.disabled);
        note_act(tx, caller, ground_.now(),
                 {change.disabled ? "shop_disabled" : "shop_enabled", AuditNoun::shop, shop->id.value,
                  shop->name, shop->id.value});
        if (change.disabled) {
            for (store::Staff const& one :
                 store::staff_of(tx, caller.tenant, shop->id, std::numeric_limits<int>::max()))
                end_sessions_of(tx, one);
        }
        return item_of(tx, caller, *shop);
    });
}

}  // namespace afterdesk
