// Who may do what in which state, as a table; and why not, for buttons and for refusals.

#include <array>

#include "domain/ticket.hpp"

namespace afterdesk {
namespace {

constexpr std::array edge_table = {
    Edge{State::awaiting_merchant, ActorKind::buyer, CommandKind::withdraw},
    Edge{State::awaiting_merchant, ActorKind::merchant, CommandKind::agree},
    Edge{State::awaiting_merchant, ActorKind::merchant, CommandKind::reject},
    Edge{State::awaiting_merchant, ActorKind::merchant, CommandKind::make_offer},
    Edge{State::awaiting_merchant, ActorKind::system, CommandKind::time_out},

    Edge{State::awaiting_buyer, ActorKind::buyer, CommandKind::withdraw},
    Edge{State::awaiting_buyer, ActorKind::buyer, CommandKind::accept_offer},
    Edge{State::awaiting_buyer, ActorKind::buyer, CommandKind::decline_offer},
    Edge{State::awaiting_buyer, ActorKind::system, CommandKind::time_out},

    Edge{State::awaiting_return, ActorKind::buyer, CommandKind::withdraw},
    Edge{State::awaiting_return, ActorKind::buyer, CommandKind::ship_back},
    Edge{State::awaiting_return, ActorKind::merchant, CommandKind::agree},
    Edge{State::awaiting_return, ActorKind::system, CommandKind::time_out},

    Edge{State::awaiting_receipt, ActorKind::buyer, CommandKind::ship_back},
    Edge{State::awaiting_receipt, ActorKind::merchant, CommandKind::make_offer},
    Edge{State::awaiting_receipt, ActorKind::merchant, CommandKind::receive},
    Edge{State::awaiting_receipt, ActorKind::system, CommandKind::time_out},

    Edge{State::refunding, ActorKind::system, CommandKind::record_refund},

    Edge{State::refund_failed, ActorKind::merchant, CommandKind::retry_refund},
    Edge{State::refund_failed, ActorKind::platform, CommandKind::retry_refund},
    Edge{State::refund_failed, ActorKind::system, CommandKind::record_refund},

    Edge{State::rejected, ActorKind::buyer, CommandKind::withdraw},
    Edge{State::rejected, ActorKind::system, CommandKind::time_out},

    // The channel may repeat its answer after the last part; it leads to no event.
    Edge{State::completed, ActorKind::system, CommandKind::record_refund},
};

/// The part of the table that depends on more than the state: false when this ticket lacks the edge.
bool edge_is_there(Ticket const& ticket, CommandKind command) {
    bool const offer_open = ticket.state == State::awaiting_buyer && ticket.offer.has_value();
    bool const goods_with_merchant = offer_open && ticket.offer->made_in == State::awaiting_receipt;
    if (command == CommandKind::withdraw) return !goods_with_merchant;
    bool const address_known = ticket.state == State::awaiting_return && ticket.return_address.has_value();
    if (command == CommandKind::agree) return !address_known;
    return true;
}

}  // namespace

std::span<Edge const> edges() { return edge_table; }

std::optional<Rule> why_not(Ticket const& ticket, ActorKind actor, CommandKind command) {
    bool const exists = ticket.version > 0;
    if (command == CommandKind::apply) {
        if (exists) return Rule::not_in_this_state;
        if (actor != ActorKind::buyer) return Rule::not_your_part;
        return std::nullopt;
    }
    bool anybody = false;
    bool this_actor = false;
    for (Edge const& edge : edge_table) {
        if (edge.state != ticket.state || edge.command != command) continue;
        anybody = true;
        if (edge.actor == actor) this_actor = true;
    }
    if (!exists || !anybody || !edge_is_there(ticket, command)) return Rule::not_in_this_state;
    if (!this_actor) return Rule::not_your_part;
    if (command == CommandKind::ship_back && !ticket.return_address) return Rule::address_required;
    return std::nullopt;
}

}  // namespace afterdesk
