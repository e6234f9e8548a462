#pragma once
// What staff are shown of an order that its mall says beside the sale: refunds by others, and its own fields.

#include "app/shell/say.hpp"

namespace afterdesk::app {

/// Each refund that the mall, or a provider's back office, made by itself, with when, for what and its
/// number: why less is left to be paid.
std::vector<screens::ReceiptRow> rows_of_others(Shell const& shell, Order const& order);
/// The mall's own fields of the order, as it told them.
std::vector<screens::ReceiptRow> rows_of_mall(Shell const& shell, Order const& order);

}  // namespace afterdesk::app
