#include "store/people.hpp"

#include <sstream>

#include "store/bodies.hpp"
#include "store/engine.hpp"
#include "store/orders.hpp"
#include "store/shown_before.hpp"
#include "store/tickets.hpp"
#include "wire/shop_api.hpp"

namespace afterdesk::store {

std::string addresses_text(std::vector<ReturnAddress> const& addresses) {
    wire::Array items;
    for (ReturnAddress const& one : addresses) items.push_back(wire::to_json(one));
    return wire::write_json(items);
}

std::vector<ReturnAddress> addresses_from(std::string const& text) {
    wire::Value const value = parse_body(text, "shop.addresses");
    Mistakes mistakes;
    std::vector<ReturnAddress> out;
    if (auto const* items = value.as<wire::Array>()) {
        for (wire::Value const& item : *items)
            out.push_back(wire::read_return_address(item, "addresses", mistakes));
    }
    require_sound(mistakes, "shop.addresses");
    return out;
}

namespace {

Tenant tenant_from(Row const& row) { return {{row.text(0)}, row.text(1), row.text(2)}; }

constexpr char const* staff_columns =
    "SELECT tenant, staff_id, login, name, audience, shop_id, password_hash, role, disabled, "
    "password_given_ms"
    " FROM staff";

std::optional<Staff> next_staff(Rows& rows) {
    if (!rows.step()) return std::nullopt;
    Staff staff;
    staff.tenant = {rows.text(0)};
    staff.id = {rows.text(1)};
    staff.login = rows.text(2);
    staff.name = rows.text(3);
    staff.audience = named<wire::Audience>(rows.text(4));
    staff.shop = {rows.text(5)};
    staff.password_hash = rows.text(6);
    staff.role = rows.text(7);
    staff.disabled = rows.number(8) != 0;
    if (auto const given = rows.integer(9); given != 0) staff.password_given = Instant{given};
    return staff;
}

std::int64_t given_ms(std::optional<Instant> const& given) { return given ? given->ms : 0; }

}  // namespace

std::vector<Tenant> tenants(ReadTx& tx) {
    std::vector<Tenant> out;
    Rows rows = sql(tx).query("SELECT tenant, name, issuer FROM tenant ORDER BY tenant");
    while (rows.step()) out.push_back(tenant_from(rows));
    return out;
}

std::optional<Tenant> find_tenant(ReadTx& tx, TenantId const& id) {
    Rows rows = sql(tx).query("SELECT tenant, name, issuer FROM tenant WHERE tenant = $1", {id.value});
    if (!rows.step()) return std::nullopt;
    return tenant_from(rows);
}

std::optional<Tenant> find_tenant_by_issuer(ReadTx& tx, std::string_view issuer) {
    Rows rows = sql(tx).query("SELECT tenant, name, issuer FROM tenant WHERE issuer = $1", {issuer});
    if (!rows.step()) return std::nullopt;
    return tenant_from(rows);
}

std::vector<ShopName> shop_names(ReadTx& tx, TenantId const& tenant) {
    Rows rows = sql(tx).query("SELECT shop_id, name FROM shop WHERE tenant = $1 ORDER BY name, shop_id",
                              {tenant.value});
    std::vector<ShopName> shops;
    while (rows.step()) shops.push_back({{rows.text(0)}, rows.text(1)});
    return shops;
}

std::optional<Shop> find_shop(ReadTx& tx, TenantId const& tenant, ShopId const& id) {
    tx.saw(Book::shop, tenant, id.value);
    Rows rows = sql(tx).query(
        "SELECT name, phone, addresses, addresses_version, disabled FROM shop"
        " WHERE tenant = $1 AND shop_id = $2",
        {tenant.value, id.value});
    if (!rows.step()) return std::nullopt;
    return Shop{
        id, rows.text(0), rows.text(1), addresses_from(rows.text(2)), rows.number(3), rows.number(4) != 0};
}

bool is_shop_disabled(ReadTx& tx, TenantId const& tenant, ShopId const& id) {
    tx.saw(Book::shop, tenant, id.value);
    Rows rows = sql(tx).query("SELECT disabled FROM shop WHERE tenant = $1 AND shop_id = $2",
                              {tenant.value, id.value});
    return rows.step() && rows.number(0) != 0;
}

std::optional<Staff> find_staff(ReadTx& tx, TenantId const& tenant, std::string_view staff_id) {
    Rows rows = sql(tx).query(std::string(staff_columns) + " WHERE tenant = $1 AND staff_id = $2",
                              {tenant.value, staff_id});
    return next_staff(rows);
}

std::optional<Staff> find_staff_by_login(ReadTx& tx, std::string_view login) {
    Rows rows = sql(tx).query(std::string(staff_columns) + " WHERE login = $1", {login});
    return next_staff(rows);
}

std::vector<Staff> all_staff(ReadTx& tx) {
    std::vector<Staff> out;
    Rows rows = sql(tx).query(std::string(staff_columns) + " ORDER BY login");
    while (auto one = next_staff(rows)) out.push_back(std::move(*one));
    return out;
}

std::optional<Buyer> find_buyer(ReadTx& tx, TenantId const& tenant, BuyerId const& id) {
    tx.saw(Book::buyer, tenant, id.value);
    Rows rows = sql(tx).query("SELECT name, phone_tail FROM buyer WHERE tenant = $1 AND buyer_id = $2",
                              {tenant.value, id.value});
    if (!rows.step()) return std::nullopt;
    return Buyer{id, rows.text(0), rows.text(1)};
}

int newest_policy(ReadTx& tx, TenantId const& tenant) {
    tx.saw(Book::policy, tenant, "");
    Rows rows =
        sql(tx).query("SELECT COALESCE(MAX(version), 0) FROM policy WHERE tenant = $1", {tenant.value});
    return rows.step() ? rows.number(0) : 0;
}

std::vector<PolicyRow> policy_rows(ReadTx& tx, TenantId const& tenant, int limit) {
    Rows rows = sql(tx).query(
        "SELECT version, at_ms, audience, actor, note FROM policy WHERE tenant = $1"
        " ORDER BY version DESC LIMIT $2",
        {tenant.value, limit});
    std::vector<PolicyRow> out;
    while (rows.step())
        out.push_back({rows.number(0), {rows.integer(1)}, rows.text(2), rows.text(3), rows.text(4)});
    return out;
}

std::string policy_body(ReadTx& tx, TenantId const& tenant, int version) {
    Rows rows =
        sql(tx).query("SELECT body FROM policy WHERE tenant = $1 AND version = $2", {tenant.value, version});
    return rows.step() ? rows.text(0) : std::string();
}

void put_tenant(WriteTx& tx, Tenant const& tenant) {
    sql(tx).run(
        "INSERT INTO tenant (tenant, name, issuer, live_seq) VALUES ($1, $2, $3, 0)"
        " ON CONFLICT (tenant) DO UPDATE SET name = excluded.name, issuer = excluded.issuer",
        {tenant.id.value, tenant.name, tenant.issuer});
}

void put_shop(WriteTx& tx, TenantId const& tenant, Shop const& shop) {
    auto const known = find_shop(tx, tenant, shop.id);
    if (known) keep_shown(tx, tenant, *known);
    sql(tx).run(
        "INSERT INTO shop (tenant, shop_id, name, phone, addresses) VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (tenant, shop_id) DO UPDATE SET name = excluded.name, phone = excluded.phone,"
        " addresses = excluded.addresses, addresses_version = shop.addresses_version + 1",
        {tenant.value, shop.id.value, shop.name, shop.phone, addresses_text(shop.addresses)});
    tx.changed(Book::shop, tenant, shop.id.value);
    if (known && known->name != shop.name) name_orders_of(tx, tenant, shop);
}

void put_addresses(WriteTx& tx, TenantId const& tenant, ShopId const& shop,
                   std::vector<ReturnAddress> const& addresses) {
    if (auto const known = find_shop(tx, tenant, shop)) keep_shown(tx, tenant, *known);
    sql(tx).run(
        "UPDATE shop SET addresses = $3, addresses_version = addresses_version + 1"
        " WHERE tenant = $1 AND shop_id = $2",
        {tenant.value, shop.value, addresses_text(addresses)});
    tx.changed(Book::shop, tenant, shop.value);
}

std::vector<std::string> merchants_of(ReadTx& tx, TenantId const& tenant, ShopId const& shop) {
    Rows rows = sql(tx).query("SELECT merchants FROM shop WHERE tenant = $1 AND shop_id = $2",
                              {tenant.value, shop.value});
    std::vector<std::string> out;
    std::istringstream words(rows.step() ? rows.text(0) : std::string());
    for (std::string one; words >> one;) out.push_back(std::move(one));
    return out;
}

void put_merchants(WriteTx& tx, TenantId const& tenant, ShopId const& shop,
                   std::vector<std::string> const& merchants) {
    std::string text;
    for (std::string const& one : merchants) text += (text.empty() ? "" : " ") + one;
    sql(tx).run("UPDATE shop SET merchants = $3 WHERE tenant = $1 AND shop_id = $2",
                {tenant.value, shop.value, text});
}

void set_shop_disabled(WriteTx& tx, TenantId const& tenant, ShopId const& shop, bool disabled) {
    sql(tx).run("UPDATE shop SET disabled = $3 WHERE tenant = $1 AND shop_id = $2",
                {tenant.value, shop.value, disabled ? 1 : 0});
    tx.changed(Book::shop, tenant, shop.value);
}

void put_staff(WriteTx& tx, Staff const& staff) {
    Param const shop = staff.shop.empty() ? Param(nullptr) : Param(staff.shop.value);
    sql(tx).run(
        "INSERT INTO staff (tenant, staff_id, login, name, audience, shop_id, password_hash, role, disabled,"
        " password_given_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
        " ON CONFLICT (tenant, staff_id) DO UPDATE SET login = excluded.login, name = excluded.name,"
        " audience = excluded.audience, shop_id = excluded.shop_id, password_hash = excluded.password_hash,"
        " role = excluded.role, disabled = excluded.disabled, password_given_ms = excluded.password_given_ms",
        {staff.tenant.value, staff.id.value, staff.login, staff.name, wire::name_of(staff.audience), shop,
         staff.password_hash, staff.role, staff.disabled ? 1 : 0, given_ms(staff.password_given)});
}

void set_password_hash(WriteTx& tx, TenantId const& tenant, StaffId const& id, std::string_view hash,
                       std::optional<Instant> given) {
    sql(tx).run(
        "UPDATE staff SET password_hash = $3, password_given_ms = $4 WHERE tenant = $1 AND staff_id = $2",
        {tenant.value, id.value, hash, given_ms(given)});
}

void put_buyer(WriteTx& tx, TenantId const& tenant, Buyer const& buyer) {
    auto const known = find_buyer(tx, tenant, buyer.id);
    if (known == buyer) return;
    if (known) keep_shown(tx, tenant, *known);
    sql(tx).run(
        "INSERT INTO buyer (tenant, buyer_id, name, phone_tail) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (tenant, buyer_id) DO UPDATE SET name = excluded.name, phone_tail = "
        "excluded.phone_tail",
        {tenant.value, buyer.id.value, buyer.name, buyer.phone_tail});
    tx.changed(Book::buyer, tenant, buyer.id.value);
    if (known) name_tickets_of(tx, tenant, buyer);
    name_orders_of(tx, tenant, buyer);
}

bool tell_buyer(WriteTx& tx, TenantId const& tenant, Buyer const& told) {
    auto const known = find_buyer(tx, tenant, told.id);
    Buyer now = known.value_or(told);
    if (!told.name.empty()) now.name = told.name;
    if (!told.phone_tail.empty()) now.phone_tail = told.phone_tail;
    put_buyer(tx, tenant, now);
    return known && *known != now;
}

void add_policy(WriteTx& tx, TenantId const& tenant, PolicyRow const& row, wire::PolicyBook const& book) {
    CHECK(row.version == book.base.version);
    sql(tx).run(
        "INSERT INTO policy (tenant, version, body, at_ms, audience, actor, note)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        {tenant.value, row.version, wire::write_json(wire::to_json(book)), row.at.ms, row.audience, row.actor,
         row.note});
    tx.changed(Book::policy, tenant, "");
}

}  // namespace afterdesk::store
