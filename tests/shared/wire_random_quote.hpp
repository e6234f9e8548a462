#pragma once
// Random orders, quotes and policies as they are written as JSON: well-formed, in every shape, from a fixed
// seed.

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "domain/money/quote.hpp"
#include "shipping.hpp"

namespace afterdesk::wire_random {

class QuoteRandom {
  public:
    explicit QuoteRandom(std::uint64_t seed) : engine_(seed) {}

    std::uint64_t bits() { return engine_(); }
    /// From 0 to `below` − 1.
    int number(int below) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(below)); }
    bool coin() { return number(2) == 0; }
    Fen fen() { return static_cast<Fen>(engine_() % static_cast<std::uint64_t>(max_fen + 1)); }
    Instant instant() {
        constexpr std::int64_t count = wire::instant_range.max + 1 - wire::earliest_told.ms;
        return {wire::earliest_told.ms + static_cast<std::int64_t>(engine_() % count)};
    }

    template <class Enum>
    Enum one_of(Enum last) {
        return static_cast<Enum>(number(static_cast<int>(last) + 1));
    }

    std::string id() {
        constexpr std::string_view signs = "abcXYZ0189_.:@-";
        std::string out;
        for (int left = 1 + number(20); left > 0; --left) out += signs[static_cast<std::size_t>(number(15))];
        if (out == "." || out == "..") out += 'a';
        return out;
    }
    /// Of the mall: any printable character.
    std::string outside_id() {
        constexpr std::string_view pieces[] = {"#", "/", "%2F", "?", " ", "订单", "é", "😀", "&", "\"", "."};
        std::string out = id();
        for (int left = number(4); left > 0; --left) out += pieces[static_cast<std::size_t>(number(11))];
        return out + "a";
    }
    std::string text() {
        constexpr std::string_view pieces[] = {"a",  "羊绒衫", "😀", "\"", "\\", "\n",
                                               "\t", " ",      "é", "/",  "{}"};
        std::string out;
        for (int left = number(8); left > 0; --left) out += pieces[number(11)];
        return out;
    }
    std::string filled() { return "x" + text(); }

    template <class Make>
    auto list(int max, Make make) {
        std::vector<decltype(make())> out;
        for (int left = number(max + 1); left > 0; --left) out.push_back(make());
        return out;
    }
    template <class Make>
    auto maybe(Make make) {
        return coin() ? std::optional(make()) : std::nullopt;
    }

    // ---- Orders -------------------------------------------------------------------------------------------

    Discount discount() {
        Discount out;
        out.kind = one_of(DiscountKind::manual);
        out.amount_fen = fen();
        if (coin()) out.points = fen();
        if (coin()) out.threshold_fen = fen();
        if (coin()) out.coupon_id = outside_id();
        return out;
    }
    Discount order_discount() {
        Discount out = discount();
        out.lines = list(3, [&] { return 1 + number(5); });
        return out;
    }
    Delivery delivery() {
        Delivery out;
        if (coin()) out.delivery_no = outside_id();
        out.quantity = 1 + number(9);
        out.shipped_at = maybe([&] { return instant(); });
        out.received_at = maybe([&] { return instant(); });
        out.carrier = text();
        out.tracking_no = text();
        return out;
    }
    std::vector<DeliveredPieces> delivered() {
        return list(2, [&] { return DeliveredPieces{outside_id(), 1 + number(9)}; });
    }
    Line line() {
        Line out;
        out.line_no = 1 + number(2'000'000'000);
        out.sku = outside_id();
        out.spu = coin() ? outside_id() : std::string();
        out.title = text();
        out.spec = text();
        out.image = text();
        out.kind = one_of(LineKind::virtual_);
        out.category = text();
        out.tags = list(3, [&] { return text(); });
        out.quantity = 1 + number(20);
        out.unit_price_fen = fen();
        out.discounts = list(3, [&] { return discount(); });
        out.presale = maybe([&] { return Presale{fen(), coin()}; });
        out.gift = maybe([&] { return Gift{1 + number(9), 1 + number(9), fen()}; });
        out.entitlements = list(3, [&] { return Entitlement{outside_id(), number(9), coin()}; });
        if (coin()) out.points_earned = fen();
        ship(out, number(20));
        sign_for(out, maybe([&] { return instant(); }));
        if (coin()) out.deliveries = list(3, [&] { return delivery(); });
        return out;
    }
    Payment payment() {
        Payment out{{id()}, one_of(PaymentChannel::bank), fen()};
        if (!coin()) return out;
        out.provider = {outside_id(), outside_id(), id(), id(), out.amount_fen, instant()};
        return out;
    }
    OutsideRefund outside_refund() {
        OutsideRefund out{
            outside_id(), {outside_id()}, std::max<Fen>(1, fen()), maybe([&] { return instant(); }), {}};
        out.lines = list(2, [&] { return OutsideRefund::OfLine{1 + number(9), 1 + number(9)}; });
        return out;
    }
    Order order() {
        Order out;
        out.order_no = {id()};
        out.shop_id = {id()};
        out.buyer_id = {id()};
        out.paid_at = instant();
        out.freight_fen = fen();
        out.lines = list(4, [&] { return line(); });
        out.discounts = list(3, [&] { return order_discount(); });
        out.payments = list(3, [&] { return payment(); });
        out.prior = list(2, [&] { return outside_refund(); });
        out.cancelled_at = maybe([&] { return instant(); });
        out.external = list(2, [&] { return ExternalField{id(), text()}; });
        return out;
    }

    // ---- Quotes -------------------------------------------------------------------------------------------

    std::vector<int> units() {
        return list(4, [&] { return 1 + number(9'999); });
    }
    std::vector<std::string> names() {
        return list(3, [&] { return filled(); });
    }
    std::vector<PaymentShare> shares() {
        return list(3, [&] { return PaymentShare{{id()}, fen()}; });
    }
    LineRequest line_request() {
        LineRequest out{1 + number(9), 1 + number(9), names()};
        if (coin()) out.want_sku = filled();
        out.now_price_fen = maybe([&] { return fen(); });
        return out;
    }
    Request request() {
        Request out;
        out.type = one_of(TicketType::virtual_refund);
        out.reason = id();
        out.lines = list(3, [&] { return line_request(); });
        if (coin()) out.fee_fen = fen();
        out.keep_gifts = coin();
        out.opened = coin();
        return out;
    }
    Claim claim() {
        Claim out{1 + number(9), number(9), one_of(ClaimState::refunded), {}, units(), names(), shares()};
        out.type = maybe([&] { return one_of(TicketType::virtual_refund); });
        out.granted = maybe([&] { return Granted{fen(), fen(), fen()}; });
        out.deliveries = delivered();
        out.replacement = maybe([&] { return delivery(); });
        out.settled = number(9);
        return out;
    }
    QuotedGift gift() {
        QuotedGift out{1 + number(9), number(9), one_of(GiftAction::deduct), 0, units()};
        if (out.action == GiftAction::deduct) out.deduct_fen = fen();
        return out;
    }
    DiscountShare share() {
        DiscountShare out;
        (coin() ? out.order_discount : out.own_discount) = number(50);
        out.kind = one_of(DiscountKind::manual);
        out.amount_fen = fen();
        if (coin()) out.points = fen();
        return out;
    }
    ExplainedUnit explained() {
        ExplainedUnit out;
        out.line_no = 1 + number(9);
        out.unit = number(9'999);
        if (coin()) out.entitlement = filled();
        out.price_fen = fen();
        out.discounts = list(3, [&] { return share(); });
        out.rounding_fen = number(9) - 4;
        if (coin()) out.deposit_kept_fen = fen();
        if (coin()) out.protected_fen = fen();
        if (coin()) out.unpaid_fen = fen();
        out.paid_fen = fen();
        return out;
    }
    QuotedExchange exchange() {
        return {1 + number(9), number(9), filled(), text(), text(), text(), fen(), coin() ? fen() : -fen()};
    }
    Quote quote() {
        Quote out;
        out.refund_fen = fen();
        out.goods_fen = fen();
        out.freight_fen = fen();
        out.fee_fen = fen();
        if (coin()) out.gift_deduct_fen = fen();
        if (coin()) out.claw_back_fen = coin() ? fen() : -fen();
        out.merchant_must_decide = coin();
        out.freight_rule = one_of(FreightRule::kept_refunded_before);
        out.lines = list(
            3, [&] { return QuotedLine{1 + number(9), number(9), units(), names(), fen(), delivered()}; });
        out.payments = shares();
        if (coin()) out.collect_fen = fen();
        out.returned = {fen(), list(3, [&] { return number(50); }), coin() ? fen() : 0};
        out.exchanges = list(2, [&] { return exchange(); });
        out.gifts = list(2, [&] { return gift(); });
        out.explain = list(4, [&] { return explained(); });
        return out;
    }

    // ---- Policies -----------------------------------------------------------------------------------------

    std::vector<TicketType> types() {
        return list(4, [&] { return one_of(TicketType::virtual_refund); });
    }
    Duration limit() { return {1 + number(2'000'000'000)}; }
    Reason reason(int index) {
        Reason out;
        out.code = "r" + std::to_string(index);
        out.zh = filled();
        out.en = filled();
        out.types = types();
        out.phases = list(3, [&] { return one_of(Phase::received); });
        out.fault = one_of(Fault::carrier);
        out.evidence = one_of(EvidenceRule::report);
        out.return_freight_payer = one_of(FreightPayer::shop);
        out.window_days = number(3'651);
        out.allow_opened = coin();
        out.no_reason = coin();
        return out;
    }
    Policy policy() {
        Policy out;
        out.version = 1 + number(1'000);
        out.coupons = one_of(CouponPolicy::when_whole_order);
        out.points = one_of(PointsPolicy::by_unit_share);
        out.threshold = one_of(ThresholdPolicy::ask);
        out.payments = one_of(PaymentsPolicy::proportional);
        out.freight_when_shop_at_fault = coin();
        out.unpaid_presale_refund_percent = number(101);
        out.limits = {limit(), limit(), limit(), limit(), limit(), limit(), limit(),
                      limit(), limit(), limit(), limit(), limit(), limit()};
        out.utc_offset_minutes = number(1'561) - 720;
        out.max_applications_per_line = 1 + number(1'000);
        out.max_evidence = number(101);
        out.max_remark_chars = number(5'001);
        for (int i = number(4); i > 0; --i) out.reasons.push_back(reason(i));
        for (int i = number(4); i > 0; --i) {
            out.reject_reasons.push_back({"j" + std::to_string(i), filled(), filled(), types()});
        }
        for (int i = number(4); i > 0; --i)
            out.findings.push_back({"f" + std::to_string(i), filled(), filled()});
        add_choices(out);
        return out;
    }
    CategoryRule category_rule() {
        CategoryRule out{filled(), types(), coin(), coin(), {}, {}};
        out.window_days = maybe([&] { return number(3'651); });
        out.warranty_days = maybe([&] { return number(3'651); });
        return out;
    }
    Holiday holiday() {
        std::int64_t const from_ms = number(2'000'000'000);
        return {{from_ms}, {from_ms + 1 + number(2'000'000'000)}};
    }
    AutoRule auto_rule(int index, std::vector<Reason> const& reasons) {
        AutoRule out;
        out.id = "a" + std::to_string(index);
        out.types = types();
        for (Reason const& reason : reasons) {
            if (coin()) out.reasons.push_back(reason.code);
        }
        out.categories = names();
        if (coin()) out.min_refund_fen = fen();
        if (coin()) out.max_refund_fen = fen();
        out.min_buyer_tickets_30d = maybe([&] { return number(1'000'001); });
        out.max_buyer_tickets_30d = maybe([&] { return number(1'000'001); });
        out.risk_signals = names();
        out.action = one_of(AutoAction::queue);
        if (out.action == AutoAction::queue || coin()) out.queue = id();
        return out;
    }
    void add_choices(Policy& out) {
        out.exchange_difference = one_of(ExchangePolicy::settle);
        out.price_protect_days = number(3'651);
        out.window_extension_days = number(3'651);
        out.categories = list(3, [&] { return category_rule(); });
        out.holidays = list(3, [&] { return holiday(); });
        out.four_eyes_above_fen = fen();
        out.daily_limit_fen = fen();
        out.inspection = coin();
        out.max_modifications = number(1'001);
        out.extensions = {number(101), hours(1 + number(100))};
        out.virtual_is_automatic = coin();
        for (int i = number(4); i > 0; --i) out.auto_rules.push_back(auto_rule(i, out.reasons));
    }

  private:
    std::mt19937_64 engine_;
};

}  // namespace afterdesk::wire_random
