// What was refunded and then shipped all the same: order, list and ticket say so; from there it is had back
// or let go.

#include "browser.hpp"

namespace afterdesk::app {
namespace {

/// Two of three pieces were refunded before all were shipped.
wire::TicketDetail strayed() {
    wire::TicketDetail detail = ticket_detail(State::completed, 7);
    detail.ticket.request.type = TicketType::refund_unshipped;
    detail.ticket.quote.lines = {{1, 2, {1, 2}, {}, 19'334}};
    detail.ticket.strays = {{1, 2, 0}};
    detail.ticket.queue = strays_queue;
    detail.order.lines[0].deliveries = in_one_delivery(3, std::nullopt);
    return detail;
}

Browser at(wire::TicketDetail const& detail, Audience audience = Audience::merchant) {
    Browser browser;
    std::string const name(wire::name_of(audience));
    browser.on(started(
        audience == Audience::buyer ? "#/b/tickets/AS2026112100000001" : "#/m/tickets/AS2026112100000001",
        ""));
    browser.answer(browser.call("/api/v1/" + name + "/session"), 200, wire::to_json(session(audience)));
    browser.answer(browser.call("/api/v1/" + name + "/tickets/AS2026112100000001"), 200,
                   wire::to_json(detail));
    browser.model.shell.effects.clear();
    return browser;
}

std::vector<std::string> buttons(Browser& browser) {
    std::vector<std::string> labels;
    for (screens::ActionView const& action : browser.ticket_view().actions) labels.push_back(action.label);
    return labels;
}

}  // namespace

TEST_CASE("the ticket says which pieces were shipped after their refund, and what can be done") {
    Browser browser = at(strayed());
    CHECK(browser.shows("已退款后又发货：羊绒衫 ×2"));
    CHECK(buttons(browser) == std::vector<std::string>{"拦截并追回", "不再追回"});
    wire::TicketDetail here = strayed();
    here.order.lines[0].deliveries = in_one_delivery(3, Instant{1'795'050'000'000});
    Browser later = at(here);
    CHECK(buttons(later) == std::vector<std::string>{"寄回商品", "不再追回"});
    Browser buyer = at(here, Audience::buyer);
    CHECK(buyer.shows("已退款后又发货：羊绒衫 ×2"));
    CHECK(buttons(buyer) == std::vector<std::string>{"寄回商品", "评价售后"});
}

TEST_CASE("one press asks for the parcel, for nothing, and shows the ticket that has it back") {
    Browser browser = at(strayed());
    browser.want(screens::Give{CommandKind::apply});
    HttpCall const sent = browser.call("/api/v1/merchant/tickets");
    auto const body = wire::parse_json(sent.body);
    REQUIRE(body.ok());
    Mistakes mistakes;
    Request const asked = wire::read_request(*body->find("request"), "", mistakes);
    CHECK(asked == *recall_of(strayed().ticket, strayed().order));
    CHECK(asked.type == TicketType::refund_shipped);
    wire::TicketDetail begun = ticket_detail(State::intercepting, 3);
    begun.ticket.no = {"AS2026112100000002"};
    begun.ticket.request = asked;
    begun.ticket.quote = recall_quote(begun.order, asked);
    browser.answer(sent, 201, wire::to_json(begun));
    browser.follow();
    CHECK(browser.shell().route.id == "AS2026112100000002");
    CHECK(browser.ticket_view().amount.empty());  // none is paid
    CHECK(browser.shows("这些商品已经退款，拦截或寄回后不再退款。"));
    CHECK(buttons(browser).front() == "登记拦截结果");
}

TEST_CASE("letting it go takes words") {
    Browser browser = at(strayed());
    browser.on(HashChanged{"#/m/tickets/AS2026112100000001/settle"});
    CHECK(browser.ticket_view().form.key == "settle");
    CHECK(!browser.ticket_view().form.why_not.empty());
    browser.ticket().forms["settle"].values["text"] = "买家留用";
    CHECK(browser.ticket_view().form.why_not.empty());
    browser.want(screens::Submit{});
    CHECK(browser.call("/api/v1/merchant/tickets/AS2026112100000001/commands").body.find("settle_strays") !=
          std::string::npos);
}

TEST_CASE("the list marks each of them, and they are a pile of work of their own") {
    Browser browser;
    browser.on(started("#/m/tickets?work=strays", ""));
    browser.answer(browser.call("/api/v1/merchant/session"), 200, wire::to_json(session(Audience::merchant)));
    wire::TicketPage page;
    page.items.resize(1);
    page.items[0].ticket_no = "AS2026112100000001";
    page.items[0].order_no = page.items[0].shop_id = "E1";
    page.items[0].version = 1;
    page.items[0].has_strays = true;
    browser.answer(browser.call("/api/v1/merchant/tickets?work=strays"), 200, wire::to_json(page));
    CHECK(browser.shows("已退款后又发货"));
}

TEST_CASE("the order shows which pieces, beside its line") {
    Browser browser;
    browser.on(started("#/b/orders/E1", ""));
    browser.answer(browser.call("/api/v1/buyer/session"), 200, wire::to_json(session(Audience::buyer)));
    wire::OrderDetail detail = order_detail();
    detail.order.lines[0].deliveries = in_one_delivery(3, std::nullopt);
    detail.claims = claims_of(strayed().ticket);
    browser.answer(browser.call("/api/v1/buyer/orders/E1"), 200, wire::to_json(detail));
    CHECK(browser.order_view().lines.at(0).strays == "已退款后又发货：×2");
    CHECK(browser.shows("已退款后又发货：×2"));
}

}  // namespace afterdesk::app
