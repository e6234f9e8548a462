#include "domain/ticket/work.hpp"

#include "base/check.hpp"
#include "domain/ticket/ticket.hpp"

namespace afterdesk {

Duration reach_of(Due due) {
    switch (due) {
        case Due::overdue: return {0};
        case Due::half_day: return hours(12);
        case Due::day: return hours(24);
    }
    CHECK(false);
}

std::optional<AppealStep> appeal_of(Ticket const& ticket) {
    if (!ticket.arbitration || !ticket.arbitration->appeal) return std::nullopt;
    bool const over = ticket.arbitration->step == ArbitrationStep::decided;
    return over ? AppealStep::decided : AppealStep::open;
}

std::optional<Work> work_of(Ticket const& ticket) {
    if (in_evidence_round(ticket)) return Work::proof;
    if (in_arbitration(ticket)) return Work::dispute;
    bool const approved_once = !ticket.first_approval.empty() && !is_end(ticket.state);
    if (approved_once) return Work::second;
    switch (ticket.state) {
        case State::awaiting_merchant:
            if (ticket.held) return std::nullopt;  // the mall sends it, or it goes on by itself
            return Work::review;
        case State::intercepting: return Work::review;
        case State::awaiting_return:
            if (!ticket.return_address) return Work::review;
            return std::nullopt;
        case State::awaiting_receipt: return Work::receive;
        case State::inspecting: return Work::inspect;
        case State::refund_failed: return Work::refund_failed;
        case State::awaiting_reship:
            if (holds_true(Guard::difference_open, ticket)) return std::nullopt;  // the buyer has to pay
            return Work::send;
        case State::sending_back:
            if (ticket.out_parcel) return std::nullopt;
            return Work::send;
        case State::completed:
            if (is_unsettled(ticket)) return Work::strays;
            return std::nullopt;
        case State::awaiting_buyer:
        case State::refunding:
        case State::reshipped:
        case State::rejected:
        case State::closed: return std::nullopt;
    }
    CHECK(false);
}

bool is_done_with(Ticket const& ticket, Actor const& actor) {
    auto const work = work_of(ticket);
    if (!work) return true;
    if (*work == Work::second) return ticket.first_approval == actor.id;
    return !(actor.kind == ActorKind::platform ? is_platforms(*work) : is_shops(*work));
}

}  // namespace afterdesk
