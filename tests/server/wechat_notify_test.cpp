// Refunds by WeChat Pay through the whole service: asked for, asked about, told of, each once.

#include "server/wechat_sample.hpp"
#include "server/world.hpp"

using namespace afterdesk;
using test::ScriptedHttps;
using world::World;

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;
/// What becomes of somebody who signs in no way that counts.
constexpr char const* stranger = "stranger";

struct WechatDesk {
    std::shared_ptr<ScriptedHttps> https = std::make_shared<ScriptedHttps>();
    World site;
    std::string ticket_no;
    RefundPart part;

    WechatDesk() {
        auto const clock = [this] { return Instant{site.now_ms.load()}; };
        site.parties.payments = {{PaymentChannel::wechat, test::wechat_payments(https, clock)}};
        site.start();
        // A folder that was no demo has no book of a simulated channel.
        std::filesystem::remove(outside::simulated::book_file(site.folder.path()));
        Ticket const ticket = site.refund_one().ticket;
        ticket_no = ticket.no.value;
        part = ticket.refunds.front();
    }
    Instant now() const { return {site.now_ms.load()}; }
    State state() { return site.look(ticket_no).ticket.state; }
    void answer(int status, std::string body) {
        https->answer(status, std::move(body), [this] { return now(); });
    }
    std::string of_refund(std::string_view status, Fen more = 0) const {
        return wire::write_json(wire::Object{{"out_refund_no", part.refund_no},
                                             {"status", status},
                                             {"amount", wire::Object{{"refund", part.amount_fen + more}}}});
    }
    int run() { return site.service->jobs.run_due(); }
    /// It is taken on, and does not come through.
    void comes_to_nothing() {
        answer(200, of_refund("PROCESSING"));
        run();
        answer(200, of_refund("ABNORMAL"));
        site.pass(minutes(10));
        run();
        CHECK(state() == State::refund_failed);
    }
    /// The words between the method and the next line: what the n-th question was.
    std::string asked(std::size_t n) const {
        auto const& request = https->asked.at(n);
        return request.method + " " + request.url;
    }
    std::string notice(std::string_view status, Fen more = 0, std::string const& number = "") const {
        wire::Object const refund{{"mchid", test::wechat_mchid},
                                  {"out_refund_no", number.empty() ? part.refund_no : number},
                                  {"refund_status", status},
                                  {"amount", wire::Object{{"refund", part.amount_fen + more}}}};
        return test::wechat_notice("REFUND." + std::string(status), wire::write_json(refund));
    }
    /// "": it was taken; else the rule that it broke, or "stranger".
    std::string tell(std::string const& body, Fields const& fields) {
        auto const header = [&](std::string_view name) {
            for (auto const& field : fields) {
                if (field.first == name) return std::string_view(field.second);
            }
            return std::string_view();
        };
        if (!site.service->jobs.is_signed("wechat", {header, body})) return stranger;
        auto const refused = site.service->jobs.take_notice("wechat", {header, body});
        return refused ? std::string(wire::name_of(refused->front().rule)) : std::string();
    }
    std::string tell(std::string const& body) { return tell(body, test::signed_by_channel(body, now())); }
};

std::string const refunds = "https://api.mch.weixin.qq.com/v3/refund/domestic/refunds";

}  // namespace

TEST_CASE("WeChat Pay takes a refund on, and is asked until it is paid") {
    WechatDesk desk;
    desk.answer(200, desk.of_refund("PROCESSING"));
    desk.answer(200, desk.of_refund("PROCESSING"));
    desk.answer(200, desk.of_refund("SUCCESS"));
    CHECK(desk.run() == 1);
    CHECK(desk.asked(0) == "POST " + refunds);
    CHECK(desk.https->asked[0].body ==
          R"({"out_trade_no":"w1","out_refund_no":")" + desk.part.refund_no +
              R"(","reason":"not_wanted","notify_url":"https://desk.example/api/v1/notify/wechat",)"
              R"("amount":{"refund":6667,"total":16000,"currency":"CNY"}})");
    CHECK(desk.state() == State::refunding);
    for (int i = 0; i < 2; ++i) {
        desk.site.pass(minutes(1));
        CHECK(desk.run() == 1);
    }
    CHECK(desk.asked(1) == "GET " + refunds + "/" + desk.part.refund_no);
    CHECK(desk.asked(2) == desk.asked(1));
    CHECK(desk.state() == State::completed);
    CHECK(desk.https->asked.size() == 3);
    CHECK(desk.site.service->jobs.refund_way() == wire::RefundWay::channels);
    CHECK(desk.site.differences().empty());
}

