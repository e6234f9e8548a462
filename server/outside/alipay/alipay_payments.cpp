#include "outside/alipay/alipay_payments.hpp"

#include <algorithm>

#include "outside/alipay/refund_text.hpp"

namespace afterdesk::outside::alipay {

namespace {

constexpr int good = 200;

/// "2026-12-01 08:00:00", as a clock in China shows it.
std::string time_text(Instant at) {
    Civil const civil = to_civil(at, china_offset_minutes);
    std::string const seconds = std::to_string(civil.second);
    return format_minute(at, china_offset_minutes) + (seconds.size() == 1 ? ":0" : ":") + seconds;
}

}  // namespace

/// What is asked stands in the body, everything about it in the address. Rule: alipay-sdk, formatUrl.
HttpsRequest AlipayPayments::signed_request(Call const& call) const {
    Params params{{"app_id", settings_.app_id}, {"charset", "utf-8"},
                  {"format", "JSON"},           {"method", std::string(call.method)},
                  {"sign_type", "RSA2"},        {"timestamp", time_text(settings_.now())},
                  {"version", "1.0"},           {"biz_content", call.content}};
    if (!settings_.app_sn.empty()) {
        params["app_cert_sn"] = settings_.app_sn;
        params["alipay_root_cert_sn"] = settings_.root_sn;
    }
    params["sign"] = sign(settings_.key, params);
    std::string body = form_of({{"biz_content", call.content}});
    params.erase("biz_content");
    return {"POST",
            settings_.address + "/gateway.do?" + form_of(params),
            {"Accept: application/json", "User-Agent: AfterDesk",
             "Content-Type: application/x-www-form-urlencoded; charset=utf-8"},
            std::move(body)};
}

/// What nobody signed says nothing.
Result<std::string, std::string> AlipayPayments::signed_text(Call const& call) {
    auto const answer = https_->call(signed_request(call));
    if (!answer.ok()) return Err{answer.error()};
    std::string const sn = certificate_in(answer->body);
    crypto::RsaKey const* const key = settings_.platform.find(sn, settings_.now());
    bool const named = !settings_.app_sn.empty() && !sn.empty();
    if (key == nullptr && named) return Err{settings_.platform.why_not(sn)};
    auto said = key != nullptr && answer->status == good ? signed_answer(*key, answer->body, call.method)
                                                         : std::nullopt;
    if (!said) return Err{"UNSIGNED_ANSWER HTTP_" + std::to_string(answer->status)};
    return std::move(*said);
}

Answer AlipayPayments::ask(Call const& call, RefundOrder const& order) {
    auto const said = signed_text(call);
    if (!said.ok()) return {Outcome::unknown, said.error(), before_query};
    return call.read(*said, order);
}

Answer AlipayPayments::refund(RefundOrder const& order) {
    if (auto const refusal = against(order)) return *refusal;
    return ask({"alipay.trade.refund", refund_content(order), &answer_to_refund}, order);
}

Answer AlipayPayments::rehearse(RefundOrder const& order) const {
    return against(order).value_or(Answer{Outcome::absent, ""});
}

Answer AlipayPayments::query(RefundOrder const& order) {
    return ask({"alipay.trade.fastpay.refund.query", query_content(order), &answer_to_query}, order);
}

/// Notices carry no time to compare: the same one again changes nothing.
bool AlipayPayments::is_signed(Message const& message, Instant) const {
    auto const params = read_form(message.body);
    auto const keys = settings_.platform.valid(settings_.now());
    return params && std::any_of(keys.begin(), keys.end(),
                                 [&](crypto::RsaKey const* key) { return alipay::is_signed(*key, *params); });
}

Result<Notice, Mistakes> AlipayPayments::read_notice(std::string_view body) const {
    auto const params = read_form(body);
    auto const app = params ? params->find("app_id") : Params::const_iterator();
    if (!params) return Err{Mistakes{{Rule::bad_characters, "", -1}}};
    if (app == params->end() || app->second != settings_.app_id)
        return Err{Mistakes{{Rule::not_found, "app_id", -1}}};
    return Notice{{}, "", 0, {Outcome::acknowledged, "NOTICE"}};
}

}  // namespace afterdesk::outside::alipay
