#pragma once
// The buyer's orders.

#include "app/calls/remote.hpp"
#include "screens/orders_screen.hpp"

namespace afterdesk::app::orders {

struct Model {
    screens::OrdersUi ui;
    PagedList<wire::OrderPage> list;
    std::string words, tab;  ///< that `list` answers
    bool stale = false;      ///< `list` still shows what was asked for before
    screens::OrdersView view;
};

screens::OrdersView make_view(Model const& model, Shell const& shell);

}  // namespace afterdesk::app::orders
