// What an order that comes from outside may get wrong: sums, references, duplicates.

#include "domain/order/order.hpp"

#include <algorithm>
#include <string_view>

#include "domain/order/pricing.hpp"
#include "domain/path.hpp"

namespace afterdesk {

namespace {

/// Collects the mistakes of one order. `cost_fen` is what each line still costs while discounts come off.
struct OrderCheck {
    Order const& order;
    std::string const& path;
    Mistakes mistakes;
    std::vector<Fen> cost_fen;
    bool cost_is_known = true;  ///< false once a mistake leaves open what the lines cost

    void report(Rule rule, std::string where, std::int64_t limit = -1) {
        mistakes.push_back({rule, std::move(where), limit});
    }
    void report_cost(Rule rule, std::string where, std::int64_t limit = -1) {
        report(rule, std::move(where), limit);
        cost_is_known = false;
    }
};

void check_line_numbers(OrderCheck& check, std::size_t i) {
    auto const& lines = check.order.lines;
    for (std::size_t earlier = 0; earlier < i; ++earlier) {
        if (lines[earlier].line_no != lines[i].line_no) continue;
        check.report(Rule::line_no_twice, path_to(check.path, "lines", i, "line_no"));
        return;
    }
}

/// The line's price after its own discounts.
void check_line_money(OrderCheck& check, std::size_t i) {
    Line const& line = check.order.lines[i];
    std::optional<Fen> const gross = multiply_fen(line.unit_price_fen, line.quantity);
    if (!gross) check.report_cost(Rule::amount_overflows, path_to(check.path, "lines", i, "unit_price_fen"));
    Fen cost = gross.value_or(0);
    for (std::size_t j = 0; j < line.discounts.size(); ++j) {
        Fen const amount = line.discounts[j].amount_fen;
        if (gross && amount > cost) {
            check.report_cost(Rule::discount_exceeds_lines,
                              path_to(path_to(check.path, "lines", i), "discounts", j, "amount_fen"), cost);
        }
        cost -= std::min(amount, cost);
    }
    check.cost_fen[i] = cost;
    if (gross && line.presale && line.presale->deposit_fen > cost) {
        check.report(Rule::deposit_exceeds_line, path_to(check.path, "lines", i, "presale.deposit_fen"),
                     cost);
    }
}

void check_gift(OrderCheck& check, std::size_t i) {
    Line const& line = check.order.lines[i];
    if (!line.gift) return;
    Line const* const main_line = find_line(check.order, line.gift->of_line);
    std::string const gift_path = path_to(check.path, "lines", i, "gift");
    if (line.unit_price_fen != 0) {
        check.report(Rule::gift_must_be_free, path_to(check.path, "lines", i, "unit_price_fen"), 0);
    }
    if (main_line == nullptr) {
        check.report(Rule::gift_of_unknown_line, gift_path + ".of_line");
    } else if (main_line->gift) {
        check.report(Rule::gift_of_gift, gift_path + ".of_line");
    } else if (main_line->quantity < line.gift->per_quantity) {
        check.report(Rule::gift_never_earned, gift_path + ".per_quantity", main_line->quantity);
    }
    if (!multiply_fen(line.gift->value_fen, line.quantity)) {
        check.report(Rule::amount_overflows, gift_path + ".value_fen");
    }
}

void check_entitlements(OrderCheck& check, std::size_t i) {
    Line const& line = check.order.lines[i];
    if (line.entitlements.empty()) return;
    if (line.kind != LineKind::virtual_) {
        check.report(Rule::entitlements_need_virtual, path_to(check.path, "lines", i, "entitlements"));
    }
    if (line.quantity != 1) {
        check.report(Rule::entitled_quantity_is_one, path_to(check.path, "lines", i, "quantity"), 1);
    }
    std::vector<std::string_view> seen;
    for (std::size_t k = 0; k < line.entitlements.size(); ++k) {
        std::string_view const id = line.entitlements[k].id;
        auto const place = std::lower_bound(seen.begin(), seen.end(), id);
        if (place != seen.end() && *place == id) {
            check.report(Rule::entitlement_id_twice,
                         path_to(path_to(check.path, "lines", i), "entitlements", k, "id"));
        } else {
            seen.insert(place, id);
        }
    }
}

void check_shipping(OrderCheck& check, std::size_t i) {
    Line const& line = check.order.lines[i];
    std::string const told = says_all_in_short(line.deliveries) ? "shipped_quantity" : "deliveries";
    std::int64_t shipped = 0;
    for (std::size_t j = 0; j < line.deliveries.size(); ++j) {
        shipped += line.deliveries[j].quantity;
        std::string const& number = line.deliveries[j].delivery_no;
        auto const earlier = line.deliveries.begin() + static_cast<std::ptrdiff_t>(j);
        bool const twice =
            !number.empty() && std::any_of(line.deliveries.begin(), earlier,
                                           [&](Delivery const& one) { return one.delivery_no == number; });
        if (twice) {
            check.report(Rule::duplicate_key,
                         path_to(path_to(check.path, "lines", i), "deliveries", j, "delivery_no"));
        }
    }
    if (line.kind == LineKind::virtual_ && shipped > 0) {
        check.report(Rule::virtual_is_not_shipped, path_to(check.path, "lines", i, told), 0);
    } else if (shipped > line.quantity) {
        check.report(Rule::shipped_exceeds_quantity, path_to(check.path, "lines", i, told), line.quantity);
    }
}

void check_order_discount(OrderCheck& check, std::size_t j) {
    Discount const& discount = check.order.discounts[j];
    bool names_known_lines = true;
    for (std::size_t k = 0; k < discount.lines.size(); ++k) {
        std::string const where = path_to(path_to(check.path, "discounts", j), "lines", k);
        auto const earlier = discount.lines.begin() + static_cast<std::ptrdiff_t>(k);
        if (find_line(check.order, discount.lines[k]) == nullptr) {
            check.report_cost(Rule::discount_names_unknown_line, where);
            names_known_lines = false;
        } else if (std::find(discount.lines.begin(), earlier, discount.lines[k]) != earlier) {
            check.report(Rule::line_twice, where);
        }
    }
    if (!names_known_lines) return;
    std::vector<bool> const named = lines_named(check.order, discount);
    Fen cost = 0;
    for (std::size_t i = 0; i < named.size(); ++i) {
        if (named[i]) cost = add_fen(cost, check.cost_fen[i]).value_or(cost);
    }
    if (discount.amount_fen > cost) {
        check.report_cost(Rule::discount_exceeds_lines, path_to(check.path, "discounts", j, "amount_fen"),
                          cost);
        return;
    }
    std::vector<Fen> const shares = spread_over_lines(check.order, discount, check.cost_fen);
    for (std::size_t i = 0; i < shares.size(); ++i) check.cost_fen[i] -= shares[i];
}

/// The sum of the gross line prices and the freight fits; so every later sum of parts of them does.
void check_totals_fit(OrderCheck& check) {
    Fen total = 0;
    for (std::size_t i = 0; i < check.order.lines.size(); ++i) {
        Line const& line = check.order.lines[i];
        std::optional<Fen> const gross = multiply_fen(line.unit_price_fen, line.quantity);
        if (!gross) return;  // reported with the line
        std::optional<Fen> const sum = add_fen(total, *gross);
        if (!sum)
            return check.report_cost(Rule::amount_overflows,
                                     path_to(check.path, "lines", i, "unit_price_fen"));
        total = *sum;
    }
    if (!add_fen(total, check.order.freight_fen)) {
        check.report_cost(Rule::amount_overflows, path_to(check.path, "freight_fen"));
    }
}

void check_points_fit(OrderCheck& check) {
    std::int64_t total = 0;
    auto const add = [&](Discount const& discount, std::string const& where) {
        std::optional<std::int64_t> const sum = add_fen(total, discount.points);
        if (!sum) check.report(Rule::amount_overflows, where);
        total = sum.value_or(total);
    };
    std::int64_t earned = 0;
    for (std::size_t i = 0; i < check.order.lines.size(); ++i) {
        std::optional<std::int64_t> const sum = add_fen(earned, check.order.lines[i].points_earned);
        if (!sum) check.report(Rule::amount_overflows, path_to(check.path, "lines", i, "points_earned"));
        earned = sum.value_or(earned);
        auto const& discounts = check.order.lines[i].discounts;
        for (std::size_t j = 0; j < discounts.size(); ++j) {
            add(discounts[j], path_to(path_to(check.path, "lines", i), "discounts", j, "points"));
        }
    }
    for (std::size_t j = 0; j < check.order.discounts.size(); ++j) {
        add(check.order.discounts[j], path_to(check.path, "discounts", j, "points"));
    }
}

void check_payments(OrderCheck& check) {
    auto const& payments = check.order.payments;
    for (std::size_t i = 0; i < payments.size(); ++i) {
        auto const earlier = payments.begin() + static_cast<std::ptrdiff_t>(i);
        bool const twice = std::any_of(payments.begin(), earlier, [&](Payment const& payment) {
            return payment.payment_id == payments[i].payment_id;
        });
        if (twice) check.report(Rule::payment_id_twice, path_to(check.path, "payments", i, "payment_id"));
        Fen const total_fen = payments[i].provider.total_fen;
        if (total_fen != 0 && total_fen < payments[i].amount_fen) {
            check.report(Rule::sums_do_not_add_up, path_to(check.path, "payments", i, "provider_total_fen"),
                         payments[i].amount_fen);
        }
    }
    if (!check.cost_is_known) return;
    Fen cost = check.order.freight_fen;
    for (std::size_t i = 0; i < check.cost_fen.size(); ++i) {
        cost += check.cost_fen[i] - unpaid_of(check.order.lines[i], check.cost_fen[i]);
    }
    Fen paid = 0;
    for (std::size_t i = 0; i < payments.size(); ++i) {
        std::optional<Fen> const sum = add_fen(paid, payments[i].amount_fen);
        if (!sum)
            return check.report(Rule::amount_overflows, path_to(check.path, "payments", i, "amount_fen"));
        paid = *sum;
    }
    if (paid != cost) check.report(Rule::sums_do_not_add_up, path_to(check.path, "payments"), cost);
}

void check_piece_count(OrderCheck& check) {
    std::int64_t pieces = 0;
    for (Line const& line : check.order.lines) {
        pieces += line.quantity + static_cast<std::int64_t>(line.entitlements.size());
    }
    if (pieces > max_pieces) check.report(Rule::too_many, path_to(check.path, "lines"), max_pieces);
}

}  // namespace

Mistakes check_order(Order const& order, std::string const& path) {
    OrderCheck check{order, path, {}, std::vector<Fen>(order.lines.size(), 0)};
    if (order.currency != "CNY") check.report(Rule::currency_unsupported, path_to(path, "currency"));
    check_piece_count(check);
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
        check_line_numbers(check, i);
        check_line_money(check, i);
        check_gift(check, i);
        check_entitlements(check, i);
        check_shipping(check, i);
    }
    check_totals_fit(check);
    check_points_fit(check);
    for (std::size_t j = 0; j < order.discounts.size(); ++j) check_order_discount(check, j);
    check_payments(check);
    return std::move(check.mistakes);
}

}  // namespace afterdesk
