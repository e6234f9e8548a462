// With which statuses an operation answers.

#include <algorithm>
#include <charconv>
#include <set>

#include "http/operations.hpp"
#include "http/routes.hpp"

namespace afterdesk::http {

namespace {

bool changes(Route const& route) { return route.method != Method::get && route.method != Method::head; }

bool makes(Route const& route) {
    bool const applies = route.answer == apply_for_ticket || route.answer == apply_for_buyer;
    return applies || route.body == BodyKind::picture || route.answer == begin_upload ||
           route.answer == add_staff || route.answer == add_role || route.answer == add_shop ||
           route.answer == make_key;
}

}  // namespace

std::vector<int> successes_of(Route const& route) {
    Operation const& operation = operation_of(route);
    if (operation.gives.empty()) return {204};
    if (operation.gives == Operation::file) return {200, 206};
    if (route.answer == take_piece) return {200, 201};
    return {makes(route) ? 201 : 200};
}

std::vector<int> refusals_of(Route const& route) {
    std::set<int> statuses{400, 429, 500, 503};
    if (route.audience() || route.scope()) statuses.insert(401);
    if (changes(route) || !route.needs().empty() || route.scope()) statuses.insert(403);
    if (route.pattern.find("/:") != std::string::npos) statuses.insert(404);
    if (changes(route)) statuses.insert(413);
    if (route.body != BodyKind::none) statuses.insert({415, 422});
    if (!route.query.empty()) statuses.insert(422);
    if (route.idempotent) statuses.insert(409);
    std::string_view more = operation_of(route).refusals;
    for (int status = 0; !more.empty(); more.remove_prefix(std::min<std::size_t>(more.size(), 4))) {
        std::from_chars(more.data(), more.data() + more.size(), status);
        statuses.insert(status);
    }
    return {statuses.begin(), statuses.end()};
}

}  // namespace afterdesk::http
