#include "store/orders.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <tuple>

#include "domain/ticket/personal.hpp"
#include "store/bills.hpp"
#include "store/bodies.hpp"
#include "store/engine.hpp"
#include "store/shown_before.hpp"
#include "store/texts.hpp"

namespace afterdesk::store {

namespace {

constexpr std::array<std::string_view, 4> account_names{"buyer", "kept", "reserved", "refunded"};

Order order_from(std::string const& body) { return read_body(body, "order", wire::read_kept_order); }

Fen paid_by(Order const& order) {
    Fen sum = 0;
    for (Payment const& payment : order.payments) sum += payment.amount_fen;
    return sum;
}

std::string shop_name(ReadTx& tx, TenantId const& tenant, ShopId const& shop) {
    Rows rows =
        sql(tx).query("SELECT name FROM shop WHERE tenant = $1 AND shop_id = $2", {tenant.value, shop.value});
    return rows.step() ? rows.text(0) : std::string();
}

void put_text(WriteTx& tx, TenantId const& tenant, Order const& order, std::string_view shop_name) {
    Buyer const buyer = find_buyer(tx, tenant, order.buyer_id).value_or(Buyer{});
    keep_text(tx, {tenant, Findable::order, order.order_no.value, order.shop_id, order.buyer_id,
                   text_of(order, shop_name, buyer)});
}

void add_entry(WriteTx& tx, TenantId const& tenant, Transfer const& moved, Instant now) {
    sql(tx).run(
        "INSERT INTO ledger_entry (tenant, order_no, entry_no, at_ms, payment_id, ticket_no, debit, credit,"
        " amount_fen) VALUES ($1, $2, (SELECT COALESCE(MAX(entry_no), 0) + 1 FROM ledger_entry"
        " WHERE tenant = $1 AND order_no = $2), $3, $4, $5, $6, $7, $8)",
        {tenant.value, moved.order_no.value, now.ms, moved.payment_id.value, moved.ticket_no.value,
         name_of(moved.debit), name_of(moved.credit), moved.amount_fen});
}

}  // namespace

std::string_view name_of(Account account) { return account_names[static_cast<std::size_t>(account)]; }

std::string order_body(ReadTx& tx, TenantId const& tenant, OrderNo const& order_no) {
    Rows rows = sql(tx).query("SELECT body FROM order_row WHERE tenant = $1 AND order_no = $2",
                              {tenant.value, order_no.value});
    return rows.step() ? rows.text(0) : std::string();
}

bool has_orders(ReadTx& tx, TenantId const& tenant) {
    return sql(tx).query("SELECT 1 FROM order_row WHERE tenant = $1 LIMIT 1", {tenant.value}).step();
}

ShopId shop_of_order(ReadTx& tx, TenantId const& tenant, OrderNo const& order_no) {
    Rows row = sql(tx).query("SELECT shop_id FROM order_row WHERE tenant = $1 AND order_no = $2",
                             {tenant.value, order_no.value});
    return row.step() ? ShopId{row.text(0)} : ShopId{};
}

std::optional<Order> find_order(ReadTx& tx, TenantId const& tenant, OrderNo const& order_no) {
    tx.saw(Book::order, tenant, order_no.value);
    std::string const body = order_body(tx, tenant, order_no);
    if (body.empty()) return std::nullopt;
    return order_from(body);
}

namespace {

/// So many of what is found are looked at, the newest first; and so long is looked, as there are no pages
/// to go on with.
constexpr int most_looked_at = 1'000;
constexpr std::chrono::milliseconds most_time{40};

/// What a scope finds, in order.
std::vector<OrderPlace> found_places(ReadTx& tx, Scope const& scope, SearchQuery const& search) {
    FoundNumbers numbers(tx, asked_for(tx, Findable::order, scope, search), std::nullopt, true, most_time);
    bool const of_buyer = scope.of == Scope::Of::buyer;
    std::vector<OrderPlace> places;
    for (int seen = 0; seen < most_looked_at; ++seen) {
        auto const number = numbers.next();
        if (!number) break;
        Rows row = sql(tx).query(
            "SELECT o.paid_at_ms, o.order_no, d.text FROM search_text d CROSS JOIN order_row o"
            " WHERE d.number = $1 AND d.tenant = $2 AND d.kind = 'order' AND o.tenant = $2"
            " AND o.order_no = d.name AND ($3 = '' OR o.buyer_id = $3) AND ($4 = '' OR o.shop_id = $4)",
            {*number, scope.tenant.value, of_buyer ? scope.id : std::string(),
             scope.of == Scope::Of::shop ? scope.id : std::string()});
        if (row.step() && stands_in(row.text(2), search)) places.push_back({row.integer(0), row.text(1)});
    }
    std::sort(places.begin(), places.end(), [](OrderPlace const& a, OrderPlace const& b) {
        return std::tie(a.paid_at_ms, a.order_no) > std::tie(b.paid_at_ms, b.order_no);
    });
    return places;
}

}  // namespace

std::vector<Order> orders_of_buyer(ReadTx& tx, OrderFilter const& filter) {
    std::vector<Order> out;
    OrderPlace const behind = filter.behind.value_or(OrderPlace{INT64_MAX, ""});
    if (filter.search) {
        if (filter.search->words.empty()) return out;
        Scope const scope{filter.tenant, Scope::Of::buyer, filter.buyer.value};
        for (OrderPlace const& place : found_places(tx, scope, *filter.search)) {
            if (std::cmp_equal(out.size(), filter.limit)) break;
            bool const shown =
                std::tie(place.paid_at_ms, place.order_no) >= std::tie(behind.paid_at_ms, behind.order_no);
            if (shown) continue;
            out.push_back(order_from(order_body(tx, filter.tenant, {place.order_no})));
        }
        return out;
    }
    Rows rows = sql(tx).query(
        "SELECT body FROM order_row WHERE tenant = $1 AND buyer_id = $2 AND (paid_at_ms, order_no) < ($3, $4)"
        " ORDER BY paid_at_ms DESC, order_no DESC LIMIT $5",
        {filter.tenant.value, filter.buyer.value, behind.paid_at_ms, behind.order_no, filter.limit});
    while (rows.step()) out.push_back(order_from(rows.text(0)));
    return out;
}

std::vector<Order> orders_found(ReadTx& tx, Scope const& scope, SearchQuery const& search, int limit) {
    std::vector<Order> out;
    for (OrderPlace const& place : found_places(tx, scope, search)) {
        if (std::cmp_equal(out.size(), limit)) break;
        out.push_back(order_from(order_body(tx, scope.tenant, {place.order_no})));
    }
    return out;
}

std::string text_of(Order const& order, std::string_view shop_name, Buyer const& buyer) {
    std::string text = order.order_no.value + '\n' + std::string(shop_name) + '\n' +
                       std::string(to_find(buyer.name)) + '\n' + buyer.phone_tail;
    for (Line const& line : order.lines) text += '\n' + line.title;
    return text;
}

void name_orders_of(WriteTx& tx, TenantId const& tenant, Shop const& shop) {
    Rows rows =
        sql(tx).query("SELECT body FROM order_row WHERE tenant = $1 AND shop_id = $2 ORDER BY order_no",
                      {tenant.value, shop.id.value});
    while (rows.step()) put_text(tx, tenant, order_from(rows.text(0)), shop.name);
}

void name_orders_of(WriteTx& tx, TenantId const& tenant, Buyer const& buyer) {
    Rows rows = sql(tx).query(
        "SELECT o.body, s.name FROM order_row o JOIN shop s ON s.tenant = o.tenant AND s.shop_id = o.shop_id"
        " WHERE o.tenant = $1 AND o.buyer_id = $2 ORDER BY o.order_no",
        {tenant.value, buyer.id.value});
    while (rows.step()) put_text(tx, tenant, order_from(rows.text(0)), rows.text(1));
}

void put_order_texts(WriteTx& tx) {
    Rows rows = sql(tx).query(
        "SELECT o.tenant, o.body, s.name FROM order_row o JOIN shop s ON s.tenant = o.tenant"
        " AND s.shop_id = o.shop_id ORDER BY o.tenant, o.order_no");
    while (rows.step()) put_text(tx, {rows.text(0)}, order_from(rows.text(1)), rows.text(2));
}

void add_order(WriteTx& tx, TenantId const& tenant, Order const& order, std::string const& body,
               Instant now) {
    sql(tx).run(
        "INSERT INTO order_row (tenant, order_no, shop_id, buyer_id, paid_at_ms, paid_fen, body)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        {tenant.value, order.order_no.value, order.shop_id.value, order.buyer_id.value, order.paid_at.ms,
         paid_by(order), body});
    tx.changed(Book::order, tenant, order.order_no.value);
    put_text(tx, tenant, order, shop_name(tx, tenant, order.shop_id));
    for (Payment const& payment : order.payments) add_payment(tx, tenant, order.order_no, payment, now);
}

