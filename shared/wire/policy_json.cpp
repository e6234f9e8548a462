#include <algorithm>
#include <utility>

#include "wire/codec.hpp"
#include "wire/fields.hpp"

namespace afterdesk::wire {

namespace {

constexpr int max_reasons = 200;
constexpr int max_sentence_chars = 200;
constexpr Range limit_range{1, days(3'650).ms};
constexpr Range offset_range{-12 * 60, 14 * 60, china_offset_minutes};
constexpr Range applications_range{1, 1'000};
constexpr Range evidence_range{0, max_wire_evidence};
constexpr Range remark_range{0, max_long_chars};
constexpr Range window_range{0, 3'650};

/// One of the time limits and its key.
struct LimitField {
    std::string_view key;
    Duration TimeLimits::*limit;
};
constexpr LimitField limit_fields[] = {
    {"merchant_review_ms", &TimeLimits::merchant_review},
    {"buyer_offer_ms", &TimeLimits::buyer_offer},
    {"buyer_return_ms", &TimeLimits::buyer_return},
    {"merchant_receipt_ms", &TimeLimits::merchant_receipt},
    {"buyer_appeal_ms", &TimeLimits::buyer_appeal},
    {"merchant_reship_ms", &TimeLimits::merchant_reship},
    {"buyer_receipt_ms", &TimeLimits::buyer_receipt},
};

Object limits_json(TimeLimits const& limits) {
    Object out;
    for (LimitField const& field : limit_fields) put(out, field.key, (limits.*field.limit).ms);
    return out;
}

TimeLimits read_limits(ObjectReader& reader, TimeLimits limits) {
    for (LimitField const& field : limit_fields) {
        Duration& limit = limits.*field.limit;
        limit.ms = reader.integer_or(field.key, limit_range, limit.ms);
    }
    reader.finish();
    return limits;
}

Array types_json(std::vector<TicketType> const& types) {
    return list_json(types, [](TicketType type) { return name_of(type); });
}

TicketType read_type(Value const& value, std::string const& path, Mistakes& mistakes) {
    auto const* text = value.as<std::string>();
    auto const type = text ? from_name<TicketType>(*text) : std::nullopt;
    if (!type) note(mistakes, text ? Rule::unknown_name : Rule::wrong_type, path);
    return type.value_or(TicketType::refund_unshipped);
}

Object reason_json(Reason const& reason) {
    Object out;
    put(out, "code", reason.code);
    put(out, "zh", reason.zh);
    put(out, "en", reason.en);
    put(out, "types", types_json(reason.types));
    put(out, "fault", name_of(reason.fault));
    put(out, "evidence", name_of(reason.evidence));
    put(out, "return_freight_payer", name_of(reason.return_freight_payer));
    put(out, "window_days", reason.window_days);
    put(out, "allow_opened", reason.allow_opened);
    return out;
}

Reason read_reason(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    Reason reason;
    reason.code = reader.id("code");
    reason.zh = reader.filled_text("zh", max_sentence_chars);
    reason.en = reader.filled_text("en", max_sentence_chars);
    reason.types = reader.list("types", ticket_type_count, read_type);
    reason.fault = reader.name_or("fault", reason.fault);
    reason.evidence = reader.name_or("evidence", reason.evidence);
    reason.return_freight_payer = reader.name_or("return_freight_payer", reason.return_freight_payer);
    reason.window_days = reader.number_or("window_days", window_range, reason.window_days);
    reason.allow_opened = reader.boolean_or("allow_opened", reason.allow_opened);
    reader.finish();
    return reason;
}

Object reject_reason_json(RejectReason const& reason) {
    Object out;
    put(out, "code", reason.code);
    put(out, "zh", reason.zh);
    put(out, "en", reason.en);
    put(out, "types", types_json(reason.types));
    return out;
}

RejectReason read_reject_reason(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    RejectReason reason;
    reason.code = reader.id("code");
    reason.zh = reader.filled_text("zh", max_sentence_chars);
    reason.en = reader.filled_text("en", max_sentence_chars);
    reason.types = reader.list_or_empty("types", ticket_type_count, read_type);
    reader.finish();
    return reason;
}

/// A code must mean one reason only.
template <class Reasons>
void refuse_repeated_codes(Reasons const& reasons, std::string const& path, Mistakes& mistakes) {
    for (std::size_t i = 0; i < reasons.size(); ++i) {
        auto const end = reasons.begin() + static_cast<std::ptrdiff_t>(i);
        auto const same = [&](auto const& earlier) { return earlier.code == reasons[i].code; };
        bool const repeated = !reasons[i].code.empty() && std::any_of(reasons.begin(), end, same);
        if (repeated) note(mistakes, Rule::duplicate_key, at_key(at_index(path, i), "code"));
    }
}

}  // namespace

Policy read_policy(Value const& value, Policy base, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    Policy policy = std::move(base);
    policy.version = reader.number_or("version", version_range, policy.version);
    policy.coupons = reader.name_or("coupons", policy.coupons);
    policy.points = reader.name_or("points", policy.points);
    policy.threshold = reader.name_or("threshold", policy.threshold);
    policy.payments = reader.name_or("payments", policy.payments);
    policy.freight_when_shop_at_fault =
        reader.boolean_or("freight_when_shop_at_fault", policy.freight_when_shop_at_fault);
    if (Value const* limits = reader.optional("limits")) {
        ObjectReader inner(*limits, reader.at("limits"), mistakes);
        policy.limits = read_limits(inner, policy.limits);
    }
    policy.utc_offset_minutes =
        reader.number_or("utc_offset_minutes", offset_range, policy.utc_offset_minutes);
    policy.max_applications_per_line =
        reader.number_or("max_applications_per_line", applications_range, policy.max_applications_per_line);
    policy.max_evidence = reader.number_or("max_evidence", evidence_range, policy.max_evidence);
    policy.max_remark_chars = reader.number_or("max_remark_chars", remark_range, policy.max_remark_chars);
    if (reader.has("reasons")) {
        policy.reasons = reader.list("reasons", max_reasons, read_reason);
        refuse_repeated_codes(policy.reasons, reader.at("reasons"), mistakes);
    }
    if (reader.has("reject_reasons")) {
        policy.reject_reasons = reader.list("reject_reasons", max_reasons, read_reject_reason);
        refuse_repeated_codes(policy.reject_reasons, reader.at("reject_reasons"), mistakes);
    }
    reader.finish();
    return policy;
}

Value to_json(Policy const& policy) {
    Object out;
    put(out, "version", policy.version);
    put(out, "coupons", name_of(policy.coupons));
    put(out, "points", name_of(policy.points));
    put(out, "threshold", name_of(policy.threshold));
    put(out, "payments", name_of(policy.payments));
    put(out, "freight_when_shop_at_fault", policy.freight_when_shop_at_fault);
    put(out, "limits", limits_json(policy.limits));
    put(out, "utc_offset_minutes", policy.utc_offset_minutes);
    put(out, "max_applications_per_line", policy.max_applications_per_line);
    put(out, "max_evidence", policy.max_evidence);
    put(out, "max_remark_chars", policy.max_remark_chars);
    put(out, "reasons", list_json(policy.reasons, reason_json));
    put(out, "reject_reasons", list_json(policy.reject_reasons, reject_reason_json));
    return out;
}

}  // namespace afterdesk::wire
