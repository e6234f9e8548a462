#pragma once
// Where a ticket's parcels are.

#include "text/text.hpp"

namespace afterdesk::t {

using text::Text;

inline constexpr Text track_to_shop{"退货物流轨迹", "Where the return parcel is"_en};
inline constexpr Text track_to_buyer{"寄给买家的物流轨迹", "Where the parcel to the buyer is"_en};
inline constexpr Text track_ordered{"原订单包裹轨迹", "Where the order's parcel is"_en};
inline constexpr Text track_as_of{"更新于 {0}", "As of {0}"_en};
inline constexpr Text track_show_all{"查看全部 {0} 条轨迹", "Show all {0} stations"_en};
inline constexpr Text track_fold{"只看最新", "Show the newest only"_en};

inline constexpr Text parcel_collected{"已揽收", "Collected"_en};
inline constexpr Text parcel_in_transit{"运输中", "On its way"_en};
inline constexpr Text parcel_out_for_delivery{"派件中", "Out for delivery"_en};
inline constexpr Text parcel_signed_for{"已签收", "Signed for"_en};
inline constexpr Text parcel_problem{"疑难件", "There is a problem"_en};
inline constexpr Text parcel_returning{"退回中", "On its way back to the sender"_en};
inline constexpr Text parcel_returned{"已退回寄件人", "Back with the sender"_en};
inline constexpr Text parcel_was_refused{"收件人拒签", "Refused by its receiver"_en};
inline constexpr Text parcel_customs{"清关中", "In customs"_en};

}  // namespace afterdesk::t
