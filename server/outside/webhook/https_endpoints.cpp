#include "outside/webhook/https_endpoints.hpp"

#include <curl/curl.h>

#include <memory>

#include "outside/webhook/signature.hpp"

namespace afterdesk::outside::webhook {

namespace {

constexpr std::size_t most_answer_bytes = 64u << 10u;
constexpr Duration connect_within{5'000};

/// A part of an address, as libcurl reads it; "" when there is none.
std::string part_of(CURLU* url, CURLUPart part) {
    char* text = nullptr;
    if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
    std::string out(text);
    curl_free(text);
    return out;
}

struct Parts {
    std::string scheme, host;
    bool has_more = false;  ///< a user, a password, or a fragment
};
std::optional<Parts> read_url(std::string const& text) {
    std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> const url(curl_url(), &curl_url_cleanup);
    if (!url || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK) return std::nullopt;
    Parts parts{part_of(url.get(), CURLUPART_SCHEME), part_of(url.get(), CURLUPART_HOST), false};
    for (CURLUPart const part : {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_FRAGMENT})
        parts.has_more = parts.has_more || !part_of(url.get(), part).empty();
    return parts;
}

/// "[::1]" → "::1".
std::string_view without_brackets(std::string_view host) {
    bool const has = host.size() > 2 && host.front() == '[' && host.back() == ']';
    return has ? host.substr(1, host.size() - 2) : host;
}

bool is_plain(std::string const& url) {
    auto const parts = read_url(url);
    return parts && parts->scheme == "http";
}

}  // namespace

HttpsEndpoints::HttpsEndpoints(Settings settings)
    : settings_(std::move(settings)), https_(options_for(false)), http_(options_for(true)) {}

HttpsOptions HttpsEndpoints::options_for(bool plain) const {
    HttpsOptions options;
    options.ca_file = settings_.ca_file;
    options.connect_within = connect_within;
    options.answer_within = settings_.answer_within;
    options.most_bytes = most_answer_bytes;
    options.plain = plain;
    options.may_connect = [this, plain](sockaddr const& address) { return may_connect(address, plain); };
    return options;
}

bool HttpsEndpoints::may_connect(sockaddr const& address, bool plain) const {
    auto const known = address_of(address);
    return known && (is_in(settings_.allowed, *known) || (!plain && is_public(*known)));
}

bool HttpsEndpoints::may_call(std::string const& url) const {
    auto const parts = read_url(url);
    if (!parts || parts->host.empty() || parts->has_more) return false;
    bool const plain = parts->scheme == "http";
    if (!plain && parts->scheme != "https") return false;
    auto const literal = read_address(without_brackets(parts->host));
    if (literal) return is_in(settings_.allowed, *literal) || (!plain && is_public(*literal));
    return !plain || !settings_.allowed.empty();
}

WebhookAnswer HttpsEndpoints::post(WebhookMessage const& message) {
    if (!may_call(message.url)) return {0, "an address that may not be called"};
    std::int64_t const seconds = message.at.ms / 1'000;
    HttpsRequest const request{
        "POST",
        message.url,
        {"Content-Type: application/json", "User-Agent: " + settings_.program, "webhook-id: " + message.id,
         "webhook-timestamp: " + std::to_string(seconds),
         "webhook-signature: " + signatures_of(message.secrets, message.id, seconds, message.body)},
        message.body};
    auto const answer = (is_plain(message.url) ? http_ : https_).call(request);
    if (!answer.ok()) return {0, answer.error()};
    return {answer->status, {}};
}

void HttpsEndpoints::hurry() {
    https_.hurry();
    http_.hurry();
}

}  // namespace afterdesk::outside::webhook
