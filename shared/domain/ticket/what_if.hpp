#pragma once
// What other rules would have made of a ticket of the past: decided by itself or by people, possible at
// all, and for how much. The server gathers the tickets; the page asks this for each while a number is
// moved.

#include <optional>
#include <string>

#include "domain/money/quote.hpp"
#include "domain/policy/auto_review.hpp"
#include "domain/ticket/state.hpp"

namespace afterdesk {

/// A ticket as it was asked for, with what it takes to decide it again.
struct PastTicket {
    PastReview review;      ///< with the decision of then; without `reviewed` its facts alone count
    bool reviewed = false;  ///< rules were asked: people or they had to decide
    ShopId shop_id;
    int policy_version = 1;
    Instant applied_at;
    OrderNo order_no;
    Request request;
    std::vector<Claim> claims;  ///< what other tickets hold of the order
    std::vector<Ware> wanted;   ///< an exchange: what was on the shelf then, as far as it was asked for
    Fen quoted_fen = 0;         ///< what was asked for
    Fen came_to_fen = 0;        ///< what it came to; of one that is under way what it is to come to
};

/// What a ticket comes to as it is now: nothing when it was refused or closed. Units: fen.
Fen came_to_fen(Ticket const& ticket);

/// What an exchange was quoted against: its goods at the price of then, as many as it takes. The shelf as it
/// is now says nothing of that.
std::vector<Ware> wanted_in(Quote const& quote);

/// What is asked of the past. `order` as it is now, `then` the policy that held.
struct PastQuote {
    Order const& order;
    Policy const& then;
};
/// What the core says to the request under a policy. Nothing: it would refuse it.
std::optional<Fen> quoted_under(PastTicket const& past, Order const& order, Policy const& policy);
/// Whether the amount of then comes out again. The order may look otherwise by now; then amounts stay as they
/// were.
bool can_be_quoted_again(PastTicket const& past, PastQuote const& known);

enum class WhatIfEnd : std::uint8_t {
    same,
    approved,  ///< by itself, which people decided
    queued,    ///< for people, or in another queue
    refused,   ///< it could not be asked for
    amount,    ///< as then, but for another amount
};
struct WhatIf {
    WhatIfEnd end = WhatIfEnd::same;
    AutoDecision after;
    Fen before_fen = 0, after_fen = 0;
};
/// Pure. `order` null: only the decision is looked at. Promise: of the reviewed tickets those that `dry_run`
/// lists are approved, queued or refused here.
WhatIf what_if(PastTicket const& past, Order const* order, Policy const& policy);

}  // namespace afterdesk
