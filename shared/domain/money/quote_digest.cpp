#include <string_view>

#include "base/hash.hpp"
#include "domain/money/quote.hpp"

namespace afterdesk {

namespace {

/// Feeds numbers and texts to a hash, each so that its end is plain.
class Digest {
  public:
    void number(std::int64_t value) {
        char bytes[8] = {};
        for (char& byte : bytes) {
            byte = static_cast<char>(static_cast<unsigned char>(value & 0xff));
            value >>= 8;
        }
        hash_ = fnv1a(std::string_view(bytes, sizeof bytes), hash_);
    }
    template <class Enum>
    void name(Enum value) {
        number(static_cast<std::int64_t>(value));
    }
    void count(std::size_t value) { number(static_cast<std::int64_t>(value)); }
    void text(std::string_view value) {
        count(value.size());
        hash_ = fnv1a(value, hash_);
    }
    void numbers(std::vector<int> const& values) {
        count(values.size());
        for (int value : values) number(value);
    }
    std::uint64_t value() const { return hash_; }

  private:
    std::uint64_t hash_ = fnv1a("");
};

void add_line(Digest& digest, QuotedLine const& line) {
    digest.number(line.line_no);
    digest.number(line.quantity);
    digest.numbers(line.units);
    digest.count(line.entitlements.size());
    for (std::string const& entitlement : line.entitlements) digest.text(entitlement);
    digest.number(line.goods_fen);
}

void add_gift(Digest& digest, QuotedGift const& gift) {
    digest.number(gift.line_no);
    digest.number(gift.quantity);
    digest.name(gift.action);
    digest.number(gift.deduct_fen);
    digest.numbers(gift.units);
}

void add_exchange(Digest& digest, QuotedExchange const& exchange) {
    digest.number(exchange.line_no);
    digest.number(exchange.quantity);
    for (std::string const* text : {&exchange.sku, &exchange.spu, &exchange.title, &exchange.spec}) {
        digest.text(*text);
    }
    digest.number(exchange.unit_price_fen);
    digest.number(exchange.difference_fen);
}

void add_unit(Digest& digest, ExplainedUnit const& unit) {
    digest.number(unit.line_no);
    digest.number(unit.unit);
    digest.text(unit.entitlement);
    digest.number(unit.price_fen);
    digest.count(unit.discounts.size());
    for (DiscountShare const& share : unit.discounts) {
        digest.number(share.order_discount);
        digest.number(share.own_discount);
        digest.name(share.kind);
        digest.number(share.amount_fen);
        digest.number(share.points);
    }
    digest.number(unit.rounding_fen);
    digest.number(unit.deposit_kept_fen);
    digest.number(unit.protected_fen);
    digest.number(unit.paid_fen);
    if (unit.unpaid_fen != 0) digest.number(unit.unpaid_fen);
}

}  // namespace

std::uint64_t quote_digest(Quote const& quote) {
    Digest digest;
    for (Fen amount : {quote.refund_fen, quote.goods_fen, quote.freight_fen, quote.fee_fen,
                       quote.gift_deduct_fen, quote.claw_back_fen, quote.collect_fen}) {
        digest.number(amount);
    }
    digest.number(quote.merchant_must_decide ? 1 : 0);
    digest.name(quote.freight_rule);
    digest.count(quote.lines.size());
    for (QuotedLine const& line : quote.lines) add_line(digest, line);
    digest.count(quote.payments.size());
    for (PaymentShare const& share : quote.payments) {
        digest.text(share.payment_id.value);
        digest.number(share.amount_fen);
    }
    digest.number(quote.returned.points);
    digest.numbers(quote.returned.coupons);
    digest.number(quote.returned.points_earned);
    digest.count(quote.gifts.size());
    for (QuotedGift const& gift : quote.gifts) add_gift(digest, gift);
    digest.count(quote.exchanges.size());
    for (QuotedExchange const& exchange : quote.exchanges) add_exchange(digest, exchange);
    digest.count(quote.explain.size());
    for (ExplainedUnit const& unit : quote.explain) add_unit(digest, unit);
    return digest.value();
}

}  // namespace afterdesk
