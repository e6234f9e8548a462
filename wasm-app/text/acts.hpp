#pragma once
// What the audit log calls what was done and to what, and what each check of the health page means.

#include <span>
#include <string>

#include "text/text.hpp"
#include "wire/staff_api.hpp"

namespace afterdesk::text {

/// What was done, by its name on the wire.
struct ActName {
    std::string_view action;
    Text name;
};
std::span<ActName const> act_names();
/// The action's own name where it has no sentence.
std::string act_text(Language language, std::string_view action);
Text const& name(wire::AuditNoun noun);
/// What a host told that speaks against a ticket, by its name on the wire.
std::string conflict_text(Language language, std::string_view code);

struct CheckTexts {
    Text title, means, to_do;
};
CheckTexts const& texts_of(wire::HealthCheck check);
Text const& name(wire::HealthQueue queue);

}  // namespace afterdesk::text
