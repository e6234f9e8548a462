#include <cstdlib>
#include <string>

#include "cli_tools.hpp"
#include "doctor.hpp"
#include "files/small_file.hpp"
#include "outside/alipay/alipay_payments.hpp"
#include "outside/wechat/wechat_payments.hpp"

namespace afterdesk {

namespace {

using outside::Answer;
using outside::Outcome;
using Kind = Diagnosis::Kind;

constexpr Duration clock_tolerance = minutes(1);
constexpr Duration soon = days(30);

/// A channel, as people and flags call it.
struct Channel {
    std::string zh, en;
    std::string address;
    std::string keys;  ///< the flags that say who we are there
    std::string their_keys;
    std::shared_ptr<outside::Payments> payments;
};

void add(std::vector<Diagnosis>& out, Kind kind, std::string zh, std::string en) {
    out.push_back({kind, {std::move(zh), std::move(en)}});
}

std::string seconds_text(Duration by) { return std::to_string(std::llabs(by.ms) / 1'000); }

/// Whether it answers, and what time it has. Promise: false when there is nobody.
bool reach(std::vector<Diagnosis>& out, Channel const& channel, outside::Https& by) {
    auto const answer = by.call({"GET", channel.address + "/"});
    if (!answer.ok()) {
        add(out, Kind::wrong,
            channel.zh + "：无法连接 " + channel.address + "（" + answer.error() +
                "），请检查网络、--outside-proxy 和 --outside-ca。",
            channel.en + ": " + channel.address + " can not be reached (" + answer.error() +
                "); look at the network, --outside-proxy and --outside-ca.");
        return false;
    }
    auto const theirs = answer->date();
    if (!theirs) return true;
    Duration const off = clock_now() - *theirs;
    bool const sound = std::llabs(off.ms) < clock_tolerance.ms;
    if (!sound) {
        add(out, Kind::wrong,
            "本机时钟与" + channel.zh + "相差 " + seconds_text(off) +
                " 秒，超过 5 分钟的签名会被拒绝：请开启时间同步（NTP）。",
            "This machine's clock differs from " + channel.en + "'s by " + seconds_text(off) +
                " seconds, and signatures live for five minutes: switch time synchronisation (NTP) on.");
    }
    return true;
}

bool has(std::string const& code, std::string_view part) { return code.find(part) != std::string::npos; }

/// Who we are there, and whether they are who they say.
void ask(std::vector<Diagnosis>& out, Channel const& channel, Instant now) {
    outside::RefundOrder order{{"doctor"}, {"ADDOCTOR"}, "ADDOCTOR" + std::to_string(now.ms), {"ADDOCTOR"}};
    order.payment_fen = order.refund_fen = 1;
    order.paid_at = now;
    Answer const answer = channel.payments->query(order);
    std::string const& code = answer.code;
    if (answer.outcome == Outcome::absent) {
        add(out, Kind::sound, channel.zh + "：双方密钥均正确，可以退款。",
            channel.en + ": both sides' keys fit; refunds can be asked for.");
    } else if (has(code, "HTTP_401") || has(code, "SIGN_ERROR") || has(code, "signature") ||
               has(code, "app-id") || has(code, "HTTP_403")) {
        add(out, Kind::wrong,
            channel.zh + "不认可我方签名（" + code + "）：请核对 " + channel.keys + " 是否属于同一商户。",
            channel.en + " does not know our signature (" + code + "): make sure that " + channel.keys +
                " belong to one merchant.");
    } else if (has(code, "NO_AUTH") || has(code, "permission")) {
        add(out, Kind::wrong, channel.zh + "未开通退款接口权限（" + code + "）：请在商户平台开通。",
            channel.en + " does not let this merchant refund (" + code +
                "): get that right from its console.");
    } else if (has(code, "OTHER_CERTIFICATE") || has(code, "CERTIFICATE_OVER")) {
        bool const over = has(code, "CERTIFICATE_OVER");
        add(out, Kind::wrong,
            channel.zh + (over ? "的应答所用的证书已过期" : "的应答用了另一张证书签名") + "（" + code +
                "）：请在开放平台下载新的支付宝公钥证书，放入 " + channel.their_keys + "。",
            channel.en +
                (over ? "'s answer was signed with a certificate that is over"
                      : "'s answer was signed with another certificate") +
                " (" + code + "): download Alipay's new one from its console into " + channel.their_keys +
                ".");
    } else if (has(code, "UNSIGNED")) {
        add(out, Kind::wrong,
            channel.zh + "的应答无法用 " + channel.their_keys + " 验签（" + code +
                "）：请在商户平台重新下载。",
            channel.en + "'s answer was not signed with " + channel.their_keys + " (" + code +
                "): download it again from its console.");
    } else {
        add(out, Kind::wrong, channel.zh + "应答异常（" + code + "）：请稍后重试。",
            channel.en + " answered something else (" + code + "): try again later.");
    }
}

/// Certificates, as people and flags call them.
struct Certificates {
    std::string zh, en, flag, path;
    bool first_alone = false;  ///< of each file: those behind it are its issuers
};

/// Certificates end; public keys do not.
void examine_certificates(std::vector<Diagnosis>& out, Certificates const& of, Instant now) {
    if (of.path.empty()) return;
    Instant last{};
    for (std::string const& file : certificate_files(of.path)) {
        std::string const text = files::read_small_file(file).value_or("");
        std::string_view rest = text;
        while (auto const one = crypto::Certificate::take_from_pem(rest)) {
            last = std::max(last, one->ends);
            if (of.first_alone) break;
        }
    }
    if (last == Instant{} || now + soon < last) return;
    std::string const day = format_minute(last, 8 * 60).substr(0, 10);
    bool const over = last <= now;
    add(out, over ? Kind::wrong : Kind::remark,
        of.zh + std::string(over ? "已于 " : "将于 ") + day + " 到期：请下载新证书，放入 " + of.flag + "。",
        of.en + " " + std::string(over ? "ended" : "ends") + " on " + day + ": download the new one into " +
            of.flag + ".");
}

void examine_certificates(std::vector<Diagnosis>& out, ConnectedMerchant const& account, Instant now) {
    SettingNames const& name = account.names;
    if (account.named.channel == PaymentChannel::wechat)
        return examine_certificates(out,
                                    {"微信支付平台证书", "WeChat Pay's last platform certificate",
                                     name("certificates"), account.named.wechat.certificates},
                                    now);
    ChannelsConfig::Alipay const& alipay = account.named.alipay;
    examine_certificates(out,
                         {"支付宝应用证书", "The application's certificate at Alipay",
                          name("app_certificate"), alipay.app_certificate, true},
                         now);
    examine_certificates(
        out, {"支付宝公钥证书", "Alipay's last certificate", name("certificate"), alipay.certificates, true},
        now);
}

std::string or_default(std::string const& given, std::string_view otherwise) {
    return given.empty() ? std::string(otherwise) : given;
}

/// An account of the file is told with its number.
Channel channel_of(ConnectedMerchant const& account) {
    outside::NamedMerchant const& named = account.named;
    SettingNames const& name = account.names;
    std::string const zh = account.is_everybodys ? "" : "（" + named.number() + "）";
    std::string const en = account.is_everybodys ? "" : " (" + named.number() + ")";
    if (named.channel == PaymentChannel::wechat) {
        return {"微信支付" + zh,
                "WeChat Pay" + en,
                or_default(named.wechat.address, outside::wechat::default_address),
                name("mchid") + ", " + name("serial") + ", " + name("key"),
                name(named.wechat.certificates.empty() ? "public_key" : "certificates"),
                account.payments};
    }
    std::string const own = name("app_id") + ", " + name("key");
    return {"支付宝" + zh,
            "Alipay" + en,
            or_default(named.alipay.address, outside::alipay::default_address),
            named.alipay.app_certificate.empty() ? own : own + ", " + name("app_certificate"),
            name(named.alipay.certificates.empty() ? "public_key" : "certificate"),
            account.payments};
}

}  // namespace

std::vector<Diagnosis> examine_channels(ServeConfig const& config, Instant now) {
    std::vector<Diagnosis> out;
    auto const accounts =
        connect_merchants(config.channels, channels_of(config), {config.public_url, clock_now});
    if (!accounts.ok()) {
        for (Said const& problem : accounts.error()) out.push_back({Kind::wrong, problem});
        return out;
    }
    outside::CurlHttps by(config.channels.by);
    for (ConnectedMerchant const& account : *accounts) {
        Channel const asked = channel_of(account);
        if (reach(out, asked, by)) ask(out, asked, now);
        examine_certificates(out, account, now);
    }
    return out;
}

}  // namespace afterdesk
