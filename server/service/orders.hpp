#pragma once
// Orders as buyers and staff see them, the quote of a request, and the mall's facts.

#include <optional>
#include <string_view>

#include "service/caller.hpp"
#include "wire/admin_api.hpp"
#include "wire/codec.hpp"
#include "wire/shop_api.hpp"

namespace afterdesk {

struct Ground;

/// Foreign and missing objects are both not_found. A failure of the store throws StoreFailure.
class Orders {
  public:
    explicit Orders(Ground& ground) : ground_(ground) {}

    Result<wire::OrderPage, Mistakes> list(Caller const& caller, std::string_view q, std::string_view cursor,
                                           int count = wire::page_size,
                                           std::optional<wire::AfterSales> after_sales = std::nullopt);
    /// For staff: orders of buyers who are on the telephone, the newest first. Errors: must_not_be_empty (q)
    /// where nothing is looked for.
    Result<wire::FoundOrders, Mistakes> find(Caller const& caller, std::string_view q);
    Result<wire::OrderDetail, Mistakes> show(Caller const& caller, std::string_view order_no);
    /// Units: a ticket that is about to be changed is named, so that what it holds counts as free.
    Result<Quote, Mistakes> quote_for(Caller const& caller, std::string_view order_no, Request const& request,
                                      TicketNo const& changing = {});
    /// Until when the refund of such a quote would wait, as its pieces are being sent; nothing: it would not.
    std::optional<Instant> refund_waits_until(Caller const& caller, std::string_view order_no,
                                              Request const& request, Quote const& quote,
                                              TicketNo const& changing = {});

    /// What the mall knows of an order, and what it leads to in the order's tickets: one transaction.
    /// Promise: told again it changes nothing. Errors: as with_facts; parcel_missing for a parcel of
    /// nobody's; not_found; what the tickets say to a collection.
    Result<wire::FactsView, Mistakes> note_facts(Caller const& caller, wire::FactsBody const& facts);

  private:
    Ground& ground_;
};

}  // namespace afterdesk
