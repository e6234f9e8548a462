// Tables of a mall's orders: whatever the bytes, orders or mistakes come of them, and what comes is JSON.

#include <string_view>

#include "base/check.hpp"
#include "service/order_table.hpp"
#include "wire/json.hpp"

using namespace afterdesk;

namespace {

TableMapping mapping() {
    auto const document = wire::parse_json(
        R"({"state":{"column":"s","names":{"1":"paid","2":"shipped","3":"received","4":"left_out"}},)"
        R"("order":{"order_no":{"column":"n"},"shop_id":{"value":"s1"},"buyer_id":{"column":["b","n"]},)"
        R"("paid_at":{"column":"t"},"freight":{"column":"f","sum":true},"channel":{"value":"wechat"},)"
        R"("paid":{"column":"a"}},"line":{"sku":{"column":"k"},"title":{"column":"i"},)"
        R"("quantity":{"column":"q"},"total":{"column":"u"},"shipped_at":{"column":"t"},)"
        R"("received_at":{"column":"r"}},"rest":"manual"})");
    return read_table_mapping(*document).value();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    static TableMapping const known = mapping();
    TableOrders const orders = orders_of_table(known, {reinterpret_cast<char const*>(data), size});
    std::string_view lines = orders.lines;
    for (std::vector<int> const& rows : orders.rows) {
        CHECK(!rows.empty());
        std::size_t const end = lines.find('\n');
        CHECK(wire::parse_json(lines.substr(0, end)).ok());
        lines.remove_prefix(end + 1);
    }
    CHECK(lines.empty());
    return 0;
}
