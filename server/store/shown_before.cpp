#include "store/shown_before.hpp"

#include "store/bodies.hpp"
#include "store/engine.hpp"
#include "store/live.hpp"
#include "store/orders.hpp"

namespace afterdesk::store {

namespace {

void keep(WriteTx& tx, TenantId const& tenant, std::string_view kind, std::string_view name,
          std::string const& body) {
    sql(tx).run(
        "INSERT INTO shown_before (tenant, kind, name, until_seq, body) VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (tenant, kind, name, until_seq) DO NOTHING",
        {tenant.value, kind, name, live_head(tx, tenant), body});
}

/// Nothing when it has not changed since.
std::optional<std::string> shown(ReadTx& tx, TenantId const& tenant, std::string_view kind,
                                 std::string_view name, std::int64_t seq) {
    Rows rows = sql(tx).query(
        "SELECT body FROM shown_before WHERE tenant = $1 AND kind = $2 AND name = $3 AND until_seq >= $4"
        " ORDER BY until_seq LIMIT 1",
        {tenant.value, kind, name, seq});
    if (!rows.step()) return std::nullopt;
    return rows.text(0);
}

}  // namespace

void keep_shown(WriteTx& tx, TenantId const& tenant, OrderNo const& order_no) {
    std::string const body = order_body(tx, tenant, order_no);
    if (!body.empty()) keep(tx, tenant, "order", order_no.value, body);
}

void keep_shown(WriteTx& tx, TenantId const& tenant, Shop const& shop) {
    wire::Array const told{shop.name, shop.phone, addresses_text(shop.addresses)};
    keep(tx, tenant, "shop", shop.id.value, wire::write_json(told));
}

void keep_shown(WriteTx& tx, TenantId const& tenant, Buyer const& buyer) {
    keep(tx, tenant, "buyer", buyer.id.value, buyer.name);
}

Order order_shown(ReadTx& tx, TenantId const& tenant, OrderNo const& order_no, std::int64_t seq) {
    if (auto const body = shown(tx, tenant, "order", order_no.value, seq))
        return read_body(*body, "order", wire::read_kept_order);
    auto order = find_order(tx, tenant, order_no);
    if (!order) throw StoreFailure(FailureKind::other, "an answer's order is missing");
    return std::move(*order);
}

std::optional<Shop> shop_shown(ReadTx& tx, TenantId const& tenant, ShopId const& id, std::int64_t seq) {
    auto const body = shown(tx, tenant, "shop", id.value, seq);
    if (!body) return find_shop(tx, tenant, id);
    wire::Value const value = parse_body(*body, "shown_before");
    auto const* const told = value.as<wire::Array>();
    auto const text = [&](std::size_t place) {
        auto const* one = told && place < told->size() ? (*told)[place].as<std::string>() : nullptr;
        if (one == nullptr) throw StoreFailure(FailureKind::other, "unreadable row of shown_before");
        return *one;
    };
    return Shop{id, text(0), text(1), addresses_from(text(2))};
}

std::string buyer_name_shown(ReadTx& tx, TenantId const& tenant, BuyerId const& id, std::int64_t seq) {
    if (auto const name = shown(tx, tenant, "buyer", id.value, seq)) return *name;
    auto const buyer = find_buyer(tx, tenant, id);
    return buyer ? buyer->name : std::string();
}

void forget_shown(WriteTx& tx, TenantId const& tenant) {
    Rows rows = sql(tx).query(
        "SELECT seq FROM idem WHERE tenant = $1 AND seq > 0 ORDER BY tenant, seq LIMIT 1", {tenant.value});
    std::int64_t const oldest = rows.step() ? rows.integer(0) : live_head(tx, tenant) + 1;
    sql(tx).run("DELETE FROM shown_before WHERE tenant = $1 AND until_seq < $2", {tenant.value, oldest});
}

}  // namespace afterdesk::store
