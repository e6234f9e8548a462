#include <algorithm>
#include <utility>

#include "crypto/digest.hpp"
#include "service/audit_log.hpp"
#include "service/ground.hpp"
#include "service/host_room.hpp"
#include "store/host_keys.hpp"
#include "store/live.hpp"
#include "store/people.hpp"
#include "store/staff.hpp"

namespace afterdesk {

namespace {

constexpr std::string_view scheme = "bearer ", prefix = "adk_";
constexpr std::size_t key_id_bytes = 6, secret_bytes = 32;
/// "adk_", the id, "_" and the secret, both in hexadecimal digits.
constexpr std::size_t key_id_chars = 2 * key_id_bytes,
                      key_chars = prefix.size() + key_id_chars + 1 + 2 * secret_bytes;
constexpr Duration noted_every = minutes(1);

/// He may have lost it since his request came in.
Mistakes check_still(store::ReadTx& tx, Caller const& caller) {
    auto const self = store::find_staff(tx, caller.tenant, caller.actor_id);
    bool const may = self && !self->disabled && store::rights_of(tx, *self).has(Right::manage_shops);
    return may ? Mistakes{} : lacks(Right::manage_shops);
}

std::optional<std::int64_t> ms_of(std::optional<Instant> at) {
    return at ? std::optional(at->ms) : std::nullopt;
}

wire::HostKeyView view_of(store::HostKey const& key) {
    return {key.id,      key.name,    key.shop.value,     key.scopes,
            key.made.ms, key.made_by, ms_of(key.expires), ms_of(key.used)};
}

/// What the header holds, where it has the form of a key.
struct ShownKey {
    std::string_view id, secret;
};
std::optional<ShownKey> shown_in(std::string_view authorization) {
    // Rule: RFC 9110 §11.1, its name in letters of any size.
    auto const fits = [](char told, char small) {
        return told == small || (told >= 'A' && told <= 'Z' && told - 'A' + 'a' == small);
    };
    std::string_view const begin = authorization.substr(0, scheme.size());
    if (!std::equal(begin.begin(), begin.end(), scheme.begin(), scheme.end(), fits)) return std::nullopt;
    std::string_view const key = authorization.substr(scheme.size());
    std::size_t const mark = prefix.size() + key_id_chars;
    bool const formed = key.size() == key_chars && key.starts_with(prefix) && key[mark] == '_';
    if (!formed) return std::nullopt;
    return ShownKey{key.substr(prefix.size(), key_id_chars), key.substr(mark + 1)};
}

Result<HostCaller, Mistakes> refused() { return Err{one_mistake(Rule::key_refused, "Authorization")}; }

}  // namespace

bool HostCaller::may(wire::HostScope scope) const {
    return std::find(scopes.begin(), scopes.end(), scope) != scopes.end();
}

Result<wire::HostKeyMade, Mistakes> make_host_key(store::WriteTx& tx, TenantId const& tenant,
                                                  wire::HostKeyBody const& body, std::string const& made_by,
                                                  Instant now) {
    ShopId const shop{body.shop_id};
    if (!shop.empty() && !store::find_shop(tx, tenant, shop))
        return Err{one_mistake(Rule::shop_unknown, "shop_id")};
    if (body.expires_at && *body.expires_at <= now)
        return Err{one_mistake(Rule::period_is_empty, "expires_at_ms")};
    if (std::cmp_greater_equal(store::host_keys(tx, tenant).size(), wire::max_host_keys))
        return Err{one_mistake(Rule::too_many, "keys", wire::max_host_keys)};
    std::string const secret = crypto::hex(crypto::random_bytes(secret_bytes));
    store::HostKey const key{tenant,
                             crypto::hex(crypto::random_bytes(key_id_bytes)),
                             body.name,
                             shop,
                             body.scopes,
                             crypto::sha256(secret),
                             now,
                             made_by,
                             body.expires_at,
                             std::nullopt};
    store::add_host_key(tx, key);
    store::name_stream(tx, tenant);
    return wire::HostKeyMade{view_of(key), std::string(prefix) + key.id + "_" + secret};
}

wire::HostKeysView HostRoom::keys(Caller const& caller) {
    return ground_.store.read([&](store::ReadTx& tx) {
        wire::HostKeysView view;
        for (store::HostKey const& key : store::host_keys(tx, caller.tenant))
            view.items.push_back(view_of(key));
        return view;
    });
}

Result<wire::HostKeyMade, Mistakes> HostRoom::make(Caller const& caller, wire::HostKeyBody const& body) {
    return ground_.store.write([&](store::WriteTx& tx) -> Result<wire::HostKeyMade, Mistakes> {
        if (Mistakes lost = check_still(tx, caller); !lost.empty()) return Err{std::move(lost)};
        TRY(made, make_host_key(tx, caller.tenant, body, caller.actor_id, ground_.clock.machine_now()));
        note_act(tx, caller, ground_.now(),
                 {"key_made", wire::AuditNoun::key, made.made.id, body.name, body.shop_id});
        return made;
    });
}

Result<Done, Mistakes> HostRoom::end(Caller const& caller, std::string_view id) {
    return ground_.store.write([&](store::WriteTx& tx) -> Result<Done, Mistakes> {
        if (Mistakes lost = check_still(tx, caller); !lost.empty()) return Err{std::move(lost)};
        auto const key = store::find_host_key(tx, id);
        bool const his = key && key->tenant == caller.tenant && store::drop_host_key(tx, caller.tenant, id);
        if (!his) return Err{one_mistake(Rule::not_found)};
        note_act(tx, caller, ground_.now(),
                 {"key_ended", wire::AuditNoun::key, key->id, key->name, key->shop.value});
        return Done{};
    });
}

Result<HostCaller, Mistakes> HostRoom::identify(std::string_view authorization) {
    auto const shown = shown_in(authorization);
    if (!shown) return refused();
    auto const key =
        ground_.store.read([&](store::ReadTx& tx) { return store::find_host_key(tx, shown->id); });
    if (!key || !crypto::same(key->secret_hash, crypto::sha256(shown->secret))) return refused();
    Instant const now = ground_.clock.machine_now();
    if (key->expires && *key->expires <= now) return refused();
    if (!key->used || *key->used + noted_every <= now) {
        ground_.store.post([tenant = key->tenant, id = key->id, now](store::WriteTx& tx) {
            store::touch_host_key(tx, tenant, id, now);
            return true;
        });
    }
    return HostCaller{key->tenant, key->shop, key->id, key->scopes};
}

}  // namespace afterdesk
