#pragma once
// Strong identifiers: a shop's id can not be passed where a buyer's is wanted.

#include <compare>
#include <string>

namespace afterdesk {

/// A name given by us (is_id of base/text.hpp) or by the mall (is_outside_id). Units: checked by the readers.
template <class Tag>
struct Id {
    std::string value;

    bool empty() const { return value.empty(); }
    bool operator==(Id const&) const = default;
    // Not <=>: the page's C++ library has none for strings yet.
    bool operator<(Id const& other) const { return value < other.value; }
};

using TenantId = Id<struct TenantTag>;
using ShopId = Id<struct ShopTag>;
using BuyerId = Id<struct BuyerTag>;
using StaffId = Id<struct StaffTag>;
using OrderNo = Id<struct OrderTag>;
using TicketNo = Id<struct TicketTag>;
using PaymentId = Id<struct PaymentTag>;
using EvidenceId = Id<struct EvidenceTag>;

inline constexpr int id_max_chars = 64;

}  // namespace afterdesk
