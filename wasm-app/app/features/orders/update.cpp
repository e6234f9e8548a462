// The list of orders: searched, and fetched page by page.

#include "app/features/orders/model.hpp"
#include "app/shell/screen_table.hpp"
#include "base/text.hpp"

namespace afterdesk::app::orders {
namespace {

using wire::Audience;

void on_orders(Model& model, Shell&, Answer const& answer) {
    settle(model.list.page, answer, wire::read_order_page);
}

void on_more(Model& model, Shell&, Answer const& answer) {
    append(model.list, answer, wire::read_order_page);
}

void enter(Model& model, Shell& shell, Route const&) {
    std::string const& words = shell.route.filter.q;
    if (trim(model.ui.q) != words) model.ui.q = words;  // a blank that was just typed stays
    model.ui.tab = shell.route.filter.status;
    Query query;
    query.add("q", model.ui.q);
    query.add("after_sales", model.ui.tab);
    bool const same = model.words == model.ui.q && model.tab == model.ui.tab;
    if (same) query.add_count(model.list.rows());
    model.words = model.ui.q;
    model.tab = model.ui.tab;
    Ask question = get(Audience::buyer, "/orders" + query.text);
    question.seen = Seen::list;
    load(shell, model.list.page, std::move(question), in_feature<&on_orders>);
}

void fetch_more(Model& model, Shell& shell) {
    std::string const cursor = model.list.next_cursor();
    if (cursor.empty()) return;
    model.list.more_failed = false;
    Query query;
    query.add("cursor", cursor);
    query.add("q", model.ui.q);
    query.add("after_sales", model.ui.tab);
    model.list.more_call = ask(shell, get(Audience::buyer, "/orders" + query.text), in_feature<&on_more>);
}

void act(Model& model, Shell& shell, screens::Intent const& intent) {
    if (std::holds_alternative<screens::FilterChanged>(intent)) {
        Route route = shell.route;
        route.filter.q = trim(model.ui.q);
        route.filter.status = model.ui.tab;
        if (route.filter != shell.route.filter) go(shell, route, true);
    }
    if (std::holds_alternative<screens::LoadMore>(intent)) fetch_more(model, shell);
}

void show(Model& model, Shell& shell) { model.view = make_view(model, shell); }

void draw(Model& model, Shell&, ui::Ui& ui, screens::Intents& out) {
    screens::draw_orders(ui, model.view, model.ui, out);
}

}  // namespace

ScreenParts const screen{.enter = in_feature<&enter>,
                         .show = in_feature<&show>,
                         .draw = in_feature<&draw>,
                         .act = in_feature<&act>};

}  // namespace afterdesk::app::orders
