#include <string>
#include <vector>

#include "app/update.hpp"
#include "app/views.hpp"
#include "testing.hpp"
#include "wire/names.hpp"

namespace afterdesk::app {
namespace {

using wire::Audience;

/// Plays the browser: hands happenings in, takes effects out.
struct Browser {
    Model model;

    template <class Kind>
    std::vector<Kind> take() {
        std::vector<Kind> found;
        for (Effect const& effect : model.effects) {
            if (auto const* it = std::get_if<Kind>(&effect)) found.push_back(*it);
        }
        return found;
    }
    /// The newest call to a path, and forgets all effects.
    HttpCall call(std::string_view path) {
        HttpCall last;
        for (HttpCall const& call : take<HttpCall>()) {
            if (call.path == path) last = call;
        }
        INFO(std::string(path));
        REQUIRE(last.id != 0);
        model.effects.clear();
        return last;
    }
    void on(Happening happening) { update(model, happening); }
    void want(screens::Intent intent) { update(model, intent); }
    void answer(HttpCall const& call, int status, wire::Value const& body) {
        on(HttpDone{call.id, status, wire::write_json(body)});
    }
    void follow() {
        auto const moves = take<Navigate>();
        REQUIRE(!moves.empty());
        model.effects.clear();
        on(HashChanged{moves.back().hash});
    }
};

wire::OrderDetail order_detail() {
    wire::OrderDetail detail;
    Order& order = detail.order;
    order.order_no = OrderNo{"E1"};
    order.shop_id = ShopId{"s1"};
    order.buyer_id = BuyerId{"b1"};
    order.paid_at = {1'795'000'000'000};
    order.freight_fen = 1'000;
    Line coat;
    coat.line_no = 1;
    coat.sku = coat.spu = "K1";
    coat.title = "羊绒衫";
    coat.quantity = 3;
    coat.unit_price_fen = 10'000;
    coat.discounts = {{DiscountKind::shop_coupon, 1'000, 0, std::nullopt, {}}};
    order.lines = {coat};
    order.payments = {{PaymentId{"w1"}, PaymentChannel::wechat, 30'000}};
    detail.shop = {"s1", "云杉", "", {}};
    detail.buyer_name = "林晓";
    detail.policy = default_policy();
    return detail;
}

wire::TicketDetail ticket_detail(State state, int version) {
    wire::OrderDetail const order = order_detail();
    wire::TicketDetail detail;
    detail.order = order.order;
    detail.shop = order.shop;
    detail.shop.addresses = {{"云杉仓库", "13800000000", "杭州市余杭区仓前街道 1 号"}};
    detail.policy = order.policy;
    detail.buyer_name = order.buyer_name;
    Ticket& ticket = detail.ticket;
    ticket.no = TicketNo{"AS2026112100000001"};
    ticket.order_no = order.order.order_no;
    ticket.shop_id = order.order.shop_id;
    ticket.buyer_id = order.order.buyer_id;
    ticket.state = state;
    ticket.version = version;
    ticket.request = {TicketType::return_refund, "quality", {{1, 1, {}}}, 0, false};
    ticket.quote.refund_fen = ticket.quote.goods_fen = 9'667;
    ticket.quote.lines = {{1, 1, {1}, {}, 9'667}};
    ticket.quote.payments = {{PaymentId{"w1"}, 9'667}};
    return detail;
}

wire::SessionView session(Audience audience) {
    wire::SessionView view;
    view.audience = audience;
    view.actor_id = "b1";
    view.name = "林晓";
    view.now_ms = 1'795'100'000'000;
    return view;
}

Started started(std::string hash, std::string token) {
    return {std::move(hash), std::move(token), "zh-CN", {1'795'100'000'000}, china_offset_minutes, 7};
}

/// A signed-in buyer on the form for unshipped goods of E1.
Browser at_form() {
    Browser browser;
    browser.on(started("#/b/orders/E1/apply/refund_unshipped", ""));
    browser.answer(browser.call("/api/v1/buyer/session"), 200, wire::to_json(session(Audience::buyer)));
    browser.answer(browser.call("/api/v1/buyer/orders/E1"), 200, wire::to_json(order_detail()));
    browser.model.effects.clear();
    return browser;
}

/// A signed-in merchant on a ticket.
Browser at_ticket(State state, int version) {
    Browser browser;
    browser.on(started("#/m/tickets/AS2026112100000001", ""));
    browser.answer(browser.call("/api/v1/merchant/session"), 200, wire::to_json(session(Audience::merchant)));
    browser.answer(browser.call("/api/v1/merchant/tickets/AS2026112100000001"), 200,
                   wire::to_json(ticket_detail(state, version)));
    browser.model.effects.clear();
    return browser;
}

}  // namespace

TEST_CASE("a launch link becomes a session and opens the order it names") {
    Browser browser;
    browser.on(started("#/", "a.b.c"));
    HttpCall const exchange = browser.call("/api/v1/buyer/sessions");
    CHECK(exchange.method == "POST");
    CHECK(exchange.body == R"({"token":"a.b.c"})");
    wire::SessionView view = session(Audience::buyer);
    view.order_no = "E1";
    browser.answer(exchange, 200, wire::to_json(view));
    browser.follow();
    CHECK(browser.model.route.screen == Screen::order);
    CHECK(!browser.take<OpenLive>().empty());
    browser.call("/api/v1/buyer/orders/E1");
}

TEST_CASE("a used launch link says so and shows the door") {
    Browser browser;
    browser.on(started("#/", "a.b.c"));
    Mistakes const used{{Rule::launch_token_used, "token"}};
    HttpCall const exchange = browser.call("/api/v1/buyer/sessions");
    browser.on(HttpDone{exchange.id, 401, wire::write_api_error(used, false, "r1")});
    CHECK(make_landing_view(browser.model).error.find(wire::message_for(used[0], wire::Language::zh_cn)) ==
          0);
}

TEST_CASE("the amount changes while choosing, by the core's own quote") {
    Browser browser = at_form();
    CHECK(make_apply_view(browser.model).amount == "—");
    CHECK(!make_apply_view(browser.model).submit_why_not.empty());
    browser.model.apply.ui.quantities = {2};
    browser.want(screens::RequestChanged{});
    CHECK(make_apply_view(browser.model).amount == "¥193.34");
    browser.model.apply.ui.quantities = {3};
    browser.model.apply.ui.reason = "not_wanted";
    browser.want(screens::RequestChanged{});
    screens::ApplyView const whole = make_apply_view(browser.model);
    CHECK(whole.amount == "¥300.00");
    CHECK(whole.submit_why_not == "");
}

TEST_CASE("submitting on a dead network keeps the form and sends the same key again") {
    Browser browser = at_form();
    browser.model.apply.ui = {{3}, "not_wanted", "不喜欢", false};
    browser.want(screens::RequestChanged{});
    browser.want(screens::SubmitRequest{});
    HttpCall const first = browser.call("/api/v1/buyer/tickets");
    CHECK(first.idempotency_key.size() == 32);
    browser.want(screens::SubmitRequest{});
    CHECK(browser.take<HttpCall>().empty());
    browser.on(HttpDone{first.id, 0, ""});
    CHECK(make_apply_view(browser.model).error == "网络不通,请检查网络后重试。");
    CHECK(browser.model.apply.ui.remark == "不喜欢");
    browser.want(screens::SubmitRequest{});
    HttpCall const second = browser.call("/api/v1/buyer/tickets");
    CHECK(second.idempotency_key == first.idempotency_key);
    CHECK(second.body == first.body);
    browser.answer(second, 201, wire::to_json(ticket_detail(State::refunding, 2)));
    browser.follow();
    CHECK(browser.model.route.screen == Screen::ticket);
    CHECK(browser.model.ticket.ready());
}

TEST_CASE("a refused request names its rule, and the changed request gets a new key") {
    Browser browser = at_form();
    browser.model.apply.ui = {{3}, "not_wanted", "", false};
    browser.want(screens::RequestChanged{});
    browser.want(screens::SubmitRequest{});
    HttpCall const first = browser.call("/api/v1/buyer/tickets");
    Mistakes const changed{{Rule::quote_changed, "quote"}};
    browser.on(HttpDone{first.id, 409, wire::write_api_error(changed, false, "r1")});
    CHECK(make_apply_view(browser.model).error == wire::message_for(changed[0], wire::Language::zh_cn));
    browser.call("/api/v1/buyer/orders/E1");
    browser.want(screens::SubmitRequest{});
    CHECK(browser.call("/api/v1/buyer/tickets").idempotency_key != first.idempotency_key);
}

TEST_CASE("files that can not be evidence are refused with their name, the form stays") {
    Browser browser = at_form();
    browser.want(screens::AddPhotos{{{1, "note.txt", "text/plain", 10, ""},
                                     {2, "big.jpg", "image/jpeg", 20 << 20, "blob:2"},
                                     {3, "good.png", "image/png", 1'000, "blob:3"}}});
    auto const uploads = browser.take<UploadFile>();
    REQUIRE(uploads.size() == 1);
    CHECK(uploads[0].file_handle == 3);
    browser.on(HttpDone{uploads[0].id, 201, R"({"id":"abc","bytes":900,"width":10,"height":10})"});
    CHECK(browser.model.apply.photos[2].evidence_id == "abc");
    CHECK(browser.model.apply.photos[0].failed());
    CHECK(browser.model.apply.photos[1].failed());
    browser.want(screens::RemovePhoto{0});
    CHECK(browser.model.apply.photos.size() == 2);
}

TEST_CASE("a stale command shows the newer ticket and asks to look again") {
    Browser browser = at_ticket(State::awaiting_merchant, 1);
    browser.on(HashChanged{"#/m/tickets/AS2026112100000001/agree"});
    CHECK(make_ticket_view(browser.model).dialog == "agree");
    browser.want(screens::Give{CommandKind::agree});
    HttpCall const sent = browser.call("/api/v1/merchant/tickets/AS2026112100000001/commands");
    wire::TicketDetail const newer = ticket_detail(State::closed, 2);
    browser.on(HttpDone{sent.id, 409,
                        wire::write_api_error({{Rule::stale_version, "version"}}, false, "r1", &newer)});
    CHECK(browser.model.ticket.value->ticket.state == State::closed);
    CHECK(make_ticket_view(browser.model).error == "内容刚刚有更新,已为你刷新,请确认后再操作。");
    CHECK(make_ticket_view(browser.model).actions.empty());
}

TEST_CASE("an offer must be an amount below the refund before it can be sent") {
    Browser browser = at_ticket(State::awaiting_merchant, 1);
    browser.on(HashChanged{"#/m/tickets/AS2026112100000001/offer"});
    for (char const* typed : {"", "abc", "96.67", "1000"}) {
        CAPTURE(typed);
        browser.model.ticket_ui.offer_amount = typed;
        CHECK(!make_ticket_view(browser.model).send_why_not.empty());
    }
    browser.model.ticket_ui.offer_amount = "50";
    CHECK(make_ticket_view(browser.model).send_why_not.empty());
}

TEST_CASE("a live message fetches the shown ticket again, but not what is known already") {
    Browser browser = at_ticket(State::awaiting_merchant, 3);
    browser.on(LiveMessage{"ticket", R"({"ticket_no":"AS2026112100000001","order_no":"E1","version":3})"});
    for (HttpCall const& call : browser.take<HttpCall>()) {
        CHECK(call.path != "/api/v1/merchant/tickets/AS2026112100000001");
    }
    browser.on(LiveMessage{"ticket", R"({"ticket_no":"AS2026112100000001","order_no":"E1","version":4})"});
    browser.call("/api/v1/merchant/tickets/AS2026112100000001");
}

TEST_CASE("losing the session shows the door and keeps what was typed") {
    Browser browser = at_form();
    browser.model.apply.ui = {{1}, "not_wanted", "慢慢写的说明", false};
    browser.want(screens::SubmitRequest{});
    HttpCall const sent = browser.call("/api/v1/buyer/tickets");
    browser.on(HttpDone{sent.id, 401, wire::write_api_error({{Rule::not_signed_in, ""}}, false, "r1")});
    CHECK(browser.model.apply.ui.remark == "慢慢写的说明");
    browser.follow();
    CHECK(browser.model.route.screen == Screen::landing);
}

}  // namespace afterdesk::app
