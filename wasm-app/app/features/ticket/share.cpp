// The amount of an offer: between which ends the core would take it, and what each side has of it.

#include <algorithm>

#include "app/features/ticket/commands.hpp"
#include "app/features/ticket/outcome.hpp"
#include "app/shell/say.hpp"
#include "screens/share.hpp"
#include "text/staff.hpp"

namespace afterdesk::app::ticket {
namespace {

/// What the core says is the limit of this amount; nothing when it takes it.
std::optional<Fen> limit_at(Ticket const& ticket, MakeOffer offer, Fen amount_fen, Context const& context) {
    offer.refund_fen = amount_fen;
    auto const decided = decide(ticket, offer, context);
    if (decided.ok()) return std::nullopt;
    for (Mistake const& mistake : decided.error())
        if (mistake.path == "refund_fen") return mistake.limit;
    return std::nullopt;
}

}  // namespace

void make_share(Model const& model, Shell const& shell, Preview const& now, screens::FormFieldView& field) {
    wire::TicketDetail const& detail = *model.ticket.value;
    auto const* const offer = std::get_if<MakeOffer>(&now.command);
    if (offer == nullptr) return;
    Context const context = context_of(model, shell);
    Fen const least_fen = limit_at(detail.ticket, *offer, 0, context).value_or(0);
    Fen const most_fen =
        limit_at(detail.ticket, *offer, max_fen, context).value_or(detail.ticket.quote.refund_fen);
    auto const form = model.forms.find("offer");
    std::string const typed(form == model.forms.end() ? std::string_view()
                                                      : form->second.value_of("refund_fen"));
    auto const asked_fen = typed.empty() ? std::nullopt : parse_fen(typed);
    Fen const gets_fen = std::clamp(asked_fen.value_or(most_fen), least_fen, std::max(least_fen, most_fen));
    field.choices = {
        {std::to_string(least_fen), say(shell, t::buyer_gets), yuan(gets_fen)},
        {std::to_string(most_fen), say(shell, t::shop_keeps), yuan(kept_fen(detail.ticket, gets_fen))},
        {std::to_string(gets_fen), say(shell, t::offer_share), ""}};
    field.draw = &screens::draw_share;
}

}  // namespace afterdesk::app::ticket
