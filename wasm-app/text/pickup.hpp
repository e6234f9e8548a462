#pragma once
// A courier who comes for what goes back.

#include "text/text.hpp"

namespace afterdesk::t {

using text::Text;

inline constexpr Text pickup_title{"上门取件", "Door pickup"_en};
inline constexpr Text pickup_book{"预约上门取件", "Have it picked up"_en};
inline constexpr Text pickup_see{"查看上门取件", "See the pickup"_en};
inline constexpr Text pickup_intro{"快递员上门取件，取件后自动填写运单号。",
                                   "A courier comes to your door. Once the goods are collected their "
                                   "tracking number is entered for you."_en};
inline constexpr Text pickup_not_now{"现在不能预约上门取件。", "No pickup can be booked now."_en};
inline constexpr Text pickup_privacy{
    "姓名、电话和地址只交给快递公司，取件结束后即删除。",
    "Name, phone and address go to the courier alone, and are erased when the pickup is over."_en};
inline constexpr Text pickup_fill{"请选择时段，并填写姓名、电话和地址",
                                  "Choose a time, and fill in name, phone and address"_en};
inline constexpr Text pickup_back{"返回售后单", "Back to the ticket"_en};

inline constexpr Text pickup_slot{"取件时段", "When"_en};
inline constexpr Text pickup_wanted{"改约到（处理中）", "To be moved to"_en};
inline constexpr Text pickup_name{"寄件人姓名", "Sender's name"_en};
inline constexpr Text pickup_phone{"寄件人电话", "Sender's phone"_en};
inline constexpr Text pickup_address{"取件地址", "Pickup address"_en};
inline constexpr Text pickup_address_hint{"省、市、区、街道和门牌号",
                                          "Province, city, district, street and number"_en};
inline constexpr Text pickup_goods{"物品（选填）", "Goods (optional)"_en};
inline constexpr Text pickup_weight{"重量（选填）", "Weight (optional)"_en};
inline constexpr Text pickup_weight_up_to{"{0} 公斤内", "Up to {0} kg"_en};
inline constexpr Text pickup_courier{"快递公司", "Courier company"_en};
inline constexpr Text pickup_person{"快递员", "Courier"_en};
inline constexpr Text pickup_person_phone{"快递员电话", "Courier's phone"_en};
inline constexpr Text pickup_code{"取件码", "Pickup code"_en};
inline constexpr Text pickup_number{"运单号", "Tracking number"_en};
inline constexpr Text pickup_state{"状态", "State"_en};
inline constexpr Text pickup_reason{"快递公司：{0}", "The courier says: {0}"_en};
inline constexpr Text pickup_today{"今天", "Today"_en};
inline constexpr Text pickup_tomorrow{"明天", "Tomorrow"_en};
inline constexpr Text pickup_after_tomorrow{"后天", "In two days"_en};

inline constexpr Text pickup_asked{"正在预约", "Being booked"_en};
inline constexpr Text pickup_unknown{"尚未确认是否约上", "Not known whether it is booked"_en};
inline constexpr Text pickup_booked{"已预约", "Booked"_en};
inline constexpr Text pickup_assigned{"快递员已接单", "A courier is coming"_en};
inline constexpr Text pickup_collected{"已取件", "Collected"_en};
inline constexpr Text pickup_cancelled{"已取消", "Cancelled"_en};
inline constexpr Text pickup_failed{"没有约上", "Nobody comes"_en};
inline constexpr Text pickup_ending{"正在取消", "Being cancelled"_en};
inline constexpr Text pickup_unknown_note{
    "快递公司没有回复，系统会继续查询，不会重复下单。不想等，可以取消后重新预约，或自行寄回。",
    "The courier did not answer. We keep asking, and never book twice by ourselves. If you do not want to "
    "wait, cancel it and book again, or send the goods yourself."_en};
inline constexpr Text pickup_given_up_note{
    "若之后查到已约上，系统会自动取消，您可以重新预约。",
    "Should it turn out to be booked it is cancelled at once. You can book another."_en};
inline constexpr Text pickup_number_note{
    "正在等快递公司给出运单号，也可以自行填写。",
    "The courier's tracking number is still to come. You may enter it yourself, too."_en};

inline constexpr Text pickup_change{"改约时段", "Change the time"_en};
inline constexpr Text pickup_cancel{"取消取件", "Cancel the pickup"_en};
inline constexpr Text pickup_keep{"再想想", "Keep it"_en};
inline constexpr Text pickup_cancel_confirm{"快递员将不再上门。确定取消吗？",
                                            "Nobody will come. Cancel it now?"_en};
inline constexpr Text pickup_asked_toast{"已提交，正在通知快递公司", "Sent; the courier is being told"_en};

}  // namespace afterdesk::t
