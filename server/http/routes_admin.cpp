// Beside tickets: facts from the mall, stock, policy, carriers, and the demo's clock.
#include <charconv>

#include "http/routes.hpp"

namespace afterdesk::http {

namespace {

/// A number in the query. Errors: not_an_integer.
Result<std::optional<int>, Mistakes> number_in_query(Request const& request, std::string_view key) {
    std::string_view const text = field(request.query, key);
    if (text.empty()) return std::optional<int>();
    int number = 0;
    auto const read = std::from_chars(text.data(), text.data() + text.size(), number);
    bool const whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
    if (!whole) return Err{Mistakes{{Rule::not_an_integer, std::string(key), -1}}};
    return std::optional(number);
}

}  // namespace

Response note_facts(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_facts, [&](auto const& body) {
        return reply(request, rooms.orders.note_facts(request.caller, body));
    });
}

Response show_stock(Rooms const& rooms, Request const& request) {
    return reply(request, rooms.shelf.show(request.caller));
}

Response put_stock(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_stock_body, [&](auto const& wares) {
        return reply(request, rooms.shelf.put(request.caller, wares));
    });
}

Response show_policy(Rooms const& rooms, Request const& request) {
    auto const version = number_in_query(request, "version");
    if (!version.ok()) return refuse(request, version.error());
    return reply(request, rooms.policies.show(request.caller, *version));
}

Response put_policy(Rooms const& rooms, Request const& request) {
    auto const read = [&](wire::Value const& value) {
        return wire::read_policy_body(value, request.caller.audience);
    };
    return with_body(request, read, [&](auto const& body) {
        return reply(request, rooms.policies.put(request.caller, body));
    });
}

Response dry_run_policy(Rooms const& rooms, Request const& request) {
    auto const read = [&](wire::Value const& value) {
        return wire::read_dry_run_body(value, request.caller.audience);
    };
    return with_body(request, read, [&](auto const& body) {
        return reply(request, rooms.policies.dry_run(request.caller, body));
    });
}

Response show_past(Rooms const& rooms, Request const& request) {
    auto const count = number_in_query(request, "count");
    if (!count.ok()) return refuse(request, count.error());
    return reply(request, rooms.policies.past(request.caller, *count));
}

Response show_carriers(Rooms const&, Request const&) {
    return json(200, wire::to_json(wire::all_carriers()));
}

Response show_clock(Rooms const& rooms, Request const&) { return json(200, to_json(rooms.jobs.clock())); }

Response advance_clock(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_advance, [&](Duration by) {
        return reply(request, rooms.jobs.advance_clock(request.caller, by));
    });
}

}  // namespace afterdesk::http
