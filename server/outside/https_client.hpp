#pragma once
// Calls to others by HTTPS: one request, one answer, all of it within limits. What the channels need, no
// more.

#include <sys/socket.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "outside/curl_calls.hpp"

namespace afterdesk::outside {

struct HttpsRequest {
    std::string method, url;
    std::vector<std::string> fields{};  ///< "Name: value"
    std::string body{};
    /// Takes the body of an answer of 200 piece by piece, instead of it being kept; false ends the call.
    std::function<bool(std::string_view piece)> into{};
    Duration within{};  ///< for all of it, where it is longer than usual
};
struct HttpsAnswer {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> fields{};  ///< names in small letters
    std::string body{};                                         ///< as it came

    /// The first of that name; "" without one.
    std::string_view field(std::string_view name) const;
    /// What time it was there. Errors: nothing when it was not said.
    std::optional<Instant> date() const;
};

/// Calls somebody, from several threads at once.
class Https {
  public:
    Https() = default;
    virtual ~Https() = default;
    Https(Https const&) = delete;
    Https& operator=(Https const&) = delete;

    /// Errors: why there is no whole answer. Then nobody knows what became of the request.
    virtual Result<HttpsAnswer, std::string> call(HttpsRequest const& request) = 0;
    /// Calls under way end at once, and so do later ones: the program ends.
    virtual void hurry() {}
};

struct HttpsOptions {
    std::string ca_file;  ///< who signs the servers' certificates, as PEM; empty: whom the system trusts
    std::string proxy;    ///< empty: none, whatever the environment says
    Duration connect_within{5'000}, answer_within{15'000};
    /// Asked for each address before it is connected to; empty: any.
    std::function<bool(sockaddr const& address)> may_connect{};
    bool plain = false;                  ///< http, and never https
    std::size_t most_bytes = 1u << 20u;  ///< of an answer's body; of its head a sixteenth
};

/// By libcurl. Promise: https alone (unless HttpsOptions::plain), of TLS 1.2 or newer, certificate and name
/// checked; no redirects, no cookies, no password files; a request is sent once, on a connection of its own
/// (on one that is used again libcurl would send it a second time when the first got no answer).
class CurlHttps final : public Https {
  public:
    explicit CurlHttps(HttpsOptions options);
    Result<HttpsAnswer, std::string> call(HttpsRequest const& request) override;
    void hurry() override { calls_.hurry(); }

  private:
    HttpsOptions options_;
    CurlCalls calls_;
};

}  // namespace afterdesk::outside
