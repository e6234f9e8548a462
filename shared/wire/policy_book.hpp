#pragma once
// A tenant's policy document: what holds for the mall, and what its shops have set otherwise.

#include <map>
#include <string>

#include "wire/codec.hpp"

namespace afterdesk::wire {

/// The policy of the mall and, by shop id, the keys that a shop overrides. Rule: DOMAIN §6.
/// Promise: policy_for never fails: each override was read over the base when the book was.
struct PolicyBook {
    Policy base;
    std::map<std::string, Value> shops;
};

/// Reads a policy with one more key, "shops": {shop_id: {keys}}; a shop may set every key but "version" and
/// "shops". Errors: as read_policy, at "policy.shops.s1.limits.buyer_offer_ms".
PolicyBook read_policy_book(Value const& value, Policy base, std::string const& path, Mistakes& mistakes);
Value to_json(PolicyBook const& book);

/// Refuses what a policy may hold but nothing can meet yet: no one tells risk signals, so a rule that asks
/// for one would never fit. For documents that are sent; stored ones may have it.
/// Errors: risk_signals_unavailable, at "policy.auto_rules[0].risk_signals", in shops' parts too.
void refuse_unavailable(Value const& document, std::string const& path, Mistakes& mistakes);

/// Refuses holidays that are told in seconds or lie after 2199, where time limits that wait for their end
/// could not be written any more; stored ones stay as they are.
/// Errors: looks_like_seconds, too_large, at "policy.holidays[0].from_ms", in shops' parts too.
void refuse_holidays_in_seconds(Value const& document, std::string const& path, Mistakes& mistakes);

/// What holds in a shop.
Policy policy_for(PolicyBook const& book, ShopId const& shop);

}  // namespace afterdesk::wire
