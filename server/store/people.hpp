#pragma once
// Malls, their policies, shops, staff and buyers.

#include <optional>
#include <string>
#include <vector>

#include "domain/ticket/return_address.hpp"
#include "domain/ticket/ticket.hpp"
#include "store/tx.hpp"
#include "wire/api.hpp"
#include "wire/policy_book.hpp"

namespace afterdesk::store {

struct Tenant {
    TenantId id;
    std::string name;
    std::string issuer;  ///< "iss" of its launch links
};

struct Shop {
    ShopId id;
    std::string name, phone;
    std::vector<ReturnAddress> addresses;  ///< in the order in which their conditions are tried
    int addresses_version = 0;             ///< counts their changes
    bool disabled = false;                 ///< nobody of it may sign in
};

struct Staff {
    TenantId tenant;
    StaffId id;
    std::string login, name;
    wire::Audience audience = wire::Audience::merchant;
    ShopId shop;  ///< empty for the platform
    std::string password_hash;
    std::string role{};  ///< a StaffRole's name, or the number of one of its own (store/staff.hpp)
    bool disabled = false;
    std::optional<Instant>
        password_given{};  ///< somebody else chose it then: it opens nothing but a change of it
};

struct Buyer {
    BuyerId id;
    std::string name, phone_tail;
    bool operator==(Buyer const&) const = default;
};

/// A list of return addresses as its document. Errors: StoreFailure.
std::string addresses_text(std::vector<ReturnAddress> const& addresses);
std::vector<ReturnAddress> addresses_from(std::string const& text);

std::vector<Tenant> tenants(ReadTx& tx);
std::optional<Tenant> find_tenant(ReadTx& tx, TenantId const& id);
std::optional<Tenant> find_tenant_by_issuer(ReadTx& tx, std::string_view issuer);
struct ShopName {
    ShopId id;
    std::string name;
};
/// Those of the mall, by their names.
std::vector<ShopName> shop_names(ReadTx& tx, TenantId const& tenant);
std::optional<Shop> find_shop(ReadTx& tx, TenantId const& tenant, ShopId const& id);
/// False where there is no such shop.
bool is_shop_disabled(ReadTx& tx, TenantId const& tenant, ShopId const& id);
std::optional<Staff> find_staff(ReadTx& tx, TenantId const& tenant, std::string_view staff_id);
/// Logins are unique over all tenants.
std::optional<Staff> find_staff_by_login(ReadTx& tx, std::string_view login);
/// All members of staff of all malls, by login.
std::vector<Staff> all_staff(ReadTx& tx);
std::optional<Buyer> find_buyer(ReadTx& tx, TenantId const& tenant, BuyerId const& id);

/// The number of the newest policy; 0 when there is none.
int newest_policy(ReadTx& tx, TenantId const& tenant);
/// A version of the policy: who wrote it and when.
struct PolicyRow {
    int version = 0;
    Instant at;
    std::string audience, actor;  ///< empty: it came with the desk
    std::string note = {};        ///< why, in its author's words
};
/// All versions, the newest first, at most `limit`.
std::vector<PolicyRow> policy_rows(ReadTx& tx, TenantId const& tenant, int limit);
/// The policy book of that version as its document; empty when there is none.
std::string policy_body(ReadTx& tx, TenantId const& tenant, int version);

/// Another list of return addresses, or nobody may sign in any more, or all may again.
void put_addresses(WriteTx& tx, TenantId const& tenant, ShopId const& shop,
                   std::vector<ReturnAddress> const& addresses);
/// The shop's own numbers at channels; see HostShopBody. Units: none has a blank in it.
std::vector<std::string> merchants_of(ReadTx& tx, TenantId const& tenant, ShopId const& shop);
void put_merchants(WriteTx& tx, TenantId const& tenant, ShopId const& shop,
                   std::vector<std::string> const& merchants);
void set_shop_disabled(WriteTx& tx, TenantId const& tenant, ShopId const& shop, bool disabled);

// Each is written over when it is there already.
void put_tenant(WriteTx& tx, Tenant const& tenant);
/// Its orders are found by the new name, and by the old one no more. Whether it is disabled stays as it was.
void put_shop(WriteTx& tx, TenantId const& tenant, Shop const& shop);
void put_staff(WriteTx& tx, Staff const& staff);
/// `given`: when somebody else chose it.
void set_password_hash(WriteTx& tx, TenantId const& tenant, StaffId const& id, std::string_view hash,
                       std::optional<Instant> given = {});
/// His tickets and orders are found by the new name and phone tail, and by the old ones no more.
void put_buyer(WriteTx& tx, TenantId const& tenant, Buyer const& buyer);
/// What an order or a launch link says of a buyer: the newest counts, what it leaves empty stays. Promise:
/// true when he was there and is called otherwise now.
bool tell_buyer(WriteTx& tx, TenantId const& tenant, Buyer const& told);
/// Errors: StoreFailure when that version is there already: policies never change.
void add_policy(WriteTx& tx, TenantId const& tenant, PolicyRow const& row, wire::PolicyBook const& book);

}  // namespace afterdesk::store
