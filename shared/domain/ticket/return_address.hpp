#pragma once
// A shop's return addresses, and which of them goods go back to: decided here for the server and the page.

#include <optional>
#include <string>
#include <vector>

#include "domain/ticket/state.hpp"

namespace afterdesk {

inline constexpr int max_return_addresses = 50;

/// One of them, and what it is for. Without a condition it is for whoever chooses it, or the default.
struct ReturnAddress {
    Address address;     ///< `text`: the street
    std::string region;  ///< province, city and district, before the street; empty: `text` says all
    std::vector<std::string> categories;  ///< of goods; empty: of any
    std::vector<TicketType> types;        ///< empty: any
    bool is_default = false;              ///< where no condition fits
    bool operator==(ReturnAddress const&) const = default;
};

/// As it goes to the buyer: the region before the street.
Address whole_address(ReturnAddress const& one);

/// Why an address was chosen.
enum class AddressRule : std::uint8_t {
    by_type,
    by_category,
    by_both,
    by_default,
    first,  ///< the shop named no default
};
struct ChosenAddress {
    std::size_t place = 0;  ///< in the shop's list
    AddressRule rule = AddressRule::first;
    bool operator==(ChosenAddress const&) const = default;
};
/// Where the goods of a request go back to: the first one with a condition that fits the type and all goods
/// asked for, else the default, else the first. Nothing when the shop has none.
std::optional<ChosenAddress> choose_address(std::vector<ReturnAddress> const& all, Order const& order,
                                            Request const& request);

/// As they go to buyers, the chosen one first.
std::vector<Address> addresses_for(std::vector<ReturnAddress> const& all, Order const& order,
                                   Request const& request);

/// Errors: of each field, with "items[i].…" as path; too_many; duplicate_key for a second default.
Mistakes check_addresses(std::vector<ReturnAddress> const& all);

}  // namespace afterdesk
