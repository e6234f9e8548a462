#include "store/host_keys.hpp"

#include "store/bodies.hpp"
#include "store/engine.hpp"

namespace afterdesk::store {

namespace {

constexpr char const* key_columns =
    "tenant, key_id, name, shop_id, scopes, secret_hash, made_ms, made_by, expires_ms, used_ms";

std::string scopes_text(std::vector<wire::HostScope> const& scopes) {
    std::string text;
    for (wire::HostScope const scope : scopes)
        text += (text.empty() ? "" : " ") + std::string(wire::name_of(scope));
    return text;
}

std::vector<wire::HostScope> scopes_from(std::string_view text) {
    std::vector<wire::HostScope> scopes;
    while (!text.empty()) {
        std::string_view const one = text.substr(0, text.find(' '));
        scopes.push_back(named<wire::HostScope>(std::string(one)));
        text.remove_prefix(std::min(text.size(), one.size() + 1));
    }
    return scopes;
}

std::optional<Instant> instant_or_none(std::optional<std::int64_t> ms) {
    return ms ? std::optional(Instant{*ms}) : std::nullopt;
}

HostKey key_in(Row const& row) {
    return {{row.text(0)},
            row.text(1),
            row.text(2),
            {row.text(3)},
            scopes_from(row.text(4)),
            row.text(5),
            {row.integer(6)},
            row.text(7),
            instant_or_none(row.optional_integer(8)),
            instant_or_none(row.optional_integer(9))};
}

}  // namespace

void add_host_key(WriteTx& tx, HostKey const& key) {
    sql(tx).run("INSERT INTO host_key (" + std::string(key_columns) +
                    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                {key.tenant.value, key.id, key.name, key.shop.value, scopes_text(key.scopes),
                 Blob{key.secret_hash}, key.made.ms, key.made_by, ms_of(key.expires), ms_of(key.used)});
}

std::optional<HostKey> find_host_key(ReadTx& tx, std::string_view id) {
    Rows row = sql(tx).query("SELECT " + std::string(key_columns) + " FROM host_key WHERE key_id = $1", {id});
    return row.step() ? std::optional(key_in(row)) : std::nullopt;
}

std::vector<HostKey> host_keys(ReadTx& tx, TenantId const& tenant) {
    Rows rows = sql(tx).query(
        "SELECT " + std::string(key_columns) + " FROM host_key WHERE tenant = $1 ORDER BY made_ms, key_id",
        {tenant.value});
    std::vector<HostKey> keys;
    while (rows.step()) keys.push_back(key_in(rows));
    return keys;
}

void touch_host_key(WriteTx& tx, TenantId const& tenant, std::string_view id, Instant now) {
    sql(tx).run("UPDATE host_key SET used_ms = $3 WHERE tenant = $1 AND key_id = $2",
                {tenant.value, id, now.ms});
}

bool drop_host_key(WriteTx& tx, TenantId const& tenant, std::string_view id) {
    return sql(tx).run("DELETE FROM host_key WHERE tenant = $1 AND key_id = $2", {tenant.value, id}) > 0;
}

}  // namespace afterdesk::store
