#include "outside/notify_provider.hpp"

#include <algorithm>
#include <array>

#include "wire/json.hpp"

namespace afterdesk::outside {

namespace {

/// Answers that say nothing of the message itself: who we are, where we knock, how often.
constexpr std::array<int, 6> of_us{401, 403, 404, 408, 425, 429};

}  // namespace

HandedOver NotifyProvider::post(std::string const& id, std::string const& body, Instant now) {
    WebhookAnswer const answer = by_->post({settings_.url, id, body, {settings_.secret}, now});
    if (answer.is_good()) return {Handed::taken};
    if (answer.status == 0) return {Handed::away, answer.problem};
    std::string const code = "HTTP " + std::to_string(answer.status);
    bool const ours = std::find(of_us.begin(), of_us.end(), answer.status) != of_us.end();
    if (ours || answer.status < 400) return {Handed::away, code};
    return {answer.status < 500 ? Handed::refused : Handed::later, code};
}

HandedOver NotifyProvider::hand_over(Letter const& letter) {
    wire::Object to, params;
    if (!letter.to.phone.empty()) to.emplace_back("phone", letter.to.phone);
    if (!letter.to.openid.empty()) to.emplace_back("openid", letter.to.openid);
    for (auto const& [name, value] : letter.params) params.emplace_back(name, value);
    wire::Object const body{
        {"id", letter.id},         {"template", letter.kind}, {"language", wire::name_of(letter.to.language)},
        {"person", letter.person}, {"to", std::move(to)},     {"params", std::move(params)}};
    return post(letter.id, wire::write_json(body), letter.now);
}

HandedOver NotifyProvider::examine(Instant now) {
    return post("examine-" + std::to_string(now.ms), R"({"template":"examine"})", now);
}

}  // namespace afterdesk::outside
