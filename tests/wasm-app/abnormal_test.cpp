// Where a refund goes that WeChat Pay could not pay out, without a browser: who may say it, what is sent, and
// that nothing of a buyer's card outlives the dialog.

#include "browser.hpp"
#include "wire/staff_api.hpp"

namespace afterdesk::app {
namespace {

using ui::Role;

constexpr char const* no = "AS2026112100000001";
constexpr char const* card = "6214 8300 1234 5678";
constexpr char const* holder = "欧阳持卡人";

wire::TicketDetail failed_with(std::string failure) {
    wire::TicketDetail detail = ticket_detail(State::refund_failed, 7);
    RefundPart part;
    part.refund_no = std::string(no) + "-1";
    part.payment_id = PaymentId{"w1"};
    part.amount_fen = 9'667;
    part.status = PartStatus::failed;
    part.failure = std::move(failure);
    detail.ticket.refunds = {part};
    return detail;
}

EventRecord failed_before(char const* failure) {
    return {1, Instant{1'795'000'000'000}, Actor{}, RefundPartFailed{std::string(no) + "-1", failure}};
}

Browser at_dialog(wire::TicketDetail const& detail, Audience audience = Audience::merchant,
                  std::optional<Rights> rights = std::nullopt) {
    bool const shop = audience == Audience::merchant;
    Browser browser;
    browser.on(started(std::string(shop ? "#/m" : "#/p") + "/refund-to/" + no, ""));
    wire::SessionView view = session(audience);
    if (rights) view.rights = list_of(*rights);
    std::string const root = std::string("/api/v1/") + (shop ? "merchant" : "platform");
    browser.answer(browser.call(root + "/session"), 200, wire::to_json(view));
    if (rights && !rights->has(Right::pay_refunds)) return browser;
    browser.answer(browser.call(root + "/tickets/" + no), 200, wire::to_json(detail));
    browser.model.shell.effects.clear();
    return browser;
}

void type(Browser& browser, std::string_view label, std::string_view words) {
    drawn(browser, [&](ui::Headless& page) { page.type_into(label, words); });
}
/// Picks the first bank and fills in the card.
void fill_card(Browser& browser) {
    press(browser, "买家的银行卡");
    drawn(browser, [](ui::Headless& page) { page.choose("开户银行", "招商银行"); });
    type(browser, "卡号", card);
    type(browser, "持卡人姓名", holder);
}

/// The words stand in nothing that the page keeps, sends elsewhere or shows.
bool stands_anywhere(Browser& browser, std::string_view words) {
    bool found = browser.shows(words);
    for (Effect const& effect : browser.shell().effects) {
        if (auto const* keep = std::get_if<Keep>(&effect))
            found |= keep->text.find(words) != std::string::npos;
        if (auto const* store = std::get_if<Store>(&effect))
            found |= store->text.find(words) != std::string::npos;
        if (auto const* to = std::get_if<Navigate>(&effect))
            found |= to->hash.find(words) != std::string::npos;
    }
    return found;
}

}  // namespace

TEST_CASE("the dialog says what happened, both ways, and what each means for the buyer; phone and desktop") {
    for (float const width : {390.0f, 1280.0f}) {
        Browser browser = at_dialog(failed_with("ABNORMAL"));
        drawn(
            browser,
            [](ui::Headless& page) {
                CHECK(page.has(Role::dialog, "指定退款去向"));
                CHECK(page.shows("钱没能退回买家原来付款的账户"));
                CHECK(page.shows("买家的银行卡"));
                CHECK(page.shows("商户的结算账户"));
                CHECK(is_dead(page, "指定退款去向"));
                CHECK_FALSE(page.has(Role::field, "卡号"));
                page.press("商户的结算账户");
            },
            ui::Viewport{width});
        drawn(
            browser,
            [](ui::Headless& page) {
                CHECK(page.shows("买家暂时收不到钱"));
                CHECK(page.shows("改退到余额"));
                CHECK_FALSE(page.has(Role::field, "卡号"));
                CHECK_FALSE(is_dead(page, "指定退款去向"));
                page.press("买家的银行卡");
            },
            ui::Viewport{width});
        drawn(
            browser,
            [](ui::Headless& page) {
                CHECK(page.shows("1 到 3 个工作日"));
                CHECK(page.has(Role::field, "卡号"));
                CHECK(page.find(Role::field, "卡号")->autocomplete == "off");
                CHECK(page.find(Role::field, "持卡人姓名")->autocomplete == "off");
                CHECK(is_dead(page, "指定退款去向"));
            },
            ui::Viewport{width});
    }
}

TEST_CASE("what was said is sent once, and of the card nothing stays") {
    Browser browser = at_dialog(failed_with("ABNORMAL"));
    fill_card(browser);
    press(browser, "指定退款去向");
    HttpCall const call = browser.call(std::string("/api/v1/merchant/tickets/") + no + "/abnormal-refund");
    CHECK(call.body == std::string(R"({"refund_no":")") + no +
                           R"(-1","version":7,"target":"buyer","bank":"cmb","account":"6214830012345678",)" +
                           R"("name":")" + holder + R"("})");
    browser.want(screens::Submit{});
    CHECK(browser.take<HttpCall>().empty());
    wire::TicketDetail after = failed_with("");
    after.ticket.state = State::refunding;
    after.ticket.refunds[0].status = PartStatus::pending;
    browser.answer(call, 200, wire::to_json(after));
    CHECK_FALSE(stands_anywhere(browser, "6214"));
    CHECK_FALSE(stands_anywhere(browser, holder));
    CHECK(browser.shell().toasts.back().text.find("已交给微信支付") != std::string::npos);
    browser.follow();
    CHECK(browser.shell().route.screen == Screen::ticket);
    CHECK(browser.shell().route.id == no);
}

