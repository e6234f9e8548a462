// Strays: what was shipped, or used, although a ticket had had it refunded; noted, and let go.

#include "domain/money/strays.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/ticket/acts.hpp"

namespace afterdesk::acts {
namespace {

bool is_used(Line const& line, std::string const& id) {
    return std::any_of(line.entitlements.begin(), line.entitlements.end(),
                       [&](Entitlement const& one) { return one.id == id && one.used; });
}

/// How many of the strays on the line may be this ticket's.
int most_of(Line const& line, std::vector<Claim> const& own) {
    int most = 0;
    for (Claim const& claim : own) {
        if (claim.line_no != line.line_no || claim.type == TicketType::price_protect) continue;
        if (!line.entitlements.empty()) {
            most += static_cast<int>(std::count_if(claim.entitlements.begin(), claim.entitlements.end(),
                                                   [&](std::string const& id) { return is_used(line, id); }));
        } else if (claim.type == TicketType::refund_unshipped) {
            most += claim.quantity;
        }
        most -= claim.quantity > 0 ? claim.settled : 0;
    }
    return std::max(0, most);
}

int settled_on(Ticket const& ticket, int line_no) {
    auto const found = std::find_if(ticket.strays.begin(), ticket.strays.end(),
                                    [&](Strays const& line) { return line.line_no == line_no; });
    return found == ticket.strays.end() ? 0 : found->settled;
}

}  // namespace

/// Where several tickets had pieces of a line refunded, which of them was shipped is not known: each says so.
Decision note_strays(Ticket const& ticket, Command const&, Context const& context) {
    std::vector<Claim> const own = claims_of(ticket);
    std::vector<Claim> all = context.other_claims;
    all.insert(all.end(), own.begin(), own.end());
    std::vector<Strays> const of_order = strays_of(context.order, all);
    std::vector<Strays> lines;
    for (Line const& line : context.order.lines) {
        auto const open = std::find_if(of_order.begin(), of_order.end(),
                                       [&](Strays const& one) { return one.line_no == line.line_no; });
        int const left = open == of_order.end() ? 0 : open->quantity;
        Strays const now{line.line_no, std::min(left, most_of(line, own)), settled_on(ticket, line.line_no)};
        if (now.quantity > 0 || now.settled > 0) lines.push_back(now);
    }
    if (lines == ticket.strays) return Events{};
    return Events{StraysNoted{std::move(lines)}};
}

Decision settle_strays(Ticket const&, Command const& command, Context const& context) {
    SettleStrays const& asked = std::get<SettleStrays>(command);
    Mistakes mistakes;
    check_text(asked.text, "text", context.policy.max_remark_chars, mistakes);
    if (trim(asked.text).empty()) mistakes.push_back({Rule::must_not_be_empty, "text"});
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return Events{StraysSettled{asked.text}};
}

}  // namespace afterdesk::acts
