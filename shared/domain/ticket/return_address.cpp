#include "domain/ticket/return_address.hpp"

#include <algorithm>

#include "domain/ticket/acts.hpp"

namespace afterdesk {
namespace {

bool has_condition(ReturnAddress const& one) { return !one.categories.empty() || !one.types.empty(); }

template <class T>
bool is_among(std::vector<T> const& all, T const& one) {
    return all.empty() || std::find(all.begin(), all.end(), one) != all.end();
}

bool fits(ReturnAddress const& one, Order const& order, Request const& request) {
    if (!is_among(one.types, request.type)) return false;
    return std::all_of(request.lines.begin(), request.lines.end(), [&](LineRequest const& asked) {
        Line const* const line = find_line(order, asked.line_no);
        return line != nullptr && is_among(one.categories, line->category);
    });
}

AddressRule rule_of(ReturnAddress const& one) {
    if (one.categories.empty()) return AddressRule::by_type;
    return one.types.empty() ? AddressRule::by_category : AddressRule::by_both;
}

}  // namespace

Address whole_address(ReturnAddress const& one) {
    Address whole = one.address;
    if (!one.region.empty()) whole.text = one.region + " " + whole.text;
    return whole;
}

std::optional<ChosenAddress> choose_address(std::vector<ReturnAddress> const& all, Order const& order,
                                            Request const& request) {
    if (all.empty()) return std::nullopt;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (has_condition(all[i]) && fits(all[i], order, request)) return ChosenAddress{i, rule_of(all[i])};
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].is_default) return ChosenAddress{i, AddressRule::by_default};
    }
    return ChosenAddress{0, AddressRule::first};
}

std::vector<Address> addresses_for(std::vector<ReturnAddress> const& all, Order const& order,
                                   Request const& request) {
    std::vector<Address> ordered;
    auto const chosen = choose_address(all, order, request);
    if (!chosen) return ordered;
    ordered.push_back(whole_address(all[chosen->place]));
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i != chosen->place) ordered.push_back(whole_address(all[i]));
    }
    return ordered;
}

Mistakes check_addresses(std::vector<ReturnAddress> const& all) {
    Mistakes mistakes;
    if (std::cmp_greater(all.size(), max_return_addresses))
        mistakes.push_back({Rule::too_many, "items", max_return_addresses});
    bool has_default = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
        std::string const path = "items[" + std::to_string(i) + "].";
        Mistakes here;
        acts::check_address(whole_address(all[i]), here);
        constexpr std::string_view part = "address.";
        for (Mistake& mistake : here) {
            mistake.path = path + mistake.path.substr(part.size());
            mistakes.push_back(std::move(mistake));
        }
        if (all[i].is_default && has_default) mistakes.push_back({Rule::duplicate_key, path + "default"});
        has_default |= all[i].is_default;
    }
    return mistakes;
}

}  // namespace afterdesk
