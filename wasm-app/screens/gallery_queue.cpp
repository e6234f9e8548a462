// The desk's queue with 100,000 tickets, and one of them beside it: to scroll, to go through, and to measure.

#include "screens/gallery_desk.hpp"
#include "screens/queue_screen.hpp"

namespace afterdesk::screens {
namespace {

constexpr int queue_rows = 100'000;

std::string nth(int i) { return "AS" + std::to_string(2026112200000000 + i); }
std::string address_of(int i) { return "#/gallery/queue-" + std::to_string(i); }

ui::TableRow make_row(void const* of, int i) {
    int const open = *static_cast<int const*>(of);
    ui::TableRow row;
    row.key = nth(i);
    row.href = address_of(i);
    row.name = "退货退款 " + nth(i);
    row.current = i == open;
    std::string const price = "¥" + std::to_string(100 + i % 900) + ".00";
    std::string const left = std::to_string(1 + i % 23) + " 小时";
    ui::TableCell time{
        .words = left, .is_badge = true, .tone = i % 7 ? ui::Tone::neutral : ui::Tone::warning};
    if (open >= 0) {
        time.note = price;
        row.cells = {{.words = "林晓 · 退货退款", .note = "羊绒混纺双排扣风衣"}, std::move(time)};
        return row;
    }
    row.cells = {std::move(time),
                 {.words = nth(i)},
                 {.words = "退货退款", .note = "待商家处理"},
                 {.words = "林晓"},
                 {.words = "羊绒混纺双排扣风衣",
                  .note = "驼色 / M 1 件",
                  .picture = "/media/coat.svg",
                  .has_picture = true},
                 {.words = "质量问题"},
                 {.words = price, .style = ui::TextStyle::price},
                 {.words = "2026-11-28 16:00", .style = ui::TextStyle::muted}};
    return row;
}

std::vector<ui::Column> columns(bool narrow) {
    if (narrow)
        return {{.key = "ticket", .title = "售后单", .least_w = 150, .always = true},
                {.key = "left", .title = "还剩", .weight = 0.1f, .least_w = 116, .number = true}};
    return {{.key = "left", .title = "还剩", .weight = 0.2f, .least_w = 104},
            {.key = "ticket", .title = "售后单号", .weight = 0.4f, .least_w = 176, .always = true},
            {.key = "kind", .title = "类型 · 状态", .weight = 0.6f, .least_w = 122},
            {.key = "buyer", .title = "买家", .weight = 0.4f, .least_w = 80},
            {.key = "item", .title = "商品", .weight = 2, .least_w = 156},
            {.key = "reason", .title = "原因", .weight = 0.8f, .least_w = 96},
            {.key = "amount", .title = "金额", .weight = 0.3f, .least_w = 104, .number = true},
            {.key = "at", .title = "申请时间", .weight = 0.3f, .least_w = 140}};
}

TicketView ticket_of(int i) {
    TicketView view;
    view.load.state = Phase::ready;
    view.ticket_no = nth(i);
    view.status = "待商家处理 " + std::to_string(i);
    view.amount = "¥" + std::to_string(100 + i % 900) + ".00";
    view.next = "请在期限内审核，过期将自动同意。";
    for (char const* step : {"提交申请", "商家审核", "寄回商品", "验货", "退款", "完成"})
        view.steps.push_back({step, "", false, false});
    view.lines = {{"羊绒混纺双排扣风衣", "驼色 / M", "/media/coat.svg", "1 件", view.amount}};
    for (int nth_row = 0; nth_row < 12; ++nth_row)
        view.data.push_back({"资料 " + std::to_string(nth_row), nth(i + nth_row)});
    for (int event = 0; event < 12; ++event)
        view.history.push_back({.key = std::to_string(event),
                                .day = "2026-11-28",
                                .at = "16:" + std::to_string(10 + event),
                                .who = "商家",
                                .words = "提醒商家处理 " + nth(i)});
    return view;
}

}  // namespace

void draw_gallery_queue(ui::Ui& ui, std::string_view which, GalleryQueueUi& state) {
    int open = -1;
    if (which.starts_with("-")) open = 0;
    for (char const c : which.substr(which.empty() ? 0 : 1))
        if (c >= '0' && c <= '9') open = open * 10 + (c - '0');
    if (state.view.page.options.title.empty() || state.open != open) {
        state.open = open;
        QueueView& view = state.view = {};
        view.page.options.title = "售后工单";
        view.page.options.max_width = 1680;
        view.page.options.key = "gallery queue";
        view.load.state = Phase::ready;
        view.ticket_open = open >= 0;
        view.columns = columns(view.ticket_open);
        view.rows = {queue_rows, &make_row, &state.open};
        view.table.name = "售后工单";
        view.table.total = queue_rows;
        view.table.opens = true;
        view.split.wanted = ui::SplitPart::main;
        view.place = std::to_string(open + 1) + " / 100000";
        view.list_href = "#/gallery/queue";
        if (view.ticket_open) state.ticket = ticket_of(open);
    }
    FormUi form;
    Intents out;
    draw_queue(ui, state.view, state.ui, state.ticket, form, out);
}

}  // namespace afterdesk::screens
