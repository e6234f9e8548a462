#pragma once
// Orders, and what their payments hold: paid, reserved, refunded, with the ledger behind it.

#include <optional>
#include <string>
#include <vector>

#include "domain/order/order.hpp"
#include "store/people.hpp"
#include "store/scope.hpp"
#include "store/search.hpp"
#include "store/tx.hpp"

namespace afterdesk::store {

std::optional<Order> find_order(ReadTx& tx, TenantId const& tenant, OrderNo const& order_no);

/// A place in a buyer's list: the last order shown.
struct OrderPlace {
    std::int64_t paid_at_ms = 0;
    std::string order_no;
};
struct OrderFilter {
    TenantId tenant;
    BuyerId buyer;
    std::optional<SearchQuery> search;
    std::optional<OrderPlace> behind;
    int limit = 0;
};
/// A buyer's orders, the newest first.
std::vector<Order> orders_of_buyer(ReadTx& tx, OrderFilter const& filter);

/// Those that staff of the scope find, the newest first. Units: the search has a word.
std::vector<Order> orders_found(ReadTx& tx, Scope const& scope, SearchQuery const& search, int limit);

/// What an order is found by: one part per line.
std::string text_of(Order const& order, std::string_view shop_name, Buyer const& buyer);
/// The shop, or the buyer, is called otherwise now: their orders are found so. Errors: StoreFailure.
void name_orders_of(WriteTx& tx, TenantId const& tenant, Shop const& shop);
void name_orders_of(WriteTx& tx, TenantId const& tenant, Buyer const& buyer);
/// Puts what every order is found by into an empty index. Errors: StoreFailure.
void put_order_texts(WriteTx& tx);

bool has_orders(ReadTx& tx, TenantId const& tenant);
/// Empty when there is no such order.
ShopId shop_of_order(ReadTx& tx, TenantId const& tenant, OrderNo const& order_no);

/// The order's document as it was imported; empty when there is none.
std::string order_body(ReadTx& tx, TenantId const& tenant, OrderNo const& order_no);

/// Adds an order with its payments, and their first ledger entries. Errors: StoreFailure when it is there
/// already.
void add_order(WriteTx& tx, TenantId const& tenant, Order const& order, std::string const& body, Instant now);

/// Adds a payment with its first ledger entry. Errors: StoreFailure when it is there already.
void add_payment(WriteTx& tx, TenantId const& tenant, OrderNo const& order_no, Payment const& payment,
                 Instant now);

/// Writes down what became known of an order. Units: `order` differs in its facts and looks only.
void update_order(WriteTx& tx, TenantId const& tenant, Order const& order);

/// The difference of an exchange, paid by the buyer.
struct CollectionRow {
    std::string payment_no;
    TicketNo ticket_no;
    Fen amount_fen = 0;
    bool operator==(CollectionRow const&) const = default;
};
std::optional<CollectionRow> find_collection(ReadTx& tx, TenantId const& tenant, std::string_view payment_no);
/// Errors: StoreFailure when the number is there already.
void add_collection(WriteTx& tx, TenantId const& tenant, CollectionRow const& row, Instant now);

/// What one payment of an order holds.
struct PaymentRow {
    PaymentId payment_id;
    PaymentChannel channel = PaymentChannel::wechat;
    Fen paid_fen = 0, reserved_fen = 0, refunded_fen = 0;
    bool operator==(PaymentRow const&) const = default;
};
std::vector<PaymentRow> payments_of(ReadTx& tx, TenantId const& tenant, OrderNo const& order_no);

/// The accounts of an order, per payment. Rule: kept + reserved + refunded = paid, and buyer = −paid.
enum class Account : unsigned char { buyer, kept, reserved, refunded };
std::string_view name_of(Account account);

/// Money that moves from one account to another. Units: amount > 0.
struct Transfer {
    OrderNo order_no;
    PaymentId payment_id;
    TicketNo ticket_no;  ///< empty for the payment itself
    Account debit = Account::kept, credit = Account::reserved;
    Fen amount_fen = 0;
};
/// Adds the ledger entry and moves the balance. Errors: StoreFailure when a payment would hold more than was
/// paid.
void transfer(WriteTx& tx, TenantId const& tenant, Transfer const& transfer, Instant now);

}  // namespace afterdesk::store
