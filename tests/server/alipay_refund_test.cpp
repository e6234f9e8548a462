// Alipay's words for refunds: yuan, what is asked, what answers mean, what is signed.

#include "outside/alipay/alipay_payments.hpp"
#include "outside/alipay/refund_text.hpp"

#include <map>

#include "crypto/digest.hpp"
#include "server/wechat_sample.hpp"
#include "testing.hpp"
#include "wire/json.hpp"

using namespace afterdesk;
using namespace afterdesk::outside;
using Told = afterdesk::outside::Outcome;
namespace alipay = afterdesk::outside::alipay;

namespace {

constexpr Instant now{1'795'147'200'000};  // 2026-11-20T12:00+08:00

RefundOrder order() {
    RefundOrder out{{"mall"}, {"E1"}, "AS1-1", {"w1"}, 10'000, 1'234};
    out.reason = "not_wanted";
    out.paid_at = {now.ms - days(1).ms};
    return out;
}

crypto::RsaKey channel_secret() {
    return *crypto::RsaKey::private_from_pem(test::channel_keys().private_pem);
}
crypto::RsaKey channel_public() { return *crypto::RsaKey::public_from_pem(test::channel_keys().public_pem); }

std::string answer_of(std::string const& method, std::string const& said) {
    return R"({")" + method + R"(_response":)" + said + R"(,"sign":")" +
           crypto::base64(channel_secret().sign(said)) + R"("})";
}

struct Meaning {
    char const* answer;
    Told outcome;
    char const* code;
    std::int64_t again_in_ms = 0;
};
void check(Meaning const& row, Answer const& answer) {
    CAPTURE(row.answer);
    CHECK(answer.outcome == row.outcome);
    CHECK(answer.code == row.code);
    CHECK(answer.again_in.ms == row.again_in_ms);
}

}  // namespace

