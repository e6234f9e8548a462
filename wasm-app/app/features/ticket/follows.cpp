// What a command leads to, said before it is given: the same decide as on the server, asked in the page.

#include <algorithm>

#include "app/features/ticket/commands.hpp"
#include "app/features/ticket/outcome.hpp"
#include "app/shell/say.hpp"
#include "text/names.hpp"
#include "text/staff.hpp"

namespace afterdesk::app::ticket {
namespace {

using screens::ReceiptRow;

/// The amount that the step decides about; nothing when it is not about money.
std::optional<Fen> decided_fen(Ticket const& after, std::vector<Event> const& events) {
    bool decides = false;
    for (Event const& event : events) {
        if (auto const* const made = std::get_if<OfferMade>(&event)) return made->offer.refund_fen;
        decides |= std::holds_alternative<Agreed>(event) || std::holds_alternative<OfferAccepted>(event) ||
                   std::holds_alternative<Requoted>(event) || std::holds_alternative<RefundStarted>(event) ||
                   std::holds_alternative<Inspected>(event) || std::holds_alternative<Closed>(event) ||
                   std::holds_alternative<VerdictGiven>(event) || std::holds_alternative<Rejected>(event);
    }
    return decides ? std::optional(granted_fen(after)) : std::nullopt;
}

std::string pieces_text(Shell const& shell, int pieces) {
    return text::fill(shell.language, t::times_quantity, {std::to_string(pieces)});
}

void add_amounts(Shell const& shell, Ticket const& before, Fen gets_fen, std::vector<ReceiptRow>& rows) {
    Fen const keeps_fen = kept_fen(before, gets_fen), more_fen = gets_fen - before.quote.refund_fen;
    rows.push_back({say(shell, t::buyer_gets), yuan(gets_fen), true, false});
    if (keeps_fen > 0) rows.push_back({say(shell, t::shop_keeps), yuan(keeps_fen)});
    if (more_fen < 0) rows.push_back({say(shell, t::less_than_asked), yuan(-more_fen), false, true});
    if (more_fen > 0) rows.push_back({say(shell, t::more_than_now), yuan(more_fen), false, true});
}

}  // namespace

Ticket ticket_after(Ticket ticket, std::vector<Event> const& events, Instant now) {
    for (Event const& event : events) ticket = evolve(std::move(ticket), event, now);
    return ticket;
}

Fen granted_fen(Ticket const& after) {
    bool const nothing = after.state == State::closed || after.state == State::rejected ||
                         (after.state == State::sending_back && after.refunds.empty());
    if (nothing) return 0;
    Fen paid_fen = 0;
    for (RefundPart const& part : after.refunds) paid_fen += part.amount_fen;
    return after.refunds.empty() ? after.quote.refund_fen : paid_fen;
}

Fen kept_fen(Ticket const& before, Fen gets_fen) {
    return before.quote.refund_fen + before.quote.fee_fen - gets_fen;
}

std::vector<ReceiptRow> make_follows(Model const& model, Shell const& shell, Preview const& now) {
    std::vector<ReceiptRow> rows;
    if (!knows_all(model) || now.events.empty()) return rows;
    wire::TicketDetail const& detail = *model.ticket.value;
    Ticket const after = ticket_after(detail.ticket, now.events, shell.server_now());
    for (Event const& event : now.events) {
        std::string words = sentence_of(shell, detail.policy, after, event);
        if (!words.empty()) rows.push_back({std::move(words), ""});
    }
    if (auto const* const found = std::get_if<Inspect>(&now.command)) {
        int pieces = 0;
        for (InspectedLine const& line : found->inspection.lines) pieces += resaleable(line);
        rows.push_back({say(shell, t::back_to_stock), pieces_text(shell, pieces)});
    }
    if (auto const gets_fen = decided_fen(after, now.events))
        add_amounts(shell, detail.ticket, *gets_fen, rows);
    rows.push_back({say(shell, t::then_state), say(shell, text::name(after.state))});
    if (after.deadline)
        rows.push_back({say(shell, t::until_when), minute(shell, *after.deadline), false, true});
    if (!after.deadline && after.paused) rows.push_back({say(shell, t::clock_stands), "", false, true});
    return rows;
}

}  // namespace afterdesk::app::ticket
