#include "service/order_again.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

#include "base/text.hpp"
#include "wire/codec.hpp"
#include "wire/reader.hpp"

namespace afterdesk {

namespace {

using wire::Array;
using wire::Object;
using wire::Value;

constexpr int shown_value_chars = 200;

/// Keys of a line that may be told anew: its looks, then its facts (domain/order/order_facts.hpp).
constexpr std::array<std::string_view, 13> may_change{
    "title",          "spec",       "image", "category",  "tags",  "shipped_quantity",
    "received_at_ms", "deliveries", "used",  "coupon_id", "prior", "cancelled_at_ms",
    "external"};
/// What a payment may be told of later than the rest, for its provider's sake: once, then it stays.
constexpr std::array<std::string_view, 6> may_be_added{"transaction_id", "out_trade_no",       "mchid",
                                                       "sub_mchid",      "provider_total_fen", "paid_at_ms"};
/// What names an item of a list.
constexpr std::array<std::string_view, 3> item_names{"line_no", "payment_id", "id"};

std::string shown(Value const* value) {
    return value == nullptr ? std::string() : shorten(wire::write_json(*value), shown_value_chars);
}

bool is_listed(auto const& names, std::string_view key) {
    return std::find(names.begin(), names.end(), key) != names.end();
}

/// The value of the key that names the item, or null when it has none.
Value const* name_in(Value const& item) {
    for (std::string_view const key : item_names) {
        if (Value const* const name = item.find(key)) return name;
    }
    return nullptr;
}

void compare(Value const* known, Value const* told, std::string const& path, std::vector<Difference>& out);

bool is_same(Value const& known, Value const& told) {
    std::vector<Difference> differences;
    compare(&known, &told, "", differences);
    return differences.empty();
}

/// Those of `told` that belong to the items of `known`, by name; those without one by what they say.
std::vector<std::optional<std::size_t>> partners(Array const& known, Array const& told) {
    std::vector<bool> taken(told.size(), false);
    auto const belongs = [&](std::size_t i, std::size_t j) {
        if (j >= told.size() || taken[j]) return false;
        Value const* const name = name_in(known[i]);
        Value const* const other = name_in(told[j]);
        return name != nullptr && other != nullptr ? *name == *other : is_same(known[i], told[j]);
    };
    std::vector<std::optional<std::size_t>> out(known.size());
    auto const pair_up = [&](std::size_t i, std::size_t j) {
        out[i] = j;
        taken[j] = true;
    };
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (belongs(i, i)) pair_up(i, i);
    }
    for (std::size_t i = 0; i < known.size(); ++i) {
        for (std::size_t j = 0; !out[i] && j < told.size(); ++j) {
            if (belongs(i, j)) pair_up(i, j);
        }
    }
    // A changed one without a name is told at its place rather than twice, as gone and as new.
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (!out[i] && i < told.size() && !taken[i] && name_in(known[i]) == nullptr) pair_up(i, i);
    }
    return out;
}

void compare_lists(Array const& known, Array const& told, std::string const& path,
                   std::vector<Difference>& out) {
    auto const found = partners(known, told);
    std::vector<bool> is_new(told.size(), true);
    for (std::size_t i = 0; i < known.size(); ++i) {
        Value const* const partner = found[i] ? &told[*found[i]] : nullptr;
        compare(&known[i], partner, wire::at_index(path, found[i].value_or(i)), out);
        if (found[i]) is_new[*found[i]] = false;
    }
    for (std::size_t j = 0; j < told.size(); ++j) {
        if (is_new[j]) compare(nullptr, &told[j], wire::at_index(path, j), out);
    }
}

void compare_objects(Object const& known, Value const& told, std::string const& path,
                     std::vector<Difference>& out) {
    auto const matters = [](std::string_view key) { return !is_listed(may_change, key); };
    bool const is_payment = told.find("payment_id") != nullptr;
    auto const is_added = [&](std::string_view key) { return is_payment && is_listed(may_be_added, key); };
    for (auto const& [key, value] : known) {
        Value const* const now = told.find(key);
        bool const kept = now == nullptr && is_added(key);
        if (matters(key) && !kept) compare(&value, now, wire::at_key(path, key), out);
    }
    for (auto const& [key, value] : *told.as<Object>()) {
        std::string const& name = key;
        bool const is_new = std::none_of(known.begin(), known.end(),
                                         [&](auto const& member) { return member.first == name; });
        if (is_new && matters(key) && !is_added(key)) compare(nullptr, &value, wire::at_key(path, key), out);
    }
}

