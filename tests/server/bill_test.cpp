// Payment channels' bills: read line by line, whatever they come packed in; what is not whole is refused.

#include "outside/bill.hpp"

#include "crypto/digest.hpp"
#include "crypto/sha1.hpp"
#include "files/small_file.hpp"
#include "files/temporary_file.hpp"
#include "outside/alipay/alipay_payments.hpp"
#include "server/bill_sample.hpp"
#include "server/wechat_sample.hpp"
#include "testing.hpp"
#include "wire/bills_api.hpp"
#include "wire/json.hpp"

#include <filesystem>

using namespace afterdesk;
using namespace afterdesk::outside;
using test::alipay_bill;
using test::AlipayLine;
using test::wechat_bill;
using test::WechatLine;

namespace {

BillWanted const wanted{*bill_day("2026-11-20"), ""};

struct Told {
    std::string refund_no, transaction_id, out_trade_no, currency;
    BillState state;
    Fen amount_fen;
    std::int64_t charged;
    bool operator==(Told const&) const = default;
};
struct Read {
    std::vector<Told> told;
    Result<BillTotals, BillMistake> totals;
    std::string problem() const {
        return totals.ok() ? ""
                           : std::string(wire::name_of(totals.error().problem)) + " " + totals.error().detail;
    }
};
Read read(std::string_view bytes, BillWanted const& asked = wanted) {
    Read out{{}, Err{BillMistake{}}};
    out.totals = read_bill(BillFile::of(bytes), asked, [&](BilledRefund const& one) {
        out.told.push_back({std::string(one.refund_no), std::string(one.transaction_id),
                            std::string(one.out_trade_no), std::string(one.currency), one.state,
                            one.amount_fen, one.charged});
    });
    return out;
}

std::vector<WechatLine> const wechat_lines{{"", "P1", "26.00"},
                                           {"AS1-1", "P1", "12.34"},
                                           {"AS1-2", "P2", "0.10", "PROCESSING", "CNY", "-0.00600"},
                                           {"AS1-3", "P3", "7", "FAIL", "USD", "0.01"}};
std::vector<Told> const wechat_told{{"AS1-1", "4200P1", "P1", "CNY", BillState::paid, 1'234, 0},
                                    {"AS1-2", "4200P2", "P2", "CNY", BillState::processing, 10, -600},
                                    {"AS1-3", "4200P3", "P3", "USD", BillState::failed, 700, 1'000}};
std::vector<AlipayLine> const alipay_lines{{"2026T1", "A1", "交易", "26.00", "", "-0.16"},
                                           {"2026T1", "A1", "退款", "-12.34", "AS1-1", "0.07"},
                                           {"2026T2", "A2", "退款", "-0.10", "AS1-2", "-0.01"}};
std::vector<Told> const alipay_told{{"AS1-1", "2026T1", "A1", "CNY", BillState::paid, 1'234, -7'000},
                                    {"AS1-2", "2026T2", "A2", "CNY", BillState::paid, 10, 1'000}};

}  // namespace

TEST_CASE("WeChat Pay's bill is read plain and in gzip, with goods that have commas in their names") {
    std::string const text = wechat_bill(wechat_lines);
    for (std::string const& bytes :
         {text, test::gzipped(text), test::gzipped(text.substr(0, 100)) + test::gzipped(text.substr(100))}) {
        Read const got = read(bytes);
        CHECK(got.problem() == "");
        CHECK(got.told == wechat_told);
        REQUIRE(got.totals.ok());
        CHECK(got.totals->lines == 4);
        CHECK(got.totals->refunds == 3);
        CHECK(got.totals->refunds_fen == 1'944);
    }
    CHECK(read(wechat_bill({})).problem() == "");  // a day on which nothing happened
}

TEST_CASE("Alipay's bill is read out of its zip beside the summary, in GB18030, and plain") {
    std::string const text = alipay_bill(alipay_lines);
    std::string const summary = "#支付宝业务汇总查询\r\n#账号：[2088]\r\n门店编号,门店名称\r\n合计,,1\r\n";
    for (std::string const& bytes :
         {text, test::as_gb18030(text), test::zipped({test::as_gb18030(summary), test::as_gb18030(text)}),
          test::zipped({test::as_gb18030(text), test::as_gb18030(summary)})}) {
        Read const got = read(bytes);
        CHECK(got.problem() == "");
        CHECK(got.told == alipay_told);
        REQUIRE(got.totals.ok());
        CHECK(got.totals->format == BillFormat::alipay);
        CHECK(got.totals->lines == 3);
    }
}

TEST_CASE("a bill that is cut anywhere is refused, packed or not") {
    std::string const wechat = wechat_bill(wechat_lines), alipay = alipay_bill(alipay_lines);
    for (std::string const& whole : {wechat, alipay, test::gzipped(wechat), test::zipped({alipay})}) {
        std::size_t const last_word = whole == alipay ? whole.find("#导出时间") : whole.size();
        for (std::size_t bytes = 0; bytes + 2 < last_word; ++bytes) {
            // The last line of WeChat Pay's totals may lose its end: its count is there.
            if (whole == wechat && bytes > whole.rfind('`' + std::to_string(wechat_lines.size()) + ","))
                break;
            // So may Alipay's, behind the numbers of refunds and trades.
            if (whole == alipay && bytes > whole.find("退款合计：2")) break;
            CAPTURE(bytes);
            CHECK(!read(std::string_view(whole).substr(0, bytes)).totals.ok());
        }
    }
}

TEST_CASE("what is no such bill, or not this one, says so") {
    struct Row {
        std::string bytes, problem;
    };
    std::string const good = wechat_bill(wechat_lines);
    auto const with = [&](std::string const& what, std::string const& instead, std::string from) {
        for (std::size_t at = from.find(what); at != std::string::npos;
             at = from.find(what, at + instead.size()))
            from.replace(at, what.size(), instead);
        return from;
    };
    std::string const alipay = alipay_bill(alipay_lines);
    Row const rows[] = {
        {"", "unreadable "},
        {"hello", "unreadable "},
        {"交易时间,商户号\r\n", "unreadable "},
        {test::zipped({"hello"}), "unreadable "},
        {"PK\x03\x04 no zip", "damaged "},
        {"\x1f\x8b no gzip", "damaged "},
        {with("12.34", "12,34", good), "line_malformed 3"},
        {with("12.34", "12.345", good), "line_malformed 3"},
        {with("12.34", "-1.00", good), "line_malformed 3"},
        {with("`SUCCESS,`羊", "`ODD,`羊", good), "line_malformed 3"},
        {with("`CNY,`0.00,", "`CNY,`0.00,`,", good), "line_malformed 3"},
        {with("`4,`0.00", "`5,`0.00", good), "incomplete "},
        {with("-12.34", "12.34", alipay), "line_malformed 7"},
        {with("AS1-1", "", alipay), "line_malformed 7"},
        {with("退款合计：2", "退款合计：3", alipay), "incomplete "},
        {with("11月20日", "11月19日", alipay), "other_day "},
        {good.substr(0, good.find("12.34") + 1), "incomplete "},
        {alipay.substr(0, alipay.find("12.34") + 1), "incomplete "},
        {good + std::string(70'000, 'x'), "damaged "},
    };
    for (Row const& row : rows) {
        CAPTURE(row.bytes.substr(0, 60));
        CHECK(read(row.bytes).problem() == row.problem);
    }
    CHECK(read(good, {*bill_day("2026-11-21"), ""}).problem() == "other_day ");
    CHECK(read(good, {wanted.day, "1900000001"}).problem() == "other_merchant ");
    CHECK(read(good, {wanted.day, "1900000000"}).problem() == "");
}

TEST_CASE("days are China's, and only those that there are") {
    CHECK(bill_day_of({1'795'147'200'000}).text == "2026-11-20");
    CHECK(bill_day("2026-11-20")->from == Instant{1'795'104'000'000});
    for (char const* const none : {"2026-02-30", "2026-13-01", "2026-1-01", "20261101", "", "2026-11-2x"})
        CHECK(!bill_day(none));
}

// ---- Brought from the channels ----------------------------------------------------------------------------

namespace {

constexpr Instant now{1'795'230'000'000};  // 2026-11-21T11:00+08:00

using Reply = Result<HttpsAnswer, std::string>;

/// The file of a test, and what is in it.
struct Target {
    files::TemporaryFile file{std::filesystem::temp_directory_path().string()};
    BillAsked asked{PaymentChannel::wechat, wanted.day, file.path()};
    std::string text() const { return files::read_small_file(file.path()).value_or(""); }
};

std::string named(std::string const& sum) {
    return wire::write_json(
        wire::Object{{"hash_type", "SHA1"},
                     {"hash_value", sum},
                     {"download_url", "https://api.mch.weixin.qq.com/v3/billdownload/file?token=x"}});
}

}  // namespace

TEST_CASE("WeChat Pay's bill is brought by a signed request, and must be the one that was promised") {
    auto const https = std::make_shared<test::ScriptedHttps>();
    auto const channel = test::wechat_payments(https, [] { return now; });
    std::string const text = wechat_bill(wechat_lines), packed = test::gzipped(text);
    crypto::Sha1 sum;
    sum.add(text);
    std::string const promised = std::move(sum).hex();
    auto const give = [&](HttpsRequest const& request) -> Reply {
        CHECK(request.into(std::string_view(packed).substr(0, 40)));
        CHECK(request.into(std::string_view(packed).substr(40)));
        return HttpsAnswer{200, {}, ""};
    };
    https->answer(200, named(promised), [] { return now; });
    https->replies.emplace_back(give);
    Target target;
    auto const done = channel->bill(target.asked);
    REQUIRE(done.ok());
    CHECK(*done == BillGiven::written);
    CHECK(target.text() == packed);
    CHECK(https->asked[0].url ==
          "https://api.mch.weixin.qq.com/v3/bill/tradebill?bill_date=2026-11-20&bill_type=ALL&tar_type=GZIP");
    CHECK(https->asked[1].url == "https://api.mch.weixin.qq.com/v3/billdownload/file?token=x");
    bool const signs = std::any_of(https->asked[1].fields.begin(), https->asked[1].fields.end(),
                                   [](std::string const& field) {
                                       return field.starts_with("Authorization: WECHATPAY2-SHA256-RSA2048");
                                   });
    CHECK(signs);

    https->answer(200, named(std::string(40, '0')), [] { return now; });
    https->replies.emplace_back(give);
    auto const other = channel->bill(target.asked);
    REQUIRE(!other.ok());
    CHECK(other.error().problem == BillProblem::damaged);
}

TEST_CASE("a bill that WeChat Pay does not give out is none, not there yet, or out of reach") {
    auto const https = std::make_shared<test::ScriptedHttps>();
    auto const channel = test::wechat_payments(https, [] { return now; });
    Target target;
    https->answer(400, R"({"code":"NO_STATEMENT_EXIST"})", [] { return now; });
    auto const none = channel->bill(target.asked);
    REQUIRE(none.ok());
    CHECK(*none == BillGiven::none);
    https->answer(400, R"({"code":"STATEMENT_CREATING"})", [] { return now; });
    CHECK(channel->bill(target.asked).error().problem == BillProblem::not_ready);
    https->answer(403, R"({"code":"NO_AUTH"})", [] { return now; });
    CHECK(channel->bill(target.asked).error().detail == "NO_AUTH");
    CHECK(channel->bill(target.asked).error().problem == BillProblem::out_of_reach);  // nobody answers
    https->replies.emplace_back([](auto const&) -> Reply { return HttpsAnswer{200, {}, named("x")}; });
    CHECK(channel->bill(target.asked).error().detail == "UNSIGNED_ANSWER HTTP_200");
    https->answer(200, R"({"download_url":"ftp://x/y"})", [] { return now; });
    CHECK(channel->bill(target.asked).error().problem == BillProblem::out_of_reach);
}

TEST_CASE("Alipay names where its bill is in a signed answer; before noon a missing one may still come") {
    auto const https = std::make_shared<test::ScriptedHttps>();
    Instant clock = now;
    alipay::Settings settings{"2021", *crypto::RsaKey::private_from_pem(test::merchant_keys().private_pem),
                              *crypto::RsaKey::public_from_pem(test::channel_keys().public_pem)};
    settings.now = [&clock] { return clock; };
    alipay::AlipayPayments channel(std::move(settings), https);
    auto const answer = [&](std::string const& said) {
        auto const key = *crypto::RsaKey::private_from_pem(test::channel_keys().private_pem);
        std::string const body = R"({"alipay_data_dataservice_bill_downloadurl_query_response":)" + said +
                                 R"(,"sign":")" + crypto::base64(key.sign(said)) + R"("})";
        https->replies.emplace_back([=](auto const&) -> Reply { return HttpsAnswer{200, {}, body}; });
    };
    std::string const packed = test::zipped({test::as_gb18030(alipay_bill(alipay_lines))});
    answer(R"({"code":"10000","bill_download_url":"https://dwbillcenter.alipay.com/f?x=1"})");
    https->replies.emplace_back([&](HttpsRequest const& request) -> Reply {
        CHECK(request.url == "https://dwbillcenter.alipay.com/f?x=1");
        CHECK(request.into(packed));
        return HttpsAnswer{200, {}, ""};
    });
    Target target;
    auto const done = channel.bill(target.asked);
    REQUIRE(done.ok());
    CHECK(target.text() == packed);
    CHECK(https->asked[0].body.find("%222026-11-20%22") != std::string::npos);

    answer(R"({"code":"40004","sub_code":"isp.bill_not_exist"})");
    CHECK(channel.bill(target.asked).error().problem == BillProblem::not_ready);
    clock = now + hours(2);
    answer(R"({"code":"40004","sub_code":"isp.bill_not_exist"})");
    CHECK(*channel.bill(target.asked) == BillGiven::none);
    answer(R"({"code":"40006","sub_code":"isv.insufficient-isv-permissions"})");
    CHECK(channel.bill(target.asked).error().detail == "isv.insufficient-isv-permissions");
}
