// Over every page of the desk: the way to another one by typing, and the keys of the one that is shown.

#include "desk_page.hpp"

namespace afterdesk::app {
namespace {

using ui::Role;

constexpr std::string_view go_to = "去往页面、售后单、订单";

std::vector<std::string> options(DeskPage const& desk) {
    std::vector<std::string> names;
    for (ui::Node const& node : desk.page->frame().nodes)
        if (node.role == Role::option) names.push_back(node.name);
    return names;
}

bool offers(DeskPage const& desk, std::string_view begins) {
    for (std::string const& name : options(desk))
        if (name.starts_with(begins)) return true;
    return false;
}

}  // namespace

TEST_CASE("every page of the desk has the way by typing and its keys, in its top bar") {
    for (std::string const hash :
         {"#/m/work", "#/m/tickets", "#/m/tickets/AS2026112100000001", "#/m/receive"}) {
        CAPTURE(hash);
        DeskPage desk(hash, 1440);
        ui::Node const* const go = desk.page->find(Role::button, go_to);
        ui::Node const* const keys = desk.page->find(Role::button, "快捷键");
        REQUIRE(go != nullptr);
        REQUIRE(keys != nullptr);
        CHECK(go->shortcut == "Control+K Meta+K");
        CHECK(keys->shortcut == "?");
        CHECK(desk.page->frame().nodes[static_cast<std::size_t>(go->parent)].role == Role::banner);
        ui::Node const* const title = desk.page->find(Role::heading);
        CHECK(go->rect.x > title->rect.x);
        CHECK(keys->rect.x + keys->rect.w <= 1440);
    }
    DeskPage phone("#/m/tickets", 390);
    CHECK(!phone.page->has(Role::button, go_to));
}

TEST_CASE("typing leads to pages, views, a ticket by its number, and else to a search") {
    DeskPage desk("#/m/tickets", 1440);
    desk.page->press(go_to);
    CHECK(offers(desk, "工作台"));
    CHECK(offers(desk, "登录设备"));
    CHECK(offers(desk, "快到期"));
    CHECK(offers(desk, "操作记录"));
    desk.page->type_into(go_to, "台");
    CHECK(options(desk).size() == 2);
    CHECK(offers(desk, "在售后工单中搜索 台"));
    desk.page->submit(go_to);  // a page before the search
    CHECK(desk.hash() == "#/m/work");
    CHECK(!desk.page->has(Role::dialog));

    desk.page->press(go_to);
    desk.page->type_into(go_to, " " + DeskPage::number(2));
    REQUIRE(options(desk).size() == 2);
    desk.page->submit(go_to);
    CHECK(desk.hash() == "#/m/tickets/" + DeskPage::number(2));

    desk.page->press(go_to);
    desk.page->type_into(go_to, "E 1");
    REQUIRE(options(desk).size() == 1);
    desk.page->submit(go_to);
    CHECK(desk.hash() == "#/m/tickets?q=E%201");
    CHECK(desk.asked.back() == "/tickets?q=E%201");
}

TEST_CASE("a person's own views are found, too, on pages that have not asked for them") {
    DeskPage desk("#/m/receive", 1440);
    desk.stored["own/merchant/b1/views"] =
        ui::format_views(std::vector<ui::SavedView>{{"只看换货", "type=exchange"}});
    desk.page->press(go_to);
    desk.page->draw();
    CHECK(offers(desk, "只看换货"));
    CHECK(!offers(desk, "快到期"));
    desk.page->type_into(go_to, "只看");
    desk.page->submit(go_to);
    CHECK(desk.hash() == "#/m/tickets?type=exchange");
}

TEST_CASE("a page that somebody may not read is not offered") {
    DeskPage desk("#/m/work", 1440);
    auto& rights = desk.shell().session_of(Audience::merchant).value->rights;
    std::erase(rights, Right::read_audit);
    desk.page->press(go_to);
    CHECK(!offers(desk, "操作记录"));
    CHECK(offers(desk, "规则"));
}

TEST_CASE("the sheet of keys tells what each key does here, by groups, and closes by Escape") {
    DeskPage desk("#/m/tickets/" + DeskPage::number(1), 1440);
    CHECK(desk.press_key("?"));
    CHECK(desk.page->has(Role::dialog, "快捷键"));
    for (char const* group : {"这一页", "列表", "随处"}) CHECK(desk.page->has(Role::region, group));
    for (char const* key : {"同意退货：A", "拒绝：R", "下一行、上一行：J K ↓ ↑", "提交打开的表单：Ctrl+Enter",
                            "去往页面、售后单、订单：Ctrl+K ⌘+K"}) {
        CAPTURE(key);
        CHECK(desk.page->shows(key));
    }
    CHECK(!desk.page->shows("选择：X Space"));  // nothing is chosen beside a ticket
    desk.page->escape();
    CHECK(!desk.page->has(Role::dialog));

    DeskPage list("#/m/tickets", 1440);
    list.press_key("?");
    CHECK(list.page->shows("选择：X Space"));
    list.page->escape();
    list.page->press("林晓：商家");  // the account's menu
    list.page->press("快捷键");
    list.page->draw();
    CHECK(list.page->has(Role::dialog, "快捷键"));
    CHECK(list.page->count(Role::dialog) == 1);
    list.page->escape();
    CHECK(!list.page->has(Role::dialog));
}

TEST_CASE("nothing of it is cut off: both languages, large text, at every width") {
    for (float const width : {390.0f, 768.0f, 1024.0f, 1440.0f}) {
        for (float const scale : {1.0f, 2.0f}) {
            CAPTURE(width);
            CAPTURE(scale);
            DeskPage desk("#/m/work", width, 4, scale);
            desk.browser.want(screens::ToggleLanguage{});
            for (bool const keys : {true, false}) {
                if (keys) desk.browser.want(screens::PaletteChanged{true});
                desk.page->draw();
                std::string cut;
                for (std::string const& line : desk.page->state().cut) cut += line + "|";
                CHECK(cut == "");
                if (keys) desk.page->escape();
                ui::Node const* const go = desk.page->control("Go to a page, ticket or order");
                if (keys && go != nullptr) desk.page->press("Go to a page, ticket or order");
            }
        }
    }
}

}  // namespace afterdesk::app
