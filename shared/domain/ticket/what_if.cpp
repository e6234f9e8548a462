#include "domain/ticket/what_if.hpp"

#include <algorithm>

namespace afterdesk {

Fen came_to_fen(Ticket const& ticket) {
    bool const nothing = ticket.state == State::closed || ticket.state == State::rejected ||
                         ticket.state == State::sending_back;
    return nothing ? 0 : ticket.quote.refund_fen;
}

std::vector<Ware> wanted_in(Quote const& quote) {
    std::vector<Ware> wares;
    for (QuotedExchange const& goods : quote.exchanges) {
        auto const same = [&goods](Ware const& ware) { return ware.sku == goods.sku; };
        auto const found = std::find_if(wares.begin(), wares.end(), same);
        if (found == wares.end()) {
            wares.push_back(
                {goods.sku, goods.spu, goods.title, goods.spec, goods.unit_price_fen, goods.quantity});
        } else {
            found->available += goods.quantity;
        }
    }
    return wares;
}

std::optional<Fen> quoted_under(PastTicket const& past, Order const& order, Policy const& policy) {
    QuoteInput input{past.applied_at, order, past.claims, past.request, policy};
    input.stock = past.wanted;
    Result<Quote, Mistakes> const made = quote(input);
    return made.ok() ? std::optional(made->refund_fen) : std::nullopt;
}

bool can_be_quoted_again(PastTicket const& past, PastQuote const& known) {
    return quoted_under(past, known.order, known.then) == past.quoted_fen;
}

WhatIf what_if(PastTicket const& past, Order const* order, Policy const& policy) {
    WhatIf out;
    out.before_fen = past.came_to_fen;
    AutoDecision const& before = past.review.decision;
    std::optional<Fen> const asked =
        order == nullptr ? std::optional(past.quoted_fen) : quoted_under(past, *order, policy);
    if (past.reviewed) out.after = auto_review(policy, past.review.facts);
    if (!asked) {
        out.end = WhatIfEnd::refused;
        return out;
    }
    bool const same_decision =
        !past.reviewed || (out.after.action == before.action && out.after.queue == before.queue);
    bool const agrees = past.reviewed && !out.after.rule.empty() && out.after.action == AutoAction::agree;
    Fen const more_fen = *asked - past.quoted_fen;
    out.after_fen = past.came_to_fen > 0 ? std::max<Fen>(0, past.came_to_fen + more_fen) : 0;
    if (!same_decision && agrees) out.after_fen = *asked;
    if (!same_decision) {
        out.end = agrees ? WhatIfEnd::approved : WhatIfEnd::queued;
    } else if (out.after_fen != out.before_fen) {
        out.end = WhatIfEnd::amount;
    }
    return out;
}

}  // namespace afterdesk
