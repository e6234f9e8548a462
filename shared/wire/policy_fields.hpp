#pragma once
// Policies, field by field, for whoever goes through them: FieldIo, which reads and writes them
// (policy_json.cpp), and the list of fields that the rules' page is made of (policy_form.cpp). Every key may
// be missing: what it does not say stays as it is in the base.

#include "wire/describe.hpp"

namespace afterdesk::wire {

// As FieldIo goes through them. (policy_json.cpp)
void fields(FieldIo& io, TimeLimits& limits);
void fields(FieldIo& io, Extensions& extensions);
void fields(FieldIo& io, Reason& reason);
void fields(FieldIo& io, RejectReason& reason);
void fields(FieldIo& io, Finding& finding);
void fields(FieldIo& io, CategoryRule& rule);
void fields(FieldIo& io, Holiday& holiday);
void fields(FieldIo& io, AutoRule& rule);

inline constexpr int max_policy_list = 200;  ///< reasons, classes, holidays, rules
inline constexpr int max_conditions = 100;
inline constexpr int phase_count = 3;
inline constexpr int max_sentence_chars = 200;
inline constexpr Range percent_range{0, 100};
inline constexpr Range per_state_range{0, 100};
inline constexpr Range extension_range{hours(1).ms, days(365).ms};
inline constexpr Range limit_range{1, days(3'650).ms};
inline constexpr Range offset_range{-12 * 60, 14 * 60, china_offset_minutes};
inline constexpr Range applications_range{1, 1'000};
inline constexpr Range evidence_range{0, max_wire_evidence};
inline constexpr Range remark_range{0, max_long_chars};
inline constexpr Range window_range{0, 3'650};
inline constexpr Range modifications_range{0, 1'000};
inline constexpr Range tickets_range{0, 1'000'000};

void policy_fields(auto& io, TimeLimits& limits) {
    auto const limit = [&](char const* key, Duration& value) {
        io.duration(or_default(key), value, limit_range);
    };
    limit("merchant_review_ms", limits.merchant_review);
    limit("buyer_offer_ms", limits.buyer_offer);
    limit("buyer_return_ms", limits.buyer_return);
    limit("merchant_receipt_ms", limits.merchant_receipt);
    limit("buyer_appeal_ms", limits.buyer_appeal);
    limit("merchant_reship_ms", limits.merchant_reship);
    limit("buyer_receipt_ms", limits.buyer_receipt);
    limit("merchant_intercept_ms", limits.merchant_intercept);
    limit("merchant_inspect_ms", limits.merchant_inspect);
    limit("merchant_send_back_ms", limits.merchant_send_back);
    limit("reminder_grace_ms", limits.reminder_grace);
    limit("evidence_round_ms", limits.evidence_round);
    limit("verdict_appeal_ms", limits.verdict_appeal);
}

void policy_fields(auto& io, Extensions& extensions) {
    io.number(or_default("per_state"), extensions.per_state, per_state_range);
    io.duration(or_default("max_ms"), extensions.max, extension_range);
}

void policy_fields(auto& io, Reason& reason) {
    io.id("code", reason.code);
    io.filled("zh", reason.zh, max_sentence_chars);
    io.filled("en", reason.en, max_sentence_chars);
    io.names("types", reason.types, ticket_type_count);
    io.names(if_said("phases"), reason.phases, phase_count);
    io.name_or("fault", reason.fault);
    io.name_or("evidence", reason.evidence);
    io.name_or("return_freight_payer", reason.return_freight_payer);
    io.number(or_default("window_days"), reason.window_days, window_range);
    io.flag(or_default("allow_opened"), reason.allow_opened);
    io.flag(or_default("no_reason"), reason.no_reason);
}

void policy_fields(auto& io, RejectReason& reason) {
    io.id("code", reason.code);
    io.filled("zh", reason.zh, max_sentence_chars);
    io.filled("en", reason.en, max_sentence_chars);
    io.names(or_default("types"), reason.types, ticket_type_count);
}

void policy_fields(auto& io, Finding& finding) {
    io.id("code", finding.code);
    io.filled("zh", finding.zh, max_sentence_chars);
    io.filled("en", finding.en, max_sentence_chars);
}

void policy_fields(auto& io, CategoryRule& rule) {
    io.filled("category", rule.category, max_short_chars);
    io.names(if_said("types"), rule.types, ticket_type_count);
    io.flag(or_default("no_reason_return"), rule.no_reason_return);
    io.flag(or_default("opened_returnable"), rule.opened_returnable);
    io.number(if_said("window_days"), rule.window_days, window_range);
    io.number(if_said("warranty_days"), rule.warranty_days, window_range);
}

void policy_fields(auto& io, Holiday& holiday) {
    io.instant("from_ms", holiday.from);
    io.instant("to_ms", holiday.to);
}

void policy_fields(auto& io, AutoRule& rule) {
    io.id("id", rule.id);
    io.names(or_default("types"), rule.types, ticket_type_count);
    io.words(or_default("reasons"), rule.reasons, max_conditions);
    io.words(or_default("categories"), rule.categories, max_conditions);
    io.fen_or_zero("min_refund_fen", rule.min_refund_fen);
    io.fen_or_zero("max_refund_fen", rule.max_refund_fen);
    io.number(if_said("min_buyer_tickets_30d"), rule.min_buyer_tickets_30d, tickets_range);
    io.number(if_said("max_buyer_tickets_30d"), rule.max_buyer_tickets_30d, tickets_range);
    io.words(or_default("risk_signals"), rule.risk_signals, max_conditions);
    io.name("action", rule.action);
    io.id(if_said("queue"), rule.queue);
}

/// What money goes back for, and how.
void money_choices(auto& io, Policy& policy) {
    io.name_or("coupons", policy.coupons);
    io.name_or("points", policy.points);
    io.name_or("threshold", policy.threshold);
    io.name_or("payments", policy.payments);
    io.flag(or_default("freight_when_shop_at_fault"), policy.freight_when_shop_at_fault);
    io.number(or_default("unpaid_presale_refund_percent"), policy.unpaid_presale_refund_percent,
              percent_range);
}

/// What may be returned and exchanged, who must look at it, and when limits stand still.
void other_choices(auto& io, Policy& policy) {
    io.name_or("exchange_difference", policy.exchange_difference);
    io.number(or_default("price_protect_days"), policy.price_protect_days, window_range);
    io.number(or_default("window_extension_days"), policy.window_extension_days, window_range);
    io.list(or_default("categories"), policy.categories, max_policy_list);
    io.list(or_default("holidays"), policy.holidays, max_policy_list);
    io.internal().fen(or_default("four_eyes_above_fen"), policy.four_eyes_above_fen);
    io.internal().fen(or_default("daily_limit_fen"), policy.daily_limit_fen);
    io.flag(or_default("inspection"), policy.inspection);
    io.number(or_default("max_modifications"), policy.max_modifications, modifications_range);
    io.flag(or_default("virtual_is_automatic"), policy.virtual_is_automatic);
    io.flag(or_default("replacement_restarts_window"), policy.replacement_restarts_window);
    io.internal().list(or_default("auto_rules"), policy.auto_rules, max_policy_list);
}

void policy_fields(auto& io, Policy& policy) {
    io.number(or_default("version"), policy.version, version_range);
    money_choices(io, policy);
    io.part(or_default("limits"), policy.limits);
    io.part(or_default("extensions"), policy.extensions);
    io.number(or_default("utc_offset_minutes"), policy.utc_offset_minutes, offset_range);
    io.number(or_default("max_applications_per_line"), policy.max_applications_per_line, applications_range);
    io.number(or_default("max_evidence"), policy.max_evidence, evidence_range);
    io.number(or_default("max_remark_chars"), policy.max_remark_chars, remark_range);
    io.list(or_default("reasons"), policy.reasons, max_policy_list);
    io.list(or_default("reject_reasons"), policy.reject_reasons, max_policy_list);
    io.list(or_default("findings"), policy.findings, max_policy_list);
    other_choices(io, policy);
}

}  // namespace afterdesk::wire
