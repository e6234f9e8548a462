#include <algorithm>

#include "app/features/ticket/model.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "base/percent.hpp"
#include "browser.hpp"
#include "domain/ticket/personal.hpp"
#include "search_rows.hpp"

namespace afterdesk::app {

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
    CHECK(browser.shell().route.screen == Screen::order);
    CHECK(!browser.take<OpenLive>().empty());
    browser.call("/api/v1/buyer/orders/E1");
}

TEST_CASE("an order whose number is no word of an address is opened, linked and asked for by it") {
    Browser browser;
    browser.on(started("#/", "a.b.c"));
    HttpCall const exchange = browser.call("/api/v1/buyer/sessions");
    wire::SessionView view = session(Audience::buyer);
    view.order_no = "#10/01 二";
    browser.answer(exchange, 200, wire::to_json(view));
    browser.follow();
    CHECK(browser.shell().route.screen == Screen::order);
    CHECK(browser.shell().route.id == "#10/01 二");
    CHECK(to_hash(browser.shell().route) == "#/b/orders/%2310%2F01%20%E4%BA%8C");
    browser.call("/api/v1/buyer/orders/%2310%2F01%20%E4%BA%8C");
}

TEST_CASE("a used launch link says so and shows the door") {
    Browser browser;
    browser.on(started("#/", "a.b.c"));
    Mistakes const used{{Rule::launch_token_used, "token"}};
    HttpCall const exchange = browser.call("/api/v1/buyer/sessions");
    browser.on(HttpDone{exchange.id, 401, wire::write_api_error(used, false, "r1")});
    std::string const sentence = wire::message_for(used[0], wire::Language::zh_cn);
    CHECK(browser.shows(sentence));
    // Once, and nothing else tells where to come in.
    ScreenParts const& parts = shown_parts(browser.shell());
    parts.show(browser.model.features, browser.shell());
    ui::Headless page([&](ui::Ui& ui) {
        screens::Intents intents;
        parts.draw(browser.model.features, browser.shell(), ui, intents);
    });
    std::string const drawn = page.outline();
    CHECK(drawn.find(sentence) == drawn.rfind(sentence));
    CHECK_FALSE(page.shows("请回到商城"));
    CHECK_FALSE(page.shows("买家请从商城的订单页进入"));
    CHECK(browser.shell().toasts.empty());
}

TEST_CASE("a launch link that goes on opens the address that it was opened with") {
    Browser browser;
    browser.on(started("#/b/orders/E1", "a.b.c"));
    HttpCall const exchange = browser.call("/api/v1/buyer/sessions");
    browser.answer(exchange, 200, wire::to_json(session(Audience::buyer)));
    CHECK(browser.shell().route.screen == Screen::order);
    browser.call("/api/v1/buyer/orders/E1");
}

TEST_CASE("staff read what a buyer is called in lists and on tickets; nothing dangles where nobody told it") {
    Browser browser = at_ticket(State::awaiting_merchant, 1);
    wire::TicketSummary ticket;
    ticket.shop_name = "云杉";
    auto const shown_to = [&](Audience audience, char const* name) {
        browser.shell().route.audience = audience;
        ticket.buyer_name = name;
        return make_ticket_row(browser.shell(), ticket).shop_or_buyer;
    };
    CHECK(shown_to(Audience::merchant, "新客小王") == "新客小王");
    CHECK(shown_to(Audience::platform, "新客小王") == "云杉 · 新客小王");
    CHECK(shown_to(Audience::platform, "") == "云杉");
    CHECK(shown_to(Audience::buyer, "新客小王") == "云杉");
    CHECK(shown_to(Audience::merchant, "") == "");
    CHECK(browser.shows("林晓"));
    CHECK(browser.shows("买家："));
    browser.ticket().ticket.value->buyer_name.clear();
    CHECK_FALSE(browser.shows("买家："));
}

