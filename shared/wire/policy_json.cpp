// Policies: what is read is checked beyond its fields.

#include <algorithm>

#include "wire/policy_fields.hpp"

namespace afterdesk::wire {

namespace {

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

void fields(FieldIo& io, TimeLimits& limits) { policy_fields(io, limits); }
void fields(FieldIo& io, Extensions& extensions) { policy_fields(io, extensions); }
void fields(FieldIo& io, Reason& reason) { policy_fields(io, reason); }
void fields(FieldIo& io, RejectReason& reason) { policy_fields(io, reason); }
void fields(FieldIo& io, Finding& finding) { policy_fields(io, finding); }
void fields(FieldIo& io, CategoryRule& rule) { policy_fields(io, rule); }

void fields(FieldIo& io, Holiday& holiday) {
    std::size_t const before = io.reads() ? io.reader().mistakes().size() : 0;
    policy_fields(io, holiday);
    bool const sound = io.reads() && io.reader().mistakes().size() == before;
    if (sound && holiday.to <= holiday.from) io.reader().mistake(Rule::period_is_empty, "to_ms");
}

void fields(FieldIo& io, AutoRule& rule) {
    if (io.reads()) rule.action = AutoAction::agree;  // one that can not be read asks for no queue
    policy_fields(io, rule);
    bool const to_a_queue = io.reads() && rule.action == AutoAction::queue;
    if (to_a_queue && !io.reader().has("queue")) io.reader().mistake(Rule::missing_key, "queue");
}

void fields(FieldIo& io, Policy& policy) {
    policy_fields(io, policy);
    once_each(io, "reasons", policy.reasons, &Reason::code, "code");
    once_each(io, "reject_reasons", policy.reject_reasons, &RejectReason::code, "code");
    once_each(io, "findings", policy.findings, &Finding::code, "code");
    if (io.reads() && io.reader().has("auto_rules")) {
        check_auto_rules(policy, io.reader().at("auto_rules"), io.reader().mistakes());
    }
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

Policy read_policy(Value const& value, Policy base, std::string const& path, Mistakes& mistakes) {
    read_into(base, value, path, mistakes);
    return base;
}

Value to_json(Policy const& policy) { return written(policy); }

}  // namespace afterdesk::wire
