#pragma once
// Who tells people of their tickets, as the operator names it: flags, environment, files with secrets.

#include <memory>
#include <string>
#include <vector>

#include "outside/endpoints.hpp"
#include "outside/notify.hpp"
#include "payment_channels.hpp"

namespace afterdesk {

struct NotifiersConfig {
    std::string smtp_url;  ///< smtps://host:465, smtp://host:587; empty: no mails, in the demo made up ones
    std::string smtp_user, smtp_password_file;  ///< both or none
    std::string smtp_from;                      ///< "desk@mall.example", or with a name before it
    std::string provider_url;                   ///< of SMS and WeChat messages; empty: none
    std::string provider_secret_file;           ///< "whsec_…"

    bool any() const { return !smtp_url.empty() || !provider_url.empty(); }
};

/// What can not be, before any file is read. Units: sentences.
std::vector<Said> notifier_problems(NotifiersConfig const& config, bool demo, std::string const& public_url);

/// Ready to be handed letters.
struct Notifiers {
    std::shared_ptr<outside::Notifier> mail, messages;
};
/// Errors: a sentence for each thing that lacks or does not fit.
Result<Notifiers, std::vector<Said>> connect_notifiers(NotifiersConfig const& config, bool demo,
                                                       outside::HttpsOptions const& by,
                                                       std::shared_ptr<outside::Endpoints> endpoints);

}  // namespace afterdesk
