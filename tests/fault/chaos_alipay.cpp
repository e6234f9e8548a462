#include "chaos_alipay.hpp"

#include <algorithm>
#include <utility>

#include "chaos_keys.hpp"
#include "crypto/digest.hpp"
#include "outside/alipay/refund_text.hpp"
#include "outside/alipay/signature.hpp"
#include "testing.hpp"
#include "wire/json.hpp"

namespace afterdesk::fault {

namespace {

using outside::HttpsAnswer;
namespace alipay = outside::alipay;

std::string error(char const* code, char const* sub) {
    return wire::write_json(wire::Object{{"code", code}, {"msg", "Business Failed"}, {"sub_code", sub}});
}
std::string no(char const* sub) { return error("40004", sub); }

/// Address and form together, signed by the merchant.
alipay::Params read_request(outside::HttpsRequest const& request) {
    auto params = alipay::read_form(request.url.substr(request.url.find('?') + 1) + "&" + request.body);
    REQUIRE(params);
    auto const signature = crypto::from_base64((*params)["sign"]);
    bool const ours = signature && merchant_public().is_signed(*signature, alipay::text_to_sign(*params));
    hold(ours && (*params)["app_id"] == alipay_app, request.url, "is not signed by us");
    return std::move(*params);
}

std::string answer_name(std::string method) {
    std::replace(method.begin(), method.end(), '.', '_');
    return method + "_response";
}

}  // namespace

/// A lie is not signed by the channel, or not as it stands there.
std::string AlipayTeller::answer(std::string const& method, std::string said) const {
    bool const lies = !lie_.empty();
    unsigned const way = lies ? chance_.below(3) : 0;
    crypto::RsaKey const& key = lies && way == 0 ? merchant_secret() : channel_secret();
    std::string signature = crypto::base64(key.sign(said));
    if (lies && way == 1) signature.clear();
    if (lies) said = lie_;
    return "{\"" + answer_name(method) + "\":" + said + ",\"sign\":\"" + signature + "\"}";
}

HttpsAnswer AlipayTeller::handle(outside::HttpsRequest const& request) {
    alipay::Params const params = read_request(request);
    std::string const method = params.at("method");
    auto const asked = wire::parse_json(params.at("biz_content"), request_limits);
    REQUIRE(asked.ok());
    lie_.clear();
    if (is_banned()) return {200, {}, answer(method, error("40005", "isv.app-call-limited"))};
    if (one_in(40)) {
        note("system errors");
        return {200, {}, answer(method, no("ACQ.SYSTEM_ERROR"))};
    }
    std::string said = method == "alipay.trade.refund" ? refund(*asked) : query(*asked);
    if (one_in(40)) {
        note("system errors with effect");
        said = error("20000", "isp.unknow-error");
    }
    return {200, {}, answer(method, std::move(said))};
}

std::optional<std::string> AlipayTeller::refusal(Received const& payment, std::string const& refund_no,
                                                 Fen fen) {
    if (live_fen(payment.trade_no) + fen > payment.total_fen) {
        hold(false, refund_no, "asked for more than came in");
        return no("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL");
    }
    if (!is_stubborn() && !one_in(10)) return std::nullopt;
    note("definite noes");
    switch (chance_.below(4)) {
        case 0: return no("ACQ.TRADE_STATUS_ERROR");
        case 1: return no("ACQ.REASON_TRADE_BEEN_FREEZEN");
        default: return no("ACQ.SELLER_BALANCE_NOT_ENOUGH");
    }
}

std::string AlipayTeller::taken(Received const& payment, Given const& given, char const* fund_change) {
    return wire::write_json(wire::Object{{"code", "10000"},
                                         {"msg", "Success"},
                                         {"trade_no", payment.trade_no},
                                         {"out_trade_no", payment.out_trade_no},
                                         {"fund_change", fund_change},
                                         {"refund_fee", alipay::yuan_of(live_fen(payment.trade_no))},
                                         {"send_back_fee", alipay::yuan_of(given.fen)}});
}

std::string AlipayTeller::refund(wire::Value const& asked) {
    std::string const number = text_in(asked, "out_request_no");
    Received* const payment = payment_by(text_in(asked, "trade_no"), text_in(asked, "out_trade_no"));
    hold(payment != nullptr, number, "of a payment that nobody made");
    if (payment == nullptr) return no("ACQ.TRADE_NOT_EXIST");
    auto const fen = alipay::fen_of_yuan(text_in(asked, "refund_amount"));
    hold(fen.has_value(), number, "asked for without an amount");
    if (Given const* const known = find(number)) {
        bool const same = known->fen == *fen && known->payment == payment->trade_no;
        hold(same, number, "asked again for something else");
        return taken(*payment, *known, "N");
    }
    if (auto said = refusal(*payment, number, *fen)) {
        if (one_in(4)) {
            note("answers forged");
            lie_ = taken(*payment, {payment->trade_no, *fen}, "Y");
        }
        return std::move(*said);
    }
    Given& given = take_on(number, *payment, *fen);
    bool const later = one_in(3);
    if (!later) pay(number, given);
    if (!crossed_.empty() && later && crossed_.find(payment->trade_no) == std::string::npos) {
        note("answers crossed");
        return std::exchange(crossed_, "");
    }
    std::string said = taken(*payment, given, later ? "N" : "Y");
    if (!later && crossed_.empty()) crossed_ = said;
    return said;
}

/// What is under way has no status, or one that says so.
std::string AlipayTeller::query(wire::Value const& asked) {
    std::string const number = text_in(asked, "out_request_no");
    Received const* const payment = payment_by(text_in(asked, "trade_no"), text_in(asked, "out_trade_no"));
    Given const* const given = find(number);
    if (payment == nullptr) return no("ACQ.TRADE_NOT_EXIST");
    wire::Object said{{"code", "10000"}, {"msg", "Success"}};
    if (given == nullptr) return wire::write_json(said);
    said.emplace_back("out_request_no", number);
    said.emplace_back("out_trade_no", payment->out_trade_no);
    said.emplace_back("trade_no", payment->trade_no);
    said.emplace_back("refund_amount", alipay::yuan_of(given->fen));
    wire::Object lie = said;
    lie.emplace_back("refund_status", "REFUND_SUCCESS");
    if (given->standing == Standing::paid) return wire::write_json(lie);
    if (chance_.below(2) == 0) said.emplace_back("refund_status", "REFUND_PROCESSING");
    if (one_in(6)) {
        note("answers forged");
        lie_ = wire::write_json(lie);
    }
    return wire::write_json(said);
}

/// What fails leaves nothing behind: the number was never refunded.
void AlipayTeller::decide(std::string const& refund_no, Given& given) {
    if (is_stubborn() || one_in(5)) {
        note("failed later");
        given_.erase(refund_no);
        return;
    }
    pay(refund_no, given);
}

std::optional<Letter> AlipayTeller::next_letter() {
    auto const told = next_told();
    if (!told) return std::nullopt;
    Given const& given = given_.at(told->refund_no);
    alipay::Params params{{"app_id", alipay_app},
                          {"notify_type", "trade_status_sync"},
                          {"trade_no", given.payment},
                          {"out_biz_no", told->refund_no},
                          {"refund_fee", alipay::yuan_of(live_fen(given.payment))}};
    Letter out;
    out.channel = PaymentChannel::alipay;
    unsigned const flaw = calm_ ? 9 : chance_.below(12);
    if (flaw == 0) {
        params["app_id"] = "2021000000000002";
        out.is_ours = false;
    }
    params["sign"] = alipay::sign(flaw == 1 ? merchant_secret() : channel_secret(), params);
    params["sign_type"] = flaw == 2 ? "RSA" : "RSA2";
    if (flaw == 3) params["refund_fee"] += "0";
    if (flaw == 4) params.erase("sign");
    out.is_signed = flaw == 0 || flaw > 4;
    if (!out.is_signed) out.is_ours = false;
    if (flaw <= 4) note("letters forged");
    out.body = alipay::form_of(params);
    return out;
}

}  // namespace afterdesk::fault
