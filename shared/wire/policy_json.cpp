#include <algorithm>
#include <utility>

#include "wire/codec.hpp"
#include "wire/fields.hpp"

namespace afterdesk::wire {

namespace {

constexpr int max_reasons = 200;
constexpr int max_category_rules = 200;
constexpr int max_holidays = 200;
constexpr int max_auto_rules = 200;
constexpr int max_conditions = 100;
constexpr int phase_count = 3;
constexpr int max_sentence_chars = 200;
constexpr Range limit_range{1, days(3'650).ms};
constexpr Range offset_range{-12 * 60, 14 * 60, china_offset_minutes};
constexpr Range applications_range{1, 1'000};
constexpr Range evidence_range{0, max_wire_evidence};
constexpr Range remark_range{0, max_long_chars};
constexpr Range window_range{0, 3'650};
constexpr Range modifications_range{0, 1'000};
constexpr Range tickets_range{0, 1'000'000};

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
    {"merchant_intercept_ms", &TimeLimits::merchant_intercept},
    {"merchant_inspect_ms", &TimeLimits::merchant_inspect},
    {"merchant_send_back_ms", &TimeLimits::merchant_send_back},
    {"reminder_grace_ms", &TimeLimits::reminder_grace},
    {"evidence_round_ms", &TimeLimits::evidence_round},
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

template <class Enum>
Enum read_name(Value const& value, std::string const& path, Mistakes& mistakes) {
    auto const* text = value.as<std::string>();
    auto const found = text ? from_name<Enum>(*text) : std::nullopt;
    if (!found) note(mistakes, text ? Rule::unknown_name : Rule::wrong_type, path);
    return found.value_or(Enum{});
}
constexpr auto read_type = read_name<TicketType>;

/// A word of a list: a category, a reason's code, a risk signal.
std::string read_word(Value const& value, std::string const& path, Mistakes& mistakes) {
    std::string word = read_text(value, path, max_short_chars, mistakes);
    auto const* written = value.as<std::string>();
    if (written && written->empty()) note(mistakes, Rule::must_not_be_empty, path);
    return word;
}

Object reason_json(Reason const& reason) {
    Object out;
    put(out, "code", reason.code);
    put(out, "zh", reason.zh);
    put(out, "en", reason.en);
    put(out, "types", types_json(reason.types));
    if (!reason.phases.empty()) {
        put(out, "phases", list_json(reason.phases, [](Phase phase) { return name_of(phase); }));
    }
    put(out, "fault", name_of(reason.fault));
    put(out, "evidence", name_of(reason.evidence));
    put(out, "return_freight_payer", name_of(reason.return_freight_payer));
    put(out, "window_days", reason.window_days);
    put(out, "allow_opened", reason.allow_opened);
    put(out, "no_reason", reason.no_reason);
    return out;
}

Reason read_reason(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    Reason reason;
    reason.code = reader.id("code");
    reason.zh = reader.filled_text("zh", max_sentence_chars);
    reason.en = reader.filled_text("en", max_sentence_chars);
    reason.types = reader.list("types", ticket_type_count, read_type);
    reason.phases = reader.list_or_empty("phases", phase_count, read_name<Phase>);
    reason.fault = reader.name_or("fault", reason.fault);
    reason.evidence = reader.name_or("evidence", reason.evidence);
    reason.return_freight_payer = reader.name_or("return_freight_payer", reason.return_freight_payer);
    reason.window_days = reader.number_or("window_days", window_range, reason.window_days);
    reason.allow_opened = reader.boolean_or("allow_opened", reason.allow_opened);
    reason.no_reason = reader.boolean_or("no_reason", reason.no_reason);
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

// ---- Classes of goods, holidays, automatic review ---------------------------------------------------------

Object category_json(CategoryRule const& rule) {
    Object out;
    put(out, "category", rule.category);
    if (!rule.types.empty()) put(out, "types", types_json(rule.types));
    put(out, "no_reason_return", rule.no_reason_return);
    put(out, "opened_returnable", rule.opened_returnable);
    if (rule.window_days) put(out, "window_days", *rule.window_days);
    if (rule.warranty_days) put(out, "warranty_days", *rule.warranty_days);
    return out;
}

CategoryRule read_category(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    CategoryRule rule;
    rule.category = reader.filled_text("category", max_short_chars);
    rule.types = reader.list_or_empty("types", ticket_type_count, read_type);
    rule.no_reason_return = reader.boolean_or("no_reason_return", true);
    rule.opened_returnable = reader.boolean_or("opened_returnable", true);
    if (reader.has("window_days")) rule.window_days = reader.number("window_days", window_range);
    if (reader.has("warranty_days")) rule.warranty_days = reader.number("warranty_days", window_range);
    reader.finish();
    return rule;
}

Object holiday_json(Holiday const& holiday) {
    Object out;
    put(out, "from_ms", holiday.from.ms);
    put(out, "to_ms", holiday.to.ms);
    return out;
}

Holiday read_holiday(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    std::size_t const before = mistakes.size();
    Holiday const holiday{read_instant(reader, "from_ms"), read_instant(reader, "to_ms")};
    if (mistakes.size() == before && holiday.to <= holiday.from) {
        reader.mistake(Rule::period_is_empty, "to_ms");
    }
    reader.finish();
    return holiday;
}

Object auto_rule_json(AutoRule const& rule) {
    Object out;
    put(out, "id", rule.id);
    put(out, "types", types_json(rule.types));
    put(out, "reasons", texts_json(rule.reasons));
    put(out, "categories", texts_json(rule.categories));
    put(out, "min_refund_fen", rule.min_refund_fen);
    put(out, "max_refund_fen", rule.max_refund_fen);
    if (rule.min_buyer_tickets_30d) put(out, "min_buyer_tickets_30d", *rule.min_buyer_tickets_30d);
    if (rule.max_buyer_tickets_30d) put(out, "max_buyer_tickets_30d", *rule.max_buyer_tickets_30d);
    put(out, "risk_signals", texts_json(rule.risk_signals));
    put(out, "action", name_of(rule.action));
    if (!rule.queue.empty()) put(out, "queue", rule.queue);
    return out;
}

AutoRule read_auto_rule(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    auto const count = [&](std::string_view key) {
        return reader.has(key) ? std::optional(reader.number(key, tickets_range)) : std::nullopt;
    };
    AutoRule rule;
    rule.id = reader.id("id");
    rule.types = reader.list_or_empty("types", ticket_type_count, read_type);
    rule.reasons = reader.list_or_empty("reasons", max_conditions, read_word);
    rule.categories = reader.list_or_empty("categories", max_conditions, read_word);
    rule.min_refund_fen = reader.integer_or("min_refund_fen", fen_range, 0);
    rule.max_refund_fen = reader.integer_or("max_refund_fen", fen_range, 0);
    rule.min_buyer_tickets_30d = count("min_buyer_tickets_30d");
    rule.max_buyer_tickets_30d = count("max_buyer_tickets_30d");
    rule.risk_signals = reader.list_or_empty("risk_signals", max_conditions, read_word);
    rule.action = reader.name("action", AutoAction::agree);
    rule.queue = reader.id_or("queue");
    bool const to_a_queue = rule.action == AutoAction::queue;
    if (to_a_queue && !reader.has("queue")) reader.mistake(Rule::missing_key, "queue");
    reader.finish();
    return rule;
}

/// The rules' ids stand once, and their reasons are in the catalogue.
void check_auto_rules(Policy const& policy, std::string const& path, Mistakes& mistakes) {
    for (std::size_t i = 0; i < policy.auto_rules.size(); ++i) {
        AutoRule const& rule = policy.auto_rules[i];
        std::string const where = at_index(path, i);
        auto const end = policy.auto_rules.begin() + static_cast<std::ptrdiff_t>(i);
        auto const same = [&](AutoRule const& earlier) { return earlier.id == rule.id; };
        bool const repeated = !rule.id.empty() && std::any_of(policy.auto_rules.begin(), end, same);
        if (repeated) note(mistakes, Rule::duplicate_key, at_key(where, "id"));
        for (std::size_t j = 0; j < rule.reasons.size(); ++j) {
            if (rule.reasons[j].empty() || find_reason(policy, rule.reasons[j]) != nullptr) continue;
            note(mistakes, Rule::reason_unknown, at_index(at_key(where, "reasons"), j));
        }
    }
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

/// What may be returned and exchanged, who must look at it, and when limits stand still.
void read_choices(ObjectReader& reader, Policy& policy) {
    auto const days = [&](std::string_view key, int& field) {
        field = reader.number_or(key, window_range, field);
    };
    policy.exchange_difference = reader.name_or("exchange_difference", policy.exchange_difference);
    days("price_protect_days", policy.price_protect_days);
    days("window_extension_days", policy.window_extension_days);
    if (reader.has("categories")) {
        policy.categories = reader.list("categories", max_category_rules, read_category);
    }
    if (reader.has("holidays")) policy.holidays = reader.list("holidays", max_holidays, read_holiday);
    policy.four_eyes_above_fen =
        reader.integer_or("four_eyes_above_fen", fen_range, policy.four_eyes_above_fen);
    policy.daily_limit_fen = reader.integer_or("daily_limit_fen", fen_range, policy.daily_limit_fen);
    policy.inspection = reader.boolean_or("inspection", policy.inspection);
    policy.max_modifications =
        reader.number_or("max_modifications", modifications_range, policy.max_modifications);
    policy.virtual_is_automatic = reader.boolean_or("virtual_is_automatic", policy.virtual_is_automatic);
    if (reader.has("auto_rules")) {
        policy.auto_rules = reader.list("auto_rules", max_auto_rules, read_auto_rule);
        check_auto_rules(policy, reader.at("auto_rules"), reader.mistakes());
    }
}

void put_choices(Object& out, Policy const& policy) {
    put(out, "exchange_difference", name_of(policy.exchange_difference));
    put(out, "price_protect_days", policy.price_protect_days);
    put(out, "window_extension_days", policy.window_extension_days);
    put(out, "categories", list_json(policy.categories, category_json));
    put(out, "holidays", list_json(policy.holidays, holiday_json));
    put(out, "four_eyes_above_fen", policy.four_eyes_above_fen);
    put(out, "daily_limit_fen", policy.daily_limit_fen);
    put(out, "inspection", policy.inspection);
    put(out, "max_modifications", policy.max_modifications);
    put(out, "virtual_is_automatic", policy.virtual_is_automatic);
    put(out, "auto_rules", list_json(policy.auto_rules, auto_rule_json));
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
    read_choices(reader, policy);
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
    put_choices(out, policy);
    return out;
}

}  // namespace afterdesk::wire
