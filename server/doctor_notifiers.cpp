#include <string>

#include "doctor.hpp"
#include "outside/webhook/https_endpoints.hpp"

namespace afterdesk {

namespace {

using outside::Handed;
using outside::HandedOver;
using Kind = Diagnosis::Kind;

void add(std::vector<Diagnosis>& out, Kind kind, std::string zh, std::string en) {
    out.push_back({kind, {std::move(zh), std::move(en)}});
}

void examine_mail(std::vector<Diagnosis>& out, std::string const& url, outside::Notifier& mail, Instant now) {
    HandedOver const answer = mail.examine(now);
    bool const not_let_in = answer.code.find(" AUTH") != std::string::npos;
    if (answer.outcome == Handed::taken) {
        add(out, Kind::sound, "邮件服务器 " + url + " 可以连接和登录，可以发信。",
            "The mail server " + url + " lets us in; mails can be sent.");
    } else if (not_let_in) {
        add(out, Kind::wrong,
            "邮件服务器 " + url + " 不接受账号（" + answer.code +
                "）：请核对 --smtp-user 和 --smtp-password。",
            "The mail server " + url + " does not let us in (" + answer.code +
                "): check --smtp-user and --smtp-password.");
    } else {
        add(out, Kind::wrong,
            "邮件服务器 " + url + " 无法使用（" + answer.code +
                "）：请检查地址、端口、加密方式、证书（--outside-ca）和网络。",
            "The mail server " + url + " can not be used (" + answer.code +
                "): check address, port, TLS, its certificate (--outside-ca) and the network.");
    }
}

void examine_messages(std::vector<Diagnosis>& out, std::string const& url, outside::Notifier& messages,
                      Instant now) {
    HandedOver const answer = messages.examine(now);
    if (answer.outcome == Handed::taken) {
        add(out, Kind::sound, "短信／微信服务 " + url + " 认可我方签名。",
            "The provider of messages " + url + " knows our signature.");
    } else if (answer.outcome == Handed::refused) {
        add(out, Kind::remark,
            "短信／微信服务 " + url + " 可以访问，但不认识模板 examine（" + answer.code +
                "），无法确认签名。",
            "The provider of messages " + url + " answers, but does not know the template examine (" +
                answer.code + "), so that nobody knows about our signature.");
    } else {
        add(out, Kind::wrong,
            "短信／微信服务 " + url + " 无法使用（" + answer.code +
                "）：请检查 --notify-url、--notify-secret 和网络。",
            "The provider of messages " + url + " can not be used (" + answer.code +
                "): check --notify-url, --notify-secret and the network.");
    }
}

}  // namespace

std::vector<Diagnosis> examine_notifiers(ServeConfig const& config, Instant now) {
    std::vector<Diagnosis> out;
    if (!config.demo_dir.empty() || !config.notifiers.any()) return out;
    outside::webhook::Settings settings;
    settings.ca_file = config.channels.by.ca_file;
    settings.program = "AfterDesk";
    for (std::string const& network : config.webhook_allow) {
        if (auto const read = outside::webhook::read_network(network)) settings.allowed.push_back(*read);
    }
    auto const notifiers =
        connect_notifiers(config.notifiers, false, config.channels.by,
                          std::make_shared<outside::webhook::HttpsEndpoints>(std::move(settings)));
    if (!notifiers.ok()) {
        for (Said const& problem : notifiers.error()) out.push_back({Kind::wrong, problem});
        return out;
    }
    if (notifiers->mail) examine_mail(out, config.notifiers.smtp_url, *notifiers->mail, now);
    if (notifiers->messages) examine_messages(out, config.notifiers.provider_url, *notifiers->messages, now);
    return out;
}

}  // namespace afterdesk
