#include "service/order_table.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "service/table_cells.hpp"
#include "wire/reader.hpp"

namespace afterdesk {

namespace {

using files::TableRow;
using wire::Array;
using wire::Object;

/// What no amount rests on: a table may have no such column.
std::set<std::string, std::less<>> const may_lack{
    "buyer_name", "buyer_phone_tail", "payment_id", "transaction_id", "out_trade_no", "spu",        "spec",
    "image",      "category",         "shipped_at", "received_at",    "carrier",      "tracking_no"};

class TableReader {
  public:
    TableReader(TableMapping const& mapping, TableOrders& out) : mapping_(mapping), out_(out) {}

    void take(TableRow row) {
        if (head_.empty()) return take_head(row);
        if (!out_.mistakes.empty() && lacks_columns_) return;
        here_ = &row;
        std::size_t const before = out_.mistakes.size();
        TableState const state = state_of();
        if (state == TableState::left_out) {
            ++out_.left_out;
            return;
        }
        std::string const number(cell(mapping_.order.at("order_no"), true));
        here_ = nullptr;
        if (number.empty()) return;
        auto const [found, is_new] = place_of_.emplace(number, groups_.size());
        if (is_new) groups_.push_back({number, {}});
        if (out_.mistakes.size() > before) groups_[found->second].sound = false;
        groups_[found->second].rows.push_back({std::move(row), state});
    }

    void finish() {
        if (head_.empty()) take_head({1, {}});
        for (Group const& group : groups_) put(group);
    }

  private:
    struct Goods {
        TableRow row;
        TableState state = TableState::paid;
    };
    struct Group {
        std::string order_no;
        std::vector<Goods> rows;
        bool sound = true;  ///< it could be told what became of all its goods
    };

    void take_head(TableRow const& row) {
        head_line_ = row.line;
        for (std::size_t i = 0; i < row.cells.size(); ++i) head_.emplace(bare_cell(row.cells[i]), i);
        want(mapping_.state);
        for (auto const& [name, field] : mapping_.order) {
            if (!may_lack.contains(name)) want(field);
        }
        for (auto const& [name, field] : mapping_.line) {
            if (!may_lack.contains(name)) want(field);
        }
        for (TableMapping::Discount const& one : mapping_.discounts) want(one.amount);
    }
    /// One of its columns is there.
    void want(TableField const& field) {
        auto const is_there = [&](std::string const& column) { return head_.contains(column); };
        if (field.columns.empty() || std::any_of(field.columns.begin(), field.columns.end(), is_there))
            return;
        lacks_columns_ = true;
        out_.mistakes.push_back({head_line_, "", {Rule::missing_key, field.columns.front(), -1}, "", ""});
    }

    void note(Rule rule, TableField const& field, std::string_view told) {
        std::string const column = field.columns.empty() ? std::string() : field.columns.front();
        out_.mistakes.push_back({here_->line, order_no_, {rule, column, -1}, "", std::string(told)});
    }

    /// What the row says there, in our words.
    std::string_view cell(TableField const& field, bool needed) {
        std::string_view said;
        for (std::string const& column : field.columns) {
            auto const at = head_.find(column);
            bool const is_there = said.empty() && at != head_.end() && at->second < here_->cells.size();
            if (is_there) said = bare_cell(here_->cells[at->second]);
        }
        if (said.empty()) {
            if (needed && field.value.empty()) note(Rule::must_not_be_empty, field, "");
            return field.value;
        }
        if (field.names.empty()) return said;
        auto const ours = field.names.find(std::string(said));
        if (ours != field.names.end()) return ours->second;
        note(Rule::unknown_name, field, said);
        return {};
    }
    TableState state_of() {
        if (mapping_.state.columns.empty()) return TableState::paid;
        std::string_view const word = cell(mapping_.state, true);
        auto const state = table_state_named(word);
        if (!state && !word.empty()) note(Rule::unknown_name, mapping_.state, word);
        return state.value_or(TableState::paid);
    }

    static TableField const* find(std::map<std::string, TableField> const& fields, char const* name) {
        auto const found = fields.find(name);
        return found == fields.end() ? nullptr : &found->second;
    }
    template <class Value>
    std::optional<Value> parsed(TableField const* field, bool needed, Rule rule,
                                std::optional<Value> (*parse)(std::string_view)) {
        std::string_view const text = field == nullptr ? std::string_view() : cell(*field, needed);
        if (text.empty()) return std::nullopt;
        auto const value = parse(text);
        if (!value) note(rule, *field, text);
        return value;
    }
    std::optional<Fen> yuan(TableField const* field, bool needed = false) {
        return parsed<Fen>(field, needed, Rule::wrong_type, &yuan_in);
    }
    std::optional<Instant> time(TableField const* field, bool needed = false) {
        std::string_view const text = field == nullptr ? std::string_view() : cell(*field, needed);
        if (text.empty()) return std::nullopt;
        auto const at = time_in(text, mapping_.offset_minutes);
        if (!at) note(Rule::wrong_type, *field, text);
        return at;
    }

