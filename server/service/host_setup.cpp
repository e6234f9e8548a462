#include "service/host_setup.hpp"

#include "crypto/digest.hpp"
#include "service/first_password.hpp"
#include "service/host_room.hpp"
#include "service/launch_token.hpp"
#include "service/passwords.hpp"

namespace afterdesk {

namespace {

constexpr std::size_t admin_id_bytes = 5;
constexpr char const* first_key = "init";

store::Staff administrator(NewMall const& mall, std::string const& password, Instant now) {
    store::Staff staff;
    staff.tenant = mall.tenant.id;
    staff.id = {"s-" + crypto::hex(crypto::random_bytes(admin_id_bytes))};
    staff.login = mall.login;
    staff.name = mall.login;
    staff.audience = wire::Audience::platform;
    staff.role = wire::name_of(StaffRole::administrator);
    staff.password_hash = hash_password(password);
    staff.password_given = now;
    return staff;
}

}  // namespace

Result<MadeMall, Mistakes> make_mall(store::Store& store, NewMall const& mall, Instant now) {
    std::string const password = first_password();
    store::Staff const staff = administrator(mall, password, now);
    auto made = store.write([&](store::WriteTx& tx) -> Result<wire::HostKeyMade, Mistakes> {
        TenantId const& id = mall.tenant.id;
        if (store::find_tenant(tx, id)) return Err{one_mistake(Rule::name_taken, "tenant")};
        if (store::find_tenant_by_issuer(tx, mall.tenant.issuer))
            return Err{one_mistake(Rule::name_taken, "tenant")};
        if (store::find_staff_by_login(tx, mall.login)) return Err{one_mistake(Rule::name_taken, "login")};
        store::put_tenant(tx, mall.tenant);
        Policy const policy = default_policy();
        store::add_policy(tx, id, {policy.version, {}, {}, {}}, {policy, {}});
        store::put_staff(tx, staff);
        wire::HostKeyBody body;
        body.name = first_key;
        for (int i = 0; i < wire::host_scope_count; ++i)
            body.scopes.push_back(static_cast<wire::HostScope>(i));
        return make_host_key(tx, id, body, "", now);
    });
    if (!made.ok()) return Err{std::move(made).error()};
    ensure_own_key(store.data_dir(), mall.tenant.id);
    return MadeMall{password, std::move(made).value()};
}

}  // namespace afterdesk
