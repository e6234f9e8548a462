#pragma once
// Model → View: pure functions that make each screen ready to print. Whether a button is live, and why not,
// is asked of the core here.

#include "app/model.hpp"

namespace afterdesk::app {

screens::PageView make_page_view(Model const& model);
screens::LandingView make_landing_view(Model const& model);
screens::SignInView make_sign_in_view(Model const& model);
screens::AboutView make_about_view(Model const& model);
screens::OrdersView make_orders_view(Model const& model);
screens::OrderView make_order_view(Model const& model);
screens::ApplyView make_apply_view(Model const& model);
screens::TicketsView make_tickets_view(Model const& model);
screens::TicketView make_ticket_view(Model const& model);
screens::ChannelView make_channel_view(Model const& model);

// Parts that several views share.
std::string say(Model const& model, text::Text const& sentence);
std::string yuan(Fen amount_fen);
std::string minute(Model const& model, Instant at);
std::string message_of(Model const& model, Mistake const& mistake);
/// All sentences, or the network's when the server was not reached.
std::string message_of(Model const& model, Mistakes const& mistakes, bool unreachable);
/// The first mistake whose path starts with `path`; empty when there is none.
std::string message_at(Model const& model, Mistakes const& mistakes, std::string_view path);
template <class T>
screens::LoadView load_view(Model const& model, Remote<T> const& remote) {
    bool const failed = remote.state == screens::Phase::failed;
    return {remote.state,
            failed ? message_of(model, remote.mistakes, remote.mistakes.empty()) : std::string()};
}
/// What happened to a ticket, the newest first.
std::vector<screens::TicketView::Event> make_history(Model const& model, wire::TicketDetail const& detail);
/// Says when it was that the data looked so, when it is not the server's of now.
template <class T>
void note_seen(Model const& model, Remote<T> const& remote, screens::PageView& page) {
    if (remote.seen_at)
        page.notice = text::fill(model.language, t::seen_before, {minute(model, *remote.seen_at)});
}
screens::TicketRowView make_ticket_row(Model const& model, wire::TicketSummary const& ticket);
ui::Tone tone_of(ShortStatus status);
/// The time until `deadline`, as people say it.
std::string time_left(Model const& model, Instant deadline);
bool is_urgent(Model const& model, Instant deadline);
/// The quote as a receipt, and its notices (gifts, promotions).
std::vector<screens::ReceiptRow> make_receipt(Model const& model, Order const& order, Quote const& quote);
std::vector<std::string> make_notices(Model const& model, Order const& order, Quote const& quote);

}  // namespace afterdesk::app