TEST_CASE("to the merchant's account nothing of a card goes, even when one had been typed") {
    Browser browser = at_dialog(failed_with("ABNORMAL"), Audience::platform);
    fill_card(browser);
    press(browser, "商户的结算账户");
    press(browser, "指定退款去向");
    CHECK(browser.call(std::string("/api/v1/platform/tickets/") + no + "/abnormal-refund").body ==
          std::string(R"({"refund_no":")") + no + R"(-1","version":7,"target":"merchant"})");
}

TEST_CASE("whoever leaves the dialog and comes back finds it empty, and so does who closes it") {
    for (char const* elsewhere : {"#/m/work", "#/m/tickets/AS2026112100000001", "#/m/sign-in"}) {
        Browser browser = at_dialog(failed_with("ABNORMAL"));
        fill_card(browser);
        CHECK(browser.shows("6214"));
        browser.on(HashChanged{elsewhere});
        browser.model.shell.effects.clear();
        browser.on(HashChanged{std::string("#/m/refund-to/") + no});
        CHECK_FALSE(stands_anywhere(browser, "6214"));
        CHECK_FALSE(stands_anywhere(browser, holder));
    }
}

TEST_CASE("a number that is none of a card is said at its field, and is not sent") {
    struct Row {
        char const *typed, *why;
    };
    for (Row const& row : {Row{"62148300123", "too short"}, Row{"62148300123456789012", "too long"},
                           Row{"6214830012345x78", "a letter"}}) {
        Browser browser = at_dialog(failed_with("ABNORMAL"));
        fill_card(browser);
        type(browser, "卡号", row.typed);
        drawn(browser, [&](ui::Headless& page) {
            CHECK_MESSAGE(is_dead(page, "指定退款去向"), row.why);
            CHECK(page.shows("12 到 19 位数字"));
        });
    }
}

TEST_CASE("what the server refuses is said with what to do, and the ticket is fetched again where it moved") {
    struct Row {
        Mistake mistake;
        int status;
        char const* says;
        bool fetches;
    };
    Row const rows[] = {
        {{Rule::stale_version, "version", 8}, 409, "请确认后再操作", true},
        {{Rule::refund_part_unknown, "refund_no"}, 422, "不再把这笔退款标为异常", true},
        {{Rule::busy, ""}, 503, "卡号无法加密，什么也没有保存", false},
        {{Rule::bad_characters, "account"}, 422, "卡号应为 12 到 19 位数字", false},
    };
    for (Row const& row : rows) {
        CAPTURE(row.says);
        Browser browser = at_dialog(failed_with("ABNORMAL"));
        fill_card(browser);
        press(browser, "指定退款去向");
        HttpCall const call =
            browser.call(std::string("/api/v1/merchant/tickets/") + no + "/abnormal-refund");
        browser.on(HttpDone{call.id, row.status, wire::write_api_error({row.mistake}, false, "r")});
        CHECK(browser.shows(row.says));
        bool fetches = false;
        for (HttpCall const& again : browser.take<HttpCall>())
            fetches |= again.path == std::string("/api/v1/merchant/tickets/") + no;
        CHECK(fetches == row.fetches);
    }
    Browser browser = at_dialog(failed_with("ABNORMAL"));
    fill_card(browser);
    press(browser, "指定退款去向");
    HttpCall const call = browser.call(std::string("/api/v1/merchant/tickets/") + no + "/abnormal-refund");
    browser.on(HttpDone{call.id, 0, ""});
    CHECK(browser.shows("6214"));  // to be sent again; nothing waits for the network by itself
    CHECK(browser.take<Keep>().empty());
}

TEST_CASE("a key that changed, and what the channel refused, have their own words") {
    wire::TicketDetail changed = failed_with("KEY_CHANGED");
    changed.history = {failed_before("ABNORMAL"), failed_before("KEY_CHANGED")};
    Browser browser = at_dialog(changed);
    CHECK(browser.shows("更换了加密密钥"));
    wire::TicketDetail refused = failed_with("PARAM_ERROR");
    refused.history = {failed_before("ABNORMAL")};
    browser = at_dialog(refused);
    CHECK(browser.shows("没有接受上次指定的去向（PARAM_ERROR）"));
}

TEST_CASE("no dialog for what its channel does not call abnormal, nor without the right") {
    for (char const* failure : {"NOT_ENOUGH", "RETURNED_TO_MERCHANT"}) {
        Browser browser = at_dialog(failed_with(failure));
        drawn(browser, [](ui::Headless& page) {
            CHECK(page.shows("没有等待指定去向的退款"));
            CHECK_FALSE(page.has(Role::dialog));
            CHECK(page.has(Role::button, "返回售后单"));
        });
    }
    Browser browser = at_dialog(failed_with("ABNORMAL"), Audience::merchant, Rights{Right::review_tickets});
    CHECK(browser.take<HttpCall>().empty());
    drawn(browser, [](ui::Headless& page) { CHECK_FALSE(page.has(Role::dialog)); });
}

TEST_CASE("of several failed refunds one is chosen, and the others are said to be tried again") {
    wire::TicketDetail detail = failed_with("ABNORMAL");
    RefundPart other = detail.ticket.refunds[0];
    other.refund_no = std::string(no) + "-2";
    other.amount_fen = 100;
    detail.ticket.refunds.push_back(other);
    Browser browser = at_dialog(detail);
    press(browser, "¥1.00");
    press(browser, "商户的结算账户");
    CHECK(browser.shows("其他失败的退款会同时重试"));
    press(browser, "指定退款去向");
    HttpCall const call = browser.call(std::string("/api/v1/merchant/tickets/") + no + "/abnormal-refund");
    CHECK(call.body.find("-2\"") != std::string::npos);
}

TEST_CASE("the ticket leads to it where a refund is abnormal, and in English too") {
    Browser browser;
    browser.on(started(std::string("#/m/tickets/") + no, ""));
    browser.answer(browser.call("/api/v1/merchant/session"), 200, wire::to_json(session(Audience::merchant)));
    for (char const* failure : {"ABNORMAL", "NOT_ENOUGH"}) {
        browser.ticket().ticket.value = failed_with(failure);
        browser.ticket().ticket.state = screens::Phase::ready;
        browser.ticket().no = no;
        auto const view = browser.ticket_view();
        auto const found = std::find_if(view.actions.begin(), view.actions.end(),
                                        [](auto const& action) { return action.label == "指定退款去向"; });
        CHECK((found != view.actions.end()) == (std::string_view(failure) == "ABNORMAL"));
        if (found != view.actions.end()) CHECK(found->href == std::string("#/m/refund-to/") + no);
        // One stands out: the way that can work.
        std::vector<std::string> main;
        for (auto const& action : view.actions)
            if (action.kind == ui::ButtonKind::primary) main.push_back(action.label);
        CHECK(main == std::vector<std::string>{found != view.actions.end() ? "指定退款去向" : "重试退款"});
    }
    Browser dialog = at_dialog(failed_with("ABNORMAL"));
    dialog.want(screens::ToggleLanguage{});
    CHECK(dialog.shows("Nobody has the money yet"));
    CHECK(dialog.shows("The buyer's bank card"));
}

TEST_CASE("the health page leads to it") {
    Browser browser;
    browser.on(started("#/p/health", ""));
    browser.answer(browser.call("/api/v1/platform/session"), 200, wire::to_json(session(Audience::platform)));
    wire::HealthView health;
    wire::HealthView::Item item;
    item.check = wire::HealthCheck::refund_failed;
    item.level = wire::HealthLevel::bad;
    item.count = 2;
    item.tickets = {{no, "ABNORMAL", 0}, {"AS2026112100000002", "NOT_ENOUGH", 0}};
    health.checks = {item};
    browser.answer(browser.call("/api/v1/platform/health"), 200, wire::to_json(health));
    drawn(browser, [](ui::Headless& page) {
        ui::Node const* const link = page.find(Role::link, std::string("指定去向：") + no);
        REQUIRE(link != nullptr);
        CHECK(link->href == std::string("#/p/refund-to/") + no);
        CHECK_FALSE(page.has(Role::link, "指定去向：AS2026112100000002"));
        CHECK(page.shows("需指定去向 · ABNORMAL"));
    });
}

}  // namespace afterdesk::app
