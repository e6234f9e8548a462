// The API's documents: what the server writes, the page reads, field by field and byte by byte.

#include "wire/api.hpp"

#include "wire_fixture.hpp"
#include "wire_random.hpp"

using namespace afterdesk;
using namespace afterdesk::wire;
using namespace afterdesk::wire_fixture;
using wire_random::Random;

namespace {

constexpr std::uint64_t seeds = 50;

/// Document → text → document → text; the reader's mistakes instead when there are any.
template <class Document, class Read>
std::string again(Document const& document, Read read) {
    auto const value = parsed(write_json(to_json(document)), answer_limits);
    auto const back = read(value);
    return back.ok() ? write_json(to_json(*back)) : picture(back.error());
}

Order sample_order() {
    Value const order = *parsed(fixture("quote/e1.json")).find("order");
    Mistakes mistakes;
    Order out = read_order(order, "order", mistakes);
    REQUIRE(picture(mistakes) == "");
    return out;
}

TicketSummary summary(Random& random) {
    TicketSummary out;
    out.ticket_no = random.id();
    out.order_no = random.id();
    out.shop_id = random.id();
    out.shop_name = random.text();
    out.buyer_name = random.text();
    out.type = random.one_of(TicketType::virtual_refund);
    out.state = random.one_of(State::closed);
    out.status = random.one_of(ShortStatus::shut);
    out.title = random.text();
    out.spec = random.text();
    out.image = random.text();
    out.line_count = random.number(9);
    out.quantity = random.number(99);
    out.refund_fen = random.fen();
    out.reason = random.text();
    out.applied_at_ms = random.instant().ms;
    if (random.coin()) out.deadline_ms = random.instant().ms;
    out.version = 1 + random.number(99);
    if (random.coin()) out.updated_at_ms = random.instant().ms;
    return out;
}

ShopView shop(Random& random) {
    ShopView out{random.id(), random.text(), "0571-5550101", {}};
    out.addresses = random.list(2, [] { return Address{"售后组", "0571-1", "杭州市余杭区 18 号"}; });
    return out;
}

TicketDetail ticket_detail(Random& random) {
    TicketDetail out;
    out.ticket = random.ticket();
    out.history =
        random.list(4, [&] { return random.event_record(static_cast<std::size_t>(random.number(15))); });
    out.order = sample_order();
    out.shop = shop(random);
    out.buyer_name = random.text();
    out.policy = random.policy();
    return out;
}

}  // namespace

