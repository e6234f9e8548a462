#include "outside/kuaidi100/pickup_words.hpp"

#include <algorithm>

#include "base/percent.hpp"
#include "base/text.hpp"
#include "crypto/md5.hpp"
#include "outside/kuaidi100/words.hpp"
#include "wire/fields.hpp"

namespace afterdesk::outside::kuaidi100 {

namespace {

using wire::Object;
using wire::Value;

constexpr wire::ParseLimits answer_limits{1u << 20u, 12};
constexpr int answered = 200;
constexpr int most_chars = 64;
constexpr std::string_view default_goods = "退货商品", cancel_words = "买家取消取件";
constexpr int grams = 1'000;

struct State {
    std::string_view theirs;
    PickupState ours;
};
using enum PickupState;
/// 下单回调: 101 and 400 are on the way, 12 to 14 arrived, 15 and 155 what it cost, 166 goes on after all.
constexpr State states[] = {{"0", booked},      {"1", assigned},   {"2", assigned},    {"9", cancelled},
                            {"10", collected},  {"11", failed},    {"12", collected},  {"13", collected},
                            {"14", collected},  {"15", collected}, {"99", cancelled},  {"101", collected},
                            {"155", collected}, {"166", booked},   {"400", collected}, {"610", failed}};

/// Said with 500, these are of the service, not of the booking: it may have been passed on.
constexpr std::string_view of_the_service[] = {"服务器", "系统", "异常", "超时", "繁忙", "重试", "timeout"};
constexpr std::string_view not_there[] = {"不存在", "未找到", "没有找到", "查无", "无此"};

template <std::size_t count>
bool says_any(std::string_view message, std::string_view const (&words)[count]) {
    return std::any_of(std::begin(words), std::end(words),
                       [&](std::string_view word) { return message.find(word) != std::string_view::npos; });
}

std::string in_capitals(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return text;
}

/// "14:00", as clocks in China show it.
std::string clock_time(Instant at) {
    Civil const civil = to_civil(at, china_offset_minutes);
    auto const two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return two(civil.hour) + ":" + two(civil.minute);
}

constexpr char const* day_types[pickup_days] = {"今天", "明天", "后天"};

/// "1.5", of kilograms; a little more rather than less.
std::string kilograms(int weight_g) {
    int const tenths = (weight_g + grams / 10 - 1) / (grams / 10);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

void put_slot(Object& param, PickupOrder const& order) {
    auto const day = pickup_day(order.slot, order.now);
    wire::put(param, "dayType", day ? day_types[*day] : "");
    wire::put(param, "pickupStartTime", clock_time(order.slot.from));
    wire::put(param, "pickupEndTime", clock_time(order.slot.until));
}

Object numbers_of(PickupOrder const& order) {
    return Object{{"taskId", order.task_id}, {"orderId", order.order_id}};
}

struct Read {
    std::string code, message, word;
    Value const* data = nullptr;
    bool denies = false;  ///< "result": false
};
Read read(Value const& document) {
    Read out{text_in(document, "returnCode"), text_in(document, "message"), {}};
    out.word = word_of(out.code, out.message);
    Value const* const data = document.find("data");
    out.data = data != nullptr && data->as<Object>() != nullptr ? data : nullptr;
    Value const* const result = document.find("result");
    auto const* const flag = result == nullptr ? nullptr : result->as<bool>();
    out.denies = flag != nullptr && !*flag;
    return out;
}

/// A definite no.
bool is_no(Read const& answer) {
    if (!answer.denies || answer.code.empty() || answer.code == "501") return false;
    return answer.code != "500" || (!answer.message.empty() && !says_any(answer.message, of_the_service));
}

/// Something to show, or nothing.
std::string shown(Value const& value, std::initializer_list<std::string_view> keys) {
    for (std::string_view const key : keys) {
        std::string const text = text_in(value, key);
        if (!text.empty() && is_clean_utf8(text)) return shorten(text, most_chars);
    }
    return {};
}

PickupAnswer with_details(PickupAnswer answer, Value const& data) {
    answer.task_id = shown(data, {"taskId"});
    answer.order_id = shown(data, {"orderId"});
    answer.tracking_no = shown(data, {"kuaidinum", "kuaidiNum"});
    answer.courier_name = shown(data, {"courierName"});
    answer.courier_phone = shown(data, {"courierMobile"});
    answer.pickup_code = shown(data, {"pickupCode", "pickUpCode"});
    answer.reason = shown(data, {"cancelMsg", "cancelMsg99", "cancelMsg11", "cancelMsg9", "failMsg"});
    return answer;
}

}  // namespace

PickupCall booking_call(PickupOrder const& order, std::string const& callback_url) {
    bool const by_buyer = order.payer == FreightPayer::buyer;
    Object param{{"kuaidicom", company_named(order.carrier)},
                 {"recManName", order.to.name},
                 {"recManMobile", order.to.phone},
                 {"recManPrintAddr", order.to.text},
                 {"sendManName", order.from.name},
                 {"sendManMobile", order.from.phone},
                 {"sendManPrintAddr", order.from.text},
                 {"callBackUrl", callback_url},
                 {"cargo", order.goods.empty() ? std::string(default_goods) : order.goods},
                 {"payment", "SHIPPER"},
                 {"thirdOrderId", order.booking_no},
                 {"salt", order.push.salt}};
    if (order.weight_g > 0) wire::put(param, "weight", kilograms(order.weight_g));
    put_slot(param, order);
    return {by_buyer ? "cOrder" : "bOrder", wire::write_json(param)};
}

PickupCall detail_call(PickupOrder const& order) {
    Object param;
    if (order.task_id.empty()) {
        wire::put(param, "thirdOrderId", order.booking_no);
    } else {
        wire::put(param, "taskId", order.task_id);
    }
    return {"detail", wire::write_json(param)};
}

PickupCall move_call(PickupOrder const& order) {
    Object param = numbers_of(order);
    put_slot(param, order);
    return {"modifyOrder", wire::write_json(param)};
}

PickupCall cancel_call(PickupOrder const& order) {
    Object param = numbers_of(order);
    wire::put(param, "cancelMsg", std::string(cancel_words));
    return {"cancel", wire::write_json(param)};
}

std::string order_form(OrderAccount const& account, PickupCall const& call, Instant at) {
    std::string const t = std::to_string(at.ms);
    std::string const sign = in_capitals(crypto::md5_hex(call.param + t + account.key + account.secret));
    return "method=" + percent_encode(call.method) + "&key=" + percent_encode(account.key) + "&sign=" + sign +
           "&t=" + t + "&param=" + percent_encode(call.param);
}

std::optional<PickupState> pickup_state_of(std::string_view status) {
    auto const found = std::find_if(std::begin(states), std::end(states),
                                    [&](State const& one) { return one.theirs == status; });
    return found == std::end(states) ? std::nullopt : std::optional(found->ours);
}

PickupAnswer read_booked(int status, std::string_view body) {
    if (status != answered) return {Outcome::unknown, "HTTP_" + std::to_string(status), {}};
    auto const document = wire::parse_json(body, answer_limits);
    if (!document.ok()) return {Outcome::unknown, "UNREADABLE", {}};
    Read const answer = read(*document);
    if (is_no(answer)) return {Outcome::refused, answer.word, {}};
    PickupAnswer out{Outcome::unknown, answer.word.empty() ? "UNREADABLE" : answer.word, {}};
    if (answer.code != "200" || answer.data == nullptr) return out;
    PickupAnswer taken = with_details({Outcome::acknowledged, "", PickupState::booked}, *answer.data);
    return taken.task_id.empty() ? out : taken;
}

PickupAnswer read_detail(int status, std::string_view body, PickupOrder const& asked) {
    if (status != answered) return {Outcome::unknown, "HTTP_" + std::to_string(status), {}};
    auto const document = wire::parse_json(body, answer_limits);
    if (!document.ok()) return {Outcome::unknown, "UNREADABLE", {}};
    Read const answer = read(*document);
    if (says_any(answer.message, not_there)) return {Outcome::absent, answer.word, {}};
    if (is_no(answer)) return {Outcome::refused, answer.word, {}};
    if (answer.code != "200" || answer.data == nullptr)
        return {Outcome::unknown, answer.word.empty() ? "UNREADABLE" : answer.word, {}};
    PickupAnswer out = with_details({Outcome::acknowledged, "", {}}, *answer.data);
    bool const another = !asked.task_id.empty() && !out.task_id.empty() && out.task_id != asked.task_id;
    bool const nobodys = asked.task_id.empty() && out.task_id.empty();
    std::string const ours = text_in(*answer.data, "thirdOrderId");
    if (another || nobodys || (!ours.empty() && ours != asked.booking_no))
        return {Outcome::unknown, "UNREADABLE", {}};
    out.state = pickup_state_of(text_in(*answer.data, "status"));
    return out;
}

Answer read_done(int status, std::string_view body) {
    if (status != answered) return {Outcome::unknown, "HTTP_" + std::to_string(status)};
    auto const document = wire::parse_json(body, answer_limits);
    if (!document.ok()) return {Outcome::unknown, "UNREADABLE"};
    Read const answer = read(*document);
    if (is_no(answer)) return {Outcome::refused, answer.word};
    if (answer.code == "200") return {Outcome::acknowledged, ""};
    return {Outcome::unknown, answer.word.empty() ? "UNREADABLE" : answer.word};
}

std::string task_of_push(std::string_view body) {
    auto const form = read_form(body);
    if (!form || !form->contains("taskId")) return {};
    std::string const& task = form->at("taskId");
    bool const good =
        task.size() <= static_cast<std::size_t>(most_chars) &&
        std::all_of(task.begin(), task.end(), [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
        });
    return good ? task : std::string();
}

}  // namespace afterdesk::outside::kuaidi100
