// Refunds by Alipay through the whole service: paid by the answer, else asked about; notices are heard.

#include "crypto/digest.hpp"
#include "outside/alipay/alipay_payments.hpp"
#include "server/wechat_sample.hpp"
#include "server/world.hpp"

using namespace afterdesk;
using test::ScriptedHttps;
using world::World;
namespace alipay = afterdesk::outside::alipay;

namespace {

crypto::RsaKey channel_secret() {
    return *crypto::RsaKey::private_from_pem(test::channel_keys().private_pem);
}

struct AlipayDesk {
    std::shared_ptr<ScriptedHttps> https = std::make_shared<ScriptedHttps>();
    World site;
    Ticket ticket;

    AlipayDesk() {
        site.parties.payments = {{PaymentChannel::alipay, payments()}};
        site.start();
        // A folder that was no demo has no book of a simulated channel.
        std::filesystem::remove(outside::simulated::book_file(site.folder.path()));
        Order order = world::unshipped_order("A1", "s1", "b1");
        order.payments = {{{"2014"}, PaymentChannel::alipay, 26'000}};
        site.import({order});
        ticket = site.refund_one("A1").ticket;
    }
    std::shared_ptr<alipay::AlipayPayments> payments() {
        alipay::Settings settings{"2021",
                                  *crypto::RsaKey::private_from_pem(test::merchant_keys().private_pem),
                                  *crypto::RsaKey::public_from_pem(test::channel_keys().public_pem)};
        settings.now = [this] { return Instant{site.now_ms.load()}; };
        return std::make_shared<alipay::AlipayPayments>(std::move(settings), https);
    }
    void answer(std::string const& method, std::string const& said) {
        std::string const body = R"({"alipay_trade_)" + method + R"(_response":)" + said + R"(,"sign":")" +
                                 crypto::base64(channel_secret().sign(said)) + R"("})";
        https->replies.emplace_back(
            [=](outside::HttpsRequest const&) -> Result<outside::HttpsAnswer, std::string> {
                return outside::HttpsAnswer{200, {}, body};
            });
    }
    State state() { return site.look(ticket.no.value).ticket.state; }
};

}  // namespace

TEST_CASE("Alipay's answer says that money moved") {
    AlipayDesk desk;
    desk.answer("refund", R"({"code":"10000","fund_change":"Y","refund_fee":"66.67"})");
    CHECK(desk.site.service->jobs.run_due() == 1);
    CHECK(desk.state() == State::completed);
    CHECK(desk.https->asked.front().body.find("66.67") != std::string::npos);
    CHECK(desk.site.differences().empty());
}

TEST_CASE("without an answer Alipay is asked, ten seconds later, before the same number goes out again") {
    AlipayDesk desk;
    desk.https->replies.emplace_back([](auto const&) -> Result<outside::HttpsAnswer, std::string> {
        return Err{std::string("Timeout was reached")};
    });
    desk.answer(
        "fastpay_refund_query",
        R"({"code":"10000","refund_status":"REFUND_SUCCESS","refund_amount":"66.67","out_request_no":")" +
            desk.ticket.refunds.front().refund_no + R"("})");
    CHECK(desk.site.service->jobs.run_due() == 1);
    desk.site.pass({9'999});
    CHECK(desk.site.service->jobs.run_due() == 0);
    desk.site.pass({1});
    CHECK(desk.site.service->jobs.run_due() == 1);
    CHECK(desk.state() == State::completed);
    CHECK(desk.https->asked.size() == 2);
}

TEST_CASE("a notice of Alipay is heard, thanked for in its own word, and moves nothing by itself") {
    AlipayDesk desk;
    Jobs& jobs = desk.site.service->jobs;
    alipay::Params notice{
        {"app_id", "2021"}, {"out_trade_no", "2014"}, {"refund_fee", "66.67"}, {"subject", "退款 +"}};
    auto const nothing = [](std::string_view) { return std::string_view(); };
    auto const tell = [&](alipay::Params told) -> std::string {
        told["sign"] = alipay::sign(channel_secret(), told);
        told["sign_type"] = "RSA2";
        std::string const body = alipay::form_of(told);
        if (!jobs.is_signed("alipay", {nothing, body})) return "stranger";
        auto const refused = jobs.take_notice("alipay", {nothing, body});
        return refused ? std::string(wire::name_of(refused->front().rule)) : std::string();
    };
    CHECK(tell(notice) == "");
    CHECK(jobs.thanks("alipay") == "success");
    CHECK(jobs.thanks("wechat") == "");
    CHECK(desk.state() == State::refunding);
    notice["app_id"] = "2022";
    CHECK(tell(notice) == "not_found");
    CHECK(!jobs.is_signed("alipay", {nothing, alipay::form_of(notice)}));
}
