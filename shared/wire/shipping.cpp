#include "wire/shipping.hpp"

#include <algorithm>

namespace afterdesk::wire {

namespace {

/// Pieces.
struct Way {
    int wanted = 0, shipped = 0, received = 0;
};

void add(Way& way, Line const& line, std::vector<Claim> const& claims) {
    int wanted = line.quantity;
    for (Claim const& claim : claims) {
        bool const cancelled = claim.line_no == line.line_no && claim.type == TicketType::refund_unshipped;
        if (cancelled) wanted -= claim.quantity;
    }
    int const shipped = line.shipped_quantity();
    way.wanted += std::max(wanted, shipped);
    way.shipped += shipped;
    way.received += line.received_quantity();
}

Shipping shipping_of(Way const& way) {
    if (way.shipped == 0) return Shipping::unshipped;
    if (way.shipped < way.wanted) return Shipping::partly_shipped;
    return way.received < way.wanted ? Shipping::shipped : Shipping::received;
}

}  // namespace

Shipping shipping_of(Line const& line, std::vector<Claim> const& claims) {
    Way way;
    add(way, line, claims);
    return shipping_of(way);
}

Shipping shipping_of(Order const& order, std::vector<Claim> const& claims) {
    Way way;
    bool goods = false;
    for (Line const& line : order.lines) {
        if (line.kind != LineKind::physical) continue;
        goods = true;
        add(way, line, claims);
    }
    return goods ? shipping_of(way) : Shipping::received;
}

}  // namespace afterdesk::wire
