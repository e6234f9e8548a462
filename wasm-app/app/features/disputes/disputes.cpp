// The queue of disputes: tickets that wait for the verdict, the oldest first; those whose round of evidence
// runs, whose time is over first at the top; and those decided. Each of them in its first round, or appealed.

#include "app/calls/remote.hpp"
#include "app/shell/columns.hpp"
#include "app/shell/filter_words.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "app/shell/ticket_table.hpp"
#include "screens/disputes_screen.hpp"
#include "text/names.hpp"
#include "text/queue.hpp"
#include "text/staff.hpp"

namespace afterdesk::app::disputes {
namespace {

using wire::Audience;

struct Model {
    std::string step;   ///< as in the address; empty: those to be decided
    std::string query;  ///< of the address
    PagedList<wire::TicketPage> list;
    Remote<wire::WorkView> work;  ///< how many there are, and the shops' names
    screens::DisputesUi ui;
    screens::DisputesView view;
};

constexpr std::string_view evidence = "evidence", decided = "decided";

bool is_decided(Model const& model) { return model.step == decided; }

// ---- What is fetched --------------------------------------------------------------------------------------

std::vector<ui::FilterField> fields_of(Model const& model, Shell const& shell) {
    std::vector<ui::Choice> shops = said_in(shell.route.query, "shop");
    if (model.work.value) {
        shops.clear();
        for (auto const& shop : model.work.value->shops) shops.push_back({shop.shop_id, shop.name, ""});
    }
    return {{.key = "q", .label = say(shell, t::search), .kind = ui::FilterKind::words},
            {.key = "appeal",
             .label = say(shell, t::dispute_which),
             .items = {{"1", say(shell, t::filter_appeal), ""}}},
            {.key = "shop", .label = say(shell, t::shop), .items = std::move(shops)}};
}

/// Those that the address names.
std::string which(Model const& model) {
    ui::FilterState const& set = model.ui.filters;
    Query query;
    query.add("arbitration", is_decided(model) || model.step == evidence ? model.step : "requested");
    if (!set.get("appeal").empty())
        query.add("appeal", wire::name_of(is_decided(model) ? AppealStep::decided : AppealStep::open));
    for (std::string_view const key : {"shop", "q"}) query.add(key, set.get(key));
    if (!is_decided(model)) query.add("sort", "deadline");
    return "/tickets" + query.text;
}

/// Of very many tickets the server looks through some at a time: what fits may come later.
void on_list(Model& model, Shell& shell, Answer const& answer) {
    hear_list(model.list, answer, wire::read_ticket_page);
    if (model.list.rows() == 0 && !model.list.calls.more_failed)
        fetch_more(shell, model.list, in_feature<&on_list>);
}
void on_work(Model& model, Shell&, Answer const& answer) { settle(model.work, answer, wire::read_work); }

void fetch_disputes(Model& model, Shell& shell) {
    fetch(shell, model.list, {which(model), model.list.rows()}, in_feature<&on_list>);
    Ask counts = get(Audience::platform, "/work");
    counts.seen = Seen::list;
    load(shell, model.work, std::move(counts), in_feature<&on_work>);
}

void enter(Model& model, Shell& shell, Route const&) {
    Route const& route = shell.route;
    if (model.step != route.id || model.query != route.query) {
        if (model.list.page.call != 0) shell.effects.push_back(CancelCall{model.list.page.call});
        model.list = {};
        model.step = route.id;
        model.query = route.query;
    }
    model.ui.filters = ui::parse_filters(fields_of(model, shell), model.query);
    fetch_disputes(model, shell);
}

void act(Model& model, Shell& shell, screens::Intent const& intent) {
    if (std::holds_alternative<screens::LoadMore>(intent))
        fetch_more(shell, model.list, in_feature<&on_list>);
    if (!std::holds_alternative<screens::FilterChanged>(intent)) return;
    Route route = shell.route;
    route.query = ui::format_filters(fields_of(model, shell), model.ui.filters);
    go(shell, route, true);
}

void told(Model& model, Shell& shell, News const& news) {
    if (!news.online) fetch_disputes(model, shell);
}

// ---- What is shown ----------------------------------------------------------------------------------------

constexpr ColumnRow columns[] = {{"left", &t::dispute_left, 0.3f, 172, ui::OnCard::mark},
                                 {"ticket", &t::ticket_no, 1.2f, 176, ui::OnCard::title},
                                 {"round", &t::dispute_which, 0.4f, 152},
                                 {"item", &t::goods, 2, 160},
                                 {"shop", &t::shop, 1, 110},
                                 {"buyer", &t::buyer, 0.6f, 90},
                                 {"amount", &t::refund_amount, 0.6f, 100, ui::OnCard::line, true}};

/// Which of them a narrow table goes without, in this order: the round is a mark of few.
constexpr int round_at = 2, shop_at = 4, buyer_at = 5;
std::vector<ui::Column> make_columns(Shell const& shell) {
    std::vector<ui::Column> made = columns_of(shell, columns);
    made[buyer_at].gives_way = 3;
    made[round_at].gives_way = 2;
    made[shop_at].gives_way = 1;
    return made;
}

/// What is waited for: proof until then, the verdict, or what the verdict leads to.
ui::TableCell step_cell(Model const& model, Shell const& shell, wire::TicketSummary const& ticket) {
    if (is_decided(model))
        return {
            .words = say(shell, text::name(ticket.state)), .is_badge = true, .tone = tone_of(ticket.status)};
    bool const waits = ticket.deadline_ms.has_value();  // a round of evidence runs
    return {.words = waits ? time_left(shell, {*ticket.deadline_ms}) : say(shell, t::dispute_open),
            .is_badge = true,
            .tone = waits ? ui::Tone::info : ui::Tone::warning};
}

ui::TableCell round_cell(Shell const& shell, wire::TicketSummary const& ticket) {
    std::string appeal = appeal_mark(shell, ticket);
    if (appeal.empty()) return {.words = say(shell, t::dispute_first), .style = ui::TextStyle::muted};
    return {.words = std::move(appeal), .is_badge = true, .tone = ui::Tone::warning};
}

ui::TableRow row_of(Model const& model, Shell const& shell, wire::TicketSummary const& ticket) {
    screens::TicketRowView const shown = make_ticket_row(shell, ticket);
    Route route;
    route.screen = Screen::ticket;
    route.audience = Audience::platform;
    route.id = ticket.ticket_no;
    ui::TableRow row;
    row.key = ticket.ticket_no;
    row.href = to_hash(route);
    ui::TableCell round = round_cell(shell, ticket);
    row.name = shown.type + " " + ticket.ticket_no + " " + round.words;
    row.cells = {step_cell(model, shell, ticket),
                 {.words = ticket.ticket_no, .note = shown.type},
                 std::move(round),
                 {.words = ticket.title, .note = ticket.spec, .picture = ticket.image, .has_picture = true},
                 {.words = ticket.shop_name},
                 {.words = ticket.buyer_name},
                 {.words = yuan(ticket.refund_fen), .style = ui::TextStyle::price}};
    return row;
}

int count_of(Model const& model, Work work) {
    if (!model.work.value) return -1;
    for (wire::WorkView::Pile const& pile : model.work.value->piles)
        if (pile.work == work) return pile.count;
    return 0;
}

void fill_steps(Model const& model, Shell const& shell, screens::DisputesView& view) {
    Route route = shell.route;
    auto const add = [&](std::string_view key, text::Text const& label, int count) {
        route.id = key;
        view.steps.push_back({route.id, say(shell, label), to_hash(route), count});
    };
    add("", t::dispute_open, count_of(model, Work::dispute));
    add(evidence, t::dispute_round, count_of(model, Work::proof));
    add(decided, t::dispute_decided, -1);
    bool const known = is_decided(model) || model.step == evidence;
    view.step = known ? model.step : std::string();
}

/// Where nothing is, something else can be done.
void fill_empty(Model const& model, Shell const& shell, screens::DisputesView& view) {
    bool const narrowed = !model.ui.filters.values.empty();
    view.empty_note = say(shell, narrowed ? t::no_match_note : t::disputes_empty_note);
    view.empty_action = say(shell, narrowed ? t::clear_filters : t::dispute_to_work);
    Route route = shell.route;
    route.query.clear();
    if (!narrowed) {
        route.screen = Screen::work;
        route.id.clear();
    }
    view.empty_href = to_hash(route);
}

void show(Model& model, Shell& shell) {
    screens::DisputesView view;
    view.page = make_page_view(shell);
    view.page.options.title = say(shell, t::disputes);
    view.page.options.max_width = 1680;
    fill_steps(model, shell, view);
    view.fields = fields_of(model, shell);
    view.filters.words = filter_words(shell);
    fill_empty(model, shell, view);
    view.load = load_view(shell, model.list.page);
    if (model.list.rows() == 0 && model.list.calls.more_call != 0) view.load.state = screens::Phase::loading;
    view.columns = make_columns(shell);
    if (model.list.page.value) {
        note_seen(shell, model.list.page, view.page);
        for (wire::TicketSummary const& ticket : model.list.page.value->items)
            view.rows.push_back(row_of(model, shell, ticket));
        view.more = model.list.more();
    }
    view.table.name = view.page.options.title;
    view.table.total = static_cast<int>(view.rows.size());
    view.table.opens = true;
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
