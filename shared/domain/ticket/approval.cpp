#include "domain/ticket/approval.hpp"

#include <algorithm>

namespace afterdesk {
namespace {

/// Lets money or goods go.
bool is_approval(Ticket const& before, Event const& event) {
    if (std::holds_alternative<OfferAccepted>(event)) return true;
    if (std::holds_alternative<Agreed>(event)) return before.state != State::awaiting_return;
    if (auto const* const ended = std::get_if<InterceptEnded>(&event)) return ended->stopped;
    return std::holds_alternative<RefundStarted>(event) && before.state == State::awaiting_reship;
}

}  // namespace

Fen newly_approved_fen(Ticket const& before, Quote const& quote) {
    bool const agreed_before = before.version > 0 && before.state == State::awaiting_reship;
    Fen const agreed_fen = agreed_before ? before.quote.refund_fen : 0;
    return std::max<Fen>(0, quote.refund_fen - agreed_fen);
}

std::optional<Fen> approved_fen(Ticket const& before, std::vector<Event> const& events, Actor const& actor,
                                Ticket const& after) {
    bool const counts = actor.kind == ActorKind::merchant &&
                        std::any_of(events.begin(), events.end(),
                                    [&](Event const& event) { return is_approval(before, event); });
    if (!counts) return std::nullopt;
    return newly_approved_fen(before, after.quote);
}

}  // namespace afterdesk
