#include "payment_channels.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "base/text.hpp"
#include "crypto/sealed.hpp"
#include "outside/alipay/alipay_payments.hpp"
#include "outside/wechat/wechat_payments.hpp"
#include "problems.hpp"
#include "wire/messages.hpp"
#include "wire/names.hpp"
#include "wire/reader.hpp"

namespace afterdesk {

namespace {

namespace fs = std::filesystem;
namespace alipay = outside::alipay;
namespace wechat = outside::wechat;

constexpr std::string_view digits = "0123456789";
constexpr std::string_view hex_digits = "0123456789ABCDEF";
constexpr std::string_view key_id_characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_";

std::optional<crypto::RsaKey> private_key(Problems& problems, std::string const& flag,
                                          std::string const& path) {
    auto const pem = problems.file(flag, path, true);
    auto key = pem ? crypto::RsaKey::private_from_pem(*pem) : std::nullopt;
    if (pem && !key) {
        problems.add(flag + "：" + path + " 不是未加密的 RSA 私钥（PEM，至少 2048 位）。",
                     flag + ": " + path + " is no RSA private key (PEM, not encrypted, 2048 bits or more).");
    }
    return key;
}

std::optional<crypto::RsaKey> public_key(Problems& problems, std::string const& flag,
                                         std::string const& path) {
    auto const pem = problems.file(flag, path, false);
    if (!pem) return std::nullopt;
    auto key = crypto::RsaKey::public_from_pem(*pem);
    if (!key) key = crypto::RsaKey::public_from_base64(trim(*pem));
    if (!key) {
        problems.add(flag + "：" + path + " 不是 RSA 公钥（PEM，至少 2048 位）。",
                     flag + ": " + path + " is no RSA public key (PEM, 2048 bits or more).");
    }
    return key;
}

void add_certificates(Problems& problems, std::string const& flag, std::string const& path,
                      wechat::PlatformKeys& keys) {
    for (std::string const& file : certificate_files(path)) {
        auto const pem = problems.file(flag, file, false);
        if (!pem || keys.add_certificates(*pem) > 0) continue;
        problems.add(flag + "：" + file + " 里没有 PEM 证书。",
                     flag + ": there is no PEM certificate in " + file + ".");
    }
}

wechat::PlatformKeys platform_keys(Problems& problems, SettingNames const& name,
                                   ChannelsConfig::Wechat const& config) {
    wechat::PlatformKeys keys;
    bool const by_key = !config.public_key_id.empty() || !config.public_key_file.empty();
    if (by_key) {
        problems.check(name("public_key_id"), config.public_key_id, key_id_characters,
                       {"形如 PUB_KEY_ID_0114… 的公钥 ID", "a key's id like PUB_KEY_ID_0114…"});
        auto key = public_key(problems, name("public_key"), config.public_key_file);
        if (key) keys.add_public_key(config.public_key_id, std::move(*key));
    }
    if (!config.certificates.empty())
        add_certificates(problems, name("certificates"), config.certificates, keys);
    if (!by_key && config.certificates.empty()) {
        problems.add("缺少 " + name("public_key") + " 与 " + name("public_key_id") + "（公钥模式），或 " +
                         name("certificates") + "（平台证书模式）。",
                     name("public_key") + " with " + name("public_key_id") + " (public key mode) or " +
                         name("certificates") + " (certificate mode) is missing.");
    }
    return keys;
}

std::string api_v3_key(Problems& problems, std::string const& flag, std::string const& path) {
    auto const text = problems.file(flag, path, true);
    std::string key(text ? trim(*text) : std::string_view());
    if (text && key.size() != crypto::sealed_key_bytes) {
        problems.add(
            flag + "：APIv3 密钥应为 32 个字符，" + path + " 里有 " + std::to_string(key.size()) + " 个。",
            flag + ": an APIv3 key has 32 characters; " + path + " has " + std::to_string(key.size()) + ".");
    }
    return key;
}

/// Notices come by https alone; without, what became of refunds is asked.
std::string notify_url(ServedAt const& at, std::string_view channel) {
    if (!at.public_url.starts_with("https://")) return {};
    return at.public_url + "/api/v1/notify/" + std::string(channel);
}

/// What the accounts of a server share.
struct Way {
    Problems& problems;
    ServedAt const& at;
    std::shared_ptr<outside::Https> by;
};

std::shared_ptr<outside::Payments> connect_wechat(Way const& way, SettingNames const& name,
                                                  ChannelsConfig::Wechat const& given) {
    Problems& problems = way.problems;
    problems.check(name("mchid"), given.mchid, digits, {"数字商户号", "the merchant's number, digits only"});
    problems.check(
        name("serial"), given.serial, hex_digits,
        {"大写十六进制的证书序列号", "the serial number of its certificate, hexadecimal digits in capitals"});
    problems.check_address(name("url"), given.address);
    auto key = private_key(problems, name("key"), given.key_file);
    std::string opens = api_v3_key(problems, name("api_v3_key"), given.api_v3_key_file);
    auto platform = platform_keys(problems, name, given);
    if (!key) return nullptr;
    wechat::Settings settings{{given.mchid, given.serial, std::move(*key), std::move(opens)},
                              std::move(platform)};
    if (!given.address.empty()) settings.address = given.address;
    settings.notify_url = notify_url(way.at, "wechat");
    settings.now = way.at.now;
    return std::make_shared<wechat::WechatPayments>(std::move(settings), way.by);
}

bool names_certificates(ChannelsConfig::Alipay const& given) {
    return !given.app_certificate.empty() || !given.root_certificate.empty() || !given.certificates.empty();
}

/// The application's own certificate belongs to its key. Promise: its number.
std::string app_sn(Problems& problems, SettingNames const& name, std::string const& path,
                   std::optional<crypto::RsaKey> const& key) {
    std::string const flag = name("app_certificate");
    auto const pem = problems.file(flag, path, false);
    if (!pem) return {};
    std::string_view rest = *pem;
    auto const certificate = crypto::Certificate::take_from_pem(rest);
    if (!certificate) {
        problems.add(flag + "：" + path + " 里没有 RSA 证书（PEM）。",
                     flag + ": there is no RSA certificate (PEM) in " + path + ".");
        return {};
    }
    if (key && !certificate->key.fits(*key)) {
        problems.add(flag + "：" + path + " 与 " + name("key") + " 的私钥不是一对。",
                     flag + ": " + path + " does not belong to the private key of " + name("key") + ".");
    }
    return alipay::certificate_sn(*pem);
}

std::string root_sn(Problems& problems, std::string const& flag, std::string const& path) {
    auto const pem = problems.file(flag, path, false);
    if (!pem) return {};
    std::string sn = alipay::root_sn(*pem);
    if (sn.empty()) {
        problems.add(flag + "：" + path + " 里没有 RSA 签名的证书（PEM）。",
                     flag + ": there is no certificate (PEM) in " + path + " that RSA signed.");
    }
    return sn;
}

/// Alipay's own certificates.
alipay::PlatformKeys alipay_certificates(Problems& problems, std::string const& flag, std::string const& path,
                                         std::optional<crypto::RsaKey> const& own) {
    alipay::PlatformKeys keys;
    if (path.empty()) problems.file(flag, path, false);  // says that it is missing
    if (path.empty()) return keys;
    for (std::string const& file : certificate_files(path)) {
        auto const pem = problems.file(flag, file, false);
        if (!pem || keys.add_certificate(*pem)) continue;
        problems.add(flag + "：" + file + " 里没有 RSA 证书（PEM）。",
                     flag + ": there is no RSA certificate (PEM) in " + file + ".");
    }
    if (own && keys.is_own(*own)) {
        problems.add(flag + "：" + path + " 是应用自己的证书，应为支付宝公钥证书。",
                     flag + ": " + path + " is the application's own certificate, not Alipay's.");
    }
    return keys;
}

/// By what both sides know each other, in the mode that the settings name.
struct AlipayMode {
    alipay::PlatformKeys platform;
    std::string app_sn{}, root_sn{};
};
AlipayMode alipay_mode(Problems& problems, SettingNames const& name, ChannelsConfig::Alipay const& given,
                       std::optional<crypto::RsaKey> const& key) {
    if (!names_certificates(given)) {
        auto platform = public_key(problems, name("public_key"), given.public_key_file);
        return platform ? AlipayMode{std::move(*platform)} : AlipayMode{};
    }
    if (!given.public_key_file.empty()) {
        problems.add(
            name("public_key") + "（公钥模式）与 " + name("certificate") + "（证书模式）只能用一种。",
            name("public_key") + " (public key mode) and " + name("certificate") +
                " (certificate mode) exclude each other.");
    }
    std::string app = app_sn(problems, name, given.app_certificate, key);
    std::string root = root_sn(problems, name("root_certificate"), given.root_certificate);
    return {alipay_certificates(problems, name("certificate"), given.certificates, key), std::move(app),
            std::move(root)};
}

std::shared_ptr<outside::Payments> connect_alipay(Way const& way, SettingNames const& name,
                                                  ChannelsConfig::Alipay const& given) {
    Problems& problems = way.problems;
    problems.check(name("app_id"), given.app_id, digits,
                   {"数字应用 ID", "the application's id, digits only"});
    problems.check_address(name("url"), given.address);
    auto const key = private_key(problems, name("key"), given.key_file);
    AlipayMode mode = alipay_mode(problems, name, given, key);
    if (!key || mode.platform.empty()) return nullptr;
    alipay::Settings settings{given.app_id, *key, std::move(mode.platform)};
    settings.app_sn = std::move(mode.app_sn);
    settings.root_sn = std::move(mode.root_sn);
    if (!given.address.empty()) settings.address = given.address;
    settings.now = way.at.now;
    return std::make_shared<alipay::AlipayPayments>(std::move(settings), way.by);
}

/// The accounts of the file, or none.
std::vector<outside::NamedMerchant> merchants_in(Problems& problems, std::string const& path) {
    if (path.empty()) return {};
    auto const text = problems.file("--merchants", path, true);
    if (!text) return {};
    auto merchants = outside::read_merchants(*text);
    if (merchants.ok()) return std::move(merchants).value();
    for (Mistake const& mistake : merchants.error()) {
        std::string const where =
            path + ": " + mistake.path + " (" + std::string(wire::name_of(mistake.rule)) + ")";
        problems.add("--merchants：" + where + "：" + wire::message_for(mistake, wire::Language::zh_cn),
                     "--merchants: " + where + ": " + wire::message_for(mistake, wire::Language::en));
    }
    return {};
}

/// What flags and file name, before their keys are read.
struct NamedAccount {
    outside::NamedMerchant named;
    bool is_everybodys = true;
    SettingNames names;
};
std::vector<NamedAccount> named_accounts(Problems& problems, ChannelsConfig const& config,
                                         std::vector<std::string> const& names) {
    std::vector<NamedAccount> all;
    auto const merchants = merchants_in(problems, config.merchants_file);
    for (PaymentChannel const channel : {PaymentChannel::wechat, PaymentChannel::alipay}) {
        std::string const name(wire::name_of(channel));
        bool const is_wanted = std::find(names.begin(), names.end(), name) != names.end();
        bool const has_own = std::any_of(merchants.begin(), merchants.end(),
                                         [&](auto const& one) { return one.channel == channel; });
        bool const by_flags = channel == PaymentChannel::wechat ? config.wechat != ChannelsConfig::Wechat{}
                                                                : config.alipay != ChannelsConfig::Alipay{};
        if (is_wanted && (by_flags || !has_own)) {
            all.push_back(
                {{channel, config.wechat, config.alipay, {}, {}, {}}, true, SettingNames("--" + name + "-")});
        }
        if (has_own && !is_wanted)
            problems.add("--merchants 里有 " + name + " 的账户，但 --refunds 没有 " + name + "。",
                         "--merchants has accounts of " + name + ", and --refunds does not name it.");
    }
    for (std::size_t i = 0; i < merchants.size(); ++i) {
        SettingNames const place(config.merchants_file + ": " + wire::at_index("merchants", i) + ".");
        bool const again = std::any_of(all.begin(), all.end(), [&](NamedAccount const& one) {
            return one.is_everybodys && one.named.channel == merchants[i].channel &&
                   one.named.number() == merchants[i].number();
        });
        if (again) {
            bool const wechat = merchants[i].channel == PaymentChannel::wechat;
            std::string const number = place(wechat ? "mchid" : "app_id");
            problems.add(number + "：账户 " + merchants[i].number() + " 已由启动参数给出。",
                         number + ": the account " + merchants[i].number() + " is named by flags already.");
        }
        all.push_back({merchants[i], false, place});
    }
    return all;
}

}  // namespace

std::vector<std::string> certificate_files(std::string const& path) {
    std::error_code error;
    if (!fs::is_directory(path, error)) return {path};
    std::vector<std::string> out;
    for (auto const& entry : fs::directory_iterator(path, error)) {
        if (entry.is_regular_file(error)) out.push_back(entry.path().string());
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::string SettingNames::operator()(std::string_view key) const {
    std::string name = before_ + std::string(key);
    bool const is_flag = before_.starts_with("--");
    if (is_flag) std::replace(name.begin(), name.end(), '_', '-');
    return name;
}

Result<std::vector<ConnectedMerchant>, std::vector<Said>> connect_merchants(
    ChannelsConfig const& config, std::vector<std::string> const& names, ServedAt const& at) {
    Problems problems;
    if (!config.by.ca_file.empty()) problems.file("--outside-ca", config.by.ca_file, false);
    Way const way{problems, at, std::make_shared<outside::CurlHttps>(config.by)};
    std::vector<ConnectedMerchant> connected;
    for (NamedAccount& one : named_accounts(problems, config, names)) {
        auto payments = one.named.channel == PaymentChannel::wechat
                            ? connect_wechat(way, one.names, one.named.wechat)
                            : connect_alipay(way, one.names, one.named.alipay);
        connected.push_back({std::move(one.named), one.is_everybodys, one.names, std::move(payments)});
    }
    auto found = problems.take();
    if (!found.empty()) return Err{std::move(found)};
    return connected;
}

Result<outside::Parties, std::vector<Said>> connect_channels(ChannelsConfig const& config,
                                                             std::vector<std::string> const& names,
                                                             ServedAt const& at) {
    TRY(connected, connect_merchants(config, names, at));
    outside::Parties parties;
    for (ConnectedMerchant& one : connected) {
        outside::NamedMerchant& named = one.named;
        if (one.is_everybodys) {
            parties.payments[named.channel] = std::move(one.payments);
        } else {
            parties.accounts.push_back({named.channel, std::move(named.seller), std::move(named.shops),
                                        std::move(named.sub_mchids), std::move(one.payments)});
        }
    }
    return parties;
}

}  // namespace afterdesk
