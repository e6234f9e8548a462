#pragma once
// A host's machine that talks to the desk over HTTP with a key, and nothing else.

#include "server/site.hpp"
#include "wire/fields.hpp"

namespace afterdesk::test {

/// The header of a new key, as an administrator makes it.
inline Fields host_key(Site& site,
                       std::vector<wire::HostScope> scopes = {wire::HostScope::orders_write,
                                                              wire::HostScope::facts_write,
                                                              wire::HostScope::events_read,
                                                              wire::HostScope::refunds_execute},
                       std::string shop = "") {
    wire::HostKeyBody body;
    body.name = "mall";
    body.shop_id = std::move(shop);
    body.scopes = std::move(scopes);
    auto const made = site.service->hosts.make(site.platform, body);
    REQUIRE(made.ok());
    return {{"Authorization", "Bearer " + made->key}};
}

/// The members of a list in a JSON text, each as text.
inline std::vector<std::string> items_of(std::string const& json, std::string_view key = "items") {
    auto const value = wire::parse_json(json, wire::answer_limits);
    wire::Value const* const found = value.ok() ? value->find(key) : nullptr;
    auto const* const list = found == nullptr ? nullptr : found->as<wire::Array>();
    std::vector<std::string> out;
    if (list == nullptr) return out;
    for (wire::Value const& one : *list) out.push_back(wire::write_json(one));
    return out;
}

class Host {
  public:
    explicit Host(Site& site, std::string shop = "")
        : site_(site),
          key_(host_key(
              site,
              {wire::HostScope::orders_write, wire::HostScope::facts_write, wire::HostScope::events_read},
              std::move(shop))) {}

    Fields const& key() const { return key_; }

    /// The order as the host sends it.
    static std::string sent(Order const& order, std::int64_t revision) {
        wire::Value value = wire::to_json(order);
        wire::put(*value.as<wire::Object>(), "revision", revision);
        return wire::write_json(value);
    }
    Answer put(Order const& order, std::int64_t revision) {
        return call("PUT", "/orders/" + order.order_no.value, sent(order, revision));
    }
    Answer tell(std::string const& fact) { return call("POST", "/facts", fact); }
    Answer events(std::string const& query = "") {
        return site_.call("GET", "/api/v1/host/events" + (query.empty() ? "" : "?" + query), key_);
    }
    Answer call(std::string_view method, std::string const& path, std::string const& json) {
        return site_.call(method, "/api/v1/host" + path, with(key_, "Content-Type", "application/json"),
                          json);
    }

  private:
    Site& site_;
    Fields key_;
};

/// Path and code of the first error, like "order_no not_found".
inline std::string error_of(Answer const& answer) {
    std::string const error = member(answer.body, "error");
    return member(error, "path") + " " + member(error, "code");
}

}  // namespace afterdesk::test
