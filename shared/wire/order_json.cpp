#include <algorithm>
#include <array>
#include <iterator>

#include "wire/codec.hpp"
#include "wire/fields.hpp"

namespace afterdesk::wire {

namespace {

constexpr int max_tags = 50;
constexpr int max_image_chars = 2'000;  // a URL
constexpr int max_currency_chars = 8;
constexpr Range weight_range{0, 1'000'000'000};
constexpr Range points_range{0, max_fen};

// ---- Writing ----------------------------------------------------------------------------------------------

Object discount_json(Discount const& discount) {
    Object out;
    put(out, "kind", name_of(discount.kind));
    put(out, "amount_fen", discount.amount_fen);
    if (discount.points != 0) put(out, "points", discount.points);
    if (discount.threshold_fen) put(out, "threshold_fen", *discount.threshold_fen);
    if (!discount.lines.empty()) put(out, "lines", numbers_json(discount.lines));
    return out;
}

Object entitlement_json(Entitlement const& entitlement) {
    Object out;
    put(out, "id", entitlement.id);
    put(out, "weight", entitlement.weight);
    put(out, "used", entitlement.used);
    return out;
}

Object gift_json(Gift const& gift) {
    Object out;
    put(out, "of_line", gift.of_line);
    put(out, "per_quantity", gift.per_quantity);
    put(out, "value_fen", gift.value_fen);
    return out;
}

Object presale_json(Presale const& presale) {
    Object out;
    put(out, "deposit_fen", presale.deposit_fen);
    return out;
}

Object line_json(Line const& line) {
    Object out;
    put(out, "line_no", line.line_no);
    put(out, "sku", line.sku);
    put(out, "spu", line.spu);
    put(out, "title", line.title);
    if (!line.spec.empty()) put(out, "spec", line.spec);
    if (!line.image.empty()) put(out, "image", line.image);
    put(out, "kind", name_of(line.kind));
    if (!line.category.empty()) put(out, "category", line.category);
    if (!line.tags.empty()) put(out, "tags", texts_json(line.tags));
    put(out, "quantity", line.quantity);
    put(out, "unit_price_fen", line.unit_price_fen);
    if (!line.discounts.empty()) put(out, "discounts", list_json(line.discounts, discount_json));
    if (line.presale) put(out, "presale", presale_json(*line.presale));
    if (line.gift) put(out, "gift", gift_json(*line.gift));
    if (!line.entitlements.empty()) put(out, "entitlements", list_json(line.entitlements, entitlement_json));
    if (line.points_earned != 0) put(out, "points_earned", line.points_earned);
    if (line.shipped_quantity != 0) put(out, "shipped_quantity", line.shipped_quantity);
    if (line.received_at) put_instant(out, "received_at_ms", line.received_at);
    return out;
}

Object payment_json(Payment const& payment) {
    Object out;
    put(out, "payment_id", payment.payment_id.value);
    put(out, "channel", name_of(payment.channel));
    put(out, "amount_fen", payment.amount_fen);
    return out;
}

// ---- Reading ----------------------------------------------------------------------------------------------

Discount read_own_discount_fields(ObjectReader& reader) {
    Discount discount;
    discount.kind = reader.name("kind", DiscountKind::shop_coupon);
    discount.amount_fen = reader.integer("amount_fen", fen_range);
    discount.points = reader.integer_or("points", points_range, 0);
    if (reader.has("threshold_fen")) discount.threshold_fen = reader.integer("threshold_fen", fen_range);
    return discount;
}

Discount read_own_discount(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    Discount discount = read_own_discount_fields(reader);
    reader.finish();
    return discount;
}

Discount read_order_discount(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    Discount discount = read_own_discount_fields(reader);
    discount.lines = read_line_nos(reader, "lines");
    reader.finish();
    return discount;
}

Entitlement read_entitlement(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    Entitlement entitlement;
    entitlement.id = reader.filled_text("id", max_short_chars);
    entitlement.weight = reader.integer("weight", weight_range);
    entitlement.used = reader.boolean("used");
    reader.finish();
    return entitlement;
}

Gift read_gift(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    Gift gift;
    gift.of_line = reader.number("of_line", line_no_range);
    gift.per_quantity = reader.number("per_quantity", quantity_range);
    gift.value_fen = reader.integer("value_fen", fen_range);
    reader.finish();
    return gift;
}

Presale read_presale(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    Presale presale{reader.integer("deposit_fen", fen_range)};
    reader.finish();
    return presale;
}

std::string read_tag(Value const& value, std::string const& path, Mistakes& mistakes) {
    return read_text(value, path, max_short_chars, mistakes);
}

Line read_line(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    Line line;
    line.line_no = reader.number("line_no", line_no_range);
    line.sku = reader.filled_text("sku", max_short_chars);
    line.spu = reader.text("spu", max_short_chars);
    line.title = reader.text("title", max_title_chars);
    line.spec = reader.text_or("spec", max_title_chars);
    line.image = reader.text_or("image", max_image_chars);
    line.kind = reader.name("kind", LineKind::physical);
    line.category = reader.text_or("category", max_short_chars);
    line.tags = reader.list_or_empty("tags", max_tags, read_tag);
    line.quantity = reader.number("quantity", quantity_range);
    line.unit_price_fen = reader.integer("unit_price_fen", fen_range);
    line.discounts = reader.list_or_empty("discounts", max_discounts, read_own_discount);
    line.presale = reader.optional_as("presale", read_presale);
    line.gift = reader.optional_as("gift", read_gift);
    line.entitlements = reader.list_or_empty("entitlements", max_entitlements, read_entitlement);
    line.points_earned = reader.integer_or("points_earned", points_range, 0);
    line.shipped_quantity = reader.number_or("shipped_quantity", count_range, 0);
    line.received_at = read_nullable_instant(reader, "received_at_ms");
    reader.finish();
    return line;
}

Payment read_payment(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    Payment payment;
    payment.payment_id.value = reader.id("payment_id");
    payment.channel = reader.name("channel", PaymentChannel::wechat);
    payment.amount_fen = reader.integer("amount_fen", fen_range);
    reader.finish();
    return payment;
}

Order read_order_fields(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    Order order;
    order.order_no.value = reader.id("order_no");
    order.shop_id.value = reader.id("shop_id");
    order.buyer_id.value = reader.id("buyer_id");
    order.currency = reader.text("currency", max_currency_chars);
    order.paid_at = read_instant(reader, "paid_at_ms");
    order.freight_fen = reader.integer("freight_fen", fen_range);
    order.lines = reader.list("lines", max_lines, read_line);
    order.discounts = reader.list_or_empty("discounts", max_discounts, read_order_discount);
    order.payments = reader.list("payments", max_payments, read_payment);
    reader.finish();
    return order;
}

// ---- Which mistakes to report together --------------------------------------------------------------------

/// Rules that look at the order as a whole: nothing can be said about them while any value is missing.
constexpr std::array whole_order_rules{
    Rule::sums_do_not_add_up,     Rule::amount_overflows,     Rule::discount_names_unknown_line,
    Rule::discount_exceeds_lines, Rule::gift_of_unknown_line, Rule::gift_of_gift,
    Rule::gift_never_earned,
};

/// "order.lines[2].gift.of_line" → "order.lines[2]".
std::string_view element_of(std::string_view mistake_path, std::string_view order_path) {
    std::size_t end = mistake_path.find(']', order_path.size());
    return end == std::string_view::npos ? mistake_path : mistake_path.substr(0, end + 1);
}

/// True when the mistake may only follow from a value that could not be read.
bool follows(Mistake const& mistake, std::vector<Mistake> const& unread, std::string const& path) {
    auto const& whole = whole_order_rules;
    if (std::find(whole.begin(), whole.end(), mistake.rule) != whole.end()) return true;
    return std::any_of(unread.begin(), unread.end(), [&](Mistake const& other) {
        return other.path == path || element_of(other.path, path) == element_of(mistake.path, path);
    });
}

}  // namespace

Order read_order(Value const& value, std::string const& path, Mistakes& mistakes) {
    Mistakes found;
    Order order = read_order_fields(value, path, found);
    Mistakes unread;
    std::copy_if(found.begin(), found.end(), std::back_inserter(unread), leaves_a_gap);
    for (Mistake& mistake : found) note(mistakes, mistake.rule, std::move(mistake.path), mistake.limit);
    for (Mistake& mistake : check_order(order, path)) {
        if (!unread.empty() && follows(mistake, unread, path)) continue;
        note(mistakes, mistake.rule, std::move(mistake.path), mistake.limit);
    }
    return order;
}

Value to_json(Order const& order) {
    Object out;
    put(out, "order_no", order.order_no.value);
    put(out, "shop_id", order.shop_id.value);
    put(out, "buyer_id", order.buyer_id.value);
    put(out, "currency", order.currency);
    put(out, "paid_at_ms", order.paid_at.ms);
    put(out, "freight_fen", order.freight_fen);
    put(out, "lines", list_json(order.lines, line_json));
    if (!order.discounts.empty()) put(out, "discounts", list_json(order.discounts, discount_json));
    put(out, "payments", list_json(order.payments, payment_json));
    return out;
}

}  // namespace afterdesk::wire
