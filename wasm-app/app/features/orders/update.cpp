// The list of orders: searched, and fetched page by page.

#include "app/features/orders/model.hpp"
#include "app/shell/screen_table.hpp"
#include "base/text.hpp"

namespace afterdesk::app::orders {
namespace {

void on_orders(Model& model, Shell&, Answer const& answer) {
    bool const beginning = model.list.page.call == answer.id;
    // Without an answer, what was found before is no answer to what is asked now.
    if (beginning && model.stale) model.list.page.value.reset();
    if (beginning) model.stale = false;
    hear_list(model.list, answer, wire::read_order_page);
}

void enter(Model& model, Shell& shell, Route const&) {
    std::string const& words = shell.route.filter.q;
    if (trim(model.ui.q) != words) model.ui.q = words;  // a blank that was just typed stays
    model.ui.tab = shell.route.filter.status;
    Query query;
    query.add("q", model.ui.q);
    query.add("after_sales", model.ui.tab);
    bool const same = model.words == model.ui.q && model.tab == model.ui.tab;
    model.stale |= !same && model.list.page.value.has_value();
    model.words = model.ui.q;
    model.tab = model.ui.tab;
    fetch(shell, model.list, {"/orders" + query.text, same ? model.list.rows() : 0}, in_feature<&on_orders>);
}

void act(Model& model, Shell& shell, screens::Intent const& intent) {
    if (std::holds_alternative<screens::FilterChanged>(intent)) {
        Route route = shell.route;
        route.filter.q = trim(model.ui.q);
        route.filter.status = model.ui.tab;
        if (route.filter != shell.route.filter) go(shell, route, true);
    }
    if (std::holds_alternative<screens::LoadMore>(intent))
        fetch_more(shell, model.list, in_feature<&on_orders>);
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
