#include "outside/alipay/refund_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.hpp"
#include "wire/json.hpp"

namespace afterdesk::outside::alipay {

namespace {

using wire::Object;
using wire::Value;

constexpr wire::ParseLimits answer_limits{65'536, 12};
constexpr std::size_t most_number_bytes = 64, most_yuan_digits = 12;
constexpr int most_reason_chars = 80;
constexpr std::string_view digits = "0123456789";
constexpr std::string_view done = "10000", failed = "40004";

std::string_view text_in(Value const& document, std::string_view key) {
    Value const* const value = document.find(key);
    auto const* const text = value == nullptr ? nullptr : value->as<std::string>();
    return text == nullptr ? std::string_view() : std::string_view(*text);
}

bool is_number(std::string_view text) {
    return !text.empty() && text.size() <= most_number_bytes &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

/// The payment, by the provider's own number or by ours.
void put_payment(Object& content, RefundOrder const& order) {
    ProviderPayment const& known = order.provider;
    if (!known.transaction_id.empty()) return content.emplace_back("trade_no", known.transaction_id), void();
    content.emplace_back("out_trade_no",
                         known.out_trade_no.empty() ? order.payment_id.value : known.out_trade_no);
}

/// A definite no. Rule: the error table of alipay.trade.refund; all others may have paid, or want to be asked
/// again later (ACQ.SYSTEM_ERROR, ACQ.REFUND_CHARGE_ERROR).
constexpr std::array<std::string_view, 17> refusals{
    "ACQ.INVALID_PARAMETER",
    "ACQ.SELLER_BALANCE_NOT_ENOUGH",
    "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL",
    "ACQ.REASON_TRADE_BEEN_FREEZEN",
    "ACQ.TRADE_NOT_EXIST",
    "ACQ.TRADE_HAS_FINISHED",
    "ACQ.TRADE_HAS_CLOSE",
    "ACQ.TRADE_STATUS_ERROR",
    "ACQ.TRADE_NOT_ALLOW_REFUND",
    "ACQ.DISCORDANT_REPEAT_REQUEST",
    "ACQ.REASON_TRADE_REFUND_FEE_ERR",
    "ACQ.REASON_TRADE_STATUS_INVALID",
    "ACQ.REFUND_FEE_ERROR",
    "ACQ.BUYER_NOT_EXIST",
    "ACQ.BUYER_ENABLE_STATUS_FORBID",
    "ACQ.NOT_ALLOW_PARTIAL_REFUND",
    "ACQ.ONLINE_TRADE_VOUCHER_NOT_ALLOW_REFUND",
};

/// The detailed code, where there is one.
std::string code_of(Value const& answer) {
    std::string_view const sub = text_in(answer, "sub_code");
    return std::string(sub.empty() ? text_in(answer, "code") : sub);
}

/// Answers carry neither time nor number of the refund, so that another payment's is signed as well.
bool is_about_other(Value const& answer, RefundOrder const& order) {
    ProviderPayment const& known = order.provider;
    bool const by_theirs = !known.transaction_id.empty();
    std::string const& own = known.out_trade_no.empty() ? order.payment_id.value : known.out_trade_no;
    std::string_view const said = text_in(answer, by_theirs ? "trade_no" : "out_trade_no");
    return !said.empty() && said != (by_theirs ? known.transaction_id : own);
}

Answer unknown(std::string code) { return {Outcome::unknown, std::move(code), before_query}; }

}  // namespace

std::string yuan_of(Fen fen) {
    std::string const cents = std::to_string(fen % 100);
    return std::to_string(fen / 100) + (cents.size() == 1 ? ".0" : ".") + cents;
}

std::optional<Fen> fen_of_yuan(std::string_view yuan) {
    std::size_t const point = std::min(yuan.find('.'), yuan.size());
    std::string text(yuan.substr(0, point));
    std::string_view const behind = yuan.substr(std::min(point + 1, yuan.size()));
    bool const fits = !text.empty() && text.size() <= most_yuan_digits && behind.size() <= 2 &&
                      (point == yuan.size() || !behind.empty());
    text += behind;
    text.append(2 - std::min<std::size_t>(behind.size(), 2), '0');
    if (!fits || text.find_first_not_of(digits) != std::string::npos) return std::nullopt;
    Fen fen = 0;
    std::from_chars(text.data(), text.data() + text.size(), fen);
    return fen;
}

std::optional<Answer> against(RefundOrder const& order) {
    auto const refusal = [](char const* code) { return Answer{Outcome::refused, code}; };
    ProviderPayment const& known = order.provider;
    std::string const& own = known.out_trade_no.empty() ? order.payment_id.value : known.out_trade_no;
    if (!is_number(known.transaction_id.empty() ? own : known.transaction_id))
        return refusal("BAD_PAYMENT_NO");
    if (!is_number(order.refund_no)) return refusal("BAD_REFUND_NO");
    Fen const total = known.total_fen == 0 ? order.payment_fen : known.total_fen;
    if (order.refund_fen <= 0 || order.refund_fen > total) return refusal("BAD_AMOUNT");
    return std::nullopt;
}

std::string refund_content(RefundOrder const& order) {
    Object content;
    put_payment(content, order);
    content.emplace_back("out_request_no", order.refund_no);
    content.emplace_back("refund_amount", yuan_of(order.refund_fen));
    std::string reason = shorten(order.reason, most_reason_chars);
    if (!reason.empty()) content.emplace_back("refund_reason", std::move(reason));
    return wire::write_json(content);
}

std::string query_content(RefundOrder const& order) {
    Object content;
    put_payment(content, order);
    content.emplace_back("out_request_no", order.refund_no);
    return wire::write_json(content);
}

Answer answer_to_refund(std::string_view answer, RefundOrder const& order) {
    auto const document = wire::parse_json(answer, answer_limits);
    if (!document.ok()) return unknown("MALFORMED_ANSWER");
    if (is_about_other(*document, order)) return unknown("PAYMENT_MISMATCH");
    std::string code = code_of(*document);
    if (text_in(*document, "code") == done) {
        if (text_in(*document, "fund_change") == "Y") return {Outcome::paid, ""};
        return {Outcome::processing, "FUND_CHANGE_N", before_query};  // the number was asked for before
    }
    bool const definite = text_in(*document, "code") == failed &&
                          std::find(refusals.begin(), refusals.end(), code) != refusals.end();
    if (definite) return {Outcome::refused, std::move(code)};
    return unknown(std::move(code));
}

Answer answer_to_query(std::string_view answer, RefundOrder const& order) {
    auto const document = wire::parse_json(answer, answer_limits);
    if (!document.ok()) return unknown("MALFORMED_ANSWER");
    std::string code = code_of(*document);
    if (text_in(*document, "code") == failed && code == "ACQ.TRADE_NOT_EXIST") return {Outcome::absent, code};
    if (text_in(*document, "code") != done) return unknown(std::move(code));
    std::string_view const status = text_in(*document, "refund_status");
    if (status.empty()) return {Outcome::absent, "NOT_REFUNDED"};
    if (text_in(*document, "out_request_no") != order.refund_no) return unknown("NUMBER_MISMATCH");
    if (status != "REFUND_SUCCESS") return {Outcome::processing, std::string(status), before_query};
    bool const same = fen_of_yuan(text_in(*document, "refund_amount")) == order.refund_fen;
    if (!same) return {Outcome::refused, "AMOUNT_MISMATCH"};
    return {Outcome::paid, ""};
}

}  // namespace afterdesk::outside::alipay
