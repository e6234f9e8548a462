// 快递100's words for door pickups, by the forms of its documents, and what of its answers is a yes, a no, or
// neither.

#include <unistd.h>
#include <filesystem>
#include <fstream>

#include "base/percent.hpp"
#include "courier_service.hpp"
#include "crypto/md5.hpp"
#include "outside/kuaidi100/kuaidi100.hpp"
#include "outside/simulated/courier.hpp"
#include "server/played_https.hpp"
#include "testing.hpp"
#include "wire/json.hpp"

using namespace afterdesk;
using namespace afterdesk::outside;
using enum PickupState;
namespace k = afterdesk::outside::kuaidi100;
using Got = afterdesk::outside::Outcome;

namespace {

Instant china(int day, int hour) { return from_civil({2026, 12, day, hour, 0, 0}, china_offset_minutes); }

PickupOrder an_order(FreightPayer payer = FreightPayer::shop) {
    PickupOrder out{"A1-P1",
                    "JD",
                    {"林晓", "13800138000", "杭州市西湖区文三路 8 号"},
                    {"售后组", "0571-1", "杭州市余杭区 18 号"},
                    "衣服",
                    1'234};
    out.slot = {china(2, 9), china(2, 11)};
    out.payer = payer;
    out.push = {"token", "salt"};
    out.now = china(1, 20);
    out.sent_at = {1'576'123'932'000};
    return out;
}

std::string said(std::string const& code, std::string const& message, std::string const& data = "{}") {
    return R"({"result":)" + std::string(code == "200" ? "true" : "false") + R"(,"returnCode":")" + code +
           R"(","message":")" + message + R"(","data":)" + data + "}";
}

constexpr char const* documents_answer =
    R"({"taskId":"4D2F5B1E7C","orderId":"14281","kuaidinum":"JDVC0000000001"})";

}  // namespace

TEST_CASE("a question is signed over param, time, key and secret, in capitals") {
    auto const form =
        k::read_form(k::order_form({"KEY", "SECRET"}, {"bOrder", R"({"a":1})"}, {1'576'123'932'000}));
    REQUIRE(form);
    std::string upper = crypto::md5_hex(R"({"a":1}1576123932000KEYSECRET)");
    for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    CHECK(form->at("sign") == upper);
    CHECK(form->at("t") == "1576123932000");
    CHECK(form->at("method") == "bOrder");
    CHECK(form->at("key") == "KEY");
    CHECK_FALSE(form->contains("secret"));
}

TEST_CASE("a booking says who sends, who receives, when, and by which number of ours") {
    auto const call = k::booking_call(an_order(), "https://desk.example/api/v1/notify/pickup/token");
    CHECK(call.method == "bOrder");
    CHECK(k::booking_call(an_order(FreightPayer::buyer), "").method == "cOrder");
    auto const param = wire::parse_json(call.param);
    REQUIRE(param.ok());
    struct Row {
        char const *key, *value;
    };
    Row const rows[] = {{"kuaidicom", "jd"},
                        {"recManName", "售后组"},
                        {"recManMobile", "0571-1"},
                        {"recManPrintAddr", "杭州市余杭区 18 号"},
                        {"sendManName", "林晓"},
                        {"sendManMobile", "13800138000"},
                        {"sendManPrintAddr", "杭州市西湖区文三路 8 号"},
                        {"callBackUrl", "https://desk.example/api/v1/notify/pickup/token"},
                        {"cargo", "衣服"},
                        {"payment", "SHIPPER"},
                        {"thirdOrderId", "A1-P1"},
                        {"salt", "salt"},
                        {"weight", "1.3"},
                        {"dayType", "明天"},
                        {"pickupStartTime", "09:00"},
                        {"pickupEndTime", "11:00"}};
    for (Row const& row : rows) {
        CAPTURE(row.key);
        CHECK(k::text_in(*param, row.key) == row.value);
    }
}

