#pragma once
// A mall's table on its way to import_orders, and its mistakes on their way back.

#include <string>
#include <string_view>
#include <vector>

#include "service/order_table.hpp"

namespace afterdesk {

struct ImportTable {
    TableMapping mapping;
    TableOrders orders;

    /// Errors: those of the mapping; malformed_json when it is no JSON.
    static Result<ImportTable, Mistakes> read(std::string_view mapping, std::string_view table);

    /// Lines and fields of what was imported become the table's rows and columns.
    void put_in_place(Result<Imported, std::vector<LineMistake>>& taken) const;
};

}  // namespace afterdesk
