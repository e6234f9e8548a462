#include "service/staff.hpp"

#include "base/text.hpp"
#include "service/caller.hpp"
#include "service/easy_passwords.hpp"
#include "service/passwords.hpp"
#include "store/people.hpp"
#include "store/sessions.hpp"
#include "store/staff.hpp"

namespace afterdesk {

std::vector<std::string> logins_of_the_demo(store::ReadTx& tx) {
    std::vector<std::string> logins;
    for (store::Staff const& one : store::all_staff(tx)) {
        if (is_password(one.password_hash, demo_password)) logins.push_back(one.login);
    }
    return logins;
}

Mistakes check_new_password(std::string_view password, std::vector<std::string> const& words,
                            std::string const& path) {
    bool const short_one = count_chars(password) < min_password_chars;
    if (short_one) return one_mistake(Rule::password_too_short, path, min_password_chars);
    bool const long_one = password.size() > max_password_bytes;
    if (long_one) return one_mistake(Rule::too_long, path, max_password_bytes);
    bool const known = password == demo_password || is_easy(password, words);
    return known ? one_mistake(Rule::password_is_public, path) : Mistakes{};
}

Result<Rights, Mistakes> rights_with(store::ReadTx& tx, store::Staff staff, std::string const& role) {
    staff.role = role;
    auto const known = wire::from_name<StaffRole>(role);
    auto const own = store::find_role(tx, staff.tenant, role);
    bool const fits =
        known ? row_of(*known).side ==
                    (staff.audience == wire::Audience::platform ? ActorKind::platform : ActorKind::merchant)
              : own && own->shop == staff.shop;
    if (!fits) return Err{one_mistake(Rule::unknown_name, "role")};
    return store::rights_of(tx, staff);
}

void end_sessions_of(store::WriteTx& tx, store::Staff const& staff) {
    store::Session all;
    all.tenant = staff.tenant;
    all.audience = staff.audience;
    all.actor_id = staff.id.value;
    store::end_other_sessions(tx, all);
}

Result<Done, Mistakes> set_password(store::Store& store, std::string_view login, std::string_view password) {
    auto const words = store.read([&](store::ReadTx& tx) {
        auto const staff = store::find_staff_by_login(tx, login);
        return staff ? words_about(tx, *staff) : std::vector<std::string>{std::string(login)};
    });
    if (Mistakes refused = check_new_password(password, words); !refused.empty())
        return Err{std::move(refused)};
    std::string const hash = hash_password(password);
    return store.write([&](store::WriteTx& tx) -> Result<Done, Mistakes> {
        auto const staff = store::find_staff_by_login(tx, login);
        if (!staff) return Err{one_mistake(Rule::not_found, "login")};
        store::set_password_hash(tx, staff->tenant, staff->id, hash);
        end_sessions_of(tx, *staff);
        return Done{};
    });
}

}  // namespace afterdesk
