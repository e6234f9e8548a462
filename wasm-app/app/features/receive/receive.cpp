// Receiving by number: a tracking, ticket or order number finds the ticket, Enter receives what came back.

#include <algorithm>

#include "app/calls/remote.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "app/shell/ticket_table.hpp"
#include "base/text.hpp"
#include "screens/receive_screen.hpp"
#include "text/names.hpp"
#include "text/staff.hpp"

namespace afterdesk::app::receive {
namespace {

using screens::Phase;
using screens::ReceiveFocus;
using wire::Audience;

struct Model {
    screens::ReceiveUi ui;
    std::string number;                ///< that was looked for
    Remote<wire::TicketPage> waiting;  ///< what is on its way to the shop, the most urgent first
    Remote<wire::TicketPage> found;
    Remote<wire::TicketDetail> ticket;
    int call = 0;     ///< that receives it
    std::string key;  ///< of that, kept until it has arrived
    Mistakes mistakes;
    bool unreachable = false;
    std::vector<screens::ReceiveView::Received> received;
    ReceiveFocus focus = ReceiveFocus::number;
    screens::ReceiveView view;
};

constexpr int waiting_rows = 10;

// ---- What is on its way ----------------------------------------------------------------------------------

void on_waiting(Model& model, Shell&, Answer const& answer) {
    settle(model.waiting, answer, wire::read_ticket_page);
}

void fetch_waiting(Model& model, Shell& shell) {
    Query query;
    query.add("work", "receive");
    query.add("sort", "deadline");
    query.add("count", std::to_string(waiting_rows));
    load(shell, model.waiting, get(Audience::merchant, "/tickets" + query.text), in_feature<&on_waiting>);
}

// ---- Finding ----------------------------------------------------------------------------------------------

void on_ticket(Model& model, Shell&, Answer const& answer) {
    if (!settle(model.ticket, answer, wire::read_ticket_detail) || !model.ticket.value) return;
    bool const may = !why_not(model.ticket.value->ticket, ActorKind::merchant, CommandKind::receive);
    if (may) model.focus = ReceiveFocus::receive;
}

void open(Model& model, Shell& shell, std::string const& ticket_no) {
    model.ticket = {};
    model.key.clear();
    model.mistakes.clear();
    model.unreachable = false;
    load(shell, model.ticket, get(Audience::merchant, "/tickets/" + percent_encode(ticket_no)),
         in_feature<&on_ticket>);
}

/// The one that can be received, or the only one; null: somebody has to choose.
wire::TicketSummary const* meant(wire::TicketPage const& page) {
    if (page.items.size() == 1) return &page.items.front();
    auto const waits = [](wire::TicketSummary const& one) { return one.state == State::awaiting_receipt; };
    auto const first = std::find_if(page.items.begin(), page.items.end(), waits);
    bool const one = std::count_if(page.items.begin(), page.items.end(), waits) == 1;
    return one ? &*first : nullptr;
}

void on_found(Model& model, Shell& shell, Answer const& answer) {
    if (!settle(model.found, answer, wire::read_ticket_page) || !model.found.value) return;
    if (wire::TicketSummary const* one = meant(*model.found.value)) open(model, shell, one->ticket_no);
}

void find(Model& model, Shell& shell) {
    std::string number(trim(model.ui.number));
    if (number.empty() || model.call != 0) return;
    if (model.ticket.call != 0) shell.effects.push_back(CancelCall{model.ticket.call});
    model.number = std::move(number);
    model.ticket = {};
    model.found.value.reset();
    model.focus = ReceiveFocus::number;
    Query query;
    query.add("q", model.number);
    load(shell, model.found, get(Audience::merchant, "/tickets" + query.text), in_feature<&on_found>);
}

// ---- Receiving --------------------------------------------------------------------------------------------

std::string ticket_hash(std::string const& ticket_no) {
    Route route;
    route.screen = Screen::ticket;
    route.audience = Audience::merchant;
    route.id = ticket_no;
    return to_hash(route);
}

screens::ReceiveView::Received received_as(Shell const& shell, wire::TicketDetail const& detail) {
    std::string const& no = detail.ticket.no.value;
    return {no, say(shell, text::name(detail.ticket.state)), ticket_hash(no)};
}

/// The field waits for the next number.
void begin_anew(Model& model) {
    model.ui = {};
    model.number.clear();
    model.found = {};
    model.ticket = {};
    model.key.clear();
    model.focus = ReceiveFocus::number;
}

/// The address names the ticket that was chosen, until it is received.
void leave_address(Shell& shell) {
    if (shell.route.query.empty()) return;
    Route route = shell.route;
    route.query.clear();
    go(shell, route, true);
}

void on_received(Model& model, Shell& shell, Answer const& answer) {
    if (model.call != answer.id) return;
    model.call = 0;
    model.unreachable = answer.status == 0;
    if (model.unreachable) return;  // pressed again it goes under the same key
    model.key.clear();
    if (!answer.good()) {
        model.mistakes = wire::read_api_error(answer.body).mistakes;
        if (auto current = wire::read_current(answer.body)) model.ticket.value = std::move(*current);
        return;
    }
    auto const detail = read_body(answer.body, wire::read_ticket_detail);
    toast(shell, t::received_toast, ui::Tone::success);
    ++shell.tickets_changed;
    if (detail.ok()) model.received.insert(model.received.begin(), received_as(shell, *detail));
    begin_anew(model);
    leave_address(shell);
    fetch_waiting(model, shell);
}

void give(Model& model, Shell& shell) {
    if (!model.ticket.value || model.call != 0) return;
    Ticket const& ticket = model.ticket.value->ticket;
    if (why_not(ticket, ActorKind::merchant, CommandKind::receive)) return;
    if (model.key.empty()) model.key = new_key(shell);
    wire::CommandBody const body{Receive{model.ui.inspect}, ticket.version};
    Ask question = post(Audience::merchant, "/tickets/" + percent_encode(ticket.no.value) + "/commands",
                        wire::to_json(body));
    question.key = model.key;
    model.mistakes.clear();
    model.call = ask(shell, std::move(question), in_feature<&on_received>);
}

constexpr std::string_view number_key = "q=";

std::string number_of(Route const& route) {
    std::string_view const query = route.query;
    return query.starts_with(number_key) ? percent_decode(query.substr(number_key.size())) : std::string();
}

bool is_known(Remote<wire::TicketPage> const& page, std::string const& ticket_no) {
    if (!page.value) return false;
    auto const is_it = [&](wire::TicketSummary const& one) { return one.ticket_no == ticket_no; };
    return std::any_of(page.value->items.begin(), page.value->items.end(), is_it);
}

/// One of those that are shown is opened; anything else is looked for.
void show_number(Model& model, Shell& shell, std::string number) {
    bool const known = is_known(model.waiting, number) || is_known(model.found, number);
    model.ui.number = number;
    if (!known) return find(model, shell);
    model.number = std::move(number);
    model.found = {};
    open(model, shell, model.number);
}

void enter(Model& model, Shell& shell, Route const& before) {
    bool const came = before.screen != Screen::receive;
    std::string number = number_of(shell.route);
    if (came) {
        model.focus = ReceiveFocus::number;
        fetch_waiting(model, shell);
    }
    if (!came && model.found.state == Phase::failed) return find(model, shell);
    if (!came && number.empty() && !number_of(before).empty()) return begin_anew(model);
    if (!number.empty() && (came || number != model.number)) show_number(model, shell, std::move(number));
}

void act(Model& model, Shell& shell, screens::Intent const& intent) {
    if (std::holds_alternative<screens::FilterChanged>(intent)) find(model, shell);
    if (std::holds_alternative<screens::Submit>(intent)) give(model, shell);
}

/// What is shown was changed by somebody else.
void told(Model& model, Shell& shell, News const& news) {
    if (!news.online) fetch_waiting(model, shell);
    bool const shown = model.ticket.value && model.ticket.value->ticket.no.value == news.ticket_no;
    if (!shown || model.call != 0 || model.ticket.value->ticket.version >= news.version) return;
    load(shell, model.ticket, get(Audience::merchant, "/tickets/" + percent_encode(news.ticket_no)),
         in_feature<&on_ticket>);
}

// ---- What is shown ----------------------------------------------------------------------------------------

std::string button_of(Model const& model, Shell const& shell, wire::TicketDetail const& detail) {
    bool const pays = pays_back(detail.ticket.request.type) && !detail.ticket.request.recalls();
    if (detail.policy.inspection || model.ui.inspect) return say(shell, t::receive_inspect);
    if (!pays) return say(shell, t::receive_plain);
    return text::fill(shell.language, t::receive_refund, {yuan(detail.ticket.quote.refund_fen)});
}

void fill_ticket(Model const& model, Shell const& shell, screens::ReceiveView& view) {
    wire::TicketDetail const& detail = *model.ticket.value;
    Ticket const& ticket = detail.ticket;
    view.ticket_no = ticket.no.value;
    view.title = say(shell, text::name(ticket.request.type)) + " " + detail.buyer_name;
    view.amount = pays_back(ticket.request.type) ? yuan(ticket.quote.refund_fen) : std::string();
    for (QuotedLine const& quoted : ticket.quote.lines) {
        Line const* const line = find_line(detail.order, quoted.line_no);
        if (line == nullptr) continue;
        std::string const count =
            text::fill(shell.language, t::times_quantity, {std::to_string(quoted.quantity)});
        view.goods.push_back(line->title + " " + line->spec + " " + count);
    }
    if (auto const& parcel = ticket.return_parcel)
        view.parcel = text::fill(shell.language, t::receive_by_carrier,
                                 {text::carrier_name(shell.language, *parcel), parcel->tracking_no});
    for (wire::Signal const& signal : detail.signals) {
        view.warnings.push_back(signal.ticket_no.empty()
                                    ? say(shell, t::signal_parcel_elsewhere)
                                    : text::fill(shell.language, t::signal_parcel, {signal.ticket_no}));
    }
    view.ticket_href = ticket_hash(ticket.no.value);
    view.can_choose_inspection = !detail.policy.inspection;
    view.receive = button_of(model, shell, detail);
    if (why_not(ticket, ActorKind::merchant, CommandKind::receive))
        view.why_not = text::fill(shell.language, t::receive_not_now, {say(shell, text::name(ticket.state))});
    bool const wrong = model.unreachable || !model.mistakes.empty();
    view.error = wrong ? message_of(shell, model.mistakes, model.unreachable) : std::string();
    view.sending = model.call != 0;
}

void fill_rows(Shell const& shell, std::vector<wire::TicketSummary> const& items,
               screens::ReceiveView& view) {
    view.columns = ticket_columns(shell, TableWidth::whole);
    for (ui::Column& column : view.columns) column.sorts = false;
    auto const reason = std::find_if(view.columns.begin(), view.columns.end(),
                                     [](ui::Column const& column) { return column.key == "reason"; });
    auto const reason_at = reason - view.columns.begin();  // says nothing of what is in the parcel
    view.columns.erase(reason);
    for (wire::TicketSummary const& one : items) {
        ui::TableRow row = ticket_table_row(shell, one, nullptr, TableWidth::whole);
        row.cells.erase(row.cells.begin() + reason_at);
        Route route = shell.route;
        route.query = std::string(number_key) + percent_encode(one.ticket_no);
        row.href = to_hash(route);
        view.rows.push_back(std::move(row));
    }
    view.table.name = view.several.empty() ? say(shell, t::receive_waiting) : view.several;
    view.table.total = static_cast<int>(view.rows.size());
    view.table.opens = true;
}

void fill_found(Model const& model, Shell const& shell, screens::ReceiveView& view) {
    std::vector<wire::TicketSummary> const& items = model.found.value->items;
    if (items.empty()) {
        view.none = text::fill(shell.language, t::receive_none, {model.number});
        view.several = say(shell, t::receive_waiting);
        if (model.waiting.value) fill_rows(shell, model.waiting.value->items, view);
    }
    if (items.size() < 2) return;
    view.several = text::fill(shell.language, t::receive_several, {std::to_string(items.size())});
    fill_rows(shell, items, view);
}

void show(Model& model, Shell& shell) {
    screens::ReceiveView view;
    view.page = make_page_view(shell);
    view.page.options.title = say(shell, t::receive_title);
    view.page.options.max_width = 1680;
    bool const opened = model.ticket.state != Phase::not_asked;
    view.asked = opened || model.found.state != Phase::not_asked;
    view.waits = load_view(shell, model.waiting);
    if (model.waiting.value && !view.asked) fill_rows(shell, model.waiting.value->items, view);
    view.load = opened ? load_view(shell, model.ticket) : load_view(shell, model.found);
    if (model.found.value) fill_found(model, shell, view);
    if (model.ticket.value) fill_ticket(model, shell, view);
    view.received = model.received;
    view.focus = model.focus;
    model.view = std::move(view);
}

void draw(Model& model, Shell&, ui::Ui& ui, screens::Intents& out) {
    screens::draw_receive(ui, model.view, model.ui, out);
}

}  // namespace

ScreenParts const screen{.enter = in_feature<&enter>,
                         .show = in_feature<&show>,
                         .draw = in_feature<&draw>,
                         .act = in_feature<&act>,
                         .told = in_feature<&told>};

}  // namespace afterdesk::app::receive
