#pragma once
// What only a mall's own shop system can do, as tasks that it answers. Routes below /api/v1/host, for keys
// with the scope tasks:write; tasks are written while a key has it.
//
//   GET  /tasks              ?state=&kind=&order_no=&ticket_no=&cursor=&count= → 200 HostTaskPage
//   POST /tasks/:id:result   HostTaskResult                                    → 200 HostTaskTaken

#include <optional>
#include <string>
#include <vector>

#include "wire/api.hpp"
#include "wire/names.hpp"

namespace afterdesk::wire {

/// Written "stock.restock".
enum class HostTaskKind : std::uint8_t {
    entitlement_reclaim,  ///< take these back from the buyer
    coupon_return,        ///< give these coupons back to the buyer
    points_return,        ///< give back points that he had used, and take back those that he had earned
    stock_hold,           ///< keep these pieces for an exchange
    stock_release,        ///< and no longer
    stock_commit,         ///< they were sent
    stock_restock,        ///< inspected, and to be sold again
    parcel_intercept,     ///< stop what is on its way to the buyer
    goods_reship,         ///< send goods to the buyer
    refund_execute,       ///< pay this back; for keys with the scope refunds:execute
};
template <>
std::span<std::string_view const> all_names<HostTaskKind>();

/// `withdrawn`: its ticket has moved on, so that nothing is to be done any more.
enum class HostTaskState : std::uint8_t { open, processing, done, refused, withdrawn };

struct HostTaskFailure {
    std::string code;  ///< the host's own word
    bool retryable = false;
    std::string text;
};

/// What is to be paid back. Promise: the same number each time, so that it is one refund.
struct HostTaskRefund {
    std::string refund_no, payment_id;
    PaymentChannel channel = PaymentChannel::wechat;
    Fen payment_fen = 0;                 ///< all that was paid by this payment
    Fen amount_fen = 0;                  ///< to pay back now
    Fen goods_fen = 0, freight_fen = 0;  ///< of the whole ticket, over all of its payments
    std::string reason;                  ///< code
};

/// A coupon to give back, by all that the order says of it: its number may not have been told.
struct HostTaskCoupon {
    int place = 0;  ///< in the order's discounts, from 0
    DiscountKind kind = DiscountKind::shop_coupon;
    Fen amount_fen = 0;
    std::string coupon_id;             ///< the mall's; empty where it told none
    std::optional<Fen> threshold_fen;  ///< it held from so much on
    std::vector<int> lines;            ///< that it was for; empty: the whole order
};

/// What is asked for.
struct HostTaskData {
    /// Of lines: which pieces, units or goods.
    struct OfLine {
        int line_no = 0, quantity = 0;
        std::string sku;
        std::vector<std::string> entitlements;
    };
    struct OfWare {
        std::string sku;
        int quantity = 0;
    };
    using Refund = HostTaskRefund;
    /// Of a coupon: its place in the order's discounts, from 0.
    std::vector<int> coupons;
    std::vector<HostTaskCoupon> coupon_details;  ///< of the same ones
    std::vector<OfLine> lines;
    std::vector<OfWare> wares;
    std::int64_t points = 0;         ///< to give back
    std::int64_t points_earned = 0;  ///< to take back
    std::optional<Refund> refund;
};

struct HostTaskView {
    std::string id;
    HostTaskKind kind = HostTaskKind::entitlement_reclaim;
    HostTaskState state = HostTaskState::open;
    std::string order_no, ticket_no, shop_id, buyer_id;
    int ticket_version = 0;  ///< of the event that asks for it
    std::int64_t made_at_ms = 0, due_at_ms = 0;
    HostTaskData data;
    std::string external_no;  ///< the host's own number
    std::optional<HostTaskFailure> failure;
    std::optional<std::int64_t> answered_at_ms;
};
struct HostTaskPage {
    std::vector<HostTaskView> items;  ///< the oldest first
    std::string next_cursor;
};

enum class HostTaskStatus : std::uint8_t { done, processing, refused };
struct HostTaskResult {
    HostTaskStatus status = HostTaskStatus::done;
    std::string external_no;
    std::optional<HostTaskFailure> failure;  ///< of a refused one
    std::optional<Fen> amount_fen;           ///< of a refund that is done: what was paid
};
Result<HostTaskResult, Mistakes> read_host_task_result(Value const& value);

/// `duplicate`: it was told before, and nothing has changed. `late`: the ticket does not need it any more.
enum class HostTaskOutcome : std::uint8_t { taken, duplicate, late };
struct HostTaskTaken {
    HostTaskOutcome outcome = HostTaskOutcome::taken;
    HostTaskView task;
};

/// As it is kept.
Value to_json(HostTaskData const&);
HostTaskData read_host_task_data(Value const& value, std::string const& path, Mistakes& mistakes);

Value to_json(HostTaskPage const&);
Value to_json(HostTaskTaken const&);

}  // namespace afterdesk::wire
