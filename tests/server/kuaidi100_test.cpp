// 快递100's words, by the samples of its documents (tests/fixtures/kuaidi100), and its adapter over a
// connection that the test plays.

#include <functional>

#include "base/percent.hpp"
#include "courier_service.hpp"
#include "crypto/md5.hpp"
#include "files/small_file.hpp"
#include "outside/kuaidi100/kuaidi100.hpp"
#include "outside/simulated/courier.hpp"
#include "server/played_https.hpp"
#include "testing.hpp"

using namespace afterdesk;
using namespace afterdesk::outside;
using enum ParcelStatus;
namespace k = afterdesk::outside::kuaidi100;

namespace {

std::string sample(std::string const& name) {
    auto text = files::read_small_file(std::string(AFTERDESK_ROOT "/tests/fixtures/kuaidi100/") + name);
    REQUIRE(text);
    return std::move(*text);
}
ParcelAsked parcel(std::string carrier, std::string number, std::string phone = "") {
    ParcelAsked out{std::move(carrier), std::move(number)};
    out.phone = std::move(phone);
    return out;
}
Instant china(int day, int hour, int minute, int second) {
    return from_civil({2026, 11, day, hour, minute, second}, china_offset_minutes);
}

}  // namespace

TEST_CASE("a query is signed over its own text, with key and customer, in capitals") {
    CHECK(crypto::md5_hex("") == "d41d8cd98f00b204e9800998ecf8427e");
    std::string const form = k::query_form({"CUST", "KEY"}, parcel("YTO", "V030344422"));
    auto const members = k::read_form(form);
    REQUIRE(members);
    std::string const param = members->at("param");
    CHECK(param == R"({"com":"yuantong","num":"V030344422","resultv2":"1","show":"0","order":"desc"})");
    std::string upper = crypto::md5_hex(param + "KEY" + "CUST");
    for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    CHECK(members->at("sign") == upper);
    CHECK(members->at("customer") == "CUST");
}

TEST_CASE("only couriers that want it hear of the receiver's number") {
    CHECK(k::query_form({"c", "k"}, parcel("SF", "SF1408223109", "6218")).find("6218") != std::string::npos);
    CHECK(k::query_form({"c", "k"}, parcel("ZTO", "73123456789012", "6218")).find("6218") !=
          std::string::npos);
    CHECK(k::query_form({"c", "k"}, parcel("YTO", "YT9693083639795", "6218")).find("6218") ==
          std::string::npos);
}

TEST_CASE("the courier is the named one, else guessed from the number") {
    CHECK(k::company_of(parcel("jd", "JDVA00000000001")) == "jd");
    CHECK(k::company_of(parcel("other", "YT9693083639795")) == "yuantong");
    CHECK(k::company_of(parcel("", "JT0001234567890")) == "jtexpress");
    CHECK(k::company_of(parcel("other", "12")) == "");
}

TEST_CASE("the documents' sample is a track, the newest station first") {
    auto const answer = k::read_answer(200, sample("query.json"), parcel("YTO", "V030344422"));
    REQUIRE(answer.found == Found::track);
    CHECK(answer.track.status == in_transit);
    REQUIRE(answer.track.stations.size() == 2);
    CHECK(answer.track.stations[0].text == "上海分拨中心/装件入车扫描");
    CHECK(answer.track.stations[0].at == from_civil({2012, 8, 28, 16, 33, 19}, china_offset_minutes));
    // Another number's track is nobody's.
    CHECK(k::read_answer(200, sample("query.json"), parcel("YTO", "V030344423")).found == Found::unknown);
}

TEST_CASE("it was signed for when the first station said so, whatever came afterwards") {
    auto const answer = k::read_answer(200, sample("signed.json"), parcel("YTO", "YT9693083639795"));
    REQUIRE(answer.found == Found::track);
    CHECK(answer.track.status == signed_for);
    CHECK(reached_at(answer.track) == china(21, 17, 40, 5));
    CHECK(answer.track.stations[3].status == collected);
    CHECK(answer.track.stations[0].place == "浙江,杭州市,余杭区");
}

TEST_CASE("each state of the documents has a word of the desk, and of others nothing follows") {
    struct Row {
        char const* state;
        ParcelStatus status;
    };
    Row const rows[] = {{"0", in_transit}, {"1", collected},  {"2", problem},
                        {"3", signed_for}, {"4", returned},   {"5", out_for_delivery},
                        {"6", returning},  {"7", in_transit}, {"8", customs},
                        {"10", customs},   {"13", problem},   {"14", ParcelStatus::refused},
                        {"99", in_transit}};
    for (Row const& row : rows) {
        CAPTURE(row.state);
        CHECK(k::status_of(row.state) == row.status);
    }
    CHECK_FALSE(k::status_of("signed"));
    CHECK_FALSE(k::status_of(""));
}

TEST_CASE("refusals are told by their codes: not known yet, wait for somebody, ask again") {
    auto const of = [](std::string const& code) {
        std::string const body = R"({"result":false,"returnCode":")" + code + R"(","message":"说明"})";
        return k::read_answer(200, body, parcel("YTO", "V030344422"));
    };
    CHECK(of("500").found == Found::nothing);
    for (char const* code : {"400", "408", "503", "601"}) CHECK(of(code).found == Found::refused);
    for (char const* code : {"501", "502"}) CHECK(of(code).found == Found::unknown);
    CHECK(of("601").code == "601 说明");
    CHECK(k::read_answer(502, "", parcel("YTO", "V1")).code == "HTTP_502");
    for (char const* text : {"", "[]", "{}", R"({"data":[],"state":"x"})", "<html>", R"({"data":7})"})
        CHECK(k::read_answer(200, text, parcel("YTO", "V1")).found == Found::unknown);
}

