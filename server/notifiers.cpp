#include "notifiers.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"
#include "outside/notify_provider.hpp"
#include "outside/simulated/notifier.hpp"
#include "outside/smtp/smtp_notifier.hpp"
#include "outside/webhook/signature.hpp"
#include "problems.hpp"

namespace afterdesk {

namespace {

constexpr std::string_view over_tls = "smtps://", with_start_tls = "smtp://", plain = "smtp-plain://";
/// The relay of the same machine alone may be spoken to without TLS.
constexpr std::array<std::string_view, 2> here{"127.0.0.1", "[::1]"};

/// "smtps://mx.example:465": a scheme and whom to call.
struct Place {
    std::string_view scheme, host;
};
std::optional<Place> read_place(std::string_view url) {
    for (std::string_view const scheme : {over_tls, with_start_tls, plain}) {
        if (!url.starts_with(scheme)) continue;
        std::string_view const rest = url.substr(scheme.size());
        std::string_view const host =
            rest.substr(0, rest.starts_with('[') ? rest.find(']') + 1 : rest.find(':'));
        bool const one = rest.find_first_of("/?#@ \t\r\n") == std::string_view::npos && is_clean_utf8(rest);
        if (host.empty() || !one) return std::nullopt;
        return Place{scheme, host};
    }
    return std::nullopt;
}

bool is_here(std::string_view host) { return std::find(here.begin(), here.end(), host) != here.end(); }

outside::smtp::Settings read_smtp(NotifiersConfig const& config, outside::HttpsOptions const& by,
                                  Problems& problems) {
    outside::smtp::Settings settings;
    settings.ca_file = by.ca_file;
    settings.url = config.smtp_url;
    auto const place = read_place(config.smtp_url);
    if (!place) {
        problems.add("--smtp-url 应形如 smtps://smtp.example:465 或 smtp://smtp.example:587，现在是 " +
                         config.smtp_url + "。",
                     "--smtp-url must be like smtps://smtp.example:465 or smtp://smtp.example:587; it is " +
                         config.smtp_url + ".");
    } else if (place->scheme == plain) {
        settings.without_tls = true;
        settings.url = std::string(with_start_tls) + config.smtp_url.substr(plain.size());
        if (!is_here(place->host) || !config.smtp_user.empty())
            problems.add("smtp-plain:// 不加密，只能用于本机（127.0.0.1）且不带账号。",
                         "smtp-plain:// is without TLS: it is for 127.0.0.1 only, and without a user.");
    }
    auto const from = outside::smtp::read_sender(config.smtp_from);
    if (config.smtp_from.empty()) {
        problems.missing("--smtp-from");
    } else if (!from) {
        problems.add("--smtp-from 应形如 desk@mall.example 或 云上商城 <desk@mall.example>，现在是 " +
                         config.smtp_from + "。",
                     "--smtp-from must be like desk@mall.example or The Mall <desk@mall.example>; it is " +
                         config.smtp_from + ".");
    } else {
        settings.from = *from;
    }
    settings.user = config.smtp_user;
    if (config.smtp_user.empty() && !config.smtp_password_file.empty()) problems.missing("--smtp-user");
    if (!config.smtp_user.empty()) {
        auto const password = problems.file("--smtp-password", config.smtp_password_file, true);
        if (password) settings.password = trim(*password);
        if (password && (settings.password.empty() || !is_clean_utf8(settings.password)))
            problems.add("--smtp-password：文件里没有密码。", "--smtp-password: there is no password in it.");
    }
    return settings;
}

outside::NotifyProvider::Settings read_provider(NotifiersConfig const& config,
                                                outside::Endpoints const& endpoints, Problems& problems) {
    if (!endpoints.may_call(config.provider_url))
        problems.add("--notify-url 应为公网 https 地址（内网须先用 --webhook-allow 放行），现在是 " +
                         config.provider_url + "。",
                     "--notify-url must be a public address of https (or one of --webhook-allow); it is " +
                         config.provider_url + ".");
    auto const text = problems.file("--notify-secret", config.provider_secret_file, true);
    std::string const secret(text ? trim(*text) : std::string_view());
    if (text && !outside::webhook::key_in(secret))
        problems.add("--notify-secret 应为 whsec_ 加 24 到 64 字节的 base64。",
                     "--notify-secret must be whsec_ and the base64 of 24 to 64 bytes.");
    return {config.provider_url, secret};
}

}  // namespace

std::vector<Said> notifier_problems(NotifiersConfig const& config, bool demo, std::string const& public_url) {
    std::vector<Said> out;
    if (demo && config.any())
        out.push_back(
            {"--smtp-url 和 --notify-url 会写信给真人，而演示里的人是虚构的：请去掉 --demo。",
             "--smtp-url and --notify-url write to real people, and the demo's are made up: use them without "
             "--demo."});
    if (!demo && config.any() && !public_url.starts_with("https://"))
        out.push_back(
            {"--smtp-url 和 --notify-url 会发送网页链接：请加上用户看到的 --public-url https://…。",
             "--smtp-url and --notify-url send links to the page: add --public-url https://… as people see "
             "it."});
    auto const without = [&](std::string const& value, std::string const& flag, std::string const& needs) {
        if (value.empty()) return;
        out.push_back(
            {"没有 " + needs + " 时 " + flag + " 不起作用。", flag + " says nothing without " + needs + "."});
    };
    if (config.smtp_url.empty()) {
        without(config.smtp_from, "--smtp-from", "--smtp-url");
        without(config.smtp_user, "--smtp-user", "--smtp-url");
        without(config.smtp_password_file, "--smtp-password", "--smtp-url");
    }
    if (config.provider_url.empty()) without(config.provider_secret_file, "--notify-secret", "--notify-url");
    return out;
}

Result<Notifiers, std::vector<Said>> connect_notifiers(NotifiersConfig const& config, bool demo,
                                                       outside::HttpsOptions const& by,
                                                       std::shared_ptr<outside::Endpoints> endpoints) {
    Notifiers out;
    if (demo) {
        out.mail = std::make_shared<outside::simulated::SimulatedNotifier>();
        return out;
    }
    Problems problems;
    if (!config.smtp_url.empty())
        out.mail = std::make_shared<outside::smtp::SmtpNotifier>(read_smtp(config, by, problems));
    if (!config.provider_url.empty()) {
        auto settings = read_provider(config, *endpoints, problems);
        out.messages = std::make_shared<outside::NotifyProvider>(std::move(settings), std::move(endpoints));
    }
    auto found = problems.take();
    if (!found.empty()) return Err{std::move(found)};
    return out;
}

}  // namespace afterdesk
