#pragma once
// What a host sets up by itself: its shops, staff, buyers and launch keys. Told again it changes nothing.

#include "service/host_room.hpp"
#include "wire/setup_api.hpp"

namespace afterdesk {

/// Errors of all: bad_characters (id, contact.email, …) for what may not be written so; a key of one shop
/// reaches it alone.
class HostPeople {
  public:
    explicit HostPeople(Ground& ground) : ground_(ground) {}

    /// Errors: shop_unknown for a key of another shop.
    Result<wire::HostShop, Mistakes> put_shop(HostCaller const& host, std::string_view id,
                                              wire::HostShopBody const& body);
    /// Whoever loses a right is signed out. Errors: shop_unknown, unknown_name (role), name_taken (login);
    /// order_differs for another login or shop than it was made with.
    Result<wire::HostStaff, Mistakes> put_staff(HostCaller const& host, std::string_view id,
                                                wire::HostStaffBody const& body);
    /// Errors: bad_characters (phone_tail).
    Result<wire::HostBuyer, Mistakes> put_buyer(HostCaller const& host, std::string_view id,
                                                wire::HostBuyerBody const& body);
    /// Errors: bad_characters for what is no such key; name_taken (kid) for the desk's own; too_many.
    Result<wire::LaunchKeyKept, Mistakes> put_launch_key(HostCaller const& host, std::string_view kid,
                                                         wire::LaunchJwk const& key);
    /// Errors: not_found.
    Result<Done, Mistakes> drop_launch_key(HostCaller const& host, std::string_view kid);

  private:
    Ground& ground_;
};

}  // namespace afterdesk
