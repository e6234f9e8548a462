#pragma once
// An order as the mall tells it: lines, discounts, freight, payments. It never changes money afterwards;
// only shipping and sign-for facts are added.

#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/money.hpp"
#include "domain/rule.hpp"

namespace afterdesk {

enum class LineKind : std::uint8_t { physical, virtual_ };
enum class DiscountKind : std::uint8_t {
    shop_coupon,
    platform_coupon,
    full_reduction,
    member,
    points,
    manual
};
enum class PaymentChannel : std::uint8_t {
    wechat,
    alipay,
    balance,
    points,
    offline,
    unionpay,
    card,      ///< a bank's card, by whoever takes it
    giftcard,  ///< 礼品卡, 储值卡
    cod,       ///< 货到付款
    bank,      ///< 对公转账
};

/// A reduction. On a line it concerns that line; on the order it is spread over `lines` (all when empty).
struct Discount {
    DiscountKind kind = DiscountKind::shop_coupon;
    Fen amount_fen = 0;
    std::int64_t points = 0;           ///< points used up by it, when kind is points
    std::optional<Fen> threshold_fen;  ///< 满减门槛: holds while what remains costs at least this
    std::vector<int> lines;            ///< line numbers; order discounts only
    std::string coupon_id{};           ///< the mall's, of coupons
    bool operator==(Discount const&) const = default;
};

/// One course hour, voucher code or seat of a virtual line.
struct Entitlement {
    std::string id;
    std::int64_t weight = 1;  ///< ≥ 0, its part of the line's price
    bool used = false;
    bool operator==(Entitlement const&) const = default;
};

/// Given along: this line came free, so much for every `per_quantity` of line `of_line`. Rule: DOMAIN §5.7.
struct Gift {
    int of_line = 0;
    int per_quantity = 1;
    Fen value_fen = 0;  ///< what one piece is worth when it is kept
    bool operator==(Gift const&) const = default;
};

/// 定金: the part of what was paid that stays with the shop unless the shop is at fault. Rule: DOMAIN §5.2.
struct Presale {
    Fen deposit_fen = 0;       ///< for the whole line, ≤ what the line cost
    bool balance_paid = true;  ///< 尾款; false: the deposit is all that was paid for the line
    bool operator==(Presale const&) const = default;
};

/// Pieces of one line that travel together (包裹). Rule: DOMAIN §6 "Deliveries".
struct Delivery {
    std::string delivery_no;  ///< the mall's; empty where it told none
    int quantity = 1;         ///< 0: signed for, before it was told that anything was shipped
    std::optional<Instant> shipped_at;
    std::optional<Instant> received_at;  ///< signed for (签收)
    std::string carrier, tracking_no;
    bool operator==(Delivery const&) const = default;
};

/// So many pieces of a line, and the delivery that brought them (Line::key_of).
struct DeliveredPieces {
    std::string delivery_no;
    int quantity = 0;
    bool operator==(DeliveredPieces const&) const = default;
};

struct Line {
    int line_no = 0;
    std::string sku, spu, title, spec, image, category;
    std::vector<std::string> tags;
    LineKind kind = LineKind::physical;
    int quantity = 1;
    Fen unit_price_fen = 0;
    std::vector<Discount> discounts;
    std::optional<Presale> presale;
    std::optional<Gift> gift;
    std::vector<Entitlement> entitlements;
    std::int64_t points_earned = 0;    ///< credited to the buyer for this line
    std::vector<Delivery> deliveries;  ///< in the order in which they were told
    bool operator==(Line const&) const = default;

    int shipped_quantity() const;
    int received_quantity() const;
    /// The newest sign-for of all; nothing when nobody has signed for any.
    std::optional<Instant> last_received_at() const;
    /// What its delivery at `index` is called: its number, or "#1" where the mall told none.
    std::string key_of(std::size_t index) const;
};

/// What the provider knows a payment by, as far as the mall says so. Rule: HOST.md §5.
struct ProviderPayment {
    std::string transaction_id;  ///< the provider's own number
    std::string out_trade_no;    ///< the number that the mall paid under; empty: the payment_id
    std::string mchid;           ///< whose merchant account took it; empty: the configured one
    std::string sub_mchid;       ///< the shop's, below a service provider's
    Fen total_fen = 0;           ///< all that was paid under the number, also for other orders; 0: the amount
    std::optional<Instant> paid_at;  ///< empty: with the order
    bool operator==(ProviderPayment const&) const = default;
};

struct Payment {
    PaymentId payment_id;
    PaymentChannel channel = PaymentChannel::wechat;
    Fen amount_fen = 0;
    ProviderPayment provider{};
    bool operator==(Payment const&) const = default;
};

/// Paid back by others than us: the mall, or its provider's own back office. Rule: HOST.md §5, §6.
struct OutsideRefund {
    struct OfLine {
        int line_no = 0;
        int quantity = 1;
        bool operator==(OfLine const&) const = default;
    };
    std::string refund_no;  ///< theirs
    PaymentId payment_id;
    Fen amount_fen = 0;
    std::optional<Instant> at;
    std::vector<OfLine> lines;  ///< for these pieces; empty: nobody said
    bool operator==(OutsideRefund const&) const = default;
};

/// What a mall keeps with an order for itself; shown to staff and given back.
struct ExternalField {
    std::string name, value;
    bool operator==(ExternalField const&) const = default;
};

struct Order {
    OrderNo order_no;
    ShopId shop_id;
    BuyerId buyer_id;
    std::string currency = "CNY";
    Instant paid_at;
    Fen freight_fen = 0;
    std::vector<Line> lines;
    std::vector<Discount> discounts;
    std::vector<Payment> payments;
    std::vector<OutsideRefund> prior{};
    std::optional<Instant> cancelled_at{};  ///< by the mall: from then on nothing is granted by itself
    std::vector<ExternalField> external{};
    bool operator==(Order const&) const = default;
};

inline constexpr int max_lines = 200;
inline constexpr int max_quantity = 9'999;
inline constexpr int max_discounts = 50;
inline constexpr int max_payments = 20;
inline constexpr int max_outside_refunds = 100;
inline constexpr int max_external_fields = 20;
inline constexpr int max_entitlements = 1'000;
inline constexpr int max_deliveries = max_quantity;  ///< of a line
/// Units and entitlements of all lines together: a quote explains each of them.
inline constexpr int max_pieces = 20'000;

/// The line with this number, or null.
Line const* find_line(Order const& order, int line_no);

/// What of a line's cost after all discounts was never paid: a presale's balance.
Fen unpaid_of(Line const& line, Fen cost_fen);

/// "#1" for the first.
std::string place_name(std::size_t index);

/// What the short form of the file format says: so many pieces, shipped together.
std::vector<Delivery> in_one_delivery(int quantity, std::optional<Instant> received_at);

/// True for deliveries that the short form can say.
bool says_all_in_short(std::vector<Delivery> const& deliveries);

/// All mistakes of an order that its readers could not see (sums, references, duplicates); empty when sound.
/// Promise: paths start with `path` ("order" → "order.lines[2].gift.of_line"). Rule: DOMAIN §5.1, §5.7.
Mistakes check_order(Order const& order, std::string const& path);

}  // namespace afterdesk
