#include "outside/wechat/refund_text.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "crypto/digest.hpp"
#include "crypto/sealed.hpp"
#include "wire/json.hpp"

namespace afterdesk::outside::wechat {

namespace {

using wire::Object;
using wire::Value;

constexpr wire::ParseLimits document_limits{65'536, 12};
constexpr std::string_view number_characters =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-|*@";
constexpr std::string_view mchid_characters = "0123456789";
constexpr Duration after_too_many_calls = minutes(1);

bool consists_of(std::string_view text, std::string_view characters, std::size_t most_bytes) {
    return !text.empty() && text.size() <= most_bytes &&
           text.find_first_not_of(characters) == std::string_view::npos;
}

/// The member of an object by the path of its keys. Errors: null.
Value const* member(Value const& document, std::string_view key) { return document.find(key); }
std::string_view text_in(Value const& document, std::string_view key) {
    Value const* const value = member(document, key);
    auto const* const text = value == nullptr ? nullptr : value->as<std::string>();
    return text == nullptr ? std::string_view() : std::string_view(*text);
}
std::optional<Fen> fen_in(Value const& document, std::string_view key) {
    Value const* const value = member(document, key);
    auto const* const number = value == nullptr ? nullptr : value->as<std::int64_t>();
    return number == nullptr ? std::nullopt : std::optional<Fen>(*number);
}
/// {"amount": {"refund": 1}}
std::optional<Fen> refunded_fen(Value const& document) {
    Value const* const amount = member(document, "amount");
    return amount == nullptr ? std::nullopt : fen_in(*amount, "refund");
}

/// What a code of a refused request means. Rule: the error tables of docs 4012556457 and 4012791865.
struct CodeRow {
    std::string_view code;
    Outcome outcome;
    Duration again_in{};
};
constexpr auto no = Outcome::refused;
constexpr auto unknown = Outcome::unknown;
constexpr std::array codes{
    CodeRow{"PARAM_ERROR", no},
    CodeRow{"INVALID_REQUEST", no},
    CodeRow{"APPID_MCHID_NOT_MATCH", no},
    CodeRow{"MCH_NOT_EXISTS", no},
    CodeRow{"RESOURCE_NOT_EXISTS", no},
    CodeRow{"ORDER_NOT_EXIST", no},
    CodeRow{"ORDER_CLOSED", no},
    CodeRow{"NO_AUTH", no},
    CodeRow{"RULE_LIMIT", no},
    CodeRow{"REQUEST_BLOCKED", no},
    CodeRow{"TRADE_ERROR", no},
    CodeRow{"ACCOUNT_ERROR", no},
    CodeRow{"NOT_ENOUGH", no},
    CodeRow{"USER_ACCOUNT_ABNORMAL", no},
    CodeRow{"SYSTEM_ERROR", unknown},
    CodeRow{"BANK_ERROR", unknown},
    CodeRow{"SIGN_ERROR", unknown},  // our own keys are wrong: what they ask for waits for right ones
    CodeRow{"FREQUENCY_LIMITED", unknown, after_too_many_calls},
    CodeRow{"FREQUENCY_LIMIT_EXCEED", unknown, after_too_many_calls},
    CodeRow{"RATELIMIT_EXCEEDED", unknown, after_too_many_calls},
    CodeRow{"RATELIMIT_EXCEED", unknown, after_too_many_calls},
};
constexpr int too_many_requests = 429, not_found = 404;

std::string status_code(int status) { return "HTTP_" + std::to_string(status); }

/// What is not an answer of 2xx says. A code that nobody knows is no definite no.
Answer answer_of_code(int status, std::string_view body) {
    auto const document = wire::parse_json(body, document_limits);
    std::string code(document.ok() ? text_in(*document, "code") : std::string_view());
    if (code.empty()) code = status_code(status);
    if (status == too_many_requests) return {Outcome::unknown, code, after_too_many_calls};
    auto const row =
        std::find_if(codes.begin(), codes.end(), [&](CodeRow const& one) { return one.code == code; });
    bool const client_error = status >= 400 && status < 500;
    if (row == codes.end() || !client_error) return {Outcome::unknown, code};
    return {row->outcome, code, row->again_in};
}

bool is_good(int status) { return status >= 200 && status < 300; }

/// Rule: doc 4012791865, status.
struct StatusRow {
    std::string_view status;
    Outcome outcome;
};
constexpr std::array statuses{
    StatusRow{"SUCCESS", Outcome::paid},
    StatusRow{"PROCESSING", Outcome::processing},
    StatusRow{"CLOSED", Outcome::refused},
    StatusRow{"ABNORMAL", Outcome::refused},
};
Answer answer_of_status(std::string_view status) {
    auto const row = std::find_if(statuses.begin(), statuses.end(),
                                  [&](StatusRow const& one) { return one.status == status; });
    if (row == statuses.end()) return {Outcome::unknown, "UNKNOWN_STATUS"};
    if (row->outcome == Outcome::paid) return {Outcome::paid, ""};
    return {row->outcome, std::string(status)};
}

/// The same of a refund. Rule: doc 4012791865: "退还商户：商户基本账户、商户结算银行账户".
Answer answer_of_refund(Value const& refund, std::string_view status) {
    Answer const answer = answer_of_status(status);
    bool const merchant = text_in(refund, "user_received_account").find("商户") != std::string_view::npos;
    if (answer.outcome != Outcome::paid || !merchant) return answer;
    return {Outcome::refused, std::string(returned_to_merchant)};
}

/// Whether an answer speaks of another refund than ours. "": it does not.
std::string_view contradiction(Value const& document, RefundOrder const& order) {
    if (text_in(document, "out_refund_no") != order.refund_no) return "NUMBER_MISMATCH";
    // Another desk of the same merchant may have used the number, even for the same amount.
    bool const by_theirs = !order.provider.transaction_id.empty();
    std::string_view const paid = text_in(document, by_theirs ? "transaction_id" : "out_trade_no");
    if (!paid.empty() && paid != payment_number(order)) return "PAYMENT_MISMATCH";
    return refunded_fen(document) == order.refund_fen ? "" : "AMOUNT_MISMATCH";
}

Err<Mistakes> wrong(Rule rule, std::string path) { return Err{Mistakes{{rule, std::move(path), -1}}}; }

/// The text that a notice holds. Errors: what is missing, or does not open.
Result<std::string, Mistakes> opened(Value const& notice, std::string_view key) {
    Value const* const resource = member(notice, "resource");
    if (resource == nullptr) return wrong(Rule::missing_key, "resource");
    if (text_in(*resource, "algorithm") != "AEAD_AES_256_GCM")
        return wrong(Rule::unknown_name, "resource.algorithm");
    auto const sealed = crypto::from_base64(text_in(*resource, "ciphertext"));
    auto text = sealed ? crypto::open_sealed(key, {text_in(*resource, "nonce"),
                                                   text_in(*resource, "associated_data"), *sealed})
                       : std::nullopt;
    if (!text) return wrong(Rule::bad_characters, "resource.ciphertext");
    return std::move(*text);
}

/// What happened, by the event's name. Errors: nothing for what is no refund's event.
struct EventRow {
    std::string_view event, status;
};
constexpr std::array events{EventRow{"REFUND.SUCCESS", "SUCCESS"}, EventRow{"REFUND.CLOSED", "CLOSED"},
                            EventRow{"REFUND.ABNORMAL", "ABNORMAL"}};

Result<Notice, Mistakes> notice_of(Value const& refund, std::string_view status, std::string_view mchid) {
    // A service provider's notices name it in another field.
    bool const ours = text_in(refund, "mchid") == mchid || text_in(refund, "sp_mchid") == mchid;
    if (!ours) return wrong(Rule::not_found, "mchid");
    if (text_in(refund, "refund_status") != status) return wrong(Rule::unknown_name, "refund_status");
    std::string_view const number = text_in(refund, "out_refund_no");
    if (!consists_of(number, number_characters, most_refund_no_bytes))
        return wrong(Rule::bad_characters, "out_refund_no");
    auto const fen = refunded_fen(refund);
    if (!fen || *fen <= 0) return wrong(Rule::must_be_positive, "amount.refund");
    return Notice{{}, std::string(number), *fen, answer_of_refund(refund, status)};
}

}  // namespace

std::string payment_number(RefundOrder const& order) {
    if (!order.provider.transaction_id.empty()) return order.provider.transaction_id;
    return order.provider.out_trade_no.empty() ? order.payment_id.value : order.provider.out_trade_no;
}

std::optional<Answer> against(RefundOrder const& order, std::string_view mchid, Instant now) {
    ProviderPayment const& known = order.provider;
    auto const refusal = [](char const* code) { return Answer{Outcome::refused, code}; };
    if (!known.mchid.empty() && known.mchid != mchid) return refusal("OTHER_MCHID");
    bool const sub =
        known.sub_mchid.empty() || consists_of(known.sub_mchid, mchid_characters, most_number_bytes);
    if (!sub || !consists_of(payment_number(order), number_characters, most_number_bytes))
        return refusal("BAD_PAYMENT_NO");
    if (!consists_of(order.refund_no, number_characters, most_refund_no_bytes))
        return refusal("BAD_REFUND_NO");
    Fen const total = known.total_fen == 0 ? order.payment_fen : known.total_fen;
    if (order.refund_fen <= 0 || order.refund_fen > total) return refusal("BAD_AMOUNT");
    if (now > order.paid_at + refund_period) return refusal("OUT_OF_TIME");
    if (order.others >= most_refunds) return refusal("TOO_MANY_REFUNDS");
    return std::nullopt;
}

std::string cut_to_bytes(std::string_view text, std::size_t most_bytes) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t const begin = at;
        std::uint32_t const character = next_char(text, at);
        if (out.size() + (at - begin) > most_bytes) break;
        bool const control = character < ' ' || (character >= 0x7f && character < 0xa0);
        if (!control && character != 0xfffd) out += text.substr(begin, at - begin);
    }
    return out;
}

