#include "screens/gallery_screen.hpp"

#include "screens/ticket_row.hpp"
#include "widgets/table.hpp"

namespace afterdesk::screens {
namespace {

void draw_text(ui::Ui& ui) {
    ui::begin_section(ui, "text", "文字");
    ui::begin_card(ui, "card");
    ui::heading(ui, 2, "二级标题：退款说明");
    ui::heading(ui, 3, "三级标题");
    ui::text(ui,
             "消费者定作的、鲜活易腐的、在线下载或者消费者拆封的数字化商品（如：iPhone 16 Pro Max 的 "
             "AppleCare+ 服务计划），"
             "不适用七日无理由退货；其他情形以《网络购买商品七日无理由退货暂行办法》为准。");
    ui::text(ui, "A parcel with tracking number SF1234567890123 is on its way to the warehouse in Hangzhou.");
    ui::heading(ui, 3, "חולצת כותנה (כחול) XL 100% 👕");
    ui::text(ui,
             "قميص قطني أزرق، مقاس XL، السعر ¥99.00 (شامل الشحن)，买家备注：「החולצה הגיעה קרועה, "
             "הזמנה 20261121-7」请退款 ¥59.00。");
    ui::text(ui, "粗体文字", ui::TextStyle::strong);
    ui::text(ui, "小号文字", ui::TextStyle::small);
    ui::text(ui, "次要文字，2026-11-21 22:15", ui::TextStyle::muted);
    ui::text(ui, "¥1,234.50", ui::TextStyle::price);
    ui::text(ui, "¥1,234.50", ui::TextStyle::price_large);
    ui::text(ui, "请填写退款原因", ui::TextStyle::danger);
    ui::text(ui, "已到账", ui::TextStyle::success);
    ui::divider(ui);
    ui::label_value(ui, "商品金额", "¥256.00");
    ui::label_value(ui, "店铺优惠", "−¥20.00", ui::TextStyle::muted);
    ui::label_value(ui, "退货地址",
                    "浙江省杭州市余杭区文一西路 969 号 3 号楼 5 层 售后部（收） 0571-88888888");
    ui::label_value(ui, "实退", "¥236.00", ui::TextStyle::price);
    ui::end_card(ui);
    ui::begin_row(ui, "badges", {0, 0, 0, 0, 0});
    ui::badge(ui, "待发货", ui::Tone::neutral);
    ui::next_cell(ui);
    ui::badge(ui, "待商家处理", ui::Tone::info);
    ui::next_cell(ui);
    ui::badge(ui, "已退款", ui::Tone::success);
    ui::next_cell(ui);
    ui::badge(ui, "即将超时", ui::Tone::warning);
    ui::next_cell(ui);
    ui::badge(ui, "已拒绝", ui::Tone::danger);
    ui::end_row(ui);
    ui::notice(ui, "info", "商家需在 48 小时内处理，超时未处理将自动同意。", ui::Tone::info);
    ui::notice(ui, "good", "退款已原路退回，预计 1-3 个工作日到账。", ui::Tone::success);
    ui::notice(ui, "warn", "请在 6 天 23 小时内寄回商品并填写运单号。", ui::Tone::warning);
    ui::notice(ui, "bad", "网络不通，请检查网络后重试。", ui::Tone::danger);
    ui::notice(ui, "plain", "店铺公告：国庆期间正常发货。", ui::Tone::neutral);
    ui::end_section(ui);
}

void draw_buttons(ui::Ui& ui, GalleryUi& state) {
    ui::begin_section(ui, "buttons", "按钮");
    ui::begin_card(ui, "card");
    ui::begin_row(ui, "kinds", {0, 0, 0, 0});
    if (ui::button(ui, "primary", "申请退款", {.kind = ui::ButtonKind::primary})) ++state.presses;
    ui::next_cell(ui);
    if (ui::button(ui, "secondary", "联系商家", {.icon = ui::icons::chat})) ++state.presses;
    ui::next_cell(ui);
    if (ui::button(ui, "danger", "拒绝申请", {.kind = ui::ButtonKind::danger})) ++state.presses;
    ui::next_cell(ui);
    if (ui::button(ui, "quiet", "取消", {.kind = ui::ButtonKind::quiet})) ++state.presses;
    ui::end_row(ui);
    ui::button(ui, "dead", "再次申请",
               {.kind = ui::ButtonKind::primary, .why_not = "已超过售后期限（签收后 15 天）"});
    ui::button(ui, "busy", "正在提交", {.kind = ui::ButtonKind::primary, .busy = true});
    ui::button(ui, "wide", "同意并退款 ¥236.00", {.kind = ui::ButtonKind::primary, .full_width = true});
    ui::link(ui, "link", "查看七日无理由退货规则", "#/rules");
    ui::text(ui, "按下次数 " + std::to_string(state.presses), ui::TextStyle::muted);
    if (ui::button(ui, "toast", "显示一条消息")) ui::toast(ui, "已提交，商家会尽快处理", ui::Tone::success);
    if (ui::button(ui, "open", "打开对话框")) state.dialog_open = true;
    ui::end_card(ui);
    ui::end_section(ui);
}

void draw_fields(ui::Ui& ui, GalleryUi& state) {
    ui::begin_section(ui, "fields", "输入");
    ui::begin_card(ui, "card");
    ui::field(ui, "search", "搜索", state.search,
              {.kind = ui::FieldKind::search, .placeholder = "搜索订单号或商品名", .hide_label = true});
    ui::field(ui, "name", "收件人", state.name, {.hint = "与快递单上的姓名一致", .required = true});
    ui::field(ui, "empty", "运单号", state.empty,
              {.error = "请填写运单号", .placeholder = "如 SF1234567890123", .required = true});
    ui::field(ui, "amount", "退款金额", state.amount,
              {.kind = ui::FieldKind::amount, .hint = "最多 ¥236.00"});
    ui::field(ui, "password", "密码", state.password, {.kind = ui::FieldKind::password});
    ui::field(ui, "tel", "手机号", state.tel, {.kind = ui::FieldKind::tel});
    ui::field(ui, "code", "短信验证码", state.code, {.kind = ui::FieldKind::code, .max_chars = 6});
    ui::field(ui, "remark", "补充说明", state.remark,
              {.kind = ui::FieldKind::multiline, .placeholder = "请描述商品的问题", .max_chars = 500});
    ui::checkbox(ui, "agreed", "我已阅读并同意售后规则", state.agreed);
    ui::checkbox(ui, "disagreed", "赠品一并退回", state.disagreed);
    bool off = true;
    ui::checkbox(ui, "dead", "同时退还运费", off, "运费险已承保，由保险公司赔付");
    ui::begin_row(ui, "quantity-row", {-1, 0});
    ui::text(ui, "退货数量");
    ui::next_cell(ui);
    ui::stepper(ui, "quantity", "退货数量", state.quantity, 1, 5);
    ui::end_row(ui);
    ui::Choice const reasons[] = {
        {"quality", "质量问题", "需要上传照片"},
        {"wrong", "商家发错货", ""},
        {"unwanted", "不想要了（七日无理由）", "需自付退货运费；影响二次销售的商品不支持"}};
    ui::choices(ui, "reason", "申请原因", reasons, state.reason);
    std::vector<ui::PickedFile> const picked = ui::file_picker(ui, "photos", "添加照片", "image/*", true);
    state.files += static_cast<int>(picked.size());
    ui::text(ui, "已选 " + std::to_string(state.files) + " 张", ui::TextStyle::muted);
    ui::end_card(ui);
    ui::end_section(ui);
}

void draw_order(ui::Ui& ui, int number) {
    std::string const order_no = "20261121000" + std::to_string(number);
    ui::begin_list_item(ui, order_no, number);
    ui::begin_card(ui, "card",
                   {.href = "#/b/orders/" + order_no, .name = "订单 " + order_no, .selected = number == 2});
    ui::begin_row(ui, "head", {-1, 0});
    ui::text(ui, "杭州丝绸旗舰店", ui::TextStyle::strong);
    ui::next_cell(ui);
    ui::badge(ui, "已签收", ui::Tone::success);
    ui::end_row(ui);
    ui::begin_row(ui, "line", {56, -1, 0});
    ui::image(ui, "picture", "", "", 56);
    ui::next_cell(ui);
    ui::text(ui, "真丝印花连衣裙 2026 夏季新款 修身显瘦");
    ui::text(ui, "雾霾蓝；M", ui::TextStyle::muted);
    ui::next_cell(ui);
    ui::text(ui, "¥599.00", ui::TextStyle::price);
    ui::text(ui, "×1", ui::TextStyle::muted);
    ui::end_row(ui);
    ui::begin_row(ui, "actions", {-1, 0});
    ui::text(ui, order_no, ui::TextStyle::muted);
    ui::next_cell(ui);
    ui::button(ui, "apply", "申请售后");
    ui::end_row(ui);
    ui::end_card(ui);
    ui::end_list_item(ui);
}

void draw_lists(ui::Ui& ui, GalleryUi& state) {
    ui::begin_section(ui, "lists", "列表");
    ui::Tab const filters[] = {{"all", "全部", "", 128},        {"waiting", "待处理", "", 3},
                               {"returning", "退货中", "", 12}, {"refunding", "退款中"},
                               {"arbitration", "平台介入"},     {"closed", "已完成", "", 113}};
    ui::tabs(ui, "filter", "筛选", filters, state.filter);
    ui::begin_list(ui, "orders", "订单", 3);
    for (int i = 1; i <= 3; ++i) draw_order(ui, i);
    ui::end_list(ui);
    ui::end_section(ui);
}

void draw_table(ui::Ui& ui) {
    ui::begin_section(ui, "table", "十万行的表");
    ui::begin_card(ui, "card");
    ui::Column const columns[] = {
        {.key = "no", .title = "售后单号", .weight = 2, .on_card = ui::OnCard::title},
        {.key = "status", .title = "状态"},
        {.key = "amount", .title = "金额", .number = true}};
    ui::TableUi none;
    ui::TableOptions const options{.name = "售后单", .total = 100'000};
    ui::Table table = ui::begin_table(ui, "tickets", columns, none, options);
    for (int const i : table.rows) {
        std::string const number = std::to_string(i + 1);
        std::string const status = i % 3 == 0 ? "待商家处理" : "已完成";
        ui::table_row(ui, table, i,
                      {.key = number, .cells = {{"AS" + number}, {status}, {"¥" + number + ".00"}}});
    }
    ui::end_table(ui, table);
    ui::end_card(ui);
    ui::end_section(ui);
}

void draw_progress(ui::Ui& ui, GalleryUi& state) {
    ui::begin_section(ui, "progress", "进度与占位");
    ui::begin_card(ui, "card");
    ui::StepItem const way[] = {{"提交申请", "11-20 09:12", true, false},
                                {"商家同意", "11-20 15:40", true, false},
                                {"寄回商品", "还剩 6 天 3 小时", false, true},
                                {"商家收货", "", false, false},
                                {"退款到账", "", false, false}};
    ui::steps(ui, "steps", "售后进度", way);
    ui::end_card(ui);
    ui::begin_card(ui, "loading");
    ui::progress(ui, "upload", "photo-1.jpg", 42);
    ui::skeleton(ui, "skeleton", "正在加载", 2);
    ui::end_card(ui);
    ui::begin_card(ui, "nothing");
    if (ui::empty_state(ui, "empty", ui::icons::orders, "还没有订单", "在商城下单后，订单会出现在这里。",
                        "去逛逛"))
        ++state.presses;
    ui::end_card(ui);
    ui::end_section(ui);
}

void draw_icons(ui::Ui& ui) {
    ui::begin_section(ui, "icons", "图标");
    ui::begin_card(ui, "card", {.flat = true});
    std::vector<float> const widths(ui::all_icons().size(), 0.0f);
    ui::begin_row(ui, "icons", widths);
    bool first = true;
    for (ui::Icon const& icon : ui::all_icons()) {
        if (!first) ui::next_cell(ui);
        first = false;
        ui::button(ui, icon.name, icon.name, {.kind = ui::ButtonKind::quiet, .icon = icon.path});
    }
    ui::end_row(ui);
    ui::end_card(ui);
    ui::end_section(ui);
}

void draw_dialog(ui::Ui& ui, GalleryUi& state) {
    if (!state.dialog_open) return;
    bool open = ui::begin_dialog(ui, "offer", "提出新方案");
    ui::text(ui, "买家同意后按新金额退款，货不用寄回。");
    ui::field(ui, "amount", "退款金额", state.amount,
              {.kind = ui::FieldKind::amount, .hint = "最多 ¥236.00"});
    ui::field(ui, "why", "说明", state.remark, {.kind = ui::FieldKind::multiline, .max_chars = 500});
    ui::begin_row(ui, "buttons", {-1, -1});
    if (ui::button(ui, "cancel", "取消", {.full_width = true})) open = false;
    ui::next_cell(ui);
    if (ui::button(ui, "send", "发送方案", {.kind = ui::ButtonKind::primary, .full_width = true}))
        open = false;
    ui::end_row(ui);
    ui::end_dialog(ui);
    state.dialog_open = open;
}

/// U+4E00 and those after it, as UTF-8.
std::string nth_hanzi(int n) {
    int const code = 0x4e00 + n;
    return {static_cast<char>(0xe0 | code >> 12), static_cast<char>(0x80 | (code >> 6 & 0x3f)),
            static_cast<char>(0x80 | (code & 0x3f))};
}

}  // namespace

void draw_gallery_tickets(ui::Ui& ui, bool hanzi) {
    constexpr int total = 100'000;
    ui::begin_page(ui, {.title = "十万张售后单", .back_href = "#/gallery", .key = "gallery tickets"});
    ui::Window const seen = ui::begin_long_list(ui, "tickets", "售后单", total, 150);
    for (int i = seen.first; i < seen.end; ++i) {
        std::string const number = "AS" + std::to_string(2026112200000000 + i);
        ui::begin_long_item(ui, number, i + 1);
        TicketRowView row;
        row.ticket_no = number;
        row.href = "#/b/tickets/" + number;
        row.name = "退货退款 " + number;
        row.type = i % 4 == 0 ? "仅退款（未发货）" : "退货退款";
        row.shop_or_buyer = "云杉服饰旗舰店";
        row.status = i % 3 == 0 ? "待商家处理" : "已完成";
        row.tone = i % 3 == 0 ? ui::Tone::warning : ui::Tone::success;
        row.image = "/media/coat.svg";
        row.title = "羊绒混纺双排扣风衣";
        if (hanzi) row.title += nth_hanzi(i % 3000);
        row.spec = "驼色 / M";
        row.amount = "¥" + std::to_string(100 + i % 900) + ".00";
        row.quantity = "1 件";
        row.applied_at = "2026-11-22 10:20";
        draw_ticket_row(ui, row);
        ui::end_long_item(ui);
    }
    ui::end_long_list(ui);
    ui::end_page(ui);
}

void draw_gallery(ui::Ui& ui, GalleryUi& state) {
    ui::begin_page(ui, {.title = "控件一览",
                        .back_href = "#/",
                        .back_label = "返回",
                        .nav = {{"orders", "我的订单", "#/b/orders", ui::icons::orders, false, 0},
                                {"tickets", "售后记录", "#/b/tickets", ui::icons::shield, false, 3},
                                {"gallery", "控件一览", "#/gallery", ui::icons::list, true, 0}},
                        .brand = "售后服务台",
                        .menu = "审核员",
                        .menu_note = "商家"});
    draw_text(ui);
    draw_buttons(ui, state);
    draw_fields(ui, state);
    draw_gallery_blocks(ui, state);
    draw_lists(ui, state);
    draw_progress(ui, state);
    draw_icons(ui);
    draw_table(ui);
    draw_dialog(ui, state);
    ui::begin_action_bar(ui);
    ui::begin_row(ui, "main", {-1, -1});
    ui::button(ui, "contact", "联系商家", {.full_width = true, .icon = ui::icons::chat});
    ui::next_cell(ui);
    if (ui::button(ui, "apply", "申请售后", {.kind = ui::ButtonKind::primary, .full_width = true}))
        ++state.presses;
    ui::end_row(ui);
    ui::end_action_bar(ui);
    ui::end_page(ui);
}

}  // namespace afterdesk::screens
