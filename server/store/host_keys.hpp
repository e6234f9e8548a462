#pragma once
// Keys of hosts' machines. Only a hash of each secret is kept.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/tx.hpp"
#include "wire/host_api.hpp"

namespace afterdesk::store {

struct HostKey {
    TenantId tenant;
    std::string id;  ///< told apart over all tenants
    std::string name;
    ShopId shop;  ///< empty: the whole mall
    std::vector<wire::HostScope> scopes;
    std::string secret_hash;
    Instant made;
    std::string made_by;  ///< empty: whoever runs the server
    std::optional<Instant> expires, used;
};

void add_host_key(WriteTx& tx, HostKey const& key);
std::optional<HostKey> find_host_key(ReadTx& tx, std::string_view id);
/// The oldest first.
std::vector<HostKey> host_keys(ReadTx& tx, TenantId const& tenant);
void touch_host_key(WriteTx& tx, TenantId const& tenant, std::string_view id, Instant now);
/// False when it is not there.
bool drop_host_key(WriteTx& tx, TenantId const& tenant, std::string_view id);

}  // namespace afterdesk::store