TEST_CASE("sessions, devices, evidence and channel settings come back") {
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        SessionView session;
        session.audience = random.one_of(Audience::platform);
        session.actor_id = random.id();
        session.name = random.text();
        if (random.coin()) session.shop_id = random.id();
        session.shop_name = random.text();
        session.tenant_name = random.text();
        if (random.coin()) session.order_no = random.id();
        session.demo = random.coin();
        session.now_ms = random.instant().ms;
        session.live_seq = random.number(9'999);
        CHECK(again(session, read_session) == write_json(to_json(session)));

        DevicesView devices;
        devices.items = random.list(3, [&] {
            return DevicesView::Item{random.id(),
                                     random.text(),
                                     random.coin(),
                                     random.coin(),
                                     "Chrome",
                                     "Windows",
                                     "203.0.*.*",
                                     random.one_of(SignInWay::demo),
                                     random.instant().ms,
                                     random.instant().ms};
        });
        CHECK(again(devices, read_devices) == write_json(to_json(devices)));

        DemoView const demo{random.list(3, [&] {
            return DemoView::Door{random.one_of(Audience::platform), random.text(), random.text()};
        })};
        CHECK(again(demo, read_demo) == write_json(to_json(demo)));

        EvidenceView const evidence{std::string(64, 'a'),
                                    random.fen(),
                                    random.number(9'999),
                                    random.number(9'999),
                                    random.one_of(EvidenceKind::report),
                                    random.text(),
                                    random.coin()};
        CHECK(again(evidence, read_evidence) == write_json(to_json(evidence)));
        UploadView const upload{random.id(), random.fen(), random.fen()};
        CHECK(again(upload, read_upload) == write_json(to_json(upload)));

        ChannelView const channel{random.one_of(RefundWay::simulated),
                                  random.number(9),
                                  {random.number(60'000), random.number(9), random.number(9), random.coin()}};
        CHECK(again(channel, read_channel_view) == write_json(to_json(channel)));
    }
}

TEST_CASE("pages of orders and tickets come back") {
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        OrderPage orders;
        orders.items = random.list(3, [&] {
            OrderSummary out{
                random.id(), random.id(), random.text(), random.instant().ms, random.fen(), {}, {}, 0};
            out.shipping = random.one_of(Shipping::received);
            out.lines = random.list(3, [&] {
                return OrderLineView{1 + random.number(9), random.text(),        random.text(),
                                     random.text(),        1 + random.number(9), random.fen()};
            });
            out.open_tickets = random.number(4);
            return out;
        });
        if (random.coin()) orders.next_cursor = "1794900000000:" + random.id();
        CHECK(again(orders, read_order_page) == write_json(to_json(orders)));

        TicketPage tickets;
        tickets.items = random.list(3, [&] { return summary(random); });
        for (int i = 0; i < 4; ++i) tickets.counts[random.one_of(ShortStatus::shut)] = random.number(99);
        CHECK(again(tickets, read_ticket_page) == write_json(to_json(tickets)));
    }
}

TEST_CASE("details of orders and tickets come back") {
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        OrderDetail order;
        order.order = sample_order();
        order.shop = shop(random);
        order.buyer_name = random.text();
        order.claims = random.list(3, [&] { return random.claim(); });
        order.applications = random.number(9);
        order.policy = random.policy();
        order.tickets = random.list(2, [&] { return summary(random); });
        CHECK(again(order, read_order_detail) == write_json(to_json(order)));

        TicketDetail const ticket = ticket_detail(random);
        CHECK(again(ticket, read_ticket_detail) == write_json(to_json(ticket)));
    }
}

TEST_CASE("an error tells every mistake, in either language, and the ticket as it is") {
    Random random(7);
    Mistakes const mistakes = {{Rule::stale_version, "version", 4}, {Rule::too_long, "text", 500}};
    TicketDetail const current = ticket_detail(random);
    std::string const text = write_api_error(mistakes, true, "req-1", &current);
    Value const error = *parsed(text, answer_limits).find("error");
    CHECK(*error.find("code")->as<std::string>() == "stale_version");
    CHECK(*error.find("message")->as<std::string>() == message_for(mistakes[0], Language::en));

    ApiError const read = read_api_error(text);
    CHECK(read.mistakes == mistakes);
    CHECK(read.request_id == "req-1");
    auto const there = read_current(text);
    REQUIRE(there);
    CHECK(write_json(to_json(*there)) == write_json(to_json(current)));

    ApiError const chinese = read_api_error(write_api_error(mistakes, false, "req-2"));
    CHECK(chinese.mistakes == mistakes);
    CHECK(!read_current(write_api_error(mistakes, false, "req-2")));
}

TEST_CASE("a body that is no error document becomes one") {
    char const* const no_mistakes =
        R"({"error":{"code":"failed","message":"","path":"","request_id":"","errors":[]}})";
    for (char const* body :
         {"", "<html>502</html>", "{}", R"({"error":{}})", R"({"error":{"code":"failed"}})", no_mistakes}) {
        CAPTURE(body);
        CHECK(read_api_error(body).mistakes == Mistakes{{Rule::failed, "", -1}});
    }
}

TEST_CASE("readers of what clients send are strict: unknown keys, wrong types, missing fields") {
    std::string const settings =
        R"({"delay_ms":0,"fail_next":0,"lose_answer_next":0,"duplicate_answers":false})";
    auto const mistakes = [](std::string const& text) {
        auto const read = read_channel_body(parsed(text));
        return read.ok() ? std::string() : picture(read.error());
    };
    CHECK(mistakes(settings) == "");
    CHECK(mistakes(with(settings, "0", "-1")) == "must_not_be_negative delay_ms");
    CHECK(mistakes(with(settings, "0", "60001")) == "too_large delay_ms");
    CHECK(mistakes(with(settings, "false", "0")) == "wrong_type duplicate_answers");
    CHECK(mistakes(with(settings, "fail_next", "fail_nxt")) == "missing_key fail_next; unknown_key fail_nxt");
    CHECK(from_name<Audience>("merchant") == Audience::merchant);
    CHECK(!from_name<Audience>("system"));
}