std::string refund_body(RefundOrder const& order, std::string_view notify_url) {
    Object body;
    ProviderPayment const& known = order.provider;
    if (!known.sub_mchid.empty()) body.emplace_back("sub_mchid", known.sub_mchid);
    body.emplace_back(known.transaction_id.empty() ? "out_trade_no" : "transaction_id",
                      payment_number(order));
    body.emplace_back("out_refund_no", order.refund_no);
    std::string reason = cut_to_bytes(order.reason, most_reason_bytes);
    if (!reason.empty()) body.emplace_back("reason", std::move(reason));
    if (!notify_url.empty()) body.emplace_back("notify_url", notify_url);
    body.emplace_back("amount", Object{{"refund", order.refund_fen},
                                       {"total", known.total_fen == 0 ? order.payment_fen : known.total_fen},
                                       {"currency", "CNY"}});
    return wire::write_json(body);
}

Answer answer_to_refund(int status, std::string_view body, RefundOrder const& order) {
    if (!is_good(status)) return answer_of_code(status, body);
    auto const document = wire::parse_json(body, document_limits);
    if (!document.ok()) return {Outcome::unknown, "MALFORMED_ANSWER"};
    std::string_view const other = contradiction(*document, order);
    if (!other.empty()) return {Outcome::unknown, std::string(other)};  // the query says what is so
    return {Outcome::processing, std::string(text_in(*document, "status"))};
}

