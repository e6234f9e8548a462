#pragma once
// The catalogue: Chinese first, English complete. Words as the marketplaces use them (DOMAIN §8).

#include "text/text.hpp"

namespace afterdesk::t {

using text::Text;

// Frame
inline constexpr Text product{"售后服务台", "AfterDesk"_en};
inline constexpr Text my_orders{"我的订单", "My orders"_en};
inline constexpr Text my_tickets{"售后记录", "After-sales"_en};
inline constexpr Text merchant_queue{"售后工单", "Tickets"_en};
inline constexpr Text platform_queue{"全部售后", "All tickets"_en};
inline constexpr Text channel{"支付通道", "Payments"_en};
inline constexpr Text about{"关于", "About"_en};
inline constexpr Text back{"返回", "Back"_en};
inline constexpr Text loading{"正在加载", "Loading"_en};
inline constexpr Text try_again{"重试", "Try again"_en};
inline constexpr Text failed_title{"没有加载成功", "This could not be loaded"_en};
inline constexpr Text failed_network{"网络不通，请检查网络后重试。",
                                     "The server could not be reached. Check your network and try again."_en};
inline constexpr Text cancel{"取消", "Cancel"_en};
inline constexpr Text close{"关闭", "Close"_en};
inline constexpr Text sign_out{"退出登录", "Sign out"_en};
inline constexpr Text me{"我的", "Me"_en};
inline constexpr Text settings{"设置", "Settings"_en};
inline constexpr Text language{"语言", "Language"_en};
inline constexpr Text chinese{"中文", "中文"};
inline constexpr Text english{"English", "English"_en};
inline constexpr Text theme{"外观", "Appearance"_en};
inline constexpr Text theme_auto{"跟随系统", "System"_en};
inline constexpr Text theme_light{"浅色", "Light"_en};
inline constexpr Text theme_dark{"深色", "Dark"_en};
inline constexpr Text text_size{"字号", "Text size"_en};
inline constexpr Text text_small{"小", "S"_en};
inline constexpr Text text_normal{"标准", "M"_en};
inline constexpr Text text_large{"大", "L"_en};
inline constexpr Text text_largest{"特大", "XL"_en};
inline constexpr Text seen_before{"没有网络，显示的是 {0} 的内容。",
                                  "No network. This is how it was at {0}."_en};
inline constexpr Text waiting_count{"{0} 项操作已保存，联网后自动发送。",
                                    "{0} saved, to be sent when the network is back."_en};
inline constexpr Text queued_request{
    "网络不通，申请已保存，联网后自动提交，只会提交一次。",
    "No network. Your request is saved and will be sent once, when it is back."_en};
inline constexpr Text queued_command{"网络不通，「{0}」已保存，联网后自动发送。",
                                     "No network. \"{0}\" is saved and will be sent when it is back."_en};
inline constexpr Text queued_refused{"{0} 联网后发送未成功：{1}",
                                     "{0} could not be carried out later: {1}"_en};
inline constexpr Text waits_in_queue{"等待网络，将自动发送", "Waiting for the network; sent by itself"_en};
inline constexpr Text cancel_queued{"暂不发送", "Do not send"_en};
inline constexpr Text update_ready{"页面有新版本，已填写的内容会保留。",
                                   "A new version is ready. What you typed will be kept."_en};
inline constexpr Text update_now{"立即更新", "Update now"_en};
inline constexpr Text live_lost{"实时更新已断开，正在重新连接…",
                                "Live updates are interrupted, reconnecting…"_en};
inline constexpr Text decrease{"减少{0}", "Decrease {0}"_en};
inline constexpr Text increase{"增加{0}", "Increase {0}"_en};
inline constexpr Text step_is_done{"已完成", "Done"_en};
inline constexpr Text step_is_current{"进行中", "In progress"_en};
inline constexpr Text load_more{"加载更多", "Load more"_en};
inline constexpr Text show_earlier{"显示更早的 {0} 条", "Show {0} earlier"_en};
inline constexpr Text search{"搜索", "Search"_en};
inline constexpr Text choose{"请选择", "Choose"_en};
inline constexpr Text no_such_choice{"没有符合的选项", "Nothing matches"_en};
inline constexpr Text pieces{"{0} 件", "Qty {0}"_en};
inline constexpr Text times_quantity{"×{0}", "×{0}"_en};
inline constexpr Text and_more_lines{"等 {0} 种商品", "and more, {0} items"_en};

// Landing
inline constexpr Text landing_title{"欢迎使用售后服务台", "Welcome to AfterDesk"_en};
inline constexpr Text landing_buyer{
    "买家请从商城的订单页进入，无需另外登录。",
    "Buyers arrive from their order in the mall; no password is needed here."_en};
inline constexpr Text landing_demo{"这是一座演示商城：选一个身份直接进入，无需密码。",
                                   "This is a demo mall: choose who you want to be. No password."_en};
inline constexpr Text try_as_buyer{"以买家身份体验", "Try it as a buyer"_en};
inline constexpr Text try_as_merchant{"以商家身份体验", "Try it as a merchant"_en};
inline constexpr Text try_as_platform{"以平台身份体验", "Try it as the platform"_en};
inline constexpr Text try_buyer_about{"申请退换货、协商、跟进度。",
                                      "Ask for refunds and exchanges, negotiate, follow them."_en};
inline constexpr Text try_merchant_about{"审核、协商、收货、退款的待办都在眼前。",
                                         "A queue to review, negotiate, receive and refund."_en};
inline constexpr Text try_platform_about{"裁决纠纷、看全局、拨快时间。",
                                         "Settle disputes, see all shops, move the clock."_en};
inline constexpr Text landing_merchant{"商家登录", "Merchant sign-in"_en};
inline constexpr Text landing_platform{"平台登录", "Platform sign-in"_en};

// Sign-in
inline constexpr Text sign_in{"登录", "Sign in"_en};
inline constexpr Text login_name{"账号", "Account"_en};
inline constexpr Text password{"密码", "Password"_en};

// Orders
inline constexpr Text orders_search{"搜索订单号或商品名", "Search order number or title"_en};
inline constexpr Text orders_empty{"还没有订单", "No orders yet"_en};
inline constexpr Text orders_empty_note{"在商城下单后，订单会出现在这里。",
                                        "Orders you place in the mall appear here."_en};
inline constexpr Text orders_none_found{"没有符合的订单", "No matching orders"_en};
inline constexpr Text none_found_note{"换一个词试试。", "Try another word."_en};
inline constexpr Text order_no{"订单号", "Order no."_en};
inline constexpr Text paid_total{"实付", "Paid"_en};
inline constexpr Text shop{"店铺", "Shop"_en};
inline constexpr Text shipping_unshipped{"待发货", "Not shipped"_en};
inline constexpr Text shipping_partly{"部分发货", "Partly shipped"_en};
inline constexpr Text shipping_shipped{"已发货", "Shipped"_en};
inline constexpr Text shipping_received{"已签收", "Delivered"_en};
inline constexpr Text delivery_of{"包裹 {0}：{1} 件，{2}", "Parcel {0}: {1} pc, {2}"_en};
inline constexpr Text delivery_signed{"已签收 {0}", "delivered {0}"_en};
inline constexpr Text delivery_under_way{"运输中", "on the way"_en};
inline constexpr Text after_sales{"售后情况", "After-sales"_en};
inline constexpr Text orders_applicable{"可申请", "Eligible"_en};
inline constexpr Text orders_open{"售后中", "In progress"_en};
inline constexpr Text goods{"商品", "Items"_en};
inline constexpr Text freight{"运费", "Shipping fee"_en};
inline constexpr Text discounts{"优惠", "Discounts"_en};
inline constexpr Text tickets_of_order{"本单售后", "After-sales of this order"_en};
inline constexpr Text apply_title{"申请售后", "Request after-sales"_en};
inline constexpr Text gift_badge{"赠品", "Gift"_en};
inline constexpr Text presale_badge{"预售", "Presale"_en};
inline constexpr Text virtual_badge{"虚拟", "Virtual"_en};
inline constexpr Text days_to_apply{"还可申请 {0} 天", "{0} days left to apply"_en};
inline constexpr Text not_now{"暂不可申请", "Not available now"_en};
inline constexpr Text refund_unshipped_note{"商品未发货，提交后立即原路退款",
                                            "Not shipped yet: refunded at once to how you paid"_en};
inline constexpr Text return_refund_note{"已收到货，寄回商品后退款",
                                         "Send the goods back, then get the refund"_en};
inline constexpr Text refund_shipped_note{
    "没收到货，或商家同意不退货：先拦截包裹，再退款",
    "Not received, or the shop lets you keep it: the parcel is stopped, then refunded"_en};
inline constexpr Text exchange_note{"寄回商品，换同款的其他规格",
                                    "Send it back for another size or colour of the same goods"_en};
inline constexpr Text repair_note{"寄回商家维修，修好再寄给您",
                                  "Send it in for repair; it comes back to you"_en};
inline constexpr Text reship_note{"少发、漏发的由商家补寄", "The shop sends what was missing"_en};
inline constexpr Text price_protect_note{"买后降价，退还差价",
                                         "The price dropped: get the difference back"_en};
inline constexpr Text virtual_refund_note{"没有用过的课时、券码可以退款",
                                          "Lessons and vouchers that were not used are refunded"_en};
inline constexpr Text nothing_unshipped{"没有未发货的商品可退", "Nothing unshipped is left to refund"_en};
inline constexpr Text nothing_shipped{"没有已发货的商品可退", "Nothing shipped is left to return"_en};

// Apply
inline constexpr Text choose_goods{"选择商品和数量", "Choose items and quantities"_en};
inline constexpr Text quantity_of{"{0} 的数量", "Quantity of {0}"_en};
inline constexpr Text can_take{"最多 {0} 件", "Up to {0}"_en};
inline constexpr Text none_left{"不可申请", "Not available"_en};
inline constexpr Text choose_all{"全部商品", "All items"_en};
inline constexpr Text choose_none{"全部不选", "None of them"_en};
inline constexpr Text pieces_received{"已签收 {0} 件", "{0} delivered"_en};
inline constexpr Text pieces_under_way{"运输中 {0} 件", "{0} on the way"_en};
inline constexpr Text pieces_unshipped{"未发货 {0} 件", "{0} not shipped"_en};
inline constexpr Text came_question{"收到货了吗", "Did the goods arrive?"_en};
inline constexpr Text came_no_label{"未收到货", "Not received"_en};
inline constexpr Text came_yes_label{"已收到货", "Received"_en};
inline constexpr Text choose_reason{"申请原因", "Reason"_en};
inline constexpr Text freight_by_shop{"退货运费由商家承担", "The shop pays the way back"_en};
inline constexpr Text freight_by_buyer{"退货运费由您承担", "You pay the way back"_en};
inline constexpr Text proof_optional{"凭证选填", "Proof is optional"_en};
inline constexpr Text proof_photo{"需要照片", "A photo is needed"_en};
inline constexpr Text proof_video{"需要视频", "A video is needed"_en};
inline constexpr Text proof_report{"需要检测报告", "An inspection report is needed"_en};
inline constexpr Text within_days{"{0} 天内", "Within {0} days"_en};
inline constexpr Text goods_opened{"商品已拆封", "The goods were opened"_en};
inline constexpr Text exchange_part{"换成什么", "What you want instead"_en};
inline constexpr Text want_instead{"{0} 换成", "Instead of {0}"_en};
inline constexpr Text in_stock{"有货 {0} 件", "{0} in stock"_en};
inline constexpr Text same_price{"价格相同", "Same price"_en};
inline constexpr Text dearer{"每件补 {0}", "{0} more each"_en};
inline constexpr Text cheaper{"每件退 {0}", "{0} back each"_en};
inline constexpr Text price_part{"现在的价格", "The present price"_en};
inline constexpr Text price_of{"{0} 现在的单价（元）", "Present price of {0} (yuan)"_en};
inline constexpr Text bought_at{"购买时 {0}", "Bought at {0}"_en};
inline constexpr Text bought_and_back{"购买时 {0}，退差价 {1}", "Bought at {0}, {1} back"_en};
inline constexpr Text pieces_part{"退哪些", "Which of them"_en};
inline constexpr Text piece_named{"权益 {0}", "Item {0}"_en};
inline constexpr Text fault_label{"故障描述", "What is broken"_en};
inline constexpr Text fault_hint{"哪里坏了，什么时候出现，{0} 字以内",
                                 "What does not work, and since when; up to {0} characters"_en};
inline constexpr Text missing_label{"缺少什么", "What is missing"_en};
inline constexpr Text missing_hint{"少了哪件商品或哪个配件，{0} 字以内",
                                   "Which goods or parts; up to {0} characters"_en};
inline constexpr Text how_to_return{"怎么寄回", "How to send it back"_en};
inline constexpr Text send_yourself{"自行寄回", "Send it yourself"_en};
inline constexpr Text send_yourself_note{
    "商家同意后会显示退货地址，请在 {0} 天内寄出并填写运单号。",
    "Once approved you get the address; send it within {0} days and enter the tracking number."_en};
inline constexpr Text remark{"补充说明", "Remark"_en};
inline constexpr Text remark_hint{"选填，{0} 字以内", "Optional, up to {0} characters"_en};
inline constexpr Text photos{"凭证", "Evidence"_en};
inline constexpr Text photos_required{"此原因需要至少一张照片", "This reason needs at least one photo"_en};
inline constexpr Text photos_optional{"选填，最多 {0} 份，可拍照、拖入或粘贴",
                                      "Optional, up to {0}: camera, drop or paste"_en};
inline constexpr Text between_hints{"；", "; "_en};
inline constexpr Text files_possible{"也可以添加视频（50 MB 以内）或 PDF 报告（10 MB 以内）",
                                     "videos (up to 50 MB) and PDF reports (up to 10 MB) as well"_en};
inline constexpr Text add_photo{"添加照片", "Add photos"_en};
inline constexpr Text remove_photo{"移除照片 {0}", "Remove photo {0}"_en};
inline constexpr Text photo_number{"照片 {0}", "Photo {0}"_en};
inline constexpr Text video_number{"视频 {0}", "Video {0}"_en};
inline constexpr Text report_number{"报告 {0}", "Report {0}"_en};
inline constexpr Text remove_video{"移除视频 {0}", "Remove video {0}"_en};
inline constexpr Text remove_report{"移除报告 {0}", "Remove report {0}"_en};
inline constexpr Text retry_photo{"重新上传照片 {0}", "Upload photo {0} again"_en};
inline constexpr Text retry_video{"继续上传视频 {0}", "Resume uploading video {0}"_en};
inline constexpr Text retry_report{"继续上传报告 {0}", "Resume uploading report {0}"_en};
inline constexpr Text photos_left_out{"最多 {0} 份，多出的没有添加。",
                                      "At most {0} files; the rest was left out."_en};
inline constexpr Text video_preparing{"正在处理视频", "Preparing the video"_en};
inline constexpr Text photo_preparing{"正在处理照片", "Preparing the photo"_en};
inline constexpr Text photo_waiting{"等待上传", "Waiting to be uploaded"_en};
inline constexpr Text photo_heic{
    "这台设备打不开 HEIC 照片，请转成 JPEG 再添加，或将相机格式设为「兼容性最佳」。",
    "This device cannot open HEIC. Convert it to JPEG, or set the camera to \"Most Compatible\"."_en};
inline constexpr Text photo_no_network{"网络不通，联网后自动继续", "No network; goes on by itself"_en};
inline constexpr Text uploading{"上传中 {0}%", "Uploading {0}%"_en};
inline constexpr Text upload_failed{"上传失败：{0}", "Upload failed: {0}"_en};
inline constexpr Text refund_amount{"退款金额", "Refund"_en};
inline constexpr Text refund_explained{"金额明细", "How this is calculated"_en};
inline constexpr Text show_details{"怎么算的", "Why?"_en};
inline constexpr Text hide_details{"收起", "Hide"_en};
inline constexpr Text difference{"差价", "Difference"_en};
inline constexpr Text difference_due{"需补差价", "Difference to pay"_en};
inline constexpr Text difference_back{"退还差价", "Difference refunded"_en};
inline constexpr Text no_money{"不涉及退款", "Nothing is refunded"_en};
inline constexpr Text change_note{"正在修改 {0}：提交后重新审核，还可修改 {1} 次。",
                                  "You are changing {0}: it is reviewed anew. {1} changes left."_en};
inline constexpr Text submit_change{"提交修改", "Submit the change"_en};
inline constexpr Text changed_toast{"申请已修改", "Request changed"_en};
inline constexpr Text submit_request{"提交申请", "Submit request"_en};
inline constexpr Text submit_refund_now{"提交并退款 {0}", "Refund {0} now"_en};
inline constexpr Text choose_goods_first{"请先选择商品", "Choose at least one item first"_en};
inline constexpr Text choose_reason_first{"请选择申请原因", "Choose a reason"_en};
inline constexpr Text wait_for_uploads{"文件正在上传", "Files are still uploading"_en};
inline constexpr Text submitted_toast{"申请已提交", "Request submitted"_en};
inline constexpr Text gift_question{"赠品怎么处理", "What becomes of the gift"_en};
inline constexpr Text gift_send_back{"一并寄回，退款 {0}", "Send it back: {0} refunded"_en};
inline constexpr Text gift_keep{"保留赠品，退款 {0}", "Keep it: {0} refunded"_en};

// The receipt
inline constexpr Text receipt_price{"商品价 {0} × {1}", "Price {0} × {1}"_en};
inline constexpr Text receipt_discount{"{0}分摊", "Share of {0}"_en};
inline constexpr Text receipt_rounding{"尾差调整", "Rounding"_en};
inline constexpr Text receipt_unpaid{"尾款未付", "Balance not paid"_en};
inline constexpr Text receipt_deposit{"定金不退", "Deposit kept"_en};
inline constexpr Text receipt_fee{"服务费", "Service fee"_en};
inline constexpr Text receipt_gift_deduct{"赠品折价", "Gift value"_en};
inline constexpr Text receipt_claw_back{"满减不再满足，扣回", "Promotion no longer met"_en};
inline constexpr Text receipt_protected{"之前已退差价", "Price difference refunded before"_en};
inline constexpr Text receipt_total{"应退合计", "Total refund"_en};
inline constexpr Text receipt_to{"原路退回 {0}", "Back to {0}"_en};
inline constexpr Text gift_cancel{"赠品「{0}」{1} 件随单取消", "Gift \"{0}\" ×{1} is cancelled too"_en};
inline constexpr Text gift_return{"赠品「{0}」{1} 件需一并寄回", "Gift \"{0}\" ×{1} must be returned too"_en};
inline constexpr Text gift_deduct{"赠品「{0}」{1} 件留下，折价扣除",
                                  "Gift \"{0}\" ×{1} is kept, its value deducted"_en};
inline constexpr Text coupon_back{"{0}将退回您的账户", "Your {0} comes back to your account"_en};
inline constexpr Text points_back{"退回积分 {0}", "{0} points come back"_en};
inline constexpr Text points_taken{"扣回赠送的积分 {0}", "{0} points that you earned are taken back"_en};
inline constexpr Text deposit_stays{"定金 {0} 不退", "The deposit of {0} stays with the shop"_en};
inline constexpr Text promotion_taken{"满减不再满足，扣回 {0}",
                                      "A promotion no longer holds: {0} taken back"_en};
inline constexpr Text freight_none_paid{"本单未付运费", "No shipping fee was paid"_en};
inline constexpr Text freight_whole{"整单未发货，退还运费",
                                    "Whole order unshipped: shipping fee refunded"_en};
inline constexpr Text freight_last{"最后一部分未发货商品，退还运费",
                                   "Last unshipped part: shipping fee refunded"_en};
inline constexpr Text freight_kept_shipped{"已有商品发货，运费不退",
                                           "Something was shipped: shipping fee is kept"_en};
inline constexpr Text freight_kept_part{"部分退款，运费不退", "Partial refund: shipping fee is kept"_en};
inline constexpr Text freight_before{"运费已在之前的退款中退还", "Shipping fee was refunded before"_en};
inline constexpr Text freight_kept_type{"此类售后不退运费", "Shipping fee is not part of this request"_en};
inline constexpr Text freight_shop_fault{"商家责任，补偿运费", "Shop at fault: shipping fee added"_en};
inline constexpr Text merchant_must_decide{"此退款会使满减不再满足，由商家决定是否扣回。",
                                           "This breaks a promotion; the merchant decides about it."_en};

// Discounts and channels
inline constexpr Text discount_shop_coupon{"店铺券", "shop coupon"_en};
inline constexpr Text discount_platform_coupon{"平台券", "platform coupon"_en};
inline constexpr Text discount_full_reduction{"满减", "promotion"_en};
inline constexpr Text discount_member{"会员价", "member price"_en};
inline constexpr Text discount_points{"积分抵扣", "points"_en};
inline constexpr Text discount_manual{"商家改价", "manual reduction"_en};
inline constexpr Text channel_wechat{"微信支付", "WeChat Pay"_en};
inline constexpr Text channel_alipay{"支付宝", "Alipay"_en};
inline constexpr Text channel_balance{"余额", "Balance"_en};
inline constexpr Text channel_points{"积分账户", "Points account"_en};
inline constexpr Text channel_offline{"线下支付", "Offline payment"_en};
inline constexpr Text channel_unionpay{"银联", "UnionPay"_en};
inline constexpr Text channel_card{"银行卡", "Bank card"_en};
inline constexpr Text channel_giftcard{"礼品卡", "Gift card"_en};
inline constexpr Text channel_cod{"货到付款", "Cash on delivery"_en};
inline constexpr Text channel_bank{"银行转账", "Bank transfer"_en};

// Types
inline constexpr Text type_refund_unshipped{"仅退款（未发货）", "Refund (not shipped)"_en};
inline constexpr Text type_refund_shipped{"仅退款（已发货）", "Refund (shipped)"_en};
inline constexpr Text type_return_refund{"退货退款", "Return and refund"_en};
inline constexpr Text type_exchange{"换货", "Exchange"_en};
inline constexpr Text type_repair{"维修", "Repair"_en};
inline constexpr Text type_reship{"补寄", "Send missing items"_en};
inline constexpr Text type_price_protect{"退差价", "Price protection"_en};
inline constexpr Text type_virtual_refund{"虚拟商品退款", "Virtual goods refund"_en};

// Short statuses
inline constexpr Text status_all{"全部", "All"_en};
inline constexpr Text status_reviewing{"待审核", "In review"_en};
inline constexpr Text status_to_return{"待退货", "To return"_en};
inline constexpr Text status_to_refund{"待退款", "To refund"_en};
inline constexpr Text status_to_exchange{"待换货", "To exchange"_en};
inline constexpr Text status_exchanging{"换货中", "Exchanging"_en};
inline constexpr Text status_rejected{"审核拒绝", "Rejected"_en};
inline constexpr Text status_done{"已完成", "Completed"_en};
inline constexpr Text status_shut{"已关闭", "Closed"_en};

// States
inline constexpr Text state_awaiting_merchant{"待商家处理", "Waiting for the merchant"_en};
inline constexpr Text state_awaiting_buyer{"待买家确认协商", "Waiting for the buyer's answer"_en};
inline constexpr Text state_intercepting{"物流拦截中", "Intercepting the parcel"_en};
inline constexpr Text state_awaiting_return{"待买家退货", "Waiting for the return parcel"_en};
inline constexpr Text state_awaiting_receipt{"待商家收货", "Waiting for the merchant to receive"_en};
inline constexpr Text state_inspecting{"验货中", "Inspecting"_en};
inline constexpr Text state_refunding{"退款中", "Refunding"_en};
inline constexpr Text state_refund_failed{"退款失败", "Refund failed"_en};
inline constexpr Text state_awaiting_reship{"待商家发货", "Waiting for dispatch"_en};
inline constexpr Text state_reshipped{"待买家收货", "On the way to the buyer"_en};
inline constexpr Text state_sending_back{"待寄回买家", "Sending back to the buyer"_en};
inline constexpr Text state_rejected{"商家已拒绝", "Rejected by the merchant"_en};
inline constexpr Text state_completed{"已完成", "Completed"_en};
inline constexpr Text state_closed{"已关闭", "Closed"_en};

// What happens next, by state
inline constexpr Text next_awaiting_merchant{"商家超时未处理将自动同意。",
                                             "Approved automatically if the merchant does not answer."_en};
inline constexpr Text next_awaiting_buyer{"请买家确认商家提出的金额，超时协商失效。",
                                          "The buyer answers the merchant's offer; it lapses afterwards."_en};
inline constexpr Text next_awaiting_return{
    "请按地址寄回商品并填写运单号，超时将关闭。",
    "Send the goods back and enter the tracking number; closes afterwards."_en};
inline constexpr Text next_awaiting_receipt{
    "商家收货后退款，超时视为已收货。",
    "Refunded after the merchant receives; counts as received afterwards."_en};
inline constexpr Text next_refunding{"款项正在原路退回。", "The money is on its way back."_en};
inline constexpr Text next_waiting_for_host{
    "退款已同意，等商城接通付款渠道后自动退回。",
    "The refund is granted; it goes out by itself once the mall has a way to pay it."_en};
inline constexpr Text state_waiting_for_host{"等待付款渠道", "Waiting for a way to pay"_en};
inline constexpr Text next_refund_failed{"支付通道未能退款，工作人员会重试。",
                                         "The payment channel refused; staff will try again."_en};
inline constexpr Text next_rejected{"可以撤销后重新申请，超时将关闭。",
                                    "You may withdraw and apply again; closes afterwards."_en};
inline constexpr Text next_completed{"退款已完成。", "The refund is complete."_en};
inline constexpr Text next_closed{"本售后单已关闭。", "This ticket is closed."_en};
inline constexpr Text time_left_days{"还剩 {0} 天 {1} 小时", "{0} d {1} h left"_en};
inline constexpr Text time_left_hours{"还剩 {0} 小时 {1} 分", "{0} h {1} min left"_en};
inline constexpr Text time_left_minutes{"还剩 {0} 分钟", "{0} min left"_en};
inline constexpr Text time_left_moment{"还剩不到 1 分钟", "Less than a minute left"_en};
inline constexpr Text time_left_none{"已到期", "Due now"_en};

// Tickets
inline constexpr Text tickets_empty{"没有售后单", "No tickets"_en};
inline constexpr Text tickets_empty_note{"有新的售后申请时会出现在这里。", "New requests appear here."_en};
inline constexpr Text tickets_search{"搜索单号、订单号、运单号或商品",
                                     "Search ticket, order, tracking no. or title"_en};
inline constexpr Text filter_status{"状态", "Status"_en};
inline constexpr Text filter_type{"类型", "Type"_en};
inline constexpr Text ticket_no{"售后单号", "Ticket no."_en};
inline constexpr Text applied_at{"申请时间", "Applied at"_en};
inline constexpr Text buyer{"买家", "Buyer"_en};
inline constexpr Text reason{"原因", "Reason"_en};
inline constexpr Text progress{"进度", "Progress"_en};
inline constexpr Text ticket_data{"售后信息", "Details"_en};
inline constexpr Text see_order{"查看订单", "See the order"_en};
inline constexpr Text proof_download{"下载凭证文件", "Download a proof"_en};
inline constexpr Text evidence{"凭证", "Evidence"_en};
inline constexpr Text history{"处理记录", "History"_en};
inline constexpr Text return_address{"退货地址", "Return address"_en};
inline constexpr Text return_parcel{"退货物流", "Return parcel"_en};
inline constexpr Text signal_parcel{
    "售后单 {0} 也填写了这个退货运单号，请核对包裹后再收货或退款。",
    "Ticket {0} names the same return parcel. Please check it before you receive or refund."_en};
inline constexpr Text signal_parcel_elsewhere{
    "另一家店铺的售后单也填写了这个退货运单号，请核对包裹后再收货或退款。",
    "A ticket of another shop names the same return parcel. Check it before you receive or refund."_en};
inline constexpr Text out_parcel{"寄给买家的包裹", "Parcel to the buyer"_en};
inline constexpr Text rejection{"拒绝原因", "Why it was rejected"_en};
inline constexpr Text offer_title{"商家协商", "The merchant's offer"_en};
inline constexpr Text merchant_says{"商家说明", "The merchant writes"_en};
inline constexpr Text offer_amount{"商家提出退款 {0}（原 {1}）", "The merchant offers {0} instead of {1}"_en};
inline constexpr Text merchant_contact{"商家联系方式", "Merchant contact"_en};
inline constexpr Text step_applied{"提交申请", "Applied"_en};
inline constexpr Text step_review{"商家审核", "Review"_en};
inline constexpr Text step_return{"寄回商品", "Return"_en};
inline constexpr Text step_receipt{"商家收货", "Receipt"_en};
inline constexpr Text step_refund{"退款", "Refund"_en};
inline constexpr Text step_send{"商家发货", "Sent to the buyer"_en};
inline constexpr Text step_buyer_receipt{"买家收货", "Received by the buyer"_en};
inline constexpr Text step_done{"完成", "Done"_en};
inline constexpr Text step_closed{"关闭", "Closed"_en};

// Commands
inline constexpr Text cmd_withdraw{"撤销申请", "Withdraw"_en};
inline constexpr Text cmd_agree_return{"同意退货", "Approve return"_en};
inline constexpr Text cmd_agree{"同意", "Approve"_en};
inline constexpr Text cmd_reject{"拒绝", "Reject"_en};
inline constexpr Text cmd_offer{"协商金额", "Offer less"_en};
inline constexpr Text cmd_accept_offer{"接受协商", "Accept offer"_en};
inline constexpr Text cmd_decline_offer{"不接受", "Decline"_en};
inline constexpr Text cmd_ship_back{"填写退货物流", "Enter return parcel"_en};
inline constexpr Text cmd_change_parcel{"修改物流", "Change parcel"_en};
inline constexpr Text cmd_reship{"填写发货物流", "Enter outgoing parcel"_en};
inline constexpr Text cmd_receive{"确认收货并退款", "Confirm receipt and refund"_en};
inline constexpr Text cmd_retry_refund{"重试退款", "Retry refund"_en};
inline constexpr Text cmd_extend{"延长对方时间", "Give more time"_en};
inline constexpr Text extend_by{"延长多久", "How much more"_en};
inline constexpr Text extend_note{"对方的处理期限将推后，您的不变。",
                                  "The other side gets more time; yours stays as it is."_en};
inline constexpr Text hours_long{"{0} 小时", "{0} hours"_en};
inline constexpr Text extended_toast{"处理期限已延长", "The time limit was extended"_en};
inline constexpr Text cmd_intercept{"拦截包裹", "Intercept the parcel"_en};
inline constexpr Text cmd_intercept_result{"登记拦截结果", "Enter the result"_en};
inline constexpr Text intercept_stopped{"已拦截，包裹正在退回", "Stopped: the parcel is coming back"_en};
inline constexpr Text intercept_note{"不勾选表示没有拦截到：买家收到后需寄回商品。",
                                     "Not ticked: it was not stopped, and the buyer has to send it back."_en};
inline constexpr Text cmd_receive_recalled{"确认收货", "Confirm receipt"_en};
inline constexpr Text strays_mark{"已退款后又发货或退款", "Sent or paid again after refund"_en};
inline constexpr Text strays_notice{"已退款后又发货：{0}", "Refunded, then shipped: {0}"_en};
inline constexpr Text used_notice{"已退款后又使用：{0}", "Refunded, then used: {0}"_en};
inline constexpr Text recall_notice{"这些商品已经退款，拦截或寄回后不再退款。",
                                    "These were refunded already: nothing is paid when they come back."_en};
inline constexpr Text cmd_stop_strays{"拦截并追回", "Have it intercepted"_en};
inline constexpr Text cmd_return_strays{"寄回商品", "Have it returned"_en};
inline constexpr Text cmd_settle_strays{"不再追回", "Let the buyer keep it"_en};
inline constexpr Text settle_text{"如何了结", "How it was settled"_en};
inline constexpr Text settle_note{"例如：买家留用，已另行结算。此后不再提醒。",
                                  "For example: the buyer keeps it, settled otherwise. The task is done."_en};
inline constexpr Text confirm_withdraw{"撤销后可以重新申请。确定撤销吗？",
                                       "You may apply again afterwards. Withdraw now?"_en};
inline constexpr Text confirm_receive{"确认已收到退货并退款 {0}？此操作不可撤回。",
                                      "Confirm the goods arrived and refund {0}? This can not be undone."_en};
inline constexpr Text address_choose{"选择退货地址", "Return address"_en};
inline constexpr Text reject_reason{"拒绝原因", "Reason"_en};
inline constexpr Text reject_text{"给买家的说明", "Explanation for the buyer"_en};
inline constexpr Text offer_new_amount{"退款金额（元）", "Refund amount (yuan)"_en};
inline constexpr Text offer_hint{"须低于 {0}", "Must be below {0}"_en};
inline constexpr Text offer_text{"给买家的说明", "Explanation for the buyer"_en};
inline constexpr Text offer_not_an_amount{"请输入金额，最多两位小数",
                                          "Enter an amount with at most two decimals"_en};
inline constexpr Text carrier{"快递公司", "Carrier"_en};
inline constexpr Text carrier_name{"快递公司名称", "Name of the carrier"_en};
inline constexpr Text tracking_no{"运单号", "Tracking number"_en};
inline constexpr Text tracking_hint{"6-32 位字母或数字", "6-32 letters or digits"_en};
inline constexpr Text field_says{"{0}：{1}", "{0}: {1}"_en};
inline constexpr Text fill_in_first{"请先填写以上内容", "Please fill in the fields above first"_en};
inline constexpr Text done_toast{"操作成功", "Done"_en};
inline constexpr Text moved_on_toast{"有新进展：{0}", "Moved on: {0}"_en};
inline constexpr Text stale_notice{
    "内容刚刚有更新，已为您刷新，请确认后再操作。",
    "This was changed meanwhile and has been refreshed. Please check and try again."_en};

// Platform: how refunds are paid, and the simulated channel
inline constexpr Text channel_none{
    "还没有接通付款渠道，退款都在等待：现有 {0} 笔。接通后会自动退出，不会丢失，也不会重复。",
    "There is no way to pay yet, so refunds wait: {0} now. Each goes out once, when there is one."_en};
inline constexpr Text channel_dry{
    "试运行：退款照常决定，不会出款。等待 {0} 笔，去掉 --refunds-dry-run 重启后各退一次。",
    "A dry run: refunds are decided and not paid. {0} wait; each goes out once at a start without "
    "--refunds-dry-run."_en};
inline constexpr Text channel_real{"退款由真实的支付渠道办理，全部已交给渠道。",
                                   "Refunds go over real payment channels; none waits for a way."_en};
inline constexpr Text channel_some{
    "退款由真实的支付渠道办理；{0} 笔因其渠道尚未接通而等待，接通后自动退出。",
    "Refunds go over real payment channels; {0} wait, as theirs is not connected, and go out when it is."_en};
inline constexpr Text channel_intro{
    "演示模式下的模拟支付通道：可以让它变慢、失败、丢失应答或重复应答。",
    "The simulated payment channel of demo mode: make it slow, fail, lose or repeat its answers."_en};
inline constexpr Text channel_delay{"延迟（毫秒）", "Delay (ms)"_en};
inline constexpr Text channel_fail_next{"接下来失败的次数", "Refuse the next"_en};
inline constexpr Text channel_lose_next{"接下来丢失应答的次数", "Lose the answer of the next"_en};
inline constexpr Text channel_duplicate{"重复应答", "Answer twice"_en};
inline constexpr Text channel_save{"保存设置", "Save settings"_en};
inline constexpr Text channel_not_a_number{"请输入 0 到 {0} 的整数", "Enter a whole number from 0 to {0}"_en};

// Pages that others lead to
inline constexpr Text rules_title{"规则", "Rules"_en};
inline constexpr Text devices_title{"登录设备", "Signed-in devices"_en};
inline constexpr Text verify_title{"核验凭证文件", "Check a proof file"_en};

// About
inline constexpr Text about_intro{
    "售后服务台：同一套规则在网页和服务器上计算退款。",
    "AfterDesk: the same rules compute the refund in the page and on the server."_en};
inline constexpr Text licences{"开源许可", "Open-source licences"_en};

}  // namespace afterdesk::t