TEST_CASE("a booking's answer is a yes with its number, a no with its words, or neither") {
    struct Row {
        int status;
        std::string body;
        Got outcome;
    };
    Row const rows[] = {
        {200, said("200", "提交成功", documents_answer), Got::acknowledged},
        {200, said("200", "提交成功"), Got::unknown},  // without a number nobody can ask about it
        {200, said("400", "参数错误"), Got::refused},
        {200, said("503", "签名认证失败"), Got::refused},
        {200, said("600", "您不是合法的用户"), Got::refused},
        {200, said("601", "KEY已过期"), Got::refused},
        {200, said("500", "该地区停派"), Got::refused},
        {200, said("500", "服务器错误"), Got::unknown},
        {200, said("500", "下单超时，请稍后"), Got::unknown},
        {200, said("500", ""), Got::unknown},
        {200, said("501", "重复提交"), Got::unknown},
        {200, R"({"result":true,"returnCode":"700","message":"?"})", Got::unknown},
        {200, R"({"message":"?"})", Got::unknown},
        {200, "<html>", Got::unknown},
        {200, "", Got::unknown},
        {200, "[]", Got::unknown},
        {502, said("200", "提交成功", documents_answer), Got::unknown},
    };
    for (Row const& row : rows) {
        CAPTURE(row.body);
        CHECK(k::read_booked(row.status, row.body).outcome == row.outcome);
    }
    auto const booked = k::read_booked(200, said("200", "提交成功", documents_answer));
    CHECK(booked.task_id == "4D2F5B1E7C");
    CHECK(booked.order_id == "14281");
    CHECK(booked.tracking_no == "JDVC0000000001");
    CHECK(booked.state == PickupState::booked);
    CHECK(k::read_booked(200, said("500", "该地区停派")).code == "500 该地区停派");
}

TEST_CASE("each state of the documents has one of the desk's, and of others nothing follows") {
    struct Row {
        char const* status;
        std::optional<PickupState> state;
    };
    Row const rows[] = {{"0", booked},     {"1", assigned},    {"2", assigned},   {"9", cancelled},
                        {"10", collected}, {"11", failed},     {"13", collected}, {"15", collected},
                        {"99", cancelled}, {"155", collected}, {"610", failed},   {"777", std::nullopt},
                        {"", std::nullopt}};
    for (Row const& row : rows) {
        CAPTURE(row.status);
        CHECK(k::pickup_state_of(row.status) == row.state);
    }
}

TEST_CASE("a detail is of the booking that was asked about, or nobody's") {
    std::string const detail =
        R"({"taskId":"T1","orderId":14281,"kuaidiCom":"jd","kuaidiNum":"JDVC0000000001","status":1,)"
        R"("courierName":"李四","courierMobile":"13900000000","pickupCode":"8321","freight":8.5})";
    PickupOrder asked = an_order();
    asked.task_id = "T1";
    auto const answer = k::read_detail(200, said("200", "成功", detail), asked);
    CHECK(answer.outcome == Got::acknowledged);
    CHECK(answer.state == assigned);
    CHECK(answer.order_id == "14281");
    CHECK(answer.courier_name == "李四");
    CHECK(answer.courier_phone == "13900000000");
    CHECK(answer.pickup_code == "8321");
    CHECK(answer.tracking_no == "JDVC0000000001");
    asked.task_id = "T2";
    CHECK(k::read_detail(200, said("200", "成功", detail), asked).outcome == Got::unknown);
    asked.task_id.clear();
    CHECK(k::read_detail(200, said("200", "成功", detail), asked).outcome == Got::acknowledged);
    CHECK(k::read_detail(200, said("200", "成功", R"({"taskId":"T1","thirdOrderId":"A1-P2"})"), asked)
              .outcome == Got::unknown);
    CHECK(k::read_detail(200, said("500", "订单不存在"), asked).outcome == Got::absent);
    CHECK(k::read_detail(200, said("503", "签名认证失败"), asked).outcome == Got::refused);
    CHECK(k::read_detail(500, "", asked).outcome == Got::unknown);
    auto const ended = k::read_detail(
        200, said("200", "成功", R"({"taskId":"T1","status":"99","cancelMsg99":"客户不在家"})"), asked);
    CHECK(ended.state == cancelled);
    CHECK(ended.reason == "客户不在家");
}

TEST_CASE("a change or an end is done, refused, or nobody knows") {
    CHECK(k::read_done(200, said("200", "提交成功")).outcome == Got::acknowledged);
    CHECK(k::read_done(200, said("500", "已揽收，不能取消")).code == "500 已揽收，不能取消");
    CHECK(k::read_done(200, said("500", "系统繁忙")).outcome == Got::unknown);
    CHECK(k::read_done(504, "").outcome == Got::unknown);
    PickupOrder order = an_order();
    order.task_id = "T1";
    order.order_id = "O1";
    CHECK(k::cancel_call(order).param == R"({"taskId":"T1","orderId":"O1","cancelMsg":"买家取消取件"})");
    CHECK(k::move_call(order).method == "modifyOrder");
    CHECK(k::detail_call(order).param == R"({"taskId":"T1"})");
    order.task_id.clear();
    CHECK(k::detail_call(order).param == R"({"thirdOrderId":"A1-P1"})");
}

