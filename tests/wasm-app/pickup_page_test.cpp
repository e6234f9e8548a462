// A door pickup, without a browser: what its buyer fills in, what is sent, and what stands on the ticket.

#include "text/pickup.hpp"
#include "ticket_page.hpp"

namespace afterdesk::app {
namespace {

namespace fixture = ticket_fixture;
using ui::Role;

constexpr Instant morning{1'795'141'800'000};  // 2026-11-20 10:30 in China: tomorrow
PickupSlot slot_at(std::int64_t days_on) {
    return {morning + hours(24 * days_on), morning + hours(24 * days_on + 2)};
}

wire::PickupView offered() {
    wire::PickupView view;
    view.offered = true;
    view.carrier = "SF";
    view.slots = {slot_at(0), slot_at(1)};
    return view;
}
wire::PickupView with_booking(PickupState state) {
    wire::PickupView view = offered();
    view.offered = is_over(state);
    wire::PickupBooking booking{"A1-P1", state, wire::PickupTodo::nothing, slot_at(0)};
    booking.carrier = "SF";
    booking.sender = Address{"林晓", "13800138000", "文三路 8 号"};
    booking.can_change = state == PickupState::booked || state == PickupState::assigned;
    booking.can_cancel = !is_over(state);
    view.booking = booking;
    return view;
}

Browser at_pickup(wire::PickupView const& view, std::string const& dialog = "") {
    Browser browser;
    browser.on(started("#/b/pickup/A1" + (dialog.empty() ? "" : "/" + dialog), ""));
    browser.answer(browser.call("/api/v1/buyer/session"), 200, wire::to_json(session(Audience::buyer)));
    browser.answer(browser.call("/api/v1/buyer/tickets/A1/pickup"), 200, wire::to_json(view));
    return browser;
}

void type(Browser& browser, std::string_view label, std::string const& text) {
    drawn(browser, [&](ui::Headless& page) { page.type_into(label, text); });
}
/// Why the button is dead; empty: it is live.
std::string why_dead(ui::Headless const& page, std::string_view name) {
    ui::Node const* const node = page.control(name);
    REQUIRE(node != nullptr);
    return (node->state & ui::disabled) == 0 ? std::string() : node->description;
}
fixture::Given to_be_sent_back() {
    for (ticket_rows::Row const& row : ticket_rows::goods_rows()) {
        fixture::Given at = fixture::given(row.start(), row.history);
        if (at.ticket.state == State::awaiting_return && at.ticket.return_address) return at;
    }
    FAIL("no such row");
    return {};
}

}  // namespace

TEST_CASE("a pickup can be booked once slot and sender are there, and what is typed is kept nowhere") {
    Browser browser = at_pickup(offered());
    drawn(browser, [](ui::Headless& page) {
        CHECK(page.shows("顺丰速运 · 退货运费由您承担 · 快递员上门取件，取件后自动填写运单号。"));
        CHECK(why_dead(page, "预约上门取件") == "请选择时段，并填写姓名、电话和地址");
    });
    press(browser, "明天 11-20 10:30 – 12:30");
    type(browser, "寄件人姓名", "林晓");
    type(browser, "寄件人电话", "138");
    type(browser, "取件地址", "杭州市西湖区文三路 8 号");
    drawn(browser, [](ui::Headless& page) { CHECK_FALSE(why_dead(page, "预约上门取件").empty()); });
    type(browser, "寄件人电话", "138 0013 8000");
    press(browser, "3 公斤内");
    CHECK(browser.take<Keep>().empty());
    press(browser, "预约上门取件");
    HttpCall const call = browser.call("/api/v1/buyer/tickets/A1/pickup");
    CHECK(call.method == "POST");
    auto const sent = wire::read_pickup_body(*wire::parse_json(call.body));
    REQUIRE(sent.ok());
    CHECK(sent->slot_from == slot_at(0).from);
    CHECK(sent->address == Address{"林晓", "13800138000", "杭州市西湖区文三路 8 号"});
    CHECK(sent->weight_g == 3'000);
    browser.answer(call, 200, wire::to_json(with_booking(PickupState::asked)));
    // The page asks how it stands until the courier has answered.
    browser.answer(browser.call("/api/v1/buyer/tickets/A1/pickup"), 200,
                   wire::to_json(with_booking(PickupState::asked)));
    CHECK(browser.shows("正在预约"));
    CHECK_FALSE(browser.take<SetTimer>().empty());
}

TEST_CASE("a refusal stands at its field") {
    Browser browser = at_pickup(offered());
    press(browser, "明天 11-20 10:30 – 12:30");
    type(browser, "寄件人姓名", "林晓");
    type(browser, "寄件人电话", "13800138000");
    type(browser, "取件地址", "文三路 8 号");
    press(browser, "预约上门取件");
    HttpCall const call = browser.call("/api/v1/buyer/tickets/A1/pickup");
    browser.on(
        HttpDone{call.id, 400, wire::write_api_error({{Rule::unknown_name, "slot_from_ms"}}, false, "r1")});
    CHECK(browser.shows("没有这个选项，请重新选择。"));
}

TEST_CASE("each state says what it is, with what can still be done") {
    struct Row {
        PickupState state;
        char const* words;
        bool changes, ends;
    };
    Row const rows[] = {{PickupState::asked, "正在预约", false, true},
                        {PickupState::unknown, "尚未确认是否约上", false, true},
                        {PickupState::booked, "已预约", true, true},
                        {PickupState::assigned, "快递员已接单", true, true},
                        {PickupState::collected, "已取件", false, false},
                        {PickupState::cancelled, "已取消", false, false},
                        {PickupState::failed, "没有约上", false, false}};
    for (Row const& row : rows) {
        Browser browser = at_pickup(with_booking(row.state));
        drawn(browser, [&](ui::Headless& page) {
            CHECK_MESSAGE(page.shows(row.words), row.words);
            CHECK(page.has(Role::button, "改约时段") == row.changes);
            CHECK(page.has(Role::button, "取消取件") == row.ends);
        });
    }
}

TEST_CASE("it is cancelled by its number, and moved to another slot") {
    Browser browser = at_pickup(with_booking(PickupState::booked), "cancel");
    drawn(browser, [](ui::Headless& page) {
        CHECK(page.has(Role::button, "再想想"));
        CHECK_FALSE(page.has(Role::button, "取消"));
    });
    press(browser, "取消取件");
    HttpCall const ended = browser.call("/api/v1/buyer/tickets/A1/pickup:cancel");
    CHECK(ended.body == R"({"booking_no":"A1-P1"})");
    Browser other = at_pickup(with_booking(PickupState::booked), "change");
    press(other, "后天 11-21 10:30 – 12:30");
    press(other, "改约时段");
    HttpCall const moved = other.call("/api/v1/buyer/tickets/A1/pickup:change");
    CHECK(moved.body == R"({"slot_from_ms":)" + std::to_string(slot_at(1).from.ms) + "}");
}

TEST_CASE("a ticket that waits for its goods leads there, and tells staff who comes") {
    fixture::Given const at = to_be_sent_back();
    BuyerPage buyer(at, at.context);
    CHECK_FALSE(buyer.screen().has(Role::button, "预约上门取件"));
    buyer.tell_pickup(offered());
    CHECK(buyer.screen().has(Role::button, "预约上门取件"));
    BuyerPage waiting(at, at.context);
    waiting.tell_pickup(with_booking(PickupState::booked));
    CHECK(waiting.screen().has(Role::button, "查看上门取件"));
    CHECK(waiting.screen().shows("已预约"));
    TicketPage merchant(Audience::merchant, at, at.context);
    merchant.tell_pickup(with_booking(PickupState::booked));
    CHECK(merchant.screen().shows("上门取件"));
    CHECK(merchant.screen().shows("已预约"));
    CHECK_FALSE(merchant.screen().has(Role::button, "查看上门取件"));
}

}  // namespace afterdesk::app
