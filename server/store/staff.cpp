#include "store/staff.hpp"

#include "store/bodies.hpp"
#include "store/engine.hpp"
#include "wire/names.hpp"

namespace afterdesk::store {

namespace {

constexpr char const* role_columns = "SELECT role_id, shop_id, name, rights FROM staff_role";

std::string rights_text(Rights rights) {
    std::string text;
    for (Right right : list_of(rights)) {
        if (!text.empty()) text += ' ';
        text += wire::name_of(right);
    }
    return text;
}

/// A right that this program does not know is nobody's.
Rights rights_from(std::string_view text) {
    Rights rights;
    while (!text.empty()) {
        std::string_view const word = text.substr(0, text.find(' '));
        if (auto const right = wire::from_name<Right>(word)) rights.add(*right);
        text.remove_prefix(std::min(text.size(), word.size() + 1));
    }
    return rights;
}

OwnRole role_from(Row const& row) {
    return {row.text(0), {row.text(1)}, row.text(2), rights_from(row.text(3))};
}

std::vector<Staff> found(ReadTx& tx, TenantId const& tenant, Rows rows) {
    std::vector<Staff> out;
    while (rows.step()) {
        if (auto staff = find_staff(tx, tenant, rows.text(0))) out.push_back(std::move(*staff));
    }
    return out;
}

}  // namespace

std::vector<Staff> staff_of(ReadTx& tx, TenantId const& tenant, ShopId const& shop, int limit) {
    return found(tx, tenant,
                 sql(tx).query("SELECT staff_id FROM staff WHERE tenant = $1 AND COALESCE(shop_id, '') = $2"
                               " ORDER BY disabled, name, staff_id LIMIT $3",
                               {tenant.value, shop.value, limit}));
}

int count_staff(ReadTx& tx, TenantId const& tenant, ShopId const& shop) {
    Rows rows = sql(tx).query(
        "SELECT COUNT(*) FROM staff WHERE tenant = $1 AND COALESCE(shop_id, '') = $2 AND disabled = 0",
        {tenant.value, shop.value});
    return rows.step() ? rows.number(0) : 0;
}

void change_staff(WriteTx& tx, Staff const& staff) {
    sql(tx).run("UPDATE staff SET name = $3, role = $4, disabled = $5 WHERE tenant = $1 AND staff_id = $2",
                {staff.tenant.value, staff.id.value, staff.name, staff.role, staff.disabled ? 1 : 0});
}

std::vector<Shop> shops_of(ReadTx& tx, TenantId const& tenant) {
    std::vector<Shop> out;
    Rows rows = sql(tx).query("SELECT shop_id FROM shop WHERE tenant = $1 ORDER BY shop_id", {tenant.value});
    while (rows.step()) {
        if (auto shop = find_shop(tx, tenant, {rows.text(0)})) out.push_back(std::move(*shop));
    }
    return out;
}

// ---- Roles ------------------------------------------------------------------------------------------------

std::vector<OwnRole> roles_of(ReadTx& tx, TenantId const& tenant, ShopId const& shop) {
    Rows rows = sql(tx).query(std::string(role_columns) + " WHERE tenant = $1 AND shop_id = $2 ORDER BY name",
                              {tenant.value, shop.value});
    std::vector<OwnRole> out;
    while (rows.step()) out.push_back(role_from(rows));
    return out;
}

std::optional<OwnRole> find_role(ReadTx& tx, TenantId const& tenant, std::string_view role_id) {
    Rows rows = sql(tx).query(std::string(role_columns) + " WHERE tenant = $1 AND role_id = $2",
                              {tenant.value, role_id});
    if (!rows.step()) return std::nullopt;
    return role_from(rows);
}

void put_role(WriteTx& tx, TenantId const& tenant, OwnRole const& role) {
    sql(tx).run(
        "INSERT INTO staff_role (tenant, role_id, shop_id, name, rights) VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (tenant, role_id) DO UPDATE SET name = excluded.name, rights = excluded.rights",
        {tenant.value, role.id, role.shop.value, role.name, rights_text(role.rights)});
}

void drop_role(WriteTx& tx, TenantId const& tenant, std::string_view role_id) {
    sql(tx).run("DELETE FROM staff_role WHERE tenant = $1 AND role_id = $2", {tenant.value, role_id});
}

std::vector<Staff> staff_with_role(ReadTx& tx, TenantId const& tenant, std::string_view role_id) {
    return found(tx, tenant,
                 sql(tx).query("SELECT staff_id FROM staff WHERE tenant = $1 AND role = $2 ORDER BY staff_id",
                               {tenant.value, role_id}));
}

Rights rights_of(ReadTx& tx, Staff const& staff) {
    ActorKind const side =
        staff.audience == wire::Audience::platform ? ActorKind::platform : ActorKind::merchant;
    if (auto const known = wire::from_name<StaffRole>(staff.role)) {
        RoleRow const& row = row_of(*known);
        return row.side == side ? row.rights : Rights{};
    }
    auto const own = find_role(tx, staff.tenant, staff.role);
    if (!own || own->shop != staff.shop) return {};
    Rights rights;
    for (Right right : list_of(own->rights)) {
        if (rights_of_side(side).has(right)) rights.add(right);
    }
    return rights;
}

// ---- The second step --------------------------------------------------------------------------------------

std::optional<TwoStep> find_two_step(ReadTx& tx, Staff const& staff) {
    Rows rows =
        sql(tx).query("SELECT secret, is_on, last_step FROM two_step WHERE tenant = $1 AND staff_id = $2",
                      {staff.tenant.value, staff.id.value});
    if (!rows.step()) return std::nullopt;
    return TwoStep{rows.text(0), rows.number(1) != 0, rows.integer(2)};
}

void put_two_step(WriteTx& tx, Staff const& staff, TwoStep const& step) {
    sql(tx).run(
        "INSERT INTO two_step (tenant, staff_id, secret, is_on, last_step) VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (tenant, staff_id) DO UPDATE SET secret = excluded.secret, is_on = excluded.is_on,"
        " last_step = excluded.last_step",
        {staff.tenant.value, staff.id.value, Blob{step.secret}, step.on ? 1 : 0, step.last_step});
}

void drop_two_step(WriteTx& tx, Staff const& staff) {
    put_recovery_codes(tx, staff, {});
    sql(tx).run("DELETE FROM two_step WHERE tenant = $1 AND staff_id = $2",
                {staff.tenant.value, staff.id.value});
}

void put_recovery_codes(WriteTx& tx, Staff const& staff, std::vector<std::string> const& hashes) {
    sql(tx).run("DELETE FROM recovery_code WHERE tenant = $1 AND staff_id = $2",
                {staff.tenant.value, staff.id.value});
    for (std::string const& hash : hashes) {
        sql(tx).run("INSERT INTO recovery_code (tenant, staff_id, hash) VALUES ($1, $2, $3)",
                    {staff.tenant.value, staff.id.value, Blob{hash}});
    }
}

bool use_recovery_code(WriteTx& tx, Staff const& staff, std::string_view hash) {
    return sql(tx).run("DELETE FROM recovery_code WHERE tenant = $1 AND staff_id = $2 AND hash = $3",
                       {staff.tenant.value, staff.id.value, Blob{hash}}) == 1;
}

int count_recovery_codes(ReadTx& tx, Staff const& staff) {
    Rows rows = sql(tx).query("SELECT COUNT(*) FROM recovery_code WHERE tenant = $1 AND staff_id = $2",
                              {staff.tenant.value, staff.id.value});
    return rows.step() ? rows.number(0) : 0;
}

}  // namespace afterdesk::store
