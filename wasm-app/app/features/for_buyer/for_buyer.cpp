// Finding the order of a buyer who is on the telephone.

#include "app/calls/remote.hpp"
#include "app/shell/columns.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "base/text.hpp"
#include "screens/for_buyer_screen.hpp"
#include "text/names.hpp"
#include "text/queue.hpp"
#include "text/shop.hpp"
#include "wire/shop_api.hpp"

namespace afterdesk::app::for_buyer {
namespace {

using Item = wire::FoundOrders::Item;

struct Model {
    wire::Audience audience = wire::Audience::buyer;
    std::string words;  ///< that were looked for
    Remote<wire::FoundOrders> found;
    screens::ForBuyerUi ui;
    screens::ForBuyerView view;
};

constexpr std::string_view words_key = "q=";

void on_found(Model& model, Shell&, Answer const& answer) {
    settle(model.found, answer, wire::read_found_orders);
}

void look(Model& model, Shell& shell) {
    Query query;
    query.add("q", model.words);
    load(shell, model.found, get(shell, "/orders" + query.text), in_feature<&on_found>);
}

void enter(Model& model, Shell& shell, Route const& before) {
    bool const other = model.audience != shell.route.audience;
    if (other) model = {};
    model.audience = shell.route.audience;
    std::string const& query = shell.route.query;
    std::string words =
        query.starts_with(words_key) ? percent_decode(query.substr(words_key.size())) : std::string();
    bool const came = before.screen != Screen::for_buyer;
    if (came && words.empty()) {
        model.words.clear();
        model.found = {};
        model.ui.words.clear();
    }
    if (words.empty() || (words == model.words && model.found.ready() && !came)) return;
    if (words != model.words) model.found = {};
    model.words = model.ui.words = std::move(words);
    look(model, shell);
}

void act(Model& model, Shell& shell, screens::Intent const& intent) {
    if (!std::holds_alternative<screens::FilterChanged>(intent)) return;
    std::string const words(trim(model.ui.words));
    if (words.empty()) return;
    Route route = shell.route;
    route.query = std::string(words_key) + percent_encode(words);
    if (route == shell.route) return look(model, shell);
    go(shell, route, !shell.route.query.empty());
}

/// What is asked for most of an order that came so far.
TicketType likeliest(Item const& item) {
    if (item.is_virtual) return TicketType::virtual_refund;
    switch (item.shipping) {
        case wire::Shipping::unshipped: return TicketType::refund_unshipped;
        case wire::Shipping::received: return TicketType::return_refund;
        case wire::Shipping::partly_shipped:
        case wire::Shipping::shipped: return TicketType::refund_shipped;
    }
    return TicketType::return_refund;
}

ui::TableRow make_row(Shell const& shell, Item const& item) {
    Route form;
    form.screen = Screen::apply;
    form.audience = shell.route.audience;
    form.id = item.order_no;
    form.type = likeliest(item);
    ui::TableRow row;
    row.key = item.order_no;
    row.href = to_hash(form);
    row.name = item.order_no + " · " + item.buyer_name;
    std::string const tail =
        item.phone_tail.empty() ? "" : text::fill(shell.language, t::phone_tail, {item.phone_tail});
    std::string const count = text::fill(shell.language, t::items_count, {std::to_string(item.quantity)});
    row.cells.push_back(
        {.words = item.order_no, .note = minute(shell, {item.paid_at_ms}), .style = ui::TextStyle::strong});
    row.cells.push_back({.words = item.buyer_name, .note = tail});
    row.cells.push_back({.words = item.title, .note = count, .picture = item.image, .has_picture = true});
    row.cells.push_back({.words = yuan(item.paid_fen)});
    bool const open = item.open_tickets > 0;
    row.cells.push_back(
        {.words = open ? text::fill(shell.language, t::has_open_tickets, {std::to_string(item.open_tickets)})
                       : say(shell, text::name(item.shipping)),
         .is_badge = true,
         .tone = open ? ui::Tone::warning : ui::Tone::neutral});
    return row;
}

constexpr ColumnRow columns[] = {{"order", &t::column_order, 2, 180, ui::OnCard::title},
                                 {"buyer", &t::column_buyer, 1, 110},
                                 {"item", &t::column_item, 3, 200},
                                 {"paid", &t::column_paid, 1, 100, ui::OnCard::line, true},
                                 {"state", &t::column_state, 1, 110, ui::OnCard::mark}};

void show(Model& model, Shell& shell) {
    screens::ForBuyerView& view = model.view = {};
    view.page = make_page_view(shell);
    view.page.options.title = say(shell, t::for_buyer_title);
    view.page.options.max_width = 1680;
    view.why_not = why_no_right(shell, Right::open_tickets);
    view.asked = !model.words.empty();
    view.empty_title = say(shell, view.asked ? t::for_buyer_none : t::for_buyer_start);
    view.empty_note = say(shell, view.asked ? t::for_buyer_none_note : t::for_buyer_start_note);
    view.load = load_view(shell, model.found);
    if (!model.found.value) return;
    if (model.found.value->more)
        view.more = text::fill(shell.language, t::for_buyer_more, {std::to_string(wire::max_found_orders)});
    view.columns = columns_of(shell, columns);
    for (Item const& item : model.found.value->items) view.rows.push_back(make_row(shell, item));
    view.table.name = say(shell, t::for_buyer_orders);
    view.table.total = static_cast<int>(view.rows.size());
    view.table.opens = true;
}

void draw(Model& model, Shell&, ui::Ui& ui, screens::Intents& out) {
    screens::draw_for_buyer_orders(ui, model.view, model.ui, out);
}

}  // namespace

ScreenParts const screen{.enter = in_feature<&enter>,
                         .show = in_feature<&show>,
                         .draw = in_feature<&draw>,
                         .act = in_feature<&act>};

}  // namespace afterdesk::app::for_buyer
