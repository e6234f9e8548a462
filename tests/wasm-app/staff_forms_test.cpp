// The forms of staff where care is needed: both sides' amounts, two people, pieces by line; and a verdict,
// which shows before it is given all that then happens.

#include "staff_page.hpp"
#include "text/names.hpp"

namespace afterdesk::app {
namespace {

namespace fixture = ticket_fixture;

}  // namespace

// ---- Forms where care is needed ---------------------------------------------------------------------------

TEST_CASE("an offer shows what the buyer gets, what the shop keeps, and the difference, as it is typed") {
    fixture::Given const at = fixture::given(fixture::returned(), {});
    TicketPage page(Audience::merchant, at, at.context);
    page.press(zh(t::cmd_offer));
    CHECK(page.view().form.follows.empty());
    page.type(zh(t::offer_new_amount), "200");
    CHECK(page.screen().shows("买家得到"));
    CHECK(page.screen().shows("¥200.00"));
    CHECK(page.screen().shows("店铺留下"));
    CHECK(page.screen().shows("比申请少"));
    CHECK(page.screen().shows("¥50.00"));
    CHECK(page.screen().shows("待买家确认协商"));
    page.type(zh(t::offer_new_amount), "250");
    CHECK(page.view().form.follows.empty());
    CHECK(!page.view().form.why_not.empty());
}

TEST_CASE("an offer's slider and its field are one amount, within what the core takes") {
    fixture::Given const at = fixture::given(fixture::returned(), {});
    TicketPage page(Audience::merchant, at, at.context);
    page.press(zh(t::cmd_offer));
    std::string const name = zh(t::offer_share);
    auto const says = [&] {
        ui::Node const* const node = page.screen().find(ui::Role::slider, name);
        REQUIRE(node != nullptr);
        return node->value;
    };
    CHECK(says() == "100% 买家得到 ¥250.00 店铺留下 ¥0.00");
    CHECK(page.view().form.follows.empty());
    page.key_on(name, "ArrowLeft");
    CHECK(says() == "100% 买家得到 ¥249.00 店铺留下 ¥1.00");
    CHECK(page.screen().find(ui::Role::field, zh(t::offer_new_amount))->value == "249.00");
    CHECK(page.screen().shows("待买家确认协商"));
    page.key_on(name, "PageDown");
    CHECK(says() == "90% 买家得到 ¥224.00 店铺留下 ¥26.00");
    page.type(zh(t::offer_new_amount), "199.99");
    CHECK(says() == "80% 买家得到 ¥199.99 店铺留下 ¥50.01");
    page.key_on(name, "Home");
    CHECK(says().find("¥250.00") !=
          std::string::npos);  // all of it stays with the shop, or what it must give
    CHECK(page.view().form.why_not.empty());
    page.key_on(name, "End");
    CHECK(!page.view().form.why_not.empty());  // what was asked for is no offer
    page.key_on(name, "ArrowLeft");
    page.press(zh(t::cmd_offer));
    auto const sent = wire::read_command(*wire::parse_json(page.sent()));
    REQUIRE(sent.ok());
    CHECK(std::get<MakeOffer>(sent->command).refund_fen == 24'900);
}

TEST_CASE("falling back says both ways with what each costs") {
    fixture::Given const at =
        fixture::given(fixture::exchange(), {fixture::agree(), fixture::ship_back(), fixture::receive()});
    TicketPage page(Audience::merchant, at, at.context, {390, 844});
    page.press(zh(t::cmd_fall_back));
    CHECK(page.view().form.note.find("仍寄出商品，退 ¥0.00") != std::string::npos);
    CHECK(page.screen().shows("买家得到"));
    CHECK(page.screen().shows("¥200.00"));
    CHECK(page.screen().shows("退款中"));
}

TEST_CASE("the second of two people sees who approved first, when, how much, and why he is needed") {
    fixture::Start large = fixture::unshipped();
    large.request.type = TicketType::return_refund;
    large.context.order = fixture::order(2, 1);
    large.context.policy.four_eyes_above_fen = 10'000;
    fixture::Given const at = fixture::given(large, {fixture::agree()});
    REQUIRE(at.ticket.first_approval == "u1");
    Context second = at.context;
    second.actor = {ActorKind::merchant, "u2"};
    TicketPage page(Audience::merchant, at, second);
    CHECK(page.screen().shows("陈晨 已于 "));
    CHECK(page.screen().shows("一审同意退款 ¥250.00。单笔超过 ¥100.00 须由另一位同事复核。"));
    CHECK(page.has_live("复核并同意退货"));
    page.press("复核并同意退货");
    page.press("复核并同意退货");
    CHECK(page.sent().find("\"command\":\"agree\"") != std::string::npos);

    TicketPage first(Audience::merchant, at, at.context);
    CHECK(!first.has_live("复核并同意退货"));
    Mistake const why{Rule::second_person_needed, "command", 10'000};
    CHECK(first.why_dead("复核并同意退货").find(wire::message_for(why, wire::Language::zh_cn)) !=
          std::string::npos);
}

TEST_CASE("whose day is used up can not approve, and the button says so") {
    fixture::Start start = fixture::returned();
    start.context.policy.daily_limit_fen = 20'000;
    start.context.approved_today_fen = 15'000;
    fixture::Given const at = fixture::given(start, {});
    TicketPage page(Audience::merchant, at, at.context);
    CHECK(!page.has_live("同意退货"));
    CHECK(page.why_dead("同意退货").find("200.00") != std::string::npos);
}

namespace {

fixture::Given to_inspect() {
    return fixture::given(fixture::inspected(), {fixture::agree(), fixture::ship_back(), fixture::look_at()});
}

}  // namespace

TEST_CASE("inspection begins with all pieces resaleable, and is sent as it stands") {
    fixture::Given const at = to_inspect();
    TicketPage page(Audience::merchant, at, at.context);
    page.press(zh(t::cmd_inspect));
    CHECK(page.screen().shows("可售 2 件"));
    CHECK(page.screen().shows("可售，回库"));
    page.press(zh(t::cmd_inspect));
    auto const sent = wire::read_command(*wire::parse_json(page.sent()));
    REQUIRE(sent.ok());
    CHECK(std::get<Inspect>(sent->command).inspection.lines ==
          std::vector<InspectedLine>{{1, 2, 0}, {2, 1, 0}});
}

TEST_CASE("what is refused is asked for its reason and photos by line; grades say what goes back to stock") {
    fixture::Given const at = to_inspect();
    for (ui::Viewport const& viewport : {ui::Viewport{}, ui::Viewport{390, 844}}) {
        TicketPage page(Audience::merchant, at, at.context, viewport);
        page.press(zh(t::cmd_inspect));
        page.refuse_one(1);
        CHECK(page.screen().shows("可售 1 件"));
        CHECK(page.view().form.why_not.starts_with("不合格原因：羊绒衫"));
        page.press_nth("不合格原因", 1);
        page.press_option("有使用痕迹");
        CHECK(page.view().form.why_not.starts_with("不合格照片：羊绒衫"));
        page.show_picture("e3");
        CHECK(page.has_live(zh(t::cmd_inspect)));
        CHECK(page.screen().shows("¥150.00"));
        page.press_nth("增加次品", 2);
        CHECK(page.screen().shows("可售 0 件"));
        CHECK(page.view().form.why_not.empty());
        page.press_nth("增加报废", 2);  // the second line's only piece is counted already
        page.press(zh(t::cmd_inspect));
        auto const sent = wire::read_command(*wire::parse_json(page.sent()));
        REQUIRE(sent.ok());
        Inspection const& found = std::get<Inspect>(sent->command).inspection;
        CHECK(found.lines == std::vector<InspectedLine>{{1, 1, 1, 0, 0, "used", {{"e3"}}}, {2, 1, 0, 1, 0}});
        CHECK(found.evidence.empty());
    }
}

TEST_CASE("photos by line are kept with the words, and stand where they stood") {
    fixture::Given const at = to_inspect();
    TicketPage page(Audience::merchant, at, at.context);
    page.press(zh(t::cmd_inspect));
    page.refuse_one(2);
    page.show_picture("e3");
    std::string const place = "kept/merchant/u1/ticket/" + at.ticket.no.value + "/";
    TicketPage after(Audience::merchant, at, at.context);
    after.browser().on(Recalled{place, page.browser().kept(place)});
    after.press(zh(t::cmd_inspect));
    CHECK(after.has_live("移除照片 1"));
    CHECK(after.browser().ticket().forms["inspect"].values["lines[1].evidence"] == "e3");
}

TEST_CASE("the result of an inspection stands on the ticket: grades for the shop, reasons for both") {
    using namespace ticket_fixture;
    Move found = inspect({{1, 1, 1, 1, 0, "used"}, {2, 1, 0}});
    Given const at = given(inspected(), {agree(), ship_back(), look_at(), found});
    TicketPage shop(Audience::merchant, at, at.context);
    TicketPage buyer_page(Audience::buyer, at, at.context);
    for (TicketPage* page : {&shop, &buyer_page}) {
        CHECK(page->screen().has(ui::Role::region, "验货结果"));
        CHECK(page->screen().shows("合格 1 件，不合格 1 件"));
        CHECK(page->screen().shows("有使用痕迹"));
    }
    CHECK(shop.screen().shows("可售 0 件，次品 1 件，报废 0 件"));
    CHECK(!buyer_page.screen().shows("次品"));
}

TEST_CASE("staff see who is at fault, who pays the way back, where the goods are, and what was sent") {
    using namespace ticket_fixture;
    Given const at = given(returned(), {});
    Context now = at.context;
    now.order.lines.front().deliveries.front().carrier = "sf";
    now.order.lines.front().deliveries.front().tracking_no = "SF1234567890";
    Given queued = at;
    queued.ticket.queue = "senior";
    TicketPage shop(Audience::merchant, queued, now);
    TicketPage buyer_page(Audience::buyer, at, now);
    Reason const* const reason = find_reason(now.policy, at.ticket.request.reason);
    REQUIRE(reason != nullptr);
    CHECK(shop.screen().shows("责任方"));
    CHECK(shop.screen().shows("寄回运费由"));
    CHECK(shop.screen().shows("在买家手中"));
    CHECK(shop.screen().shows("senior"));
    CHECK(shop.screen().has(ui::Role::region, "订单的包裹"));
    CHECK(shop.screen().shows("SF1234567890"));
    for (char const* const words : {"责任方", "在买家手中", "订单的包裹"})
        CHECK_MESSAGE(!buyer_page.screen().shows(words), words);
}

TEST_CASE("each part of a refund says how it is paid, and why it failed; buyers are not told codes") {
    using namespace ticket_fixture;
    Given at = given(returned(), {});
    at.ticket.state = State::refund_failed;
    PaymentId const paid = at.context.order.payments.front().payment_id;
    at.ticket.refunds = {{paid, "R1", 5'000, PartStatus::failed, "NOT_ENOUGH", Via::original},
                         {paid, "R2", 4'000, PartStatus::succeeded, "", Via::offline}};
    TicketPage shop(Audience::merchant, at, at.context);
    CHECK(shop.screen().shows("R1  退款失败 · 微信支付"));
    CHECK(shop.screen().shows("NOT_ENOUGH"));
    CHECK(shop.screen().shows("R2  已完成 · 线下退款"));
    CHECK(!TicketPage(Audience::buyer, at, at.context).screen().shows("NOT_ENOUGH"));
}

TEST_CASE("a form that was left keeps what was chosen; of another version of the ticket it begins anew") {
    fixture::Given const at = fixture::given(fixture::returned(), {});
    TicketPage page(Audience::merchant, at, at.context);
    std::string const place = "#/m/tickets/" + at.ticket.no.value;
    auto const reopen = [&] {
        page.browser().on(HashChanged{place});
        page.browser().on(HashChanged{place + "/offer"});
        // What it is decided by is asked for each time.
        page.browser().answer(page.browser().call("/api/v1/merchant/orders/E1"), 200,
                              wire::to_json(page.order()));
        page.screen().draw();
        return page.browser().ticket().forms["offer"].values["type"];
    };
    CHECK(reopen() == "return_refund");
    page.press_in(zh(t::offer_becomes), zh(text::name(TicketType::refund_shipped)));
    CHECK(reopen() == "refund_shipped");
    page.browser().ticket().ticket.value->ticket.version += 1;
    CHECK(reopen() == "return_refund");
}

// ---- The verdict ------------------------------------------------------------------------------------------

namespace {

fixture::Given dispute() {
    using namespace ticket_fixture;
    return given(returned(), {reject(), ticket_fixture::escalate(), ask_evidence(),
                              evidence(ActorKind::buyer), evidence(ActorKind::merchant)});
}

}  // namespace

TEST_CASE("both sides' proof stands side by side by rounds; below each other on phones") {
    fixture::Given const at = dispute();
    TicketPage page(Audience::platform, at, at.context);
    page.press(zh(t::cmd_verdict));
    for (char const* title : {"介入之前", "申请介入之后", "第 1 轮举证"}) {
        CAPTURE(title);
        CHECK(page.screen().has(ui::Role::region, title));
    }
    auto const side = [&page](std::string_view who) {
        ui::Node const* found = nullptr;
        for (ui::Node const& node : page.screen().frame().nodes) {
            if (node.role == ui::Role::heading && node.level == 3 && node.name == who) found = &node;
        }
        REQUIRE(found != nullptr);
        return found->rect;
    };
    CHECK(side("买家").y == side("商家").y);
    CHECK(side("买家").x < side("商家").x);
    page.screen().viewport() = {390, 844};
    page.screen().draw();
    CHECK(side("买家").y < side("商家").y);
    CHECK(side("买家").x == side("商家").x);
}

TEST_CASE(
    "a verdict shows every step, amount and parcel before it is given, and they are what then happens") {
    fixture::Given const at = dispute();
    Context now = at.context;
    now.actor = fixture::actor_of(ActorKind::platform);
    TicketPage page(Audience::platform, at, now);
    page.press(zh(t::cmd_verdict));
    CHECK(page.screen().shows("填好后，这里显示"));
    CHECK(!page.has_live(zh(t::cmd_verdict)));
    CHECK(page.verdict().form.fields.size() == 4);
    Verdict const wanted{Outcome::refund_part, 12'000, Fault::shop, FreightPayer::shop, true, "证据充分"};
    fill_verdict(page, wanted);
    screens::VerdictView const shown = page.verdict();
    CHECK(page.screen().shows("¥120.00"));
    CHECK(shown.next == "待买家退货");
    CHECK(shown.deadline_ms > 0);
    CHECK(shown.parcels.size() == 2);
    CHECK(page.screen().shows("买家寄回商品到：仓库"));
    REQUIRE(shown.payments.size() == 3);
    CHECK(shown.payments[2].back == "¥120.00");
    CHECK(shown.payments[2].stays == "¥135.00");

    page.type(zh(t::verdict_amount), "100");
    CHECK(page.verdict().payments[2].back == "¥100.00");
    page.press(zh(t::verdict_none));
    CHECK(page.verdict().payments[2].back == "¥0.00");
    page.press(zh(t::verdict_part));
    page.type(zh(t::verdict_amount), "120");

    page.press(zh(t::cmd_verdict));
    auto const sent = wire::read_command(*wire::parse_json(page.sent()));
    REQUIRE(sent.ok());
    CHECK(std::get<GiveVerdict>(sent->command).verdict == wanted);
    Decision const decided = decide(at.ticket, sent->command, now);
    REQUIRE(decided.ok());
    fixture::Given then = at;
    then.context = now;
    then.take(*decided);
    std::vector<std::string> told;
    for (std::size_t i = at.history.size(); i < then.history.size(); ++i) {
        std::string words =
            ticket::sentence_of(page.browser().shell(), now.policy, then.ticket, then.history[i].event);
        if (!words.empty()) told.push_back(std::move(words));
    }
    CHECK(shown.events == told);
}

TEST_CASE("an appeal shows the first verdict and what is said against it; another judge gives the second") {
    using namespace ticket_fixture;
    Given const at =
        given(returned(), {reject(), ticket_fixture::escalate(), refund_none(), appeal(ActorKind::buyer)});
    Context other = at.context;
    other.actor = {ActorKind::platform, "p2"};
    TicketPage page(Audience::platform, at, other);
    CHECK(page.screen().shows("首次裁决"));
    CHECK(page.screen().shows("不认可裁决"));
    page.press(zh(t::cmd_verdict));
    CHECK(page.screen().has(ui::Role::region, "申诉"));
    Context first = at.context;
    first.actor = actor_of(ActorKind::platform);
    TicketPage same(Audience::platform, at, first);
    CHECK(!same.has_live(zh(t::cmd_verdict)));
    Mistake const why{Rule::second_judge_needed, "command"};
    CHECK(same.why_dead(zh(t::cmd_verdict)).find(wire::message_for(why, wire::Language::zh_cn)) !=
          std::string::npos);

    Given const over = given(returned(), {reject(), ticket_fixture::escalate(), refund_none(),
                                          appeal(ActorKind::buyer), second_verdict(refund_all())});
    TicketPage done(Audience::merchant, over, over.context);
    CHECK(done.screen().shows("最终裁决"));
}

TEST_CASE("a clock is stopped with words, which both sides read") {
    using namespace ticket_fixture;
    Given const at = given(returned(), {ticket_fixture::freeze()});
    for (Audience const audience : {Audience::buyer, Audience::merchant, Audience::platform}) {
        TicketPage page(audience, at, at.context);
        CHECK(page.screen().shows("等待鉴定"));
    }
}

TEST_CASE("a verdict's page is left by its back link, and can not be opened where nothing is to be decided") {
    fixture::Given const at = dispute();
    TicketPage page(Audience::platform, at, at.context);
    page.press(zh(t::cmd_verdict));
    CHECK(page.browser().shell().route.dialog == "verdict");
    CHECK(page.verdict().page.options.back_href == "#/p/tickets/" + at.ticket.no.value);
    fixture::Given const calm = fixture::given(fixture::returned(), {});
    TicketPage other(Audience::platform, calm, calm.context);
    other.browser().on(HashChanged{"#/p/tickets/" + calm.ticket.no.value + "/verdict"});
    other.screen().draw();
    CHECK(other.has_live(zh(t::cmd_step_in)));
}

}  // namespace afterdesk::app
