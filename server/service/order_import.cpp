#include "service/order_import.hpp"

#include <map>
#include <set>

#include "base/text.hpp"
#include "store/orders.hpp"
#include "store/people.hpp"
#include "wire/codec.hpp"

namespace afterdesk {

namespace {

constexpr std::size_t max_line_mistakes = 1'000;

struct ReadOrder {
    int line = 0;
    Order order;
    std::string body;
};

void shift_times(Order& order, Duration by) {
    order.paid_at = order.paid_at + by;
    for (Line& line : order.lines) {
        if (line.received_at) line.received_at = *line.received_at + by;
    }
}

/// The orders of a text that are sound; the mistakes of the others.
std::vector<ReadOrder> read_orders(std::string_view text, Duration shift,
                                   std::vector<LineMistake>& mistakes) {
    std::vector<ReadOrder> orders;
    std::map<std::string, int> line_of;
    for (int line = 1; !text.empty() && mistakes.size() < max_line_mistakes; ++line) {
        std::size_t const end = std::min(text.find('\n'), text.size());
        std::string_view const here = trim(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (here.empty()) continue;
        Mistakes found;
        Order order;
        auto const parsed = wire::parse_json(here);
        if (parsed.ok()) {
            order = wire::read_order(*parsed, "", found);
        } else {
            found = parsed.error();
        }
        bool const readable = found.empty();
        if (readable && !line_of.emplace(order.order_no.value, line).second) {
            found.push_back({Rule::order_no_twice, "order_no", -1});
        }
        for (Mistake& mistake : found) mistakes.push_back({line, std::move(mistake)});
        if (!found.empty()) continue;
        shift_times(order, shift);
        std::string body = wire::write_json(wire::to_json(order));
        orders.push_back({line, std::move(order), std::move(body)});
    }
    return orders;
}

}  // namespace

Result<Imported, std::vector<LineMistake>> import_orders(store::Store& store, TenantId const& tenant,
                                                         std::string_view text, ImportTimes const& times) {
    using Outcome = Result<Imported, std::vector<LineMistake>>;
    std::vector<LineMistake> mistakes;
    std::vector<ReadOrder> const orders = read_orders(text, times.shift, mistakes);
    return store.write([&](store::WriteTx& tx) -> Outcome {
        Imported imported;
        std::set<ShopId> known;
        for (ReadOrder const& one : orders) {
            ShopId const& shop = one.order.shop_id;
            if (!known.contains(shop) && store::find_shop(tx, tenant, shop)) known.insert(shop);
            if (!known.contains(shop)) {
                mistakes.push_back({one.line, {Rule::shop_unknown, "shop_id", -1}});
                continue;
            }
            std::string const before = store::order_body(tx, tenant, one.order.order_no);
            if (before == one.body) {
                ++imported.unchanged;
            } else if (!before.empty()) {
                mistakes.push_back({one.line, {Rule::order_no_twice, "order_no", -1}});
            } else if (mistakes.empty()) {
                store::ensure_buyer(tx, tenant, {one.order.buyer_id, "", ""});
                store::add_order(tx, tenant, one.order, one.body, times.now);
                ++imported.added;
            }
        }
        if (!mistakes.empty()) return Err{std::move(mistakes)};
        return imported;
    });
}

}  // namespace afterdesk
