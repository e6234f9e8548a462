#pragma once
// A mall's table of orders, as lines for import_orders: one row for each of an order's goods.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "service/order_import.hpp"
#include "service/table_mapping.hpp"

namespace afterdesk {

struct TableOrders {
    std::string lines;  ///< one order as JSON on each, as import_orders wants them
    /// Of each of those lines, in which lines of the table its rows stand. From 0.
    std::vector<std::vector<int>> rows;
    int left_out = 0;                   ///< rows whose state says so
    std::vector<LineMistake> mistakes;  ///< at the table's lines; paths are its columns
    files::TextCoding coding = files::TextCoding::utf8;
};

/// Errors, each with line and column: malformed_json for a text that is no table; missing_key for a column
/// that the head does not have and amounts, numbers or people rest on; must_not_be_empty, not_an_integer,
/// must_be_positive, wrong_type for a cell that is no amount or time; unknown_name for a word that the
/// mapping does not name. Units: amounts in yuan, with a point; times like "2026-11-29 10:00:00", also with
/// slashes, a T, or without seconds; or seconds or milliseconds since 1970.
TableOrders orders_of_table(TableMapping const& mapping, std::string_view bytes);

/// A mistake that import_orders found, as the table has it: its line, and the column that the path came
/// from.
LineMistake in_table(TableMapping const& mapping, TableOrders const& orders, LineMistake const& found);

}  // namespace afterdesk
