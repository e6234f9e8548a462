// The workbench.

#include "app/features/work/model.hpp"

#include <algorithm>

#include "app/calls/remote.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "app/shell/ticket_table.hpp"
#include "text/desk.hpp"
#include "text/shop.hpp"
#include "wire/names.hpp"

namespace afterdesk::app::work {
namespace {

using wire::Audience;
using Pile = wire::WorkView::Pile;

constexpr int first_rows = 10;

void on_work(Model& model, Shell&, Answer const& answer) { settle(model.work, answer, wire::read_work); }
void on_first(Model& model, Shell&, Answer const& answer) {
    settle(model.first, answer, wire::read_ticket_page);
}

void fetch(Model& model, Shell& shell) {
    model.seen_change = shell.tickets_changed;
    Ask counts = get(shell, "/work");
    counts.seen = Seen::list;
    load(shell, model.work, std::move(counts), in_feature<&on_work>);
    Query query;
    query.add("work", own_piles(shell.route.audience));
    query.add("sort", "deadline");
    query.add("count", std::to_string(first_rows));
    Ask first = get(shell, "/tickets" + query.text);
    first.seen = Seen::list;
    load(shell, model.first, std::move(first), in_feature<&on_first>);
}

void enter(Model& model, Shell& shell, Route const&) {
    if (model.audience != shell.route.audience) model = {};
    model.audience = shell.route.audience;
    bool const fresh = model.work.value && model.seen_change == shell.tickets_changed;
    if (!fresh) fetch(model, shell);
}

void told(Model& model, Shell& shell, News const&) { fetch(model, shell); }

// ---- Tiles ------------------------------------------------------------------------------------------------

/// What waits for who reads, as the queue calls it.
constexpr std::string_view all_of_it = "work=mine&sort=deadline";

std::string hash_of(Shell const& shell, Screen screen, std::string id, std::string query) {
    Route route;
    route.screen = screen;
    route.audience = shell.route.audience;
    route.id = std::move(id);
    route.query = std::move(query);
    return to_hash(route);
}

std::string queue_of(Shell const& shell, std::string query) {
    return hash_of(shell, Screen::tickets, {}, std::move(query));
}

screens::TileView make_tile(Shell const& shell, text::Text const& label, int count) {
    screens::TileView tile;
    tile.label = say(shell, label);
    tile.count = std::to_string(count);
    tile.name = text::fill(shell.language, t::tile_name, {tile.label, tile.count});
    tile.note = say(shell, t::tile_none);
    return tile;
}

screens::TileView pile_tile(Shell const& shell, Pile const& pile) {
    screens::TileView tile = make_tile(shell, name_of(pile.work), pile.count);
    tile.key = wire::name_of(pile.work);
    tile.href = queue_of(shell, "work=" + tile.key + "&sort=deadline");
    tile.urgent = pile.count > 0 && pile.work == Work::refund_failed;
    if (pile.count == 0) return tile;
    tile.note = pile.first_deadline_ms ? text::fill(shell.language, t::tile_first,
                                                    {short_time(shell, {*pile.first_deadline_ms})})
                                       : say(shell, t::tile_no_limit);
    return tile;
}

/// What is nearly, or altogether, over, of all piles.
screens::TileView due_tile(Shell const& shell, wire::WorkView const& work, Due due) {
    int count = 0;
    Fen worth_fen = 0;
    for (Pile const& pile : work.piles) {
        count += due == Due::overdue ? pile.overdue : pile.half_day;
        worth_fen += pile.half_day_fen;
    }
    screens::TileView tile = make_tile(shell, name_of(due), count);
    bool const cut =
        std::any_of(work.piles.begin(), work.piles.end(), [](Pile const& pile) { return pile.at_least; });
    if (cut) {
        tile.count += "+";
        tile.name = text::fill(shell.language, t::tile_name, {tile.label, tile.count});
    }
    tile.key = wire::name_of(due);
    tile.href = queue_of(shell, "due=" + tile.key + "&sort=deadline");
    tile.urgent = count > 0;
    if (count > 0 && due == Due::half_day)
        tile.note = text::fill(shell.language, t::tile_worth, {yuan(worth_fen)});
    if (count > 0 && due == Due::overdue) tile.note = say(shell, t::tile_overdue);
    return tile;
}

Pile pile_of(wire::WorkView const& view, Work work) {
    for (Pile const& pile : view.piles)
        if (pile.work == work) return pile;
    Pile none;
    none.work = work;
    return none;
}

std::vector<screens::TileView> make_tiles(Shell const& shell, wire::WorkView const& view) {
    constexpr Work of_merchant[] = {Work::review,        Work::receive, Work::inspect, Work::send,
                                    Work::refund_failed, Work::second,  Work::proof,   Work::strays};
    constexpr Work of_platform[] = {Work::dispute, Work::proof,   Work::refund_failed, Work::review,
                                    Work::receive, Work::inspect, Work::send,          Work::strays};
    bool const merchant = shell.route.audience == Audience::merchant;
    std::vector<screens::TileView> tiles;
    for (Work const work : merchant ? of_merchant : of_platform) {
        tiles.push_back(pile_tile(shell, pile_of(view, work)));
        if (tiles.size() != 1) continue;  // the clock comes second
        tiles.push_back(due_tile(shell, view, Due::half_day));
        tiles.push_back(due_tile(shell, view, Due::overdue));
    }
    return tiles;
}

void fill_first(Model const& model, Shell const& shell, screens::WorkView& view) {
    view.first_title = say(shell, t::work_first);
    view.list_load = load_view(shell, model.first);
    view.empty_title = say(shell, t::work_done);
    view.empty_note = say(shell, t::work_done_note);
    view.columns = ticket_columns(shell, TableWidth::whole);
    for (ui::Column& column : view.columns) column.sorts = false;
    view.table.name = view.first_title;
    view.table.opens = true;
    if (!model.first.value) return;
    wire::WorkView const* const names = model.work.value ? &*model.work.value : nullptr;
    for (wire::TicketSummary const& ticket : model.first.value->items) {
        view.rows.push_back(ticket_table_row(shell, ticket, names, TableWidth::whole));
        view.rows.back().href = hash_of(shell, Screen::ticket, ticket.ticket_no, std::string(all_of_it));
    }
    view.table.total = static_cast<int>(view.rows.size());
    int all = 0;
    for (auto const& [status, count] : model.first.value->counts) all += count;
    view.all_label = text::fill(shell.language, t::work_all_of_it, {std::to_string(all)});
    view.all_href = queue_of(shell, std::string(all_of_it));
}

void show(Model& model, Shell& shell) {
    screens::WorkView& view = model.view = {};
    view.page = make_page_view(shell);
    view.page.options.title = say(shell, t::work_title);
    view.page.options.max_width = 1680;
    view.load = load_view(shell, model.work);
    if (!model.work.value) return;
    note_seen(shell, model.work, view.page);
    view.tiles = make_tiles(shell, *model.work.value);
    if (why_no_right(shell, Right::open_tickets).empty()) view.for_buyer = say(shell, t::for_buyer_title);
    view.for_buyer_href = hash_of(shell, Screen::for_buyer, {}, {});
    fill_first(model, shell, view);
}

void draw(Model& model, Shell&, ui::Ui& ui, screens::Intents& out) {
    screens::draw_work(ui, model.view, model.ui, out);
}

}  // namespace

ScreenParts const screen{.enter = in_feature<&enter>,
                         .show = in_feature<&show>,
                         .draw = in_feature<&draw>,
                         .told = in_feature<&told>};

}  // namespace afterdesk::app::work
