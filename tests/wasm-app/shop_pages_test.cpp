// Return addresses and the shelf, as the shop's people see and change them.

#include "shop_page.hpp"
#include "wire/shop_api.hpp"
#include "wire/staff_api.hpp"

namespace afterdesk::app {
namespace {

ReturnAddress place(std::string text, bool is_default = false) {
    return {{"仓库", "0571-88888888", std::move(text)}, "杭州市", {}, {}, is_default};
}

wire::AddressBook book() {
    wire::AddressBook made{3, {place("一号", true), place("二号")}};
    made.items[1].types = {TicketType::repair};
    return made;
}

wire::AddressBook sent_in(HttpCall const& call) {
    CHECK(call.method == "PUT");
    auto const body = wire::read_address_body(*wire::parse_json(call.body));
    REQUIRE(body.ok());
    return *body;
}

wire::Value rules_of(std::vector<std::string> const& classes) {
    wire::Array rules;
    for (std::string const& code : classes) rules.push_back(wire::Object{{"category", code}});
    return wire::Object{{"policy", wire::Object{{"categories", std::move(rules)}}}};
}

wire::ShelfView shelf() {
    wire::ShelfView view;
    view.items = {{{"K1-XL", "K1", "羊绒衫", "XL", 10'000, 0}, 2}, {{"K2", "K2", "围巾", "", 5'000, 9}, 0}};
    view.uses = {{"K1-XL", "AS2026112100000001", State::awaiting_return, 2, true},
                 {"K1-XL", "AS2026112100000002", State::awaiting_merchant, 1, false},
                 {"K1-XL", "AS2026112100000003", State::awaiting_merchant, 2, false}};
    view.back = {{"K1", "羊绒衫", "L", "AS2026112100000004", 2, 1, 0, 1'795'000'000'000},
                 {"K2", "围巾", "", "AS2026112100000004", 0, 0, 1, 1'795'000'000'000}};
    return view;
}

}  // namespace

TEST_CASE("addresses stand in the order in which they are tried, with what each is for") {
    for (float const width : {390.0f, 1280.0f}) {
        ShopPage page("#/m/addresses", width);
        page.answer("/addresses", 200, wire::to_json(book()));
        CHECK(page.shows("杭州市 一号"));
        CHECK(page.shows("默认地址"));
        CHECK(page.shows("用于：维修"));
    }
    ShopPage none("#/m/addresses");
    none.answer("/addresses", 200, wire::to_json(wire::AddressBook{1, {}}));
    CHECK(!none.shows("没有默认地址"));
    ShopPage partly("#/m/addresses");
    partly.answer("/addresses", 200, wire::to_json(wire::AddressBook{1, {place("二号")}}));
    CHECK(partly.shows("没有默认地址"));
    CHECK(none.shows("还没有退货地址"));
}

TEST_CASE("an address is added, the first as the default; a mistake stands at its field") {
    ShopPage page("#/m/addresses/add");
    HttpCall const rules = page.browser.take<HttpCall>().front();
    page.answer("/addresses", 200, wire::to_json(wire::AddressBook{1, {}}));
    CHECK(page.browser.shell().route.dialog == "add");
    page.screen().type_into("收件人", "售后组");
    page.screen().type_into("电话", "x");
    page.screen().type_into("详细地址", "一号");
    page.answer(rules, 200, rules_of({"apparel", "shoes", "*"}));
    page.screen().choose("用于这些类目", "服饰");
    page.screen().draw();
    page.screen().choose("用于这些类目", "鞋靴");
    page.screen().draw();
    page.press("用于：换货");
    page.press("添加地址");
    HttpCall const first = page.call("/addresses");
    wire::AddressBook const sent = sent_in(first);
    CHECK(sent.version == 1);
    REQUIRE(sent.items.size() == 1);
    CHECK(sent.items[0].is_default);
    CHECK(sent.items[0].categories == std::vector<std::string>{"apparel", "shoes"});
    CHECK(sent.items[0].types == std::vector{TicketType::exchange});
    page.refuse(first, 422, {{Rule::bad_characters, "items[0].phone"}});
    CHECK(page.shows(wire::message_for({Rule::bad_characters, "", -1}, wire::Language::zh_cn)));
    page.screen().type_into("电话", "0571-1");
    page.press("添加地址");
    page.answer("/addresses", 200, wire::to_json(wire::AddressBook{2, sent.items}));
    CHECK(!page.browser.take<Navigate>().empty());
}

TEST_CASE("classes are picked by their names; one that the rules have no more is shown, and can be removed") {
    wire::AddressBook with = book();
    with.items[1].categories = {"food", "handmade"};
    ShopPage page("#/m/addresses/edit-1");
    HttpCall const rules = page.browser.take<HttpCall>().front();
    page.answer("/addresses", 200, wire::to_json(with));
    page.answer(rules, 200, rules_of({"food", "digital", "fresh", "shoes"}));
    CHECK(page.screen().has(ui::Role::button, "移除 食品"));
    page.press("移除 handmade（规则中已没有）");
    page.screen().draw();
    page.screen().choose("用于这些类目", "数码");
    page.screen().draw();
    page.press("修改地址");
    CHECK(sent_in(page.call("/addresses")).items[1].categories ==
          std::vector<std::string>{"food", "digital"});

    ShopPage list("#/m/addresses");
    list.answer("/addresses", 200, wire::to_json(with));
    CHECK(list.shows("用于：食品 · handmade · 维修"));

    ShopPage failed("#/m/addresses/edit-1");
    HttpCall const lost = failed.browser.take<HttpCall>().front();
    failed.answer("/addresses", 200, wire::to_json(with));
    failed.browser.on(HttpDone{lost.id, 503, ""});
    failed.screen().draw();
    CHECK(failed.shows("规则没有加载成功，暂时不能添加类目。"));
    CHECK(failed.screen().has(ui::Role::button, "移除 食品"));
}

TEST_CASE("an address is changed into the default, moved, and removed after a question") {
    ShopPage page("#/m/addresses/edit-1");
    page.answer("/addresses", 200, wire::to_json(book()));
    page.press("默认地址");
    page.press("修改地址");
    HttpCall const saved = page.call("/addresses");
    wire::AddressBook const sent = sent_in(saved);
    CHECK(!sent.items[0].is_default);
    CHECK(sent.items[1].is_default);
    CHECK(sent.items[1].types == std::vector{TicketType::repair});
    page.answer(saved, 200, wire::to_json(sent));
    page.browser.on(HashChanged{"#/m/addresses"});
    page.screen().draw();
    page.press("下移");
    wire::AddressBook const moved = sent_in(page.call("/addresses"));
    CHECK(moved.items[0].address.text == "二号");
    ShopPage other("#/m/addresses/drop-0");
    other.answer("/addresses", 200, wire::to_json(book()));
    CHECK(other.shows("已寄出的退货不受影响。"));
    other.press("删除地址");
    wire::AddressBook const left = sent_in(other.call("/addresses"));
    REQUIRE(left.items.size() == 1);
    CHECK(left.items[0].address.text == "二号");
}

TEST_CASE("changed by somebody else meanwhile: said, and loaded again; without the right nothing is live") {
    ShopPage page("#/m/addresses/drop-1");
    page.answer("/addresses", 200, wire::to_json(book()));
    page.press("删除地址");
    page.refuse(page.call("/addresses"), 409, {{Rule::stale_version, "version", 4}});
    CHECK(page.shows("地址已被他人修改，已重新载入，请再试一次。"));
    CHECK(page.call("/addresses").method == "GET");
    ShopPage other("#/m/addresses", 1280, onlooker());
    other.answer("/addresses", 200, wire::to_json(book()));
    CHECK(other.why_not("添加地址").find("修改规则") != std::string::npos);
    CHECK(other.screen().find(ui::Role::button, "下移") == nullptr);
}

TEST_CASE("the shelf shows what is short, and every ticket that holds or wants it as a link") {
    for (float const width : {390.0f, 1280.0f}) {
        ShopPage page("#/m/stock", width);
        page.answer("/shelf", 200, wire::to_json(shelf()));
        CHECK(page.shows("缺货"));
        CHECK(page.shows("已预留 2 件"));
        CHECK(page.shows("要 1 件，缺货，同意会转为退款"));
        std::size_t links = 0;
        for (ui::Node const& node : page.screen().frame().nodes)
            links += node.href.starts_with("#/m/tickets/AS") ? 1u : 0u;
        CHECK(links == 5);
        // Only what can be sold again is told as that.
        CHECK(page.shows("羊绒衫 L · AS2026112100000004"));
        CHECK(page.shows("可售 2 件 · 次品 1 件"));
        CHECK(page.shows("围巾 · AS2026112100000004"));
        CHECK(page.shows("报废 1 件"));
        CHECK(!page.shows("可售 0 件"));
    }
    ShopPage none("#/m/stock");
    none.answer("/shelf", 200, wire::to_json(wire::ShelfView{}));
    CHECK(none.shows("还没有库存数据"));
}

TEST_CASE("on a long shelf one is looked for by name or SKU") {
    wire::ShelfView many = shelf();
    for (int i = 0; i < 20; ++i)
        many.items.push_back({{"B" + std::to_string(i), "B", "马克杯", "", 1'000, 5}, 0});
    ShopPage page("#/m/stock");
    page.answer("/shelf", 200, wire::to_json(many));
    CHECK(page.shows("围巾"));
    page.screen().type_into("商品名称或 SKU", "k1-xl");
    page.screen().draw();
    CHECK(page.screen().has(ui::Role::link, "盘点：羊绒衫 XL"));
    CHECK(!page.screen().has(ui::Role::link, "盘点：围巾"));
    page.screen().type_into("商品名称或 SKU", "帽子");
    page.screen().draw();
    CHECK(page.shows("没有找到这件商品"));
    ShopPage few("#/m/stock");
    few.answer("/shelf", 200, wire::to_json(shelf()));
    CHECK(!few.screen().has(ui::Role::field, "商品名称或 SKU"));
}

TEST_CASE("goods arrived: counted, the exchanges that can go on now are told, the oldest first") {
    ShopPage page("#/m/stock/K1-XL");
    page.answer("/shelf", 200, wire::to_json(shelf()));
    CHECK(page.shows("现在可用 0 件，已预留 2 件，待同意的换货还要 3 件。"));
    page.screen().type_into("可用数量（不含已预留）", "2");
    page.press("保存数量");
    HttpCall const counted = page.call("/shelf/K1-XL");
    CHECK(counted.method == "PUT");
    CHECK(counted.body == R"({"available":2,"seen":0})");
    wire::ShelfView more = shelf();
    more.items[0].ware.available = 2;
    page.answer(counted, 200, wire::to_json(more));
    page.browser.on(HashChanged{"#/m/stock"});
    page.screen().draw();
    CHECK(page.shows("现在可以同意 1 张换货，见下方列表。"));
    CHECK(page.shows("要 1 件，有货，可以同意"));
    CHECK(page.shows("要 2 件，缺货，同意会转为退款"));
}

TEST_CASE(
    "counted by two at once: the later one reads how many there are now; without the right it is dead") {
    ShopPage page("#/m/stock/K1-XL");
    page.answer("/shelf", 200, wire::to_json(shelf()));
    page.screen().type_into("可用数量（不含已预留）", "7");
    page.press("保存数量");
    page.refuse(page.call("/shelf/K1-XL"), 409, {{Rule::stale_version, "seen", 5}});
    CHECK(page.shows("数量刚被改为 5，请核对后再保存。"));
    page.press("保存数量");
    CHECK(page.call("/shelf/K1-XL").body == R"({"available":7,"seen":5})");
    ShopPage other("#/m/stock/K2", 1280, onlooker());
    other.answer("/shelf", 200, wire::to_json(shelf()));
    CHECK(other.why_not("保存数量").find("库存") != std::string::npos);
}

TEST_CASE("the platform disables a shop after a question, and enables it again") {
    wire::ShopsView shops{{{"s1", "云杉", "", 3, false}, {"s2", "深蓝", "", 1, true}}};
    auto const open = [&](ShopPage& page) {
        std::vector<HttpCall> const calls = page.browser.take<HttpCall>();
        for (HttpCall const& call : calls) {
            if (call.path.ends_with("/shops")) page.browser.answer(call, 200, wire::to_json(shops));
            if (call.path.find("/staff?") != std::string::npos)
                page.browser.answer(call, 200, wire::to_json(wire::StaffView{}));
        }
        page.screen().draw();
    };
    ShopPage shut("#/p/staff?shop=s2", 1280, session(Audience::platform));
    open(shut);
    CHECK(shut.shows("深蓝（已停用）"));
    CHECK(shut.why_not("启用店铺") == "");
    ShopPage asked("#/p/staff/shop-off?shop=s1", 1280, session(Audience::platform));
    open(asked);
    CHECK(asked.shows("云杉"));
    asked.press("停用店铺");
    HttpCall const sent = asked.call("/shops/s1");
    CHECK(sent.method == "PUT");
    CHECK(sent.body == R"({"disabled":true})");
}

TEST_CASE("the second step's secret is shown as a QR code with a name, dark on white") {
    ShopPage page("#/m/security/set-up");
    page.answer("/two-step", 200, wire::to_json(wire::TwoStepView{}));
    page.screen().type_into("登录密码", "secret");
    page.press("开启两步验证");
    wire::TwoStepSetup const setup{"ABCD", "otpauth://totp/x?secret=ABCD", {"101", "010", "111"}};
    page.answer("/two-step", 200, wire::to_json(setup));
    page.browser.on(HashChanged{"#/m/security"});
    page.screen().draw();
    ui::Node const* const code = page.screen().find(ui::Role::image, "二维码：用身份验证器应用扫描");
    REQUIRE(code != nullptr);
    CHECK(code->value.find("M4 4h1v1h-1z") != std::string::npos);  // behind the quiet zone
    CHECK(code->value.find("fill='white'") != std::string::npos);
    CHECK(code->rect.w >= 11 * 4);
    CHECK(page.shows("ABCD"));
}

}  // namespace afterdesk::app
