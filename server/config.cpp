#include "config.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <optional>

#include "base/text.hpp"
#include "outside/webhook/networks.hpp"

namespace afterdesk {

namespace {

namespace fs = std::filesystem;

constexpr int most_workers = 256;
constexpr int most_senders = 64;
constexpr int most_retain_days = 36'500;

bool is_file(std::string const& path) {
    std::error_code error;
    return fs::is_regular_file(path, error);
}

bool is_loopback(std::string const& host) {
    return host == "localhost" || host == "::1" || host.rfind("127.", 0) == 0;
}

/// "https://shop.example" or "http://127.0.0.1:8080": a scheme and a host, no path.
bool is_origin(std::string const& url) {
    std::size_t const scheme = url.find("://");
    std::string const name = url.substr(0, scheme);
    if (scheme == std::string::npos || (name != "http" && name != "https")) return false;
    std::string const host = url.substr(scheme + 3);
    return !host.empty() && host.find_first_of("/?#@ ;,'\"\\") == std::string::npos && is_clean_utf8(host);
}

/// The host of "http://host:port".
std::string host_of(std::string const& url) {
    std::string const host = url.substr(url.find("://") + 3);
    if (host.rfind('[', 0) == 0) return host.substr(1, host.find(']') - 1);
    return host.substr(0, host.find(':'));
}

/// Whoever comes from elsewhere comes by TLS, which a proxy on this machine takes off.
bool is_encrypted(ServeConfig const& config) {
    if (config.public_url.rfind("https://", 0) == 0) return true;
    bool const here = is_loopback(config.host);
    return here && (config.public_url.empty() || is_loopback(host_of(config.public_url)));
}

std::optional<LogLevel> level_named(std::string const& name) {
    if (name == "info") return LogLevel::info;
    if (name == "warning") return LogLevel::warning;
    if (name == "error") return LogLevel::error;
    if (name == "silent") return LogLevel::silent;
    return std::nullopt;
}

constexpr std::string_view by_host = "host";
constexpr std::array<std::string_view, 2> real_channels{"wechat", "alipay"};

bool is_real(std::string_view name) {
    return std::find(real_channels.begin(), real_channels.end(), name) != real_channels.end();
}

/// Numbers that are out of their range.
std::vector<Said> number_problems(ServeConfig const& config) {
    std::vector<Said> problems;
    auto const unless = [&](bool good, std::string zh, std::string en) {
        if (!good) problems.push_back({std::move(zh), std::move(en)});
    };
    unless(config.port >= 0 && config.port <= 65'535, "--port 应在 0 到 65535 之间。",
           "--port must be between 0 and 65535.");
    unless(config.workers >= 1 && config.workers <= most_workers, "--workers 应在 1 到 256 之间。",
           "--workers must be between 1 and 256.");
    unless(config.senders >= 1 && config.senders <= most_senders, "--senders 应在 1 到 64 之间。",
           "--senders must be between 1 and 64.");
    unless(config.daily_evidence.files >= 1 && config.daily_evidence.megabytes >= 1,
           "--evidence-files 和 --evidence-mb 至少为 1。",
           "--evidence-files and --evidence-mb must be at least 1.");
    unless(config.least_free_mb >= 0, "--least-free-mb 不能为负数。",
           "--least-free-mb must not be negative.");
    unless(config.retain_days >= 0 && config.retain_days <= most_retain_days,
           "--retain-days 应在 0 到 36500 之间；0 表示全部保留。",
           "--retain-days must be between 0 and 36500; 0 keeps everything.");
    return problems;
}

/// Who pays refunds back, and whether that makes sense.
std::vector<Said> refund_problems(ServeConfig const& config) {
    std::vector<Said> problems;
    bool const demo = !config.demo_dir.empty();
    for (std::string const& name : config.refunds) {
        if (name == "simulated") {
            if (!demo) {
                problems.push_back(
                    {"--refunds simulated 不会真正付款：只能与 --demo 一起用于演示。",
                     "--refunds simulated pays nobody: it is for the demo only, with --demo."});
            }
            if (config.refunds.size() > 1) {
                problems.push_back({"--refunds simulated 只能单独使用：它模拟所有渠道。",
                                    "--refunds simulated stands alone: it plays all channels."});
            }
        } else if (!is_real(name) && name != by_host) {
            problems.push_back(
                {"--refunds 应为 wechat、alipay、host，或演示里的 simulated，现在是 " + name + "。",
                 "--refunds must be wechat, alipay, host, or simulated in the demo; it is " + name + "."});
        } else if (demo) {
            problems.push_back(
                {"--refunds " + name + " 会动用真实资金，而演示的付款是虚构的：请去掉 --demo。",
                 "--refunds " + name +
                     " moves real money, and the demo's payments are made up: use it without --demo."});
        }
    }
    return problems;
}

}  // namespace

bool pays_by_host(ServeConfig const& config) {
    return std::find(config.refunds.begin(), config.refunds.end(), by_host) != config.refunds.end();
}

bool keeps_accounts(ServeConfig const& config) { return config.balance == "internal"; }

std::vector<std::string> channels_of(ServeConfig const& config) {
    std::vector<std::string> out;
    std::copy_if(config.refunds.begin(), config.refunds.end(), std::back_inserter(out), is_real);
    return out;
}

std::vector<Said> problems_of(ServeConfig const& config) {
    std::vector<Said> problems = number_problems(config);
    auto const unless = [&](bool good, std::string zh, std::string en) {
        if (!good) problems.push_back({std::move(zh), std::move(en)});
    };
    unless(!config.host.empty(), "--host 不能为空。", "--host must not be empty.");
    unless(config.balance.empty() || keeps_accounts(config),
           "--balance 应为 internal；不设时余额和积分由 --refunds 指定的一方支付。",
           "--balance must be internal; without it balance and points are paid by who --refunds names.");
    std::error_code error;
    bool const taken = fs::exists(config.data_dir, error) && !fs::is_directory(config.data_dir, error);
    unless(!config.data_dir.empty() && !taken, "--data 应为一个目录；" + config.data_dir + " 不是。",
           "--data must name a folder; " + config.data_dir + " is none.");
    unless(config.web_dir.empty() || is_file(config.web_dir + "/index.html"),
           "--web 应为构建好的网页目录；" + config.web_dir + " 里没有 index.html。",
           "--web must name the folder of the built page; there is no index.html in " + config.web_dir + ".");
    unless(config.demo_dir.empty() ||
               (is_file(config.demo_dir + "/mall.json") && is_file(config.demo_dir + "/orders.jsonl")),
           "--demo 应为演示目录；" + config.demo_dir + " 里没有 mall.json 和 orders.jsonl。",
           "--demo must name the folder of the demo; there is no mall.json and orders.jsonl in " +
               config.demo_dir + ".");
    unless(config.demo_dir.empty() || config.public_demo || is_loopback(config.host),
           "演示密码是公开的：若确实要用 --host " + config.host + "，请加 --public-demo。",
           "The demo's passwords are public: with --host " + config.host +
               " add --public-demo if that is meant.");
    auto const take = [&](std::vector<Said> more) {
        std::move(more.begin(), more.end(), std::back_inserter(problems));
    };
    bool const demo = !config.demo_dir.empty();
    unless(config.channels.merchants_file.empty() || !demo,
           "--merchants 里是真实的商户账户，而演示的支付是虚构的：不要与 --demo 同用。",
           "--merchants names real accounts, and the demo's payments are made up: use it without --demo.");
    take(refund_problems(config));
    take(notifier_problems(config.notifiers, demo, config.public_url));
    take(courier_problems(config.courier, demo));
    unless(
        config.public_url.empty() || is_origin(config.public_url),
        "--public-url 应形如 https://shop.example，不带路径，现在是 " + config.public_url + "。",
        "--public-url must be like https://shop.example, without a path; it is " + config.public_url + ".");
    bool const well_formed = config.public_url.empty() || is_origin(config.public_url);
    unless(is_encrypted(config) || config.public_demo || !well_formed || config.host.empty(),
           "其他机器必须经 https 访问：请在本机前置带 TLS 的反向代理，--host 保持 127.0.0.1，并加 "
           "--public-url https://…。",
           "Others must come by https: put a proxy with TLS on this machine before it, leave --host at "
           "127.0.0.1, and add --public-url https://….");
    for (std::string const& origin : config.image_origins) {
        unless(
            is_origin(origin),
            "--image-origins 应形如 https://cdn.example,https://img.example，其中有 " + origin + "。",
            "--image-origins must be like https://cdn.example,https://img.example; it has " + origin + ".");
    }
    for (std::string const& network : config.webhook_allow) {
        unless(outside::webhook::read_network(network).has_value(),
               "--webhook-allow 应形如 10.1.0.0/16,fd00::/8，其中有 " + network + "。",
               "--webhook-allow must be like 10.1.0.0/16,fd00::/8; it has " + network + ".");
    }
    unless(config.address_header.find_first_not_of(
               "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == std::string::npos,
           "--address-header 应为请求头的名称，如 X-Real-IP。",
           "--address-header must be the name of a header, like X-Real-IP.");
    unless(level_named(config.log_level).has_value(), "--log-level 应为 info、warning、error 或 silent。",
           "--log-level must be info, warning, error or silent.");
    return problems;
}

std::vector<std::string> shown_origins(ServeConfig const& config) {
    std::vector<std::string> origins = config.image_origins;
    if (!config.public_url.empty()) origins.push_back(config.public_url);
    return origins;
}

std::string public_address(ServeConfig const& config, int port) {
    if (!config.public_url.empty()) return config.public_url;
    bool const v6 = config.host.find(':') != std::string::npos;
    return "http://" + (v6 ? "[" + config.host + "]" : config.host) + ":" + std::to_string(port);
}

http::PublicAddress address_of(ServeConfig const& config) {
    return {config.public_url.rfind("https://", 0) == 0, config.public_url};
}

LogLevel log_level_of(ServeConfig const& config) {
    return level_named(config.log_level).value_or(LogLevel::info);
}

}  // namespace afterdesk
