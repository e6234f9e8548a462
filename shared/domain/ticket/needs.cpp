#include "domain/ticket/needs.hpp"

#include "domain/policy/policy.hpp"
#include "domain/ticket/acts.hpp"
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

bool timed_out(Command const& command) { return std::holds_alternative<TimeOut>(command); }

Needs claims_unless_taken(Ticket const& ticket, Command const&) {
    return only(&Needs::claims, !has_claims(ticket));
}
Needs claims(Ticket const&, Command const&) { return only(&Needs::claims); }

/// What lets money go, by a person and not by silence, counts against his day.
Needs to_approve(Needs needs, Command const& command) {
    needs.approved_today = !timed_out(command);
    return needs;
}

/// What an act reads; those that are not named read nothing.
struct Row {
    Act const* act;
    Needs (*needs)(Ticket const& ticket, Command const& command);
};
constexpr Row rows[] = {
    {&act_of<acts::apply>,
     [](Ticket const&, Command const& command) {
         Needs needs = to_apply(*request_in(command));
         needs.applications = needs.approved_today = true;
         return needs;
     }},
    {&act_of<acts::modify>,
     [](Ticket const&, Command const& command) { return to_apply(*request_in(command)); }},
    {&act_of<acts::agree>,
     [](Ticket const& ticket, Command const& command) { return to_agree(ticket, timed_out(command)); }},
    {&act_of<acts::accept_offer>, [](Ticket const& ticket, Command const&) { return to_accept(ticket); }},
    {&act_of<acts::give_verdict>,
     [](Ticket const&, Command const& command) { return to_judge(std::get<GiveVerdict>(command).verdict); }},
    {&act_of<acts::name_address>,
     [](Ticket const&, Command const& command) { return only(&Needs::return_address, timed_out(command)); }},
    {&act_of<acts::make_offer>,
     [](Ticket const&, Command const& command) {
         return only(&Needs::claims, std::get<MakeOffer>(command).type.has_value());
     }},
    {&act_of<acts::inspect>, claims},
    {&act_of<acts::note_order>, claims},
    {&act_of<acts::retry_refund>, claims},
    {&act_of<acts::note_strays>, claims},
    {&act_of<acts::add_evidence>, claims_unless_taken},
    {&act_of<acts::escalate>, claims_unless_taken},
    {&act_of<acts::appeal>, claims_unless_taken},
    {&act_of<acts::step_in>, claims_unless_taken},
    {&act_of<acts::fall_back>,
     [](Ticket const&, Command const& command) { return to_approve(only(&Needs::claims), command); }},
    {&act_of<acts::end_intercept>,
     [](Ticket const&, Command const& command) { return to_approve(only(&Needs::return_address), command); }},
};

Needs needs_of_act(Act const* act, Ticket const& ticket, Command const& command) {
    for (Row const& row : rows) {
        if (row.act == act) return row.needs(ticket, command);
    }
    return {};
}

/// Money may go out for pieces that were not sent.
bool may_refund_unsent(Edge const& edge, Ticket const& ticket, Command const& command) {
    bool const pays = edge.next.has(State::refunding) || edge.next.has(State::completed);
    if (!pays || !ticket.refunds.empty()) return false;
    Request const* const asked = request_in(command);
    auto const unsent = [](Request const& request) { return request.type == TicketType::refund_unshipped; };
    return unsent(asked ? *asked : ticket.request) || (ticket.offer && unsent(ticket.offer->request));
}

}  // namespace

Needs needs_of(Ticket const& ticket, Command const& command, ActorKind actor, Policy const& policy) {
    auto const edge = find_edge(ticket, actor, kind_of(command));
    if (!edge.ok()) return {};
    Needs needs = needs_of_act((*edge)->act, ticket, command);
    needs.applications = needs.applications && actor == ActorKind::buyer;
    bool const limited = actor == ActorKind::merchant && policy.daily_limit_fen > 0;
    needs.approved_today = needs.approved_today && limited;
    needs.shipping = may_refund_unsent(**edge, ticket, command);
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
            } else if constexpr (requires { one.inspection; }) {
                return evidence_of(one.inspection);
            } else {
                return {};
            }
        },
        command);
}

}  // namespace afterdesk
