// The form of each type: chosen by name, sent as the core would take it, refused with the field and the rule.

#include <algorithm>

#include "browser.hpp"
#include "wire/codec.hpp"

namespace afterdesk::app {
namespace {

constexpr Instant paid_at{1'795'000'000'000};
std::string const evidence = "e1";

ui::Viewport phone() {
    ui::Viewport viewport;
    viewport.w = 390;
    viewport.h = 844;
    return viewport;
}

/// E1, all of whose goods came, with a second size and a dearer one on the shelf.
wire::OrderDetail received() {
    wire::OrderDetail detail = order_detail();
    Line& coat = detail.order.lines[0];
    coat.spec = "灰 / M";
    coat.deliveries = in_one_delivery(3, paid_at + hours(1));
    detail.stock = {{"K1", "K1", "羊绒衫", "灰 / M", 10'000, 2},
                    {"K1-L", "K1", "羊绒衫", "灰 / L", 10'000, 5},
                    {"K1-S", "K1", "羊绒衫", "灰 / S", 10'000, 0},
                    {"K1-X", "K1", "羊绒衫", "驼 / M", 12'000, 5}};
    return detail;
}

/// A course beside the goods: three lessons, the first used.
void add_course(wire::OrderDetail& detail) {
    Line course;
    course.line_no = 2;
    course.sku = course.spu = "C1";
    course.title = "编程课";
    course.kind = LineKind::virtual_;
    course.unit_price_fen = 900;
    course.entitlements = {{"L1", 1, true}, {"L2", 1, false}, {"L3", 1, false}};
    detail.order.lines.push_back(course);
    detail.order.payments[0].amount_fen += 900;
}

/// A buyer who opened the form, looking at it on his telephone.
struct Buyer {
    wire::OrderDetail detail;
    Browser browser{};
    ui::Headless page;
    int taps = 0;

    Buyer(wire::OrderDetail shown, std::string const& hash, wire::TicketDetail const* ticket = nullptr)
        : detail(std::move(shown)), page([this](ui::Ui& ui) { draw(ui); }, phone()) {
        browser.on(started(hash, ""));
        browser.answer(browser.call("/api/v1/buyer/session"), 200, wire::to_json(session(Audience::buyer)));
        for (HttpCall const& call : browser.take<HttpCall>()) {
            if (call.path == "/api/v1/buyer/orders/E1") browser.answer(call, 200, wire::to_json(detail));
            bool const of_ticket = call.path.starts_with("/api/v1/buyer/tickets/");
            if (of_ticket && ticket != nullptr) browser.answer(call, 200, wire::to_json(*ticket));
        }
        page.draw();
    }
    Buyer(wire::OrderDetail shown, TicketType type)
        : Buyer(std::move(shown), "#/b/orders/E1/apply/" + std::string(wire::name_of(type))) {}

    void draw(ui::Ui& ui) {
        ScreenParts const& parts = shown_parts(browser.shell());
        if (parts.show == nullptr) return;
        parts.show(browser.model.features, browser.shell());
        screens::Intents wanted;
        parts.draw(browser.model.features, browser.shell(), ui, wanted);
        for (screens::Intent const& intent : wanted) browser.want(intent);
    }
    screens::ApplyView view() { return browser.apply_view(); }
    void tap(std::string const& name) {
        ++taps;
        page.press(name);
    }
    void more(std::string const& title) { tap("增加" + title + " 的数量"); }
    void choose(std::string const& label, std::string const& option) {
        taps += 2;
        page.choose(label, option);
    }
    /// One photo, as far as the server.
    void add_photo() {
        ++taps;
        browser.shell().effects.clear();
        page.pick("添加照片", {{5, "a.jpg", "image/jpeg", 900, "blob:a"}});
        browser.on(PictureShrunk{5, 500, "blob:small"});
        auto const uploads = browser.take<UploadFile>();
        REQUIRE(uploads.size() == 1);
        browser.on(HttpDone{uploads[0].id, 201,
                            R"({"id":")" + evidence + R"(","bytes":900,"width":10,"height":10})"});
        page.draw();
    }
    /// What is sent when the button is pressed, taken by the core.
    wire::ApplyBody send(std::string const& button = "提交申请") {
        CHECK(view().submit_why_not == "");
        tap(button);
        auto const value = wire::parse_json(browser.call("/api/v1/buyer/tickets").body);
        REQUIRE(value.ok());
        auto body = wire::read_apply(*value);
        REQUIRE(body.ok());
        Context context;
        context.now = browser.shell().server_now();
        context.actor = {ActorKind::buyer, "b1"};
        context.order = detail.order;
        context.other_claims = detail.claims;
        context.policy = detail.policy;
        if (body->apply.request.type == TicketType::exchange) context.stock = detail.stock;
        context.new_no = TicketNo{"AS2026112100000001"};
        auto const decided = decide(Ticket{}, body->apply, context);
        CHECK((decided.ok() ? Mistakes{} : decided.error()) == Mistakes{});
        return std::move(body).value();
    }
};

std::string sentence(Rule rule, std::int64_t limit = -1) {
    return wire::message_for({rule, "", limit}, wire::Language::zh_cn);
}

ui::Choice choice(std::vector<ui::Choice> const& all, std::string_view key) {
    auto const at = std::find_if(all.begin(), all.end(), [&](ui::Choice const& it) { return it.key == key; });
    return at == all.end() ? ui::Choice{} : *at;
}

}  // namespace

TEST_CASE("from the order to a sent return: at most eight taps and one photo") {
    Buyer buyer(received(), "#/b/orders/E1");
    ui::Node const* const link = buyer.page.find(ui::Role::link, "申请售后");
    REQUIRE(link != nullptr);
    CHECK(link->href == "#/b/orders/E1/apply/return_refund/1");
    ++buyer.taps;
    buyer.browser.on(HashChanged{link->href});
    buyer.page.draw();
    CHECK(buyer.view().amount == "¥96.67");  // the line that was asked for is chosen
    buyer.choose("申请原因", "质量问题");
    buyer.add_photo();
    wire::ApplyBody const body = buyer.send();
    CHECK(body.apply.request == Request{TicketType::return_refund, "quality", {{1, 1, {}}}});
    CHECK(body.apply.evidence == std::vector<EvidenceId>{{evidence}});
    CHECK(buyer.taps <= 8);
    CHECK(buyer.taps == 5);
}

TEST_CASE("a reason says who pays the way back, what proof it needs and until when it can be given") {
    Buyer buyer(received(), TicketType::return_refund);
    buyer.more("羊绒衫");
    CHECK(choice(buyer.view().reasons, "quality").note == "退货运费由商家承担 · 需要照片 · 15 天内");
    CHECK(choice(buyer.view().reasons, "not_wanted").note == "退货运费由您承担 · 需要照片 · 7 天内");
    CHECK(choice(buyer.view().reasons, "malfunction").label.empty());
    buyer.choose("申请原因", "不想要了");
    CHECK(buyer.view().submit_why_not == "此原因需要至少一张照片");
    CHECK(buyer.page.shows("自行寄回：退货运费由您承担"));
    // Eight days later the wish is too late, a defect is not.
    buyer.browser.on(Tick{{buyer.browser.shell().now.ms + days(8).ms}});
    buyer.page.draw();
    CHECK(choice(buyer.view().reasons, "not_wanted").why_not == sentence(Rule::window_over, 7));
    CHECK(choice(buyer.view().reasons, "quality").why_not == "");
    CHECK(buyer.view().lines[0].error == sentence(Rule::window_over, 7));
}

TEST_CASE("refund of shipped goods asks whether they came, and offers the reasons that fit") {
    wire::OrderDetail detail = order_detail();
    detail.order.lines[0].deliveries = in_one_delivery(3, std::nullopt);
    Buyer buyer(std::move(detail), TicketType::refund_shipped);
    CHECK(buyer.view().came_key == screens::came_no);  // the parcel is under way
    CHECK(choice(buyer.view().reasons, "quality").label.empty());
    buyer.more("羊绒衫");
    buyer.choose("申请原因", "未收到商品");
    CHECK(buyer.view().submit_why_not == "");
    buyer.tap("已收到货");
    CHECK(buyer.browser.order().form.ui.reason.empty());
    CHECK(choice(buyer.view().reasons, "not_received").label.empty());
    buyer.choose("申请原因", "质量问题");
    CHECK(buyer.view().submit_why_not == "此原因需要至少一张照片");
    buyer.tap("未收到货");
    buyer.choose("申请原因", "未收到商品");
    CHECK(buyer.send().apply.request == Request{TicketType::refund_shipped, "not_received", {{1, 1, {}}}});
}

TEST_CASE("an exchange names what it may become, with stock and difference") {
    wire::OrderDetail detail = received();
    detail.policy.exchange_difference = ExchangePolicy::settle;
    Buyer buyer(std::move(detail), TicketType::exchange);
    buyer.more("羊绒衫");
    REQUIRE(buyer.view().parts.size() == 1);
    auto const wanted = buyer.view().parts[0].wanted;
    CHECK(choice(wanted, "K1").note == "有货 2 件 · 价格相同");
    CHECK(choice(wanted, "K1-X").note == "有货 5 件 · 每件补 ¥20.00");
    CHECK(choice(wanted, "K1-S").why_not == sentence(Rule::out_of_stock, 0));
    buyer.choose("羊绒衫 换成", "驼 / M");
    CHECK(buyer.view().amount_label + buyer.view().amount == "需补差价¥20.00");
    buyer.choose("申请原因", "尺码不合适");
    buyer.add_photo();
    Request const sent = buyer.send().apply.request;
    CHECK(sent.lines == std::vector<LineRequest>{{1, 1, {}, "K1-X"}});
}

TEST_CASE("an exchange for goods that the policy refuses says so where it was chosen") {
    Buyer buyer(received(), TicketType::exchange);
    buyer.more("羊绒衫");
    auto const wanted = buyer.view().parts[0].wanted;
    CHECK(choice(wanted, "K1-X").why_not == sentence(Rule::exchange_price_differs, 10'000));
    buyer.more("羊绒衫");
    buyer.more("羊绒衫");
    CHECK(buyer.view().parts[0].error == sentence(Rule::out_of_stock, 2));
    CHECK(buyer.view().submit_why_not == sentence(Rule::out_of_stock, 2));
}

TEST_CASE("repair asks what is broken, missing goods what is missing; neither names an amount") {
    struct Row {
        TicketType type;
        char const* label;
        char const* reason;
        char const* code;
    };
    for (Row const& row : {Row{TicketType::repair, "故障描述", "使用中出现故障", "malfunction"},
                           Row{TicketType::reship, "缺少什么", "少件/漏发", "missing_parts"}}) {
        CAPTURE(row.label);
        Buyer buyer(received(), row.type);
        buyer.more("羊绒衫");
        buyer.choose("申请原因", row.reason);
        buyer.page.type_into(row.label, "拉链坏了");
        buyer.add_photo();
        CHECK(buyer.view().amount == "不涉及退款");
        wire::ApplyBody const body = buyer.send();
        CHECK(body.apply.request == Request{row.type, row.code, {{1, 1, {}}}});
        CHECK(body.apply.remark == "拉链坏了");
    }
    Buyer early(order_detail(), TicketType::repair);
    CHECK(early.view().lines[0].max == 0);
}

TEST_CASE("price protection computes the difference of the price that was seen") {
    Buyer buyer(received(), TicketType::price_protect);
    buyer.more("羊绒衫");
    buyer.choose("申请原因", "商品降价");
    CHECK(buyer.view().submit_why_not == sentence(Rule::price_required));
    buyer.page.type_into("羊绒衫 现在的单价（元）", "一百");
    CHECK(buyer.view().parts[0].error == "请输入金额，最多两位小数");
    buyer.page.type_into("羊绒衫 现在的单价（元）", "100");
    CHECK(buyer.view().parts[0].error == sentence(Rule::price_not_lower, 10'000));
    buyer.page.type_into("羊绒衫 现在的单价（元）", "80");
    CHECK(buyer.view().parts[0].hint == "购买时 ¥100.00，退差价 ¥20.00");
    CHECK(buyer.view().amount == "¥20.00");
    Request const sent = buyer.send().apply.request;
    CHECK(sent.lines.at(0).now_price_fen == 8'000);
}

TEST_CASE("lessons are chosen one by one; those that were used stand there and say so") {
    wire::OrderDetail detail = received();
    add_course(detail);
    Buyer buyer(std::move(detail), TicketType::virtual_refund);
    CHECK(buyer.view().lines[0].max == 0);
    buyer.more("编程课");
    CHECK(buyer.view().amount == "¥6.00");
    auto const pieces = buyer.view().parts.at(0).pieces;
    REQUIRE(pieces.size() == 3);
    CHECK(pieces[0].why_not == sentence(Rule::entitlement_used));
    CHECK(!pieces[0].chosen);
    buyer.tap("权益 L2");
    CHECK(buyer.view().amount == "¥3.00");
    buyer.choose("申请原因", "无法使用");
    CHECK(!buyer.view().proof.shown);
    CHECK(buyer.send().apply.request.lines == std::vector<LineRequest>{{2, 1, {"L3"}}});
    Buyer again(buyer.detail, TicketType::virtual_refund);
    again.more("编程课");
    again.tap("权益 L2");
    again.tap("权益 L3");
    CHECK(again.browser.order().form.ui.quantities[1] == 0);
}

TEST_CASE("goods and lessons are one request, all of them by one tap") {
    wire::OrderDetail detail = received();
    add_course(detail);
    Buyer buyer(std::move(detail), TicketType::return_refund);
    buyer.tap("全部商品");
    CHECK(buyer.view().all_chosen);
    buyer.choose("申请原因", "质量问题");
    buyer.add_photo();
    CHECK(buyer.view().amount == "¥296.00");
    CHECK(buyer.send().apply.request.lines == std::vector<LineRequest>{{1, 3, {}}, {2, 1, {}}});
    buyer.tap("全部不选");
    CHECK(buyer.browser.order().form.ui.quantities == std::vector<int>{0, 0});
}

TEST_CASE("what becomes of a gift is said before, with both amounts, and chosen") {
    wire::OrderDetail detail = received();
    Line scarf;
    scarf.line_no = 2;
    scarf.sku = scarf.spu = "G1";
    scarf.title = "围巾";
    scarf.gift = Gift{1, 3, 3'000};
    scarf.deliveries = in_one_delivery(1, paid_at + hours(1));
    detail.order.lines.push_back(scarf);
    Buyer buyer(std::move(detail), TicketType::return_refund);
    buyer.more("羊绒衫");
    CHECK(buyer.page.shows("赠品「围巾」1 件需一并寄回"));
    REQUIRE(buyer.view().gifts.size() == 2);
    buyer.tap("保留赠品，退款 ¥66.67");
    CHECK(buyer.view().amount == "¥66.67");
    CHECK(buyer.page.shows("赠品「围巾」1 件留下，折价扣除"));
    buyer.choose("申请原因", "质量问题");
    buyer.add_photo();
    CHECK(buyer.send().apply.request.keep_gifts);
}

TEST_CASE("pieces that have not come as far are told apart") {
    wire::OrderDetail detail = order_detail();
    detail.order.lines[0].deliveries = {{"d1", 1, {}, paid_at + hours(1), {}, {}}, {"d2", 1, {}, {}, {}, {}}};
    Buyer buyer(std::move(detail), TicketType::return_refund);
    CHECK(buyer.view().lines[0].shipping == "已签收 1 件 · 运输中 1 件 · 未发货 1 件");
    CHECK(buyer.view().lines[0].max == 2);
}

TEST_CASE("on a telephone the amount is one line that opens to its explanation") {
    Buyer buyer(received(), TicketType::return_refund);
    buyer.more("羊绒衫");
    CHECK(buyer.page.shows("退款金额：¥96.67"));
    CHECK(!buyer.page.shows("店铺券分摊"));
    buyer.page.press("怎么算的");
    CHECK(buyer.page.shows("店铺券分摊"));
    buyer.page.press("收起");
    CHECK(!buyer.page.shows("店铺券分摊"));
}

TEST_CASE("a draft keeps the type's own part; an address that names a line adds it") {
    wire::OrderDetail detail = received();
    add_course(detail);
    Buyer buyer(detail, TicketType::virtual_refund);
    buyer.more("编程课");
    buyer.tap("权益 L2");
    std::string const place = "kept/buyer/b1/draft/E1/virtual_refund/";
    auto const kept = buyer.browser.kept(place);
    REQUIRE(kept.size() == 1);
    Buyer after(detail, TicketType::virtual_refund);
    after.browser.on(Recalled{place, kept});
    CHECK(after.browser.order().form.ui.parts.at(1).entitlements == std::vector<std::string>{"L3"});

    Buyer named(detail, "#/b/orders/E1/apply/return_refund/2");
    CHECK(named.browser.order().form.ui.quantities == std::vector<int>{0, 1});
    named.browser.on(Recalled{"kept/buyer/b1/draft/E1/return_refund/", {}});
    CHECK(named.browser.order().form.ui.quantities == std::vector<int>{0, 1});
}

// ---- The order --------------------------------------------------------------------------------------------

TEST_CASE("the order shows every type that could apply, dead ones with the reason") {
    Browser browser = at_form();
    auto const labels = [](std::vector<screens::OrderView::Option> const& options) {
        std::string all;
        for (auto const& option : options) all += option.label + ";";
        return all;
    };
    screens::OrderView const unshipped = browser.order_view();
    CHECK(labels(unshipped.options) == "仅退款（未发货）;退差价;");
    CHECK(labels(unshipped.not_now) == "仅退款（已发货）;退货退款;换货;维修;补寄;");
    CHECK(unshipped.not_now[1].why_not == "没有已发货的商品可退");
    CHECK(unshipped.not_now[2].why_not == sentence(Rule::not_received_yet));
    CHECK(unshipped.lines[0].apply_href == "#/b/orders/E1/apply/refund_unshipped/1");

    wire::OrderDetail detail = received();
    add_course(detail);
    browser.order().order.value = detail;
    screens::OrderView const came = browser.order_view();
    CHECK(labels(came.options) == "仅退款（已发货）;退货退款;换货;维修;补寄;退差价;虚拟商品退款;");
    CHECK(labels(came.not_now) == "仅退款（未发货）;");
    CHECK(came.lines[0].how == "还可申请 15 天");
    CHECK(came.lines[1].apply_href == "#/b/orders/E1/apply/virtual_refund/2");
    for (Entitlement& lesson : detail.order.lines[1].entitlements) lesson.used = true;
    browser.order().order.value = detail;
    CHECK(browser.order_view().lines[1].apply_href.empty());
    CHECK(browser.order_view().lines[1].how == sentence(Rule::nothing_left));
}

TEST_CASE("an order of which nothing is left says so at its lines") {
    Browser browser = at_form();
    wire::OrderDetail& detail = *browser.order().order.value;
    Claim all;
    all.line_no = 1;
    all.quantity = 3;
    all.type = TicketType::refund_unshipped;
    all.payments = {{PaymentId{"w1"}, 30'000}};
    detail.claims = {all};
    screens::OrderView const view = browser.order_view();
    CHECK(view.options.empty());
    CHECK(view.lines[0].apply_href.empty());
    CHECK(view.lines[0].how == "没有未发货的商品可退");
}

TEST_CASE("orders are those that can be asked for, or have a ticket under way, by the address") {
    Browser browser;
    browser.on(started("#/b/orders?status=open", ""));
    browser.answer(browser.call("/api/v1/buyer/session"), 200, wire::to_json(session(Audience::buyer)));
    wire::OrderSummary order;
    order.order_no = "E1";
    order.shop_id = "s1";
    order.open_tickets = 1;
    wire::TicketSummary ticket;
    ticket.ticket_no = "AS2026112100000001";
    ticket.order_no = "E1";
    ticket.shop_id = "s1";
    ticket.type = TicketType::return_refund;
    ticket.state = State::awaiting_return;
    ticket.deadline_ms = browser.shell().server_now().ms + hours(51).ms;
    ticket.version = 3;
    order.tickets = {ticket};
    browser.answer(browser.call("/api/v1/buyer/orders?after_sales=open"), 200,
                   wire::to_json(wire::OrderPage{{order}, ""}));
    CHECK(browser.orders_view().rows.at(0).waits ==
          std::vector<std::string>{"退货退款：待买家退货 · 还剩 2 天 3 小时"});
    ui::Headless page([&](ui::Ui& ui) {
        screens::Intents wanted;
        shown_parts(browser.shell()).show(browser.model.features, browser.shell());
        shown_parts(browser.shell()).draw(browser.model.features, browser.shell(), ui, wanted);
        for (screens::Intent const& intent : wanted) browser.want(intent);
    });
    page.press("可申请");
    browser.follow();
    CHECK(to_hash(browser.shell().route) == "#/b/orders?status=applicable");
    browser.call("/api/v1/buyer/orders?after_sales=applicable");
    CHECK(parse_route("#/b/tickets?status=open").filter.status.empty());
}

// ---- The change of a ticket -------------------------------------------------------------------------------

namespace {

std::string const changed = "AS2026112100000001";

/// A return of one piece that waits for the merchant, and its order, of which it holds that piece.
struct Changing : Buyer {
    explicit Changing(wire::TicketDetail const& shown)
        : Buyer(of_order(shown), "#/b/orders/E1/apply/return_refund/" + changed, &shown) {}
    static wire::OrderDetail of_order(wire::TicketDetail const& shown) {
        wire::OrderDetail detail = received();
        detail.claims = claims_of(shown.ticket);
        return detail;
    }
    static wire::TicketDetail asked() {
        wire::TicketDetail shown = ticket_detail(State::awaiting_merchant, 3);
        shown.order = received().order;
        shown.ticket.remark = "脱线";
        shown.ticket.evidence = {{evidence}};
        shown.ticket.modifications = 3;
        shown.ticket.applied_at = paid_at + hours(2);
        return shown;
    }
};

}  // namespace

TEST_CASE("the form opened for a ticket shows what was asked for, and sends the change of it") {
    Changing buyer(Changing::asked());
    screens::ApplyUi const& ui = buyer.browser.order().form.ui;
    CHECK(ui.quantities == std::vector<int>{1});
    CHECK(ui.reason == "quality");
    CHECK(ui.remark == "脱线");
    CHECK(buyer.view().proof.items.size() == 1);
    CHECK(buyer.page.shows("正在修改 AS2026112100000001：提交后重新审核，还可修改 2 次。"));
    CHECK(buyer.view().lines[0].max == 3);  // what it holds itself is its own
    buyer.more("羊绒衫");
    CHECK(buyer.view().amount == "¥193.34");
    CHECK(buyer.view().submit_why_not == "");
    buyer.tap("提交修改");
    auto const value =
        wire::parse_json(buyer.browser.call("/api/v1/buyer/tickets/" + changed + "/commands").body);
    REQUIRE(value.ok());
    auto const body = wire::read_command(*value);
    REQUIRE(body.ok());
    CHECK(body->version == 3);
    Apply const& apply = std::get<Modify>(body->command).apply;
    CHECK(apply.request == Request{TicketType::return_refund, "quality", {{1, 2, {}}}});
    CHECK(apply.expected_refund_fen == 19'334);
    CHECK(apply.evidence == std::vector<EvidenceId>{{evidence}});
    CHECK(buyer.browser.kept("kept/buyer/b1/draft/E1/return_refund/").empty());
}

TEST_CASE("a ticket that was changed often enough, or moved on, can not be changed; the form says why") {
    wire::TicketDetail often = Changing::asked();
    often.ticket.modifications = often.policy.max_modifications;
    Changing full(often);
    CHECK(full.view().submit_why_not == sentence(Rule::too_many_modifications, 5));
    CHECK(full.page.shows("还可修改 0 次"));
    wire::TicketDetail over = Changing::asked();
    over.ticket.state = State::refunding;
    Changing late(over);
    CHECK(late.view().submit_why_not == sentence(Rule::not_in_this_state));
}

}  // namespace afterdesk::app
