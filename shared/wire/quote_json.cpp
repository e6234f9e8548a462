#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "wire/codec.hpp"
#include "wire/fields.hpp"
#include "wire/policy_book.hpp"

namespace afterdesk::wire {

namespace {

constexpr int max_prior = 10'000;
/// A sum over an order: its payments together may be more than one of them.
constexpr Range sum_range{0, std::numeric_limits<std::int64_t>::max()};
constexpr Range signed_sum_range{-sum_range.max, sum_range.max, 0};
constexpr Range points_range{0, max_fen};
constexpr Range available_range{0, max_int};
constexpr Range coupon_range{0, max_discounts - 1};
/// An index into a list of discounts; absent (-1) when the discount is of the other list.
constexpr Range discount_index_range{0, max_discounts - 1};

// ---- Parts of requests and of what is held ----------------------------------------------------------------

Object line_request_json(LineRequest const& line) {
    Object out;
    put(out, "line_no", line.line_no);
    put(out, "quantity", line.quantity);
    if (!line.entitlements.empty()) put(out, "entitlements", texts_json(line.entitlements));
    if (!line.want_sku.empty()) put(out, "want_sku", line.want_sku);
    if (line.now_price_fen) put(out, "now_price_fen", *line.now_price_fen);
    return out;
}

LineRequest read_line_request(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    LineRequest line;
    line.line_no = reader.number("line_no", line_no_range);
    line.quantity = reader.number("quantity", quantity_range);
    line.entitlements = read_entitlement_ids_or_empty(reader, "entitlements");
    line.want_sku = reader.text_or("want_sku", max_short_chars);
    if (reader.has("now_price_fen")) line.now_price_fen = reader.integer("now_price_fen", fen_range);
    reader.finish();
    return line;
}

Ware read_ware(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    Ware ware;
    ware.sku = reader.filled_text("sku", max_short_chars);
    ware.spu = reader.text("spu", max_short_chars);
    ware.title = reader.text_or("title", max_title_chars);
    ware.spec = reader.text_or("spec", max_title_chars);
    ware.unit_price_fen = reader.integer("unit_price_fen", fen_range);
    ware.available = reader.number("available", available_range);
    reader.finish();
    return ware;
}

/// The goods on the shelf, each SKU once.
std::vector<Ware> read_stock(ObjectReader& reader, std::string_view key) {
    std::vector<Ware> stock = reader.list_or_empty(key, max_wares, read_ware);
    std::vector<std::string_view> seen;
    for (std::size_t i = 0; i < stock.size(); ++i) {
        std::string_view const sku = stock[i].sku;
        auto const place = std::lower_bound(seen.begin(), seen.end(), sku);
        if (place != seen.end() && *place == sku && !sku.empty()) {
            note(reader.mistakes(), Rule::duplicate_key, at_key(at_index(reader.at(key), i), "sku"));
        } else {
            seen.insert(place, sku);
        }
    }
    return stock;
}

Object payment_share_json(PaymentShare const& share) {
    Object out;
    put(out, "payment_id", share.payment_id.value);
    put(out, "amount_fen", share.amount_fen);
    return out;
}

PaymentShare read_payment_share(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    PaymentShare share;
    share.payment_id.value = reader.id("payment_id");
    share.amount_fen = reader.integer("amount_fen", fen_range);
    reader.finish();
    return share;
}

Object granted_json(Granted const& granted) {
    Object out;
    put(out, "goods_fen", granted.goods_fen);
    put(out, "deposit_kept_fen", granted.deposit_kept_fen);
    put(out, "freight_fen", granted.freight_fen);
    return out;
}

Granted read_granted(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    Granted granted;
    granted.goods_fen = reader.integer("goods_fen", sum_range);
    granted.deposit_kept_fen = reader.integer("deposit_kept_fen", sum_range);
    granted.freight_fen = reader.integer("freight_fen", sum_range);
    reader.finish();
    return granted;
}

// ---- Parts of quotes --------------------------------------------------------------------------------------

Object quoted_line_json(QuotedLine const& line) {
    Object out;
    put(out, "line_no", line.line_no);
    put(out, "quantity", line.quantity);
    put(out, "units", numbers_json(line.units));
    put(out, "goods_fen", line.goods_fen);
    if (!line.entitlements.empty()) put(out, "entitlements", texts_json(line.entitlements));
    return out;
}

QuotedLine read_quoted_line(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    QuotedLine line;
    line.line_no = reader.number("line_no", line_no_range);
    line.quantity = reader.number("quantity", count_range);
    line.units = read_units_or_empty(reader, "units");
    line.goods_fen = reader.integer("goods_fen", sum_range);
    line.entitlements = read_entitlement_ids_or_empty(reader, "entitlements");
    reader.finish();
    return line;
}

Object quoted_gift_json(QuotedGift const& gift, QuoteForm form) {
    Object out;
    put(out, "line_no", gift.line_no);
    put(out, "quantity", gift.quantity);
    put(out, "action", name_of(gift.action));
    if (gift.action == GiftAction::deduct) put(out, "deduct_fen", gift.deduct_fen);
    if (form == QuoteForm::frozen && !gift.units.empty()) put(out, "units", numbers_json(gift.units));
    return out;
}

QuotedGift read_quoted_gift(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    QuotedGift gift;
    gift.line_no = reader.number("line_no", line_no_range);
    gift.quantity = reader.number("quantity", count_range);
    gift.action = reader.name("action", GiftAction::cancel);
    if (gift.action == GiftAction::deduct) gift.deduct_fen = reader.integer("deduct_fen", sum_range);
    gift.units = read_units_or_empty(reader, "units");
    reader.finish();
    return gift;
}

Object exchange_json(QuotedExchange const& exchange) {
    Object out;
    put(out, "line_no", exchange.line_no);
    put(out, "quantity", exchange.quantity);
    put(out, "sku", exchange.sku);
    put(out, "spu", exchange.spu);
    put(out, "title", exchange.title);
    put(out, "spec", exchange.spec);
    put(out, "unit_price_fen", exchange.unit_price_fen);
    put(out, "difference_fen", exchange.difference_fen);
    return out;
}

QuotedExchange read_exchange(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    QuotedExchange exchange;
    exchange.line_no = reader.number("line_no", line_no_range);
    exchange.quantity = reader.number("quantity", count_range);
    exchange.sku = reader.text("sku", max_short_chars);
    exchange.spu = reader.text("spu", max_short_chars);
    exchange.title = reader.text("title", max_title_chars);
    exchange.spec = reader.text("spec", max_title_chars);
    exchange.unit_price_fen = reader.integer("unit_price_fen", fen_range);
    exchange.difference_fen = reader.integer("difference_fen", signed_fen_range);
    reader.finish();
    return exchange;
}

Object discount_share_json(DiscountShare const& share) {
    Object out;
    put(out, "kind", name_of(share.kind));
    put(out, "amount_fen", share.amount_fen);
    if (share.points != 0) put(out, "points", share.points);
    if (share.order_discount >= 0) put(out, "order_discount", share.order_discount);
    if (share.own_discount >= 0) put(out, "own_discount", share.own_discount);
    return out;
}

DiscountShare read_discount_share(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    DiscountShare share;
    share.kind = reader.name("kind", DiscountKind::shop_coupon);
    share.amount_fen = reader.integer("amount_fen", fen_range);
    share.points = reader.integer_or("points", points_range, 0);
    share.order_discount = reader.number_or("order_discount", discount_index_range, -1);
    share.own_discount = reader.number_or("own_discount", discount_index_range, -1);
    reader.finish();
    return share;
}

Object explained_json(ExplainedUnit const& unit) {
    Object out;
    put(out, "line_no", unit.line_no);
    put(out, "unit", unit.unit);
    if (!unit.entitlement.empty()) put(out, "entitlement", unit.entitlement);
    put(out, "paid_fen", unit.paid_fen);
    put(out, "price_fen", unit.price_fen);
    put(out, "discounts", list_json(unit.discounts, discount_share_json));
    put(out, "rounding_fen", unit.rounding_fen);
    if (unit.deposit_kept_fen != 0) put(out, "deposit_kept_fen", unit.deposit_kept_fen);
    if (unit.protected_fen != 0) put(out, "protected_fen", unit.protected_fen);
    return out;
}

ExplainedUnit read_explained(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    ExplainedUnit unit;
    unit.line_no = reader.number("line_no", line_no_range);
    unit.unit = reader.number("unit", count_range);
    unit.entitlement = reader.text_or("entitlement", max_short_chars);
    unit.paid_fen = reader.integer("paid_fen", fen_range);
    unit.price_fen = reader.integer("price_fen", fen_range);
    unit.discounts = reader.list("discounts", 2 * max_discounts, read_discount_share);
    unit.rounding_fen = reader.integer("rounding_fen", signed_fen_range);
    unit.deposit_kept_fen = reader.integer_or("deposit_kept_fen", fen_range, 0);
    unit.protected_fen = reader.integer_or("protected_fen", fen_range, 0);
    reader.finish();
    return unit;
}

Object returned_json(Returned const& returned) {
    Object out;
    put(out, "points", returned.points);
    put(out, "coupons", numbers_json(returned.coupons));
    if (returned.points_earned != 0) put(out, "points_earned", returned.points_earned);
    return out;
}

int read_coupon(Value const& value, std::string const& path, Mistakes& mistakes) {
    return static_cast<int>(read_integer(value, path, coupon_range, mistakes));
}

Returned read_returned(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    Returned returned;
    returned.points = reader.integer("points", sum_range);
    returned.coupons = reader.list("coupons", max_discounts, read_coupon);
    returned.points_earned = reader.integer_or("points_earned", sum_range, 0);
    reader.finish();
    return returned;
}

}  // namespace

// ---- Requests and what is held ----------------------------------------------------------------------------

Value to_json(Request const& request) {
    Object out;
    put(out, "type", name_of(request.type));
    put(out, "reason", request.reason);
    put(out, "lines", list_json(request.lines, line_request_json));
    if (request.fee_fen != 0) put(out, "fee_fen", request.fee_fen);
    if (request.keep_gifts) put(out, "keep_gifts", true);
    if (request.opened) put(out, "opened", true);
    return out;
}

Request read_request(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    Request request;
    request.type = reader.name("type", TicketType::refund_unshipped);
    request.reason = reader.id("reason");
    request.lines = reader.list("lines", max_lines, read_line_request);
    request.fee_fen = reader.integer_or("fee_fen", fen_range, 0);
    request.keep_gifts = reader.boolean_or("keep_gifts", false);
    request.opened = reader.boolean_or("opened", false);
    reader.finish();
    return request;
}

Value to_json(Claim const& claim) {
    Object out;
    put(out, "line_no", claim.line_no);
    put(out, "quantity", claim.quantity);
    put(out, "state", name_of(claim.state));
    if (claim.type) put(out, "type", name_of(*claim.type));
    if (!claim.units.empty()) put(out, "units", numbers_json(claim.units));
    if (!claim.entitlements.empty()) put(out, "entitlements", texts_json(claim.entitlements));
    if (!claim.payments.empty()) put(out, "payments", list_json(claim.payments, payment_share_json));
    if (claim.granted) put(out, "granted", granted_json(*claim.granted));
    return out;
}

Claim read_claim(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    Claim claim;
    claim.line_no = reader.number("line_no", line_no_range);
    claim.quantity = reader.number("quantity", count_range);
    claim.state = reader.name("state", ClaimState::refunded);
    if (reader.has("type")) claim.type = reader.name("type", TicketType::refund_unshipped);
    claim.units = read_units_or_empty(reader, "units");
    claim.entitlements = read_entitlement_ids_or_empty(reader, "entitlements");
    claim.payments = reader.list_or_empty("payments", max_payments, read_payment_share);
    claim.granted = reader.optional_as("granted", read_granted);
    reader.finish();
    return claim;
}

// ---- Quotes -----------------------------------------------------------------------------------------------

Value to_json(Quote const& quote, QuoteForm form) {
    auto const gift_json = [form](QuotedGift const& gift) { return quoted_gift_json(gift, form); };
    Object out;
    put(out, "refund_fen", quote.refund_fen);
    put(out, "goods_fen", quote.goods_fen);
    put(out, "freight_fen", quote.freight_fen);
    put(out, "fee_fen", quote.fee_fen);
    put(out, "lines", list_json(quote.lines, quoted_line_json));
    put(out, "payments", list_json(quote.payments, payment_share_json));
    put(out, "returned", returned_json(quote.returned));
    put(out, "gifts", list_json(quote.gifts, gift_json));
    put(out, "explain", list_json(quote.explain, explained_json));
    put(out, "freight_rule", name_of(quote.freight_rule));
    if (quote.gift_deduct_fen != 0) put(out, "gift_deduct_fen", quote.gift_deduct_fen);
    if (quote.claw_back_fen != 0) put(out, "claw_back_fen", quote.claw_back_fen);
    if (quote.merchant_must_decide) put(out, "merchant_must_decide", true);
    if (quote.collect_fen != 0) put(out, "collect_fen", quote.collect_fen);
    if (!quote.exchanges.empty()) put(out, "exchanges", list_json(quote.exchanges, exchange_json));
    return out;
}

Quote read_quote(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    Quote quote;
    quote.refund_fen = reader.integer("refund_fen", sum_range);
    quote.goods_fen = reader.integer("goods_fen", sum_range);
    quote.freight_fen = reader.integer("freight_fen", fen_range);
    quote.fee_fen = reader.integer("fee_fen", sum_range);
    quote.lines = reader.list("lines", max_lines, read_quoted_line);
    quote.payments = reader.list("payments", max_payments, read_payment_share);
    quote.returned = reader.as("returned", read_returned);
    quote.gifts = reader.list("gifts", max_lines, read_quoted_gift);
    quote.explain = reader.list("explain", max_pieces, read_explained);
    quote.freight_rule = reader.name("freight_rule", FreightRule::none_paid);
    quote.gift_deduct_fen = reader.integer_or("gift_deduct_fen", sum_range, 0);
    // Below zero when the last pieces of a broken promotion bring back what was clawed back before.
    quote.claw_back_fen = reader.integer_or("claw_back_fen", signed_sum_range, 0);
    quote.merchant_must_decide = reader.boolean_or("merchant_must_decide", false);
    quote.collect_fen = reader.integer_or("collect_fen", sum_range, 0);
    quote.exchanges = reader.list_or_empty("exchanges", max_lines, read_exchange);
    reader.finish();
    return quote;
}

QuoteInput read_quote_input(Value const& value, Mistakes& mistakes) {
    auto const book_over_default = [](Value const& given, std::string const& path, Mistakes& found) {
        return read_policy_book(given, default_policy(), path, found);
    };
    ObjectReader reader(value, "", mistakes);
    QuoteInput input;
    input.now = read_instant(reader, "now_ms");
    input.order = reader.as("order", read_order);
    input.claims = reader.list_or_empty("prior", max_prior, read_claim);
    input.request = reader.as("request", read_request);
    auto const book = reader.optional_as("policy", book_over_default);
    input.policy = book ? policy_for(*book, input.order.shop_id) : default_policy();
    if (reader.has("fault")) input.fault = reader.name("fault", Fault::buyer);
    input.stock = read_stock(reader, "stock");
    input.requoted = reader.boolean_or("later", false);
    reader.finish();
    return input;
}

Result<QuoteInput, Mistakes> read_quote_input(Value const& value) {
    Mistakes mistakes;
    QuoteInput input = read_quote_input(value, mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return input;
}

// ---- Mistakes ---------------------------------------------------------------------------------------------

Value errors_to_json(Mistakes const& mistakes, Language language) {
    auto const error_json = [language](Mistake const& mistake) {
        Object out;
        put(out, "code", name_of(mistake.rule));
        put(out, "path", mistake.path);
        put(out, "message", message_for(mistake, language));
        return out;
    };
    Object out;
    put(out, "errors", list_json(mistakes, error_json));
    return out;
}

}  // namespace afterdesk::wire