TEST_CASE("fen become yuan and come back, exactly") {
    std::pair<Fen, char const*> const rows[] = {{1, "0.01"},      {10, "0.10"},
                                                {99, "0.99"},     {100, "1.00"},
                                                {1'234, "12.34"}, {100'000'000'000, "1000000000.00"}};
    for (auto const& [fen, yuan] : rows) {
        CHECK(alipay::yuan_of(fen) == yuan);
        CHECK(alipay::fen_of_yuan(yuan) == fen);
    }
    for (Fen fen = 0; fen < 20'000; ++fen) CHECK(alipay::fen_of_yuan(alipay::yuan_of(fen)) == fen);
    CHECK(alipay::fen_of_yuan("12") == 1'200);
    CHECK(alipay::fen_of_yuan("12.3") == 1'230);
    CHECK(alipay::fen_of_yuan("012.30") == 1'230);
    for (char const* wrong :
         {"", ".", "1.", ".5", "1.234", "-1", "+1", "1e2", " 1", "1,00", "1.0.0", "1234567890123"}) {
        CAPTURE(wrong);
        CHECK(!alipay::fen_of_yuan(wrong));
    }
}

TEST_CASE("a request names the payment, the refund and yuan; the query the first two") {
    RefundOrder asked = order();
    CHECK(alipay::refund_content(asked) ==
          R"({"out_trade_no":"w1","out_request_no":"AS1-1","refund_amount":"12.34",)"
          R"("refund_reason":"not_wanted"})");
    CHECK(alipay::query_content(asked) == R"({"out_trade_no":"w1","out_request_no":"AS1-1"})");
    asked.provider.out_trade_no = "T1";
    asked.reason = "";
    CHECK(alipay::refund_content(asked) ==
          R"({"out_trade_no":"T1","out_request_no":"AS1-1","refund_amount":"12.34"})");
    asked.provider.transaction_id = "2014";
    CHECK(alipay::query_content(asked) == R"({"trade_no":"2014","out_request_no":"AS1-1"})");
}

TEST_CASE("what an answer to a request means") {
    Meaning const rows[] = {
        {R"({"code":"10000","fund_change":"Y"})", Told::paid, ""},
        {R"({"code":"10000","fund_change":"Y","out_trade_no":"w1"})", Told::paid, ""},
        {R"({"code":"10000","fund_change":"Y","out_trade_no":"w2"})", Told::unknown, "PAYMENT_MISMATCH",
         10'000},
        {R"({"code":"40004","sub_code":"ACQ.TRADE_HAS_CLOSE","out_trade_no":"w2"})", Told::unknown,
         "PAYMENT_MISMATCH", 10'000},
        {R"({"code":"10000","fund_change":"N"})", Told::processing, "FUND_CHANGE_N", 10'000},
        {R"({"code":"10000"})", Told::processing, "FUND_CHANGE_N", 10'000},
        {R"({"code":"20000","sub_code":"isp.unknow-error"})", Told::unknown, "isp.unknow-error", 10'000},
        {R"({"code":"40002","sub_code":"isv.invalid-signature"})", Told::unknown, "isv.invalid-signature",
         10'000},
        {R"({"code":"40004","sub_code":"ACQ.SYSTEM_ERROR"})", Told::unknown, "ACQ.SYSTEM_ERROR", 10'000},
        {R"({"code":"40004","sub_code":"ACQ.NEVER_HEARD_OF"})", Told::unknown, "ACQ.NEVER_HEARD_OF", 10'000},
        {R"({"code":"20000","sub_code":"ACQ.TRADE_NOT_EXIST"})", Told::unknown, "ACQ.TRADE_NOT_EXIST",
         10'000},
        {R"({"code":"40004","sub_code":"ACQ.SELLER_BALANCE_NOT_ENOUGH"})", Told::refused,
         "ACQ.SELLER_BALANCE_NOT_ENOUGH"},
        {R"({"code":"40004","sub_code":"ACQ.REFUND_AMT_NOT_EQUAL_TOTAL"})", Told::refused,
         "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL"},
        {R"({"code":"40004","sub_code":"ACQ.REASON_TRADE_REFUND_FEE_ERR"})", Told::refused,
         "ACQ.REASON_TRADE_REFUND_FEE_ERR"},
        {R"({"code":"40004","sub_code":"ACQ.TRADE_NOT_EXIST"})", Told::refused, "ACQ.TRADE_NOT_EXIST"},
        {R"({"code":"40004","sub_code":"ACQ.TRADE_HAS_FINISHED"})", Told::refused, "ACQ.TRADE_HAS_FINISHED"},
        {R"({"code":"40004","sub_code":"ACQ.TRADE_HAS_CLOSE"})", Told::refused, "ACQ.TRADE_HAS_CLOSE"},
        {R"({"code":"40004","sub_code":"ACQ.TRADE_STATUS_ERROR"})", Told::refused, "ACQ.TRADE_STATUS_ERROR"},
        {R"({"code":"40004","sub_code":"ACQ.TRADE_NOT_ALLOW_REFUND"})", Told::refused,
         "ACQ.TRADE_NOT_ALLOW_REFUND"},
        {R"({"code":"40004","sub_code":"ACQ.DISCORDANT_REPEAT_REQUEST"})", Told::refused,
         "ACQ.DISCORDANT_REPEAT_REQUEST"},
        {R"({"code":"40004","sub_code":"ACQ.REASON_TRADE_BEEN_FREEZEN"})", Told::refused,
         "ACQ.REASON_TRADE_BEEN_FREEZEN"},
        {R"({"code":"40004","sub_code":"ACQ.REASON_TRADE_STATUS_INVALID"})", Told::refused,
         "ACQ.REASON_TRADE_STATUS_INVALID"},
        {R"({"code":"40004","sub_code":"ACQ.INVALID_PARAMETER"})", Told::refused, "ACQ.INVALID_PARAMETER"},
        {R"({"code":"40004","sub_code":"ACQ.REFUND_FEE_ERROR"})", Told::refused, "ACQ.REFUND_FEE_ERROR"},
        {R"({"code":"40004","sub_code":"ACQ.REFUND_CHARGE_ERROR"})", Told::unknown, "ACQ.REFUND_CHARGE_ERROR",
         10'000},
        {R"({"code":"40004","sub_code":"ACQ.BUYER_NOT_EXIST"})", Told::refused, "ACQ.BUYER_NOT_EXIST"},
        {R"({"code":"40004","sub_code":"ACQ.BUYER_ENABLE_STATUS_FORBID"})", Told::refused,
         "ACQ.BUYER_ENABLE_STATUS_FORBID"},
        {R"({"code":"40004","sub_code":"ACQ.NOT_ALLOW_PARTIAL_REFUND"})", Told::refused,
         "ACQ.NOT_ALLOW_PARTIAL_REFUND"},
        {R"({"code":"40004","sub_code":"ACQ.ONLINE_TRADE_VOUCHER_NOT_ALLOW_REFUND"})", Told::refused,
         "ACQ.ONLINE_TRADE_VOUCHER_NOT_ALLOW_REFUND"},
        {"[]", Told::unknown, "", 10'000},
        {"", Told::unknown, "MALFORMED_ANSWER", 10'000},
    };
    for (Meaning const& row : rows) check(row, alipay::answer_to_refund(row.answer, order()));
}

TEST_CASE("what an answer to a query means") {
    Meaning const rows[] = {
        {R"({"code":"10000","refund_status":"REFUND_SUCCESS",)"
         R"("out_request_no":"AS1-1","refund_amount":"12.34"})",
         Told::paid, ""},
        {R"({"code":"10000","refund_status":"REFUND_SUCCESS",)"
         R"("out_request_no":"AS1-1","refund_amount":"12.35"})",
         Told::refused, "AMOUNT_MISMATCH"},
        {R"({"code":"10000","refund_status":"REFUND_SUCCESS",)"
         R"("out_request_no":"AS1-2","refund_amount":"12.34"})",
         Told::unknown, "NUMBER_MISMATCH", 10'000},
        {R"({"code":"10000","refund_status":"REFUND_PROCESSING","out_request_no":"AS1-1"})", Told::processing,
         "REFUND_PROCESSING", 10'000},
        {R"({"code":"10000","msg":"Success"})", Told::absent, "NOT_REFUNDED"},
        {R"({"code":"40004","sub_code":"ACQ.TRADE_NOT_EXIST"})", Told::absent, "ACQ.TRADE_NOT_EXIST"},
        {R"({"code":"40004","sub_code":"ACQ.SYSTEM_ERROR"})", Told::unknown, "ACQ.SYSTEM_ERROR", 10'000},
        {R"({"code":"20000"})", Told::unknown, "20000", 10'000},
        {"", Told::unknown, "MALFORMED_ANSWER", 10'000},
    };
    for (Meaning const& row : rows) check(row, alipay::answer_to_query(row.answer, order()));
}

TEST_CASE("what makes asking useless is said before anybody is asked") {
    auto const code = [](auto const& change) {
        RefundOrder asked = order();
        change(asked);
        auto const answer = alipay::against(asked);
        return answer ? answer->code : std::string();
    };
    CHECK(code([](RefundOrder&) {}).empty());
    CHECK(code([](RefundOrder& o) { o.payment_id = {"支付一"}; }) == "BAD_PAYMENT_NO");
    CHECK(
        code([](RefundOrder& o) { o.payment_id = {"支付一"}, o.provider.transaction_id = "2014"; }).empty());
    CHECK(code([](RefundOrder& o) { o.payment_id = {std::string(65, '1')}; }) == "BAD_PAYMENT_NO");
    CHECK(code([](RefundOrder& o) { o.refund_no = "AS 1"; }) == "BAD_REFUND_NO");
    CHECK(code([](RefundOrder& o) { o.refund_fen = 10'001; }) == "BAD_AMOUNT");
    CHECK(code([](RefundOrder& o) { o.refund_fen = 0; }) == "BAD_AMOUNT");
}

TEST_CASE("an answer counts as it was signed, byte for byte, under the method's key or as an error") {
    std::string const said = R"({ "code" : "10000", "note":"a }, \"sign\":\"x", "list":[{"a":1},2] })";
    auto const read = [](std::string const& body) {
        return alipay::signed_answer(channel_public(), body, "alipay.trade.refund");
    };
    CHECK(read(answer_of("alipay_trade_refund", said)) == said);
    std::string const sign = crypto::base64(channel_secret().sign(said));
    CHECK(read(R"({"error_response":)" + said + R"(,"sign":")" + sign + R"("})") == said);
    CHECK(read(R"({"sign":")" + sign + R"(", "alipay_trade_refund_response" : )" + said + " }") == said);
    CHECK(!read(answer_of("alipay_trade_pay", said)));
    CHECK(!read(R"({"alipay_trade_refund_response":)" + said + "}"));
    CHECK(!read(R"({"alipay_trade_refund_response":{"code":"10000"},"sign":")" + sign + R"("})"));
    CHECK(!read(R"({"alipay_trade_refund_response":)" + said + R"(,"sign":"AAAA"})"));
    CHECK(!read(""));
    CHECK(!read("[1]"));
    CHECK(!read("{"));
}

TEST_CASE("forms are read whole, each name once") {
    auto const form = alipay::read_form("a=1&b=%E9%80%80+%2B&c=");
    REQUIRE(form);
    CHECK(*form == alipay::Params{{"a", "1"}, {"b", "退 +"}, {"c", ""}});
    CHECK(alipay::read_form("")->empty());
    for (char const* wrong : {"a", "a=1&a=2", "a=1&&b=2", "&"}) {
        CAPTURE(wrong);
        CHECK(!alipay::read_form(wrong));
    }
    CHECK(alipay::read_form(alipay::form_of(*form)) == form);
}

TEST_CASE("the adapter signs what it asks in the address, and says its thanks as Alipay wants them") {
    auto const https = std::make_shared<test::ScriptedHttps>();
    alipay::Settings settings{"2021000000000001",
                              *crypto::RsaKey::private_from_pem(test::merchant_keys().private_pem),
                              channel_public()};
    settings.now = [] { return now; };
    alipay::AlipayPayments payments(std::move(settings), https);
    https->replies.emplace_back([](HttpsRequest const&) -> Result<HttpsAnswer, std::string> {
        return HttpsAnswer{
            200, {}, answer_of("alipay_trade_refund", R"({"code":"10000","fund_change":"Y"})")};
    });
    CHECK(payments.refund(order()).outcome == Told::paid);
    HttpsRequest const& request = https->asked.front();
    std::string const base = "https://openapi.alipay.com/gateway.do?";
    REQUIRE(request.url.starts_with(base));
    auto params = alipay::read_form(request.url.substr(base.size()));
    auto const body = alipay::read_form(request.body);
    REQUIRE((params && body));
    CHECK(params->at("timestamp") == "2026-11-20 12:00:00");
    CHECK(params->at("method") == "alipay.trade.refund");
    params->insert(body->begin(), body->end());
    auto const open = *crypto::RsaKey::public_from_pem(test::merchant_keys().public_pem);
    CHECK(open.is_signed(crypto::from_base64(params->at("sign")).value(), alipay::text_to_sign(*params)));
    CHECK(payments.query(order()).outcome == Told::unknown);  // nobody answers any more
    CHECK(payments.thanks() == "success");
}

TEST_CASE("in certificate mode an answer counts by the certificate that it names") {
    alipay::PlatformKeys by_key(channel_public());
    CHECK(by_key.find("", now) != nullptr);
    CHECK(by_key.find("whatever", now) != nullptr);  // a public key has no number
    alipay::PlatformKeys none;
    CHECK(none.empty());
    CHECK(!none.add_certificate("no certificate"));
    CHECK(none.find("", now) == nullptr);
    CHECK(none.why_not("ab") == "OTHER_CERTIFICATE ab");
    CHECK(none.valid(now).empty());
    CHECK(alipay::certificate_sn("").empty());
    CHECK(alipay::root_sn("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n").empty());
    CHECK(alipay::certificate_in(R"({"a_response":{},"alipay_cert_sn":"ab","sign":"x"})") == "ab");
    CHECK(alipay::certificate_in(R"({"a_response":{"alipay_cert_sn":"ab"},"sign":"x"})").empty());
    CHECK(alipay::certificate_in("{").empty());
}