void add_payment(WriteTx& tx, TenantId const& tenant, OrderNo const& order_no, Payment const& payment,
                 Instant now) {
    sql(tx).run(
        "INSERT INTO order_money (tenant, order_no, payment_id, channel, paid_fen, reserved_fen, "
        "refunded_fen)"
        " VALUES ($1, $2, $3, $4, $5, 0, 0)",
        {tenant.value, order_no.value, payment.payment_id.value, wire::name_of(payment.channel),
         payment.amount_fen});
    number_payments(tx, tenant, order_no, {payment});
    tx.changed(Book::order, tenant, order_no.value);
    if (payment.amount_fen == 0) return;
    add_entry(tx, tenant,
              {order_no, payment.payment_id, {}, Account::buyer, Account::kept, payment.amount_fen}, now);
}

void update_order(WriteTx& tx, TenantId const& tenant, Order const& order) {
    keep_shown(tx, tenant, order.order_no);
    int const rows =
        sql(tx).run("UPDATE order_row SET body = $3 WHERE tenant = $1 AND order_no = $2",
                    {tenant.value, order.order_no.value, wire::write_json(wire::to_json(order))});
    if (rows != 1) throw StoreFailure(FailureKind::constraint, "facts of an unknown order");
    number_payments(tx, tenant, order.order_no, order.payments);
    tx.changed(Book::order, tenant, order.order_no.value);
    put_text(tx, tenant, order, shop_name(tx, tenant, order.shop_id));
}

