// The server's payment channels for programs of others: one question in JSON on each line of standard input,
// one answer on each line of standard output. Settings: a line of its own, the first.

#include <filesystem>
#include <map>

#include "crypto/digest.hpp"
#include "files/small_file.hpp"
#include "files/temporary_file.hpp"
#include "outside/alipay/certificates.hpp"
#include "outside/alipay/signature.hpp"
#include "outside/wechat/signature.hpp"
#include "payment_channels.hpp"
#include "peers/lines.hpp"
#include "wire/json.hpp"
#include "wire/names.hpp"

using namespace afterdesk;
using wire::number_in;
using wire::Object;
using wire::text_in;
using wire::Value;

namespace {

/// Bodies are any bytes.
std::string body_in(Value const& question) {
    return crypto::from_base64(text_in(question, "body64")).value_or("");
}
std::string file_at(std::string const& path) { return files::read_small_file(path).value_or(""); }

char const* name_of(outside::Outcome outcome) {
    switch (outcome) {
        case outside::Outcome::paid: return "paid";
        case outside::Outcome::acknowledged: return "acknowledged";
        case outside::Outcome::refused: return "refused";
        case outside::Outcome::processing: return "processing";
        case outside::Outcome::unknown: return "unknown";
        case outside::Outcome::absent: return "absent";
    }
    return "";
}
Object told(outside::Answer const& answer) {
    return {{"outcome", name_of(answer.outcome)}, {"code", answer.code}, {"again_in_ms", answer.again_in.ms}};
}

outside::RefundOrder order_in(Value const& question) {
    outside::RefundOrder order;
    order.refund_no = text_in(question, "refund_no");
    order.payment_id = {text_in(question, "payment_id")};
    order.payment_fen = number_in(question, "payment_fen");
    order.refund_fen = number_in(question, "refund_fen");
    order.reason = text_in(question, "reason");
    order.provider.transaction_id = text_in(question, "transaction_id");
    order.provider.sub_mchid = text_in(question, "sub_mchid");
    order.paid_at = {number_in(question, "paid_at_ms")};
    return order;
}

class Peer {
  public:
    /// Errors: what does not fit.
    std::vector<Said> begin(Value const& settings) {
        ChannelsConfig::Wechat& wechat = config_.wechat;
        wechat.mchid = text_in(settings, "mchid");
        wechat.serial = text_in(settings, "serial");
        wechat.key_file = text_in(settings, "key");
        wechat.api_v3_key_file = text_in(settings, "api_v3_key");
        wechat.public_key_id = text_in(settings, "public_key_id");
        wechat.public_key_file = text_in(settings, "public_key");
        wechat.certificates = text_in(settings, "certificates");
        wechat.address = text_in(settings, "wechat_url");
        config_.by.ca_file = text_in(settings, "ca");
        config_.by.answer_within = {number_in(settings, "answer_within_ms")};
        ChannelsConfig::Alipay& alipay = config_.alipay;
        alipay.app_id = text_in(settings, "app_id");
        alipay.key_file = text_in(settings, "alipay_key");
        alipay.public_key_file = text_in(settings, "alipay_public_key");
        alipay.app_certificate = text_in(settings, "alipay_app_certificate");
        alipay.root_certificate = text_in(settings, "alipay_root_certificate");
        alipay.certificates = text_in(settings, "alipay_certificate");
        alipay.address = text_in(settings, "alipay_url");
        auto const now = [this] { return now_; };
        auto parties =
            connect_channels(config_, {"wechat", "alipay"}, {text_in(settings, "public_url"), now});
        if (!parties.ok()) return parties.error();
        parties_ = std::move(parties).value();
        return {};
    }
    Object answer(Value const& question) {
        now_ = {number_in(question, "now_ms")};
        std::string const what = text_in(question, "do");
        if (what == "refund") return patiently([&] { return channel(question).refund(order_in(question)); });
        if (what == "bill") return bill(question);
        if (what == "query") return patiently([&] { return channel(question).query(order_in(question)); });
        if (what == "seal") return seal(question);
        if (what == "settle_abnormal")
            return patiently([&] { return channel(question).settle_abnormal(order_in(question), way_); });
        if (what == "is_signed") return {{"signed", is_signed(question)}};
        if (what == "notice") return notice(question);
        if (what == "authorization") return {{"value", authorization(question)}};
        if (what == "certificate_numbers") {
            std::string const pem = crypto::from_base64(text_in(question, "pem64")).value_or("");
            return {{"sn", outside::alipay::certificate_sn(pem)}, {"root_sn", outside::alipay::root_sn(pem)}};
        }
        if (what == "alipay_sign") return {{"sign", alipay_sign(question)}};
        return {{"error", "unknown question"}};
    }

