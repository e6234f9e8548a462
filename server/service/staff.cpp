#include "service/staff.hpp"

#include "base/text.hpp"
#include "service/caller.hpp"
#include "service/passwords.hpp"
#include "store/people.hpp"
#include "store/sessions.hpp"

namespace afterdesk {

std::vector<std::string> logins_of_the_demo(store::Store& store) {
    auto const staff = store.read([](store::ReadTx& tx) { return store::all_staff(tx); });
    std::vector<std::string> logins;
    for (store::Staff const& one : staff) {
        if (is_password(one.password_hash, demo_password)) logins.push_back(one.login);
    }
    return logins;
}

Result<Done, Mistakes> set_password(store::Store& store, std::string_view login, std::string_view password) {
    bool const short_one = count_chars(password) < min_password_chars;
    if (short_one) return Err{one_mistake(Rule::must_not_be_empty, "password", min_password_chars)};
    bool const long_one = password.size() > max_password_bytes;
    if (long_one) return Err{one_mistake(Rule::too_long, "password", max_password_bytes)};
    if (password == demo_password) return Err{one_mistake(Rule::unknown_name, "password")};
    std::string const hash = hash_password(password);
    return store.write([&](store::WriteTx& tx) -> Result<Done, Mistakes> {
        auto const staff = store::find_staff_by_login(tx, login);
        if (!staff) return Err{one_mistake(Rule::not_found, "login")};
        store::set_password_hash(tx, staff->tenant, staff->id, hash);
        store::Session all;
        all.tenant = staff->tenant;
        all.audience = staff->audience;
        all.actor_id = staff->id.value;
        store::end_other_sessions(tx, all);
        return Done{};
    });
}

}  // namespace afterdesk
