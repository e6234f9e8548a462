// Receiving by number, and the platform's queue of disputes, without a browser.

#include "browser.hpp"
#include "wire/work_api.hpp"

namespace afterdesk::app {
namespace {

using ui::Role;

/// Somebody before a page of the desk that is drawn again and again, as in a browser.
class ReceivePage {
  public:
    explicit ReceivePage(std::string const& hash, ui::Viewport const& viewport = {})
        : audience_(hash[2] == 'm' ? Audience::merchant : Audience::platform),
          screen_([this](ui::Ui& ui) { draw(ui); }, viewport) {
        browser.on(started(hash, ""));
        browser.answer(browser.call(api_path(audience_, "/session")), 200, wire::to_json(session(audience_)));
        screen_.draw();
    }

    Browser browser;
    ui::Headless& screen() { return screen_; }
    void answer(std::string_view rest, int status, wire::Value const& body) {
        browser.answer(browser.call(api_path(audience_, rest)), status, body);
        screen_.draw();
    }
    /// What asks for the keyboard.
    std::string focus() const {
        std::string name;
        for (ui::Node const& node : screen_.frame().nodes) {
            if ((node.state & ui::focus_me) != 0) name = node.name;
        }
        return name;
    }
    void go(std::string const& hash) {
        browser.on(HashChanged{hash});
        screen_.draw();
    }
    void scan(std::string_view number) {
        screen_.type_into("运单号、售后单号或订单号", number);
        screen_.submit("运单号、售后单号或订单号");
        screen_.draw();
    }

  private:
    void draw(ui::Ui& ui) {
        ScreenParts const& parts = shown_parts(browser.shell());
        parts.show(browser.model.features, browser.shell());
        screens::Intents intents;
        parts.draw(browser.model.features, browser.shell(), ui, intents);
        browser.shell().toasts.clear();
        for (screens::Intent const& intent : intents) browser.want(intent);
    }

