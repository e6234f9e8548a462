// One out of many: the field, its list on phones and desktops, search, what can not be chosen, focus.
#include <string>
#include <vector>

#include "testing.hpp"
#include "widgets/headless.hpp"

namespace afterdesk::ui {
namespace {

Viewport phone() {
    Viewport viewport;
    viewport.w = 360;
    viewport.h = 700;
    return viewport;
}

std::vector<Choice> reasons() {
    return {{"unwanted", "不想要了", "您付运费"},
            {"quality", "质量问题", "商家付运费 · 需照片"},
            {"fake", "假冒品牌", "", "已超过 15 天"}};
}

std::vector<Choice> carriers() {
    std::vector<Choice> list;
    for (char const* name : {"顺丰速运", "EMS", "中通快递", "圆通速递", "韵达快递", "申通快递", "极兔速递",
                             "京东物流", "德邦快递", "百世快递", "Éclair", "其他"})
        list.push_back({name, name, ""});
    return list;
}

struct Desk {
    std::string chosen;
    int changes = 0;
};

}  // namespace

TEST_CASE("a picker shows what is chosen, and its list what can be") {
    Desk desk{.chosen = "quality"};
    Headless page([&desk](Ui& ui) {
        desk.changes += picker(ui, "reason", "申请原因", reasons(), desk.chosen) ? 1 : 0;
    });
    Node const* const button = page.find(Role::button, "申请原因：质量问题");
    REQUIRE(button != nullptr);
    CHECK((button->state & popup) != 0);
    CHECK(button->description == "商家付运费 · 需照片");
    CHECK_FALSE(page.has(Role::dialog));
    page.tap("申请原因：质量问题");
    REQUIRE(page.has(Role::dialog, "申请原因"));
    CHECK(page.has(Role::listbox, "申请原因"));
    CHECK((page.find(Role::option, "质量问题：商家付运费 · 需照片")->state & selected) != 0);
    CHECK(page.count(Role::option) == 3);
    CHECK_FALSE(page.has(Role::field, "搜索"));
    page.tap("不想要了：您付运费");
    CHECK(desk.chosen == "unwanted");
    CHECK(desk.changes == 1);
    CHECK_FALSE(page.has(Role::dialog));
    page.choose("申请原因", "不想要了");
    CHECK(desk.changes == 1);  // the same again is no change
}

TEST_CASE("an option that can not be chosen says why, and does nothing") {
    std::string chosen;
    Headless page([&chosen](Ui& ui) { picker(ui, "reason", "申请原因", reasons(), chosen); });
    CHECK(page.has(Role::button, "申请原因：请选择"));
    page.press("申请原因：请选择");
    Node const* const dead = page.find(Role::option, "假冒品牌：已超过 15 天");
    REQUIRE(dead != nullptr);
    CHECK((dead->state & disabled) != 0);
    page.input().activations.push_back(dead->id);
    page.draw();
    CHECK(chosen.empty());
    CHECK(page.has(Role::dialog));
}

TEST_CASE("the list closes by Escape, × and a press beside it, and the focus goes back once") {
    std::string chosen;
    for (Viewport const& viewport : {phone(), Viewport{}}) {
        Headless page([&chosen](Ui& ui) { picker(ui, "reason", "申请原因", reasons(), chosen); }, viewport);
        auto const button = [&page] { return page.find(Role::button, "申请原因：请选择"); };
        CHECK((button()->state & focus_me) == 0);
        page.press("申请原因：请选择");
        CHECK((button()->state & (focus_me | covered)) == covered);
        page.escape();
        CHECK_FALSE(page.has(Role::dialog));
        CHECK((button()->state & focus_me) != 0);
        page.focus("申请原因：请选择");
        page.input().focused = 0;
        page.draw();
        CHECK((button()->state & focus_me) == 0);
        page.press("申请原因：请选择");
        page.tap_at(350, viewport.phone() ? 20 : 700);
        CHECK_FALSE(page.has(Role::dialog));
        CHECK(chosen.empty());
    }
}

TEST_CASE(
    "on a phone the list is a sheet at the lower edge with its title, elsewhere it stands at the field") {
    std::string chosen = "quality";
    auto const draw = [&chosen](Ui& ui) { picker(ui, "reason", "申请原因", reasons(), chosen); };
    Headless narrow(draw, phone());
    narrow.press("申请原因：质量问题");
    Rect const sheet = narrow.find(Role::dialog)->rect;
    CHECK(sheet.y + sheet.h == doctest::Approx(700));
    CHECK(narrow.has(Role::heading, "申请原因"));
    for (Node const& node : narrow.frame().nodes)
        if (node.role == Role::option) CHECK(node.rect.h >= 44);
    narrow.press("关闭");
    CHECK_FALSE(narrow.has(Role::dialog));

    Headless wide(draw);
    wide.press("申请原因：质量问题");
    Rect const button = wide.find(Role::button)->rect, list = wide.find(Role::dialog)->rect;
    CHECK_FALSE(wide.has(Role::heading));
    CHECK(list.x == button.x);
    CHECK(list.w == button.w);
    CHECK(list.y == doctest::Approx(button.y + button.h + 4));
    CHECK((wide.find(Role::option, "质量问题：商家付运费 · 需照片")->state & focus_me) != 0);
}

TEST_CASE("without room below the list flips above its field") {
    std::string chosen;
    Headless page([&chosen](Ui& ui) {
        space(ui, 640);
        picker(ui, "reason", "申请原因", reasons(), chosen);
    });
    page.press("申请原因：请选择");
    Rect const button = page.find(Role::button)->rect, list = page.find(Role::dialog)->rect;
    CHECK(list.y + list.h == doctest::Approx(button.y - 4));
    CHECK(list.y >= 0);
}

TEST_CASE("a long list can be searched without regard to case and accents; Enter takes the first") {
    Desk desk;
    Headless page([&desk](Ui& ui) {
        desk.changes += picker(ui, "carrier", "快递公司", carriers(), desk.chosen) ? 1 : 0;
    });
    page.press("快递公司：请选择");
    CHECK((page.find(Role::field, "搜索")->state & focus_me) != 0);
    CHECK(page.count(Role::option) == 12);
    page.type_into("搜索", "快递");
    CHECK(page.count(Role::option) == 5);
    page.type_into("搜索", "eclair");
    CHECK(page.count(Role::option) == 1);
    page.type_into("搜索", "zzz");
    CHECK_FALSE(page.has(Role::listbox));
    CHECK(page.shows("没有符合的选项"));
    page.submit("搜索");
    CHECK(page.has(Role::dialog));
    page.type_into("搜索", "ems");
    page.submit("搜索");
    CHECK(desk.chosen == "EMS");
    CHECK(desk.changes == 1);
    page.press("快递公司：EMS");
    CHECK(page.find(Role::field, "搜索")->value.empty());
}

TEST_CASE("on a phone the search waits: the list has the focus, no keyboard covers it") {
    std::string chosen = "中通快递";
    Headless page([&chosen](Ui& ui) { picker(ui, "carrier", "快递公司", carriers(), chosen); }, phone());
    page.press("快递公司：中通快递");
    CHECK((page.find(Role::field, "搜索")->state & focus_me) == 0);
    CHECK((page.find(Role::option, "中通快递")->state & focus_me) != 0);
}

TEST_CASE("in a dialog the list lies above it, and gives it the input back") {
    std::string chosen, number;
    bool open = true;
    Headless page([&](Ui& ui) {
        if (!open) return;
        open = begin_dialog(ui, "parcel", "填写退货物流");
        picker(ui, "carrier", "快递公司", carriers(), chosen);
        field(ui, "number", "运单号", number);
        end_dialog(ui);
    });
    CHECK((page.find(Role::field, "运单号")->state & focus_me) != 0);
    page.press("快递公司：请选择");
    CHECK((page.find(Role::field, "运单号")->state & covered) != 0);
    page.escape();
    CHECK(page.has(Role::dialog, "填写退货物流"));
    CHECK_FALSE(page.has(Role::dialog, "快递公司"));
    CHECK((page.find(Role::field, "运单号")->state & covered) == 0);
    page.choose("快递公司", "顺丰速运");
    CHECK(chosen == "顺丰速运");
    page.type_into("运单号", "SF1");
    CHECK(number == "SF1");
    page.escape();
    CHECK_FALSE(open);
}

TEST_CASE("a picker that is gone takes its list along; what others drew is not touched") {
    std::string chosen;
    bool there = true;
    Headless page([&](Ui& ui) {
        if (there) picker(ui, "reason", "申请原因", reasons(), chosen);
        button(ui, "other", "别的");
    });
    page.press("申请原因：请选择");
    there = false;
    page.draw();
    CHECK_FALSE(page.has(Role::dialog));
    page.press("别的");
}

}  // namespace afterdesk::ui
