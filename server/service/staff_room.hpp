#pragma once
// The people of a shop or of the platform, their roles, and the mall's shops. Nobody gives, or takes from
// others, rights that he does not have himself; whoever loses a right is signed out at once.

#include <string_view>

#include "service/caller.hpp"
#include "store/staff.hpp"
#include "wire/staff_api.hpp"

namespace afterdesk {

struct Ground;

/// Errors of all that changes something: right_missing; beyond_your_rights with the right that is the
/// caller's not; not_yourself; not_found.
class StaffRoom {
  public:
    explicit StaffRoom(Ground& ground) : ground_(ground) {}

    /// `shop`: for the platform, whose people; empty: its own.
    Result<wire::StaffView, Mistakes> view(Caller const& caller, std::string_view shop);
    /// Errors: name_taken (login), unknown_name (role).
    Result<wire::GivenPassword, Mistakes> add(Caller const& caller, std::string_view shop,
                                              wire::StaffBody const& body);
    Result<wire::StaffView::Item, Mistakes> change(Caller const& caller, std::string_view id,
                                                   wire::ChangeBody const& body);
    /// Another first password; the sessions end.
    Result<wire::GivenPassword, Mistakes> new_password(Caller const& caller, std::string_view id);
    Result<Done, Mistakes> end_sessions(Caller const& caller, std::string_view id);
    Result<Done, Mistakes> take_two_step_off(Caller const& caller, std::string_view id);

    /// Errors: name_taken (name), too_many.
    Result<wire::StaffView::RoleItem, Mistakes> add_role(Caller const& caller, std::string_view shop,
                                                         wire::RoleBody const& body);
    Result<wire::StaffView::RoleItem, Mistakes> change_role(Caller const& caller, std::string_view id,
                                                            wire::RoleBody const& body);
    /// Errors: role_in_use.
    Result<Done, Mistakes> drop_role(Caller const& caller, std::string_view id);

    wire::ShopsView shops(Caller const& caller);
    /// Errors: name_taken (shop_id).
    Result<wire::ShopsView::Item, Mistakes> add_shop(Caller const& caller, wire::ShopBody const& body);
    /// A disabled shop's people are signed out and can not sign in. Its buyers go on: they apply, and its
    /// tickets are decided by their time limits and the platform.
    Result<wire::ShopsView::Item, Mistakes> change_shop(Caller const& caller, std::string_view id,
                                                        wire::ShopChange const& change);

  private:
    struct Place {
        wire::Audience audience = wire::Audience::merchant;
        ShopId shop;
    };
    Result<Place, Mistakes> place_of(store::ReadTx& tx, Caller const& caller, std::string_view shop) const;
    Result<store::Staff, Mistakes> reach(store::ReadTx& tx, Caller const& caller, std::string_view id) const;
    Result<store::OwnRole, Mistakes> reach_role(store::ReadTx& tx, Caller const& caller,
                                                std::string_view id) const;
    std::string new_id(std::string_view begin) const;

    Ground& ground_;
};

}  // namespace afterdesk
