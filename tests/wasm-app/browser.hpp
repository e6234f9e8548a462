#pragma once
// A browser for tests of app/: plays the platform, and knows an order, a ticket and who is signed in.

#include <map>
#include <string>
#include <vector>

#include "app/features/order/model.hpp"
#include "app/features/orders/model.hpp"
#include "app/features/sign_in/model.hpp"
#include "app/features/ticket/commands.hpp"
#include "app/update.hpp"
#include "testing.hpp"
#include "widgets/headless.hpp"
#include "wire/names.hpp"

namespace afterdesk::app {

using wire::Audience;

/// Plays the browser: hands happenings in, takes effects out.
struct Browser {
    Model model;

    Shell& shell() { return model.shell; }
    order::Model& order() { return model.features.of<order::Model>(); }
    ticket::Model& ticket() { return model.features.of<ticket::Model>(); }
    /// What the screens would draw now.
    screens::ApplyView apply_view() { return order::make_apply_view(order(), shell()); }
    screens::OrderView order_view() { return order::make_view(order(), shell()); }
    screens::OrdersView orders_view() {
        return orders::make_view(model.features.of<orders::Model>(), shell());
    }
    screens::TicketView ticket_view() { return ticket::make_view(ticket(), shell()); }

    /// Whether the screen, drawn now, shows this text.
    bool shows(std::string_view text) {
        ScreenParts const& parts = shown_parts(shell());
        parts.show(model.features, shell());
        ui::Headless page([&](ui::Ui& ui) {
            screens::Intents intents;
            parts.draw(model.features, shell(), ui, intents);
        });
        return page.shows(text);
    }

