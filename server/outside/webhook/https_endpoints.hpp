#pragma once
// Endpoints of hosts on the Internet, by HTTPS.

#include <string>
#include <vector>

#include "outside/endpoints.hpp"
#include "outside/https_client.hpp"
#include "outside/webhook/networks.hpp"

namespace afterdesk::outside::webhook {

struct Settings {
    std::string ca_file{};  ///< see HttpsOptions
    /// Networks of one's own that may be called, too, and by http: whoever sets an endpoint reaches them.
    std::vector<Network> allowed{};
    std::string program{};  ///< what we call ourselves
    Duration answer_within{10'000};
};

/// Promise: only public addresses are connected to, and those that are allowed: each is looked at when it is
/// connected to, whatever its name said before; no proxy, no redirects; an answer is read up to 64 KB.
class HttpsEndpoints final : public Endpoints {
  public:
    explicit HttpsEndpoints(Settings settings);
    bool may_call(std::string const& url) const override;
    WebhookAnswer post(WebhookMessage const& message) override;
    void hurry() override;

  private:
    HttpsOptions options_for(bool plain) const;
    bool may_connect(sockaddr const& address, bool plain) const;

    Settings settings_;
    CurlHttps https_, http_;
};

}  // namespace afterdesk::outside::webhook
