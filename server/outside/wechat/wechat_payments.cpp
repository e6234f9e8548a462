#include "outside/wechat/wechat_payments.hpp"

#include "base/percent.hpp"
#include "crypto/digest.hpp"
#include "outside/wechat/refund_text.hpp"
#include "outside/wechat/signature.hpp"

namespace afterdesk::outside::wechat {

namespace {

constexpr std::string_view refunds_path = "/v3/refund/domestic/refunds";
constexpr std::size_t nonce_bytes = 16;

bool is_good(int status) { return status >= 200 && status < 300; }

}  // namespace

Duration Pace::wait_for(std::string const& payment, std::string const& refund_no, Instant now) {
    std::lock_guard const lock(mutex_);
    std::erase_if(asked_, [&](auto const& one) { return one.second.at + between_refunds <= now; });
    auto const [found, is_new] = asked_.try_emplace(payment, Asked{refund_no, now});
    if (is_new || found->second.refund_no == refund_no) {
        found->second.at = now;
        return {0};
    }
    return found->second.at + between_refunds - now;
}

HttpsRequest WechatPayments::signed_request(Call const& call) const {
    std::string const nonce = crypto::hex(crypto::random_bytes(nonce_bytes));
    HttpsRequest request{call.method, settings_.address + call.path, {}, call.body};
    request.fields = {
        "Accept: application/json", "User-Agent: AfterDesk",
        "Authorization: " +
            authorization(settings_.merchant, {call.method, call.path, call.body, nonce, settings_.now()})};
    if (!call.body.empty()) request.fields.emplace_back("Content-Type: application/json");
    std::string const id =
        call.sealed_for.empty() ? std::string(settings_.platform.public_key_id()) : call.sealed_for;
    if (!id.empty()) request.fields.push_back("Wechatpay-Serial: " + id);
    return request;
}

/// What nobody signed says nothing, whatever its status.
Result<HttpsAnswer, std::string> WechatPayments::signed_answer(HttpsRequest const& request) {
    auto answer = https_->call(request);
    if (!answer.ok()) return answer;
    Signature const signature = signature_in([&](std::string_view name) { return answer->field(name); });
    if (!wechat::is_signed(settings_.platform, signature, answer->body, settings_.now()))
        return Err{"UNSIGNED_ANSWER HTTP_" + std::to_string(answer->status)};
    return answer;
}

Answer WechatPayments::ask(Call const& call, RefundOrder const& order) {
    FailingCalls::Call turn(failing_, settings_.now());
    if (turn.wait().ms > 0) return {call.not_made, "SLOWED_DOWN", turn.wait()};
    auto const answer = signed_answer(signed_request(call));
    if (!answer.ok()) return {Outcome::unknown, answer.error()};
    if (is_good(answer->status)) turn.went_well();
    return call.read(answer->status, answer->body, order);
}

Answer WechatPayments::refund(RefundOrder const& order) {
    Instant const now = settings_.now();
    if (auto const refusal = against(order, settings_.merchant.mchid, now)) return *refusal;
    Duration const wait = pace_.wait_for(payment_number(order), order.refund_no, now);
    if (wait.ms > 0) return {Outcome::absent, "TOO_SOON", wait};
    return ask({"POST", std::string(refunds_path), refund_body(order, settings_.notify_url),
                &answer_to_refund, Outcome::absent},
               order);
}

Answer WechatPayments::rehearse(RefundOrder const& order) const {
    return against(order, settings_.merchant.mchid, settings_.now()).value_or(Answer{Outcome::absent, ""});
}

WechatPayments::Call WechatPayments::query_call(RefundOrder const& order) const {
    std::string path = std::string(refunds_path) + "/" + percent_encode(order.refund_no);
    if (!order.provider.sub_mchid.empty()) path += "?sub_mchid=" + percent_encode(order.provider.sub_mchid);
    return {"GET", std::move(path), "", &answer_to_query, Outcome::unknown};
}

Answer WechatPayments::query(RefundOrder const& order) { return ask(query_call(order), order); }

std::optional<AbnormalWay> WechatPayments::seal(BankCard const& card) const {
    auto const with = settings_.platform.sealing(settings_.now());
    if (!with) return std::nullopt;
    auto const account = with->key->seal(card.account);
    auto const name = with->key->seal(card.name);
    if (!account || !name) return std::nullopt;
    return AbnormalWay{AbnormalTarget::buyer, card.bank, crypto::base64(*account), crypto::base64(*name),
                       std::string(with->serial)};
}

/// Only a refund that is abnormal now can be told where to go; what became of any other is said instead, so
/// that an answer that was lost is found out here.
Answer WechatPayments::settle_abnormal(RefundOrder const& order, AbnormalWay const& way) {
    bool const card = way.target == AbnormalTarget::buyer;
    if (card && settings_.platform.find(way.key_id, settings_.now()) == nullptr)
        return {Outcome::refused, "KEY_CHANGED"};
    auto const known = signed_answer(signed_request(query_call(order)));
    if (!known.ok()) return {Outcome::unknown, known.error()};
    auto const id = abnormal_refund_id(known->status, known->body, order);
    if (!id) return answer_to_query(known->status, known->body, order);
    return ask(
        {"POST", std::string(refunds_path) + "/" + percent_encode(*id) + "/apply-abnormal-refund",
         abnormal_body(order, way), &answer_to_refund, Outcome::unknown, card ? way.key_id : std::string()},
        order);
}

bool WechatPayments::is_signed(Message const& message, Instant now) const {
    return wechat::is_signed(settings_.platform, signature_in(message.header), message.body, now);
}

Result<Notice, Mistakes> WechatPayments::read_notice(std::string_view body) const {
    return wechat::read_notice(body, settings_.merchant.mchid, settings_.merchant.api_v3_key);
}

}  // namespace afterdesk::outside::wechat
