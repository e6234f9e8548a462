#pragma once
// What the mall says for its provider's sake, for its own, and of refunds that others made.

namespace afterdesk {
struct Discount;
struct Order;
struct ProviderPayment;
}  // namespace afterdesk

namespace afterdesk::wire {

class FieldIo;

// Rule: the page's programs have others of these names, which know none of them (app/targets/); the desk's
// knows what the mall keeps with an order, and what others paid back.
void provider_fields(FieldIo& io, ProviderPayment& provider);
void coupon_fields(FieldIo& io, Discount& discount);
void mall_fields(FieldIo& io, Order& order);

}  // namespace afterdesk::wire
