#pragma once
// What the router's table does not say about the API's routes: names, sentences, documents and refusals.
// The document (openapi) and the page for readers (api_page) are both made of it.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/router.hpp"

namespace afterdesk::http {

/// One for each route; the audiences' routes of the same name share theirs.
struct Operation {
    std::string_view name;  ///< method and pattern, "{aud}" for the audience
    std::string_view id;    ///< for programs: "list_tickets"; audiences go before it
    std::string_view group;
    std::string_view takes;  ///< the body's schema; "": none, or bytes
    std::string_view gives;  ///< the answer's schema; "": nothing; or one of the kinds below
    /// Statuses of refusals beyond those that the route's entry and body lead to: "404 409".
    std::string_view refusals;
    std::string_view en, zh;

    static constexpr std::string_view stream = "text/event-stream", csv = "text/csv", file = "*/*",
                                      any_json = "application/json";
};

/// Routes that belong together, in the order of the page.
struct Group {
    std::string_view name, en, zh;
};
std::span<Group const> all_groups();

/// Promise: every route of the API has one.
Operation const& operation_of(Route const& route);

/// "buyer_list_tickets".
std::string operation_id(Route const& route);

/// The statuses that the route answers when it does what it was asked for; the usual one is the first.
std::vector<int> successes_of(Route const& route);
/// Those with which it refuses.
std::vector<int> refusals_of(Route const& route);

/// "/api/v1/buyer/tickets/:no" → "/{aud}/tickets/:no".
std::string general_path(Route const& route);

}  // namespace afterdesk::http
