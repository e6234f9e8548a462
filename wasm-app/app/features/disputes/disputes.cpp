// The queue of disputes: tickets that wait for the verdict, the oldest first; and those whose round of
// evidence runs, whose time is over first at the top.

#include "app/calls/remote.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "screens/disputes_screen.hpp"
#include "text/names.hpp"
#include "text/staff.hpp"

namespace afterdesk::app::disputes {
namespace {

using wire::Audience;

struct Model {
    std::string step;  ///< as in the address; empty: those to be decided
    PagedList<wire::TicketPage> list;
    screens::DisputesUi ui;
    screens::DisputesView view;
};

constexpr std::string_view evidence = "evidence";

/// Those that the address names.
std::string which(Model const& model) {
    std::string const step = model.step == evidence ? "evidence" : "requested";
    return "/tickets?arbitration=" + step + "&sort=deadline";
}

void on_list(Model& model, Shell&, Answer const& answer) {
    hear_list(model.list, answer, wire::read_ticket_page);
}

void fetch_disputes(Model& model, Shell& shell) {
    fetch(shell, model.list, {which(model), model.list.rows()}, in_feature<&on_list>);
}

void enter(Model& model, Shell& shell, Route const&) {
    if (model.step != shell.route.id) {
        if (model.list.page.call != 0) shell.effects.push_back(CancelCall{model.list.page.call});
        model.list = {};
        model.step = shell.route.id;
    }
    fetch_disputes(model, shell);
}

void act(Model& model, Shell& shell, screens::Intent const& intent) {
    if (std::holds_alternative<screens::LoadMore>(intent))
        fetch_more(shell, model.list, in_feature<&on_list>);
}

void told(Model& model, Shell& shell, News const& news) {
    if (!news.online) fetch_disputes(model, shell);
}

ui::TableRow row_of(Shell const& shell, wire::TicketSummary const& ticket) {
    screens::TicketRowView const shown = make_ticket_row(shell, ticket);
    Route route;
    route.screen = Screen::ticket;
    route.audience = Audience::platform;
    route.id = ticket.ticket_no;
    ui::TableRow row;
    row.key = ticket.ticket_no;
    row.href = to_hash(route);
    row.name = shown.type + " " + ticket.ticket_no;
    row.cells.resize(6);
    bool const waits = ticket.deadline_ms.has_value();  // a round of evidence runs
    row.cells[0] = {.words = waits ? time_left(shell, {*ticket.deadline_ms}) : say(shell, t::dispute_open),
                    .is_badge = true,
                    .tone = waits ? ui::Tone::info : ui::Tone::warning};
    row.cells[1] = {.words = ticket.ticket_no, .note = shown.type};
    row.cells[2] = {.words = ticket.title, .note = ticket.spec, .picture = ticket.image, .has_picture = true};
    row.cells[3].words = ticket.shop_name;
    row.cells[4].words = ticket.buyer_name;
    row.cells[5] = {.words = yuan(ticket.refund_fen), .style = ui::TextStyle::price};
    return row;
}

void show(Model& model, Shell& shell) {
    screens::DisputesView view;
    view.page = make_page_view(shell);
    view.page.options.title = say(shell, t::disputes);
    view.page.options.max_width = 1400;
    Route route = shell.route;
    route.id.clear();
    view.steps.push_back({"", say(shell, t::dispute_open), to_hash(route), -1});
    route.id = evidence;
    view.steps.push_back({route.id, say(shell, t::dispute_round), to_hash(route), -1});
    view.step = model.step == evidence ? route.id : std::string();
    view.load = load_view(shell, model.list.page);
    if (model.list.page.value) {
        note_seen(shell, model.list.page, view.page);
        for (wire::TicketSummary const& ticket : model.list.page.value->items)
            view.rows.push_back(row_of(shell, ticket));
        view.more = model.list.more();
    }
    model.view = std::move(view);
}

void draw(Model& model, Shell&, ui::Ui& ui, screens::Intents& out) {
    screens::draw_disputes(ui, model.view, model.ui, out);
}

}  // namespace

ScreenParts const screen{.enter = in_feature<&enter>,
                         .show = in_feature<&show>,
                         .draw = in_feature<&draw>,
                         .act = in_feature<&act>,
                         .told = in_feature<&told>};

}  // namespace afterdesk::app::disputes
