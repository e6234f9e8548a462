// What real channels tell comes in by their own forms, over real sockets; and monitors hear of what no
// channel serves.

#include "outside/alipay/alipay_payments.hpp"
#include "server/person.hpp"
#include "server/wechat_sample.hpp"

using namespace afterdesk;
using test::Fields;
using test::ScriptedHttps;
using test::Site;
namespace alipay = afterdesk::outside::alipay;

namespace {

struct Desk {
    std::shared_ptr<ScriptedHttps> https = std::make_shared<ScriptedHttps>();
    Site site{Site::hurried(), [this](Site& it) {
                  auto const now = [&it] { return Instant{it.now_ms.load()}; };
                  alipay::Settings settings{
                      "2021", *crypto::RsaKey::private_from_pem(test::merchant_keys().private_pem),
                      *crypto::RsaKey::public_from_pem(test::channel_keys().public_pem)};
                  settings.now = now;
                  it.parties.payments = {
                      {PaymentChannel::wechat, test::wechat_payments(https, now)},
                      {PaymentChannel::alipay, std::make_shared<alipay::AlipayPayments>(settings, https)}};
              }};
    Instant now() const { return {site.now_ms.load()}; }
};

}  // namespace

TEST_CASE("WeChat Pay tells in JSON, signed in the head") {
    Desk desk;
    RefundPart const part = desk.site.refund_one().ticket.refunds.front();
    wire::Object const refund{{"mchid", test::wechat_mchid},
                              {"out_refund_no", part.refund_no},
                              {"refund_status", "SUCCESS"},
                              {"amount", wire::Object{{"refund", part.amount_fen}}}};
    std::string const body = test::wechat_notice("REFUND.SUCCESS", wire::write_json(refund));
    Fields const fields = test::signed_by_channel(body, desk.now());
    auto const tell = [&](Fields const& with) {
        return desk.site.post("/api/v1/notify/wechat", body, with).status;
    };
    Fields probe = fields;
    probe[2].second = "WECHATPAY/SIGNTEST/" + probe[2].second;
    CHECK(tell({}) == 401);
    CHECK(tell(probe) == 401);
    CHECK(tell(fields) == 200);
    CHECK(tell(fields) == 200);
}

TEST_CASE("Alipay tells in a form, and wants its own word of thanks") {
    Desk desk;
    alipay::Params told{{"app_id", "2021"}, {"refund_fee", "66.67"}, {"subject", "退款 +"}};
    told["sign"] = alipay::sign(*crypto::RsaKey::private_from_pem(test::channel_keys().private_pem), told);
    told["sign_type"] = "RSA2";
    auto const tell = [&](char const* type) {
        return desk.site.call("POST", "/api/v1/notify/alipay", {{"Content-Type", type}},
                              alipay::form_of(told));
    };
    auto const heard = tell("application/x-www-form-urlencoded");
    CHECK(heard.status == 200);
    CHECK(heard.body == "success");
    CHECK(tell("text/plain").status == 415);
    told["refund_fee"] = "66.68";
    CHECK(tell("application/x-www-form-urlencoded").status == 401);
}

TEST_CASE("monitors are told of refunds whose channel nobody serves") {
    Desk desk;
    CHECK(desk.site.call("GET", "/readyz").body == "ok");
    desk.site.refund_one("E1", 3);  // by w1 and b1
    desk.site.service->jobs.run_due();
    CHECK(desk.site.call("GET", "/readyz").body == "ok\nrefunds: channels (1 waiting)\n");
    CHECK(desk.site.call("GET", "/api/v1/meta").body.find(R"("refunds":"channels")") != std::string::npos);
}
