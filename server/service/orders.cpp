#include "service/orders.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/money/applicable.hpp"
#include "service/buyer_names.hpp"
#include "service/context.hpp"
#include "service/cursor.hpp"
#include "service/facts.hpp"
#include "service/ground.hpp"
#include "service/load.hpp"
#include "service/shipping.hpp"
#include "store/orders.hpp"
#include "wire/shipping.hpp"

namespace afterdesk {

namespace {

/// The tickets are looked up only where they can make a difference.
wire::Shipping shipping_of(store::ReadTx& tx, TenantId const& tenant, Order const& order) {
    wire::Shipping const shipping = wire::shipping_of(order, {});
    if (shipping != wire::Shipping::partly_shipped) return shipping;
    return wire::shipping_of(order, load_order_claims(tx, tenant, order).claims);
}

wire::OrderSummary order_summary(store::ReadTx& tx, store::Scope const& scope, Order const& order) {
    TenantId const& tenant = scope.tenant;
    wire::OrderSummary out;
    out.order_no = order.order_no.value;
    out.shop_id = order.shop_id.value;
    out.shop_name = load_shop_view(tx, tenant, wire::Audience::buyer, order.shop_id).name;
    out.paid_at_ms = order.paid_at.ms;
    for (Payment const& payment : order.payments) out.paid_fen += payment.amount_fen;
    out.shipping = shipping_of(tx, tenant, order);
    for (Line const& line : order.lines) {
        out.lines.push_back(
            {line.line_no, line.title, line.spec, line.image, line.quantity, line.unit_price_fen});
    }
    out.open_tickets = store::count_open_tickets(tx, tenant, order.order_no);
    if (out.open_tickets == 0) return out;
    for (store::ListedTicket const& one : store::list_tickets_of_order(tx, scope, order.order_no)) {
        if (!is_end(one.state)) out.tickets.push_back(summary_of(one));
    }
    return out;
}

/// The wares of the shelf that could go to the buyer for these goods. Where the shop tells what it has, goods
/// that it does not name are out of stock.
std::vector<Ware> stock_for(Order const& order, std::vector<Ware> const& shelf) {
    std::vector<Ware> wares;
    auto const has = [](std::vector<Ware> const& in, std::string const& sku) {
        return std::any_of(in.begin(), in.end(), [&](Ware const& ware) { return ware.sku == sku; });
    };
    for (Line const& line : order.lines) {
        for (Ware const& ware : shelf) {
            bool const fits = ware.sku == line.sku || (!line.spu.empty() && ware.spu == line.spu);
            if (fits && !has(wares, ware.sku)) wares.push_back(ware);
        }
        if (shelf.empty() || has(wares, line.sku)) continue;
        std::string const& spu = line.spu.empty() ? line.sku : line.spu;
        wares.push_back({line.sku, spu, line.title, line.spec, line.unit_price_fen, 0});
    }
    return wares;
}

/// Whether the buyer finds it among the orders that he looks for.
bool is_among(store::ReadTx& tx, Ground& ground, TenantId const& tenant, Order const& order,
              wire::AfterSales wanted) {
    if (wanted == wire::AfterSales::open) return store::count_open_tickets(tx, tenant, order.order_no) > 0;
    auto const policy = ground.policies.newest(tx, tenant, order.shop_id);
    return anything_applicable(
        {ground.now(), order, load_order_claims(tx, tenant, order).claims, {}, *policy});
}

}  // namespace

Result<wire::OrderPage, Mistakes> Orders::list(Caller const& caller, std::string_view q,
                                               std::string_view cursor, int count,
                                               std::optional<wire::AfterSales> after_sales) {
    TRY(search, read_search(q));
    TRY(place, read_cursor(cursor));
    if (caller.audience != wire::Audience::buyer) return Err{one_mistake(Rule::not_found)};
    store::OrderFilter filter{caller.tenant, {caller.actor_id}, std::move(search), {}, count + 1};
    if (place) filter.behind = store::OrderPlace{place->key, place->id};
    return ground_.store.read([&](store::ReadTx& tx) {
        wire::OrderPage page;
        for (bool more = true; more;) {
            std::vector<Order> const orders = store::orders_of_buyer(tx, filter);
            for (Order const& order : orders) {
                if (after_sales && !is_among(tx, ground_, caller.tenant, order, *after_sales)) continue;
                if (std::cmp_equal(page.items.size(), count)) {
                    wire::OrderSummary const& last = page.items.back();
                    page.next_cursor = write_cursor({last.paid_at_ms, last.order_no});
                    return page;
                }
                page.items.push_back(order_summary(tx, scope_of(caller), order));
            }
            more = std::cmp_equal(orders.size(), filter.limit);
            if (more)
                filter.behind = store::OrderPlace{orders.back().paid_at.ms, orders.back().order_no.value};
        }
        return page;
    });
}

namespace {

wire::FoundOrders::Item found_order(store::ReadTx& tx, TenantId const& tenant, Order const& order) {
    wire::FoundOrders::Item out;
    out.order_no = order.order_no.value;
    out.shop_id = order.shop_id.value;
    out.shop_name = load_shop_view(tx, tenant, wire::Audience::buyer, order.shop_id).name;
    store::Buyer const buyer = load_buyer(tx, tenant, order.buyer_id);
    out.buyer_name = masked_name(buyer.name);
    out.phone_tail = buyer.phone_tail;
    out.paid_at_ms = order.paid_at.ms;
    for (Payment const& payment : order.payments) out.paid_fen += payment.amount_fen;
    out.shipping = shipping_of(tx, tenant, order);
    out.is_virtual = true;
    for (Line const& line : order.lines) {
        out.quantity += line.quantity;
        out.is_virtual = out.is_virtual && line.kind == LineKind::virtual_;
    }
    out.title = order.lines.front().title;
    out.image = order.lines.front().image;
    out.open_tickets = store::count_open_tickets(tx, tenant, order.order_no);
    return out;
}

}  // namespace

Result<wire::FoundOrders, Mistakes> Orders::find(Caller const& caller, std::string_view q) {
    TRY(search, read_search(q));
    if (caller.audience == wire::Audience::buyer) return Err{one_mistake(Rule::not_found)};
    if (!caller.rights.has(Right::open_tickets)) return Err{lacks(Right::open_tickets)};
    if (!search) return Err{one_mistake(Rule::must_not_be_empty, "q")};
    return ground_.store.read([&](store::ReadTx& tx) {
        wire::FoundOrders found;
        if (search->words.empty()) return found;
        auto orders = store::orders_found(tx, scope_of(caller), *search, wire::max_found_orders + 1);
        found.more = std::cmp_greater(orders.size(), wire::max_found_orders);
        if (found.more) orders.pop_back();
        for (Order const& order : orders) found.items.push_back(found_order(tx, caller.tenant, order));
        return found;
    });
}

Result<wire::OrderDetail, Mistakes> Orders::show(Caller const& caller, std::string_view order_no) {
    store::Scope const scope = scope_of(caller);
    OrderNo const no{std::string(order_no)};
    return ground_.store.read([&](store::ReadTx& tx) -> Result<wire::OrderDetail, Mistakes> {
        auto order = load_order(tx, scope, no);
        if (!order) return Err{one_mistake(Rule::not_found, "order_no")};
        wire::OrderDetail detail;
        detail.audience = caller.audience;
        OrderClaims use = load_order_claims(tx, caller.tenant, *order);
        for (auto const& [line, times] : use.applications)
            detail.applications = std::max(detail.applications, times);
        detail.claims = std::move(use.claims);
        detail.shop = load_shop_view(tx, caller.tenant, caller.audience, order->shop_id);
        detail.buyer_name = load_buyer(tx, caller.tenant, order->buyer_id).name;
        detail.policy = *ground_.policies.newest(tx, caller.tenant, order->shop_id);
        for (store::ListedTicket const& one : store::list_tickets_of_order(tx, scope, no))
            detail.tickets.push_back(summary_of(one));
        detail.being_sent =
            being_sent(*order, load_shipping(tx, caller.tenant, no, TicketNo{}, ground_.now()));
        detail.stock = stock_for(*order, load_shelf(tx, caller.tenant, order->shop_id));
        if (caller.audience == wire::Audience::merchant)
            detail.approved_today_fen = approved_today(tx, caller.tenant, caller.actor_id, ground_.now(),
                                                       detail.policy.utc_offset_minutes);
        detail.order = std::move(*order);
        return detail;
    });
}

Result<Quote, Mistakes> Orders::quote_for(Caller const& caller, std::string_view order_no,
                                          Request const& request, TicketNo const& changing) {
    OrderNo const no{std::string(order_no)};
    store::Scope const scope = scope_of(caller);
    auto input = ground_.store.read([&](store::ReadTx& tx) -> Result<QuoteInput, Mistakes> {
        auto order = load_order(tx, scope, no);
        if (!order) return Err{one_mistake(Rule::not_found, "order_no")};
        std::optional<Ticket> ticket;
        if (!changing.empty()) {
            ticket = store::find_ticket(tx, scope, changing);
            if (!ticket || ticket->order_no != no) return Err{one_mistake(Rule::not_found, "ticket_no")};
        }
        Ticket const changed = ticket ? std::move(*ticket) : Ticket{};
        return quote_input(tx, ground_.policies, {caller.tenant, *order, request, changed, ground_.now()});
    });
    if (!input.ok()) return Err{std::move(input).error()};
    return quote(*input);
}

std::optional<Instant> Orders::refund_waits_until(Caller const& caller, std::string_view order_no,
                                                  Request const& request, Quote const& quote,
                                                  TicketNo const& changing) {
    if (request.type != TicketType::refund_unshipped) return std::nullopt;
    OrderNo const no{std::string(order_no)};
    return ground_.store.read([&](store::ReadTx& tx) -> std::optional<Instant> {
        auto const order = load_order(tx, scope_of(caller), no);
        if (!order) return std::nullopt;
        KeptPieces const shipping = load_shipping(tx, caller.tenant, no, changing, ground_.now());
        return held_until(request, quote, *order, shipping);
    });
}

Result<wire::FactsView, Mistakes> Orders::note_facts(Caller const& caller, wire::FactsBody const& facts) {
    bool const may = caller.audience == wire::Audience::platform;
    if (!may) return Err{one_mistake(Rule::not_your_part)};
    return ground_.store.write([&](store::WriteTx& tx) -> Result<wire::FactsView, Mistakes> {
        auto const order = load_order(tx, scope_of(caller), facts.order_no);
        if (!order) return Err{one_mistake(Rule::not_found, "order_no")};
        TRY(taken, take_facts(tx, ground_.policies, caller.tenant, *order, facts, ground_.now()));
        return wire::FactsView(std::move(taken));
    });
}

}  // namespace afterdesk