TEST_CASE("what it tells settles the refund, once, however often it tells it") {
    WechatDesk desk;
    desk.answer(200, desk.of_refund("PROCESSING"));
    desk.run();
    std::string const body = desk.notice("SUCCESS");
    Fields const fields = test::signed_by_channel(body, desk.now());
    CHECK(desk.tell(body, fields) == "");
    Ticket const settled = desk.site.look(desk.ticket_no).ticket;
    CHECK(settled.state == State::completed);
    CHECK(desk.tell(body, fields) == "");
    CHECK(desk.tell(desk.notice("SUCCESS")) == "");
    CHECK(desk.site.look(desk.ticket_no).ticket == settled);
    desk.site.pass(hours(1));
    CHECK(desk.run() == 0);
    CHECK(desk.site.differences().empty());
}

TEST_CASE(
    "closed and abnormal refunds wait for a person, and a late success after them is no second payment") {
    for (char const* status : {"CLOSED", "ABNORMAL"}) {
        WechatDesk desk;
        desk.answer(200, desk.of_refund("PROCESSING"));
        desk.run();
        desk.answer(200, desk.of_refund(status));
        CHECK(desk.tell(desk.notice(status)) == "");
        CHECK(desk.state() == State::refunding);
        CHECK(desk.run() == 1);
        Ticket const failed = desk.site.look(desk.ticket_no).ticket;
        CHECK(failed.state == State::refund_failed);
        CHECK(failed.refunds.front().failure == status);
        CHECK(desk.tell(desk.notice("SUCCESS")) == "");
        CHECK(desk.site.look(desk.ticket_no).ticket.paid_twice.empty());
        CHECK(desk.site.differences().empty());
    }
}