void compare(Value const* known, Value const* told, std::string const& path, std::vector<Difference>& out) {
    bool const both = known != nullptr && told != nullptr;
    auto const* const list = both ? known->as<Array>() : nullptr;
    auto const* const members = both ? known->as<Object>() : nullptr;
    if (list != nullptr && told->as<Array>() != nullptr) {
        compare_lists(*list, *told->as<Array>(), path, out);
    } else if (members != nullptr && told->as<Object>() != nullptr) {
        compare_objects(*members, *told, path, out);
    } else if (!both || *known != *told) {
        out.push_back({path, shown(known), shown(told)});
    }
}

// ---- In the order in which it is known --------------------------------------------------------------------

/// Puts the items of `told` where their partners are in `known`.
template <class Item, class IsPartner>
void arrange(std::vector<Item>& told, std::vector<Item> const& known, IsPartner is_partner) {
    for (std::size_t i = 0; i < known.size() && i < told.size(); ++i) {
        auto const place = told.begin() + static_cast<std::ptrdiff_t>(i);
        auto const found =
            std::find_if(place, told.end(), [&](Item const& one) { return is_partner(known[i], one); });
        if (found != told.end()) std::rotate(place, found, found + 1);
    }
}

bool is_same_discount(Discount known, Discount told) {
    std::sort(known.lines.begin(), known.lines.end());
    std::sort(told.lines.begin(), told.lines.end());
    told.coupon_id = known.coupon_id;
    return known == told;
}

void arrange_discounts(std::vector<Discount>& told, std::vector<Discount> const& known) {
    arrange(told, known, is_same_discount);
    for (std::size_t i = 0; i < known.size() && i < told.size(); ++i) told[i].lines = known[i].lines;
}

void arrange_line(Line& told, Line const& known) {
    arrange_discounts(told.discounts, known.discounts);
    arrange(told.entitlements, known.entitlements,
            [](Entitlement const& a, Entitlement const& b) { return a.id == b.id; });
}

void arrange_order(Order& told, Order const& known) {
    arrange(told.lines, known.lines, [](Line const& a, Line const& b) { return a.line_no == b.line_no; });
    for (std::size_t i = 0; i < known.lines.size(); ++i) arrange_line(told.lines[i], known.lines[i]);
    arrange_discounts(told.discounts, known.discounts);
    arrange(told.payments, known.payments,
            [](Payment const& a, Payment const& b) { return a.payment_id == b.payment_id; });
}

void take_provider(ProviderPayment& known, ProviderPayment const& told) {
    auto const take = [](auto& value, auto const& said) {
        if (value == std::remove_cvref_t<decltype(value)>{}) value = said;
    };
    take(known.transaction_id, told.transaction_id);
    take(known.out_trade_no, told.out_trade_no);
    take(known.mchid, told.mchid);
    take(known.sub_mchid, told.sub_mchid);
    take(known.total_fen, told.total_fen);
    take(known.paid_at, told.paid_at);
}

/// Coupons get their numbers later than the rest; what is told once stays.
void take_coupons(std::vector<Discount>& known, std::vector<Discount>& told) {
    for (std::size_t i = 0; i < known.size() && i < told.size(); ++i) {
        if (known[i].coupon_id.empty()) known[i].coupon_id = told[i].coupon_id;
        told[i].coupon_id = known[i].coupon_id;
    }
}

/// What the mall says beside the goods. Refunds by others and the cancelling are news for the tickets.
void take_news(OrderAgain& again, Order& told) {
    again.news.refunds = std::exchange(told.prior, again.order.prior);
    if (!again.order.cancelled_at) again.news.cancelled_at = told.cancelled_at;
    told.cancelled_at = again.order.cancelled_at;
    if (!told.external.empty()) again.order.external = told.external;
    told.external = again.order.external;
    take_coupons(again.order.discounts, told.discounts);
    for (std::size_t i = 0; i < told.lines.size(); ++i)
        take_coupons(again.order.lines[i].discounts, told.lines[i].discounts);
}

void take_looks(Line& line, Line const& told) {
    line.title = told.title;
    line.spec = told.spec;
    line.image = told.image;
    line.category = told.category;
    line.tags = told.tags;
}

}  // namespace

OrderAgain compare_again(Order const& known, Order told) {
    OrderAgain again;
    again.order = known;
    if (known != told) {
        Value const before = wire::to_json(known);
        Value const now = wire::to_json(told);
        compare(&before, &now, "", again.differences);
    }
    if (!again.differences.empty()) return again;
    arrange_order(told, known);
    for (std::size_t i = 0; i < known.lines.size(); ++i) take_looks(again.order.lines[i], told.lines[i]);
    for (std::size_t i = 0; i < known.payments.size(); ++i) {
        take_provider(again.order.payments[i].provider, told.payments[i].provider);
        told.payments[i].provider = again.order.payments[i].provider;
    }
    take_news(again, told);
    auto facts = facts_between(again.order, told);
    if (facts) {
        again.facts = std::move(*facts);
    } else {
        again.differences.push_back({"", "", ""});
    }
    return again;
}

}  // namespace afterdesk
