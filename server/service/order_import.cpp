#include "service/order_import.hpp"

#include <map>
#include <set>

#include "base/text.hpp"
#include "service/buyer_names.hpp"
#include "service/facts.hpp"
#include "store/orders.hpp"
#include "store/people.hpp"
#include "store/stock.hpp"
#include "wire/codec.hpp"
#include "wire/reader.hpp"

namespace afterdesk {

namespace {

constexpr std::size_t max_line_mistakes = 1'000;
/// An order of many lines is longer than what may be sent to us over the network.
constexpr wire::ParseLimits line_limits{16u << 20, 16};

struct ReadOrder {
    int line = 0;
    Order order;
    std::string body;
    store::Buyer buyer;  ///< what the line says of him
};
struct ReadStock {
    int line = 0;
    ShopId shop;
    std::vector<Ware> wares;
};
struct ReadFile {
    std::vector<ReadOrder> orders;
    std::vector<ReadStock> stock;
};

ReadStock read_stock_line(wire::Value const& value, Mistakes& mistakes) {
    ReadStock stock;
    wire::ObjectReader outer(value, "", mistakes);
    if (wire::Value const* inside = outer.required("stock")) {
        wire::ObjectReader reader(*inside, "stock", mistakes);
        stock.shop = {reader.id("shop_id")};
        if (wire::Value const* items = reader.required("items")) {
            stock.wares = wire::read_wares(*items, "stock.items", mistakes);
        }
        reader.finish();
    }
    outer.finish();
    return stock;
}

void shift_times(Order& order, Duration by) {
    order.paid_at = order.paid_at + by;
    for (Line& line : order.lines) {
        if (line.received_at) line.received_at = *line.received_at + by;
    }
}

/// What is sound in a text; the mistakes of the rest.
ReadFile read_file(std::string_view text, Duration shift, std::vector<LineMistake>& mistakes) {
    ReadFile file;
    std::map<std::string, int> line_of;
    for (int line = 1; !text.empty() && mistakes.size() < max_line_mistakes; ++line) {
        std::size_t const end = std::min(text.find('\n'), text.size());
        std::string_view const here = trim(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (here.empty()) continue;
        Mistakes found;
        Order order;
        ReadStock stock;
        store::Buyer buyer;
        auto parsed = wire::parse_json(here, line_limits);
        bool const is_stock = parsed.ok() && parsed->find("stock") != nullptr;
        if (!parsed.ok()) {
            found = parsed.error();
        } else if (is_stock) {
            stock = read_stock_line(*parsed, found);
        } else {
            buyer = take_buyer(parsed.value(), found);
            order = wire::read_order(*parsed, "", found);
        }
        bool const readable = found.empty() && !is_stock;
        if (readable && !line_of.emplace(order.order_no.value, line).second) {
            found.push_back({Rule::order_no_twice, "order_no", -1});
        }
        for (Mistake& mistake : found) mistakes.push_back({line, std::move(mistake)});
        if (!found.empty()) continue;
        if (is_stock) {
            stock.line = line;
            file.stock.push_back(std::move(stock));
            continue;
        }
        shift_times(order, shift);
        std::string body = wire::write_json(wire::to_json(order));
        buyer.id = order.buyer_id;
        file.orders.push_back({line, std::move(order), std::move(body), std::move(buyer)});
    }
    return file;
}

/// Puts what was read into the store, as long as there is no mistake.
class Import {
  public:
    Import(store::WriteTx& tx, TenantId const& tenant, Instant now, std::vector<LineMistake>& mistakes)
        : tx_(tx), tenant_(tenant), now_(now), mistakes_(mistakes) {}

    Imported take(ReadFile const& file) {
        for (ReadStock const& one : file.stock) take_stock(one);
        for (ReadOrder const& one : file.orders) take_order(one);
        return imported_;
    }

  private:
    bool knows_shop(int line, ShopId const& shop) {
        if (!shops_.contains(shop) && store::find_shop(tx_, tenant_, shop)) shops_.insert(shop);
        if (shops_.contains(shop)) return true;
        mistakes_.push_back({line, {Rule::shop_unknown, "shop_id", -1}});
        return false;
    }
    void take_stock(ReadStock const& one) {
        if (!knows_shop(one.line, one.shop)) return;
        store::put_wares(tx_, tenant_, one.shop, one.wares);
        imported_.wares += static_cast<int>(one.wares.size());
    }
    void take_order(ReadOrder const& one) {
        if (!knows_shop(one.line, one.order.shop_id)) return;
        auto const known = store::find_order(tx_, tenant_, one.order.order_no);
        if (known) {
            take_facts_of(one, *known);
        } else if (mistakes_.empty()) {
            store::tell_buyer(tx_, tenant_, one.buyer);
            store::add_order(tx_, tenant_, one.order, one.body, now_);
            ++imported_.added;
        }
    }
    void take_facts_of(ReadOrder const& one, Order const& known) {
        auto facts = facts_between(known, one.order);
        if (!facts) {
            mistakes_.push_back({one.line, {Rule::order_no_twice, "order_no", -1}});
            return;
        }
        auto const done =
            take_facts(tx_, policies_, tenant_, known, {known.order_no, std::move(*facts), {}, {}}, now_);
        if (!done.ok()) {
            for (Mistake const& mistake : done.error()) mistakes_.push_back({one.line, mistake});
        } else {
            bool const renamed = store::tell_buyer(tx_, tenant_, one.buyer);
            ++(done->order_changed || renamed ? imported_.updated : imported_.unchanged);
        }
    }

    store::WriteTx& tx_;
    TenantId const& tenant_;
    Instant now_;
    std::vector<LineMistake>& mistakes_;
    PolicyCache policies_;
    std::set<ShopId> shops_;
    Imported imported_;
};

}  // namespace

Result<Imported, std::vector<LineMistake>> import_orders(store::Store& store, TenantId const& tenant,
                                                         std::string_view text, ImportTimes const& times) {
    using Taken = Result<Imported, std::vector<LineMistake>>;
    std::vector<LineMistake> unreadable;
    ReadFile const file = read_file(text, times.shift, unreadable);
    return store.write([&](store::WriteTx& tx) -> Taken {
        std::vector<LineMistake> mistakes = unreadable;
        Imported const imported = Import(tx, tenant, times.now, mistakes).take(file);
        if (!mistakes.empty()) return Err{std::move(mistakes)};
        return imported;
    });
}

}  // namespace afterdesk
