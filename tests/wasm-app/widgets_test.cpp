// What widgets do when they are pressed and typed into, by pointer, keyboard and screen reader.
#include <string>
#include <vector>

#include "testing.hpp"
#include "widgets/flow.hpp"
#include "widgets/headless.hpp"

namespace afterdesk::ui {
namespace {

Viewport phone() {
    Viewport viewport;
    viewport.w = 360;
    viewport.h = 700;
    return viewport;
}

}  // namespace

TEST_CASE("a button reacts once per press, by keyboard and by finger") {
    int pressed = 0;
    Headless page([&pressed](Ui& ui) {
        if (button(ui, "go", "提交")) ++pressed;
    });
    CHECK(pressed == 0);
    page.press("提交");
    CHECK(pressed == 1);
    page.tap("提交");
    CHECK(pressed == 2);
    page.draw();
    CHECK(pressed == 2);
}

TEST_CASE("a press needs the release on the same button") {
    int pressed = 0;
    Headless page([&pressed](Ui& ui) {
        if (button(ui, "go", "提交")) ++pressed;
    });
    Rect const at = page.find(Role::button, "提交")->rect;
    page.move_pointer(at.x + 5, at.y + 5);
    page.pointer_down(true);
    page.move_pointer(at.x + 400, at.y + 300);
    page.pointer_down(false);
    CHECK(pressed == 0);
}

TEST_CASE("a dead button shows its reason and cannot be pressed") {
    int pressed = 0;
    Headless page([&pressed](Ui& ui) {
        if (button(ui, "go", "再次申请", {.why_not = "已超过售后期限"})) ++pressed;
        if (button(ui, "busy", "正在提交", {.busy = true})) ++pressed;
    });
    Node const* const node = page.find(Role::button, "再次申请");
    REQUIRE(node != nullptr);
    CHECK((node->state & disabled) != 0);
    CHECK(node->description == "已超过售后期限");
    CHECK((page.find(Role::button, "正在提交")->state & (busy | disabled)) == (busy | disabled));
    page.input().activations.push_back(node->id);
    page.draw();
    page.tap_at(node->rect.x + 5, node->rect.y + 5);
    CHECK(pressed == 0);
}

TEST_CASE("a field takes what was typed, cut to its limit by characters") {
    std::string value;
    std::vector<std::string> log;
    Headless page([&value, &log](Ui& ui) {
        FieldResult const result = field(ui, "name", "收件人", value, {.max_chars = 4, .required = true});
        if (result.changed) log.push_back("changed " + value);
        if (result.submitted) log.push_back("submitted");
    });
    page.type_into("收件人", "欧阳");
    page.type_into("收件人", "欧阳娜娜小姐");
    page.submit("收件人");
    CHECK(log == std::vector<std::string>{"changed 欧阳", "changed 欧阳娜娜", "submitted"});
    Node const* const node = page.find(Role::field, "收件人");
    CHECK(node->value == "欧阳娜娜");
    CHECK((node->state & required) != 0);
    CHECK(node->max_chars == 4);
}

TEST_CASE("Enter in a multiline field is a new line, not a submit") {
    std::string value;
    bool submitted = false;
    Headless page([&](Ui& ui) {
        submitted |= field(ui, "why", "说明", value, {.kind = FieldKind::multiline}).submitted;
    });
    page.submit("说明");
    CHECK_FALSE(submitted);
}

TEST_CASE("a field says its kind, its hint, and its error instead of the hint") {
    std::string value = "12";
    std::string error;
    Headless page([&](Ui& ui) {
        field(ui, "amount", "退款金额", value,
              {.kind = FieldKind::amount, .hint = "最多 ¥236.00", .error = error});
    });
    CHECK(page.find(Role::field)->field == FieldKind::amount);
    CHECK(page.find(Role::field)->description == "最多 ¥236.00");
    error = "超过可退金额";
    page.draw();
    CHECK(page.find(Role::field)->description == "超过可退金额");
    CHECK((page.find(Role::field)->state & invalid) != 0);
}

TEST_CASE("a multiline field grows with its text") {
    std::string value;
    Headless page(
        [&value](Ui& ui) {
            field(ui, "why", "说明", value, {.kind = FieldKind::multiline, .max_chars = 500, .lines = 2});
        },
        phone());
    float const empty_h = page.find(Role::field)->rect.h;
    page.type_into("说明", "一\n二\n三\n四\n五");
    CHECK(page.find(Role::field)->rect.h > empty_h);
}

TEST_CASE("a check box turns on and off") {
    bool agreed = false;
    Headless page([&agreed](Ui& ui) { checkbox(ui, "agree", "同意规则", agreed); });
    page.press("同意规则");
    CHECK(agreed);
    CHECK((page.find(Role::checkbox)->state & checked) != 0);
    page.tap("同意规则");
    CHECK_FALSE(agreed);
}

TEST_CASE("a stepper stays between its limits and names what it counts") {
    int quantity = 1;
    Headless page([&quantity](Ui& ui) { stepper(ui, "quantity", "数量", quantity, 1, 3); });
    CHECK((page.find(Role::button, "减少数量")->state & disabled) != 0);
    page.press("增加数量");
    page.tap("增加数量");
    CHECK(quantity == 3);
    CHECK(page.has(Role::status, "3"));
    CHECK((page.find(Role::button, "增加数量")->state & disabled) != 0);
    page.press("减少数量");
    CHECK(quantity == 2);
}

TEST_CASE("choices are a radio group with one chosen") {
    std::string reason = "quality";
    int changes = 0;
    Choice const items[] = {{"quality", "质量问题", "需要照片"}, {"unwanted", "不想要了", ""}};
    Headless page([&](Ui& ui) { changes += choices(ui, "reason", "申请原因", items, reason) ? 1 : 0; },
                  phone());
    CHECK(page.has(Role::radio_group, "申请原因"));
    CHECK(page.find(Role::radio, "质量问题")->description == "需要照片");
    page.tap("不想要了");
    CHECK(reason == "unwanted");
    page.press("不想要了");
    CHECK(changes == 1);
    CHECK((page.find(Role::radio, "不想要了")->state & checked) != 0);
    CHECK((page.find(Role::radio, "质量问题")->state & checked) == 0);
}

TEST_CASE("tabs choose by press; as links they only say where they are") {
    std::string shown = "all";
    Tab const items[] = {{"all", "全部", "", 12}, {"waiting", "待处理", "", 3}};
    Headless page([&](Ui& ui) { tabs(ui, "filter", "筛选", items, shown); });
    CHECK((page.find(Role::tab, "全部 12")->state & selected) != 0);
    page.press("待处理 3");
    CHECK(shown == "waiting");

    Tab const links[] = {{"all", "全部", "#/t"}, {"waiting", "待处理", "#/t?status=waiting"}};
    Headless linked([&](Ui& ui) { tabs(ui, "filter", "筛选", links, shown); });
    CHECK(linked.has(Role::navigation, "筛选"));
    CHECK(linked.find(Role::link, "待处理")->href == "#/t?status=waiting");
    CHECK((linked.find(Role::link, "待处理")->state & current) != 0);
    linked.tap("全部");
    CHECK(shown == "waiting");
}

TEST_CASE("a strip of chips too wide for the phone follows the finger without pressing") {
    std::string shown = "0";
    std::vector<Tab> items;
    for (int i = 0; i < 12; ++i) items.push_back({std::to_string(i), "第" + std::to_string(i) + "类", ""});
    Headless page([&](Ui& ui) { tabs(ui, "filter", "筛选", items, shown); }, phone());
    Rect const before = page.find(Role::tab, "第1类")->rect;
    page.move_pointer(before.x + 10, before.y + 20);
    page.pointer_down(true);
    page.move_pointer(before.x - 5, before.y + 20);
    page.move_pointer(before.x - 60, before.y + 20);
    page.pointer_down(false);
    CHECK(page.find(Role::tab, "第1类")->rect.x < before.x);
    CHECK(shown == "0");
    page.press("第11类");
    CHECK(shown == "11");
    Rect const last = page.find(Role::tab, "第11类")->rect;
    CHECK(last.x + last.w <= 360);
}

TEST_CASE("a chip seen in part is pressed by a slow mouse too: it stays until it is let go") {
    std::string shown = "0";
    std::vector<Tab> items;
    for (int i = 0; i < 12; ++i) items.push_back({std::to_string(i), "第" + std::to_string(i) + "类", ""});
    Headless page([&](Ui& ui) { tabs(ui, "filter", "筛选", items, shown); }, phone());
    int cut = 0;
    auto const right = [&](int i) {
        Rect const at = page.find(Role::tab, items[static_cast<std::size_t>(i)].label)->rect;
        return at.x + at.w;
    };
    while (right(cut) <= 360) ++cut;
    Tab const& tab = items[static_cast<std::size_t>(cut)];
    Rect const before = page.find(Role::tab, tab.label)->rect;
    page.move_pointer(before.x + 4, before.y + 20);
    page.pointer_down(true);
    page.focus(tab.label);
    CHECK(page.find(Role::tab, tab.label)->rect.x == before.x);
    page.pointer_down(false);
    CHECK(shown == tab.key);
    CHECK(right(cut) <= 360);
}

TEST_CASE("picked files come back from the picker they were given to") {
    std::vector<PickedFile> got;
    Headless page([&got](Ui& ui) {
        for (PickedFile& file : file_picker(ui, "photos", "添加照片", "image/*", true)) got.push_back(file);
    });
    Node const* const node = page.find(Role::file_picker, "添加照片");
    CHECK(node->accept == "image/*");
    CHECK((node->state & multiple) != 0);
    page.pick("添加照片", {{7, "a.jpg", "image/jpeg", 1000, "blob:a"}});
    REQUIRE(got.size() == 1);
    CHECK(got[0].handle == 7);
}

TEST_CASE("a button inside a card that is a link is pressed instead of the link") {
    int pressed = 0;
    Headless page([&pressed](Ui& ui) {
        begin_card(ui, "order", {.href = "#/b/orders/1", .name = "订单 1"});
        text(ui, "真丝连衣裙");
        if (button(ui, "apply", "申请售后")) ++pressed;
        end_card(ui);
    });
    page.tap("申请售后");
    CHECK(pressed == 1);
}

TEST_CASE("a dialog covers the page, takes the input, and closes by ×, Escape or a press beside it") {
    bool open = false;
    int behind = 0, inside = 0, closes = 0;
    std::string amount;
    Headless page([&](Ui& ui) {
        begin_page(ui, {.title = "售后单"});
        if (button(ui, "offer", "提出方案")) open = true;
        if (button(ui, "behind", "同意")) ++behind;
        if (open) {
            if (!begin_dialog(ui, "dialog", "新方案")) {
                open = false;
                ++closes;
            }
            field(ui, "amount", "金额", amount, {.kind = FieldKind::amount});
            if (button(ui, "send", "发送")) ++inside;
            end_dialog(ui);
        }
        end_page(ui);
    });
    page.press("提出方案");
    REQUIRE(page.has(Role::dialog, "新方案"));
    Node const* const agree = page.find(Role::button, "同意");
    CHECK((agree->state & covered) != 0);
    CHECK((page.find(Role::heading, "售后单")->state & covered) != 0);
    CHECK((page.find(Role::button, "发送")->state & covered) == 0);
    CHECK((page.find(Role::field, "金额")->state & focus_me) != 0);
    page.input().activations.push_back(agree->id);
    page.draw();
    CHECK(behind == 0);
    page.tap("发送");
    page.type_into("金额", "12");
    CHECK(inside == 1);
    CHECK(amount == "12");

    page.press("关闭");
    CHECK_FALSE(open);
    page.press("同意");
    CHECK(behind == 1);

    page.press("提出方案");
    page.escape();
    CHECK_FALSE(open);
    page.press("提出方案");
    page.tap_at(5, 5);
    CHECK_FALSE(open);
    CHECK(closes == 3);
    CHECK(behind == 1);
}

TEST_CASE("a dialog that is higher than the phone scrolls inside") {
    bool open = true;
    Headless page(
        [&open](Ui& ui) {
            begin_page(ui, {.title = "售后单"});
            if (open) {
                open = begin_dialog(ui, "dialog", "选择原因");
                for (int i = 0; i < 60; ++i) text(ui, "原因" + std::to_string(i));
                end_dialog(ui);
            }
            end_page(ui);
        },
        phone());
    Node const* const sheet = page.find(Role::dialog);
    CHECK(sheet->rect.y > 0);
    CHECK(sheet->rect.y + sheet->rect.h == doctest::Approx(700));
    float const before = page.find(Role::text, "原因5")->rect.y;
    page.scroll_to(100, 1);
    CHECK(page.find(Role::text, "原因5")->rect.y == doctest::Approx(before - 100));
}

TEST_CASE("of messages that come together each is shown, the first for a shorter time") {
    std::vector<std::pair<std::string, Tone>> say;
    Headless page([&say](Ui& ui) {
        for (auto const& [text, tone] : say) toast(ui, text, tone);
        say.clear();
    });
    page.input().now_ms = 1'000;
    say = {{"已保存", Tone::success}, {"有新进展", Tone::info}, {"没有发出", Tone::danger}};
    page.draw();
    CHECK(page.has(Role::status, "已保存"));
    CHECK(page.state().next_wake_ms == 3'000);
    page.input().now_ms = 3'000;
    page.draw();
    CHECK(page.has(Role::alert, "有新进展\n没有发出"));
    CHECK(page.state().next_wake_ms == 8'000);
    page.input().now_ms = 5'500;
    say = {{"操作成功", Tone::success}};  // the one that is shown was long enough
    page.draw();
    CHECK(page.has(Role::status, "操作成功"));
    page.input().now_ms = 10'500;
    page.draw();
    CHECK(page.count(Role::alert, "") == 1);
    CHECK(page.count(Role::status, "") == 1);
}

TEST_CASE("a message is spoken, shown for some seconds, and asks to be woken") {
    bool say = false;
    Headless page([&say](Ui& ui) {
        if (say) toast(ui, "已提交", Tone::success);
        say = false;
    });
    page.input().now_ms = 1'000;
    say = true;
    page.draw();
    CHECK(page.has(Role::status, "已提交"));
    CHECK(page.state().next_wake_ms == 6'000);
    page.input().now_ms = 5'999;
    page.draw();
    CHECK(page.has(Role::status, "已提交"));
    page.input().now_ms = 6'000;
    page.draw();
    CHECK_FALSE(page.has(Role::status, "已提交"));
    CHECK(page.state().next_wake_ms == 0);
}

TEST_CASE("errors are alerts, other notices are polite") {
    Headless page([](Ui& ui) {
        notice(ui, "bad", "网络不通", Tone::danger);
        notice(ui, "note", "48 小时内处理", Tone::info);
    });
    CHECK(page.has(Role::alert, "网络不通"));
    CHECK(page.has(Role::status, "48 小时内处理"));
}

TEST_CASE("the way of a ticket is a list whose current step is marked, across or down") {
    StepItem const way[] = {{"提交申请", "09:12", true, false},
                            {"寄回商品", "还剩 6 天", false, true},
                            {"商家收货", "", false, false},
                            {"退款", "", false, false}};
    auto const draw = [&way](Ui& ui) { steps(ui, "way", "售后进度", way); };
    Headless wide(draw);
    CHECK(wide.find(Role::list, "售后进度")->set_size == 4);
    Node const* const step = wide.find(Role::list_item, "寄回商品：还剩 6 天");
    REQUIRE(step != nullptr);
    CHECK((step->state & current) != 0);
    CHECK(step->level == 2);
    Headless narrow(draw, phone());
    CHECK(narrow.find(Role::list_item, "退款")->rect.y >
          narrow.find(Role::list_item, "提交申请：09:12")->rect.y);
}

TEST_CASE("loading, empty and failed regions say so; the action of an empty one can be pressed") {
    int retries = 0;
    Headless page([&retries](Ui& ui) {
        skeleton(ui, "loading", "正在加载", 3);
        progress(ui, "upload", "photo.jpg", 42);
        if (empty_state(ui, "failed", icons::warning, "没有加载成功", "请检查网络", "重试")) ++retries;
    });
    CHECK((page.find(Role::status, "正在加载")->state & busy) != 0);
    CHECK(page.find(Role::progress)->value == "42%");
    CHECK(page.shows("请检查网络"));
    page.press("重试");
    CHECK(retries == 1);
}

TEST_CASE("list items say their place among all, also the unloaded ones") {
    Headless page([](Ui& ui) {
        begin_list(ui, "orders", "订单", 128);
        for (int i = 1; i <= 2; ++i) {
            begin_list_item(ui, std::to_string(i), i);
            text(ui, "订单" + std::to_string(i));
            end_list_item(ui);
        }
        end_list(ui);
    });
    CHECK(page.find(Role::list, "订单")->set_size == 128);
    CHECK(page.find(Role::list_item)->level == 1);
    CHECK(page.find(Role::list_item)->set_size == 128);
}

TEST_CASE("of a long list only what is seen is drawn, and all of it is counted") {
    auto const draw = [](Ui& ui) {
        begin_page(ui, {.title = "列表"});
        Window const seen = begin_long_list(ui, "list", "售后单", 100'000, 40);
        for (int i = seen.first; i < seen.end; ++i) {
            begin_long_item(ui, std::to_string(i), i + 1);
            button(ui, "open", "第 " + std::to_string(i + 1) + " 张");
            end_long_item(ui);
        }
        end_long_list(ui);
        end_page(ui);
    };
    Headless page(draw, phone());
    CHECK(page.count(Role::list_item) < 30);
    CHECK(page.find(Role::list_item)->set_size == 100'000);
    CHECK(page.has(Role::button, "第 1 张"));
    float const row_h = page.find(Role::list_item)->rect.h;
    CHECK(row_h > 46);
    CHECK(page.find(Role::scroller)->content_h >= 100'000 * row_h);
    page.scroll_to(50'000 * row_h);
    CHECK(page.count(Role::list_item) < 30);
    CHECK(page.has(Role::button, "第 50001 张"));
    CHECK(!page.has(Role::button, "第 1 张"));
}

TEST_CASE("ids do not depend on the language, the frame or the neighbours") {
    bool english = false, more = false;
    Headless page([&](Ui& ui) {
        if (more) button(ui, "first", "First");
        button(ui, "save", english ? "Save" : "保存");
    });
    std::uint32_t const id = page.find(Role::button, "保存")->id;
    english = more = true;
    page.draw();
    CHECK(page.find(Role::button, "Save")->id == id);
}

TEST_CASE("what ImGui has and no node describes is found: items by id, texts by their words") {
    UiState state;
    SemanticFrame frame;
    frame.nodes.push_back({.id = 7, .name = "同意退货", .description = "超时未处理"});
    state.item_ids = {7};
    state.drawn = {"同意退货", "超时"};
    CHECK(undescribed(state, frame).empty());
    state.item_ids.push_back(8);
    CHECK(undescribed(state, frame) == "item 8");
    state.item_ids.pop_back();
    state.drawn.push_back("拒绝");
    CHECK(undescribed(state, frame) == "text 拒绝");
}

TEST_CASE("an idle page asks for nothing more") {
    Headless page([](Ui& ui) {
        begin_page(ui, {.title = "订单"});
        button(ui, "go", "提交");
        end_page(ui);
    });
    page.draw_once();
    CHECK_FALSE(page.state().needs_frame);
    CHECK(page.state().next_wake_ms == 0);
    SemanticFrame const before = page.frame();
    page.draw_once();
    CHECK(page.frame().nodes == before.nodes);
}

TEST_CASE("an open dialog grows downwards, and moves up only when it must") {
    int lines = 2;
    Headless page([&](Ui& ui) {
        begin_dialog(ui, "dialog", "同意退货");
        for (int i = 0; i < lines; ++i) text(ui, "第 " + std::to_string(i) + " 行");
        end_dialog(ui);
    });
    Rect const opened = page.find(Role::dialog, "同意退货")->rect;
    CHECK(std::abs(opened.y + opened.h / 2 - 400) < 2);
    lines = 6;
    page.draw();
    Rect const grown = page.find(Role::dialog, "同意退货")->rect;
    CHECK(grown.h > opened.h);
    CHECK(grown.y == opened.y);
    lines = 40;
    page.draw();
    Rect const full = page.find(Role::dialog, "同意退货")->rect;
    CHECK(full.y == 32);
    CHECK(full.y + full.h <= 800 - 32);
}

}  // namespace afterdesk::ui
