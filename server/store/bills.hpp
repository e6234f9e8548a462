#pragma once
// Days of payment channels' bills: what they were compared to, what they differ in, and who settled it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/outbox.hpp"
#include "wire/bills_api.hpp"

namespace afterdesk::store {

/// Names a day of a channel, or of one of its accounts.
struct BillKey {
    TenantId tenant;
    PaymentChannel channel = PaymentChannel::wechat;
    std::string day;
    std::string account{};  ///< a merchant account's number; empty: the channel's one of everybody
};

/// What a comparison found. Units: the differences' ids and times are given when they are kept.
struct BillRun {
    BillKey key;
    wire::BillOrigin origin = wire::BillOrigin::channel;
    std::int64_t lines = 0, refunds = 0;
    Fen refunds_fen = 0;
    std::int64_t ours = 0;
    Fen ours_fen = 0;
    std::vector<wire::DifferenceView> differences;
    bool is_all = true;  ///< there are no more of them
    std::string seen;    ///< see bill_numbers
};

/// Keeps it in place of what was found before: what is found again stays as it is, also settled; what is not
/// found any more is gone; the day is closed when nothing is open. Promise: the day as it is now.
wire::BillDayView keep_run(WriteTx& tx, BillRun const& run, Instant now, Instant next_look);
struct BillFailure {
    wire::BillProblem problem = wire::BillProblem::not_served;
    std::string detail{};
};
/// A try that came to nothing; what was found before stays.
wire::BillDayView keep_failure(WriteTx& tx, BillKey const& key, BillFailure const& why, Instant next_look);

std::optional<wire::BillDayView> find_bill_day(ReadTx& tx, BillKey const& key);
/// The newest first.
std::vector<wire::BillDayView> bill_days(ReadTx& tx, TenantId const& tenant, int limit);
/// When the day is to be looked at again; nothing where it is closed, or was never tried.
std::optional<Instant> next_bill_look(ReadTx& tx, BillKey const& key);
/// Numbers that the bill had; nothing when it was not compared. Units: hashes of 8 bytes, in order.
std::optional<std::string> seen_in_bill(ReadTx& tx, BillKey const& key);

/// Not settled and not gone, the oldest first.
std::vector<wire::DifferenceView> open_differences(ReadTx& tx, TenantId const& tenant, int limit);
std::vector<wire::DifferenceView> settled_differences(ReadTx& tx, TenantId const& tenant, int limit);
int count_open_differences(ReadTx& tx, TenantId const& tenant);
std::optional<wire::DifferenceView> find_difference(ReadTx& tx, TenantId const& tenant, std::int64_t id);
/// For ever. Promise: the day of the last one is closed. Units: it is open.
void settle_difference(WriteTx& tx, TenantId const& tenant, std::int64_t id, wire::Settlement const& settled);

// ---- Our side ---------------------------------------------------------------------------------------------

/// A refund beside what a bill says of it.
struct BookedRefund {
    RefundRow refund;
    Instant started;
    std::optional<Instant> settled;
    bool replaced = false;  ///< another number of it went to the balance
};
std::optional<BookedRefund> find_booked(ReadTx& tx, TenantId const& tenant, std::string_view refund_no);
/// A place among refunds in the order in which they were settled.
struct SettledPlace {
    Instant settled;
    std::string refund_no;
};
struct SettledSpan {
    SettledPlace behind;
    Instant until;
};
/// Those behind a place and before a time.
std::vector<BookedRefund> settled_refunds(ReadTx& tx, TenantId const& tenant, SettledSpan const& span,
                                          int limit);
/// Since when there are any.
std::optional<Instant> first_settled(ReadTx& tx, TenantId const& tenant);

/// What the ledger and the refunds say that was paid of a ticket to a payment.
struct PaidOf {
    Fen ledger_fen = 0, refunds_fen = 0;
};
PaidOf paid_of(ReadTx& tx, TenantId const& tenant, RefundRow const& refund);

/// A payment by a number that channels know it by.
struct NumberedPayment {
    OrderNo order_no;
    PaymentId payment_id;
    Fen paid_fen = 0, reserved_fen = 0, refunded_fen = 0;
};
std::optional<NumberedPayment> payment_by_number(ReadTx& tx, TenantId const& tenant, std::string_view number);
/// The orders that it paid for, each with its payment's own id there.
struct PaidOrder {
    OrderNo order_no;
    PaymentId payment_id;
};
std::vector<PaidOrder> orders_by_payment(ReadTx& tx, TenantId const& tenant, std::string_view number);
/// Whether the number is one of this payment's.
bool is_number_of(ReadTx& tx, TenantId const& tenant, RefundRow const& refund, std::string_view number);
/// Makes the payments of an order known by their numbers. What was said before stays.
void number_payments(WriteTx& tx, TenantId const& tenant, OrderNo const& order_no,
                     std::vector<Payment> const& payments);

}  // namespace afterdesk::store
