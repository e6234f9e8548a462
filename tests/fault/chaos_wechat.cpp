#include "chaos_wechat.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/percent.hpp"
#include "chaos_keys.hpp"
#include "crypto/digest.hpp"
#include "outside/wechat/signature.hpp"
#include "testing.hpp"
#include "wire/json.hpp"

namespace afterdesk::fault {

namespace {

using outside::HttpsAnswer;
using Fields = std::vector<std::pair<std::string, std::string>>;

constexpr int too_many_calls = 429;
constexpr int most_refunds = 50;
constexpr Duration clock_window = minutes(5), slow_copy = minutes(1);
constexpr std::array<char const*, 4> standings{"PROCESSING", "SUCCESS", "CLOSED", "ABNORMAL"};

char const* name_of(Standing standing) { return standings[static_cast<std::size_t>(standing)]; }

/// name="value" of the Authorization field.
std::string part_of(std::string_view field, std::string const& name) {
    std::size_t const at = field.find(name + "=\"");
    if (at == std::string_view::npos) return {};
    std::string_view const rest = field.substr(at + name.size() + 2);
    return std::string(rest.substr(0, rest.find('"')));
}

std::string authorization_of(outside::HttpsRequest const& request) {
    for (std::string const& field : request.fields) {
        if (field.starts_with("Authorization: ")) return field;
    }
    return {};
}

std::string path_of(outside::HttpsRequest const& request) {
    return request.url.substr(outside::wechat::default_address.size());
}

/// Signed by the merchant, and of now. Anything but its clock has to be right.
bool is_merchants(outside::HttpsRequest const& request, Instant now) {
    std::string const field = authorization_of(request);
    std::string const seconds = part_of(field, "timestamp");
    std::string const text = request.method + "\n" + path_of(request) + "\n" + seconds + "\n" +
                             part_of(field, "nonce_str") + "\n" + request.body + "\n";
    auto const signature = crypto::from_base64(part_of(field, "signature"));
    hold(signature && merchant_public().is_signed(*signature, text), request.url, "is not signed by us");
    std::int64_t const apart_ms = std::abs(now.ms - std::atoll(seconds.c_str()) * 1'000);
    return apart_ms <= clock_window.ms;
}

/// The four fields of a message with a flaw, which may change the message.
Fields signed_with(Flaw flaw, std::string& body, Instant now) {
    if (flaw == Flaw::unsigned_) return {};
    constexpr Duration far = minutes(6);
    Instant const at{flaw == Flaw::stale ? now.ms - far.ms : flaw == Flaw::ahead ? now.ms + far.ms : now.ms};
    std::string const seconds = std::to_string(at.ms / 1'000);
    crypto::RsaKey const& key = flaw == Flaw::other_key ? merchant_secret() : channel_secret();
    std::string signature = crypto::base64(key.sign(seconds + "\nnonce\n" + body + "\n"));
    if (flaw == Flaw::probe) signature = "WECHATPAY/SIGNTEST/" + signature;
    if (flaw == Flaw::altered) body.back() = ' ';
    char const* const serial = flaw == Flaw::other_serial ? "PUB_KEY_ID_0999" : test::wechat_key_id;
    return {{"wechatpay-timestamp", seconds},
            {"wechatpay-nonce", "nonce"},
            {"wechatpay-signature", signature},
            {"wechatpay-serial", serial}};
}

/// How far the desk's clock may be from what the fields say.
bool is_near(Fields const& fields, Instant server_now) {
    return std::abs(server_now.ms - std::atoll(fields.front().second.c_str()) * 1'000) <
           outside::wechat::signature_window.ms;
}

/// A wrong clock of ours would take for fresh what is old, so old is what is old for us.
Instant clock_of(Flaw flaw, Chance const& chance) {
    return flaw == Flaw::stale || flaw == Flaw::ahead ? chance.server_now() : chance.now();
}

Flaw any_flaw(Chance const& chance) { return static_cast<Flaw>(1 + chance.below(flaws)); }

}  // namespace

HttpsAnswer WechatTeller::answer(int status, std::string body, Flaw flaw) const {
    auto fields = signed_with(flaw, body, clock_of(flaw, chance_));
    return {status, std::move(fields), std::move(body)};
}

HttpsAnswer WechatTeller::error(int status, std::string_view code) const {
    return answer(status, wire::write_json(wire::Object{{"code", code}, {"message", "…"}}));
}

std::string WechatTeller::document(std::string const& refund_no, Given const& given,
                                   Standing standing) const {
    auto const payment = std::find_if(payments_.begin(), payments_.end(),
                                      [&](Received const& one) { return one.trade_no == given.payment; });
    return wire::write_json(wire::Object{{"refund_id", "50" + given.payment},
                                         {"out_refund_no", refund_no},
                                         {"transaction_id", given.payment},
                                         {"out_trade_no", payment->out_trade_no},
                                         {"channel", "ORIGINAL"},
                                         {"status", name_of(standing)},
                                         {"amount", wire::Object{{"total", payment->total_fen},
                                                                 {"refund", given.fen},
                                                                 {"payer_refund", given.fen},
                                                                 {"currency", "CNY"}}}});
}

HttpsAnswer WechatTeller::handle(outside::HttpsRequest const& request) {
    if (!is_merchants(request, chance_.now())) return error(401, "SIGN_ERROR");
    if (is_banned()) return error(too_many_calls, "FREQUENCY_LIMITED");
    if (one_in(40)) {
        note("system errors");
        return error(500, "SYSTEM_ERROR");
    }
    HttpsAnswer const said = request.method == "POST" ? refund(request) : query(request);
    if (one_in(40)) {
        note("system errors with effect");
        return error(500, "SYSTEM_ERROR");
    }
    return said;
}

std::optional<HttpsAnswer> WechatTeller::refusal(Received const& payment, std::string const& refund_no,
                                                 Fen fen) {
    Instant const now = chance_.now();
    if (now > payment.paid_at + days(365)) return error(400, "INVALID_REQUEST");
    if (count_of(payment.trade_no) >= most_refunds) return error(400, "INVALID_REQUEST");
    bool const too_soon = payment.newest != refund_no && now < payment.asked_at + minutes(1);
    if (too_soon && !calm_) {
        note("asked too soon");
        return error(too_many_calls, "FREQUENCY_LIMITED");
    }
    if (live_fen(payment.trade_no) + fen > payment.total_fen) {
        hold(false, refund_no, "asked for more than came in");
        return error(400, "INVALID_REQUEST");
    }
    if (!one_in(is_stubborn() ? 2 : 10)) return std::nullopt;
    note("definite noes");
    switch (chance_.below(4)) {
        case 0: return error(403, "USER_ACCOUNT_ABNORMAL");
        case 1: return error(400, "PARAM_ERROR");
        default: return error(403, "NOT_ENOUGH");
    }
}

std::string const& WechatTeller::account_of(std::string const& trade_no) const {
    auto const payment = std::find_if(payments_.begin(), payments_.end(),
                                      [&](Received const& one) { return one.trade_no == trade_no; });
    REQUIRE(payment != payments_.end());
    return payment->mchid;
}

/// Nothing goes over an account that did not take the payment, nor is it asked about there.
void WechatTeller::check_account(outside::HttpsRequest const& request, std::string const& refund_no,
                                 std::string const& trade_no) const {
    hold(part_of(authorization_of(request), "mchid") == account_of(trade_no), refund_no,
         "goes over an account that did not take its payment");
}

HttpsAnswer WechatTeller::refund(outside::HttpsRequest const& request) {
    auto const asked = wire::parse_json(request.body, request_limits);
    REQUIRE(asked.ok());
    std::string const no = text_in(*asked, "out_refund_no");
    Received* const payment = payment_by(text_in(*asked, "transaction_id"), text_in(*asked, "out_trade_no"));
    hold(payment != nullptr, no, "of a payment that nobody made");
    if (payment == nullptr) return error(404, "RESOURCE_NOT_EXISTS");
    check_account(request, no, payment->trade_no);
    wire::Value const& amount = *asked->find("amount");
    Fen const fen = *amount.find("refund")->as<std::int64_t>();
    hold(*amount.find("total")->as<std::int64_t>() == payment->total_fen, no, "of another total");
    if (Given const* const known = find(no)) {
        hold(known->fen == fen && known->payment == payment->trade_no, no, "asked again for something else");
        return shown(no, *known);
    }
    if (auto const no_answer = refusal(*payment, no, fen)) return *no_answer;
    Given& given = take_on(no, *payment, fen);
    if (calm_ || (!is_stubborn() && chance_.below(3) == 0)) pay(no, given);
    return shown(no, given);
}

/// Its copies follow each other; an answer may be another one's, or of nobody's.
HttpsAnswer WechatTeller::query(outside::HttpsRequest const& request) {
    std::string path = path_of(request);
    path = path.substr(path.rfind('/') + 1);
    std::string const no = percent_decode(path.substr(0, path.find('?')));
    Given const* const given = find(no);
    if (given != nullptr) check_account(request, no, given->payment);
    bool const not_copied = given != nullptr && chance_.now() < given->since + slow_copy && one_in(6);
    if (given == nullptr || not_copied) return error(404, "RESOURCE_NOT_EXISTS");
    return shown(no, *given);
}

HttpsAnswer WechatTeller::shown(std::string const& refund_no, Given const& given) {
    if (one_in(12)) {
        note("answers forged");
        Flaw const flaw = any_flaw(chance_);
        return answer(200, document(refund_no, given, Standing::paid), flaw);
    }
    if (!crossed_.empty() && one_in(40)) {
        note("answers crossed");
        return answer(200, std::exchange(crossed_, ""));
    }
    std::string said = document(refund_no, given, given.standing);
    if (given.standing == Standing::paid && crossed_.empty()) crossed_ = said;
    return answer(200, std::move(said));
}

void WechatTeller::decide(std::string const& refund_no, Given& given) {
    bool const again = given.standing == Standing::abnormal;
    unsigned const what = calm_ || again ? 9 : chance_.below(is_stubborn() ? 2 : 10);
    if (what == 0) {
        note("closed");
        given.standing = Standing::closed;
        tell(refund_no, Standing::closed);
    } else if (what == 1) {
        note("abnormal");
        given.standing = Standing::abnormal;
        tell(refund_no, Standing::abnormal);
    } else {
        pay(refund_no, given);
    }
}

void WechatTeller::see_to(std::string const& refund_no) {
    Given* const given = find(refund_no);
    bool const mended = given != nullptr && given->standing == Standing::abnormal &&
                        (calm_ || (!is_stubborn() && chance_.below(2) == 0));
    if (mended) pay(refund_no, *given);
}

std::string WechatTeller::sealed_notice(std::string const& refund_no, Given const& given, Standing standing,
                                        std::string const& mchid) const {
    std::string const text = wire::write_json(wire::Object{{"mchid", mchid},
                                                           {"out_refund_no", refund_no},
                                                           {"transaction_id", given.payment},
                                                           {"refund_status", name_of(standing)},
                                                           {"amount", wire::Object{{"refund", given.fen}}}});
    return test::wechat_notice(std::string("REFUND.") + name_of(standing), text);
}

/// Says that something was paid that may not be, in somebody's name.
Letter WechatTeller::forged() {
    auto const* const about = any_given();
    note("letters forged");
    Letter out;
    out.is_ours = false;
    std::string const& account = account_of(about->second.payment);
    unsigned const how = chance_.below(6);
    if (how == 1) {
        // WeChat Pay's own, to the other one of our accounts.
        bool const is_first = account == test::wechat_mchid;
        out.body = sealed_notice(about->first, about->second, Standing::paid,
                                 is_first ? test::second_merchant.mchid : test::wechat_mchid);
        out.fields = signed_with(Flaw::none, out.body, chance_.now());
        out.is_signed = is_near(out.fields, chance_.server_now());
        return out;
    }
    out.body = sealed_notice(about->first, about->second, Standing::paid, account);
    if (how == 0) {
        // WeChat Pay's own, to another merchant: it was sealed with another key.
        std::size_t const at = out.body.find("ciphertext") + 14;
        out.body[at] = out.body[at] == 'A' ? 'B' : 'A';
        out.fields = signed_with(Flaw::none, out.body, chance_.now());
        out.is_signed = is_near(out.fields, chance_.server_now());
        return out;
    }
    out.is_signed = false;
    Flaw const flaw = any_flaw(chance_);
    out.fields = signed_with(flaw, out.body, clock_of(flaw, chance_));
    return out;
}

std::optional<Letter> WechatTeller::next_letter() {
    if (!given_.empty() && one_in(4)) return forged();
    auto const told = next_told();
    if (!told) return std::nullopt;
    Letter out;
    Given const& given = given_.at(told->refund_no);
    std::string const& account = account_of(given.payment);
    out.is_ours = has_other_ || account == test::wechat_mchid;
    out.body = sealed_notice(told->refund_no, given, told->standing, account);
    out.fields = signed_with(Flaw::none, out.body, chance_.now());
    out.is_signed = is_near(out.fields, chance_.server_now());
    return out;
}

}  // namespace afterdesk::fault
