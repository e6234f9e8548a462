#pragma once
// Where a shop's returned goods go to.

#include "service/caller.hpp"
#include "wire/shop_api.hpp"

namespace afterdesk {

struct Ground;

class ReturnAddresses {
  public:
    explicit ReturnAddresses(Ground& ground) : ground_(ground) {}
    /// `shop`: for the platform, whose. Errors: not_found (shop).
    Result<wire::AddressBook, Mistakes> show(Caller const& caller, std::string_view shop);
    /// The whole list anew. Errors: not_your_part for whoever is not of a shop; right_missing; stale_version
    /// when it was changed since `book.version`; those of check_addresses.
    Result<wire::AddressBook, Mistakes> put(Caller const& caller, wire::AddressBook const& book);

  private:
    Ground& ground_;
};

}  // namespace afterdesk
