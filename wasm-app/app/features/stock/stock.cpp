// The shelf of a shop: what is there, who holds or wants it, and counting it.

#include <algorithm>
#include <charconv>

#include "app/calls/remote.hpp"
#include "app/shell/columns.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "base/fold_text.hpp"
#include "screens/stock_screen.hpp"
#include "text/catalogue.hpp"
#include "text/desk.hpp"
#include "text/names.hpp"
#include "text/queue.hpp"
#include "text/shop.hpp"
#include "wire/shop_api.hpp"

namespace afterdesk::app::stock {
namespace {

using Item = wire::ShelfView::Item;
using Use = wire::ShelfView::Use;

constexpr std::size_t short_shelf = 12;  ///< is seen at a glance

struct Model {
    Remote<wire::ShelfView> shelf;
    int call = 0;  ///< of the count that is being sent
    int seen = 0;  ///< how many the dialog began with
    Mistakes mistakes;
    bool unreachable = false;
    std::string filled;   ///< the SKU whose dialog was filled in
    std::string counted;  ///< the SKU of which more is there now
    screens::StockUi ui;
    screens::StockView view;
};

Item const* item_of(Model const& model, std::string_view sku) {
    if (!model.shelf.value) return nullptr;
    for (Item const& item : model.shelf.value->items) {
        if (item.ware.sku == sku) return &item;
    }
    return nullptr;
}

void fill_in(Model& model, Shell const& shell) {
    Item const* const item = item_of(model, shell.route.id);
    if (item == nullptr || model.filled == shell.route.id) return;
    model.filled = shell.route.id;
    model.seen = item->ware.available;
    model.ui.form.values["available"] = std::to_string(model.seen);
}

void on_shelf(Model& model, Shell& shell, Answer const& answer) {
    settle(model.shelf, answer, wire::read_shelf);
    fill_in(model, shell);
}

void fetch(Model& model, Shell& shell) {
    Ask question = get(shell, "/shelf");
    question.seen = Seen::list;
    load(shell, model.shelf, std::move(question), in_feature<&on_shelf>);
}

void enter(Model& model, Shell& shell, Route const& before) {
    bool const came = before.screen != Screen::stock;
    if (came) {
        model.counted.clear();
        fetch(model, shell);
    }
    if (!came && before.id == shell.route.id) return;
    model.mistakes.clear();
    model.unreachable = false;
    model.filled.clear();
    model.ui.form = {};
    fill_in(model, shell);
}

void told(Model& model, Shell& shell, News const& news) {
    if (!news.online) fetch(model, shell);
}

std::string list_hash(Shell const& shell) {
    Route route = shell.route;
    route.id.clear();
    return to_hash(route);
}

void on_counted(Model& model, Shell& shell, Answer const& answer) {
    if (model.call != answer.id) return;
    model.call = 0;
    model.unreachable = answer.status == 0;
    if (answer.good()) {
        if (auto shelf = read_body(answer.body, wire::read_shelf))
            model.shelf.value = std::move(shelf).value();
        Item const* const item = item_of(model, shell.route.id);
        model.counted = item != nullptr && item->ware.available > model.seen ? shell.route.id : "";
        toast(shell, t::shelf_saved, ui::Tone::success);
        if (!shell.route.id.empty()) leave_to(shell, list_hash(shell));
        return;
    }
    if (model.unreachable) return;
    model.mistakes = wire::read_api_error(answer.body).mistakes;
    for (Mistake const& mistake : model.mistakes) {
        if (mistake.rule == Rule::stale_version) model.seen = static_cast<int>(mistake.limit);
    }
}

std::optional<int> typed_count(Model const& model) {
    std::string_view const typed = model.ui.form.value_of("available");
    int count = 0;
    auto const read = std::from_chars(typed.data(), typed.data() + typed.size(), count);
    bool const whole = read.ec == std::errc() && read.ptr == typed.data() + typed.size() && count >= 0;
    return whole ? std::optional(count) : std::nullopt;
}

void act(Model& model, Shell& shell, screens::Intent const& intent) {
    auto const count = typed_count(model);
    bool const sends = std::holds_alternative<screens::Submit>(intent) && model.call == 0 && count;
    if (!sends || item_of(model, shell.route.id) == nullptr) return;
    model.mistakes.clear();
    Ask question = post(shell.route.audience, "/shelf/" + percent_encode(shell.route.id),
                        wire::Object{{"available", *count}, {"seen", model.seen}});
    question.method = "PUT";
    model.call = ask(shell, std::move(question), in_feature<&on_counted>);
}

// ---- What is shown ----------------------------------------------------------------------------------------

/// What exchanges to review want of it.
int wanted(Model const& model, std::string_view sku) {
    int pieces = 0;
    for (Use const& use : model.shelf.value->uses) pieces += !use.holds && use.sku == sku ? use.quantity : 0;
    return pieces;
}

std::string name_of_ware(Ware const& ware) {
    return ware.spec.empty() ? ware.title : ware.title + " " + ware.spec;
}

ui::TableRow make_row(Model const& model, Shell const& shell, Item const& item) {
    int const wants = wanted(model, item.ware.sku);
    bool const is_short = item.ware.available < wants || item.ware.available == 0;
    Route route = shell.route;
    route.id = item.ware.sku;
    ui::TableRow row;
    row.key = item.ware.sku;
    row.href = to_hash(route);
    row.name = text::fill(shell.language, t::shelf_edit, {name_of_ware(item.ware)});
    row.cells.push_back(
        {.words = name_of_ware(item.ware), .note = item.ware.sku, .style = ui::TextStyle::strong});
    row.cells.push_back({.words = std::to_string(item.ware.available)});
    row.cells.push_back({.words = std::to_string(item.reserved)});
    row.cells.push_back({.words = std::to_string(wants)});
    row.cells.push_back({.words = say(shell, is_short ? t::shelf_short : t::shelf_enough),
                         .is_badge = true,
                         .tone = is_short ? ui::Tone::warning : ui::Tone::success});
    return row;
}

void fill_table(Model const& model, Shell const& shell, screens::StockView& view) {
    constexpr ColumnRow all[] = {{"item", &t::column_item, 3, 200, ui::OnCard::title},
                                 {"free", &t::column_free, 1, 96, ui::OnCard::line, true},
                                 {"reserved", &t::column_reserved, 1, 96, ui::OnCard::line, true},
                                 {"wanted", &t::column_wanted, 1, 96, ui::OnCard::line, true},
                                 {"state", &t::column_state, 1, 96, ui::OnCard::mark}};
    view.columns = columns_of(shell, all);
    auto const& items = model.shelf.value->items;
    view.searches = items.size() > short_shelf;
    std::string const words = fold_text(view.searches ? model.ui.words : std::string());
    for (Item const& item : items) {
        bool const fits =
            fold_text(name_of_ware(item.ware) + " " + item.ware.sku).find(words) != std::string::npos;
        if (fits) view.rows.push_back(make_row(model, shell, item));
    }
    view.none = say(shell, items.empty() ? t::shelf_none : t::shelf_not_found);
    view.none_note = say(shell, items.empty() ? t::shelf_none_note : t::none_found_note);
    view.table.name = say(shell, t::shelf_title);
    view.table.total = static_cast<int>(view.rows.size());
    view.table.opens = true;
}

std::string ticket_hash(Shell const& shell, std::string const& ticket_no) {
    Route route;
    route.screen = Screen::ticket;
    route.audience = shell.route.audience;
    route.id = ticket_no;
    return to_hash(route);
}

struct Said {
    std::string words;
    ui::Tone tone;
};

ui::TableRow ticket_row(Shell const& shell, std::string const& ticket_no, std::string const& sku,
                        std::string const& what, Said const& state) {
    ui::TableRow row;
    row.key = ticket_no + sku;
    row.href = ticket_hash(shell, ticket_no);
    row.name = what + " · " + ticket_no + " · " + state.words;
    row.cells = {{.words = what, .style = ui::TextStyle::strong},
                 {.words = ticket_no},
                 {.words = state.words, .is_badge = true, .tone = state.tone}};
    return row;
}

void fill_head(Shell const& shell, std::span<ColumnRow const> all, text::Text const& title,
               screens::StockView::Uses& uses) {
    uses.columns = columns_of(shell, all);
    uses.table.name = say(shell, title);
    uses.table.total = static_cast<int>(uses.rows.size());
    uses.table.opens = true;
}

/// Those that can not go on first; what is free goes to the oldest.
void fill_uses(Model const& model, Shell const& shell, screens::StockView& view) {
    std::map<std::string, int, std::less<>> left;
    for (Item const& item : model.shelf.value->items) left[item.ware.sku] = item.ware.available;
    int ready = 0;
    for (Use const& use : model.shelf.value->uses) {
        Item const* const item = item_of(model, use.sku);
        int& free = left[use.sku];
        bool const enough = use.holds || item == nullptr || free >= use.quantity;
        if (!use.holds && enough) free -= use.quantity;
        if (!use.holds && enough && use.sku == model.counted) ++ready;
        text::Text const& note = use.holds ? t::use_holds : enough ? t::use_ready : t::use_short;
        std::string const what = item == nullptr ? use.sku : name_of_ware(item->ware);
        ui::Tone const tone = use.holds ? ui::Tone::neutral : enough ? ui::Tone::success : ui::Tone::warning;
        std::string const said = text::fill(shell.language, note, {std::to_string(use.quantity)});
        view.uses.rows.push_back(ticket_row(shell, use.ticket_no, use.sku, what, {said, tone}));
    }
    auto const rank = [](ui::TableRow const& row) {
        ui::Tone const tone = row.cells.back().tone;
        return tone == ui::Tone::success ? 0 : tone == ui::Tone::warning ? 1 : 2;
    };
    std::stable_sort(view.uses.rows.begin(), view.uses.rows.end(),
                     [&](auto const& a, auto const& b) { return rank(a) < rank(b); });
    constexpr ColumnRow all[] = {{"item", &t::column_item, 3, 200, ui::OnCard::title},
                                 {"ticket", &t::ticket_no, 2, 168},
                                 {"state", &t::column_state, 3, 200}};
    fill_head(shell, all, t::shelf_uses, view.uses);
    if (ready > 0) view.ready = text::fill(shell.language, t::shelf_ready, {std::to_string(ready)});
}

/// How many of each grade.
std::string grades(Shell const& shell, wire::ShelfView::Back const& back) {
    std::string said;
    auto const add = [&](text::Text const& grade, int pieces) {
        if (pieces <= 0) return;
        said += (said.empty() ? "" : " · ") + text::fill(shell.language, grade, {std::to_string(pieces)});
    };
    add(t::back_good, back.quantity);
    add(t::back_seconds, back.seconds);
    add(t::back_scrap, back.scrap);
    return said;
}

void fill_back(Model const& model, Shell const& shell, screens::StockView& view) {
    for (wire::ShelfView::Back const& back : model.shelf.value->back) {
        std::string const what = back.spec.empty() ? back.title : back.title + " " + back.spec;
        ui::Tone const tone = back.quantity > 0 ? ui::Tone::success : ui::Tone::neutral;
        ui::TableRow row = ticket_row(shell, back.ticket_no, back.sku, what, {grades(shell, back), tone});
        row.cells.insert(row.cells.end() - 1,
                         {.words = minute(shell, {back.at_ms}), .style = ui::TextStyle::muted});
        view.back.rows.push_back(std::move(row));
    }
    constexpr ColumnRow all[] = {{"item", &t::column_item, 3, 200, ui::OnCard::title},
                                 {"ticket", &t::ticket_no, 2, 168},
                                 {"at", &t::back_at, 1, 140},
                                 {"grade", &t::back_grade, 2, 150}};
    fill_head(shell, all, t::shelf_back, view.back);
}

screens::FormView make_form(Model const& model, Shell const& shell) {
    screens::FormView form;
    Item const* const item = item_of(model, shell.route.id);
    if (item == nullptr) return form;
    form.key = "count";
    form.title = say(shell, t::shelf_save);
    form.note = name_of_ware(item->ware) + " · " + item->ware.sku + "\n" +
                text::fill(shell.language, t::shelf_edit_note,
                           {std::to_string(item->ware.available), std::to_string(item->reserved),
                            std::to_string(wanted(model, item->ware.sku))});
    form.close_href = list_hash(shell);
    form.fields.push_back(
        {"available", say(shell, t::shelf_available), screens::FormFieldKind::number, true});
    if (!typed_count(model)) form.why_not = say(shell, t::fill_in_first);
    if (std::string lacks = why_no_right(shell, Right::set_stock); !lacks.empty())
        form.why_not = std::move(lacks);
    return form;
}

std::string error_of(Model const& model, Shell const& shell) {
    for (Mistake const& mistake : model.mistakes) {
        if (mistake.rule == Rule::stale_version)
            return text::fill(shell.language, t::shelf_changed, {std::to_string(mistake.limit)});
    }
    return message_of(shell, model.mistakes, model.unreachable);
}

void show(Model& model, Shell& shell) {
    screens::StockView& view = model.view = {};
    view.page = make_page_view(shell);
    view.page.options.title = say(shell, t::shelf_title);
    view.page.options.max_width = 1680;
    view.load = load_view(shell, model.shelf);
    view.sending = model.call != 0;
    if (!model.shelf.value) return;
    note_seen(shell, model.shelf, view.page);
    fill_table(model, shell, view);
    fill_uses(model, shell, view);
    fill_back(model, shell, view);
    view.form = make_form(model, shell);
    view.error = error_of(model, shell);
}

void draw(Model& model, Shell&, ui::Ui& ui, screens::Intents& out) {
    screens::draw_stock(ui, model.view, model.ui, out);
}

}  // namespace

ScreenParts const screen{.enter = in_feature<&enter>,
                         .show = in_feature<&show>,
                         .draw = in_feature<&draw>,
                         .act = in_feature<&act>,
                         .told = in_feature<&told>};

}  // namespace afterdesk::app::stock
