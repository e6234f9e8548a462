#pragma once
// What a shop's people do beside tickets: requests for buyers, return addresses, the shelf.

#include "text/text.hpp"

namespace afterdesk::t {

using text::Text;

// For a buyer
inline constexpr Text for_buyer_title{"代买家申请", "For a buyer"_en};
inline constexpr Text for_buyer_field{"订单号、手机尾号、姓名或商品",
                                      "Order number, phone tail, name or item"_en};
inline constexpr Text for_buyer_hint{"请向买家核对姓名和手机尾号。",
                                     "Check the name and the phone tail with the buyer."_en};
inline constexpr Text for_buyer_start{"先找到买家的订单", "Find the buyer's order first"_en};
inline constexpr Text for_buyer_start_note{"选中订单后填写申请，提交即视为商家同意。",
                                           "Choose it, then fill in the request; sent, it is agreed to."_en};
inline constexpr Text for_buyer_none{"没有找到订单", "No order found"_en};
inline constexpr Text for_buyer_none_note{"请核对号码，或换一个条件。",
                                          "Check the number, or try another way."_en};
inline constexpr Text for_buyer_more{"只列出最新的 {0} 张，请把条件写得更完整。",
                                     "Only the newest {0} are listed; please type more."_en};
inline constexpr Text for_buyer_orders{"找到的订单", "Orders found"_en};
inline constexpr Text column_order{"订单", "Order"_en};
inline constexpr Text column_buyer{"买家", "Buyer"_en};
inline constexpr Text column_paid{"实付", "Paid"_en};
inline constexpr Text phone_tail{"尾号 {0}", "phone …{0}"_en};
inline constexpr Text items_count{"共 {0} 件", "{0} in all"_en};
inline constexpr Text has_open_tickets{"{0} 张售后中", "{0} open"_en};
inline constexpr Text for_buyer_whose{"订单 {0} · {1} · {2}", "Order {0} · {1} · {2}"_en};
inline constexpr Text for_buyer_open{"这张订单已有进行中的售后：{0}",
                                     "This order has an open ticket already: {0}"_en};
inline constexpr Text for_buyer_type{"申请类型", "What for"_en};
inline constexpr Text contact_source{"联系来源", "How the buyer reached us"_en};
inline constexpr Text source_phone{"电话", "Telephone"_en};
inline constexpr Text source_chat{"在线聊天", "Chat"_en};
inline constexpr Text source_counter{"门店", "At the counter"_en};
inline constexpr Text source_other{"其他", "Other"_en};
inline constexpr Text contact_note{"沟通记录（买家看不到）", "Call notes (not shown to the buyer)"_en};
inline constexpr Text contact_title{"沟通记录", "Call notes"_en};
inline constexpr Text contact_by{"{0} · {1} · {2}", "{0} · {1} · {2}"_en};
inline constexpr Text for_buyer_submit{"代为提交并同意", "Send and agree"_en};
inline constexpr Text freight_by_their_buyer{"退货运费由买家承担", "The buyer pays the way back"_en};

// Return addresses
inline constexpr Text addresses_title{"退货地址", "Return addresses"_en};
inline constexpr Text addresses_note{
    "从上到下，第一个条件相符的地址生效；都不符合时用默认地址。",
    "From the top, the first whose condition fits is used; else the default."_en};
inline constexpr Text addresses_none{"还没有退货地址", "No return address yet"_en};
inline constexpr Text addresses_none_note{
    "没有地址时，同意退货要逐单填写，超时自动同意后买家无处可寄。",
    "Without one, buyers have nowhere to send goods when your time runs out."_en};
inline constexpr Text address_add{"添加地址", "Add an address"_en};
inline constexpr Text address_edit{"修改地址", "Change the address"_en};
inline constexpr Text address_drop{"删除地址", "Remove the address"_en};
inline constexpr Text address_drop_note{"已寄出的退货不受影响。",
                                        "Goods on their way back are not affected."_en};
inline constexpr Text address_name{"收件人", "Recipient"_en};
inline constexpr Text address_phone{"电话", "Telephone"_en};
inline constexpr Text address_region{"省市区", "Province, city, district"_en};
inline constexpr Text address_text{"详细地址", "Street address"_en};
inline constexpr Text address_categories{"用于这些类目", "For these classes of goods"_en};
inline constexpr Text address_categories_hint{"规则中的类目；一个都不选为全部",
                                              "Those of the rules; none chosen: all"_en};
inline constexpr Text classes_failed{"规则没有加载成功，暂时不能添加类目。",
                                     "The rules did not load: none can be added now."_en};
inline constexpr Text classes_all{"全部类目", "All classes"_en};
inline constexpr Text classes_one_more{"添加类目…", "One more…"_en};
inline constexpr Text class_remove{"移除 {0}", "Remove {0}"_en};
inline constexpr Text class_gone{"{0}（规则中已没有）", "{0} (no longer in the rules)"_en};
inline constexpr Text class_apparel{"服饰", "Apparel"_en};
inline constexpr Text class_shoes{"鞋靴", "Shoes"_en};
inline constexpr Text class_bags{"箱包", "Bags"_en};
inline constexpr Text class_underwear{"内衣", "Underwear"_en};
inline constexpr Text class_digital{"数码", "Electronics"_en};
inline constexpr Text class_appliance{"家电", "Appliances"_en};
inline constexpr Text class_food{"食品", "Food"_en};
inline constexpr Text class_fresh{"生鲜", "Fresh goods"_en};
inline constexpr Text class_cosmetics{"美妆", "Cosmetics"_en};
inline constexpr Text class_toy{"玩具", "Toys"_en};
inline constexpr Text class_book{"图书", "Books"_en};
inline constexpr Text class_press{"报刊", "Newspapers and magazines"_en};
inline constexpr Text class_course{"课程", "Lessons"_en};
inline constexpr Text class_voucher{"卡券", "Vouchers"_en};
inline constexpr Text class_gift{"赠品", "Gifts"_en};
inline constexpr Text class_custom{"定制商品", "Made to order"_en};
inline constexpr Text class_flawed{"瑕疵商品", "Flawed goods"_en};
inline constexpr Text class_near_expiry{"临期商品", "Near their expiry"_en};
inline constexpr Text addresses_no_default{
    "没有默认地址：没有符合条件的地址时，同意退货要手工填写地址。",
    "There is no default: where no condition fits, whoever approves a return types the address."_en};
inline constexpr Text address_default{"默认地址", "Default"_en};
inline constexpr Text address_by_hand{"仅手动选择", "Chosen by hand only"_en};
inline constexpr Text address_used_for{"用于：{0}", "For: {0}"_en};
inline constexpr Text address_saved{"地址已保存", "The addresses are saved"_en};
inline constexpr Text address_changed{
    "地址已被他人修改，已重新载入，请再试一次。",
    "Somebody else changed them; they are loaded again, please try once more."_en};
inline constexpr Text address_by_type{"按售后类型选用", "chosen by the kind of ticket"_en};
inline constexpr Text address_by_category{"按商品类目选用", "chosen by the class of goods"_en};
inline constexpr Text address_by_both{"按类目和售后类型选用", "chosen by class and kind"_en};

// The shelf
inline constexpr Text shelf_title{"换货库存", "Exchange stock"_en};
inline constexpr Text shelf_search{"商品名称或 SKU", "Name or SKU"_en};
inline constexpr Text shelf_not_found{"没有找到这件商品", "Not on the shelf"_en};
inline constexpr Text shelf_none{"还没有库存数据", "No stock is known"_en};
inline constexpr Text shelf_none_note{
    "商城同步或导入库存后显示在这里，此前换货不受库存限制。",
    "It appears once the mall tells it; until then exchanges are not limited by stock."_en};
inline constexpr Text shelf_short{"缺货", "Short"_en};
inline constexpr Text shelf_enough{"有货", "In stock"_en};
inline constexpr Text column_free{"可用", "Free"_en};
inline constexpr Text column_reserved{"已预留", "Kept back"_en};
inline constexpr Text column_wanted{"待同意", "Wanted"_en};
inline constexpr Text column_state{"状态", "State"_en};
inline constexpr Text shelf_edit{"盘点：{0}", "Count: {0}"_en};
inline constexpr Text shelf_available{"可用数量（不含已预留）", "Free pieces, without those kept back"_en};
inline constexpr Text shelf_edit_note{
    "现在可用 {0} 件，已预留 {1} 件，待同意的换货还要 {2} 件。谁在何时修改会记入操作记录。",
    "{0} free, {1} kept back, {2} wanted by exchanges to review. Who changed it, and when, is noted."_en};
inline constexpr Text shelf_save{"保存数量", "Save"_en};
inline constexpr Text shelf_saved{"数量已保存", "Saved"_en};
inline constexpr Text shelf_ready{"现在可以同意 {0} 张换货，见下方列表。",
                                  "{0} exchanges can be agreed to now; see below."_en};
inline constexpr Text shelf_changed{"数量刚被改为 {0}，请核对后再保存。",
                                    "It was just changed to {0}; please check, then save."_en};
inline constexpr Text shelf_uses{"换货中的商品", "Exchanges"_en};
inline constexpr Text shelf_uses_none{"没有等待商品的换货。", "No exchange waits for goods."_en};
inline constexpr Text use_holds{"已预留 {0} 件", "{0} kept back"_en};
inline constexpr Text use_ready{"要 {0} 件，有货，可以同意", "wants {0}, in stock: can be agreed to"_en};
inline constexpr Text use_short{"要 {0} 件，缺货，同意会转为退款",
                                "wants {0}, out of stock: agreed to, it becomes a refund"_en};
inline constexpr Text shelf_back{"退回并验收的商品", "Came back and were accepted"_en};
inline constexpr Text shelf_back_none{"最近没有退回的商品。", "Nothing came back lately."_en};
inline constexpr Text shelf_back_note{
    "退回的商品不会自动计入可用数量，入库后请盘点。",
    "They are not counted as free by themselves: count them once they are on the shelf."_en};
inline constexpr Text back_good{"可售 {0} 件", "{0} resaleable"_en};
inline constexpr Text back_seconds{"次品 {0} 件", "{0} seconds"_en};
inline constexpr Text back_scrap{"报废 {0} 件", "{0} scrap"_en};

// Shops, as the platform sees to them
inline constexpr Text shop_disable{"停用店铺", "Disable the shop"_en};
inline constexpr Text shop_enable{"启用店铺", "Enable the shop"_en};
inline constexpr Text shop_disable_note{
    "店铺的员工会立即退出且不能再登录。买家照常申请，售后单按时限自动处理，平台可以介入。",
    "Its people are signed out. Buyers go on; time limits and the platform decide its tickets."_en};
inline constexpr Text shop_enable_note{"店铺的员工可以重新登录。", "Its people can sign in again."_en};
inline constexpr Text shop_row_disabled{"{0}（已停用）", "{0} (disabled)"_en};

// The second step
inline constexpr Text two_step_code_image{"二维码：用身份验证器应用扫描",
                                          "QR code to scan with an authenticator app"_en};

}  // namespace afterdesk::t