    template <class Kind>
    std::vector<Kind> take() {
        std::vector<Kind> found;
        for (Effect const& effect : model.shell.effects) {
            if (auto const* it = std::get_if<Kind>(&effect)) found.push_back(*it);
        }
        return found;
    }
    /// The newest call to a path, and forgets all effects.
    HttpCall call(std::string_view path) {
        HttpCall last;
        for (HttpCall const& call : take<HttpCall>()) {
            if (call.path == path) last = call;
        }
        INFO(std::string(path));
        REQUIRE(last.id != 0);
        model.shell.effects.clear();
        return last;
    }
    void on(Happening happening) { update(model, happening); }
    void want(screens::Intent intent) { update(model, intent); }
    void answer(HttpCall const& call, int status, wire::Value const& body) {
        on(HttpDone{call.id, status, wire::write_json(body)});
    }
    void type_request(screens::ApplyUi ui) {
        order().form.ui = std::move(ui);
        want(screens::Changed{});
    }
    /// What the browser would give back for a prefix.
    std::vector<KeptItem> kept(std::string const& prefix) {
        std::map<std::string, KeptItem> items;
        for (Effect const& effect : model.shell.effects) {
            if (auto const* keep = std::get_if<Keep>(&effect); keep && keep->key.starts_with(prefix))
                items[keep->key] = {keep->key, keep->text, {keep->file_handle, "", "", 1, "blob:kept"}};
            if (auto const* forget = std::get_if<Forget>(&effect))
                std::erase_if(items, [&](auto const& it) { return it.first.starts_with(forget->prefix); });
        }
        std::vector<KeptItem> list;
        for (auto& [key, item] : items) list.push_back(item);
        return list;
    }
    void follow() {
        auto const moves = take<Navigate>();
        REQUIRE(!moves.empty());
        model.shell.effects.clear();
        on(HashChanged{moves.back().hash});
    }
};

inline wire::OrderDetail order_detail() {
    wire::OrderDetail detail;
    Order& order = detail.order;
    order.order_no = OrderNo{"E1"};
    order.shop_id = ShopId{"s1"};
    order.buyer_id = BuyerId{"b1"};
    order.paid_at = {1'795'000'000'000};
    order.freight_fen = 1'000;
    Line coat;
    coat.line_no = 1;
    coat.sku = coat.spu = "K1";
    coat.title = "羊绒衫";
    coat.quantity = 3;
    coat.unit_price_fen = 10'000;
    coat.discounts = {{DiscountKind::shop_coupon, 1'000, 0, std::nullopt, {}}};
    order.lines = {coat};
    order.payments = {{PaymentId{"w1"}, PaymentChannel::wechat, 30'000}};
    detail.shop = {"s1", "云杉", "", {}};
    detail.buyer_name = "林晓";
    detail.policy = default_policy();
    return detail;
}

inline wire::TicketDetail ticket_detail(State state, int version) {
    wire::OrderDetail const order = order_detail();
    wire::TicketDetail detail;
    detail.order = order.order;
    detail.shop = order.shop;
    detail.shop.addresses = {{"云杉仓库", "13800000000", "杭州市余杭区仓前街道 1 号"}};
    detail.policy = order.policy;
    detail.buyer_name = order.buyer_name;
    Ticket& ticket = detail.ticket;
    ticket.no = TicketNo{"AS2026112100000001"};
    ticket.order_no = order.order.order_no;
    ticket.shop_id = order.order.shop_id;
    ticket.buyer_id = order.order.buyer_id;
    ticket.state = state;
    ticket.version = version;
    ticket.request = {TicketType::return_refund, "quality", {{1, 1, {}}}, 0, false};
    ticket.quote.refund_fen = ticket.quote.goods_fen = 9'667;
    ticket.quote.lines = {{1, 1, {1}, {}, 9'667}};
    ticket.quote.payments = {{PaymentId{"w1"}, 9'667}};
    return detail;
}

inline wire::SessionView session(Audience audience) {
    wire::SessionView view;
    view.audience = audience;
    view.actor_id = "b1";
    view.name = "林晓";
    view.now_ms = 1'795'100'000'000;
    bool const shop = audience == Audience::merchant;
    if (audience != Audience::buyer)
        view.rights = list_of(rights_of_side(shop ? ActorKind::merchant : ActorKind::platform));
    return view;
}

inline Started started(std::string hash, std::string token) {
    return {std::move(hash), std::move(token), "zh-CN", {1'795'100'000'000}, china_offset_minutes, 7};
}

/// A signed-in buyer on the form for unshipped goods of E1.
inline Browser at_form() {
    Browser browser;
    browser.on(started("#/b/orders/E1/apply/refund_unshipped", ""));
    browser.answer(browser.call("/api/v1/buyer/session"), 200, wire::to_json(session(Audience::buyer)));
    browser.answer(browser.call("/api/v1/buyer/orders/E1"), 200, wire::to_json(order_detail()));
    browser.model.shell.effects.clear();
    return browser;
}

/// A signed-in merchant on a ticket.
inline Browser at_ticket(State state, int version) {
    Browser browser;
    browser.on(started("#/m/tickets/AS2026112100000001", ""));
    browser.answer(browser.call("/api/v1/merchant/session"), 200, wire::to_json(session(Audience::merchant)));
    browser.answer(browser.call("/api/v1/merchant/tickets/AS2026112100000001"), 200,
                   wire::to_json(ticket_detail(state, version)));
    browser.model.shell.effects.clear();
    return browser;
}

/// The screen, drawn now; `then` looks at it and presses. What it wants is carried out.
template <class Then>
void drawn(Browser& browser, Then then, ui::Viewport const& viewport = {}) {
    ScreenParts const& parts = shown_parts(browser.shell());
    parts.show(browser.model.features, browser.shell());
    screens::Intents wanted;
    ui::Headless page([&](ui::Ui& ui) { parts.draw(browser.model.features, browser.shell(), ui, wanted); },
                      viewport);
    then(page);
    for (screens::Intent const& intent : wanted) browser.want(intent);
}

inline void press(Browser& browser, std::string_view name) {
    drawn(browser, [&](ui::Headless& page) { page.press(name); });
}

inline bool is_dead(ui::Headless& page, std::string_view name) {
    ui::Node const* const node = page.find(ui::Role::button, name);
    return node != nullptr && (node->state & ui::disabled) != 0;
}

}  // namespace afterdesk::app
