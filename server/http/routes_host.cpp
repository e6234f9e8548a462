// A mall's own shop system, which speaks as a machine, and the keys that let it in.
#include <charconv>

#include "http/routes.hpp"
#include "wire/host_api.hpp"
#include "wire/reader.hpp"

namespace afterdesk::http {

namespace {

constexpr int usual_events = 100;

/// A number in the query, within a range. Errors: not_an_integer, must_be_positive, must_not_be_negative,
/// too_large.
int number_of(Request const& request, std::string_view key, wire::Range const& range, int otherwise,
              Mistakes& mistakes) {
    std::string_view const text = field(request.query, key);
    if (text.empty()) return otherwise;
    std::int64_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    bool const whole = error == std::errc() && end == text.data() + text.size();
    if (!whole) {
        mistakes.push_back({Rule::not_an_integer, std::string(key), -1});
        return otherwise;
    }
    return static_cast<int>(wire::read_integer(wire::Value(number), std::string(key), range, mistakes));
}

std::vector<std::string> parts_of(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        std::string_view const one = text.substr(0, text.find(','));
        if (!one.empty()) parts.emplace_back(one);
        text.remove_prefix(std::min(text.size(), one.size() + 1));
    }
    return parts;
}

struct Asked {
    EventsWanted events;
    int wait_s = 0;
};

Result<Asked, Mistakes> read_asked(Request const& request) {
    Mistakes mistakes;
    Asked asked;
    asked.events.after = std::string(field(request.query, "after"));
    asked.events.types = parts_of(field(request.query, "types"));
    for (std::string const& type : asked.events.types) {
        if (!wire::place_of(wire::host_event_types(), type))
            mistakes.push_back({Rule::unknown_name, "types", -1});
    }
    asked.events.limit = number_of(request, "limit", {1, wire::max_host_events}, usual_events, mistakes);
    asked.wait_s = number_of(request, "wait", {0, wire::max_host_wait_s}, 0, mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return asked;
}

/// Asked again when there is news, or when the time is over.
Response answer_later(Rooms const& rooms, Request const& request, std::uint64_t moment, int wait_s) {
    Response response;
    response.write = [&polls = rooms.polls, tenant = request.host.tenant, who = request.host.key_id, moment,
                      wait_s](std::function<void(bool)> const& told) {
        polls.wait(tenant, who, moment, std::chrono::seconds(wait_s), [told] { told(false); });
    };
    return response;
}

}  // namespace

Response show_keys(Rooms const& rooms, Request const& request) {
    return json(200, to_json(rooms.hosts.keys(request.caller)));
}

Response make_key(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_host_key_body, [&](auto const& body) {
        return reply(request, rooms.hosts.make(request.caller, body), 201);
    });
}

Response end_key(Rooms const& rooms, Request const& request) {
    auto const done = rooms.hosts.end(request.caller, field(request.path, "id"));
    if (!done.ok()) return refuse(request, done.error());
    Response response;
    response.status = 204;
    return response;
}

Response put_host_order(Rooms const& rooms, Request const& request) {
    auto const read = [](wire::Value const& body) -> Result<wire::HostOrder, Mistakes> {
        Mistakes mistakes;
        wire::HostOrder told = wire::read_host_order(body, mistakes);
        if (!mistakes.empty()) return Err{std::move(mistakes)};
        return told;
    };
    return with_body(request, read, [&](auto const& told) {
        return reply(request, rooms.hosts.put_order(request.host, field(request.path, "order_no"), told,
                                                    request.language));
    });
}

Response put_host_orders(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_host_batch, [&](auto const& orders) {
        return json(200, to_json(rooms.hosts.put_orders(request.host, orders, request.language)));
    });
}

Response tell_host_fact(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_host_fact,
                     [&](auto const& fact) { return reply(request, rooms.hosts.tell(request.host, fact)); });
}

Response tell_host_tracking(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_host_tracking,
                     [&](auto const& told) { return reply(request, rooms.hosts.track(request.host, told)); });
}

Response claim_host_shipment(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_shipping_claim_body, [&](auto const& body) {
        return reply(request,
                     rooms.hosts.claim_shipment(request.host, field(request.path, "order_no"), body));
    });
}

Response release_host_shipment(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_shipping_release_body, [&](auto const& body) {
        return reply(request, rooms.hosts.release_shipment(request.host, field(request.path, "order_no"),
                                                           body.claim_id));
    });
}

Response show_host_events(Rooms const& rooms, Request const& request) {
    auto const asked = read_asked(request);
    if (!asked.ok()) return refuse(request, asked.error());
    std::uint64_t const moment = rooms.polls.moment();  // what comes from now on is news
    auto const page = rooms.hosts.events(request.host, asked->events);
    bool const waits = page.ok() && page->items.empty() && !page->more && asked->wait_s > 0;
    if (waits && !request.waits) return answer_later(rooms, request, moment, asked->wait_s);
    return reply(request, page);
}

}  // namespace afterdesk::http
