// Requests, claims and quotes, field by field.

#include <algorithm>
#include <limits>

#include "wire/describe.hpp"
#include "wire/policy_book.hpp"

namespace afterdesk::wire {

namespace {

constexpr int max_claims = 10'000;
/// A sum over an order: its payments together may be more than one of them.
constexpr Range sum_range{0, std::numeric_limits<std::int64_t>::max()};
constexpr Range signed_sum_range{-sum_range.max, sum_range.max, 0};
constexpr Range coupon_range{0, max_discounts - 1};
/// An index into a list of discounts; absent (-1) when the discount is of the other list.
constexpr Range discount_index_range{0, max_discounts - 1};
constexpr int no_discount = -1;

void units_of(FieldIo& io, Key key, std::vector<int>& units) {
    io.numbers(key, units, max_quantity, quantity_range);
}

void entitlements_of(FieldIo& io, std::vector<std::string>& names) {
    io.texts(if_said("entitlements"), names, max_entitlements, max_short_chars);
}

void delivered(FieldIo& io, std::vector<DeliveredPieces>& deliveries) {
    io.list(if_said("deliveries"), deliveries, max_deliveries);
}

}  // namespace

// ---- Requests and what is held ----------------------------------------------------------------------------

void fields(FieldIo& io, LineRequest& line) {
    io.number("line_no", line.line_no, line_no_range);
    io.number("quantity", line.quantity, quantity_range);
    entitlements_of(io, line.entitlements);
    io.text(if_said("want_sku"), line.want_sku, max_short_chars);
    io.fen(if_said("now_price_fen"), line.now_price_fen);
}

void fields(FieldIo& io, Request& request) {
    io.name("type", request.type);
    io.id("reason", request.reason);
    io.list("lines", request.lines, max_lines);
    io.fen(if_said("fee_fen"), request.fee_fen);
    io.flag(if_said("keep_gifts"), request.keep_gifts);
    io.flag(if_said("opened"), request.opened);
}

void fields(FieldIo& io, PaymentShare& share) {
    io.outside_id("payment_id", share.payment_id.value);
    io.fen("amount_fen", share.amount_fen);
}

void fields(FieldIo& io, Granted& granted) {
    io.integer("goods_fen", granted.goods_fen, sum_range);
    io.integer("deposit_kept_fen", granted.deposit_kept_fen, sum_range);
    io.integer("freight_fen", granted.freight_fen, sum_range);
}

void fields(FieldIo& io, Claim& claim) {
    io.number("line_no", claim.line_no, line_no_range);
    io.number("quantity", claim.quantity, count_range);
    io.name("state", claim.state);
    io.name_if("type", claim.type);
    units_of(io, if_said("units"), claim.units);
    entitlements_of(io, claim.entitlements);
    io.list(if_said("payments"), claim.payments, max_payments);
    io.part_if("granted", claim.granted);
    delivered(io, claim.deliveries);
    io.part_if("replacement", claim.replacement);
    io.number(if_said("settled"), claim.settled, count_range);
}

// ---- Quotes -----------------------------------------------------------------------------------------------

void fields(FieldIo& io, QuotedLine& line) {
    io.number("line_no", line.line_no, line_no_range);
    io.number("quantity", line.quantity, count_range);
    units_of(io, or_default("units"), line.units);
    io.fen("goods_fen", line.goods_fen, sum_range);
    entitlements_of(io, line.entitlements);
    delivered(io.since(3), line.deliveries);
}

void fields(FieldIo& io, QuotedGift& gift) {
    io.number("line_no", gift.line_no, line_no_range);
    io.number("quantity", gift.quantity, count_range);
    io.name("action", gift.action);
    if (gift.action == GiftAction::deduct) io.fen("deduct_fen", gift.deduct_fen, sum_range);
    if (io.reads() || io.form().gift_units) units_of(io, if_said("units"), gift.units);
}

void fields(FieldIo& io, QuotedExchange& exchange) {
    io.number("line_no", exchange.line_no, line_no_range);
    io.number("quantity", exchange.quantity, count_range);
    io.text("sku", exchange.sku, max_short_chars);
    io.text("spu", exchange.spu, max_short_chars);
    io.text("title", exchange.title, max_title_chars);
    io.text("spec", exchange.spec, max_title_chars);
    io.fen("unit_price_fen", exchange.unit_price_fen);
    io.fen("difference_fen", exchange.difference_fen, signed_fen_range);
}

void fields(FieldIo& io, DiscountShare& share) {
    io.name("kind", share.kind);
    io.fen("amount_fen", share.amount_fen);
    io.integer(if_said("points"), share.points, fen_range);
    io.number(if_said("order_discount"), share.order_discount, discount_index_range, no_discount);
    io.number(if_said("own_discount"), share.own_discount, discount_index_range, no_discount);
}

void fields(FieldIo& io, ExplainedUnit& unit) {
    io.number("line_no", unit.line_no, line_no_range);
    io.number("unit", unit.unit, count_range);
    io.text(if_said("entitlement"), unit.entitlement, max_short_chars);
    io.fen("paid_fen", unit.paid_fen);
    io.fen("price_fen", unit.price_fen);
    io.list("discounts", unit.discounts, 2 * max_discounts);
    io.fen("rounding_fen", unit.rounding_fen, signed_fen_range);
    io.fen(if_said("deposit_kept_fen"), unit.deposit_kept_fen);
    io.fen(if_said("protected_fen"), unit.protected_fen);
    io.since(3).fen(if_said("unpaid_fen"), unit.unpaid_fen);
}

void fields(FieldIo& io, Returned& returned) {
    io.integer("points", returned.points, sum_range);
    io.numbers("coupons", returned.coupons, max_discounts, coupon_range);
    io.integer(if_said("points_earned"), returned.points_earned, sum_range);
}

void fields(FieldIo& io, Quote& quote) {
    io.fen("refund_fen", quote.refund_fen, sum_range);
    io.fen("goods_fen", quote.goods_fen, sum_range);
    io.fen("freight_fen", quote.freight_fen);
    io.fen("fee_fen", quote.fee_fen, sum_range);
    io.list("lines", quote.lines, max_lines);
    io.list("payments", quote.payments, max_payments);
    io.part("returned", quote.returned);
    io.list("gifts", quote.gifts, max_lines);
    io.list("explain", quote.explain, max_pieces);
    io.name("freight_rule", quote.freight_rule);
    io.fen(if_said("gift_deduct_fen"), quote.gift_deduct_fen, sum_range);
    // Below zero when the last pieces of a broken promotion bring back what was clawed back before.
    io.fen(if_said("claw_back_fen"), quote.claw_back_fen, signed_sum_range);
    io.flag(if_said("merchant_must_decide"), quote.merchant_must_decide);
    io.fen(if_said("collect_fen"), quote.collect_fen, sum_range);
    io.list(if_said("exchanges"), quote.exchanges, max_lines);
}

// ---- The quote file ---------------------------------------------------------------------------------------

namespace {

/// The order may be of a mall that does not join its goods by SPU.
void shown_ware(FieldIo& io, Ware& ware) {
    io.outside_id("sku", ware.sku);
    io.outside_id_or_empty("spu", ware.spu);
    io.text(or_default("title"), ware.title, max_title_chars);
    io.text(or_default("spec"), ware.spec, max_title_chars);
    io.fen("unit_price_fen", ware.unit_price_fen);
    io.number("available", ware.available, any_count_range);
}

/// As the policy holds in the order's shop.
void policy_of(FieldIo& io, QuoteInput& input) {
    Value const* const given = io.reader().optional("policy");
    input.policy = default_policy();
    if (!given) return;
    std::string const path = io.reader().at("policy");
    PolicyBook const book = read_policy_book(*given, default_policy(), path, io.reader().mistakes());
    refuse_holidays_in_seconds(*given, path, io.reader().mistakes());
    input.policy = policy_for(book, input.order.shop_id);
}

void quote_input(FieldIo& io, QuoteInput& input) {
    io.instant("now_ms", input.now);
    io.part("order", input.order);
    io.list(or_default("prior"), input.claims, max_claims);
    io.part("request", input.request);
    policy_of(io, input);
    io.name_if("fault", input.fault);
    io.list_by<shown_ware>(or_default("stock"), input.stock, max_wares);
    refuse_repeated(input.stock, &Ware::sku, io.reader().at("stock"), "sku", io.reader().mistakes());
    io.flag(or_default("later"), input.requoted);
}

}  // namespace

QuoteInput read_quote_input(Value const& value, Mistakes& mistakes) {
    QuoteInput input;
    ObjectReader reader(value, "", mistakes);
    FieldIo io(reader, {.sent = true});
    quote_input(io, input);
    io.finish();
    return input;
}

Result<QuoteInput, Mistakes> read_quote_input(Value const& value) {
    Mistakes mistakes;
    QuoteInput input = read_quote_input(value, mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return input;
}

// ---- Values -----------------------------------------------------------------------------------------------

Value to_json(Request const& request) { return written(request); }

Request read_request(Value const& value, std::string const& path, Mistakes& mistakes) {
    return read_fields<Request>(value, path, mistakes);
}

Value to_json(Claim const& claim) { return written(claim); }

Claim read_claim(Value const& value, std::string const& path, Mistakes& mistakes) {
    return read_fields<Claim>(value, path, mistakes);
}

Value to_json(Quote const& quote, QuoteForm form) {
    return written(quote, Form{.gift_units = form == QuoteForm::frozen});
}

Quote read_quote(Value const& value, std::string const& path, Mistakes& mistakes) {
    return read_fields<Quote>(value, path, mistakes);
}

}  // namespace afterdesk::wire
