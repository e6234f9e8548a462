// Whether a courier comes for the ticket's goods: asked for while they are to be sent back.

#include "text/pickup.hpp"
#include "app/features/ticket/commands.hpp"
#include "app/shell/pickup_words.hpp"

namespace afterdesk::app::ticket {
namespace {

void on_pickup(Model& model, Shell&, Answer const& answer) {
    settle(model.pickup, answer, wire::read_pickup_view);
}

}  // namespace

void fetch_pickup(Model& model, Shell& shell) {
    if (!model.ticket.value || model.ticket.value->ticket.state != State::awaiting_return) return;
    Ask question = get(shell, "/tickets/" + percent_encode(model.no) + "/pickup");
    question.shown = true;
    load(shell, model.pickup, std::move(question), in_feature<&on_pickup>);
}

void fill_pickup(Model const& model, Shell const& shell, screens::TicketView& view) {
    bool const waits = model.ticket.value && model.ticket.value->ticket.state == State::awaiting_return;
    if (!waits || !model.pickup.value) return;
    wire::PickupView const& pickup = *model.pickup.value;
    if (pickup.booking) {
        view.pickup_title = say(shell, t::pickup_title);
        view.pickup = pickup_rows(shell, *pickup.booking);
    }
    if (model.audience != wire::Audience::buyer || (!pickup.offered && !pickup.booking)) return;
    Route route = shell.route;
    route.screen = Screen::pickup;
    route.dialog.clear();
    bool const books = pickup.offered && !pickup.booking;
    view.actions.push_back({CommandKind::ship_back, say(shell, books ? t::pickup_book : t::pickup_see), "",
                            to_hash(route), ui::ButtonKind::secondary});
}

}  // namespace afterdesk::app::ticket
