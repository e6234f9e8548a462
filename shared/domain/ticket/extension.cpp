// More time for the other side. Rule: DOMAIN §4, `extend_deadline`.

#include <algorithm>

#include "domain/ticket/acts.hpp"

namespace afterdesk::acts {

Decision extend_deadline(Ticket const& ticket, Command const& command, Context const& context) {
    Duration const by = std::get<ExtendDeadline>(command).by;
    Extensions const& allowed = context.policy.extensions;
    Mistakes mistakes;
    // Whatever the length: the page shows this at the button, not in the form.
    if (ticket.extensions >= allowed.per_state) {
        mistakes.push_back({Rule::too_many_extensions, "command", allowed.per_state});
    }
    if (by <= Duration{0}) {
        mistakes.push_back({Rule::extension_too_short, "by_ms"});
    } else if (by > allowed.max) {
        mistakes.push_back({Rule::extension_too_long, "by_ms", allowed.max.ms / hours(1).ms});
    }
    if (!mistakes.empty()) return Err{std::move(mistakes)};

    // From here on the command must succeed. A limit that is over while its timer has not come yet goes on
    // from now, or the other side would be given less than was meant.
    Instant const from = std::max(ticket.deadline.value_or(context.now), context.now);
    return Events{DeadlineExtended{by}, ClockStarted{due(from, by, context.policy)}};
}

}  // namespace afterdesk::acts
