#pragma once
// Staff of a shop or of the platform as somebody manages them: changes, roles of their own, and the second
// step of signing in.

#include <optional>
#include <string>
#include <vector>

#include "domain/staff/rights.hpp"
#include "store/people.hpp"

namespace afterdesk::store {

/// A shop's people, or with an empty shop the platform's; by name.
std::vector<Staff> staff_of(ReadTx& tx, TenantId const& tenant, ShopId const& shop, int limit);
int count_staff(ReadTx& tx, TenantId const& tenant, ShopId const& shop);
void change_staff(WriteTx& tx, Staff const& staff);
std::vector<Shop> shops_of(ReadTx& tx, TenantId const& tenant);

// ---- Roles ------------------------------------------------------------------------------------------------

/// A set of rights with a name, made by a shop or (empty shop) by the platform.
struct OwnRole {
    std::string id;
    ShopId shop;
    std::string name;
    Rights rights;
};
std::vector<OwnRole> roles_of(ReadTx& tx, TenantId const& tenant, ShopId const& shop);
std::optional<OwnRole> find_role(ReadTx& tx, TenantId const& tenant, std::string_view role_id);
/// Written over when it is there. Errors: StoreFailure for a name that another has.
void put_role(WriteTx& tx, TenantId const& tenant, OwnRole const& role);
void drop_role(WriteTx& tx, TenantId const& tenant, std::string_view role_id);
/// Those who have the role.
std::vector<Staff> staff_with_role(ReadTx& tx, TenantId const& tenant, std::string_view role_id);

/// What somebody may do now; nothing when his role is not there.
Rights rights_of(ReadTx& tx, Staff const& staff);

// ---- The second step --------------------------------------------------------------------------------------

struct TwoStep {
    std::string secret;
    bool on = false;             ///< confirmed by a code
    std::int64_t last_step = 0;  ///< of the newest code that was taken
};
std::optional<TwoStep> find_two_step(ReadTx& tx, Staff const& staff);
void put_two_step(WriteTx& tx, Staff const& staff, TwoStep const& step);
/// With its recovery codes.
void drop_two_step(WriteTx& tx, Staff const& staff);
void put_recovery_codes(WriteTx& tx, Staff const& staff, std::vector<std::string> const& hashes);
/// True when it was there; it is no more.
bool use_recovery_code(WriteTx& tx, Staff const& staff, std::string_view hash);
int count_recovery_codes(ReadTx& tx, Staff const& staff);

}  // namespace afterdesk::store
