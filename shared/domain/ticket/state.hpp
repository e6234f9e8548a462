#pragma once
// A ticket (售后单) as it stands: its states and the parts it is made of.

#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "domain/money/strays.hpp"

namespace afterdesk {

/// Inner states. Rule: DOMAIN §3.
enum class State : std::uint8_t {
    awaiting_merchant,
    awaiting_buyer,
    intercepting,
    awaiting_return,
    awaiting_receipt,
    inspecting,
    refunding,
    refund_failed,
    awaiting_reship,
    reshipped,
    sending_back,
    rejected,
    completed,
    closed,
};
inline constexpr int state_count = 14;

/// True for the states that no time limit leads out of.
constexpr bool is_end(State state) { return state == State::completed || state == State::closed; }

/// What lists show (the seed systems' words). Rule: DOMAIN §3, by projection.
enum class ShortStatus : std::uint8_t {
    reviewing,        ///< 待审核
    to_return,        ///< 待退货
    to_refund,        ///< 待退款
    to_exchange,      ///< 待换货
    exchanging,       ///< 换货中
    review_rejected,  ///< 审核拒绝
    done,             ///< 已完成
    shut,             ///< 已关闭
};

enum class ActorKind : std::uint8_t { buyer, merchant, platform, system };

/// Who acts. Units: `id` is the buyer's or staff member's id, empty for the system.
struct Actor {
    ActorKind kind = ActorKind::system;
    std::string id;
    bool operator==(Actor const&) const = default;
};

/// Why something happened without a person, or why a ticket was closed or changed.
enum class Cause : std::uint8_t {
    none,
    unshipped_is_automatic,  ///< 未发货自动同意
    virtual_is_automatic,    ///< 虚拟商品自动退款
    auto_rule,               ///< 自动审核规则
    opened_by_staff,         ///< 客服代买家发起
    merchant_timeout,        ///< 商家处理超时自动同意
    offer_timeout,           ///< 买家未确认协商
    intercept_timeout,       ///< 拦截结果超时
    return_timeout,          ///< 买家超时未退货
    receipt_timeout,         ///< 商家确认收货超时
    inspect_timeout,         ///< 验货超时视为合格
    reship_timeout,          ///< 商家超时未发货
    send_back_timeout,       ///< 商家超时未寄回
    buyer_receipt_timeout,   ///< 买家超时自动确认收货
    difference_timeout,      ///< 买家未补差价
    appeal_timeout,          ///< 被拒绝后未申诉
    withdrawn,               ///< 买家撤销
    shipped_meanwhile,       ///< 申请期间商家已发货
    used_meanwhile,          ///< 申请期间权益已使用
    out_of_stock,            ///< 缺货转退款
    irreparable,             ///< 无法维修转退款
    inspection_refused,      ///< 验货不通过
    verdict,                 ///< 平台裁决
    closed_by_platform,      ///< 平台关闭
    refunded_outside,        ///< 商城或支付平台已在别处退款
};

inline constexpr int address_name_max_chars = 64;
inline constexpr int address_phone_max_chars = 32;
inline constexpr int address_text_max_chars = 200;
inline constexpr int tracking_no_min_chars = 6;
inline constexpr int tracking_no_max_chars = 32;
inline constexpr int max_stars = 5;

/// Where goods are sent back to. Units: each field has characters, `phone` out of [0-9+-() *#].
struct Address {
    std::string name, phone, text;
    bool operator==(Address const&) const = default;
};

/// A parcel on its way. Units: carrier is a code of order/carriers.hpp (older ones: what was written),
/// tracking_no 6-32 of [0-9A-Za-z-].
struct Parcel {
    std::string carrier, tracking_no;
    std::string carrier_name{};  ///< of `other_carrier`; listed ones have their own
    bool operator==(Parcel const&) const = default;
};

/// Where the goods are: 未收到货 / 已收到货 / 已退回. Rule: DOMAIN §3, beside the state.
enum class Goods : std::uint8_t { not_received, received, returned };

/// A change that one side proposes and the other accepts or declines: a lower amount, another type, or both.
/// Rule: DOMAIN §4.
struct Offer {
    ActorKind by = ActorKind::merchant;
    Fen refund_fen = 0;
    Request request;  ///< what it would then be: type and fee
    Quote quote;      ///< of that request
    std::string text;
    std::optional<Address> address;  ///< where to return to, should the buyer accept
    State made_in = State::awaiting_merchant;
    Duration merchant_left{0};  ///< of the merchant's time when it was made; runs on when it ends
    bool operator==(Offer const&) const = default;
};

struct Rejection {
    std::string reason;  ///< code of policy.reject_reasons
    std::string text;
    std::vector<EvidenceId> evidence;
    bool operator==(Rejection const&) const = default;
};

/// What became of the returned pieces of a line. Promise: accepted + refused = the quantity asked for.
struct InspectedLine {
    int line_no = 0;
    int accepted = 0;
    int refused = 0;
    int seconds = 0;                     ///< 次品: of the accepted ones, sold as such
    int scrap = 0;                       ///< 报废: likewise
    std::string reason{};                ///< of what was refused: code of policy.findings
    std::vector<EvidenceId> evidence{};  ///< likewise, beside what shows all of the goods
    bool operator==(InspectedLine const&) const = default;
};
struct Inspection {
    std::vector<InspectedLine> lines;
    std::string text;
    std::vector<EvidenceId> evidence;
    bool operator==(Inspection const&) const = default;
};

/// 可售: the pieces of a line that go back to stock.
constexpr int resaleable(InspectedLine const& line) { return line.accepted - line.seconds - line.scrap; }

enum class Outcome : std::uint8_t { refund_all, refund_part, refund_none, exchange };

/// What the platform decides; it executes itself. Rule: DOMAIN §4.
struct Verdict {
    Outcome outcome = Outcome::refund_none;
    Fen refund_fen = 0;  ///< refund_part only
    Fault fault = Fault::shop;
    FreightPayer freight_payer = FreightPayer::shop;  ///< of the way back; the shop also gives back 运费
    bool return_goods = false;                        ///< the goods have to come back before
    std::string text;
    bool operator==(Verdict const&) const = default;
};

enum class ArbitrationStep : std::uint8_t { requested, evidence, decided };

/// 申诉: one side does not accept a verdict, once. Rule: PRODUCT §5.2.
struct Objection {
    ActorKind by = ActorKind::buyer;
    std::string text;
    std::optional<Verdict> first{};  ///< what it was against, once the second verdict stands
    bool operator==(Objection const&) const = default;
};

/// 平台介入, beside the state; until it is decided the clock of the state stands still. Rule: DOMAIN §3.
struct Arbitration {
    ArbitrationStep step = ArbitrationStep::requested;
    ActorKind by = ActorKind::buyer;
    std::string text;
    std::optional<Verdict> verdict;       ///< the newest; while an appeal is open, what it is against
    std::optional<Instant> decided_at{};  ///< of that; none once both sides have agreed on something else
    std::string judge{};                  ///< who of the platform's staff gave it
    bool less_than_asked = false;         ///< by it the buyer gets less than he asked for
    std::optional<Objection> appeal{};
    bool operator==(Arbitration const&) const = default;
};

enum class PartStatus : std::uint8_t { pending, succeeded, failed };

/// How a part is paid: back where it came from, to the buyer's balance, or outside of the system.
enum class Via : std::uint8_t { original, balance, offline };

/// The refund to one payment. Promise: `refund_no` is fixed when refunding starts and changes only together
/// with `via`, so that a channel refunds it once however often it is asked.
struct RefundPart {
    PaymentId payment_id;
    std::string refund_no;  ///< ticket no + "-" + part number from 1; + "B" to the balance
    Fen amount_fen = 0;
    PartStatus status = PartStatus::pending;
    std::string failure;  ///< the channel's code when failed
    Via via = Via::original;
    bool operator==(RefundPart const&) const = default;
};

/// Pieces kept back for a buyer until they are sent. Rule: issue of exchange: reserved at approval.
struct StockReservation {
    std::string sku;
    int quantity = 0;
    bool operator==(StockReservation const&) const = default;
};

/// The difference of an exchange for dearer goods, as the mall collected it.
struct Collected {
    std::string payment_no;  ///< a payment of its own, beside those of the order
    Fen amount_fen = 0;
    bool operator==(Collected const&) const = default;
};

struct Rating {
    int stars = 5;  ///< 1 to max_stars
    std::string text;
    bool operator==(Rating const&) const = default;
};

/// An automatic refund that waits, as its pieces are being sent (正在发货).
struct ShippingHold {
    Instant until;              ///< as far as is known; then the ticket looks again
    Cause cause = Cause::none;  ///< by which it goes on
    bool operator==(ShippingHold const&) const = default;
};

/// The queue of tickets whose strays somebody has to see to.
inline constexpr std::string_view strays_queue = "refunded_then_shipped";

/// The current row of a ticket: what folding its events gives.
struct Ticket {
    TicketNo no;
    OrderNo order_no;
    ShopId shop_id;
    BuyerId buyer_id;
    ActorKind opened_by = ActorKind::buyer;
    State state = State::awaiting_merchant;
    int version = 0;  ///< number of events folded; 0 means it does not exist yet
    int policy_version = 1;
    Request request;
    Quote quote;  ///< frozen; replaced by a change, an accepted offer, an inspection or a verdict
    std::string remark;
    std::vector<EvidenceId> evidence;
    int modifications = 0;
    Goods goods = Goods::not_received;
    bool goods_come_back = false;  ///< they have to, before anything is paid or sent
    std::string auto_rule;         ///< the automatic rule that decided or routed it
    std::string queue;
    std::string first_approval;  ///< four eyes: the staff member who has agreed already
    std::optional<Offer> offer;
    std::optional<Rejection> rejection;
    std::optional<Inspection> inspection;
    std::optional<Arbitration> arbitration;
    std::optional<Address> return_address;
    std::optional<Parcel> return_parcel;
    std::optional<Instant> return_signed_at;
    std::optional<Parcel> out_parcel;  ///< to the buyer
    std::optional<Instant> out_signed_at;
    std::vector<StockReservation> stock;
    std::optional<Collected> collected;
    bool reminded = false;
    int extensions = 0;  ///< of the time limit, in this state
    std::vector<RefundPart> refunds;
    /// Refund numbers that were paid beside this ticket's own: replaced ones that the channel paid after all,
    /// and those of others.
    std::vector<std::string> paid_twice;
    std::vector<Strays> strays;        ///< of what it had refunded
    std::optional<ShippingHold> held;  ///< while it waits for the merchant, and only for this
    std::optional<Rating> rating;
    Cause cause = Cause::none;  ///< of the last automatic step, whoever acts after it, or of closing
    Instant applied_at;
    Instant state_since;              ///< when it came into this state; further events in it leave this
    std::optional<Instant> deadline;  ///< when the running timer fires; until then persons may act
    std::optional<Duration> paused;   ///< what is left of the state's limit while its clock stands still
    bool frozen = false;              ///< by the platform
    bool operator==(Ticket const&) const = default;
};

}  // namespace afterdesk
