#include "wire/policy_book.hpp"

#include <utility>

#include "base/text.hpp"
#include "wire/fields.hpp"

namespace afterdesk::wire {

namespace {

constexpr std::size_t max_shops = 10'000;
/// 2200-01-01: with all that a policy may add, time limits end before the last instant that can be written.
constexpr Instant latest_holiday{7'258'118'400'000};

/// An object without one of its members.
Value without(Value const& value, std::string_view key) {
    auto const* members = value.as<Object>();
    if (!members) return value;
    Object rest;
    for (auto const& member : *members) {
        if (member.first != key) rest.push_back(member);
    }
    return rest;
}

void read_shop(PolicyBook& book, std::string const& shop, Value const& keys, std::string const& path,
               Mistakes& mistakes) {
    if (!is_outside_id(shop)) note(mistakes, Rule::bad_characters, path);
    // The version is the whole document's: a ticket keeps one number.
    if (keys.find("version") != nullptr) note(mistakes, Rule::unknown_key, at_key(path, "version"));
    Value rest = without(keys, "version");
    read_policy(rest, book.base, path, mistakes);
    book.shops.emplace(shop, std::move(rest));
}

/// The shops' parts of a document, each with its path.
void for_each_shop(Value const& document, std::string const& path, Mistakes& mistakes,
                   void (*refuse)(Value const&, std::string const&, Mistakes&)) {
    Value const* const shops = document.find("shops");
    Object const* const parts = shops ? shops->as<Object>() : nullptr;
    if (!parts) return;
    for (auto const& [shop, keys] : *parts) refuse(keys, at_key(at_key(path, "shops"), shop), mistakes);
}

}  // namespace

PolicyBook read_policy_book(Value const& value, Policy base, std::string const& path, Mistakes& mistakes) {
    PolicyBook book{read_policy(without(value, "shops"), std::move(base), path, mistakes), {}};
    Value const* const shops = value.find("shops");
    if (shops == nullptr) return book;
    std::string const where = at_key(path, "shops");
    auto const* members = shops->as<Object>();
    if (!members) {
        note(mistakes, Rule::wrong_type, where);
    } else if (members->size() > max_shops) {
        note(mistakes, Rule::too_many, where, max_shops);
    } else {
        for (auto const& [shop, keys] : *members) {
            read_shop(book, shop, keys, at_key(where, shop), mistakes);
        }
    }
    return book;
}

Value to_json(PolicyBook const& book) {
    Value const base = to_json(book.base);
    Object out = *base.as<Object>();
    Object shops;
    for (auto const& [shop, keys] : book.shops) shops.emplace_back(shop, keys);
    if (!shops.empty()) put(out, "shops", std::move(shops));
    return out;
}

void refuse_unavailable(Value const& document, std::string const& path, Mistakes& mistakes) {
    Value const* const found = document.find("auto_rules");
    Array const* const rules = found ? found->as<Array>() : nullptr;
    for (std::size_t i = 0; rules && i < rules->size(); ++i) {
        Value const* const signals = (*rules)[i].find("risk_signals");
        Array const* const named = signals ? signals->as<Array>() : nullptr;
        std::string const rule = at_index(at_key(path, "auto_rules"), i);
        if (named && !named->empty())
            note(mistakes, Rule::risk_signals_unavailable, at_key(rule, "risk_signals"));
    }
    for_each_shop(document, path, mistakes, refuse_unavailable);
}

void refuse_holidays_in_seconds(Value const& document, std::string const& path, Mistakes& mistakes) {
    Value const* const found = document.find("holidays");
    Array const* const holidays = found ? found->as<Array>() : nullptr;
    for (std::size_t i = 0; holidays && i < holidays->size(); ++i) {
        std::string const holiday = at_index(at_key(path, "holidays"), i);
        for (char const* key : {"from_ms", "to_ms"}) {
            Value const* const at = (*holidays)[i].find(key);
            if (at) refuse_seconds(*at, at_key(holiday, key), mistakes);
            auto const* const ms = at ? at->as<std::int64_t>() : nullptr;
            if (ms && *ms > latest_holiday.ms) note(mistakes, Rule::too_large, at_key(holiday, key));
        }
    }
    for_each_shop(document, path, mistakes, refuse_holidays_in_seconds);
}

Policy policy_for(PolicyBook const& book, ShopId const& shop) {
    auto const found = book.shops.find(shop.value);
    if (found == book.shops.end()) return book.base;
    Mistakes none;
    return read_policy(found->second, book.base, "", none);
}

}  // namespace afterdesk::wire