TEST_CASE("who does not sign, now, this body, with a key that is known, is not let in") {
    WechatDesk desk;
    desk.answer(200, desk.of_refund("PROCESSING"));
    desk.run();
    std::string const body = desk.notice("SUCCESS");
    Fields const right = test::signed_by_channel(body, desk.now());
    auto const changed = [&](std::size_t field, std::string const& value) {
        Fields fields = right;
        fields[field].second = value;
        return desk.tell(body, fields);
    };
    CHECK(desk.tell(body, {}) == stranger);
    CHECK(desk.tell(body + " ", right) == stranger);
    CHECK(changed(2, "WECHATPAY/SIGNTEST/" + right[2].second) == stranger);
    CHECK(changed(2, "AAAA") == stranger);
    CHECK(changed(3, "PUB_KEY_ID_1") == stranger);
    for (std::int64_t const seconds : {-300, 300, -3'600}) {
        CHECK(desk.tell(body, test::signed_by_channel(body, {desk.now().ms + seconds * 1'000})) == stranger);
    }
    CHECK(desk.state() == State::refunding);
    CHECK(desk.tell(body, test::signed_by_channel(body, {desk.now().ms - 299'000})) == "");
    CHECK(desk.state() == State::completed);
}

TEST_CASE("signed and yet not ours: another amount, an unknown number; other events are heard and left") {
    WechatDesk desk;
    desk.answer(200, desk.of_refund("PROCESSING"));
    desk.run();
    CHECK(desk.tell(desk.notice("SUCCESS", 1)) == "sums_do_not_add_up");
    CHECK(desk.tell(desk.notice("SUCCESS", 0, "AS-nobody-1")) == "not_found");
    CHECK(desk.tell(test::wechat_notice("SECURITY_ECHO.SUCCESS", "{}")) == "");
    CHECK(desk.tell(R"({"event_type":"REFUND.SUCCESS"})") == "missing_key");
    CHECK(desk.state() == State::refunding);
}

TEST_CASE("no answer, or one that nobody signed: the number is asked about before it is asked for again") {
    WechatDesk desk;
    desk.answer(404, R"({"code":"RESOURCE_NOT_EXISTS"})");
    desk.https->replies.push_front([](auto const&) -> Result<outside::HttpsAnswer, std::string> {
        return Err{std::string("Timeout was reached")};
    });
    desk.https->replies.emplace_back([&](auto const&) -> Result<outside::HttpsAnswer, std::string> {
        return outside::HttpsAnswer{200, {}, desk.of_refund("SUCCESS")};  // forged
    });
    desk.answer(200, desk.of_refund("SUCCESS"));
    CHECK(desk.run() == 1);
    desk.site.pass(minutes(10));
    CHECK(desk.run() == 1);
    CHECK(desk.asked(1).starts_with("GET "));
    CHECK(desk.asked(2).starts_with("POST "));
    CHECK(desk.state() == State::refunding);
    desk.site.pass(minutes(10));
    CHECK(desk.run() == 1);
    CHECK(desk.asked(3).starts_with("GET "));
    CHECK(desk.https->asked.size() == 4);
    CHECK(desk.state() == State::completed);
}

TEST_CASE("a definite no is a person's; too many calls are not repeated within a minute") {
    WechatDesk desk;
    desk.answer(429, R"({"code":"FREQUENCY_LIMITED"})");
    desk.answer(404, R"({"code":"RESOURCE_NOT_EXISTS"})");
    desk.answer(403, R"({"code":"NOT_ENOUGH"})");
    CHECK(desk.run() == 1);
    desk.site.pass({59'999});
    CHECK(desk.run() == 0);
    desk.site.pass({1});
    CHECK(desk.run() == 1);
    Ticket const failed = desk.site.look(desk.ticket_no).ticket;
    CHECK(failed.state == State::refund_failed);
    CHECK(failed.refunds.front().failure == "NOT_ENOUGH");
    CHECK(desk.site.differences().empty());
}

TEST_CASE("two refunds of one payment go out a minute apart, and each knows of the other") {
    WechatDesk desk;
    Ticket const second = desk.site.refund_one().ticket;
    desk.answer(200, desk.of_refund("PROCESSING"));
    desk.run();
    CHECK(desk.https->asked.size() == 1);
    desk.tell(desk.notice("SUCCESS"));
    desk.part = second.refunds.front();
    desk.answer(404, R"({"code":"RESOURCE_NOT_EXISTS"})");
    desk.answer(200, desk.of_refund("PROCESSING"));
    desk.site.pass({59'000});
    desk.run();
    CHECK(desk.https->asked.size() == 1);
    desk.site.pass({1'000});
    desk.run();
    CHECK(desk.asked(1).starts_with("GET "));
    CHECK(desk.asked(2).starts_with("POST "));
}

TEST_CASE("a refund out of the channel's time fails before anybody is asked") {
    WechatDesk desk;
    desk.site.pass(days(365));
    desk.run();
    CHECK(desk.https->asked.empty());
    Ticket const failed = desk.site.look(desk.ticket_no).ticket;
    CHECK(failed.state == State::refund_failed);
    CHECK(failed.refunds.front().failure == "OUT_OF_TIME");
}

TEST_CASE("once it was asked for, nobody but the channel says that its time is over") {
    WechatDesk desk;
    desk.https->replies.emplace_back([](auto const&) -> Result<outside::HttpsAnswer, std::string> {
        return Err{std::string("Timeout was reached")};
    });
    desk.run();
    desk.answer(404, R"({"code":"RESOURCE_NOT_EXISTS"})");  // it has it, and does not see it yet
    desk.answer(200, desk.of_refund("PROCESSING"));
    desk.answer(200, desk.of_refund("SUCCESS"));
    desk.site.pass(days(365));
    desk.run();
    CHECK(desk.asked(1).starts_with("GET "));
    CHECK(desk.asked(2).starts_with("POST "));
    desk.site.pass(minutes(10));
    desk.run();
    CHECK(desk.state() == State::completed);
}

TEST_CASE("a no that comes late, when the refund was asked for again and is paid, makes nobody pay again") {
    WechatDesk desk;
    desk.comes_to_nothing();
    // Somebody mended it at the channel; its first notice was not taken then, and comes once more.
    desk.site.must(desk.site.merchant, desk.ticket_no, RetryRefund{});
    desk.answer(500, R"({"code":"SYSTEM_ERROR"})");
    desk.run();
    CHECK(desk.tell(desk.notice("ABNORMAL")) == "");
    CHECK(desk.state() == State::refunding);
    desk.answer(200, desk.of_refund("SUCCESS"));
    desk.run();
    CHECK(desk.state() == State::completed);
    CHECK(desk.tell(desk.notice("ABNORMAL")) == "");
    CHECK(desk.run() == 0);
    CHECK(desk.site.differences().empty());
}

TEST_CASE("what somebody asks for again is asked about first, also when its time is over meanwhile") {
    WechatDesk desk;
    desk.comes_to_nothing();
    desk.site.pass(days(365));
    desk.site.must(desk.site.merchant, desk.ticket_no, RetryRefund{});
    desk.answer(200, desk.of_refund("SUCCESS"));  // mended at the channel
    desk.run();
    CHECK(desk.asked(2).starts_with("GET "));
    CHECK(desk.state() == State::completed);
    CHECK(desk.site.differences().empty());
}
