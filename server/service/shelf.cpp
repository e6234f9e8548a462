#include "service/shelf.hpp"

#include <algorithm>

#include "service/audit_log.hpp"
#include "service/ground.hpp"
#include "store/orders.hpp"
#include "store/stock.hpp"

namespace afterdesk {

namespace {

wire::StockView view_of(store::ReadTx& tx, Caller const& caller) {
    wire::StockView view;
    for (store::StockRow& row : store::stock_of(tx, caller.tenant, caller.shop)) {
        view.items.push_back({std::move(row.ware), row.reserved});
    }
    return view;
}

}  // namespace

namespace {

constexpr int max_back_tickets = 50;

/// Of a ticket whose goods came back: what the shop took. Rule: without an inspection it took all, as good.
void add_back(store::ReadTx& tx, TenantId const& tenant, Ticket const& ticket,
              std::vector<wire::ShelfView::Back>& back) {
    if (ticket.state == State::awaiting_receipt || ticket.state == State::inspecting) return;
    auto const order = store::find_order(tx, tenant, ticket.order_no);
    if (!order) return;
    std::vector<InspectedLine> taken;
    if (ticket.inspection) {
        taken = ticket.inspection->lines;
    } else {
        for (QuotedLine const& line : ticket.quote.lines) taken.push_back({line.line_no, line.quantity, 0});
    }
    for (InspectedLine const& one : taken) {
        Line const* const line = find_line(*order, one.line_no);
        if (line == nullptr || line->kind != LineKind::physical || one.accepted <= 0) continue;
        std::int64_t const at_ms = ticket.return_signed_at.value_or(ticket.state_since).ms;
        back.push_back({line->sku, line->title, line->spec, ticket.no.value, resaleable(one), one.seconds,
                        one.scrap, at_ms});
    }
}

wire::ShelfView shelf_of(store::ReadTx& tx, Caller const& caller) {
    wire::ShelfView view;
    TenantId const& tenant = caller.tenant;
    for (store::StockRow& row : store::stock_of(tx, tenant, caller.shop))
        view.items.push_back({std::move(row.ware), row.reserved});
    for (store::StockHold const& hold : store::stock_holds(tx, tenant, caller.shop, wire::max_shelf_tickets))
        view.uses.push_back({hold.kept.sku, hold.ticket_no.value, hold.state, hold.kept.quantity, true});
    for (Ticket const& ticket :
         store::exchanges_to_review(tx, tenant, caller.shop, wire::max_shelf_tickets)) {
        if (!ticket.stock.empty()) continue;
        for (QuotedExchange const& exchange : ticket.quote.exchanges)
            view.uses.push_back({exchange.sku, ticket.no.value, ticket.state, exchange.quantity, false});
    }
    for (Ticket const& ticket : store::tickets_come_back(tx, tenant, caller.shop, max_back_tickets))
        add_back(tx, tenant, ticket, view.back);
    std::stable_sort(view.back.begin(), view.back.end(),
                     [](auto const& a, auto const& b) { return a.at_ms > b.at_ms; });
    return view;
}

}  // namespace

Result<wire::ShelfView, Mistakes> Shelf::look(Caller const& caller) {
    bool const may = caller.audience == wire::Audience::merchant;
    if (!may) return Err{one_mistake(Rule::not_your_part)};
    return ground_.store.read([&](store::ReadTx& tx) { return shelf_of(tx, caller); });
}

Result<wire::ShelfView, Mistakes> Shelf::count(Caller const& caller, std::string_view sku,
                                               wire::ShelfBody const& body) {
    bool const may = caller.audience == wire::Audience::merchant;
    if (!may) return Err{one_mistake(Rule::not_your_part)};
    if (!caller.rights.has(Right::set_stock)) return Err{lacks(Right::set_stock)};
    return ground_.store.write([&](store::WriteTx& tx) -> Result<wire::ShelfView, Mistakes> {
        auto rows = store::stock_of(tx, caller.tenant, caller.shop);
        auto const row = std::find_if(rows.begin(), rows.end(),
                                      [&](store::StockRow const& one) { return one.ware.sku == sku; });
        if (row == rows.end()) return Err{one_mistake(Rule::not_found, "sku")};
        int const before = row->ware.available;
        if (before == body.available) return shelf_of(tx, caller);
        if (before != body.seen) return Err{one_mistake(Rule::stale_version, "seen", before)};
        row->ware.available = body.available;
        store::put_wares(tx, caller.tenant, caller.shop, {row->ware});
        note_act(tx, caller, ground_.now(),
                 {"stock_counted", wire::AuditNoun::stock, row->ware.sku,
                  std::to_string(before) + " → " + std::to_string(body.available)});
        return shelf_of(tx, caller);
    });
}

Result<wire::StockView, Mistakes> Shelf::show(Caller const& caller) {
    bool const may = caller.audience == wire::Audience::merchant;
    if (!may) return Err{one_mistake(Rule::not_your_part)};
    return ground_.store.read([&](store::ReadTx& tx) { return view_of(tx, caller); });
}

Result<wire::StockView, Mistakes> Shelf::put(Caller const& caller, std::vector<Ware> const& wares) {
    bool const may = caller.audience == wire::Audience::merchant;
    if (!may) return Err{one_mistake(Rule::not_your_part)};
    if (!caller.rights.has(Right::set_stock)) return Err{lacks(Right::set_stock)};
    return ground_.store.write([&](store::WriteTx& tx) -> Result<wire::StockView, Mistakes> {
        note_act(tx, caller, ground_.now(),
                 {"stock_set", wire::AuditNoun::stock, std::to_string(wares.size())});
        store::put_wares(tx, caller.tenant, caller.shop, wares);
        auto view = view_of(tx, caller);
        if (std::cmp_greater(view.items.size(), max_wares)) {
            return Err{one_mistake(Rule::too_many, "items", max_wares)};
        }
        return view;
    });
}

}  // namespace afterdesk