TEST_CASE("of a push only its number is read") {
    std::string const param = R"({"kuaidicom":"jd","status":"200","data":{"orderId":"1","status":"10"}})";
    std::string const push =
        "taskId=4D2F5B1E7C&sign=" + crypto::md5_hex(param + "salt") + "&param=" + percent_encode(param);
    CHECK(k::is_signed(push, "salt"));
    CHECK(k::task_of_push(push) == "4D2F5B1E7C");
    CHECK(k::task_of_push("param=x").empty());
    CHECK(k::task_of_push("taskId=%3Cscript%3E").empty());
}

TEST_CASE("whoever pays decides where it is booked; a call that never got there may be sent again") {
    auto const https = std::make_shared<PlayedHttps>();
    k::Settings settings{{"CUST", "KEY"}};
    settings.pickup_carrier = "JD";
    settings.order_secret = "SECRET";
    settings.pickup_url = "https://desk.example/api/v1/notify/pickup";
    k::Kuaidi100 courier(settings, https);
    CHECK(courier.picks_up_by() == "JD");
    https->bodies = {said("200", "提交成功", documents_answer), said("200", "提交成功", documents_answer)};
    CHECK(courier.book(an_order()).outcome == Got::acknowledged);
    CHECK(courier.book(an_order(FreightPayer::buyer)).outcome == Got::acknowledged);
    CHECK(https->asked[0].url == "https://order.kuaidi100.com/order/borderapi.do");
    CHECK(https->asked[1].url == "https://order.kuaidi100.com/order/corderapi.do");
    CHECK(courier.book(an_order()).outcome == Got::unknown);
    for (char const* never : {"Couldn't connect to server", "Could not resolve hostname"}) {
        https->problem = never;
        CHECK(courier.book(an_order()).outcome == Got::absent);
        CHECK(courier.look(an_order()).outcome == Got::unknown);
    }
}

TEST_CASE("settings for pickups that can not be are told in a sentence each") {
    HttpsOptions const by;
    CourierConfig config{"kuaidi100", "CUST", "", ""};
    config.secret_file = "/nowhere";
    config.pickup_carrier = "pigeon";
    auto const lacking = connect_courier(config, false, by, "http://desk.example");
    REQUIRE_FALSE(lacking.ok());
    std::string all;
    for (Said const& one : lacking.error()) all += one.en + "\n";
    for (char const* flag : {"--kuaidi100-key", "--kuaidi100-secret: there is no file",
                             "give an https address", "--pickup-carrier"})
        CHECK_MESSAGE(all.find(flag) != std::string::npos, flag);
}

TEST_CASE("a secret that can not be one is named, and never shown") {
    namespace fs = std::filesystem;
    fs::path const file = fs::temp_directory_path() / ("afterdesk-secret-" + std::to_string(::getpid()));
    std::ofstream(file) << "not/a/good/one\n";
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
    CourierConfig config{"kuaidi100", "CUST", file.string(), ""};
    config.secret_file = file.string();
    auto const refused = connect_courier(config, false, {}, "https://desk.example");
    fs::remove(file);
    REQUIRE_FALSE(refused.ok());
    REQUIRE(refused.error().size() == 2);
    for (Said const& one : refused.error()) {
        CHECK(one.en.find("letters and digits only") != std::string::npos);
        CHECK((one.en + one.zh).find("good") == std::string::npos);
    }
}

TEST_CASE("the demo's courier is assigned at once, and comes in the slot by the desk's clock") {
    simulated::SimulatedCourier courier;
    PickupOrder order = an_order();
    auto const booked_as = courier.book(order);
    CHECK(booked_as.state == PickupState::booked);
    CHECK(courier.look(order).outcome == Got::absent);
    order.task_id = booked_as.task_id;
    CHECK(courier.look(order).state == assigned);
    order.now = order.slot.from + minutes(29);
    CHECK(courier.look(order).state == assigned);
    order.now = order.slot.from + minutes(30);
    CHECK(courier.look(order).state == collected);
    CHECK(courier.look(order).tracking_no.starts_with("SF"));
    CHECK(courier.cancel(order).outcome == Got::refused);
    order.now = order.slot.from;
    CHECK(courier.cancel(order).outcome == Got::acknowledged);
    CHECK(courier.look(order).state == cancelled);
}
