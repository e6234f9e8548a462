// Policies, field by field. Every key may be missing: what it does not say stays as it is in the base.

#include <algorithm>
#include <utility>

#include "wire/describe.hpp"

namespace afterdesk::wire {

namespace {

constexpr int max_reasons = 200;
constexpr int max_category_rules = 200;
constexpr int max_holidays = 200;
constexpr int max_auto_rules = 200;
constexpr int max_conditions = 100;
constexpr int phase_count = 3;
constexpr int max_sentence_chars = 200;
constexpr Range percent_range{0, 100};
constexpr Range per_state_range{0, 100};
constexpr Range extension_range{hours(1).ms, days(365).ms};
constexpr Range limit_range{1, days(3'650).ms};
constexpr Range offset_range{-12 * 60, 14 * 60, china_offset_minutes};
constexpr Range applications_range{1, 1'000};
constexpr Range evidence_range{0, max_wire_evidence};
constexpr Range remark_range{0, max_long_chars};
constexpr Range window_range{0, 3'650};
constexpr Range modifications_range{0, 1'000};
constexpr Range tickets_range{0, 1'000'000};

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

/// Noted when the list was read, not when it comes from the base.
template <class T>
void once_each(FieldIo& io, std::string_view list, std::vector<T> const& items, std::string T::*member,
               std::string_view key) {
    if (!io.reads() || !io.reader().has(list)) return;
    refuse_repeated(items, member, io.reader().at(list), key, io.reader().mistakes());
}

}  // namespace

void fields(FieldIo& io, TimeLimits& limits) {
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
}

void fields(FieldIo& io, Extensions& extensions) {
    io.number(or_default("per_state"), extensions.per_state, per_state_range);
    io.duration(or_default("max_ms"), extensions.max, extension_range);
}

void fields(FieldIo& io, Reason& reason) {
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

Value evidence_demands(Policy const& policy) {
    Object out;
    for (Reason const& reason : policy.reasons) {
        Object by_type;
        for (int i = 0; i < ticket_type_count; ++i) {
            auto const type = static_cast<TicketType>(i);
            if (is_for(reason, type)) put(by_type, name_of(type), name_of(evidence_for(reason, type)));
        }
        put(out, reason.code, std::move(by_type));
    }
    return out;
}

void fields(FieldIo& io, RejectReason& reason) {
    io.id("code", reason.code);
    io.filled("zh", reason.zh, max_sentence_chars);
    io.filled("en", reason.en, max_sentence_chars);
    io.names(or_default("types"), reason.types, ticket_type_count);
}

void fields(FieldIo& io, CategoryRule& rule) {
    io.filled("category", rule.category, max_short_chars);
    io.names(if_said("types"), rule.types, ticket_type_count);
    io.flag(or_default("no_reason_return"), rule.no_reason_return);
    io.flag(or_default("opened_returnable"), rule.opened_returnable);
    io.number(if_said("window_days"), rule.window_days, window_range);
    io.number(if_said("warranty_days"), rule.warranty_days, window_range);
}

void fields(FieldIo& io, Holiday& holiday) {
    std::size_t const before = io.reads() ? io.reader().mistakes().size() : 0;
    io.instant("from_ms", holiday.from);
    io.instant("to_ms", holiday.to);
    bool const sound = io.reads() && io.reader().mistakes().size() == before;
    if (sound && holiday.to <= holiday.from) io.reader().mistake(Rule::period_is_empty, "to_ms");
}

void fields(FieldIo& io, AutoRule& rule) {
    io.id("id", rule.id);
    io.names(or_default("types"), rule.types, ticket_type_count);
    io.words(or_default("reasons"), rule.reasons, max_conditions);
    io.words(or_default("categories"), rule.categories, max_conditions);
    io.fen_or_zero("min_refund_fen", rule.min_refund_fen);
    io.fen_or_zero("max_refund_fen", rule.max_refund_fen);
    io.number(if_said("min_buyer_tickets_30d"), rule.min_buyer_tickets_30d, tickets_range);
    io.number(if_said("max_buyer_tickets_30d"), rule.max_buyer_tickets_30d, tickets_range);
    io.words(or_default("risk_signals"), rule.risk_signals, max_conditions);
    if (io.reads()) rule.action = AutoAction::agree;  // one that can not be read asks for no queue
    io.name("action", rule.action);
    io.id(if_said("queue"), rule.queue);
    bool const to_a_queue = io.reads() && rule.action == AutoAction::queue;
    if (to_a_queue && !io.reader().has("queue")) io.reader().mistake(Rule::missing_key, "queue");
}

namespace {

/// What money goes back for, and how.
void money_choices(FieldIo& io, Policy& policy) {
    io.name_or("coupons", policy.coupons);
    io.name_or("points", policy.points);
    io.name_or("threshold", policy.threshold);
    io.name_or("payments", policy.payments);
    io.flag(or_default("freight_when_shop_at_fault"), policy.freight_when_shop_at_fault);
    io.number(or_default("unpaid_presale_refund_percent"), policy.unpaid_presale_refund_percent,
              percent_range);
}

/// What may be returned and exchanged, who must look at it, and when limits stand still.
void other_choices(FieldIo& io, Policy& policy) {
    io.name_or("exchange_difference", policy.exchange_difference);
    io.number(or_default("price_protect_days"), policy.price_protect_days, window_range);
    io.number(or_default("window_extension_days"), policy.window_extension_days, window_range);
    io.list(or_default("categories"), policy.categories, max_category_rules);
    io.list(or_default("holidays"), policy.holidays, max_holidays);
    io.internal().fen(or_default("four_eyes_above_fen"), policy.four_eyes_above_fen);
    io.internal().fen(or_default("daily_limit_fen"), policy.daily_limit_fen);
    io.flag(or_default("inspection"), policy.inspection);
    io.number(or_default("max_modifications"), policy.max_modifications, modifications_range);
    io.flag(or_default("virtual_is_automatic"), policy.virtual_is_automatic);
    io.flag(or_default("replacement_restarts_window"), policy.replacement_restarts_window);
    io.internal().list(or_default("auto_rules"), policy.auto_rules, max_auto_rules);
}

}  // namespace

void fields(FieldIo& io, Policy& policy) {
    io.number(or_default("version"), policy.version, version_range);
    money_choices(io, policy);
    io.part(or_default("limits"), policy.limits);
    io.part(or_default("extensions"), policy.extensions);
    io.number(or_default("utc_offset_minutes"), policy.utc_offset_minutes, offset_range);
    io.number(or_default("max_applications_per_line"), policy.max_applications_per_line, applications_range);
    io.number(or_default("max_evidence"), policy.max_evidence, evidence_range);
    io.number(or_default("max_remark_chars"), policy.max_remark_chars, remark_range);
    io.list(or_default("reasons"), policy.reasons, max_reasons);
    once_each(io, "reasons", policy.reasons, &Reason::code, "code");
    io.list(or_default("reject_reasons"), policy.reject_reasons, max_reasons);
    once_each(io, "reject_reasons", policy.reject_reasons, &RejectReason::code, "code");
    other_choices(io, policy);
    if (io.reads() && io.reader().has("auto_rules")) {
        check_auto_rules(policy, io.reader().at("auto_rules"), io.reader().mistakes());
    }
}

Policy read_policy(Value const& value, Policy base, std::string const& path, Mistakes& mistakes) {
    read_into(base, value, path, mistakes);
    return base;
}

Value to_json(Policy const& policy) { return written(policy); }

}  // namespace afterdesk::wire