std::optional<CollectionRow> find_collection(ReadTx& tx, TenantId const& tenant,
                                             std::string_view payment_no) {
    Rows rows =
        sql(tx).query("SELECT ticket_no, amount_fen FROM collection WHERE tenant = $1 AND payment_no = $2",
                      {tenant.value, payment_no});
    if (!rows.step()) return std::nullopt;
    return CollectionRow{std::string(payment_no), {rows.text(0)}, rows.integer(1)};
}

void add_collection(WriteTx& tx, TenantId const& tenant, CollectionRow const& row, Instant now) {
    sql(tx).run(
        "INSERT INTO collection (tenant, payment_no, ticket_no, amount_fen, at_ms) VALUES ($1, $2, $3, $4, "
        "$5)",
        {tenant.value, row.payment_no, row.ticket_no.value, row.amount_fen, now.ms});
}

std::vector<PaymentRow> payments_of(ReadTx& tx, TenantId const& tenant, OrderNo const& order_no) {
    Rows rows = sql(tx).query(
        "SELECT payment_id, channel, paid_fen, reserved_fen, refunded_fen FROM order_money"
        " WHERE tenant = $1 AND order_no = $2 ORDER BY payment_id",
        {tenant.value, order_no.value});
    std::vector<PaymentRow> out;
    while (rows.step()) {
        out.push_back({{rows.text(0)},
                       named<PaymentChannel>(rows.text(1)),
                       rows.integer(2),
                       rows.integer(3),
                       rows.integer(4)});
    }
    return out;
}

void transfer(WriteTx& tx, TenantId const& tenant, Transfer const& moved, Instant now) {
    CHECK(moved.amount_fen > 0);
    auto const change = [&](Account account) {
        return (moved.credit == account ? moved.amount_fen : 0) -
               (moved.debit == account ? moved.amount_fen : 0);
    };
    // The row's own CHECKs are the last word on what a payment may hold.
    int const rows = sql(tx).run(
        "UPDATE order_money SET reserved_fen = reserved_fen + $4, refunded_fen = refunded_fen + $5"
        " WHERE tenant = $1 AND order_no = $2 AND payment_id = $3",
        {tenant.value, moved.order_no.value, moved.payment_id.value, change(Account::reserved),
         change(Account::refunded)});
    if (rows != 1) throw StoreFailure(FailureKind::constraint, "transfer on an unknown payment");
    add_entry(tx, tenant, moved, now);
}

}  // namespace afterdesk::store
