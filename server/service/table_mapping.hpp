#pragma once
// What the columns of a mall's table are in an order: a file of JSON, as in assets/import.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/rule.hpp"
#include "files/csv_table.hpp"
#include "wire/json.hpp"

namespace afterdesk {

/// Where a value comes from.
struct TableField {
    std::vector<std::string> columns;  ///< the first one that says something counts
    std::string value;                 ///< where none does
    std::map<std::string, std::string>
        names;         ///< the table's words and ours; empty: they are taken as they are
    bool sum = false;  ///< amounts of an order: of all its rows, not of the first one
};

/// What a row's word for its state means.
enum class TableState : unsigned char { paid, shipped, received, left_out };
std::optional<TableState> table_state_named(std::string_view name);

struct TableMapping {
    files::TextCoding coding = files::TextCoding::detected;
    char delimiter = ',';
    int offset_minutes = 480;  ///< of the table's times, east of UTC
    TableField state;          ///< without columns: every row is paid
    /// By the order's own names: order_no, shop_id, buyer_id, buyer_name, buyer_phone_tail, paid_at,
    /// freight; payment_id, channel, paid, transaction_id, out_trade_no.
    std::map<std::string, TableField> order;
    /// sku, spu, title, spec, image, kind, category, quantity; unit_price, or the total before discounts;
    /// paid; shipped_at, received_at, carrier, tracking_no.
    std::map<std::string, TableField> line;
    struct Discount {
        std::string kind;
        TableField amount;
    };
    std::vector<Discount> discounts;  ///< of the whole order
    /// What goods and freight cost more than was paid, and nobody explains, becomes a discount of this kind;
    /// empty: then the order is refused.
    std::string rest;
};

/// Errors: all mistakes, at their place in the document.
Result<TableMapping, Mistakes> read_table_mapping(wire::Value const& document);

}  // namespace afterdesk
