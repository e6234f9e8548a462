#include "service/import_table.hpp"

namespace afterdesk {

Result<ImportTable, Mistakes> ImportTable::read(std::string_view mapping_text, std::string_view table) {
    auto const document = wire::parse_json(mapping_text);
    if (!document.ok()) return Err{document.error()};
    TRY(mapping, read_table_mapping(*document));
    ImportTable out{std::move(mapping), {}};
    out.orders = orders_of_table(out.mapping, table);
    return out;
}

void ImportTable::put_in_place(Result<Imported, std::vector<LineMistake>>& taken) const {
    auto const place = [&](std::vector<LineMistake>& mistakes) {
        for (LineMistake& one : mistakes) one = in_table(mapping, orders, one);
    };
    if (!taken.ok()) {
        auto mistakes = taken.error();
        place(mistakes);
        taken = Err{std::move(mistakes)};
        return;
    }
    place(taken.value().left_out);
    place(taken.value().remarks);
}

}  // namespace afterdesk