  private:
    /// Many of these calls fail, faster than the channel allows: who has to wait lets the clock go on.
    template <class Ask>
    Object patiently(Ask const& ask) {
        for (;;) {
            outside::Answer const answer = ask();
            if (answer.code != "SLOWED_DOWN") return told(answer);
            now_ = now_ + answer.again_in;
        }
    }
    outside::Payments& channel(Value const& question) {
        bool const alipay = text_in(question, "channel") == "alipay";
        return *parties_.payments.at(alipay ? PaymentChannel::alipay : PaymentChannel::wechat);
    }
    /// Whose account takes abnormal refunds from now on: a card, sealed, or the merchant's own.
    Object seal(Value const& question) {
        way_ = {};
        std::string const bank = text_in(question, "bank");
        if (bank.empty()) return {{"sealed", true}};
        auto const sealed =
            channel(question).seal({bank, text_in(question, "account"), text_in(question, "name")});
        if (sealed) way_ = *sealed;
        if (!text_in(question, "key_id").empty()) way_.key_id = text_in(question, "key_id");
        return {{"sealed", sealed.has_value()},
                {"key_id", way_.key_id},
                {"account", way_.sealed_account},
                {"name", way_.sealed_name}};
    }
    std::string alipay_sign(Value const& question) const {
        outside::alipay::Params params;
        for (auto const& [name, value] : *question.find("params")->as<Object>())
            params[name] = *value.as<std::string>();
        return outside::alipay::sign(*crypto::RsaKey::private_from_pem(file_at(config_.alipay.key_file)),
                                     params);
    }

    bool is_signed(Value const& question) {
        std::string const body = body_in(question);
        std::map<std::string, std::string, std::less<>> fields;
        if (Value const* const given = question.find("fields")) {
            for (auto const& [name, value] : *given->as<Object>()) {
                fields[name] = crypto::from_base64(*value.as<std::string>()).value_or("");
            }
        }
        auto const header = [&](std::string_view name) {
            auto const found = fields.find(name);
            return found == fields.end() ? std::string_view() : std::string_view(found->second);
        };
        return channel(question).is_signed({header, body}, now_);
    }
    /// Brought, and read: what became of it, and each refund in it.
    Object bill(Value const& question) {
        files::TemporaryFile const file(std::filesystem::temp_directory_path().string());
        bool const alipay = text_in(question, "channel") == "alipay";
        outside::BillAsked const asked{alipay ? PaymentChannel::alipay : PaymentChannel::wechat,
                                       *outside::bill_day(text_in(question, "day")), file.path()};
        auto const given = channel(question).bill(asked);
        auto const failed = [](outside::BillMistake const& mistake) {
            return Object{{"problem", wire::name_of(mistake.problem)}, {"detail", mistake.detail}};
        };
        if (!given.ok()) return failed(given.error());
        if (*given == outside::BillGiven::none) return {{"problem", ""}, {"given", "none"}};
        wire::Array refunds;
        auto const read = outside::read_bill(
            outside::BillFile::at(file.path()), {asked.day, channel(question).merchant_no()},
            [&](outside::BilledRefund const& one) {
                refunds.push_back(wire::Array{one.refund_no, one.out_trade_no, one.transaction_id,
                                              one.amount_fen, state_name(one.state), one.charged});
            });
        if (!read.ok()) return failed(read.error());
        return {
            {"problem", ""}, {"given", "written"}, {"lines", read->lines}, {"refunds", std::move(refunds)}};
    }
    static char const* state_name(outside::BillState state) {
        switch (state) {
            case outside::BillState::paid: return "paid";
            case outside::BillState::processing: return "processing";
            case outside::BillState::failed: return "failed";
        }
        return "";
    }
    Object notice(Value const& question) {
        auto const read = channel(question).read_notice(body_in(question));
        if (!read.ok()) return {{"refused", read.error().front().path}};
        Object out = told(read->answer);
        out.emplace_back("refund_no", read->refund_no);
        out.emplace_back("refund_fen", read->refund_fen);
        return out;
    }
    std::string authorization(Value const& question) const {
        auto key = crypto::RsaKey::private_from_pem(file_at(config_.wechat.key_file));
        outside::wechat::Merchant const merchant{config_.wechat.mchid, config_.wechat.serial, *key, ""};
        std::string const body = body_in(question), nonce = text_in(question, "nonce"),
                          path = text_in(question, "path"), method = text_in(question, "method");
        return outside::wechat::authorization(merchant, {method, path, body, nonce, now_});
    }

    ChannelsConfig config_;
    outside::Parties parties_;
    outside::AbnormalWay way_;
    Instant now_;
};

}  // namespace

int main() { return test::answer_lines(Peer{}); }