    void put_text(Object& into, std::map<std::string, TableField> const& from, char const* name,
                  char const* key, bool needed = false) {
        TableField const* const field = find(from, name);
        std::string_view const text = field == nullptr ? std::string_view() : cell(*field, needed);
        if (!text.empty()) into.emplace_back(key, std::string(text));
    }

    /// An amount of the whole order.
    Fen of_all(Group const& group, TableField const* field) {
        Fen total = 0;
        for (Goods const& goods : group.rows) {
            here_ = &goods.row;
            total += yuan(field).value_or(0);
            if (field == nullptr || !field->sum) break;
        }
        here_ = &group.rows.front().row;
        return total;
    }

    /// Promise: what it cost when all of it is counted.
    Fen put_line(Array& lines, Goods const& goods) {
        here_ = &goods.row;
        Object line{{"line_no", static_cast<std::int64_t>(lines.size()) + 1}};
        for (char const* name : {"sku", "title", "spec", "image", "category"})
            put_text(line, mapping_.line, name, name, name == std::string_view("sku"));
        TableField const* const product = find(mapping_.line, "spu");
        line.emplace_back("spu",
                          std::string(product == nullptr ? std::string_view() : cell(*product, false)));
        TableField const* const kinds = find(mapping_.line, "kind");
        std::string const kind(kinds == nullptr ? std::string_view("physical") : cell(*kinds, true));
        std::int64_t const quantity =
            parsed<std::int64_t>(find(mapping_.line, "quantity"), true, Rule::not_an_integer, &count_in)
                .value_or(1);
        Price const price = price_of(quantity);
        line.emplace_back("kind", kind);
        line.emplace_back("quantity", quantity);
        line.emplace_back("unit_price_fen", price.of_one);
        Fen const off = price.of_one * quantity - price.of_all;
        if (off > 0) line.emplace_back("discounts", Array{Object{{"kind", "manual"}, {"amount_fen", off}}});
        if (kind == "physical" && goods.state != TableState::paid) put_delivery(line, quantity, goods.state);
        lines.push_back(std::move(line));
        return price.of_one * quantity - std::max<Fen>(off, 0);
    }
    struct Price {
        Fen of_one = 0, of_all = 0;  ///< of all: what it comes to in the end
    };
    /// Of a total that does not go into its pieces one costs a fen more, and the rest comes off the line.
    Price price_of(std::int64_t quantity) {
        TableField const* const of_one = find(mapping_.line, "unit_price");
        auto const one = yuan(of_one, true);
        auto const total = yuan(find(mapping_.line, "total"), of_one == nullptr);
        auto const paid = yuan(find(mapping_.line, "paid"));
        Price price;
        if (one) price.of_one = *one;
        if (!one && total) price.of_one = (*total + quantity - 1) / std::max<std::int64_t>(quantity, 1);
        price.of_all = paid ? *paid : total ? *total : price.of_one * quantity;
        return price;
    }
    void put_delivery(Object& line, std::int64_t quantity, TableState state) {
        Object delivery{{"quantity", quantity}};
        auto const shipped = time(find(mapping_.line, "shipped_at"));
        TableField const* const signed_for = find(mapping_.line, "received_at");
        auto const received = state == TableState::received ? time(signed_for, true) : std::nullopt;
        if (state == TableState::received && signed_for == nullptr)
            note(Rule::must_not_be_empty, mapping_.state, "received_at");
        if (shipped) delivery.emplace_back("shipped_at_ms", shipped->ms);
        if (received) delivery.emplace_back("received_at_ms", received->ms);
        put_text(delivery, mapping_.line, "carrier", "carrier");
        put_text(delivery, mapping_.line, "tracking_no", "tracking_no");
        line.emplace_back("deliveries", Array{std::move(delivery)});
    }

    /// Promise: their sum.
    Fen put_discounts(Group const& group, Array& discounts) {
        Fen sum = 0;
        for (TableMapping::Discount const& one : mapping_.discounts) {
            Fen const amount = of_all(group, &one.amount);
            if (amount > 0) discounts.push_back(Object{{"kind", one.kind}, {"amount_fen", amount}});
            sum += amount;
        }
        return sum;
    }