Answer answer_to_query(int status, std::string_view body, RefundOrder const& order) {
    auto const document = wire::parse_json(body, document_limits);
    if (!is_good(status)) {
        bool const absent =
            status == not_found && document.ok() && text_in(*document, "code") == "RESOURCE_NOT_EXISTS";
        if (absent) return {Outcome::absent, "RESOURCE_NOT_EXISTS"};
        Answer answer = answer_of_code(status, body);
        answer.outcome = Outcome::unknown;  // a question that was refused says nothing about the refund
        return answer;
    }
    if (!document.ok()) return {Outcome::unknown, "MALFORMED_ANSWER"};
    std::string_view const other = contradiction(*document, order);
    if (other == "NUMBER_MISMATCH") return {Outcome::unknown, std::string(other)};
    if (!other.empty()) return {Outcome::refused, std::string(other)};
    return answer_of_refund(*document, text_in(*document, "status"));
}

std::optional<std::string> abnormal_refund_id(int status, std::string_view body, RefundOrder const& order) {
    auto const document = wire::parse_json(body, document_limits);
    bool const ours = is_good(status) && document.ok() && contradiction(*document, order).empty();
    if (!ours || text_in(*document, "status") != "ABNORMAL") return std::nullopt;
    std::string_view const id = text_in(*document, "refund_id");
    if (!consists_of(id, number_characters, most_number_bytes)) return std::nullopt;
    return std::string(id);
}

std::string abnormal_body(RefundOrder const& order, AbnormalWay const& way) {
    Object body;
    if (!order.provider.sub_mchid.empty()) body.emplace_back("sub_mchid", order.provider.sub_mchid);
    body.emplace_back("out_refund_no", order.refund_no);
    bool const card = way.target == AbnormalTarget::buyer;
    body.emplace_back("type", card ? "USER_BANK_CARD" : "MERCHANT_BANK_CARD");
    if (card) {
        body.emplace_back("bank_type", way.bank);
        body.emplace_back("bank_account", way.sealed_account);
        body.emplace_back("real_name", way.sealed_name);
    }
    return wire::write_json(body);
}

Result<Notice, Mistakes> read_notice(std::string_view body, std::string_view mchid, std::string_view key) {
    TRY(notice, wire::parse_json(body, document_limits));
    std::string_view const event = text_in(notice, "event_type");
    if (event.empty()) return wrong(Rule::missing_key, "event_type");
    auto const row =
        std::find_if(events.begin(), events.end(), [&](EventRow const& one) { return one.event == event; });
    if (row == events.end()) return Notice{{}, "", 0, {Outcome::acknowledged, std::string(event)}};
    TRY(text, opened(notice, key));
    TRY(refund, wire::parse_json(text, document_limits));
    return notice_of(refund, row->status, mchid);
}

}  // namespace afterdesk::outside::wechat
