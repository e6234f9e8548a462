#pragma once
// A mall file: who is there.
// {"tenant":{"id","name","issuer"?},"demo_epoch_ms"?,"shops":[…],"buyers":[…],"staff":[…],"contacts"?:[…]};
// each of the staff says his role, manager or reviewer; a contact says whose it is by buyer_id or staff_id.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "store/notifications.hpp"
#include "store/people.hpp"
#include "store/store.hpp"
#include "wire/json.hpp"

namespace afterdesk {

/// A member of staff as the file has him: with his password.
struct MallStaff {
    store::Staff staff;  ///< without password_hash
    std::string password;
};

struct Mall {
    store::Tenant tenant;
    std::optional<Instant> demo_epoch;  ///< when the demo's orders are as fresh as meant
    std::vector<store::Shop> shops;
    std::vector<store::Buyer> buyers;
    std::vector<MallStaff> staff;
    std::vector<std::pair<store::Person, wire::NotificationContact>> contacts{};
};

/// Errors: all mistakes of the file at once; shop_unknown for staff of a shop that is not in it.
Result<Mall, Mistakes> read_mall(wire::Value const& value);

/// Writes the mall; what is there already is written over. A new tenant gets policy version 1 and a key for
/// its launch links. Errors: StoreFailure.
void load_mall(store::Store& store, Mall const& mall);

}  // namespace afterdesk
