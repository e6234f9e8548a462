#include "outside/alipay/signature.hpp"

#include <algorithm>

#include "base/percent.hpp"
#include "crypto/digest.hpp"
#include "wire/json.hpp"

namespace afterdesk::outside::alipay {

namespace {

constexpr wire::ParseLimits answer_limits{65'536, 12};
constexpr std::size_t most_params = 100;
constexpr std::string_view blanks = " \t\r\n";

/// Steps through a document that is known to be sound.
class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_(text) { step_over("{"); }

    /// The next member's name and its value's own bytes. Errors: false at the end.
    bool next(std::string_view& name, std::string_view& value) {
        step_over(",");
        if (at_ >= text_.size() || text_[at_] != '"') return false;
        std::size_t const name_begin = at_;
        skip_string();
        name = text_.substr(name_begin + 1, at_ - name_begin - 2);
        step_over(":");
        std::size_t const begin = at_;
        skip_value();
        value = text_.substr(begin, at_ - begin);
        value = value.substr(0, value.find_last_not_of(blanks) + 1);
        return true;
    }

  private:
    void step_over(std::string_view also) {
        while (at_ < text_.size() &&
               (blanks.find(text_[at_]) != std::string_view::npos || also.find(text_[at_]) == 0))
            ++at_;
    }
    void skip_string() {
        for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
            if (text_[at_] == '\\') ++at_;
        }
        at_ = std::min(at_ + 1, text_.size());
    }
    /// Up to the comma or bracket that ends it.
    void skip_value() {
        for (int depth = 0; at_ < text_.size();) {
            char const c = text_[at_];
            if (c == '"') {
                skip_string();
                continue;
            }
            if (depth == 0 && (c == ',' || c == '}')) return;
            if (c == '{' || c == '[') ++depth;
            if (c == '}' || c == ']') --depth;
            ++at_;
        }
    }
    std::string_view text_;
    std::size_t at_ = 0;
};

/// "alipay.trade.refund" → "alipay_trade_refund_response".
std::string answer_name(std::string_view method) {
    std::string name(method);
    std::replace(name.begin(), name.end(), '.', '_');
    return name + "_response";
}

std::string decoded(std::string_view text) {
    std::string spaced(text);
    std::replace(spaced.begin(), spaced.end(), '+', ' ');
    return percent_decode(spaced);
}

}  // namespace

std::string text_to_sign(Params const& params) {
    std::string text;
    for (auto const& [name, value] : params) {
        if (name == "sign") continue;
        if (!text.empty()) text += '&';
        text += name;
        text += '=';
        text += value;
    }
    return text;
}

std::string form_of(Params const& params) {
    std::string text;
    for (auto const& [name, value] : params) {
        if (!text.empty()) text += '&';
        text += percent_encode(name) + "=" + percent_encode(value);
    }
    return text;
}

std::optional<Params> read_form(std::string_view body) {
    Params params;
    while (!body.empty()) {
        std::string_view const part = body.substr(0, body.find('&'));
        body.remove_prefix(std::min(part.size() + 1, body.size()));
        std::size_t const equals = part.find('=');
        if (equals == std::string_view::npos || params.size() == most_params) return std::nullopt;
        bool const is_new =
            params.emplace(decoded(part.substr(0, equals)), decoded(part.substr(equals + 1))).second;
        if (!is_new) return std::nullopt;
    }
    return params;
}

std::string sign(crypto::RsaKey const& key, Params const& params) {
    return crypto::base64(key.sign(text_to_sign(params)));
}

bool is_signed(crypto::RsaKey const& key, Params params) {
    auto const signature = crypto::from_base64(params["sign"]);
    bool const by_rsa2 = params["sign_type"] == "RSA2";
    params.erase("sign_type");
    return signature && by_rsa2 && key.is_signed(*signature, text_to_sign(params));
}

std::string certificate_in(std::string_view body) {
    auto const document = wire::parse_json(body, answer_limits);
    wire::Value const* const sn = document.ok() ? document->find("alipay_cert_sn") : nullptr;
    auto const* const text = sn == nullptr ? nullptr : sn->as<std::string>();
    return text == nullptr ? std::string() : *text;
}

std::optional<std::string> signed_answer(crypto::RsaKey const& key, std::string_view body,
                                         std::string_view method) {
    auto const document = wire::parse_json(body, answer_limits);
    if (!document.ok()) return std::nullopt;
    wire::Value const* const sign = document->find("sign");
    auto const* const text = sign == nullptr ? nullptr : sign->as<std::string>();
    auto const signature = text == nullptr ? std::nullopt : crypto::from_base64(*text);
    if (!signature) return std::nullopt;
    std::string const wanted = answer_name(method);
    Scanner scanner(body);
    for (std::string_view name, value; scanner.next(name, value);) {
        bool const is_answer = name == wanted || name == "error_response";
        if (is_answer && key.is_signed(*signature, value)) return std::string(value);
    }
    return std::nullopt;
}

}  // namespace afterdesk::outside::alipay