TEST_CASE("an order that comes in parts shows which parcel brought how many pieces") {
    Browser browser;
    browser.on(started("#/b/orders/E1", ""));
    browser.answer(browser.call("/api/v1/buyer/session"), 200, wire::to_json(session(Audience::buyer)));
    wire::OrderDetail detail = order_detail();
    detail.order.lines[0].deliveries = {{"d1", 1, {}, detail.order.paid_at, {}, {}},
                                        {"d2", 2, {}, {}, "sf", "SF1234567"}};
    browser.answer(browser.call("/api/v1/buyer/orders/E1"), 200, wire::to_json(detail));
    screens::OrderView const view = browser.order_view();
    REQUIRE(view.lines.size() == 1);
    CHECK(view.lines[0].status == "已发货");
    REQUIRE(view.lines[0].deliveries.size() == 2);
    CHECK(view.lines[0].deliveries[0].starts_with("包裹 1：1 件，已签收 "));
    CHECK(view.lines[0].deliveries[1] == "包裹 2：2 件，运输中 · 顺丰速运 SF1234567");
    CHECK(browser.shows("包裹 2：2 件，运输中 · 顺丰速运 SF1234567"));
}

TEST_CASE("a presale whose balance was not paid says so, and what stays, before it is sent") {
    wire::OrderDetail detail = order_detail();
    Line& coat = detail.order.lines[0];
    coat.quantity = 1;
    coat.discounts.clear();
    coat.presale = Presale{2'000, false};
    detail.order.freight_fen = 0;
    detail.order.payments[0].amount_fen = 2'000;
    Browser browser;
    browser.on(started("#/b/orders/E1/apply/refund_unshipped", ""));
    browser.answer(browser.call("/api/v1/buyer/session"), 200, wire::to_json(session(Audience::buyer)));
    browser.answer(browser.call("/api/v1/buyer/orders/E1"), 200, wire::to_json(detail));
    browser.order().form.ui.quantities = {1};
    browser.order().form.ui.reason = "not_wanted";
    browser.want(screens::Changed{});
    screens::ApplyView const view = browser.apply_view();
    CHECK(view.amount == "¥0.00");
    auto const shows = [&](char const* label, char const* value) {
        return std::any_of(view.receipt.begin(), view.receipt.end(), [&](screens::ReceiptRow const& row) {
            return row.label == label && row.value == value;
        });
    };
    CHECK(shows("尾款未付", "−\u2060¥80.00"));
    CHECK(shows("定金不退", "−\u2060¥20.00"));
    CHECK(view.submit_why_not == "");
}

TEST_CASE("what the shop is sending just now is not refunded at once, and the form says why") {
    wire::OrderDetail detail = order_detail();
    detail.being_sent = {{1, 1, {1'795'000'000'000}}};
    Browser browser;
    browser.on(started("#/b/orders/E1/apply/refund_unshipped", ""));
    browser.answer(browser.call("/api/v1/buyer/session"), 200, wire::to_json(session(Audience::buyer)));
    browser.answer(browser.call("/api/v1/buyer/orders/E1"), 200, wire::to_json(detail));
    browser.order().form.ui.reason = "not_wanted";
    auto const shown_for = [&](int quantity) {
        browser.order().form.ui.quantities = {quantity};
        browser.want(screens::Changed{});
        return browser.apply_view();
    };
    CHECK(shown_for(1).submit_label.starts_with("提交并退款"));  // one is left that is not sent
    CHECK(shown_for(1).notices.empty());
    CHECK(shown_for(2).submit_label == "提交申请");
    REQUIRE(shown_for(2).notices.size() == 1);
    CHECK(shown_for(2).notices.front().starts_with("商家正在发货"));
}

TEST_CASE("staff are shown that another ticket names the same parcel") {
    Browser browser = at_ticket(State::awaiting_receipt, 4);
    wire::TicketDetail& detail = *browser.ticket().ticket.value;
    for (Line& line : detail.order.lines) line.deliveries = {{"d1", line.quantity, {}, {}, "sf", "SF1"}};
    detail.signals = {{wire::SignalKind::parcel_on_other_ticket, "AS2026112100000002"},
                      {wire::SignalKind::parcel_on_other_ticket, ""}};
    screens::TicketView const view = browser.ticket_view();
    REQUIRE(view.signals.size() == 2);
    CHECK(view.signals[0].starts_with("售后单 AS2026112100000002 "));
    CHECK(view.signals[1].starts_with("另一家店铺"));
}

TEST_CASE("parcels whose numbers were erased are shown one by one, in words") {
    Browser browser = at_ticket(State::awaiting_receipt, 4);
    std::string const gone(erased_mark);
    browser.ticket().ticket.value->order.lines[0].deliveries = {
        {"d1", 1, {}, {}, "sf", gone}, {"d2", 1, {}, {}, "sf", gone}, {"d3", 1, {}, {}, "sf", gone}};
    screens::TicketView const view = browser.ticket_view();
    auto const in_words = [](screens::ReceiptRow const& row) { return row.value == "已按要求删除"; };
    CHECK(std::count_if(view.sent.begin(), view.sent.end(), in_words) == 3);
}

TEST_CASE("the amount changes while choosing, by the core's own quote") {
    Browser browser = at_form();
    CHECK(browser.apply_view().amount == "—");
    CHECK(!browser.apply_view().submit_why_not.empty());
    browser.order().form.ui.quantities = {2};
    browser.want(screens::Changed{});
    CHECK(browser.apply_view().amount == "¥193.34");
    browser.order().form.ui.quantities = {3};
    browser.order().form.ui.reason = "not_wanted";
    browser.want(screens::Changed{});
    screens::ApplyView const whole = browser.apply_view();
    CHECK(whole.amount == "¥300.00");
    CHECK(whole.submit_why_not == "");
}

TEST_CASE("a refused request names its rule, and the changed request gets a new key") {
    Browser browser = at_form();
    browser.order().form.ui = {{3}, "not_wanted", "", false};
    browser.want(screens::Changed{});
    browser.want(screens::Submit{});
    HttpCall const first = browser.call("/api/v1/buyer/tickets");
    Mistakes const changed{{Rule::quote_changed, "quote"}};
    browser.on(HttpDone{first.id, 409, wire::write_api_error(changed, false, "r1")});
    CHECK(browser.apply_view().error == wire::message_for(changed[0], wire::Language::zh_cn));
    browser.call("/api/v1/buyer/orders/E1");
    browser.want(screens::Submit{});
    CHECK(browser.call("/api/v1/buyer/tickets").idempotency_key != first.idempotency_key);
}

TEST_CASE("a stale command shows the newer ticket and asks to look again") {
    Browser browser = at_ticket(State::awaiting_merchant, 1);
    browser.on(HashChanged{"#/m/tickets/AS2026112100000001/agree"});
    CHECK(browser.ticket_view().form.key == "agree");
    browser.want(screens::Give{CommandKind::agree});
    HttpCall const sent = browser.call("/api/v1/merchant/tickets/AS2026112100000001/commands");
    wire::TicketDetail const newer = ticket_detail(State::closed, 2);
    browser.on(HttpDone{sent.id, 409,
                        wire::write_api_error({{Rule::stale_version, "version"}}, false, "r1", &newer)});
    CHECK(browser.ticket().ticket.value->ticket.state == State::closed);
    CHECK(browser.ticket_view().error == "内容刚刚有更新，已为您刷新，请确认后再操作。");
    CHECK(browser.ticket_view().actions.empty());
}

TEST_CASE("a refund that waits for the mall's way to pay says so, and no longer when it goes on") {
    Browser browser = at_ticket(State::refunding, 3);
    wire::TicketDetail waiting = ticket_detail(State::refunding, 3);
    waiting.ticket.refunds = {{PaymentId{"w1"}, "R1", 9'667, PartStatus::pending, ""}};
    waiting.waiting_for_host = {"R1"};
    auto const shows = [&](wire::TicketDetail const& detail) {
        browser.ticket().ticket.value = detail;
        auto const view = ticket::make_view(browser.ticket(), browser.shell());
        return view.next + " | " + view.refunds.at(0).label;
    };
    CHECK(shows(waiting) == "退款已同意，等商城接通付款渠道后自动退回。 | R1  等待付款渠道 · 微信支付");
    waiting.waiting_for_host.clear();
    CHECK(shows(waiting) == "款项正在原路退回。 | R1  退款中 · 微信支付");
}

TEST_CASE(
    "the platform reads how many refunds wait; without a simulated channel there is nothing to switch") {
    struct Row {
        wire::RefundWay way;
        char const* said;
    };
    Row const rows[] = {
        {wire::RefundWay::waiting_for_host,
         "还没有接通付款渠道，退款都在等待：现有 3 笔。接通后会自动退出，不会丢失，也不会重复。"},
        {wire::RefundWay::dry_run,
         "试运行：退款照常决定，不会出款。等待 3 笔，去掉 --refunds-dry-run 重启后各退一次。"}};
    for (Row const& row : rows) {
        Browser browser;
        browser.on(started("#/p/channel", ""));
        browser.answer(browser.call("/api/v1/platform/session"), 200,
                       wire::to_json(session(Audience::platform)));
        browser.answer(browser.call("/api/v1/platform/channel"), 200,
                       wire::to_json(wire::ChannelView{row.way, 3, {}}));
        ScreenParts const& parts = shown_parts(browser.shell());
        parts.show(browser.model.features, browser.shell());
        screens::Intents wanted;
        ui::Headless page(
            [&](ui::Ui& ui) { parts.draw(browser.model.features, browser.shell(), ui, wanted); }, {});
        CHECK(page.find(ui::Role::button, "保存设置") == nullptr);
        CHECK(page.find(ui::Role::status, row.said) != nullptr);
    }
}

TEST_CASE("of real channels the platform reads whether all that is due went to one") {
    for (int const waiting : {0, 2}) {
        Browser browser;
        browser.on(started("#/p/channel", ""));
        browser.answer(browser.call("/api/v1/platform/session"), 200,
                       wire::to_json(session(Audience::platform)));
        browser.answer(browser.call("/api/v1/platform/channel"), 200,
                       wire::to_json(wire::ChannelView{wire::RefundWay::channels, waiting, {}}));
        ScreenParts const& parts = shown_parts(browser.shell());
        parts.show(browser.model.features, browser.shell());
        screens::Intents wanted;
        ui::Headless page(
            [&](ui::Ui& ui) { parts.draw(browser.model.features, browser.shell(), ui, wanted); }, {});
        CHECK(page.find(ui::Role::button, "保存设置") == nullptr);
        char const* const said =
            waiting == 0 ? "退款由真实的支付渠道办理，全部已交给渠道。"
                         : "退款由真实的支付渠道办理；2 笔因其渠道尚未接通而等待，接通后自动退出。";
        CHECK(page.find(ui::Role::status, said) != nullptr);
    }
}

TEST_CASE("an offer must be an amount below the refund before it can be sent") {
    Browser browser = at_ticket(State::awaiting_merchant, 1);
    browser.on(HashChanged{"#/m/tickets/AS2026112100000001/offer"});
    for (char const* typed : {"", "abc", "96.67", "1000"}) {
        CAPTURE(typed);
        browser.ticket().forms["offer"].values["refund_fen"] = typed;
        CHECK(!browser.ticket_view().form.why_not.empty());
    }
    browser.ticket().forms["offer"].values["refund_fen"] = "50";
    CHECK(browser.ticket_view().form.why_not.empty());
}

TEST_CASE("a live message fetches the shown ticket again, but not what is known already") {
    Browser browser = at_ticket(State::awaiting_merchant, 3);
    browser.on(LiveMessage{R"({"ticket_no":"AS2026112100000001","order_no":"E1","version":3})"});
    for (HttpCall const& call : browser.take<HttpCall>()) {
        CHECK(call.path != "/api/v1/merchant/tickets/AS2026112100000001");
    }
    browser.on(LiveMessage{R"({"ticket_no":"AS2026112100000001","order_no":"E1","version":4})"});
    HttpCall const again = browser.call("/api/v1/merchant/tickets/AS2026112100000001");
    browser.shell().toasts.clear();
    browser.answer(again, 200, wire::to_json(ticket_detail(State::closed, 4)));
    REQUIRE(browser.shell().toasts.size() == 1);  // so that who does not see the page hears of it
    CHECK(browser.shell().toasts[0].text == "有新进展：已关闭");
    browser.on(LiveMessage{R"({"ticket_no":"AS2026112100000001","order_no":"E1","version":5})"});
    browser.answer(browser.call("/api/v1/merchant/tickets/AS2026112100000001"), 200,
                   wire::to_json(ticket_detail(State::closed, 5)));
    CHECK(browser.shell().toasts.size() == 1);
}

TEST_CASE("losing the session shows the door; what was typed comes back with the same person") {
    Browser browser = at_form();
    browser.type_request({{1}, "not_wanted", "慢慢写的说明", false});
    std::vector<KeptItem> const draft = browser.kept("kept/buyer/b1/draft/E1/refund_unshipped/");
    REQUIRE(draft.size() == 1);
    browser.want(screens::Submit{});
    HttpCall const sent = browser.call("/api/v1/buyer/tickets");
    browser.on(HttpDone{sent.id, 401, wire::write_api_error({{Rule::not_signed_in, ""}}, false, "r1")});
    CHECK(browser.take<Forget>().empty());
    browser.follow();
    CHECK(browser.shell().route.screen == Screen::landing);
    browser.on(HashChanged{"#/b/orders/E1/apply/refund_unshipped", ""});
    browser.answer(browser.call("/api/v1/buyer/session"), 200, wire::to_json(session(Audience::buyer)));
    browser.answer(browser.call("/api/v1/buyer/orders/E1"), 200, wire::to_json(order_detail()));
    browser.on(Recalled{"kept/buyer/b1/draft/E1/refund_unshipped/", draft});
    CHECK(browser.order().form.ui.remark == "慢慢写的说明");
}

namespace {

wire::OrderPage full_page() {
    wire::OrderSummary order;
    order.order_no = "E1";
    order.shop_id = "s1";
    order.shop_name = "云杉";
    order.paid_at_ms = 1'795'000'000'000;
    order.lines.resize(1);
    order.lines[0].line_no = order.lines[0].quantity = 1;
    order.lines[0].title = "羊绒衫";
    wire::OrderPage page;
    page.items.assign(wire::page_size, order);
    page.next_cursor = "c1";
    return page;
}

}  // namespace

TEST_CASE("what is asked again while the answer is still to come calls the first question back") {
    // WebKit gives one answer to two equal questions that are on their way at once: the older one.
    Browser browser = at_ticket(State::awaiting_merchant, 3);
    std::string const path = "/api/v1/merchant/tickets/AS2026112100000001";
    browser.on(LiveMessage{R"({"ticket_no":"AS2026112100000001","order_no":"E1","version":4})"});
    int const first = browser.call(path).id;
    browser.on(LiveMessage{R"({"ticket_no":"AS2026112100000001","order_no":"E1","version":5})"});
    std::vector<CancelCall> const ended = browser.take<CancelCall>();
    CHECK(std::any_of(ended.begin(), ended.end(), [&](CancelCall const& it) { return it.id == first; }));
    HttpCall const second = browser.call(path);
    browser.on(HttpDone{first, 0, ""});
    browser.answer(second, 200, wire::to_json(ticket_detail(State::closed, 5)));
    CHECK(browser.ticket().ticket.value->ticket.version == 5);
}

TEST_CASE("a list that is fetched again does not become shorter, and a new search begins anew") {
    Browser browser;
    browser.on(started("#/b/orders", ""));
    browser.answer(browser.call("/api/v1/buyer/session"), 200, wire::to_json(session(Audience::buyer)));
    wire::OrderPage const page = full_page();
    browser.answer(browser.call("/api/v1/buyer/orders"), 200, wire::to_json(page));
    browser.want(screens::LoadMore{});
    browser.answer(browser.call("/api/v1/buyer/orders?cursor=c1"), 200, wire::to_json(page));
    CHECK(browser.orders_view().rows.size() == 60);
    browser.want(screens::Reload{});
    browser.call("/api/v1/buyer/orders?count=60");
    browser.on(HashChanged{"#/b/orders?q=P7"});
    browser.call("/api/v1/buyer/orders?q=P7");
}

TEST_CASE("what is typed into a search field is looked for as it is, and nothing found says so") {
    Browser browser;
    browser.on(started("#/b/orders", ""));
    browser.answer(browser.call("/api/v1/buyer/session"), 200, wire::to_json(session(Audience::buyer)));
    browser.answer(browser.call("/api/v1/buyer/orders"), 200, wire::to_json(full_page()));
    for (search::Row const& row : search::rows) {
        CAPTURE(row.typed);
        browser.model.features.of<orders::Model>().ui.q = row.typed;
        browser.want(screens::FilterChanged{});
        browser.follow();
        HttpCall const asked = browser.call("/api/v1/buyer/orders?q=" + percent_encode(row.typed));
        browser.answer(asked, 200, wire::to_json(wire::OrderPage{}));
        CHECK(browser.orders_view().rows.empty());
        CHECK(browser.shows("没有符合的订单"));
    }
}

TEST_CASE(
    "without a network the orders of another search are not shown as found, and an empty tab says of what") {
    Browser browser;
    browser.on(started("#/b/orders", ""));
    browser.answer(browser.call("/api/v1/buyer/session"), 200, wire::to_json(session(Audience::buyer)));
    browser.answer(browser.call("/api/v1/buyer/orders"), 200, wire::to_json(full_page()));
    browser.on(HashChanged{"#/b/orders?q=P7"});
    browser.on(HttpDone{browser.call("/api/v1/buyer/orders?q=P7").id, 0, ""});
    browser.on(Recalled{browser.take<Recall>()[0].prefix, {}});
    CHECK(browser.orders_view().rows.empty());
    CHECK(browser.shows("没有加载成功"));
    browser.on(HashChanged{"#/b/orders?status=open"});
    browser.answer(browser.call("/api/v1/buyer/orders?after_sales=open"), 200,
                   wire::to_json(wire::OrderPage{}));
    CHECK(browser.shows("没有售后中的订单"));
}

TEST_CASE("an order that is not there says so, and leads back instead of asking again") {
    Browser browser;
    browser.on(started("#/b/orders/E9", ""));
    browser.answer(browser.call("/api/v1/buyer/session"), 200, wire::to_json(session(Audience::buyer)));
    int const call = browser.call("/api/v1/buyer/orders/E9").id;
    browser.on(HttpDone{call, 404, wire::write_api_error({{Rule::not_found, ""}}, false, "r")});
    CHECK(browser.order_view().missing);
    CHECK(browser.shows("无法查看"));
    CHECK_FALSE(browser.shows("重试"));
}

TEST_CASE("the rest of a list that did not come is asked for again only by its button") {
    Browser browser;
    browser.on(started("#/b/orders", ""));
    browser.answer(browser.call("/api/v1/buyer/session"), 200, wire::to_json(session(Audience::buyer)));
    wire::OrderPage const page = full_page();
    browser.answer(browser.call("/api/v1/buyer/orders"), 200, wire::to_json(page));
    browser.want(screens::LoadMore{});
    browser.on(HttpDone{browser.call("/api/v1/buyer/orders?cursor=c1").id, 0, ""});
    CHECK(browser.orders_view().more.failed);
    browser.want(screens::LoadMore{});
    CHECK(!browser.orders_view().more.failed);
    browser.call("/api/v1/buyer/orders?cursor=c1");
}

TEST_CASE(
    "a dialog that was opened from its ticket is closed as by the back button, another one is replaced") {
    Browser browser = at_ticket(State::awaiting_merchant, 1);
    std::string const ticket = "#/m/tickets/AS2026112100000001";
    browser.on(HashChanged{ticket + "/reject", ticket});
    browser.want(screens::GoTo{ticket, true});
    browser.want(screens::GoTo{ticket, true});
    CHECK(browser.take<GoBack>().size() == 1);
    CHECK(browser.take<Navigate>().empty());
    browser.on(HashChanged{ticket, "#/m/tickets"});
    browser.on(HashChanged{ticket + "/reject", "#/m/tickets"});  // by a link from elsewhere
    browser.want(screens::GoTo{ticket, true});
    REQUIRE(browser.take<Navigate>().size() == 1);
    CHECK(browser.take<Navigate>()[0].replace);
}

TEST_CASE("every screen of every audience can be drawn before anything has come, with its navigation") {
    for (ScreenRow const& row : screen_rows) {
        for (Audience audience : {Audience::buyer, Audience::merchant, Audience::platform}) {
            bool const theirs = row.audiences.bits == 0 || row.audiences.has(audience);
            Route route;
            route.screen = row.screen;
            route.audience = audience;
            if (!theirs || parts_of(route)->draw == nullptr) continue;
            CAPTURE(std::string(row.path));
            if (row.path.find(":id") != std::string_view::npos) route.id = "X1";
            Browser browser;
            browser.on(started(to_hash(route), ""));
            if (row.needs_session) {
                wire::SessionView view = session(audience);
                view.tenant_name = "云杉商城";
                std::string const path = api_path(audience, "/session");
                browser.answer(browser.call(path), 200, wire::to_json(view));
                CHECK(browser.shows(view.tenant_name));
            } else {
                CHECK(browser.shows("设置"));  // opens what is chosen of language and look
            }
            CHECK(browser.shell().route.screen == row.screen);
        }
    }
}

TEST_CASE("who leaves takes along what was shown, and the next one sees nothing of it") {
    Browser browser = at_form();
    browser.type_request({{1}, "not_wanted", "我的话", false});
    browser.want(screens::SignOut{});
    browser.answer(browser.call("/api/v1/buyer/session"), 204, {});
    CHECK(browser.take<Forget>().size() == 2);
    CHECK(!browser.order().order.value);
    CHECK(browser.order().form.ui.remark.empty());
}

}  // namespace afterdesk::app
