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

TEST_CASE("inspection begins with all pieces accepted, and asks for proof of what is refused") {
    fixture::Given const at =
        fixture::given(fixture::inspected(), {fixture::agree(), fixture::ship_back(), fixture::look_at()});
    TicketPage page(Audience::merchant, at, at.context, {390, 844});
    page.press(zh(t::cmd_inspect));
    CHECK(page.has_live(zh(t::cmd_inspect)));
    page.press_nth_decrease(1);
    CHECK(page.screen().shows("不合格 1 件，将寄回买家"));
    CHECK(!page.has_live(zh(t::cmd_inspect)));
    page.show_picture("e3");
    CHECK(page.has_live(zh(t::cmd_inspect)));
    CHECK(page.screen().shows("¥150.00"));
    page.press(zh(t::cmd_inspect));
    auto const sent = wire::read_command(*wire::parse_json(page.sent()));
    REQUIRE(sent.ok());
    CHECK(std::get<Inspect>(sent->command).inspection.lines ==
          std::vector<InspectedLine>{{1, 1, 1}, {2, 1, 0}});
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
