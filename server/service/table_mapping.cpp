#include "service/table_mapping.hpp"

#include <algorithm>
#include <array>

#include "wire/reader.hpp"

namespace afterdesk {

namespace {

constexpr int max_column_chars = 64, max_value_chars = 200;
constexpr wire::Range offset_range{-720, 840, 480};
constexpr std::array<std::string_view, 12> order_names{
    "order_no", "shop_id",    "buyer_id", "buyer_name", "buyer_phone_tail", "paid_at",
    "freight",  "payment_id", "channel",  "paid",       "transaction_id",   "out_trade_no"};
constexpr std::array<std::string_view, 15> line_names{
    "sku",        "spu",   "title", "spec",       "image",       "kind",    "category",   "quantity",
    "unit_price", "total", "paid",  "shipped_at", "received_at", "carrier", "tracking_no"};
/// What no order does without, unless it follows from others.
constexpr std::array<std::string_view, 5> order_needs{"order_no", "shop_id", "buyer_id", "paid_at",
                                                      "channel"};
constexpr std::array<std::string_view, 3> line_needs{"sku", "title", "quantity"};

using wire::ObjectReader;

std::vector<std::string> read_columns(ObjectReader& reader, wire::Value const& columns) {
    std::vector<std::string> out;
    auto const* const items = columns.as<wire::Array>();
    if (items == nullptr) {
        out.push_back(wire::read_text(columns, reader.at("column"), max_column_chars, reader.mistakes()));
        return out;
    }
    for (std::size_t i = 0; i < items->size(); ++i) {
        out.push_back(wire::read_text((*items)[i], wire::at_index(reader.at("column"), i), max_column_chars,
                                      reader.mistakes()));
    }
    return out;
}

void read_names(ObjectReader& reader, wire::Value const& names, TableField& field) {
    auto const* const pairs = names.as<wire::Object>();
    if (pairs == nullptr) return wire::note(reader.mistakes(), Rule::wrong_type, reader.at("names"));
    for (auto const& [word, ours] : *pairs) {
        std::string const path = wire::at_key(reader.at("names"), word);
        field.names[word] = wire::read_text(ours, path, max_value_chars, reader.mistakes());
    }
}

/// "column" is a name, or a list of them.
TableField read_field(wire::Value const& value, std::string path, Mistakes& mistakes) {
    TableField field;
    ObjectReader reader(value, std::move(path), mistakes);
    if (wire::Value const* columns = reader.optional("column"))
        field.columns = read_columns(reader, *columns);
    field.value = reader.text_or("value", max_value_chars);
    if (wire::Value const* names = reader.optional("names")) read_names(reader, *names, field);
    field.sum = reader.boolean_or("sum", false);
    if (field.columns.empty() && field.value.empty())
        wire::note(mistakes, Rule::missing_key, reader.at("column"));
    reader.finish();
    return field;
}

template <std::size_t Names, std::size_t Needs>
std::map<std::string, TableField> read_fields(wire::Value const& value, std::string const& path,
                                              std::array<std::string_view, Names> const& names,
                                              std::array<std::string_view, Needs> const& needs,
                                              Mistakes& mistakes) {
    std::map<std::string, TableField> out;
    ObjectReader reader(value, path, mistakes);
    for (std::string_view const name : names) {
        wire::Value const* const one = reader.optional(name);
        if (one != nullptr) out.emplace(name, read_field(*one, reader.at(name), mistakes));
    }
    for (std::string_view const name : needs) {
        if (!out.contains(std::string(name))) wire::note(mistakes, Rule::missing_key, reader.at(name));
    }
    reader.finish();
    return out;
}

TableField read_state(wire::Value const& value, Mistakes& mistakes) {
    TableField field = read_field(value, "state", mistakes);
    for (auto const& [word, state] : field.names) {
        if (!table_state_named(state))
            wire::note(mistakes, Rule::unknown_name, wire::at_key("state.names", word));
    }
    return field;
}

std::vector<TableMapping::Discount> read_discounts(wire::Value const& value, Mistakes& mistakes) {
    std::vector<TableMapping::Discount> out;
    auto const* const items = value.as<wire::Array>();
    if (items == nullptr) wire::note(mistakes, Rule::wrong_type, "discounts");
    for (std::size_t i = 0; items != nullptr && i < items->size(); ++i) {
        ObjectReader reader((*items)[i], wire::at_index("discounts", i), mistakes);
        TableMapping::Discount one{reader.text("kind", max_value_chars), {}};
        if (wire::Value const* amount = reader.required("amount"))
            one.amount = read_field(*amount, reader.at("amount"), mistakes);
        reader.finish();
        out.push_back(std::move(one));
    }
    return out;
}

files::TextCoding read_coding(ObjectReader& reader) {
    std::string const name = reader.text_or("encoding", max_value_chars);
    if (name.empty() || name == "auto") return files::TextCoding::detected;
    if (name == "utf-8") return files::TextCoding::utf8;
    if (name == "gb18030") return files::TextCoding::gb18030;
    wire::note(reader.mistakes(), Rule::unknown_name, "encoding");
    return files::TextCoding::detected;
}

char read_delimiter(ObjectReader& reader) {
    std::string const text = reader.text_or("delimiter", 1);
    if (text.empty()) return ',';
    if (text.size() > 1 || text == "\"") wire::note(reader.mistakes(), Rule::bad_characters, "delimiter");
    return text.front();
}

}  // namespace

std::optional<TableState> table_state_named(std::string_view name) {
    if (name == "paid") return TableState::paid;
    if (name == "shipped") return TableState::shipped;
    if (name == "received") return TableState::received;
    if (name == "left_out") return TableState::left_out;
    return std::nullopt;
}

Result<TableMapping, Mistakes> read_table_mapping(wire::Value const& document) {
    Mistakes mistakes;
    TableMapping out;
    ObjectReader reader(document, "", mistakes);
    reader.text_or("about", max_value_chars);  // for people
    out.coding = read_coding(reader);
    out.delimiter = read_delimiter(reader);
    out.offset_minutes = reader.number_or("utc_offset_minutes", offset_range, 480);
    if (wire::Value const* state = reader.optional("state")) out.state = read_state(*state, mistakes);
    if (wire::Value const* order = reader.required("order"))
        out.order = read_fields(*order, "order", order_names, order_needs, mistakes);
    if (wire::Value const* line = reader.required("line"))
        out.line = read_fields(*line, "line", line_names, line_needs, mistakes);
    if (!out.line.contains("unit_price") && !out.line.contains("total"))
        wire::note(mistakes, Rule::missing_key, "line.unit_price");
    if (wire::Value const* discounts = reader.optional("discounts"))
        out.discounts = read_discounts(*discounts, mistakes);
    out.rest = reader.text_or("rest", max_value_chars);
    reader.finish();
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return out;
}

}  // namespace afterdesk
