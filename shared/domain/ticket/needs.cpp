#include "domain/ticket/needs.hpp"

#include "base/check.hpp"
#include "domain/policy/policy.hpp"
#include "domain/ticket/edges.hpp"
#include "domain/ticket/ticket.hpp"

namespace afterdesk {
namespace {

bool is_exchange(Request const& request) { return request.type == TicketType::exchange; }

/// Granting: an exchange takes goods off the shelf, or is quoted as a refund when there are none.
Needs to_grant(Request const& request) {
    Needs needs;
    needs.stock = needs.claims = is_exchange(request);
    return needs;
}

Needs to_agree(Ticket const& ticket, bool timed_out) {
    Needs needs = to_grant(ticket.request);
    needs.claims = needs.claims || !has_claims(ticket);  // a rejected one takes its pieces again
    needs.return_address = timed_out;
    needs.approved_today = !timed_out;
    return needs;
}

Needs to_accept(Ticket const& ticket) {
    if (!ticket.offer) return {};
    Needs needs = to_grant(ticket.offer->request);
    needs.claims = needs.claims || ticket.offer->request.type != ticket.request.type;
    needs.return_address = !ticket.offer->address;
    needs.approved_today = true;
    return needs;
}

Needs to_judge(Verdict const& verdict) {
    Needs needs;
    needs.claims = verdict.outcome != Outcome::refund_none;
    needs.stock = verdict.outcome == Outcome::exchange;
    needs.return_address = true;
    return needs;
}

Needs to_apply(Request const& request) {
    Needs needs;
    needs.claims = needs.buyer_history = needs.return_address = true;
    needs.stock = is_exchange(request);
    return needs;
}

Needs only(bool Needs::*need, bool when = true) {
    Needs needs;
    needs.*need = when;
    return needs;
}

Needs needs_of_act(Act act, Ticket const& ticket, Command const& command) {
    bool const timed_out = std::holds_alternative<TimeOut>(command);
    switch (act) {
        case Act::apply: {
            Needs needs = to_apply(*request_in(command));
            needs.applications = needs.approved_today = true;
            return needs;
        }
        case Act::modify: return to_apply(*request_in(command));
        case Act::agree: return to_agree(ticket, timed_out);
        case Act::accept_offer: return to_accept(ticket);
        case Act::give_verdict: return to_judge(std::get<GiveVerdict>(command).verdict);
        case Act::name_address: return only(&Needs::return_address, timed_out);
        case Act::make_offer: return only(&Needs::claims, std::get<MakeOffer>(command).type.has_value());
        case Act::inspect:
        case Act::note_order: return only(&Needs::claims);
        case Act::escalate:
        case Act::step_in: return only(&Needs::claims, !has_claims(ticket));
        case Act::fall_back: {
            Needs needs = only(&Needs::claims);
            needs.approved_today = !timed_out;
            return needs;
        }
        case Act::end_intercept: {
            Needs needs = only(&Needs::return_address);
            needs.approved_today = !timed_out;
            return needs;
        }
        case Act::withdraw:
        case Act::reject:
        case Act::counter_offer:
        case Act::end_offer:
        case Act::intercept:
        case Act::ship_back:
        case Act::note_parcel:
        case Act::receive:
        case Act::accept_goods:
        case Act::reship:
        case Act::remind:
        case Act::confirm_receipt:
        case Act::end_sending_back:
        case Act::retry_refund:
        case Act::record_offline:
        case Act::record_refund:
        case Act::record_collection:
        case Act::extend_deadline:
        case Act::add_evidence:
        case Act::ask_evidence:
        case Act::end_evidence_round:
        case Act::freeze:
        case Act::resume:
        case Act::close:
        case Act::rate: return {};
    }
    CHECK(false);
}

}  // namespace

Needs needs_of(Ticket const& ticket, Command const& command, ActorKind actor, Policy const& policy) {
    auto const edge = find_edge(ticket, actor, kind_of(command));
    if (!edge.ok()) return {};
    Needs needs = needs_of_act((*edge)->act, ticket, command);
    needs.applications = needs.applications && actor == ActorKind::buyer;
    bool const limited = actor == ActorKind::merchant && policy.daily_limit_fen > 0;
    needs.approved_today = needs.approved_today && limited;
    return needs;
}

Request const* request_in(Command const& command) {
    if (auto const* apply = std::get_if<Apply>(&command)) return &apply->request;
    if (auto const* modify = std::get_if<Modify>(&command)) return &modify->apply.request;
    return nullptr;
}

std::vector<EvidenceId> pictures_in(Command const& command) {
    return std::visit(
        [](auto const& one) -> std::vector<EvidenceId> {
            if constexpr (requires { one.evidence; }) {
                return one.evidence;
            } else if constexpr (requires { one.apply.evidence; }) {
                return one.apply.evidence;
            } else if constexpr (requires { one.inspection.evidence; }) {
                return one.inspection.evidence;
            } else {
                return {};
            }
        },
        command);
}

}  // namespace afterdesk
