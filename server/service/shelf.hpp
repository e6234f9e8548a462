#pragma once
// The shop's shelf, as its managers see and set it.

#include <vector>

#include "service/caller.hpp"
#include "wire/admin_api.hpp"
#include "wire/shop_api.hpp"

namespace afterdesk {

struct Ground;

/// Errors: not_your_part for whoever is not of a shop; right_missing.
class Shelf {
  public:
    explicit Shelf(Ground& ground) : ground_(ground) {}
    Result<wire::StockView, Mistakes> show(Caller const& caller);
    Result<wire::StockView, Mistakes> put(Caller const& caller, std::vector<Ware> const& wares);

    /// The shelf, the exchanges that hold or want goods of it, and what came back.
    Result<wire::ShelfView, Mistakes> look(Caller const& caller);
    /// Somebody counted a SKU. Errors: not_found (sku); stale_version when there are others than he saw.
    Result<wire::ShelfView, Mistakes> count(Caller const& caller, std::string_view sku,
                                            wire::ShelfBody const& body);

  private:
    Ground& ground_;
};

}  // namespace afterdesk
