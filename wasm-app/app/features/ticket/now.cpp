// What the buyer of a ticket is to do now, by when, what happens then, and what comes after.

#include <algorithm>

#include "app/features/ticket/commands.hpp"
#include "app/shell/say.hpp"
#include "text/names.hpp"
#include "text/ticket.hpp"

namespace afterdesk::app::ticket {
namespace {

/// {0} of `what` and `after`: the amount.
struct Now {
    text::Text const* what;
    text::Text const* then = nullptr;  ///< when the time is over
    text::Text const* after = nullptr;
};

bool owes(Ticket const& ticket) { return holds_true(Guard::difference_open, ticket); }

Now in_review(Ticket const& ticket) {
    bool const pays = pays_back(ticket.request.type);
    bool const back = goods_to_come(ticket);
    text::Text const* const after = back && pays ? &t::after_agree_return
                                    : back       ? &t::after_agree_exchange
                                    : pays       ? &t::after_agree_refund
                                                 : &t::after_agree_send;
    bool const countered = holds_true(Guard::offer_of_buyer, ticket);
    return {countered ? &t::now_counter : &t::now_review, &t::then_agreed, after};
}

Now at_return(Ticket const& ticket) {
    if (!ticket.return_address) return {&t::now_no_address, &t::then_address, &t::after_address};
    bool const pays = pays_back(ticket.request.type);
    return {&t::now_return, &t::then_closed, pays ? &t::after_return_refund : &t::after_return_send};
}

Now at_reship(Ticket const& ticket) {
    if (owes(ticket)) return {&t::now_difference, &t::then_refund, &t::after_send};
    if (ticket.reminded) return {&t::now_late, &t::then_platform, &t::after_late};
    return {&t::now_reship, &t::then_reminded, &t::after_send};
}

Now sending_back(Ticket const& ticket) {
    if (ticket.out_parcel) return {&t::now_confirm, &t::then_confirmed, &t::after_send_back};
    return {&t::now_send_back, ticket.reminded ? &t::then_platform : &t::then_reminded, &t::after_send_back};
}

Now when_rejected(wire::TicketDetail const& detail) {
    bool const again = changes_left(detail) > 0;
    return {again ? &t::now_rejected : &t::now_rejected_last, &t::then_closed, &t::after_rejected};
}

Now by_state(wire::TicketDetail const& detail) {
    Ticket const& ticket = detail.ticket;
    bool const pays = pays_back(ticket.request.type);
    text::Text const* const sent = pays ? &t::after_refund : &t::after_send;
    switch (ticket.state) {
        case State::awaiting_merchant:
            if (ticket.held) return {&t::now_being_sent, &t::then_not_sent, &t::after_being_sent};
            return in_review(ticket);
        case State::awaiting_buyer: return {&t::now_offer, &t::then_offer, &t::after_offer};
        case State::intercepting: {
            bool const recalls = ticket.request.recalls();
            return {&t::now_intercept, &t::then_not_stopped,
                    recalls ? &t::after_recall : &t::after_intercept};
        }
        case State::awaiting_return: return at_return(ticket);
        case State::awaiting_receipt: return {&t::now_receipt, &t::then_received, sent};
        case State::inspecting: return {&t::now_inspect, &t::then_fine, sent};
        case State::refunding: {
            if (!detail.waiting_for_host.empty()) return {&t::next_waiting_for_host};
            return {&t::now_refund, nullptr, &t::after_refunding};
        }
        case State::refund_failed: return {&t::now_refund_failed, nullptr, &t::after_failed};
        case State::awaiting_reship: return at_reship(ticket);
        case State::reshipped: {
            bool const more = ticket.quote.refund_fen > 0;
            return {&t::now_confirm, &t::then_confirmed, more ? &t::after_confirm_refund : &t::after_confirm};
        }
        case State::sending_back: return sending_back(ticket);
        case State::rejected: return when_rejected(detail);
        case State::completed: return {pays ? &t::now_refunded : &t::now_completed};
        case State::closed: return {&t::now_closed, nullptr, &t::after_closed};
    }
    CHECK(false);
}

Now now_of(wire::TicketDetail const& detail) {
    Ticket const& ticket = detail.ticket;
    if (in_evidence_round(ticket)) return {&t::now_evidence_round, &t::then_verdict, &t::after_arbitration};
    if (in_arbitration(ticket)) return {&t::now_arbitration, nullptr, &t::after_arbitration};
    if (ticket.frozen) return {&t::now_frozen};
    return by_state(detail);
}

}  // namespace

int changes_left(wire::TicketDetail const& detail) {
    return std::max(0, detail.policy.max_modifications - detail.ticket.modifications);
}

std::optional<CommandKind> main_command(wire::TicketDetail const& detail) {
    Ticket const& ticket = detail.ticket;
    if (in_evidence_round(ticket)) return CommandKind::add_evidence;
    if (in_arbitration(ticket)) return std::nullopt;
    switch (ticket.state) {
        case State::awaiting_buyer: return CommandKind::accept_offer;
        case State::awaiting_return: return CommandKind::ship_back;
        case State::reshipped:
        case State::sending_back: return CommandKind::confirm_receipt;
        case State::awaiting_reship: return CommandKind::escalate;  // there once the merchant is late
        case State::rejected:
            return changes_left(detail) > 0 ? CommandKind::add_evidence : CommandKind::escalate;
        case State::completed: return CommandKind::rate;
        case State::awaiting_merchant:
        case State::intercepting:
        case State::awaiting_receipt:
        case State::inspecting:
        case State::refunding:
        case State::refund_failed:
        case State::closed: return std::nullopt;
    }
    CHECK(false);
}

void fill_now(Shell const& shell, wire::TicketDetail const& detail, screens::TicketView& view) {
    Ticket const& ticket = detail.ticket;
    Now const now = now_of(detail);
    std::string const amount = yuan(owes(ticket) ? ticket.quote.collect_fen : ticket.quote.refund_fen);
    view.guided = true;
    view.next = text::fill(shell.language, *now.what, {amount});
    if (now.after != nullptr) view.after = text::fill(shell.language, *now.after, {amount});
    text::Text const* const cause = ticket.state == State::closed ? text::why(ticket.cause) : nullptr;
    if (cause != nullptr) view.next = say(shell, *cause);
    if (now.then != nullptr) view.then = text::fill(shell.language, t::then_line, {say(shell, *now.then)});
}

void fill_appeal(Shell const& shell, wire::TicketDetail const& detail, screens::TicketView& view) {
    Ticket const& ticket = detail.ticket;
    bool const of_buyer = shell.route.audience == wire::Audience::buyer;
    bool const is_open = in_arbitration(ticket) && ticket.arbitration->appeal;
    if (has_staff() && is_open && !of_buyer) view.next = say(shell, t::next_appeal);
    // A buyer whose ticket goes on has something else to do first.
    bool const buyer_may =
        of_buyer && ticket.state == State::closed && holds_true(Guard::against_buyer, ticket);
    bool const merchant_may = has_staff() && shell.route.audience == wire::Audience::merchant &&
                              holds_true(Guard::against_merchant, ticket);
    auto const until = appeal_until(ticket, detail.policy);
    if ((buyer_may || merchant_may) && until && shell.server_now() <= *until)
        view.after = text::fill(shell.language, t::after_verdict, {minute(shell, *until)});
}

}  // namespace afterdesk::app::ticket
