#pragma once
// Mails by a mail server of the operator's. Rule: RFC 5321, by libcurl.

#include <string>

#include "outside/curl_calls.hpp"
#include "outside/notify.hpp"
#include "outside/smtp/mail_text.hpp"

namespace afterdesk::outside::smtp {

struct Settings {
    std::string url;  ///< smtps://host:port, or smtp:// with STARTTLS
    std::string user, password;
    Sender from;
    std::string ca_file{};     ///< who signs the server's certificate, as PEM; empty: whom the system trusts
    bool without_tls = false;  ///< for a relay on this machine
    Duration connect_within{10'000}, answer_within{30'000};
};

/// Promise: TLS of 1.2 or newer with certificate and name checked (but for Settings::without_tls); a letter's
/// Message-ID is the same however often it is handed over; taken only when the server has said so.
class SmtpNotifier final : public Notifier {
  public:
    explicit SmtpNotifier(Settings settings) : settings_(std::move(settings)) {}

    bool reaches(wire::NotificationContact const& contact) const override { return !contact.email.empty(); }
    HandedOver hand_over(Letter const& letter) override;
    HandedOver examine(Instant) override;
    void hurry() override { calls_.hurry(); }

  private:
    Settings settings_;
    CurlCalls calls_;
};

}  // namespace afterdesk::outside::smtp
