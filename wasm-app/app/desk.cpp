// The list of tickets and the ticket: staff have them side by side where there is room, buyers one after the
// other. Here alone two features meet.

#include "app/features/ticket/commands.hpp"
#include "app/features/ticket_list/model.hpp"
#include "app/shell/screen_table.hpp"

namespace afterdesk::app::desk {
namespace {

ticket_list::Model& list_in(Features& features) { return features.of<ticket_list::Model>(); }
ticket::Model& ticket_in(Features& features) { return features.of<ticket::Model>(); }
bool side_by_side(Shell const& shell) {
    return target.serves != buyers && shell.route.audience != wire::Audience::buyer;
}

void enter_list(Features& features, Shell& shell, Route const& before) {
    ticket_list::enter(list_in(features), shell, before);
}

void enter_ticket(Features& features, Shell& shell, Route const& before) {
    if (side_by_side(shell)) enter_list(features, shell, before);
    ticket::enter(ticket_in(features), shell, before);
}

void show_list(Features& features, Shell& shell) {
    list_in(features).view = make_view(list_in(features), shell);
}

/// The platform decides a dispute on a page of its own.
bool judges(Features& features, Shell const& shell) {
    return side_by_side(shell) && ticket_in(features).view.form.key == ticket::verdict_slug;
}

void show_ticket(Features& features, Shell& shell) {
    if (side_by_side(shell)) show_list(features, shell);
    ticket_in(features).view = make_view(ticket_in(features), shell);
    if (judges(features, shell))
        features.of<ticket::Judgement>().view = ticket::make_verdict(ticket_in(features), shell);
}

void draw(Features& features, Shell& shell, ui::Ui& ui, screens::Intents& out) {
    ticket_list::Model& list = list_in(features);
    ticket::Model& ticket = ticket_in(features);
    screens::FormUi none;
    std::string const& dialog = ticket.view.form.key;
    screens::FormUi& form = dialog.empty() ? none : ticket.forms[dialog];
    if (judges(features, shell)) {
        ticket::Judgement& judgement = features.of<ticket::Judgement>();
        screens::draw_verdict(ui, judgement.view, judgement.ui, form, out);
    } else if (shell.route.screen == Screen::ticket && !side_by_side(shell)) {
        screens::draw_ticket(ui, ticket.view, form, out);
    } else {
        screens::draw_tickets(ui, list.view, list.ui, ticket.view, form, out);
    }
}

void act(Features& features, Shell& shell, screens::Intent const& intent) {
    ticket_list::act(list_in(features), shell, intent);
    ticket::act(ticket_in(features), shell, intent);
}

void told_list(Features& features, Shell& shell, News const& news) {
    if (!news.online) ticket_list::refresh(list_in(features), shell);
}

void told_ticket(Features& features, Shell& shell, News const& news) {
    if (side_by_side(shell)) told_list(features, shell, news);
    ticket::told(ticket_in(features), shell, news);
}

bool is_dialog(std::string_view name) { return ticket::row_of_dialog(name) != nullptr; }

}  // namespace

ScreenParts const tickets{
    .enter = &enter_list, .show = &show_list, .draw = &draw, .act = &act, .told = &told_list};
ScreenParts const ticket{.enter = &enter_ticket,
                         .show = &show_ticket,
                         .draw = &draw,
                         .act = &act,
                         .told = &told_ticket,
                         .hear = in_feature<&ticket::on_given>,
                         .is_dialog = &is_dialog};

}  // namespace afterdesk::app::desk
