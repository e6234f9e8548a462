#pragma once
// What a buyer's orders and lists say beside what they hold: which of them is empty, and what is not there.

#include "text/text.hpp"

namespace afterdesk::t {

using text::Text;

inline constexpr Text missing_title{"无法查看", "Not available"_en};
inline constexpr Text paid_section{"实付明细", "What was paid"_en};
inline constexpr Text difference_none{"同价，无需补差价", "The same price: nothing to pay"_en};
inline constexpr Text orders_none_open{"没有售后中的订单", "No order has a request in progress"_en};
inline constexpr Text orders_none_applicable{"没有可申请售后的订单", "No order is eligible now"_en};
inline constexpr Text record_empty_note{"在订单中申请售后，进度会显示在这里。",
                                        "Apply from an order, and follow it here."_en};

}  // namespace afterdesk::t
