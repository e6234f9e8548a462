// Where things stand, at the widths of phones, tablets and desktops.
#include <string>

#include "screens/gallery_screen.hpp"
#include "testing.hpp"
#include "widgets/headless.hpp"

namespace afterdesk::ui {
namespace {

Viewport viewport_of(float w, float h) {
    Viewport viewport;
    viewport.w = w;
    viewport.h = h;
    return viewport;
}

Rect rect_of(Headless const& page, Role role, std::string_view name) {
    Node const* node = page.find(role, name);
    REQUIRE(node != nullptr);
    return node->rect;
}

float bottom(Rect const& rect) { return rect.y + rect.h; }
float right(Rect const& rect) { return rect.x + rect.w; }

}  // namespace

TEST_CASE("things stand below each other and fill the width") {
    Headless page([](Ui& ui) {
        text(ui, "一");
        button(ui, "wide", "同意", {.full_width = true});
        button(ui, "small", "取消");
    });
    Rect const first = rect_of(page, Role::text, "一");
    Rect const wide = rect_of(page, Role::button, "同意");
    Rect const small = rect_of(page, Role::button, "取消");
    CHECK(wide.y >= bottom(first));
    CHECK(small.y >= bottom(wide));
    CHECK(wide.w > 1000);
    CHECK(small.w < 120);
    CHECK(small.h >= 44);
}

TEST_CASE("a row gives fixed widths, then what content needs, then shares") {
    Headless page([](Ui& ui) {
        begin_row(ui, "row", {100, -1, -3, 0}, {.gap = 10});
        text(ui, "a");
        next_cell(ui);
        text(ui, "b");
        next_cell(ui);
        text(ui, "c");
        next_cell(ui);
        badge(ui, "四个汉字", Tone::info);
        end_row(ui);
    });
    Rect const a = rect_of(page, Role::text, "a");
    Rect const b = rect_of(page, Role::text, "b");
    Rect const c = rect_of(page, Role::text, "c");
    Rect const d = rect_of(page, Role::text, "四个汉字");
    CHECK(a.w == doctest::Approx(100));
    CHECK(b.x == doctest::Approx(right(a) + 10));
    CHECK(c.w == doctest::Approx(3 * b.w));
    CHECK(d.w == doctest::Approx(4 * 14 + 20));
    CHECK(right(d) == doctest::Approx(1280 - 24));
}

TEST_CASE("cells are centred in the first frame already, and stay there") {
    Headless page([](Ui& ui) {
        begin_row(ui, "row", {-1, 100});
        text(ui, "label");
        next_cell(ui);
        button(ui, "go", "提交", {.full_width = true});
        end_row(ui);
    });
    Rect const label = rect_of(page, Role::text, "label");
    Rect const go = rect_of(page, Role::button, "提交");
    CHECK(label.y + label.h / 2 == doctest::Approx(go.y + go.h / 2).epsilon(0.01));
    page.state().sizes.clear();
    page.draw_once();
    CHECK(rect_of(page, Role::text, "label") == label);
}

TEST_CASE("a row is stacked when it is too narrow, and buttons that do not fit begin a new line") {
    auto const draw = [](Ui& ui) {
        begin_row(ui, "fields", {-1, -1}, {.stack_below = 480});
        text(ui, "left");
        next_cell(ui);
        text(ui, "right");
        end_row(ui);
        begin_row(ui, "buttons", {0, 0, 0, 0});
        for (int i = 0; i < 4; ++i) {
            if (i > 0) next_cell(ui);
            button(ui, std::to_string(i), "第" + std::to_string(i) + "个按钮");
        }
        end_row(ui);
        text(ui, "below");
    };
    Headless wide(draw);
    CHECK(rect_of(wide, Role::text, "left").y == rect_of(wide, Role::text, "right").y);
    CHECK(rect_of(wide, Role::button, "第0个按钮").y == rect_of(wide, Role::button, "第3个按钮").y);

    Headless narrow(draw, viewport_of(360, 700));
    CHECK(rect_of(narrow, Role::text, "right").y > rect_of(narrow, Role::text, "left").y);
    Rect const last = rect_of(narrow, Role::button, "第3个按钮");
    CHECK(last.y > rect_of(narrow, Role::button, "第0个按钮").y);
    CHECK(right(last) <= 360);
    CHECK(rect_of(narrow, Role::text, "below").y >= bottom(last));
}

TEST_CASE("with large text a price moves below its title, beside the picture; a stepper below both") {
    Viewport phone = viewport_of(360, 700);
    phone.text_scale = 2;
    Headless page(
        [](Ui& ui) {
            int quantity = 1;
            begin_row(ui, "line", {64, -1, 0});
            image(ui, "picture", "/media/coat.svg", "picture", 64);
            next_cell(ui);
            text(ui, "羊绒混纺双排扣风衣");
            next_cell(ui);
            text(ui, "¥1,279.00");
            end_row(ui);
            begin_row(ui, "counted", {64, -1, 0});
            image(ui, "picture", "/media/shoes.svg", "second", 64);
            next_cell(ui);
            text(ui, "缓震透气运动跑鞋");
            next_cell(ui);
            stepper(ui, "quantity", "数量", quantity, 0, 5);
            end_row(ui);
        },
        phone);
    Rect const picture = rect_of(page, Role::image, "picture");
    Rect const title = rect_of(page, Role::text, "羊绒混纺双排扣风衣");
    Rect const price = rect_of(page, Role::text, "¥1,279.00");
    CHECK(title.x > right(picture));
    CHECK(title.y == picture.y);
    CHECK(title.w > 4 * 32);
    CHECK(price.x == title.x);
    CHECK(price.y >= bottom(title));
    Rect const counted = rect_of(page, Role::text, "缓震透气运动跑鞋");
    CHECK(counted.y >= bottom(rect_of(page, Role::image, "second")));
    CHECK(rect_of(page, Role::group, "数量").w > 200);
}

TEST_CASE("a card surrounds its content, and as a link it is named once") {
    Headless page([](Ui& ui) {
        begin_card(ui, "order", {.href = "#/b/orders/1", .name = "订单 1"});
        text(ui, "真丝连衣裙");
        end_card(ui);
    });
    Rect const card = rect_of(page, Role::link, "订单 1");
    Rect const inside = rect_of(page, Role::text, "真丝连衣裙");
    CHECK(inside.y > card.y);
    CHECK(bottom(inside) < bottom(card));
    CHECK(page.find(Role::link)->href == "#/b/orders/1");
    CHECK(page.count(Role::link) == 1);
}

TEST_CASE("a page has a banner with the title, a navigation and a main part, as wide as the device allows") {
    auto const draw = [](Ui& ui) {
        begin_page(ui, {.title = "我的订单",
                        .nav = {{"orders", "订单", "#/b/orders", icons::orders, true, 0}},
                        .brand = "售后服务台"});
        text(ui, "内容");
        end_page(ui);
    };
    for (float const w : {360.0f, 768.0f, 1280.0f}) {
        CAPTURE(w);
        Headless page(draw, viewport_of(w, 800));
        Node const* const title = page.find(Role::heading, "我的订单");
        REQUIRE(title != nullptr);
        CHECK(title->level == 1);
        CHECK(page.frame().title == "我的订单 · 售后服务台");
        CHECK(page.count(Role::banner) == 1);
        CHECK(page.count(Role::main) == 1);
        Rect const nav = rect_of(page, Role::navigation, "售后服务台");
        Rect const content = rect_of(page, Role::text, "内容");
        CHECK(content.x >= 0);
        CHECK(right(content) <= w);
        CHECK((w < 600 ? nav.y > 700 : nav.x == 0));
        CHECK((page.find(Role::link, "订单")->state & current) != 0);
    }
}

TEST_CASE("the menu of who is signed in is at the foot of the rail, on a phone a place of the navigation") {
    auto const draw = [](Ui& ui) {
        begin_page(ui, {.title = "我的订单",
                        .nav = {{"orders", "订单", "#/b/orders", icons::orders, true, 0},
                                {"me", "我的", "#/b/me", icons::user, false, 0, true}},
                        .menu = "林晓",
                        .menu_note = "买家"});
        if (begin_page_menu(ui)) {
            text(ui, "内容");
            end_dialog(ui);
        }
        end_page(ui);
    };
    Headless phone(draw, viewport_of(360, 800));
    CHECK(phone.has(Role::link, "我的"));
    CHECK_FALSE(phone.has(Role::button));
    for (float const w : {768.0f, 1280.0f}) {
        CAPTURE(w);
        Headless page(draw, viewport_of(w, 800));
        CHECK_FALSE(page.has(Role::link, "我的"));
        Node const* const menu = page.find(Role::button);
        REQUIRE(menu != nullptr);
        CHECK(menu->name == (w < 1000 ? "林晓" : "林晓：买家"));
        CHECK((menu->state & popup) != 0);
        CHECK(bottom(menu->rect) <= 800);
        CHECK(menu->rect.y > 700);
        CHECK(menu->rect.h >= 44);
        std::string const name = menu->name;
        page.tap(name);
        REQUIRE(page.has(Role::dialog, "林晓"));
        CHECK(bottom(page.find(Role::dialog)->rect) < page.find(Role::button, name)->rect.y);
        page.escape();
        CHECK_FALSE(page.has(Role::dialog));
        page.press(name);
        page.tap_at(w - 20, 60);
        CHECK_FALSE(page.has(Role::dialog));
    }
}

TEST_CASE("without a navigation the menu is opened from the top bar") {
    for (float const w : {360.0f, 1280.0f}) {
        Headless page(
            [](Ui& ui) {
                begin_page(ui, {.title = "欢迎使用售后服务台", .brand = "售后服务台", .menu = "设置"});
                if (begin_page_menu(ui)) end_dialog(ui);
                end_page(ui);
            },
            viewport_of(w, 800));
        CAPTURE(w);
        Rect const menu = page.find(Role::button, "设置")->rect;
        CHECK(right(menu) <= w);
        CHECK(menu.x >= right(page.find(Role::heading)->rect));
        page.tap("设置");
        CHECK(page.has(Role::dialog, "设置"));
    }
}

TEST_CASE("a long label of the rail and a long title are broken, not cut") {
    auto const draw = [](Ui& ui) {
        begin_page(ui, {.title = "Return and refund of goods with a long title",
                        .back_href = "#/",
                        .nav = {{"all", "All tickets", "#/p/tickets", icons::list, false, 0},
                                {"channel", "Payment channel", "#/p/channel", icons::wallet, true, 0}}});
        text(ui, "内容");
        end_page(ui);
    };
    for (float const w : {360.0f, 768.0f}) {
        for (float const scale : {1.0f, 2.0f}) {
            CAPTURE(w);
            CAPTURE(scale);
            Viewport viewport = viewport_of(w, 900);
            viewport.text_scale = scale;
            Headless page(draw, viewport);
            CHECK(page.state().cut.empty());
            CHECK(rect_of(page, Role::banner, {}).h > 52 * scale);
        }
    }
}

TEST_CASE("nothing of the gallery is cut off with text of twice the size") {
    for (float const w : {360.0f, 768.0f, 1280.0f}) {
        CAPTURE(w);
        Viewport viewport = viewport_of(w, 900);
        viewport.text_scale = 2;
        screens::GalleryUi state;
        Headless page([&state](Ui& ui) { screens::draw_gallery(ui, state); }, viewport);
        for (std::string const& text : page.state().cut) {
            bool const is_a_placeholder = text.starts_with("搜索") || text.starts_with("如 ");
            CHECK_MESSAGE(is_a_placeholder, text);
        }
    }
}

TEST_CASE("the content scrolls as the native scroller says; what is out of sight is still described") {
    Headless page(
        [](Ui& ui) {
            begin_page(ui, {.title = "长页"});
            for (int i = 0; i < 100; ++i) text(ui, "第" + std::to_string(i) + "行");
            end_page(ui);
        },
        viewport_of(360, 700));
    Node const* const scroller = page.find(Role::scroller);
    REQUIRE(scroller != nullptr);
    CHECK(scroller->content_h > 2000);
    float const before = rect_of(page, Role::text, "第50行").y;
    CHECK(before > 700);
    page.scroll_to(1000);
    CHECK(rect_of(page, Role::text, "第50行").y == doctest::Approx(before - 1000));
    CHECK(page.find(Role::scroller)->scroll_y == doctest::Approx(1000));
    Rect const clip = page.find(Role::text, "第50行")->clip;
    CHECK(clip == page.find(Role::scroller)->rect);
}

TEST_CASE("a page that is shown again stands where it was left, even when its content comes late") {
    struct State {
        bool list = true;
        int rows = 100;
    } state;
    Headless page(
        [&state](Ui& ui) {
            begin_page(ui, {.title = state.list ? "列表" : "详情"});
            for (int i = 0; i < state.rows; ++i) text(ui, "行" + std::to_string(i));
            end_page(ui);
        },
        viewport_of(360, 700));
    page.scroll_to(900);
    state.list = false;
    page.draw();
    CHECK(page.find(Role::scroller)->scroll_y == 0);
    CHECK_FALSE(page.find(Role::scroller)->scroll_to);
    state = {true, 3};
    page.draw();
    CHECK(page.find(Role::scroller)->scroll_y == 0);
    state.rows = 100;
    page.draw();
    CHECK(page.find(Role::scroller)->scroll_y == doctest::Approx(900));
    CHECK(page.find(Role::scroller)->scroll_to);
    page.scroll_to(900);
    CHECK_FALSE(page.find(Role::scroller)->scroll_to);
}

TEST_CASE("the heading of a page that replaces another one asks for the focus") {
    std::string title = "一";
    Headless page([&title](Ui& ui) {
        begin_page(ui, {.title = title});
        end_page(ui);
    });
    CHECK((page.find(Role::heading)->state & focus_me) == 0);
    title = "二";
    page.draw();
    CHECK((page.find(Role::heading)->state & focus_me) != 0);
}

TEST_CASE("the action bar stands at the lower edge and the content ends above it") {
    Headless page(
        [](Ui& ui) {
            begin_page(ui, {.title = "订单", .nav = {{"orders", "订单", "#/", icons::orders, true, 0}}});
            text(ui, "内容");
            begin_action_bar(ui);
            button(ui, "apply", "申请售后",
                   {.kind = ButtonKind::primary, .why_not = "已超过售后期限", .full_width = true});
            end_action_bar(ui);
            end_page(ui);
        },
        viewport_of(360, 700));
    Rect const action = rect_of(page, Role::button, "申请售后");
    Rect const nav = rect_of(page, Role::navigation, {});
    CHECK(bottom(action) < nav.y);
    CHECK(bottom(action) > nav.y - 60);
    CHECK(bottom(rect_of(page, Role::scroller, {})) <= action.y);
}

TEST_CASE("what follows an action bar belongs to the scrolling content") {
    Headless page(
        [](Ui& ui) {
            begin_page(ui, {.title = "申请售后"});
            text(ui, "内容");
            begin_action_bar(ui);
            button(ui, "send", "提交");
            end_action_bar(ui);
            text(ui, "页脚");
            end_page(ui);
        },
        viewport_of(360, 700));
    CHECK(rect_of(page, Role::text, "页脚").y > rect_of(page, Role::text, "内容").y);
    CHECK(rect_of(page, Role::text, "页脚").y < rect_of(page, Role::button, "提交").y);
}

TEST_CASE("a text that a long badge leaves no room is read above it") {
    auto const draw = [](Ui& ui) {
        begin_row(ui, "head", {-1, 0});
        text(ui, "Return and refund");
        next_cell(ui);
        badge(ui, "Waiting for the buyer's answer", Tone::warning);
        end_row(ui);
    };
    Headless narrow(draw, viewport_of(340, 700));
    Rect const title = rect_of(narrow, Role::text, "Return and refund");
    Rect const mark_at = rect_of(narrow, Role::text, "Waiting for the buyer's answer");
    CHECK(title.h == doctest::Approx(24));
    CHECK(mark_at.y >= bottom(title));
    Headless wide(draw, viewport_of(768, 700));
    CHECK(rect_of(wide, Role::text, "Waiting for the buyer's answer").x > 400);
}

TEST_CASE("buttons side by side stand on one line, though one of them says why it is dead") {
    Headless page([](Ui& ui) {
        begin_row(ui, "buttons", {-1, -1});
        button(ui, "cancel", "取消", {.full_width = true});
        next_cell(ui);
        button(ui, "send", "拒绝", {.why_not = "请先填写上面的内容", .full_width = true});
        end_row(ui);
        text(ui, "下面");
    });
    CHECK(rect_of(page, Role::button, "取消").y == rect_of(page, Role::button, "拒绝").y);
    CHECK(rect_of(page, Role::text, "下面").y > bottom(rect_of(page, Role::button, "取消")) + 20);
}

TEST_CASE("an amount is never broken beside its label") {
    Headless page(
        [](Ui& ui) {
            begin_row(ui, "row", {140, -1});
            label_value(ui, "退款", "¥123,456.78", TextStyle::price_large);
            next_cell(ui);
            end_row(ui);
        },
        viewport_of(360, 700));
    CHECK(rect_of(page, Role::text, "退款：¥123,456.78").h < 24 + 2 * 34);
}

TEST_CASE("list and detail stand side by side on wide pages and one at a time on phones") {
    auto const draw = [](bool detail) {
        return [detail](Ui& ui) {
            begin_page(ui, {.title = "工单", .max_width = 1400});
            PanesShown const shown = begin_panes(ui, "panes", {.show_right_when_narrow = detail});
            if (shown.left) {
                for (int i = 0; i < 60; ++i) text(ui, "工单" + std::to_string(i));
            }
            if (shown.left && shown.right) next_pane(ui);
            if (shown.right) text(ui, "详情");
            end_panes(ui);
            end_page(ui);
        };
    };
    Headless wide(draw(false), viewport_of(1280, 800));
    CHECK(rect_of(wide, Role::text, "工单0").x < rect_of(wide, Role::text, "详情").x);
    CHECK(wide.count(Role::scroller) == 3);
    wide.scroll_to(200, 1);
    CHECK(rect_of(wide, Role::text, "工单0").y < 0);
    CHECK(rect_of(wide, Role::text, "详情").y > 0);
    CHECK(wide.find(Role::scroller)->content_h == doctest::Approx(wide.find(Role::scroller)->rect.h));

    CHECK_FALSE(Headless(draw(false), viewport_of(360, 800)).has(Role::text, "详情"));
    CHECK_FALSE(Headless(draw(true), viewport_of(360, 800)).has(Role::text, "工单0"));
}

TEST_CASE("every widget draws at every width, text size and theme, inside the page and with its own id") {
    for (float const w : {320.0f, 360.0f, 768.0f, 1280.0f, 1920.0f}) {
        for (float const scale : {1.0f, 1.5f}) {
            CAPTURE(w);
            CAPTURE(scale);
            Viewport viewport = viewport_of(w, 700);
            viewport.text_scale = scale;
            viewport.dark = scale > 1;
            viewport.forced_colors = w == 768;
            screens::GalleryUi state;
            Headless page([&state](Ui& ui) { screens::draw_gallery(ui, state); }, viewport);
            for (Node const& node : page.frame().nodes) {
                CAPTURE(node.name);
                if (node.role != Role::tab) CHECK(right(node.rect) <= w + 1);
                bool const touched = node.role == Role::button || node.role == Role::checkbox ||
                                     node.role == Role::radio || node.role == Role::tab ||
                                     node.role == Role::file_picker || node.role == Role::link;
                if (touched) CHECK(node.rect.h >= 44);
            }
        }
    }
}

}  // namespace afterdesk::ui
