#include "payment_channels.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "base/text.hpp"
#include "crypto/sealed.hpp"
#include "outside/alipay/alipay_payments.hpp"
#include "outside/wechat/wechat_payments.hpp"
#include "problems.hpp"

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

void add_certificates(Problems& problems, std::string const& path, wechat::PlatformKeys& keys) {
    std::string const flag = "--wechat-certificates";
    for (std::string const& file : certificate_files(path)) {
        auto const pem = problems.file(flag, file, false);
        if (!pem || keys.add_certificates(*pem) > 0) continue;
        problems.add(flag + "：" + file + " 里没有 PEM 证书。",
                     flag + ": there is no PEM certificate in " + file + ".");
    }
}

wechat::PlatformKeys platform_keys(Problems& problems, ChannelsConfig::Wechat const& config) {
    wechat::PlatformKeys keys;
    bool const by_key = !config.public_key_id.empty() || !config.public_key_file.empty();
    if (by_key) {
        problems.check("--wechat-public-key-id", config.public_key_id, key_id_characters,
                       {"形如 PUB_KEY_ID_0114… 的公钥 ID", "a key's id like PUB_KEY_ID_0114…"});
        auto key = public_key(problems, "--wechat-public-key", config.public_key_file);
        if (key) keys.add_public_key(config.public_key_id, std::move(*key));
    }
    if (!config.certificates.empty()) add_certificates(problems, config.certificates, keys);
    if (!by_key && config.certificates.empty()) {
        problems.add(
            "缺少 --wechat-public-key 与 --wechat-public-key-id（公钥模式），或 "
            "--wechat-certificates（平台证书模式）。",
            "--wechat-public-key with --wechat-public-key-id (public key mode) or "
            "--wechat-certificates (certificate mode) is missing.");
    }
    return keys;
}

std::string api_v3_key(Problems& problems, std::string const& path) {
    std::string const flag = "--wechat-api-v3-key";
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

std::shared_ptr<outside::Payments> connect_wechat(Problems& problems, ChannelsConfig const& config,
                                                  ServedAt const& at,
                                                  std::shared_ptr<outside::Https> const& by) {
    ChannelsConfig::Wechat const& given = config.wechat;
    problems.check("--wechat-mchid", given.mchid, digits,
                   {"数字商户号", "the merchant's number, digits only"});
    problems.check(
        "--wechat-serial", given.serial, hex_digits,
        {"大写十六进制的证书序列号", "the serial number of its certificate, hexadecimal digits in capitals"});
    problems.check_address("--wechat-url", given.address);
    auto key = private_key(problems, "--wechat-key", given.key_file);
    std::string opens = api_v3_key(problems, given.api_v3_key_file);
    auto platform = platform_keys(problems, given);
    if (!key) return nullptr;
    wechat::Settings settings{{given.mchid, given.serial, std::move(*key), std::move(opens)},
                              std::move(platform)};
    if (!given.address.empty()) settings.address = given.address;
    settings.notify_url = notify_url(at, "wechat");
    settings.now = at.now;
    return std::make_shared<wechat::WechatPayments>(std::move(settings), by);
}

bool names_certificates(ChannelsConfig::Alipay const& given) {
    return !given.app_certificate.empty() || !given.root_certificate.empty() || !given.certificates.empty();
}

/// The application's own certificate belongs to its key. Promise: its number.
std::string app_sn(Problems& problems, std::string const& path, std::optional<crypto::RsaKey> const& key) {
    std::string const flag = "--alipay-app-certificate";
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
        problems.add(flag + "：" + path + " 与 --alipay-key 的私钥不是一对。",
                     flag + ": " + path + " does not belong to the private key of --alipay-key.");
    }
    return alipay::certificate_sn(*pem);
}

std::string root_sn(Problems& problems, std::string const& path) {
    std::string const flag = "--alipay-root-certificate";
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
alipay::PlatformKeys alipay_certificates(Problems& problems, std::string const& path,
                                         std::optional<crypto::RsaKey> const& own) {
    std::string const flag = "--alipay-certificate";
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
AlipayMode alipay_mode(Problems& problems, ChannelsConfig::Alipay const& given,
                       std::optional<crypto::RsaKey> const& key) {
    if (!names_certificates(given)) {
        auto platform = public_key(problems, "--alipay-public-key", given.public_key_file);
        return platform ? AlipayMode{std::move(*platform)} : AlipayMode{};
    }
    if (!given.public_key_file.empty()) {
        problems.add("--alipay-public-key（公钥模式）与 --alipay-certificate（证书模式）只能用一种。",
                     "--alipay-public-key (public key mode) and --alipay-certificate (certificate mode) "
                     "exclude each other.");
    }
    std::string app = app_sn(problems, given.app_certificate, key);
    std::string root = root_sn(problems, given.root_certificate);
    return {alipay_certificates(problems, given.certificates, key), std::move(app), std::move(root)};
}

std::shared_ptr<outside::Payments> connect_alipay(Problems& problems, ChannelsConfig const& config,
                                                  ServedAt const& at,
                                                  std::shared_ptr<outside::Https> const& by) {
    ChannelsConfig::Alipay const& given = config.alipay;
    problems.check("--alipay-app-id", given.app_id, digits,
                   {"数字应用 ID", "the application's id, digits only"});
    problems.check_address("--alipay-url", given.address);
    auto const key = private_key(problems, "--alipay-key", given.key_file);
    AlipayMode mode = alipay_mode(problems, given, key);
    if (!key || mode.platform.empty()) return nullptr;
    alipay::Settings settings{given.app_id, *key, std::move(mode.platform)};
    settings.app_sn = std::move(mode.app_sn);
    settings.root_sn = std::move(mode.root_sn);
    if (!given.address.empty()) settings.address = given.address;
    settings.now = at.now;
    return std::make_shared<alipay::AlipayPayments>(std::move(settings), by);
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

Result<outside::Parties, std::vector<Said>> connect_channels(ChannelsConfig const& config,
                                                             std::vector<std::string> const& names,
                                                             ServedAt const& at) {
    outside::Parties parties;
    Problems problems;
    if (!config.by.ca_file.empty()) problems.file("--outside-ca", config.by.ca_file, false);
    auto const by = std::make_shared<outside::CurlHttps>(config.by);
    for (std::string const& name : names) {
        if (name == "wechat") {
            parties.payments[PaymentChannel::wechat] = connect_wechat(problems, config, at, by);
        } else if (name == "alipay") {
            parties.payments[PaymentChannel::alipay] = connect_alipay(problems, config, at, by);
        }
    }
    auto found = problems.take();
    if (!found.empty()) return Err{std::move(found)};
    return parties;
}

}  // namespace afterdesk
