#pragma once
// What a host sets up: shops, staff, buyers, and the keys of its launch links. Routes below /api/v1/host,
// for keys with the scope admin; all of them are safe when repeated.  PUT    /shops/:id
// HostShopBody   → 200 HostShop PUT    /staff/:id            HostStaffBody  → 200 HostStaff: with a first
// password where one was made PUT    /buyers/:id           HostBuyerBody  → 200 HostBuyer PUT    /launch-
// keys/:kid     LaunchJwk      → 200 LaunchKeyKept DELETE /launch-keys/:kid                    → 204

#include <string>
#include <vector>

#include "wire/api.hpp"
#include "wire/names.hpp"
#include "wire/notification_api.hpp"

namespace afterdesk::wire {

struct HostShopBody {
    std::string name, phone;
    bool disabled = false;  ///< nobody of it may sign in
    /// Numbers of its own at channels (a sub_mchid, or an mchid): payments that a key of this shop alone
    /// names must be of one of them. Only a key of the whole mall says them; one of the shop leaves them as
    /// they are.
    std::vector<std::string> merchants{};
};
struct HostShop {
    std::string shop_id, name, phone;
    bool disabled = false;
    std::vector<std::string> merchants{};
};

struct HostStaffBody {
    std::string login, name;
    std::string shop_id;  ///< empty: of the platform; it stays as it was made, as does the login
    std::string role;     ///< reviewer, manager … or the number of one of its own
    bool disabled = false;
    bool new_password = false;                     ///< the old one opens nothing any more
    std::optional<NotificationContact> contact{};  ///< all of it; left out it stays as it was
};
/// `password` opens once, within three days, and only for choosing another.
struct HostStaff {
    std::string staff_id, login, name, shop_id, role;
    bool disabled = false;
    std::string password;
    std::optional<NotificationContact> contact{};
};

struct HostBuyerBody {
    std::string name, phone_tail;                  ///< empty: stays as it was
    std::optional<NotificationContact> contact{};  ///< all of it; left out it stays as it was
};
struct HostBuyer {
    std::string buyer_id, name, phone_tail;
    std::optional<NotificationContact> contact{};
};

enum class JwkType : std::uint8_t { okp, oct };

/// A public key of Ed25519, or a secret of at least 32 bytes for HS256. Rule: RFC 7517, RFC 8037.
struct LaunchJwk {
    JwkType type = JwkType::okp;
    std::string curve;  ///< "Ed25519"
    std::string x, k;   ///< base64url
};
struct LaunchKeyKept {
    std::string kid, alg;
};

// Spelled as the standard spells it.
template <>
std::span<std::string_view const> all_names<JwkType>();

Result<HostShopBody, Mistakes> read_host_shop(Value const& value);
Result<HostStaffBody, Mistakes> read_host_staff(Value const& value);
Result<HostBuyerBody, Mistakes> read_host_buyer(Value const& value);
Result<LaunchJwk, Mistakes> read_launch_jwk(Value const& value);

Value to_json(HostShop const&);
Value to_json(HostStaff const&);
Value to_json(HostBuyer const&);
Value to_json(LaunchKeyKept const&);

}  // namespace afterdesk::wire
