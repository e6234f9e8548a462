// The list of tickets and the ticket: buyers have them one after the other, staff have a queue with the
// ticket beside it. Here alone features meet.

#include <algorithm>

#include "app/features/queue/model.hpp"
#include "app/features/ticket/commands.hpp"
#include "app/features/ticket_list/model.hpp"
#include "app/shell/screen_table.hpp"
#include "domain/ticket/work.hpp"

namespace afterdesk::app::desk {
namespace {

ticket_list::Model& list_in(Features& features) { return features.of<ticket_list::Model>(); }
queue::Model& queue_in(Features& features) { return features.of<queue::Model>(); }
ticket::Model& ticket_in(Features& features) { return features.of<ticket::Model>(); }
bool for_staff(Shell const& shell) { return has_staff() && shell.route.audience != wire::Audience::buyer; }

void enter_list(Features& features, Shell& shell, Route const& before) {
    if (for_staff(shell)) {
        queue::enter(queue_in(features), shell, before);
    } else {
        ticket_list::enter(list_in(features), shell, before);
    }
}

void enter_ticket(Features& features, Shell& shell, Route const& before) {
    if (for_staff(shell)) enter_list(features, shell, before);
    ticket::enter(ticket_in(features), shell, before);
}

void show_list(Features& features, Shell& shell) {
    if (for_staff(shell)) return queue::show(queue_in(features), shell, nullptr);
    list_in(features).view = make_view(list_in(features), shell);
}

/// The platform decides a dispute on a page of its own.
bool judges(Features& features, Shell const& shell) {
    return for_staff(shell) && ticket_in(features).view.form.key == ticket::verdict_slug;
}

void show_ticket(Features& features, Shell& shell) {
    ticket::Model& ticket = ticket_in(features);
    ticket.view = make_view(ticket, shell);
    if (judges(features, shell)) features.of<ticket::Judgement>().view = ticket::make_verdict(ticket, shell);
    if (for_staff(shell))
        queue::show(queue_in(features), shell, ticket.ticket.value ? &*ticket.ticket.value : nullptr);
}

void draw(Features& features, Shell& shell, ui::Ui& ui, screens::Intents& out) {
    ticket::Model& ticket = ticket_in(features);
    screens::FormUi none;
    std::string const& dialog = ticket.view.form.key;
    screens::FormUi& form = dialog.empty() ? none : ticket.forms[dialog];
    if (judges(features, shell)) {
        ticket::Judgement& judgement = features.of<ticket::Judgement>();
        screens::draw_verdict(ui, judgement.view, judgement.ui, form, out);
    } else if (for_staff(shell)) {
        queue::Model& queue = queue_in(features);
        screens::draw_queue(ui, queue.view, queue.ui, ticket.view, form, out);
    } else if (shell.route.screen == Screen::ticket) {
        screens::draw_ticket(ui, ticket.view, form, out);
    } else {
        ticket_list::Model& list = list_in(features);
        screens::draw_tickets(ui, list.view, list.ui, out);
    }
}

void act_on_list(Features& features, Shell& shell, screens::Intent const& intent) {
    if (for_staff(shell)) {
        queue::act(queue_in(features), shell, intent);
    } else {
        ticket_list::act(list_in(features), shell, intent);
    }
}

Actor reader_of(Shell const& shell) {
    wire::Audience const audience = shell.route.audience;
    Actor actor{audience == wire::Audience::platform ? ActorKind::platform : ActorKind::merchant, {}};
    auto const& session = shell.session_of(audience);
    if (session.value) actor.id = session.value->actor_id;
    return actor;
}

bool waits_for_reader(ticket::Model const& ticket, Shell const& shell) {
    return ticket.ticket.value && !is_done_with(ticket.ticket.value->ticket, reader_of(shell));
}

void act_on_ticket(Features& features, Shell& shell, screens::Intent const& intent) {
    act_on_list(features, shell, intent);
    ticket::Model& ticket = ticket_in(features);
    int const before = ticket.sending.call;
    ticket::act(ticket, shell, intent);
    // Noted now: what it led to may be told, and be shown, before its answer comes.
    bool const sent = ticket.sending.call != 0 && ticket.sending.call != before;
    if (for_staff(shell) && sent) ticket.sending.waited = waits_for_reader(ticket, shell);
}

void told_list(Features& features, Shell& shell, News const& news) {
    if (news.online) return;
    if (for_staff(shell)) {
        queue::refresh(queue_in(features), shell);
    } else {
        ticket_list::refresh(list_in(features), shell);
    }
}

void told_ticket(Features& features, Shell& shell, News const& news) {
    if (for_staff(shell)) told_list(features, shell, news);
    ticket::told(ticket_in(features), shell, news);
}

/// What became of a command. Once staff are done with a ticket of a list that is narrowed, its next one is
/// shown; who came to the ticket otherwise stays there.
void hear(Features& features, Shell& shell, Answer const& answer) {
    ticket::Model& ticket = ticket_in(features);
    if (!for_staff(shell)) return ticket::on_given(ticket, shell, answer);
    std::string const no = ticket.no;
    bool const ours = answer.good() && answer.about == no && answer.key == ticket.sending.key;
    bool const waited = ticket.sending.waited;
    std::size_t const effects = shell.effects.size();
    ticket::on_given(ticket, shell, answer);
    bool const shown = shell.route.screen == Screen::ticket && shell.route.id == no;
    bool const of_a_view = shown && !shell.route.query.empty();
    bool const here = ours && waited && of_a_view && ticket.no == no && ticket.ticket.value;
    if (!here || waits_for_reader(ticket, shell)) return;
    bool const from_dialog = !shell.route.dialog.empty();
    if (!queue::open_next(queue_in(features), shell, from_dialog) || !from_dialog) return;
    // The next ticket stands in the dialog's place, so nothing else closes it.
    Effect const next = shell.effects.back();
    shell.effects.pop_back();
    auto const closes = [](Effect const& effect) {
        return std::holds_alternative<Navigate>(effect) || std::holds_alternative<GoBack>(effect);
    };
    auto const from = shell.effects.begin() + static_cast<std::ptrdiff_t>(effects);
    shell.effects.erase(std::remove_if(from, shell.effects.end(), closes), shell.effects.end());
    shell.going_back = false;
    shell.effects.push_back(next);
}

bool is_dialog(std::string_view name) { return ticket::row_of_dialog(name) != nullptr; }

}  // namespace

ScreenParts const tickets{
    .enter = &enter_list, .show = &show_list, .draw = &draw, .act = &act_on_list, .told = &told_list};
ScreenParts const ticket{.enter = &enter_ticket,
                         .show = &show_ticket,
                         .draw = &draw,
                         .act = &act_on_ticket,
                         .told = &told_ticket,
                         .hear = &hear,
                         .is_dialog = &is_dialog};

}  // namespace afterdesk::app::desk
