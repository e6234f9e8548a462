#pragma once
// The shop's shelf, as its managers see and set it.

#include <vector>

#include "service/caller.hpp"
#include "wire/admin_api.hpp"

namespace afterdesk {

struct Ground;

/// Errors: not_your_part for whoever is not of a shop; right_missing.
class Shelf {
  public:
    explicit Shelf(Ground& ground) : ground_(ground) {}
    Result<wire::StockView, Mistakes> show(Caller const& caller);
    Result<wire::StockView, Mistakes> put(Caller const& caller, std::vector<Ware> const& wares);

  private:
    Ground& ground_;
};

}  // namespace afterdesk
