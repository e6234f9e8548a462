// A ticket for a buyer on the telephone: found, filled in, sent, with what was said.

#include "shop_page.hpp"
#include "wire/shop_api.hpp"

namespace afterdesk::app {
namespace {

wire::FoundOrders two_orders() {
    wire::FoundOrders found;
    wire::FoundOrders::Item one;
    one.order_no = "E1";
    one.shop_id = "s1";
    one.shop_name = "云杉";
    one.buyer_name = "林*";
    one.phone_tail = "6218";
    one.paid_at_ms = 1'795'000'000'000;
    one.paid_fen = 30'000;
    one.title = "羊绒衫";
    one.quantity = 3;
    found.items = {one, one};
    found.items[1].order_no = "E9";
    found.items[1].shipping = wire::Shipping::received;
    found.items[1].open_tickets = 1;
    return found;
}

wire::OrderDetail received() {
    wire::OrderDetail detail = order_detail();
    detail.order.lines[0].deliveries = in_one_delivery(3, Instant{1'795'010'000'000});
    return detail;
}

void look_for(ShopPage& page, std::string_view words) {
    page.screen().type_into("订单号、手机尾号、姓名或商品", words);
    page.screen().submit("订单号、手机尾号、姓名或商品");
    page.follow();
}

constexpr char const* form_hash = "#/m/orders/E1/apply/return_refund";

}  // namespace

TEST_CASE("words find orders, each a link to the form of what is asked for most") {
    for (float const width : {390.0f, 1280.0f}) {
        ShopPage page("#/m/for-buyer", width);
        CHECK(page.shows("先找到买家的订单"));
        look_for(page, " 6218 ");
        CHECK(page.browser.shell().route.query == "q=6218");
        page.answer("/orders?q=6218", 200, wire::to_json(two_orders()));
        CHECK(page.shows("尾号 6218"));
        CHECK(page.shows("1 张售后中"));
        std::vector<std::string> hrefs;
        for (ui::Node const& node : page.screen().frame().nodes) {
            if (node.href.find("/apply/") != std::string::npos) hrefs.push_back(node.href);
        }
        REQUIRE(hrefs.size() >= 2);
        CHECK(hrefs.front() == "#/m/orders/E1/apply/refund_unshipped");
        CHECK(hrefs.back() == "#/m/orders/E9/apply/return_refund");
    }
}

TEST_CASE("nothing found, too much found, a failure and a missing right are said") {
    ShopPage page("#/m/for-buyer?q=x");
    page.answer("/orders?q=x", 200, wire::to_json(wire::FoundOrders{}));
    CHECK(page.shows("没有找到订单"));
    look_for(page, "y");
    wire::FoundOrders many = two_orders();
    many.more = true;
    page.answer("/orders?q=y", 200, wire::to_json(many));
    CHECK(page.shows("只列出最新的 20 张，请把条件写得更完整。"));
    look_for(page, "z");
    page.refuse(page.call("/orders?q=z"), 500, {{Rule::failed, ""}});
    CHECK(page.screen().find(ui::Role::button, "重试") != nullptr);
    ShopPage other("#/m/for-buyer", 1280, onlooker());
    CHECK(other.why_not("搜索").find("代买家") != std::string::npos);
}

TEST_CASE("the buyer's form, filled in by staff, is sent with the talk and leads to the new ticket") {
    ShopPage page(form_hash);
    page.answer("/orders/E1", 200, wire::to_json(received()));
    CHECK(page.shows("代买家申请 · 退货退款"));
    page.screen().type_into("沟通记录（买家看不到）", "袖子太长");
    page.screen().choose("联系来源", "门店");
    page.press("增加羊绒衫 的数量");
    page.screen().choose("申请原因", "尺码不合适");
    CHECK(page.why_not("代为提交并同意") == "");  // staff need no photo
    page.press("代为提交并同意");
    HttpCall const sent = page.call("/tickets");
    CHECK(!sent.idempotency_key.empty());
    auto const body = wire::read_apply_for_buyer(*wire::parse_json(sent.body));
    REQUIRE(body.ok());
    CHECK(body->application.apply.request == Request{TicketType::return_refund, "size_unfit", {{1, 1, {}}}});
    REQUIRE(body->contact.has_value());
    CHECK(body->contact->source == wire::ContactSource::counter);
    CHECK(body->contact->note == "袖子太长");
    page.answer(sent, 201, wire::to_json(ticket_detail(State::awaiting_return, 2)));
    page.follow();
    CHECK(page.browser.shell().route.screen == Screen::ticket);
    CHECK(page.browser.shell().route.audience == Audience::merchant);
}

TEST_CASE("another type keeps what was said, and an open ticket of the order is told of") {
    ShopPage page(form_hash);
    wire::OrderDetail detail = received();
    detail.tickets.resize(1);
    detail.tickets[0].ticket_no = "AS2026112100000009";
    detail.tickets[0].order_no = "E1";
    detail.tickets[0].shop_id = "s1";
    detail.tickets[0].version = 1;
    page.answer("/orders/E1", 200, wire::to_json(detail));
    CHECK(page.shows("AS2026112100000009"));
    page.screen().type_into("沟通记录（买家看不到）", "袖子太长");
    page.screen().choose("申请类型", "维修");
    page.follow();
    CHECK(page.browser.shell().route.type == TicketType::repair);
    CHECK(page.browser.order().form.ui.note == "袖子太长");
}

TEST_CASE("the draft of a request for a buyer is kept, with the talk, under who is signed in") {
    ShopPage page(form_hash);
    page.answer("/orders/E1", 200, wire::to_json(received()));
    page.screen().type_into("沟通记录（买家看不到）", "袖子太长");
    page.screen().draw();
    auto const kept = page.browser.kept("");
    bool found = false;
    for (KeptItem const& item : kept) found |= item.text.find("袖子太长") != std::string::npos;
    CHECK(found);
}

TEST_CASE("who may not open tickets reads which right he lacks") {
    ShopPage page(form_hash, 1280, onlooker());
    page.answer("/orders/E1", 200, wire::to_json(received()));
    CHECK(page.why_not("代为提交并同意").find("代买家") != std::string::npos);
}

TEST_CASE("a ticket that staff opened shows them what was said") {
    ShopPage page("#/m/tickets/AS2026112100000001");
    wire::TicketDetail detail = ticket_detail(State::awaiting_return, 2);
    detail.ticket.opened_by = ActorKind::merchant;
    std::string const path = "/tickets/AS2026112100000001";
    page.browser.answer(page.call(path), 200, wire::to_json(detail));
    wire::ContactView said{{wire::ContactSource::phone, "袖子太长"}, "许蔓", 1'795'000'000'000};
    page.answer(path + "/contact", 200, wire::to_json(said));
    CHECK(page.shows("袖子太长"));
    CHECK(page.shows("电话 · 许蔓"));
}

}  // namespace afterdesk::app