TEST_CASE("a second subscription is as good as the first; a wrong key needs a person") {
    auto const of = [](std::string const& code) {
        return k::read_subscribed(200, R"({"result":true,"returnCode":")" + code + R"(","message":""})");
    };
    CHECK(of("200").outcome == outside::Outcome::acknowledged);
    CHECK(of("501").outcome == outside::Outcome::acknowledged);
    CHECK(of("500").outcome == outside::Outcome::unknown);
    for (char const* code : {"600", "601", "700", "701", "702"})
        CHECK(of(code).outcome == outside::Outcome::refused);
    CHECK(k::read_subscribed(200, "?").outcome == outside::Outcome::unknown);
}

TEST_CASE("a push is signed by its text and the salt, in letters of any size, and no bit is another") {
    std::string const param = sample("push.json");
    std::string const sign = crypto::md5_hex(param + "salt");
    std::string const body = "sign=" + sign + "&param=" + percent_encode(param);
    CHECK(k::is_signed(body, "salt"));
    std::string upper = sign;
    for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    CHECK(k::is_signed("sign=" + upper + "&param=" + percent_encode(param), "salt"));
    CHECK_FALSE(k::is_signed(body, "sal"));
    CHECK_FALSE(k::is_signed(body + "&sign=" + sign, "salt"));
    CHECK_FALSE(k::is_signed("param=" + percent_encode(param), "salt"));
    for (std::size_t i = 0; i < param.size(); ++i) {
        std::string changed = param;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        CHECK_FALSE(k::is_signed("sign=" + sign + "&param=" + percent_encode(changed), "salt"));
    }
}

TEST_CASE("it asks and subscribes over HTTPS, at the addresses of the documents") {
    auto const https = std::make_shared<PlayedHttps>();
    k::Settings settings{{"CUST", "KEY"}};
    settings.push_url = "https://desk.example/api/v1/notify/courier";
    k::Kuaidi100 courier(settings, https);
    CHECK(courier.between_asks() == minutes(30));
    CHECK(courier.tells());
    https->bodies = {R"({"result":true,"returnCode":"200","message":"提交成功"})", sample("query.json")};
    ParcelAsked const asked = parcel("YTO", "V030344422");
    CHECK(courier.subscribe(asked, {"token", "salt"}).outcome == outside::Outcome::acknowledged);
    CHECK(courier.ask(asked).found == Found::track);
    CHECK(courier.ask(asked).code == https->problem);
    REQUIRE(https->asked.size() == 3);
    CHECK(https->asked[0].url == "https://poll.kuaidi100.com/poll");
    CHECK(https->asked[1].url == "https://poll.kuaidi100.com/poll/query.do");
    auto const form = k::read_form(https->asked[0].body);
    REQUIRE(form);
    CHECK(form->at("schema") == "json");
    CHECK(form->at("param").find(R"("callbackurl":"https://desk.example/api/v1/notify/courier/token")") !=
          std::string::npos);
    CHECK(courier.ask(parcel("other", "12")).code == "CARRIER_UNKNOWN");
    CHECK(https->asked.size() == 3);
}

TEST_CASE("settings that can not be are told in a sentence each") {
    HttpsOptions const by;
    CHECK(courier_problems({"fedex", "", "", ""}, false).size() == 1);
    CHECK(courier_problems({"kuaidi100", "", "", ""}, true).size() == 1);
    CHECK(courier_problems({"simulated", "", "", ""}, false).size() == 1);
    CHECK(courier_problems({"", "", "", ""}, false).empty());
    auto const none = connect_courier({}, false, by, "");
    REQUIRE(none.ok());
    CHECK_FALSE(*none);
    auto const lacking = connect_courier({"kuaidi100", "", "", "ftp://x"}, false, by, "");
    REQUIRE_FALSE(lacking.ok());
    CHECK(lacking.error().size() == 3);
    for (Said const& one : lacking.error()) CHECK(one.en.find("--kuaidi100-") == 0);
}

TEST_CASE("the demo's parcel travels by the desk's clock, the same way whenever it is asked about") {
    simulated::SimulatedCourier courier;
    Instant const since{1'795'147'200'000};
    ParcelAsked asked = parcel("SF", "SF1408223109");
    asked.since = asked.first_asked = since;
    std::size_t known = 0;
    for (int hour = 0; hour <= 60; ++hour) {
        asked.now = since + hours(hour);
        auto const answer = courier.ask(asked);
        CHECK(answer.track.stations.size() >= known);
        known = answer.track.stations.size();
        CHECK((answer.track.status == signed_for) == (hour >= 47));
        CHECK((answer.found == Found::track) == (hour >= 2));
    }
    // One that nobody asked about in time still waits for its receiver.
    asked.first_asked = since + days(9);
    asked.now = since + days(10);
    CHECK(courier.ask(asked).track.status == out_for_delivery);
}
