#include "http/examples.hpp"

#include <algorithm>

#include "wire/fields.hpp"

namespace afterdesk::http {

namespace {

using wire::Array;
using wire::Object;
using wire::Value;

/// What a key holds, where something better than the least that fits is known. They are of the demo.
struct Known {
    std::string_view key;
    std::string_view text;
};
constexpr Known texts[] = {
    {"order_no", "E1001"},
    {"ticket_no", "T20261101-0001"},
    {"no", "T20261101-0001"},
    {"shop_id", "s1"},
    {"buyer_id", "b1"},
    {"actor_id", "b1"},
    {"staff_id", "m1"},
    {"login", "yunshan"},
    {"password", "demo-pass-2026"},
    {"old", "demo-pass-2026"},
    {"token", "eyJhbGciOiJFZERTQSJ9.e30.c2ln"},
    {"code", "123456"},
    {"name", "许蔓"},
    {"shop_name", "云杉服饰旗舰店"},
    {"buyer_name", "林**"},
    {"tenant_name", "云上商城"},
    {"phone", "0571-5550101"},
    {"phone_tail", "6218"},
    {"email", "anna@example.com"},
    {"openid", "o6_bmjrPTlm6_2sgVt7hMZOPfL2M"},
    {"role", "reviewer"},
    {"currency", "CNY"},
    {"digest", "00f1e2d3c4b5a697"},
    {"refund_no", "T20261101-0001-1"},
    {"payment_no", "P-20261101-1"},
    {"payment_id", "P1001"},
    {"sku", "S1001-M"},
    {"spu", "S1001"},
    {"title", "羊毛大衣"},
    {"spec", "驼色 M"},
    {"category", "clothing"},
    {"carrier", "sf"},
    {"tracking_no", "SF1408223109"},
    {"head", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
    {"request_id", "6f1c0a3e9b2d4857"},
    {"next_cursor", ""},
    {"url", "https://mall.example/events"},
    {"secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"},
    {"secrets", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"},
    {"types", "ticket.applied"},
    {"event_id", "4c1d9a0b7e-12.1"},
    {"event_ids", "4c1d9a0b7e-12.1"},
    {"problem", "HTTP 500"},
    {"external_no", "M-2026-0417"},
    {"reason", "not_wanted"},
    {"day", "2026-11-20"},
    {"entry_id", "M-2026-0418"},
    {"note", "已与渠道核对，工单 88"},
    {"text", "和买家电话里说好的"},
};
/// Names among the choices that fit the texts above.
constexpr Known choices[] = {
    {"type", "refund_unshipped"}, {"audience", "buyer"}, {"state", "awaiting_merchant"}};

struct KnownNumber {
    std::string_view ending;
    std::int64_t number;
};
constexpr KnownNumber numbers[] = {{"_at_ms", 1'795'176'000'000},
                                   {"now_ms", 1'795'176'000'000},
                                   {"since_ms", 1'795'176'000'000},
                                   {"from_ms", 1'795'176'000'000},
                                   {"to_ms", 1'795'262'400'000},
                                   {"deadline_ms", 1'795'348'800'000},
                                   {"_fen", 12'900},
                                   {"version", 1},
                                   {"based_on", 1},
                                   {"quantity", 1},
                                   {"bytes", 48'000},
                                   {"by_ms", 86'400'000},
                                   {"advance_ms", 60'000}};

class Sampler {
  public:
    Sampler(Object const& schemas, Detail detail) : schemas_(schemas), detail_(detail) {}

    Value of(Value const& schema, std::string_view key) const {
        if (Value const* const ref = schema.find("$ref")) return of(named(*ref->as<std::string>()), key);
        if (Value const* const only = schema.find("const")) return *only;
        if (Value const* const kinds = schema.find("oneOf")) return of(kinds->as<Array>()->front(), key);
        if (Value const* const names = schema.find("enum")) return choice(*names->as<Array>(), key);
        Value const* const type = schema.find("type");
        if (type == nullptr) return Object{};
        std::string const& name = *type->as<std::string>();
        if (name == "object") return object(schema);
        if (name == "array") return list(schema, key);
        if (name == "integer") return integer(schema, key);
        return name == "boolean" ? Value(false) : Value(text(schema, key));
    }
    Value const& named(std::string_view ref) const {
        std::string_view const name = ref.substr(ref.rfind('/') + 1);
        auto const found = std::find_if(schemas_.begin(), schemas_.end(),
                                        [&](auto const& one) { return one.first == name; });
        CHECK(found != schemas_.end());
        return found->second;
    }

  private:
    static Value choice(Array const& names, std::string_view key) {
        for (Known const& known : choices) {
            bool const fits =
                known.key == key && std::find(names.begin(), names.end(), Value(known.text)) != names.end();
            if (fits) return known.text;
        }
        return names.front();
    }
    static bool needs(Value const& schema, std::string const& key) {
        Value const* const required = schema.find("required");
        if (required == nullptr) return false;
        auto const& keys = *required->as<Array>();
        return std::find(keys.begin(), keys.end(), Value(key)) != keys.end();
    }
    Value object(Value const& schema) const {
        Object out;
        Value const* const properties = schema.find("properties");
        if (properties == nullptr) return out;
        for (auto const& [key, inner] : *properties->as<Object>()) {
            if (detail_ == Detail::all || needs(schema, key)) wire::put(out, key, of(inner, key));
        }
        return out;
    }
    Value list(Value const& schema, std::string_view key) const {
        bool const evidence = key == "evidence";  // of somebody's own uploads: an example has none
        if (evidence) return Array{};
        return Array{of(*schema.find("items"), key)};
    }
    static Value integer(Value const& schema, std::string_view key) {
        Value const *const least = schema.find("minimum"), *const most = schema.find("maximum");
        std::int64_t const from = least != nullptr ? *least->as<std::int64_t>() : 0;
        std::int64_t const to = most != nullptr ? *most->as<std::int64_t>() : 1;
        auto const known = std::find_if(std::begin(numbers), std::end(numbers),
                                        [&](KnownNumber const& one) { return key.ends_with(one.ending); });
        return std::clamp(known != std::end(numbers) ? known->number : from < 0 ? 0 : from, from, to);
    }
    static std::string text(Value const& schema, std::string_view key) {
        auto const known = std::find_if(std::begin(texts), std::end(texts),
                                        [&](Known const& one) { return one.key == key; });
        Value const *const pattern = schema.find("pattern"), *const most = schema.find("maxLength");
        bool const plain = pattern != nullptr && pattern->as<std::string>()->front() == '^';
        bool const is_name = key == "name" && plain;
        if (known != std::end(texts) && !is_name) return std::string(known->text);
        bool const short_one = most != nullptr && *most->as<std::int64_t>() < 8;
        return short_one ? "x" : "example";
    }

    Object const& schemas_;
    Detail detail_;
};

}  // namespace

std::vector<std::pair<std::string, Value>> examples_of(Object const& schemas, std::string const& name,
                                                       Detail detail) {
    Sampler const sampler(schemas, detail);
    Value const& schema = sampler.named(name);
    Value const* const kinds = schema.find("oneOf");
    if (kinds == nullptr) return {{"", sampler.of(schema, "")}};
    std::vector<std::pair<std::string, Value>> out;
    for (Value const& kind : *kinds->as<Array>()) {
        std::string const& ref = *kind.find("$ref")->as<std::string>();
        out.emplace_back(ref.substr(ref.rfind('/') + 1), sampler.of(kind, ""));
    }
    return out;
}

}  // namespace afterdesk::http