    Audience audience_;
    ui::Headless screen_;
};

wire::TicketSummary summary(std::string const& no, State state) {
    wire::TicketSummary one;
    one.ticket_no = no;
    one.order_no = "E1";
    one.shop_id = "s1";
    one.shop_name = "云杉";
    one.buyer_name = "林**";
    one.type = TicketType::return_refund;
    one.state = state;
    one.title = "羊绒衫";
    one.refund_fen = 9'667;
    one.version = 6;
    return one;
}

wire::TicketPage page_of(std::vector<wire::TicketSummary> items) {
    wire::TicketPage page;
    page.items = std::move(items);
    return page;
}

wire::TicketDetail sent_back() {
    wire::TicketDetail detail = ticket_detail(State::awaiting_receipt, 6);
    detail.ticket.return_address = detail.shop.addresses.front();
    detail.ticket.return_parcel = Parcel{"zto", "ZT0000000001"};
    return detail;
}

constexpr char const* own = "AS2026112100000001";
std::string const of_own = std::string("/tickets/") + own;

}  // namespace

TEST_CASE("a scanned number finds its ticket, Enter receives it, and the field waits for the next") {
    for (float const width : {390.0f, 1280.0f}) {
        ui::Viewport viewport;
        viewport.w = width;
        ReceivePage page("#/m/receive", viewport);
        CHECK(page.focus() == "运单号、售后单号或订单号");
        page.scan(" ZT0000000001 ");
        page.answer("/tickets?q=ZT0000000001", 200,
                    wire::to_json(page_of({summary(own, State::awaiting_receipt)})));
        page.answer(of_own, 200, wire::to_json(sent_back()));
        CHECK(page.screen().shows("退回包裹：中通快递 ZT0000000001"));
        CHECK(page.screen().shows("羊绒衫"));
        CHECK(page.focus() == "收货并退款 ¥96.67");
        page.screen().press("收货并退款 ¥96.67");
        HttpCall const given = page.browser.call(api_path(Audience::merchant, of_own + "/commands"));
        auto const sent = wire::read_command(*wire::parse_json(given.body));
        REQUIRE(sent.ok());
        CHECK(sent->version == 6);
        CHECK(!std::get<Receive>(sent->command).inspect);
        CHECK(!given.idempotency_key.empty());
        wire::TicketDetail done = sent_back();
        done.ticket.state = State::refunding;
        page.browser.answer(given, 200, wire::to_json(done));
        page.screen().draw();
        CHECK(page.focus() == "运单号、售后单号或订单号");
        CHECK(page.screen().find(Role::field)->value.empty());
        CHECK(page.screen().shows("刚刚收到"));
        CHECK(page.screen().shows("退款中"));
        // Who has to inspect it goes there from here.
        ui::Node const* const link = page.screen().find(Role::link, own);
        REQUIRE(link != nullptr);
        CHECK(link->href == std::string("#/m/tickets/") + own);
    }
}

TEST_CASE(
    "until something is scanned the page shows what is on its way, and a desktop is used to its width") {
    ui::Viewport viewport;
    viewport.w = 1920;
    ReceivePage page("#/m/receive", viewport);
    wire::TicketSummary late = summary(own, State::awaiting_receipt);
    late.deadline_ms = 1'795'100'000'000 + hours(5).ms;
    page.answer("/tickets?work=receive&sort=deadline&count=10", 200, wire::to_json(page_of({late})));
    CHECK(page.screen().shows("等待收货的退货"));
    CHECK(page.screen().shows("5 小时"));
    ui::Rect const table = page.screen().find(Role::row)->rect;
    CHECK(table.w > 1'500);
    ui::Node const* const row =
        page.screen().find(Role::link, "退货退款 羊绒衫 ¥96.67 待商家收货 " + std::string(own));
    REQUIRE(row != nullptr);
    page.go(row->href);
    page.answer(of_own, 200, wire::to_json(sent_back()));
    CHECK(page.focus() == "收货并退款 ¥96.67");
    CHECK(page.screen().find(Role::field)->value == own);
    page.screen().press("收货并退款 ¥96.67");
    wire::TicketDetail done = sent_back();
    done.ticket.state = State::refunding;
    page.answer(of_own + "/commands", 200, wire::to_json(done));
    auto const moves = page.browser.take<Navigate>();
    REQUIRE(!moves.empty());
    CHECK(moves.back().hash == "#/m/receive");  // so that the same row can be chosen again
    page.answer("/tickets?work=receive&sort=deadline&count=10", 200, wire::to_json(page_of({})));
    CHECK(page.screen().shows("没有等待收货的退货"));
}

TEST_CASE("who wants to look at the goods first says so") {
    ReceivePage page("#/m/receive");
    page.scan("ZT0000000001");
    page.answer("/tickets?q=ZT0000000001", 200,
                wire::to_json(page_of({summary(own, State::awaiting_receipt)})));
    page.answer(of_own, 200, wire::to_json(sent_back()));
    page.screen().press("先验货，再退款或发货");
    page.screen().draw();
    page.screen().press("收货并去验货");
    HttpCall const given = page.browser.call(api_path(Audience::merchant, of_own + "/commands"));
    CHECK(given.body.find("\"inspect\":true") != std::string::npos);
}

TEST_CASE(
    "of several tickets the one that is waited for is meant, else one is chosen; what can not be received "
    "says why") {
    ReceivePage page("#/m/receive");
    page.scan("E1");
    page.answer(
        "/tickets?q=E1", 200,
        wire::to_json(page_of({summary("AS9", State::closed), summary(own, State::awaiting_receipt)})));
    page.answer(of_own, 200, wire::to_json(sent_back()));
    CHECK(page.focus() == "收货并退款 ¥96.67");

    ReceivePage two("#/m/receive");
    two.scan("E1");
    two.answer(
        "/tickets?q=E1", 200,
        wire::to_json(page_of({summary("AS9", State::closed), summary(own, State::awaiting_merchant)})));
    CHECK(two.screen().shows("有 2 张售后单，请选择"));
    two.go("#/m/receive?q=AS9");
    two.answer("/tickets/AS9", 404, wire::Object{});
    CHECK(two.screen().shows("没有加载成功"));

    ReceivePage dead("#/m/receive");
    dead.scan("E1");
    dead.answer("/tickets?q=E1", 200, wire::to_json(page_of({summary(own, State::awaiting_merchant)})));
    dead.answer(of_own, 200, wire::to_json(ticket_detail(State::awaiting_merchant, 3)));
    CHECK(dead.screen().shows("当前是「待商家处理」，不能收货。"));
    CHECK(dead.focus() == "运单号、售后单号或订单号");
}

TEST_CASE("nothing found, no network and a refusal are said, and the number can be tried again") {
    ReceivePage page("#/m/receive");
    page.scan("NOPE");
    page.answer("/tickets?q=NOPE", 200, wire::to_json(page_of({})));
    CHECK(page.screen().shows("没有找到「NOPE」的售后单"));
    page.scan("ZT0000000001");
    page.browser.on(
        HttpDone{page.browser.call(api_path(Audience::merchant, "/tickets?q=ZT0000000001")).id, 0, ""});
    page.screen().draw();
    CHECK(page.screen().shows("没有加载成功"));
    page.scan("ZT0000000001");
    page.answer("/tickets?q=ZT0000000001", 200,
                wire::to_json(page_of({summary(own, State::awaiting_receipt)})));
    page.answer(of_own, 200, wire::to_json(sent_back()));
    page.screen().press("收货并退款 ¥96.67");
    HttpCall const lost = page.browser.call(api_path(Audience::merchant, of_own + "/commands"));
    page.browser.on(HttpDone{lost.id, 0, ""});
    page.screen().draw();
    CHECK(page.screen().shows("网络不通"));
    page.screen().press("收货并退款 ¥96.67");
    HttpCall const again = page.browser.call(api_path(Audience::merchant, of_own + "/commands"));
    CHECK(again.idempotency_key == lost.idempotency_key);
    page.browser.on(
        HttpDone{again.id, 409, wire::write_api_error({{Rule::stale_version, "version"}}, false, "r1")});
    page.screen().draw();
    std::string const stale = wire::message_for({Rule::stale_version, "version"}, wire::Language::zh_cn);
    CHECK(page.screen().shows(stale));
}

TEST_CASE("disputes: those to be decided, and those whose round runs, each a link to its ticket") {
    for (float const width : {390.0f, 1440.0f}) {
        ui::Viewport viewport;
        viewport.w = width;
        ReceivePage page("#/p/disputes", viewport);
        page.answer(
            "/tickets?arbitration=requested&sort=deadline", 200,
            wire::to_json(page_of({summary(own, State::rejected), summary("AS9", State::sending_back)})));
        CHECK(page.screen().shows(own));
        CHECK(page.screen().shows("待裁决"));
        CHECK(page.screen().has(Role::link, "举证中"));
        page.browser.on(HashChanged{"#/p/disputes/evidence"});
        page.screen().draw();
        page.answer("/tickets?arbitration=evidence&sort=deadline", 200, wire::to_json(page_of({})));
        CHECK(page.screen().shows("这里没有纠纷"));
        page.screen().press("去工作台");
        CHECK(page.browser.take<Navigate>().back().hash == "#/p/work");
        page.browser.on(HashChanged{"#/p/disputes"});
        page.browser.on(HttpDone{
            page.browser.call(api_path(Audience::platform, "/tickets?arbitration=requested&sort=deadline"))
                .id,
            503, ""});
        page.screen().draw();
        CHECK(page.screen().shows("没有加载成功"));
    }
}

TEST_CASE("disputes: appeals are marked with their round and can be asked for alone; tabs count") {
    wire::TicketSummary first = summary(own, State::rejected), again = summary("AS9", State::rejected);
    first.arbitration = again.arbitration = ArbitrationStep::requested;
    again.appeal = AppealStep::open;
    wire::WorkView work;
    work.piles = {{Work::dispute, 2, 0, 0, 0, {}, false}, {Work::proof, 1, 0, 0, 0, {}, false}};
    work.shops = {{"s1", "云杉"}};
    for (float const width : {390.0f, 1440.0f}) {
        ui::Viewport viewport;
        viewport.w = width;
        ReceivePage page("#/p/disputes", viewport);
        HttpCall const counts = page.browser.take<HttpCall>().back();
        CHECK(counts.path == "/api/v1/platform/work");
        page.answer("/tickets?arbitration=requested&sort=deadline", 200,
                    wire::to_json(page_of({first, again})));
        page.browser.answer(counts, 200, wire::to_json(work));
        page.screen().draw();
        CHECK(page.screen().has(Role::link, "退货退款 AS9 申诉 · 第 2 轮"));
        CHECK(page.screen().has(Role::link, std::string("退货退款 ") + own + " 第 1 轮"));
        CHECK(page.screen().has(Role::link, "待裁决 2"));
        CHECK(page.screen().has(Role::link, "举证中 1"));
        if (width < 1'000) page.screen().press("筛选");
        page.screen().choose("轮次：", "申诉");
        if (width < 1'000) page.screen().press("完成");
        CHECK(page.browser.take<Navigate>().back().hash == "#/p/disputes?appeal=1");
        page.browser.on(HashChanged{"#/p/disputes?appeal=1"});
        page.screen().draw();
        page.answer("/tickets?arbitration=requested&appeal=open&sort=deadline", 200,
                    wire::to_json(page_of({})));
        CHECK(page.screen().has(Role::button, "取消条件 轮次：申诉"));
        page.screen().press("清除筛选条件");
        CHECK(page.browser.take<Navigate>().back().hash == "#/p/disputes");
    }
}

TEST_CASE("disputes: those decided are kept in sight, with who appealed for good") {
    ReceivePage page("#/p/disputes/decided?appeal=1");
    wire::TicketSummary over = summary(own, State::completed);
    over.arbitration = ArbitrationStep::decided;
    over.appeal = AppealStep::decided;
    page.answer("/tickets?arbitration=decided&appeal=decided", 200, wire::to_json(page_of({over})));
    CHECK(page.screen().has(Role::link, std::string("退货退款 ") + own + " 申诉 · 已终裁"));
    CHECK(page.screen().shows("已完成"));
}

TEST_CASE("disputes: of very many tickets they are looked for further, and a break is no empty list") {
    ReceivePage page("#/p/disputes");
    std::string const path = "/tickets?arbitration=requested&sort=deadline";
    wire::TicketPage none;
    none.next_cursor = "1:AS1";
    page.answer(path, 200, wire::to_json(none));
    CHECK_FALSE(page.screen().shows("这里没有纠纷"));
    std::string const more = path + "&cursor=1%3AAS1";
    SUBCASE("it comes") {
        page.answer(more, 200, wire::to_json(page_of({summary(own, State::rejected)})));
        CHECK(page.screen().shows(own));
    }
    SUBCASE("there is none") {
        page.answer(more, 200, wire::to_json(page_of({})));
        CHECK(page.screen().shows("这里没有纠纷"));
    }
    SUBCASE("it does not come") {
        page.answer(more, 503, wire::Object{});
        CHECK_FALSE(page.screen().shows("这里没有纠纷"));
        page.screen().press("加载更多");
        page.answer(more, 200, wire::to_json(page_of({summary(own, State::rejected)})));
        CHECK(page.screen().shows(own));
    }
}

}  // namespace afterdesk::app
