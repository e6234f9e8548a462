#pragma once
// Refunds of an order that others made: the mall, a provider's own back office. Rule: HOST.md §5, §6.

#include "domain/order/order.hpp"

namespace afterdesk {

/// What is wrong with one beside those that the order has already.
/// Errors: unknown_name (payment_id), prior_exceeds_payment (amount_fen), line_unknown, prior_exceeds_line.
Mistakes check_refund(Order const& order, OutsideRefund const& refund, std::string const& path);

/// The same of all that an order is told with, one after the other; duplicate_key for a number that comes
/// twice. Units: the order passed check_order.
Mistakes check_prior(Order const& order, std::string const& path);

/// The order with one more; one that is known stays as it is.
/// Errors: fact_told_otherwise (refund_no) for another refund of that number; those of check_refund.
Order with_refund(Order order, OutsideRefund const& refund, Mistakes& mistakes);

}  // namespace afterdesk
