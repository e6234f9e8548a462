#include "outside/webhook/signature.hpp"

#include "base/check.hpp"
#include "crypto/digest.hpp"

namespace afterdesk::outside::webhook {

namespace {

constexpr std::string_view prefix = "whsec_";
constexpr std::size_t least_bytes = 24, most_bytes = 64, usual_bytes = 32;

}  // namespace

std::optional<std::string> key_in(std::string_view secret) {
    if (!secret.starts_with(prefix)) return std::nullopt;
    auto key = crypto::from_base64(secret.substr(prefix.size()));
    bool const fits = key && key->size() >= least_bytes && key->size() <= most_bytes;
    return fits ? key : std::nullopt;
}

std::string new_secret() { return std::string(prefix) + crypto::base64(crypto::random_bytes(usual_bytes)); }

std::string signatures_of(std::vector<std::string> const& secrets, std::string_view id, std::int64_t seconds,
                          std::string_view body) {
    std::string signed_text(id);
    signed_text += '.';
    signed_text += std::to_string(seconds);
    signed_text += '.';
    signed_text += body;
    std::string out;
    for (std::string const& secret : secrets) {
        auto const key = key_in(secret);
        CHECK(key);
        out += (out.empty() ? "v1," : " v1,") + crypto::base64(crypto::hmac_sha256(*key, signed_text));
    }
    return out;
}

}  // namespace afterdesk::outside::webhook
