// What the mall says of an order beside the sale, without a browser: its own fields, what others paid back,
// and what speaks against a ticket; for staff alone.

#include "browser.hpp"
#include "domain/ticket/personal.hpp"
#include "text/desk.hpp"

namespace afterdesk::app {
namespace {

using ui::Role;

constexpr char const* its_no = "AS2026112100000001";
constexpr Instant cancelled_at{1'795'000'060'000};

void add_facts(Order& order) {
    order.external = {{"直播间", "晚八点 <b>618</b>"}, {"note", std::string(200, 'x')}};
    order.prior = {{"MALL-1", {"w1"}, 5'000, Instant{1'795'000'000'000}, {{1, 2}}},
                   {"MALL-2", {"w1"}, 100, std::nullopt, {}}};
}

wire::TicketDetail told_of() {
    wire::TicketDetail detail = ticket_detail(State::awaiting_merchant, 1);
    add_facts(detail.order);
    detail.order.cancelled_at = cancelled_at;
    return detail;
}

Browser at_ticket(Audience audience, wire::TicketDetail const& detail) {
    constexpr char letters[] = {'b', 'm', 'p'};
    auto const at = static_cast<std::size_t>(audience);
    std::string const root = "/api/v1/" + std::string(wire::name_of(audience));
    Browser browser;
    browser.on(started(std::string("#/") + letters[at] + "/tickets/" + its_no, ""));
    browser.answer(browser.call(root + "/session"), 200, wire::to_json(session(audience)));
    browser.answer(browser.call(root + "/tickets/" + its_no), 200, wire::to_json(detail));
    return browser;
}

}  // namespace

TEST_CASE(
    "staff see the mall's own fields and what others paid back, on phones and desktops; buyers do not") {
    for (Audience const audience : {Audience::merchant, Audience::platform, Audience::buyer}) {
        bool const staffs = audience != Audience::buyer;
        Browser browser = at_ticket(audience, told_of());
        for (float const width : {390.0f, 1280.0f}) {
            drawn(
                browser,
                [&](ui::Headless& page) {
                    CHECK(page.has(Role::region, "商城附加信息") == staffs);
                    CHECK(page.shows("晚八点 <b>618</b>") == staffs);
                    CHECK(page.has(Role::region, "商城或渠道后台已退的款") == staffs);
                    CHECK(page.shows("¥50.00") == staffs);
                    CHECK(page.shows("羊绒衫 ×2") == staffs);
                    CHECK(page.shows("MALL-2") == staffs);
                    CHECK(page.shows("不是本系统退的") == staffs);
                },
                ui::Viewport{width});
        }
    }
    Browser english = at_ticket(Audience::merchant, told_of());
    english.want(screens::ToggleLanguage{});
    CHECK(english.shows("Paid back by others"));
    CHECK(english.shows("The mall's own notes"));
}

TEST_CASE("erased fields of the mall say so") {
    wire::TicketDetail detail = told_of();
    detail.order.external[0].value = std::string(erased_mark);
    Browser browser = at_ticket(Audience::merchant, detail);
    CHECK(browser.shows("已按要求删除"));
    CHECK_FALSE(browser.shows(erased_mark));
}

TEST_CASE("an order that says nothing beside the sale adds nothing to its ticket") {
    wire::TicketDetail detail = ticket_detail(State::awaiting_merchant, 1);
    detail.order.lines[0].deliveries = in_one_delivery(1, std::nullopt);
    Browser browser = at_ticket(Audience::merchant, detail);
    CHECK_FALSE(browser.shows("商城附加信息"));
    CHECK_FALSE(browser.shows("商城或渠道后台已退的款"));
    CHECK(browser.ticket_view().signals.empty());
}

TEST_CASE("whoever asks for a buyer sees why less is left") {
    Browser browser;
    browser.on(started("#/m/orders/E1/apply/refund_unshipped", ""));
    browser.answer(browser.call("/api/v1/merchant/session"), 200, wire::to_json(session(Audience::merchant)));
    wire::OrderDetail order = order_detail();
    add_facts(order.order);
    browser.answer(browser.call("/api/v1/merchant/orders/E1"), 200, wire::to_json(order));
    CHECK(browser.apply_view().for_buyer.others.size() == 4);
    CHECK(browser.shows("MALL-1"));
    CHECK(browser.shows("直播间"));
}

TEST_CASE("what the mall says against a ticket that runs stands above it for staff, and in its history") {
    wire::TicketDetail detail = told_of();
    detail.history = {{1, Instant{1'795'000'000'000}, Actor{}, Withdrawn{}},
                      {2, Instant{1'795'000'120'000}, Actor{}, Rated{}}};
    Browser browser = at_ticket(Audience::merchant, detail);
    auto const view = browser.ticket_view();
    REQUIRE(view.signals.size() == 2);  // nothing of the order was sent, and the goods are to come back
    CHECK(view.signals[0].find("商城已于") == 0);
    CHECK(view.signals[1] == std::string(t::signal_unsent.zh));
    REQUIRE(view.history.size() == 3);
    CHECK(view.history[1].words == "商城取消了订单");
    CHECK(view.history[1].who == "商城");

    CHECK(at_ticket(Audience::buyer, detail).ticket_view().signals.empty());

    detail.order.lines[0].deliveries = in_one_delivery(1, std::nullopt);
    CHECK(at_ticket(Audience::merchant, detail).ticket_view().signals.size() == 1);
    detail.ticket.state = State::completed;
    CHECK(at_ticket(Audience::merchant, detail).ticket_view().signals.empty());
}

}  // namespace afterdesk::app
