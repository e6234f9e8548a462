// WeChat Pay's words for refunds: what is asked, what answers mean, by the rows of its documents.

#include "outside/wechat/refund_text.hpp"

#include <deque>

#include "server/wechat_sample.hpp"
#include "testing.hpp"
#include "wire/json.hpp"

using namespace afterdesk;
using namespace afterdesk::outside;
using Told = afterdesk::outside::Outcome;
namespace wechat = afterdesk::outside::wechat;

namespace {

constexpr Instant now{1'795'147'200'000};

RefundOrder order() {
    RefundOrder out{{"mall"}, {"E1"}, "AS1-1", {"w1"}, 10'000, 1'234};
    out.reason = "not_wanted";
    out.paid_at = {now.ms - days(1).ms};
    return out;
}

std::string answered(std::string_view status, Fen fen = 1'234, std::string_view number = "AS1-1") {
    return wire::write_json(wire::Object{{"out_refund_no", number},
                                         {"status", status},
                                         {"amount", wire::Object{{"refund", fen}, {"total", 10'000}}}});
}
/// The same of a payment that is named.
std::string of_payment(std::string_view key, std::string_view number) {
    return wire::write_json(wire::Object{{"out_refund_no", "AS1-1"},
                                         {std::string(key), number},
                                         {"status", "SUCCESS"},
                                         {"amount", wire::Object{{"refund", 1'234}, {"total", 10'000}}}});
}
std::string code(std::string_view name) { return wire::write_json(wire::Object{{"code", name}}); }

struct Meaning {
    int status;
    std::string body;
    Told outcome;
    std::string code;
    std::int64_t again_in_ms = 0;
};
void check(Meaning const& row, Answer const& answer) {
    CAPTURE(row.status);
    CAPTURE(row.body);
    CHECK(answer.outcome == row.outcome);
    CHECK(answer.code == row.code);
    CHECK(answer.again_in.ms == row.again_in_ms);
}

}  // namespace

TEST_CASE("a request names the payment, the refund, the amounts in fen, and where to tell") {
    RefundOrder asked = order();
    CHECK(wechat::refund_body(asked, "https://desk.example/n") ==
          R"({"out_trade_no":"w1","out_refund_no":"AS1-1","reason":"not_wanted",)"
          R"("notify_url":"https://desk.example/n",)"
          R"("amount":{"refund":1234,"total":10000,"currency":"CNY"}})");
    asked.provider = {"4200", "T1", "", "1900000110", 25'000, std::nullopt};
    asked.reason = "";
    CHECK(wechat::refund_body(asked, "") ==
          R"({"sub_mchid":"1900000110","transaction_id":"4200","out_refund_no":"AS1-1",)"
          R"("amount":{"refund":1234,"total":25000,"currency":"CNY"}})");
    asked.provider.transaction_id = "";
    CHECK(wechat::payment_number(asked) == "T1");
}

TEST_CASE("a reason has 80 bytes at most, cut between two characters, and no line breaks") {
    struct Row {
        std::string text, want;
    };
    Row const rows[] = {{"", ""},
                        {"不想要了", "不想要了"},
                        {"a\nb\tc\x7f", "abc"},
                        {"a\xc2\x8a\xc2\xa0", "a\xc2\xa0"},
                        {std::string(81, 'a'), std::string(80, 'a')},
                        {std::string(79, 'a') + "退", std::string(79, 'a')},
                        {std::string(77, 'a') + "退款", std::string(77, 'a') + "退"},
                        {"\xe9\x80", ""}};
    for (Row const& row : rows) {
        CAPTURE(row.text);
        CHECK(wechat::cut_to_bytes(row.text, wechat::most_reason_bytes) == row.want);
    }
}

TEST_CASE("what an answer to a request means") {
    Meaning const rows[] = {
        {200, answered("PROCESSING"), Told::processing, "PROCESSING"},
        {200, answered("SUCCESS"), Told::processing, "SUCCESS"},  // only the query says that it is paid
        {200, answered("ABNORMAL"), Told::processing, "ABNORMAL"},
        {200, answered("PROCESSING", 1'235), Told::unknown, "AMOUNT_MISMATCH"},
        {200, answered("PROCESSING", 1'234, "AS2-1"), Told::unknown, "NUMBER_MISMATCH"},
        {200, of_payment("out_trade_no", "w1"), Told::processing, "SUCCESS"},
        {200, of_payment("out_trade_no", "w2"), Told::unknown, "PAYMENT_MISMATCH"},
        {200, "", Told::unknown, "MALFORMED_ANSWER"},
        {200, "[]", Told::unknown, "NUMBER_MISMATCH"},
        {204, "", Told::unknown, "MALFORMED_ANSWER"},
        {400, code("PARAM_ERROR"), Told::refused, "PARAM_ERROR"},
        {400, code("INVALID_REQUEST"), Told::refused, "INVALID_REQUEST"},
        {400, code("APPID_MCHID_NOT_MATCH"), Told::refused, "APPID_MCHID_NOT_MATCH"},
        {404, code("MCH_NOT_EXISTS"), Told::refused, "MCH_NOT_EXISTS"},
        {404, code("RESOURCE_NOT_EXISTS"), Told::refused, "RESOURCE_NOT_EXISTS"},
        {400, code("ORDER_NOT_EXIST"), Told::refused, "ORDER_NOT_EXIST"},
        {400, code("ORDER_CLOSED"), Told::refused, "ORDER_CLOSED"},
        {403, code("NO_AUTH"), Told::refused, "NO_AUTH"},
        {403, code("RULE_LIMIT"), Told::refused, "RULE_LIMIT"},
        {403, code("REQUEST_BLOCKED"), Told::refused, "REQUEST_BLOCKED"},
        {403, code("TRADE_ERROR"), Told::refused, "TRADE_ERROR"},
        {403, code("ACCOUNT_ERROR"), Told::refused, "ACCOUNT_ERROR"},
        {403, code("NOT_ENOUGH"), Told::refused, "NOT_ENOUGH"},
        {403, code("USER_ACCOUNT_ABNORMAL"), Told::refused, "USER_ACCOUNT_ABNORMAL"},
        {500, code("SYSTEM_ERROR"), Told::unknown, "SYSTEM_ERROR"},
        {400, code("SYSTEM_ERROR"), Told::unknown, "SYSTEM_ERROR"},
        {400, code("BANK_ERROR"), Told::unknown, "BANK_ERROR"},
        {401, code("SIGN_ERROR"), Told::unknown, "SIGN_ERROR"},
        {429, code("FREQUENCY_LIMITED"), Told::unknown, "FREQUENCY_LIMITED", 60'000},
        {429, code("RATELIMIT_EXCEEDED"), Told::unknown, "RATELIMIT_EXCEEDED", 60'000},
        {403, code("RATELIMIT_EXCEED"), Told::unknown, "RATELIMIT_EXCEED", 60'000},
        {403, code("FREQUENCY_LIMIT_EXCEED"), Told::unknown, "FREQUENCY_LIMIT_EXCEED", 60'000},
        {403, code("FREQUENCY_LIMITED"), Told::unknown, "FREQUENCY_LIMITED", 60'000},
        {429, "", Told::unknown, "HTTP_429", 60'000},
        {500, code("NOT_ENOUGH"), Told::unknown, "NOT_ENOUGH"},  // a broken server's no is none
        {302, code("NOT_ENOUGH"), Told::unknown, "NOT_ENOUGH"},
        {400, code("NEVER_HEARD_OF"), Told::unknown, "NEVER_HEARD_OF"},
        {403, "<html>", Told::unknown, "HTTP_403"},
    };
    for (Meaning const& row : rows) check(row, wechat::answer_to_refund(row.status, row.body, order()));
}

TEST_CASE("what an answer to a query means") {
    Meaning const rows[] = {
        {200, answered("SUCCESS"), Told::paid, ""},
        {200, answered("PROCESSING"), Told::processing, "PROCESSING"},
        {200, answered("CLOSED"), Told::refused, "CLOSED"},
        {200, answered("ABNORMAL"), Told::refused, "ABNORMAL"},
        {200, answered("NEW_ONE"), Told::unknown, "UNKNOWN_STATUS"},
        {200, answered("SUCCESS", 1'235), Told::refused, "AMOUNT_MISMATCH"},
        {200, answered("SUCCESS", 1'234, "AS2-1"), Told::unknown, "NUMBER_MISMATCH"},
        {200, of_payment("out_trade_no", "w1"), Told::paid, ""},
        {200, of_payment("out_trade_no", "w2"), Told::refused, "PAYMENT_MISMATCH"},
        {200, of_payment("transaction_id", "4200"), Told::paid, ""},  // it was asked for by the other number
        {200, "", Told::unknown, "MALFORMED_ANSWER"},
        {404, code("RESOURCE_NOT_EXISTS"), Told::absent, "RESOURCE_NOT_EXISTS"},
        {404, "", Told::unknown, "HTTP_404"},
        {403, code("RESOURCE_NOT_EXISTS"), Told::unknown, "RESOURCE_NOT_EXISTS"},
        {404, code("MCH_NOT_EXISTS"), Told::unknown, "MCH_NOT_EXISTS"},
        {403, code("NO_AUTH"), Told::unknown, "NO_AUTH"},
        {500, code("SYSTEM_ERROR"), Told::unknown, "SYSTEM_ERROR"},
        {429, code("FREQUENCY_LIMITED"), Told::unknown, "FREQUENCY_LIMITED", 60'000},
    };
    for (Meaning const& row : rows) check(row, wechat::answer_to_query(row.status, row.body, order()));
    RefundOrder by_theirs = order();
    by_theirs.provider.transaction_id = "4200";
    check({200, of_payment("transaction_id", "4200"), Told::paid, ""},
          wechat::answer_to_query(200, of_payment("transaction_id", "4200"), by_theirs));
    check({200, of_payment("transaction_id", "4201"), Told::refused, "PAYMENT_MISMATCH"},
          wechat::answer_to_query(200, of_payment("transaction_id", "4201"), by_theirs));
}

TEST_CASE("what makes asking useless is said before anybody is asked") {
    struct Row {
        char const* code;  ///< "": it may be asked for
        std::function<void(RefundOrder&)> change;
    };
    Row const rows[] = {
        {"", [](RefundOrder&) {}},
        {"", [](RefundOrder& o) { o.provider.mchid = test::wechat_mchid; }},
        {"", [](RefundOrder& o) { o.provider.sub_mchid = "1900000110"; }},
        {"", [](RefundOrder& o) { o.paid_at = {now.ms - days(365).ms}; }},
        {"", [](RefundOrder& o) { o.others = 49; }},
        {"", [](RefundOrder& o) { o.refund_fen = 10'000; }},
        {"", [](RefundOrder& o) { o.provider.total_fen = 20'000, o.refund_fen = 10'001; }},
        {"", [](RefundOrder& o) { o.payment_id = {"支付一"}, o.provider.out_trade_no = "T_-|*@1"; }},
        {"OTHER_MCHID", [](RefundOrder& o) { o.provider.mchid = "1900000110"; }},
        {"BAD_PAYMENT_NO", [](RefundOrder& o) { o.payment_id = {"支付一"}; }},
        {"BAD_PAYMENT_NO", [](RefundOrder& o) { o.payment_id = {std::string(33, '1')}; }},
        {"BAD_PAYMENT_NO", [](RefundOrder& o) { o.provider.sub_mchid = "s1"; }},
        {"BAD_REFUND_NO", [](RefundOrder& o) { o.refund_no = "AS 1"; }},
        {"BAD_REFUND_NO", [](RefundOrder& o) { o.refund_no = std::string(65, '1'); }},
        {"BAD_AMOUNT", [](RefundOrder& o) { o.refund_fen = 0; }},
        {"BAD_AMOUNT", [](RefundOrder& o) { o.refund_fen = 10'001; }},
        {"OUT_OF_TIME", [](RefundOrder& o) { o.paid_at = {now.ms - days(365).ms - 1}; }},
        {"TOO_MANY_REFUNDS", [](RefundOrder& o) { o.others = 50; }},
    };
    for (Row const& row : rows) {
        CAPTURE(row.code);
        RefundOrder asked = order();
        row.change(asked);
        auto const answer = wechat::against(asked, test::wechat_mchid, now);
        CHECK(answer.has_value() == (row.code[0] != '\0'));
        if (answer) CHECK((answer->outcome == Told::refused && answer->code == row.code));
    }
}

TEST_CASE("refunds of one payment keep a minute between them; the same one again need not") {
    wechat::Pace pace;
    CHECK(pace.wait_for("w1", "R1", now).ms == 0);
    CHECK(pace.wait_for("w1", "R2", now).ms == 60'000);
    CHECK(pace.wait_for("w2", "R3", now).ms == 0);
    CHECK(pace.wait_for("w1", "R1", {now.ms + 30'000}).ms == 0);
    CHECK(pace.wait_for("w1", "R2", {now.ms + 60'000}).ms == 30'000);
    CHECK(pace.wait_for("w1", "R2", {now.ms + 90'000}).ms == 0);
    CHECK(pace.wait_for("w1", "R1", {now.ms + 90'000}).ms == 60'000);
}

TEST_CASE("six calls may fail in a second; whoever comes next is given a time of his own") {
    using wechat::FailingCalls;
    FailingCalls calls;
    for (int i = 0; i < 20; ++i) {
        FailingCalls::Call call(calls, now);
        CHECK(call.wait().ms == 0);
        call.went_well();
    }
    for (int i = 0; i < 6; ++i) CHECK(FailingCalls::Call(calls, now + Duration{i}).wait().ms == 0);
    Instant const later = now + Duration{100};
    std::vector<std::int64_t> waits;
    for (int i = 0; i < 3; ++i) waits.push_back(FailingCalls::Call(calls, later).wait().ms);
    CHECK(waits == std::vector<std::int64_t>{900, 1'066, 1'232});
    CHECK(FailingCalls::Call(calls, later + Duration{900}).wait().ms == 0);
    CHECK(FailingCalls::Call(calls, now).wait().ms <= minutes(10).ms);  // the clock was set back
}

TEST_CASE("calls that are under way may fail too") {
    wechat::FailingCalls calls;
    std::deque<wechat::FailingCalls::Call> under_way;
    for (int i = 0; i < 6; ++i) CHECK(under_way.emplace_back(calls, now).wait().ms == 0);
    CHECK(wechat::FailingCalls::Call(calls, now).wait().ms > 0);
    for (auto& call : under_way) call.went_well();
    under_way.clear();
    CHECK(wechat::FailingCalls::Call(calls, now).wait().ms == 0);
}

TEST_CASE("a notice is read when it is whole, ours, and says one thing") {
    auto const text = [](std::string_view status, std::string_view mchid, std::string_view more = "") {
        return R"({"mchid":")" + std::string(mchid) + R"(","out_refund_no":"AS1-1","refund_status":")" +
               std::string(status) + R"(","amount":{"refund":1234})" + std::string(more) + "}";
    };
    auto const read = [](std::string const& body) {
        return wechat::read_notice(body, test::wechat_mchid, test::wechat_api_key);
    };
    auto const path = [&](std::string const& body) {
        auto const notice = read(body);
        return notice.ok() ? std::string("read") : notice.error().front().path;
    };
    std::string const mine = test::wechat_mchid;
    auto const paid = read(test::wechat_notice("REFUND.SUCCESS", text("SUCCESS", mine)));
    REQUIRE(paid.ok());
    CHECK(paid->refund_no == "AS1-1");
    CHECK(paid->refund_fen == 1'234);
    CHECK(paid->answer.outcome == Told::paid);
    CHECK(paid->tenant.value.empty());
    for (char const* status : {"CLOSED", "ABNORMAL"}) {
        auto const closed = read(test::wechat_notice(std::string("REFUND.") + status, text(status, mine)));
        REQUIRE(closed.ok());
        CHECK(closed->answer.outcome == Told::refused);
        CHECK(closed->answer.code == status);
    }
    auto const other = read(test::wechat_notice("TRANSACTION.SUCCESS", "{}"));
    CHECK((other.ok() && other->answer.outcome == Told::acknowledged));
    CHECK(path("{}") == "event_type");
    CHECK(path(R"({"event_type":"REFUND.SUCCESS"})") == "resource");
    CHECK(path(R"({"event_type":"REFUND.SUCCESS","resource":{"algorithm":"NONE"}})") == "resource.algorithm");
    CHECK(path(R"({"event_type":"REFUND.SUCCESS","resource":{"algorithm":"AEAD_AES_256_GCM"}})") ==
          "resource.ciphertext");
    CHECK(path(test::wechat_notice("REFUND.SUCCESS", text("SUCCESS", "1"))) == "mchid");
    CHECK(path(test::wechat_notice("REFUND.SUCCESS", text("CLOSED", mine))) == "refund_status");
    CHECK(path(test::wechat_notice("REFUND.SUCCESS", "not JSON")).starts_with("byte"));
    std::string no_number = text("SUCCESS", mine);
    no_number.replace(no_number.find("AS1-1"), 5, "");
    CHECK(path(test::wechat_notice("REFUND.SUCCESS", no_number)) == "out_refund_no");
    std::string no_amount = text("SUCCESS", mine);
    no_amount.replace(no_amount.find("1234"), 4, "0");
    CHECK(path(test::wechat_notice("REFUND.SUCCESS", no_amount)) == "amount.refund");
}

TEST_CASE("what the merchant's own account took is no payment, whoever sent it there") {
    struct Row {
        char const* account;
        Told outcome;
        char const* code;
    };
    for (Row const& row : std::initializer_list<Row>{
             {"商户基本账户", Told::refused, "RETURNED_TO_MERCHANT"},
             {"商户结算银行账户", Told::refused, "RETURNED_TO_MERCHANT"},
             {"招商银行信用卡0403", Told::paid, ""},
             {"支付用户零钱", Told::paid, ""},
             {"", Told::paid, ""},
         }) {
        CAPTURE(row.account);
        for (char const* status : {"SUCCESS", "PROCESSING"}) {
            auto const answer =
                wechat::answer_to_query(200,
                                        wire::write_json(wire::Object{
                                            {"out_refund_no", "AS1-1"},
                                            {"status", status},
                                            {"user_received_account", row.account},
                                            {"amount", wire::Object{{"refund", 1'234}, {"total", 10'000}}}}),
                                        order());
            bool const over = std::string_view(status) == "SUCCESS";
            CHECK(answer.outcome == (over ? row.outcome : Told::processing));
            if (over) CHECK(answer.code == row.code);
        }
    }
}

TEST_CASE("an abnormal refund is told where to go by the channel's number for it") {
    auto const answer = [](std::string_view status, std::string_view id, Fen fen) {
        return wire::write_json(wire::Object{{"refund_id", id},
                                             {"out_refund_no", "AS1-1"},
                                             {"status", status},
                                             {"amount", wire::Object{{"refund", fen}, {"total", 10'000}}}});
    };
    CHECK(wechat::abnormal_refund_id(200, answer("ABNORMAL", "5000", 1'234), order()) == "5000");
    CHECK(!wechat::abnormal_refund_id(200, answer("PROCESSING", "5000", 1'234), order()));
    CHECK(!wechat::abnormal_refund_id(200, answer("ABNORMAL", "5000", 1'235), order()));
    CHECK(!wechat::abnormal_refund_id(200, answer("ABNORMAL", "", 1'234), order()));
    CHECK(!wechat::abnormal_refund_id(200, answer("ABNORMAL", "../5000", 1'234), order()));
    CHECK(!wechat::abnormal_refund_id(404, answer("ABNORMAL", "5000", 1'234), order()));
    RefundOrder asked = order();
    CHECK(wechat::abnormal_body(asked, {}) == R"({"out_refund_no":"AS1-1","type":"MERCHANT_BANK_CARD"})");
    asked.provider.sub_mchid = "1900000110";
    CHECK(wechat::abnormal_body(asked, {AbnormalTarget::buyer, "CMB_DEBIT", "YQ==", "Yg==", "K"}) ==
          R"({"sub_mchid":"1900000110","out_refund_no":"AS1-1","type":"USER_BANK_CARD",)"
          R"("bank_type":"CMB_DEBIT","bank_account":"YQ==","real_name":"Yg=="})");
}

TEST_CASE("a card is sealed with the public key, else with the certificate that is valid longest") {
    auto const https = std::make_shared<test::ScriptedHttps>();
    auto const payments = test::wechat_payments(https, [] { return now; });
    auto const way = payments->seal({"CMB_DEBIT", "6214830012345678", "林晓"});
    REQUIRE(way);
    CHECK(way->key_id == test::wechat_key_id);
    CHECK(way->sealed_account != way->sealed_name);
    CHECK(payments->seal({"CMB_DEBIT", "6214830012345678", "林晓"})->sealed_account != way->sealed_account);
    CHECK(!payments->seal({"CMB_DEBIT", "6214830012345678", std::string(300, 'x')}));
    auto const open = *crypto::RsaKey::private_from_pem(test::merchant_keys().private_pem);
    CHECK(open.fits(*crypto::RsaKey::public_from_pem(test::merchant_keys().public_pem)));
    CHECK(!open.fits(*crypto::RsaKey::public_from_pem(test::channel_keys().public_pem)));
    wechat::PlatformKeys none;
    CHECK(!none.sealing(now));
}
