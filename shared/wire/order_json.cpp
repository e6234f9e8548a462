// Orders, field by field.

#include <algorithm>
#include <array>
#include <iterator>

#include "domain/order/outside_refunds.hpp"
#include "wire/describe.hpp"
#include "wire/provider_fields.hpp"

namespace afterdesk::wire {

namespace {

constexpr int max_tags = 50;
constexpr int max_currency_chars = 8;
constexpr Range weight_range{0, 1'000'000'000};

}  // namespace

void fields(FieldIo& io, Discount& discount) {
    io.name("kind", discount.kind);
    io.fen("amount_fen", discount.amount_fen);
    io.integer(if_said("points"), discount.points, fen_range);
    io.fen(if_said("threshold_fen"), discount.threshold_fen);
    coupon_fields(io, discount);
}

/// It may name the lines that it is for; those of a line are for that line.
void order_discount(FieldIo& io, Discount& discount) {
    fields(io, discount);
    io.numbers(if_said("lines"), discount.lines, max_lines, line_no_range);
}

void fields(FieldIo& io, Entitlement& entitlement) {
    io.outside_id("id", entitlement.id);
    io.integer("weight", entitlement.weight, weight_range);
    io.flag("used", entitlement.used);
}

void fields(FieldIo& io, Gift& gift) {
    io.number("of_line", gift.of_line, line_no_range);
    io.number("per_quantity", gift.per_quantity, quantity_range);
    io.fen("value_fen", gift.value_fen);
}

/// The balance is said when it was not paid, as every order of before has it.
void fields(FieldIo& io, Presale& presale) {
    io.fen("deposit_fen", presale.deposit_fen);
    if (io.reads() || !presale.balance_paid) io.flag(or_default("balance_paid"), presale.balance_paid);
}

void fields(FieldIo& io, Delivery& delivery) {
    io.outside_id_or_empty(if_said("delivery_no"), delivery.delivery_no);
    io.number("quantity", delivery.quantity, quantity_range);
    io.instant(if_said("shipped_at_ms"), delivery.shipped_at);
    io.instant(if_said("received_at_ms"), delivery.received_at);
    io.text(if_said("carrier"), delivery.carrier, max_short_chars);
    io.text(if_said("tracking_no"), delivery.tracking_no, max_short_chars);
}

void fields(FieldIo& io, DeliveredPieces& pieces) {
    io.outside_id("delivery_no", pieces.delivery_no);
    io.number("quantity", pieces.quantity, quantity_range);
}

namespace {

/// In the short form where that says it all, as every order of before has it.
void deliveries_of(FieldIo& io, Line& line) {
    bool const in_short = io.reads() ? !io.reader().has("deliveries") : says_all_in_short(line.deliveries);
    if (!in_short) return io.list("deliveries", line.deliveries, max_deliveries);
    int shipped = line.shipped_quantity();
    std::optional<Instant> received_at = line.last_received_at();
    io.number(if_said("shipped_quantity"), shipped, count_range);
    io.instant(if_said("received_at_ms"), received_at);
    if (io.reads()) line.deliveries = in_one_delivery(shipped, received_at);
}

}  // namespace

void fields(FieldIo& io, Line& line) {
    io.number("line_no", line.line_no, line_no_range);
    io.outside_id("sku", line.sku);
    io.outside_id_or_empty("spu", line.spu);
    io.text("title", line.title, max_title_chars);
    io.text(if_said("spec"), line.spec, max_title_chars);
    io.text(if_said("image"), line.image, max_image_chars);
    io.name("kind", line.kind);
    io.text(if_said("category"), line.category, max_short_chars);
    io.texts(if_said("tags"), line.tags, max_tags, max_short_chars);
    io.number("quantity", line.quantity, quantity_range);
    io.fen("unit_price_fen", line.unit_price_fen);
    io.list(if_said("discounts"), line.discounts, max_discounts);
    io.part_if("presale", line.presale);
    io.part_if("gift", line.gift);
    io.list(if_said("entitlements"), line.entitlements, max_entitlements);
    io.integer(if_said("points_earned"), line.points_earned, fen_range);
    deliveries_of(io, line);
}

void fields(FieldIo& io, Payment& payment) {
    io.outside_id("payment_id", payment.payment_id.value);
    io.name("channel", payment.channel);
    io.fen("amount_fen", payment.amount_fen);
    provider_fields(io, payment.provider);
}

void order_fields(FieldIo& io, Order& order) {
    io.outside_id("order_no", order.order_no.value);
    io.outside_id("shop_id", order.shop_id.value);
    io.outside_id("buyer_id", order.buyer_id.value);
    io.text("currency", order.currency, max_currency_chars);
    io.instant("paid_at_ms", order.paid_at);
    io.fen("freight_fen", order.freight_fen);
    io.list("lines", order.lines, max_lines);
    io.list_by<order_discount>(if_said("discounts"), order.discounts, max_discounts);
    io.list("payments", order.payments, max_payments);
    mall_fields(io, order);
}

// ---- Which mistakes to report together --------------------------------------------------------------------

namespace {

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

void fields(FieldIo& io, Order& order) {
    if (!io.reads()) return order_fields(io, order);
    Mistakes& mistakes = io.reader().mistakes();
    std::size_t const before = mistakes.size();
    order_fields(io, order);
    io.finish();
    Mistakes unread;
    std::copy_if(mistakes.begin() + static_cast<std::ptrdiff_t>(before), mistakes.end(),
                 std::back_inserter(unread), leaves_a_gap);
    std::string const& path = io.reader().path();
    for (Mistake& mistake : check_order(order, path)) {
        if (!unread.empty() && follows(mistake, unread, path)) continue;
        note(mistakes, mistake.rule, std::move(mistake.path), mistake.limit);
    }
}

Order read_order(Value const& value, std::string const& path, Mistakes& mistakes) {
    std::size_t const before = mistakes.size();
    Order order = read_fields<Order>(value, path, mistakes, Form{.sent = true});
    if (mistakes.size() == before) {
        for (Mistake& mistake : check_prior(order, path)) mistakes.push_back(std::move(mistake));
    }
    return order;
}

Order read_kept_order(Value const& value, std::string const& path, Mistakes& mistakes) {
    return read_fields<Order>(value, path, mistakes, Form{.kept = true});
}

Value to_json(Order const& order) { return written(order); }

}  // namespace afterdesk::wire
