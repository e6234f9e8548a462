#include "http/operations.hpp"

#include <algorithm>

#include "http/routes.hpp"
#include "wire/names.hpp"

namespace afterdesk::http {

namespace {

constexpr Group groups[] = {
    {"Sessions", "Signing in and out.", "登录与退出。"},
    {"Devices", "Who is signed in where.", "谁在哪里登录着。"},
    {"Live", "What changes, as it happens.", "实时变化。"},
    {"Orders", "Orders, and what a request about one would give back.", "订单，以及申请能退多少。"},
    {"Tickets", "Tickets, from the request to its end.", "售后单，从申请到结束。"},
    {"Evidence", "Pictures, videos and reports.", "图片、视频和报告。"},
    {"Desk", "What staff see and set.", "员工看到和设置的内容。"},
    {"Policy", "The rules, their versions, and what others would have decided.",
     "规则、各个版本，以及换一套规则会怎样。"},
    {"Staff", "People, roles, and who did what.", "员工、角色和操作记录。"},
    {"Account", "One's own password and second step.", "自己的密码和两步验证。"},
    {"Mall", "What the mall and payment channels tell, and what the platform sees to.",
     "商城和支付渠道告知的内容，以及平台的管理。"},
    {"Host", "A mall's own shop system, which speaks as a machine: its keys, orders, facts and events.",
     "商城自己的系统以机器身份对接：密钥、订单、事实和事件。"},
    {"Tasks",
     "What only the host can do: entitlements taken back, coupons and points, the stock of exchanges and of "
     "what came "
     "back and was inspected, parcels to stop and goods to send. Written in the ticket's own commit, while a "
     "key "
     "takes tasks; what is not answered in a day, or was refused, is seen by staff.",
     "只有商城系统能做的事：收回权益、退还优惠券和积分、换货与验收后可售商品的库存、拦截包裹和补发商品。与售"
     "后单同时写入"
     "（有密钥可处理任务时）；一天内未答复或被拒绝的，员工会看到。"},
    {"Webhooks",
     "Where a host's events are sent to, by Standard Webhooks: what the pull log tells, signed, at least "
     "once, "
     "each ticket's in order. A try may take 10 seconds; what is not answered with 2xx goes again for three "
     "days, "
     "and is then parked. 410 ends the endpoint. The header webhook-id is the event's id, with _ for its "
     "full stop.",
     "按 Standard Webhooks "
     "把事件推送到商城：内容与事件日志相同，带签名，至少一次，同一售后单按顺序。每次最多 10 "
     "秒；不是 2xx 的会重试三天，之后搁置。回答 410 则终止该地址。webhook-id 为事件 "
     "id，其中的点换成下划线。"},
    {"About", "What this desk is.", "关于本系统。"},
};

constexpr Operation operations[] = {
    // Sessions
    {"POST /buyer/sessions", "sign_in", "Sessions", "LaunchToken", "Session", "401 422",
     "Sign in by a launch token of the mall. It works once; in the browser that it signed in it goes on with "
     "that session.",
     "用商城签发的启动令牌登录。令牌只能用一次；在登录过的浏览器里会继续原来的会话。"},
    {"POST /{aud}/sessions", "sign_in", "Sessions", "SignIn", "Session", "401 422",
     "Sign in by password, and by a code where the second step is on. With a password that somebody else "
     "chose "
     "one of one's own is set.",
     "用密码登录；开启了两步验证的还要验证码。用初始密码登录时须同时设置新密码。"},
    {"POST /{aud}/demo-sessions", "enter_demo", "Sessions", "Empty", "Session", "404",
     "Sign in as the demo's own person; demo mode only.", "以演示人物登录，仅限演示模式。"},
    {"GET /{aud}/session", "show_session", "Sessions", "", "Session", "", "Who is signed in.",
     "当前登录的是谁。"},
    {"DELETE /{aud}/session", "sign_out", "Sessions", "", "", "", "Sign out.", "退出登录。"},
    // Devices
    {"GET /{aud}/devices", "list_devices", "Devices", "", "Devices", "",
     "Who is signed in where: oneself; for who manages staff all people of the shop or platform.",
     "谁在哪里登录着：自己的；能管理员工的人可看到本店或平台所有人的。"},
    {"DELETE /{aud}/devices", "end_other_devices", "Devices", "", "", "",
     "End one's own sessions but this one.", "结束自己的其他会话。"},
    {"DELETE /{aud}/devices/:id", "end_device", "Devices", "", "", "",
     "End a session of the list; this one: as signing out.", "结束列表中的一个会话；结束当前会话等于退出。"},
    // Live
    {"GET /{aud}/events", "open_events", "Live", "", Operation::stream, "",
     "Live events, resumable by Last-Event-ID. Whoever was at a place that is not kept is told: event reset. "
     "A session that opens too many loses its oldest stream, after the event bye.",
     "实时事件流，可用 Last-Event-ID 续接；所在位置已不保留时会收到 reset "
     "事件。同一会话打开过多时，最早的一条收到 bye 事件后关闭。"},
    // Orders
    {"GET /buyer/orders", "list_orders", "Orders", "", "OrderPage", "", "The buyer's orders.",
     "买家的订单。"},
    {"GET /{aud}/orders", "find_orders", "Orders", "", "FoundOrders", "",
     "Orders found by number, buyer or goods.", "按订单号、买家或商品查找订单。"},
    {"GET /{aud}/orders/:order_no", "show_order", "Orders", "", "OrderDetail", "",
     "An order, what its tickets hold, and what evidence is demanded by reason and type.",
     "一个订单、它的售后占用情况，以及各原因和类型要求的凭证。"},
    {"POST /{aud}/quotes", "quote", "Orders", "Question", "QuoteAndDigest", "404 409",
     "What a request would refund, explained.", "一个申请能退多少，附计算说明。"},
    // Tickets
    {"POST /buyer/tickets", "apply", "Tickets", "Application", "TicketDetail", "404",
     "Apply, for exactly the amount that was quoted.", "提交申请，金额须与报价一致。"},
    {"POST /{aud}/tickets", "apply", "Tickets", "ApplicationForBuyer", "TicketDetail", "404",
     "Open a ticket for its buyer, agreed at once, with how he reached the shop (contact), which buyers are "
     "not told.",
     "替买家开售后单并立即同意，附沟通方式（contact），买家看不到。"},
    {"GET /{aud}/tickets", "list_tickets", "Tickets", "", "TicketPage", "",
     "Tickets. One answer looks at so many at most: a page need not be full while there is a next_cursor, "
     "and with "
     "counts_at_least there may be more than the counts say.",
     "售后单列表。一次只看一定数量：有 next_cursor 时一页可能不满，有 counts_at_least 时实际数量可能更多。"},
    {"GET /{aud}/tickets.csv", "export_tickets", "Tickets", "", Operation::csv, "",
     "All that such a list has, for spreadsheets, the newest first.", "整个列表的表格文件，最新的在前。"},
    {"GET /{aud}/tickets/:ticket_no", "show_ticket", "Tickets", "", "TicketDetail", "",
     "A ticket with its history.", "一个售后单及其经过。"},
    {"GET /{aud}/tickets/:ticket_no/contact", "show_contact", "Tickets", "", "Contact", "",
     "What was said when staff opened it for its buyer.", "员工替买家开单时的沟通记录。"},
    {"GET /{aud}/tickets/:ticket_no/proof", "download_proof", "Tickets", "", "Proof", "",
     "The ticket to take along, signed: events with their hash chain, order, policy and amounts as far as "
     "one may "
     "read them. Checked at #/verify and by afterdesk verify-proof.",
     "可带走的签名凭据：事件及哈希链、订单、规则和金额（限本人可见部分）。可在 #/verify 或用 afterdesk "
     "verify-proof 核验。"},
    {"GET /{aud}/tickets/:ticket_no/chain", "check_chain", "Tickets", "", "Chain", "",
     "Whether a ticket's history is as it was written.", "售后单的经过是否与写入时一致。"},
    {"POST /{aud}/tickets/:ticket_no/commands", "give_command", "Tickets", "Command", "TicketDetail", "",
     "Give a ticket a command, on the version that was seen.", "对售后单执行操作，须带所见的版本。"},
    // Evidence
    {"POST /{aud}/evidence", "add_evidence", "Evidence", "", "Evidence", "", "Upload a picture.",
     "上传一张图片。"},
    {"GET /{aud}/evidence/:id", "show_evidence", "Evidence", "", Operation::file, "416",
     "A kept file; videos and reports also in parts, by Range.",
     "已保存的文件；视频和报告可用 Range 分段读取。"},
    {"POST /{aud}/uploads", "begin_upload", "Evidence", "UploadBegun", "Upload", "404",
     "Begin to send a video (MP4, MOV, WebM) or a PDF in pieces. Asked again with the same key it is the "
     "same upload.",
     "开始分段上传视频（MP4、MOV、WebM）或 PDF。用同一个键再次请求得到同一个上传。"},
    {"GET /{aud}/uploads/:id", "show_upload", "Evidence", "", "Upload", "",
     "How much of an upload is on the disk.", "上传已保存了多少。"},
    {"HEAD /{aud}/uploads/:id", "show_upload_offset", "Evidence", "", "", "",
     "The same in Upload-Offset, Upload-Length and Upload-Complete.",
     "同上，用 Upload-Offset、Upload-Length 和 Upload-Complete 头表示。"},
    {"PATCH /{aud}/uploads/:id", "send_piece", "Evidence", "", "Upload", "409",
     "The next piece, where Upload-Offset says. With Upload-Complete: ?1 the last one, or none once more: "
     "the file "
     "is checked and kept.",
     "下一段，从 Upload-Offset 处开始。带 Upload-Complete: ?1 为最后一段，随后检查并保存文件。"},
    {"DELETE /{aud}/uploads/:id", "cancel_upload", "Evidence", "", "", "", "Give an upload up.",
     "放弃上传。"},
    // Desk
    {"GET /{aud}/work", "show_work", "Desk", "", "Work", "",
     "How much waits for staff, by piles (with at_least more of one may be due than is said); the reasons "
     "and shops "
     "that lists can be narrowed by.",
     "各类待办有多少（有 at_least 时到期的可能更多），以及可用于筛选的原因和店铺。"},
    {"GET /{aud}/addresses", "show_addresses", "Desk", "", "AddressBook", "404",
     "Return addresses, in the order in which their conditions are tried.", "退货地址，按匹配顺序排列。"},
    {"PUT /{aud}/addresses", "put_addresses", "Desk", "AddressBook", "AddressBook", "409",
     "All of them anew, on the version that was seen.", "整体替换退货地址，须带所见的版本。"},
    {"GET /{aud}/shelf", "show_shelf", "Desk", "", "Shelf", "",
     "The shelf, the exchanges that hold or want goods of it, and what came back.",
     "货架、占用或需要货品的换货单，以及退回的货品。"},
    {"PUT /{aud}/shelf/:sku", "count_goods", "Desk", "Counted", "Shelf", "409",
     "Somebody counted a SKU: how many nobody has reserved.", "盘点一个 SKU：未被占用的有多少。"},
    {"GET /{aud}/stock", "show_stock", "Desk", "", "Stock", "",
     "What the shop has, and what is kept back for exchanges.", "店铺的库存，以及为换货保留的数量。"},
    {"PUT /{aud}/stock", "put_stock", "Desk", "StockSet", "Stock", "", "Set what the shop has of these SKUs.",
     "设置这些 SKU 的库存。"},
    // Policy
    {"GET /{aud}/policy", "show_policy", "Policy", "", "PolicyVersion", "404",
     "The policy, its versions, and what evidence it demands by reason and type.",
     "规则、各个版本，以及各原因和类型要求的凭证。"},
    {"PUT /platform/policy", "put_policy", "Policy", "PolicyChange", "PolicyVersion", "409",
     "A new version of the mall's policy.", "发布商城规则的新版本。"},
    {"PUT /{aud}/policy", "put_policy", "Policy", "OverridesChange", "PolicyVersion", "409",
     "A new version of the shop's own rules.", "发布店铺自己规则的新版本。"},
    {"POST /platform/policy/dry-run", "try_policy", "Policy", "PolicyTrial", "DryRun", "",
     "Which past tickets other rules would have decided otherwise.",
     "换一套规则，哪些过去的售后单会有不同结果。"},
    {"POST /{aud}/policy/dry-run", "try_policy", "Policy", "OverridesTrial", "DryRun", "",
     "Which past tickets other rules of the shop would have decided otherwise.",
     "换一套店铺规则，哪些过去的售后单会有不同结果。"},
    {"GET /{aud}/policy/past", "show_past", "Policy", "", "PastTickets", "",
     "Past tickets with all that it takes to decide them again elsewhere.",
     "过去的售后单，以及重新裁定它们所需的全部资料。"},
    // Staff
    {"GET /{aud}/staff", "show_staff", "Staff", "", "Staff", "404",
     "Who works here, and the roles; whoever may not manage staff sees names and roles.",
     "员工和角色；不能管理员工的人只看到姓名和角色。"},
    {"POST /{aud}/staff", "add_staff", "Staff", "NewStaffMember", "GivenPassword", "404 409",
     "Add somebody; the first password is shown once.", "添加员工；初始密码只显示一次。"},
    {"PUT /{aud}/staff/:id", "change_staff", "Staff", "StaffChange", "StaffMember", "409",
     "Name, role, on or off. Whoever loses a right is signed out; nobody changes his own role.",
     "修改姓名、角色或停用。失去权限的人会被退出登录；不能改自己的角色。"},
    {"POST /{aud}/staff/:id/password", "give_password", "Staff", "Empty", "GivenPassword", "409",
     "Another first password; the sessions end.", "重置初始密码，并结束其会话。"},
    {"DELETE /{aud}/staff/:id/sessions", "end_sessions", "Staff", "", "", "409", "End somebody's sessions.",
     "结束某人的会话。"},
    {"DELETE /{aud}/staff/:id/two-step", "drop_two_step", "Staff", "", "", "409",
     "Take somebody's second step off.", "关闭某人的两步验证。"},
    {"POST /{aud}/roles", "add_role", "Staff", "RoleChange", "Role", "404 409",
     "A set of rights with a name.", "新建角色：一组有名称的权限。"},
    {"PUT /{aud}/roles/:id", "change_role", "Staff", "RoleChange", "Role", "409",
     "Change it; whoever loses a right by it is signed out.", "修改角色；因此失去权限的人会被退出登录。"},
    {"DELETE /{aud}/roles/:id", "drop_role", "Staff", "", "", "409", "Remove it, when nobody has it.",
     "删除没有人使用的角色。"},
    {"GET /{aud}/audit", "list_audit", "Staff", "", "AuditPage", "", "Who did what, the newest first.",
     "操作记录，最新的在前。"},
    // Account
    {"PUT /{aud}/password", "set_password", "Account", "PasswordChange", "", "",
     "One's own password; ends one's other sessions.", "修改自己的密码，并结束自己的其他会话。"},
    {"GET /{aud}/two-step", "show_two_step", "Account", "", "TwoStep", "", "Whether one's second step is on.",
     "自己的两步验证是否开启。"},
    {"POST /{aud}/two-step", "set_up_two_step", "Account", "Password", "TwoStepSetup", "409",
     "A secret to put into an app (RFC 6238); it is on once a code confirms it.",
     "取得放入验证器应用的密钥（RFC 6238）；用验证码确认后开启。"},
    {"PUT /{aud}/two-step", "confirm_two_step", "Account", "Code", "RecoveryCodes", "404 409",
     "Confirm it by a code; the recovery codes are shown once.", "用验证码确认；恢复码只显示一次。"},
    {"POST /{aud}/two-step/recovery-codes", "renew_recovery_codes", "Account", "Code", "RecoveryCodes",
     "404 409", "Other recovery codes, by a code of either kind; those of before end, these are shown once.",
     "用验证码或恢复码换一批恢复码；旧的作废，新的只显示一次。"},
    {"POST /{aud}/two-step/off", "take_two_step_off", "Account", "Code", "", "404 409",
     "Take it off, by a code of either kind.", "用验证码或恢复码关闭。"},
    // Mall
    {"POST /{aud}/facts", "tell_facts", "Mall", "Facts", "FactsTaken", "404 409",
     "What the mall knows of an order: shipped, signed for, used, paid. It is kept whatever it costs; each "
     "line "
     "answers applied, duplicate, or conflict with the ticket that had refunded what it says of.",
     "商城告知的订单事实：发货、签收、使用、付款。无论代价如何都会保存；每行回答 applied、duplicate 或 "
     "conflict（附已退款的售后单）。"},
    {"GET /{aud}/shops", "list_shops", "Mall", "", "Shops", "", "The mall's shops.", "商城的店铺。"},
    {"POST /{aud}/shops", "add_shop", "Mall", "NewShop", "ShopOfMall", "409", "Add a shop.", "添加店铺。"},
    {"PUT /{aud}/shops/:id", "change_shop", "Mall", "ShopChange", "ShopOfMall", "",
     "Its people can not sign in, or can again; buyers go on.", "停用或恢复店铺员工的登录；买家不受影响。"},
    {"GET /{aud}/health", "show_health", "Mall", "", "Health", "",
     "What is not as it should be, with the tickets to look at.", "异常情况，以及需要查看的售后单。"},
    {"GET /{aud}/clock", "show_clock", "Mall", "", "Clock", "", "The desk's clock.", "系统时钟。"},
    {"POST /{aud}/clock", "move_clock", "Mall", "ClockMove", "Clock", "404 409",
     "Move the demo's clock forward; deadlines on the way fire.", "把演示时钟往前拨；途中到期的时限会触发。"},
    {"GET /{aud}/channel", "show_channel", "Mall", "", "Channel", "",
     "How refunds are paid, how many wait for a way, and the simulated channel's faults.",
     "退款方式、等待中的退款数，以及模拟渠道的故障设置。"},
    {"POST /{aud}/channel", "set_channel", "Mall", "ChannelSettings", "Channel", "404 409",
     "Switch the faults; demo mode only.", "设置故障，仅限演示模式。"},
    {"POST /notify/:channel", "take_notice", "Mall", "Notice", "Taken", "401 404 409",
     "A payment channel tells what became of a refund; told again it changes nothing.",
     "支付渠道告知退款结果；重复告知不会有变化。"},
    {"POST /notify/courier/:token", "take_push", "Mall", "Notice", Operation::any_json, "401",
     "A courier service has news of the parcel that has this address; it is asked for them.",
     "快递服务通知该地址所属的包裹有更新；系统随后主动查询。"},
    {"GET /{aud}/tickets/:ticket_no/tracks", "show_tracks", "Tickets", "", "Tracks", "",
     "Where the ticket's parcels are, both ways; only those of which something is known.",
     "售后单两个方向的物流轨迹；只包含有消息的包裹。"},
    {"POST /notify/pickup/:token", "take_pickup_push", "Mall", "Notice", Operation::any_json, "401",
     "A courier service has news of the door pickup that has this address; it is asked for them.",
     "快递服务通知该地址所属的上门取件有更新；系统随后主动查询。"},
    {"GET /{aud}/tickets/:ticket_no/pickup", "show_pickup", "Tickets", "", "Pickup", "",
     "Whether a courier can be sent to the buyer's door for what goes back, when, who pays, and how the "
     "newest "
     "booking stands. Staff do not see who sends it.",
     "能否预约上门取件、可选时段、运费由谁付，以及最近一次预约的状态。员工看不到寄件人资料。"},
    {"POST /buyer/tickets/:ticket_no/pickup", "book_pickup", "Tickets", "NewPickup", "Pickup", "409",
     "Have a courier come for what goes back, in one of the slots that are offered. When it was collected "
     "the "
     "ticket goes on with its number by itself. One at a time; a repetition is refused and books nothing.",
     "预约上门取件，时段须为所提供的之一。取件后售后单自动填入运单号。同时只能有一个预约；重复提交会被拒绝，"
     "不会"
     "重复下单。"},
    {"POST /buyer/tickets/:ticket_no/pickup:change", "change_pickup", "Tickets", "PickupChange", "Pickup",
     "409", "Move it to another slot, before it was collected.", "取件前改约其他时段。"},
    {"POST /buyer/tickets/:ticket_no/pickup:cancel", "cancel_pickup", "Tickets", "PickupCancel", "Pickup",
     "409",
     "End it before it was collected; of one that nobody knows to be booked, it is ended once it is found.",
     "取件前取消；尚不知是否约上的，找到后即取消。"},
    // Host
    {"GET /{aud}/keys", "list_keys", "Host", "", "HostKeys", "", "The keys of the mall's machines.",
     "商城机器的密钥。"},
    {"POST /{aud}/keys", "make_key", "Host", "NewHostKey", "HostKeyMade", "",
     "A key for a machine, shown once. Several are valid at once: make the new one, use it, end the old one.",
     "为机器新建密钥，只显示一次。可同时有多个：新建、改用，再停用旧的。"},
    {"DELETE /{aud}/keys/:id", "end_key", "Host", "", "", "", "End a key: it opens nothing from now on.",
     "停用密钥，立即生效。"},
    {"PUT /host/orders/:order_no", "host_put_order", "Host", "HostOrder", "HostOrderTaken", "409",
     "An order as the host knows it now. Safe when repeated; an older revision than one that was told is "
     "refused. Looks and facts may change; money, quantities, goods and buyer do not.",
     "按商城当前所知提交订单，可重复提交；比已知更旧的 revision 会被拒绝。外观和事实可变，金额、数量、商品和"
     "买家不可变。"},
    {"POST /host/orders:batch", "host_put_orders", "Host", "HostBatch", "HostOrdersTaken", "",
     "Up to 500 orders; each is taken or refused by itself, and answered in its place.",
     "最多 500 个订单，逐个接受或拒绝，按顺序逐个回答。"},
    {"POST /host/facts", "host_tell_fact", "Host", "HostFact", "HostFactTaken", "404 409",
     "What happened, once under a number of the host's own: told again it changes nothing (duplicate). A "
     "fact "
     "that costs money is kept and answered as a conflict, with the ticket that somebody has to see to.",
     "以商城自己的编号告知一次事实，重复告知不会有变化（duplicate）。造成损失的事实照样保存，并回答 conflict "
     "和需要处理的售后单。"},
    {"POST /host/orders/:order_no/shipments:claim", "host_claim_shipment", "Host", "ShippingClaim",
     "ShippingClaimTaken", "404 409",
     "Keep pieces for sending, all or none, for 30 minutes or as long as is asked: what would be refunded by "
     "itself meanwhile waits, and goes on when the claim is over. A refund that runs or is done, another "
     "claim, or what was sent already blocks it. Safe when repeated under its claim_id; other minutes count "
     "from now. A shipment.created uses it up.",
     "为发货预留商品：全部或全不，默认 30 "
     "分钟，可自定。预留期间，本会自动退款的申请暂缓，预留结束后自动继续。已在退款、已退款、"
     "被其他预留占用或已发货的商品会阻止预留。以 claim_id 重复提交是安全的；改 minutes 则从此刻重新计时。"
     "shipment.created 会消耗预留。"},
    {"POST /host/orders/:order_no/shipments:release", "host_release_shipment", "Host", "ShippingRelease",
     "ShippingReleased", "404",
     "End a claim before its time: what waited for it goes on. Safe when repeated.",
     "提前结束预留：暂缓的退款随即继续，可重复。"},
    {"POST /host/tracking", "host_tell_tracking", "Host", "HostTracking", "HostFactTaken", "409",
     "Where a parcel is, without saying whose it is, once under an event_id of the host's own (one number "
     "space with fact_id). Kept also of a number that nobody knows yet; a sign-for moves the tickets that "
     "wait for it.",
     "告知包裹的物流节点，不需要订单号；以商城自己的 event_id 告知一次（与 fact_id 同一编号空间）。"
     "尚无人认领的运单号也会保存；签收会推动等待它的售后单。"},
    {"GET /host/carriers", "host_list_carriers", "Host", "", "Carriers", "",
     "The couriers that a parcel can be sent with.", "可选的快递公司。"},
    {"GET /host/events", "host_list_events", "Host", "", "HostEvents", "410",
     "The pull log: all events of tickets in the order of their commits, without gaps, kept for 90 days. "
     "With "
     "wait it is answered as soon as there is one.",
     "事件日志：所有售后单事件，按提交顺序、无缺漏，保留 90 天。带 wait 时一有事件就回答。"},
    {"GET /host/tickets", "host_list_tickets", "Host", "", "HostTickets", "410",
     "Tickets with their lines, amounts and parcels, the newest first; with updated_after_seq those that "
     "changed "
     "since, in that order. The seq of the answer is the one to ask with next time.",
     "售后单及其商品行、金额和包裹，最新的在前；带 updated_after_seq 时按变化顺序给出此后有变化的。下次用回答"
     "里的 seq 继续。"},
    {"GET /host/tickets/:ticket_no", "host_show_ticket", "Host", "", "HostTicket", "404",
     "A ticket as it is now.", "售后单的当前状态。"},
    {"POST /host/tickets/:ticket_no/commands", "host_command_ticket", "Host", "Command", "TicketDetail",
     "404 409",
     "A command of the ticket's shop, decided as one of its people's would be; the log names the key. What "
     "needs two people needs one beside the key.",
     "代商家对售后单下达指令，判断与员工操作相同，操作记录写明密钥。需要两人复核的，除密钥外还需一人。"},
    {"PUT /host/shops/:id/stock", "host_put_stock", "Host", "StockSet", "Stock", "404",
     "What a shop has for sale: SKUs that are named are set, others stay.",
     "设置店铺可售库存：列出的 SKU 更新，其余不变。"},
    // Setup
    {"PUT /host/shops/:id", "host_put_shop", "Host", "NewHostShop", "HostShop", "",
     "A shop under the host's own number; it may be disabled, and enabled again.",
     "以商城自己的编号设置店铺，可停用和再启用。"},
    {"PUT /host/staff/:id", "host_put_staff", "Host", "NewHostStaff", "HostStaff", "409",
     "A member of staff with a role, of a shop or of the platform. The first password, of a new one or when "
     "it is "
     "asked for, is shown once, opens once within three days, and only for choosing another. contact says "
     "where he hears of tickets; all of it is replaced, and left out it stays.",
     "设置店铺或平台的员工及其角色。新员工或要求时给出初始密码：只显示一次，三天内可用一次，且须立即改为自己"
     "的。contact 为接收通知的方式：整体替换，不填的保持原样。"},
    {"PUT /host/buyers/:id", "host_put_buyer", "Host", "NewHostBuyer", "HostBuyer", "",
     "What a buyer is called, the last four digits of his phone, and in contact where he hears of his "
     "tickets (off: nowhere); what is left out stays, and a contact is replaced as a whole.",
     "设置买家的称呼、手机尾号和接收通知的方式 contact（off 为不接收）；不填的保持原样，contact 整体替换。"},
    {"PUT /host/launch-keys/:kid", "host_put_launch_key", "Host", "LaunchJwk", "LaunchKey", "409",
     "A key that launch links are signed with, as a JWK: a public one of Ed25519, or a secret for HS256. "
     "Several "
     "are valid at once, told apart by their kid.",
     "设置签发启动链接的密钥（JWK）：Ed25519 公钥或 HS256 密钥。可同时有多个，以 kid 区分。"},
    {"DELETE /host/launch-keys/:kid", "host_drop_launch_key", "Host", "", "", "",
     "What is signed with it opens nothing any more.", "删除密钥，用它签发的链接不再有效。"},
    // Tasks
    {"GET /host/tasks", "host_list_tasks", "Tasks", "", "HostTasks", "",
     "What the host is asked to do, the oldest first.", "要求商城系统处理的事项，最早的在前。"},
    {"POST /host/tasks/:id:result", "host_answer_task", "Tasks", "HostTaskResult", "HostTaskTaken", "409",
     "What became of it. Safe when repeated (duplicate) or late (late: the ticket does not need it any "
     "more); "
     "processing gives three days more, and what was refused may be done later. What stopped a parcel, or "
     "could "
     "not, moves its ticket on, and so does a refund, paid in full (amount_fen) or refused.",
     "告知处理结果，可重复（duplicate）或迟到（late：售后单已不需要）；processing "
     "再给三天，被拒绝的之后仍可完成。"
     "拦截成功或失败会推进售后单。"},
    // Webhooks
    {"GET /host/webhooks", "host_list_webhooks", "Webhooks", "", "Webhooks", "", "The host's endpoints.",
     "本系统的全部推送地址。"},
    {"GET /host/webhooks/:id", "host_show_webhook", "Webhooks", "", "Webhook", "",
     "An endpoint, and how many deliveries wait for it.", "一个推送地址，以及等待推送的数量。"},
    {"PUT /host/webhooks/:id", "host_put_webhook", "Webhooks", "NewWebhook", "WebhookKept", "409",
     "An endpoint under an id of the host's own, set as a whole: an address of https that the Internet "
     "knows, and up to two secrets (whsec_ and base64 of 24 to 64 bytes), all of which sign; without any one "
     "is made, and shown this once. A new one begins with what happens from now on; one that was disabled or "
     "had ended goes on where it was.",
     "以自定的编号整体设置一个推送地址：公网 https 地址，以及最多两个密钥（whsec_ 加 24 到 64 字节的 "
     "base64），全部用于签名；不给则生成一个，只显示这一次。新地址从此刻起推送；停用或终止过的会从原处继续"
     "。"},
    {"DELETE /host/webhooks/:id", "host_drop_webhook", "Webhooks", "", "", "",
     "Drop an endpoint with its deliveries.", "删除推送地址及其推送记录。"},
    {"POST /host/webhooks/:id:ping", "host_ping_webhook", "Webhooks", "", "WebhookPinged", "",
     "Send an event of no ticket, webhook.ping; what became of it stands among the deliveries.",
     "发送一个与售后单无关的 webhook.ping 事件，结果见推送记录。"},
    {"POST /host/webhooks/:id:redeliver", "host_redeliver", "Webhooks", "Redelivery", "Redelivered", "",
     "Send these events again, the same bytes, also those that were delivered in the last seven days; "
     "without "
     "any all that are parked.",
     "重新推送这些事件（字节相同，七天内已送达的也可以）；不指定则重推所有已搁置的。"},
    {"GET /host/webhooks/:id/deliveries", "host_list_deliveries", "Webhooks", "", "WebhookDeliveries", "",
     "Deliveries, the newest first; delivered ones are kept for seven days.",
     "推送记录，最新的在前；已送达的保留七天。"},
    // Reconciliation
    {"GET /platform/reconciliation", "show_reconciliation", "Mall", "", "Reconciliation", "",
     "Days of payment channels' bills, and what they differ from our refunds and the ledger in.",
     "各支付渠道账单的对账日，以及与退款和账本的差异。"},
    {"POST /platform/reconciliation", "reconcile_day", "Mall", "BillWanted", "BillDay", "404 409",
     "Ask the channel for a day's bill and compare it now. A bill that can not be had is a problem of the "
     "day. Comparing changes no books.",
     "立即向支付渠道获取某天的账单并对账。取不到账单会记为当天的问题。对账不改变任何账目。"},
    {"POST /platform/bills", "bring_bill", "Mall", "", "BillDay", "409",
     "Bring a day's bill as the channel gives it out (CSV, gzip or zip) and compare it.",
     "上传支付渠道的日账单原文件（CSV、gzip 或 zip）并对账。"},
    {"POST /platform/differences/:id", "settle_difference", "Mall", "Settlement", "Difference", "409",
     "Say what a difference is, once and for ever; the day is closed with its last one.",
     "说明一条差异的原因和处理方式，不能更改；最后一条处理完后当天结账。"},
    {"POST /host/bills", "host_bring_bill", "Host", "", "BillDay", "409",
     "Bring a day's bill of the mall's payment channel and compare it.", "上传商城支付渠道的日账单并对账。"},
    {"GET /host/refunds", "host_list_refunds", "Host", "", "HostRefunds", "",
     "Refunds in the order in which they were settled, for the mall's own books. For a shop's key a page may "
     "be short, and go on all the same.",
     "按完成时间排列的退款，用于商城自己记账。店铺密钥的一页可能不满，但仍有下一页。"},
    {"GET /host/refunds.csv", "host_export_refunds", "Host", "", Operation::csv, "",
     "The same as a table, all of it.", "同样的内容，导出全部为表格。"},
    {"POST /{aud}/tickets/:ticket_no/abnormal-refund", "settle_abnormal_refund", "Tickets", "AbnormalRefund",
     "TicketDetail", "404 409 422",
     "Say whose account takes a refund that WeChat Pay took on and that did not come through (failure "
     "ABNORMAL): the merchant's settlement account, or a bank card of the buyer's. The card is sealed for "
     "the channel at once, and neither kept nor logged. What the merchant's account took is a failed refund "
     "still (RETURNED_TO_MERCHANT), to be paid another way.",
     "指定微信支付已受理但未到账（失败原因 ABNORMAL）的退款退往何处：商户结算账户，或买家的一张银行卡。"
     "银行卡信息立即加密给微信支付，不保存、不写日志。退到商户账户的仍算退款失败（RETURNED_TO_"
     "MERCHANT），需另行付给买家。"},
    // Buyers' accounts
    {"GET /buyer/accounts", "show_accounts", "Tickets", "", "BuyerAccounts", "",
     "What one's own accounts at the mall hold, and each entry, the newest first: refunds to them among "
     "these. Empty where the mall keeps the accounts itself.",
     "自己在商城的预存款和积分账户：余额和每一笔明细，最新的在前，包括退到账户的款项。由商城自己管理账户时为"
     "空。"},
    {"GET /host/accounts/:buyer", "host_show_accounts", "Host", "", "BuyerAccounts", "404",
     "A buyer's accounts as the desk's books have them (serve --balance internal), the newest entry first.",
     "系统账本里某个买家的账户（serve --balance internal），最新的明细在前。"},
    {"POST /host/accounts/:buyer/entries", "host_book_entry", "Host", "NewAccountEntry", "AccountEntryTaken",
     "404 409 422",
     "Book what the mall took in for a buyer or he has spent, once under the mall's own number. Told again "
     "it "
     "changes nothing; nobody spends more than his account holds (too_large, with what it holds as limit).",
     "记一笔商城的充值或消费，以商城自己的编号只记一次，重复提交不变。消费不能超过账户余额（too_large，limit "
     "为余额）。"},
    // About
    {"GET /carriers", "list_carriers", "About", "", "Carriers", "",
     "The couriers that a parcel can be sent with.", "可选的快递公司。"},
    {"GET /demo", "show_demo", "About", "", "DemoDoors", "",
     "Whom a visitor may be without a password: nobody outside of the demo.",
     "访客不用密码可以扮演谁；非演示模式下没有。"},
    {"GET /proof-keys", "list_proof_keys", "About", "", "ProofKeys", "",
     "The keys that proofs of this desk are signed with; the newest is last.",
     "本系统签名凭据所用的公钥，最新的在最后。"},
    {"GET /meta", "show_meta", "About", "", "Meta", "", "Name and version, and how refunds are paid.",
     "名称、版本和退款方式。"},
    {"GET /openapi.json", "show_openapi", "About", "", Operation::any_json, "",
     "This API as an OpenAPI document.", "本接口的 OpenAPI 文档。"},
};

std::string path_of(Route const& route) {
    return route.pattern.substr(std::string_view(wire::api_root).size());
}

}  // namespace

std::span<Group const> all_groups() { return groups; }

std::string general_path(Route const& route) {
    std::string path = path_of(route);
    for (wire::Audience const audience :
         {wire::Audience::buyer, wire::Audience::merchant, wire::Audience::platform}) {
        std::string const part = "/" + std::string(wire::name_of(audience)) + "/";
        if (path.rfind(part, 0) == 0) path.replace(0, part.size(), "/{aud}/");
    }
    return path;
}

Operation const& operation_of(Route const& route) {
    std::string const method = std::string(name_of(route.method)) + " ";
    for (std::string const& name : {method + path_of(route), method + general_path(route)}) {
        auto const found = std::find_if(std::begin(operations), std::end(operations),
                                        [&](Operation const& one) { return one.name == name; });
        if (found != std::end(operations)) return *found;
    }
    CHECK(false);  // a route without a row
}

std::string operation_id(Route const& route) {
    std::string const path = path_of(route);
    bool const for_all = path == general_path(route);
    std::string const audience = path.substr(1, path.find('/', 1) - 1) + "_";
    return (for_all ? "" : audience) + std::string(operation_of(route).id);
}

}  // namespace afterdesk::http
