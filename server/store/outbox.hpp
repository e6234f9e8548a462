#pragma once
// What has to be told to the payment channel and to the mall, and what they answered. A row of the outbox is
// written in the same transaction as the decision; its number never changes, so asking twice has one effect.

#include <optional>
#include <string>
#include <vector>

#include "store/tx.hpp"

namespace afterdesk::store {

/// A refund as the books know it.
struct RefundRow {
    std::string refund_no;
    TicketNo ticket_no;
    OrderNo order_no;
    PaymentId payment_id;
    PaymentChannel channel = PaymentChannel::wechat;
    Fen amount_fen = 0;
    PartStatus state = PartStatus::pending;
    std::string failure;
    Via via = Via::original;
    std::string account{};  ///< the merchant account that was asked for it; empty: none was
};

void add_refund(WriteTx& tx, TenantId const& tenant, RefundRow const& refund, Instant now);
void set_refund_state(WriteTx& tx, TenantId const& tenant, RefundPart const& part, Instant now);
/// A number that had been replaced was paid after all.
void set_paid_twice(WriteTx& tx, TenantId const& tenant, std::string_view refund_no, Instant now);
std::optional<RefundRow> find_refund(ReadTx& tx, TenantId const& tenant, std::string_view refund_no);
/// Whom it is asked for, before it is: however often it is asked again, it is this account.
/// Promise: false when another one was asked before, which stays. Units: "default" may become a number.
bool set_refund_account(WriteTx& tx, TenantId const& tenant, std::string_view refund_no,
                        std::string_view account);
/// Other refunds of the same payment over the channel that took it: those that were paid or are on their way.
int count_other_refunds(ReadTx& tx, TenantId const& tenant, RefundRow const& refund);
/// The mall that has a refund of this number; nothing when none has, or several.
std::optional<TenantId> tenant_of_refund(ReadTx& tx, std::string_view refund_no);

/// Entitlements that the mall has to take back from a buyer.
struct ReclaimRow {
    std::string reclaim_no;  ///< ticket no + "-E" + number of the event
    TicketNo ticket_no;
    OrderNo order_no;
    std::string body;  ///< what exactly, as JSON
    bool settled = false;
};
/// Adds it and puts it into the outbox.
void send_reclaim(WriteTx& tx, TenantId const& tenant, ReclaimRow const& reclaim, Instant now);
std::optional<ReclaimRow> find_reclaim(ReadTx& tx, TenantId const& tenant, std::string_view reclaim_no);
/// The mall has acknowledged it.
void settle_reclaim(WriteTx& tx, TenantId const& tenant, std::string_view reclaim_no, Instant now);

enum class OutboxKind : unsigned char { refund, reclaim };
inline constexpr std::size_t outbox_kinds = 2;
std::string_view name_of(OutboxKind kind);

/// Something that is to be sent.
struct OutboxRow {
    TenantId tenant;
    OutboxKind kind = OutboxKind::refund;
    std::string key;  ///< refund_no or reclaim_no
    TicketNo ticket_no;
    int attempts = 0;
    std::string leased_by;
    ShopId shop_id{};
};
/// Which shop had its message sent last.
struct ShopTurn {
    TenantId tenant;
    ShopId shop_id;
};

/// Whether the number went out before: then its channel is asked about it first.
enum class WentOut : unsigned char { never, before };
/// Puts the refund into the outbox, or makes it due again.
void send_refund(WriteTx& tx, TenantId const& tenant, std::string_view refund_no, TicketNo const& ticket_no,
                 Instant now, WentOut went = WentOut::never);
void drop_refund(WriteTx& tx, TenantId const& tenant, std::string_view refund_no);
/// Takes the most overdue row of the next shop that has one due, for a while, and counts the attempt; nothing
/// when none is due. So no shop waits for the many of another. What somebody holds is not given away before
/// his time is over. Units: `owner` names the server.
std::optional<OutboxRow> lease_due(WriteTx& tx, std::string_view owner, Instant now, Duration lease,
                                   ShopTurn const& last = {});
/// Whether the row is still this attempt's: nobody has taken it since.
bool is_held(ReadTx& tx, OutboxRow const& row);
/// Why a row is tried again when its channel has taken the refund on: that may take days, and nothing is
/// wrong.
inline constexpr std::string_view still_processing = "processing";

/// Gives the row back, to be tried again at `run_at`; does nothing when another attempt has it by now.
void retry_later(WriteTx& tx, OutboxRow const& row, Instant run_at, std::string_view error);
/// Gives the row back, because nobody is there to send it to; that was no attempt. It is counted and woken as
/// `waiting_for_host` until it is sent.
void wait_for_host(WriteTx& tx, OutboxRow const& row, Instant run_at);
/// Whatever waits so is due now.
void wake_waiting(WriteTx& tx, Instant now);
/// The refunds that wait so.
int count_waiting_refunds(ReadTx& tx);
/// All messages of the mall that are not answered yet, however they wait.
int count_outbox(ReadTx& tx, TenantId const& tenant);
/// After a restart: the leases that this server held mean nothing any more; those of others stay.
void drop_leases(WriteTx& tx, std::string_view owner);
std::optional<Instant> next_outbox_run(ReadTx& tx);

}  // namespace afterdesk::store
