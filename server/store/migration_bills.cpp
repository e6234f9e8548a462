#include "store/migration_bills.hpp"

#include "store/engine.hpp"
#include "wire/peek.hpp"

namespace afterdesk::store {

namespace {

constexpr wire::ParseLimits order_limits{64u << 20, 32};

struct Place {
    std::string tenant, order_no, payment_id;
};
void add_number(WriteTx& tx, Place const& place, std::string const& number) {
    if (number.empty()) return;
    sql(tx).run(
        "INSERT INTO payment_number (tenant, number, order_no, payment_id) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (tenant, number, order_no, payment_id) DO NOTHING",
        {place.tenant, number, place.order_no, place.payment_id});
}

/// What the mall said that its provider calls them.
void add_said(WriteTx& tx, std::string const& tenant, std::string const& order_no, std::string const& body) {
    auto const order = wire::parse_json(body, order_limits);
    wire::Value const* const payments = order.ok() ? order->find("payments") : nullptr;
    auto const* const list = payments == nullptr ? nullptr : payments->as<wire::Array>();
    if (list == nullptr) return;
    for (wire::Value const& payment : *list) {
        Place const place{tenant, order_no, wire::text_in(payment, "payment_id")};
        add_number(tx, place, wire::text_in(payment, "transaction_id"));
        add_number(tx, place, wire::text_in(payment, "out_trade_no"));
    }
}

}  // namespace

void bills_and_numbers(WriteTx& tx) {
    sql(tx).script(bills);
    {
        Rows rows = sql(tx).query("SELECT tenant, order_no, payment_id FROM order_money");
        while (rows.step()) add_number(tx, {rows.text(0), rows.text(1), rows.text(2)}, rows.text(2));
    }
    Rows rows = sql(tx).query("SELECT tenant, order_no, body FROM order_row");
    while (rows.step()) add_said(tx, rows.text(0), rows.text(1), rows.text(2));
}

}  // namespace afterdesk::store