    Object payment_of(Group const& group, Fen amount) {
        TableField const* const number = find(mapping_.order, "payment_id");
        std::string id(number == nullptr ? std::string_view() : cell(*number, false));
        Object payment{{"payment_id", id.empty() ? group.order_no : std::move(id)}};
        put_text(payment, mapping_.order, "channel", "channel", true);
        payment.emplace_back("amount_fen", amount);
        put_text(payment, mapping_.order, "transaction_id", "transaction_id");
        put_text(payment, mapping_.order, "out_trade_no", "out_trade_no");
        return payment;
    }

    void put(Group const& group) {
        std::size_t const before = out_.mistakes.size();
        order_no_ = group.order_no;
        Array lines;
        Fen total = 0;
        for (Goods const& goods : group.rows) total += put_line(lines, goods);
        here_ = &group.rows.front().row;
        Object order{{"order_no", group.order_no}};
        put_text(order, mapping_.order, "shop_id", "shop_id", true);
        put_text(order, mapping_.order, "buyer_id", "buyer_id", true);
        put_text(order, mapping_.order, "buyer_name", "buyer_name");
        put_text(order, mapping_.order, "buyer_phone_tail", "buyer_phone_tail");
        order.emplace_back("currency", "CNY");
        if (auto const paid_at = time(find(mapping_.order, "paid_at"), true))
            order.emplace_back("paid_at_ms", paid_at->ms);
        Fen const freight = of_all(group, find(mapping_.order, "freight"));
        order.emplace_back("freight_fen", freight);
        Array discounts;
        total += freight - put_discounts(group, discounts);
        TableField const* const paid = find(mapping_.order, "paid");
        Fen const amount = paid == nullptr ? total : of_all(group, paid);
        if (!mapping_.rest.empty() && total > amount)
            discounts.push_back(Object{{"kind", mapping_.rest}, {"amount_fen", total - amount}});
        order.emplace_back("lines", std::move(lines));
        if (!discounts.empty()) order.emplace_back("discounts", std::move(discounts));
        order.emplace_back("payments", amount > 0 ? Array{payment_of(group, amount)} : Array{});
        here_ = nullptr;
        order_no_.clear();
        if (out_.mistakes.size() > before || !group.sound) return;
        out_.lines += wire::write_json(order) + "\n";
        std::vector<int>& rows = out_.rows.emplace_back();
        for (Goods const& goods : group.rows) rows.push_back(goods.row.line);
    }

    TableMapping const& mapping_;
    TableOrders& out_;
    std::map<std::string, std::size_t, std::less<>> head_;
    std::map<std::string, std::size_t> place_of_;
    std::vector<Group> groups_;
    TableRow const* here_ = nullptr;
    std::string order_no_;
    int head_line_ = 1;
    bool lacks_columns_ = false;
};

/// "lines[2].deliveries[0].received_at_ms" → "received_at".
std::string name_in(std::string_view path) {
    std::string name(path.substr(path.rfind('.') == std::string_view::npos ? 0 : path.rfind('.') + 1));
    for (std::string_view const unit : {"_ms", "_fen"}) {
        if (name.ends_with(unit)) name.resize(name.size() - unit.size());
    }
    return path.starts_with("payments") && name == "amount" ? "paid" : name;
}

}  // namespace

TableOrders orders_of_table(TableMapping const& mapping, std::string_view bytes) {
    TableOrders out;
    auto const decoded = files::decode_text(bytes, mapping.coding);
    if (!decoded) {
        out.mistakes.push_back({1, "", {Rule::bad_characters, "", -1}, "", ""});
        return out;
    }
    out.coding = decoded->coding;
    TableReader reader(mapping, out);
    files::each_table_row(decoded->text, mapping.delimiter,
                          [&](TableRow row) { reader.take(std::move(row)); });
    reader.finish();
    return out;
}

LineMistake in_table(TableMapping const& mapping, TableOrders const& orders, LineMistake const& found) {
    LineMistake out = found;
    auto const order = static_cast<std::size_t>(found.line) - 1;
    if (found.line < 1 || order >= orders.rows.size()) return out;
    std::vector<int> const& rows = orders.rows[order];
    std::string_view const path = found.mistake.path;
    bool const of_line = path.starts_with("lines[");
    std::size_t at = 0;
    if (of_line) std::from_chars(path.data() + 6, path.data() + path.size(), at);
    out.line = rows[std::min(at, rows.size() - 1)];
    auto const& fields = of_line ? mapping.line : mapping.order;
    auto const field = fields.find(name_in(path));
    if (field != fields.end() && !field->second.columns.empty())
        out.mistake.path = field->second.columns.front();
    return out;
}

}  // namespace afterdesk
