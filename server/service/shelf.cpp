#include "service/shelf.hpp"

#include "service/audit_log.hpp"
#include "service/ground.hpp"
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
