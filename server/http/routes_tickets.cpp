// Tickets: apply, look, act.
#include <algorithm>
#include <charconv>

#include "http/routes.hpp"
#include "wire/names.hpp"

namespace afterdesk::http {

Response kept(Request const& request, Result<Kept, Refusal> const& result) {
    if (!result.ok()) return refuse(request, result.error());
    Response response;
    response.status = result->created ? 201 : 200;
    response.content_type = "application/json";
    response.body = result->body;
    return response;
}

Response kept(Request const& request, Soon soon) {
    auto* const pending = std::get_if<Pending>(&soon);
    if (pending == nullptr) return kept(request, std::get<0>(soon));
    Response response = kept(request, Result<Kept, Refusal>(std::move(pending->answer)));
    response.write = std::move(pending->write);
    return response;
}

Idempotency idempotency_of(Request const& request) {
    return {std::string(request.header("idempotency-key")), request.body};
}

namespace {

/// What stands between the commas of a key's text.
std::vector<std::string> listed(Request const& request, std::string_view key) {
    std::vector<std::string> parts;
    std::string_view rest = field(request.query, key);
    while (!rest.empty()) {
        std::string_view const part = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(rest.size(), part.size() + 1));
        if (!part.empty()) parts.emplace_back(part);
    }
    return parts;
}

/// Reads the query; what it does not know is a mistake, what is missing is nothing.
class QueryReader {
  public:
    QueryReader(Request const& request, Mistakes& mistakes) : request_(request), mistakes_(mistakes) {}

    template <class Enum>
    std::vector<Enum> names(std::string_view key) {
        std::vector<Enum> values;
        for (std::string const& name : texts(key)) {
            auto const value = wire::from_name<Enum>(name);
            if (value) values.push_back(*value);
            if (!value) refuse(Rule::unknown_name, key);
        }
        return values;
    }
    template <class Enum>
    std::optional<Enum> name(std::string_view key) {
        std::string_view const text = field(request_.query, key);
        if (text.empty()) return std::nullopt;
        auto const value = wire::from_name<Enum>(text);
        if (!value) refuse(Rule::unknown_name, key);
        return value;
    }
    std::vector<std::string> texts(std::string_view key) {
        std::vector<std::string> parts = listed(request_, key);
        if (parts.size() > max_parts) refuse(Rule::too_many, key, max_parts);
        parts.resize(std::min(parts.size(), max_parts));
        return parts;
    }
    std::optional<std::int64_t> number(std::string_view key) {
        std::string_view const text = field(request_.query, key);
        if (text.empty()) return std::nullopt;
        std::int64_t value = 0;
        auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error == std::errc() && end == text.data() + text.size()) return value;
        refuse(Rule::not_an_integer, key);
        return std::nullopt;
    }
    std::optional<Instant> instant(std::string_view key) {
        auto const ms = number(key);
        return ms ? std::optional(Instant{*ms}) : std::nullopt;
    }
    store::TicketOrder order() {
        std::string_view const text = field(request_.query, "sort");
        auto const place = wire::place_of(store::ticket_order_names(), text);
        if (!place && !text.empty()) refuse(Rule::unknown_name, "sort");
        return static_cast<store::TicketOrder>(place.value_or(0));
    }

  private:
    static constexpr std::size_t max_parts = 30;

    void refuse(Rule rule, std::string_view key, std::int64_t limit = -1) {
        mistakes_.push_back({rule, std::string(key), limit});
    }

    Request const& request_;
    Mistakes& mistakes_;
};

TicketQuery query_of(Request const& request, Mistakes& mistakes) {
    QueryReader reader(request, mistakes);
    TicketQuery query;
    query.status = reader.name<ShortStatus>("status");
    query.types = reader.names<TicketType>("type");
    query.reasons = reader.texts("reason");
    query.work = reader.names<Work>("work");
    query.due = reader.name<Due>("due");
    query.q = field(request.query, "q");
    query.cursor = field(request.query, "cursor");
    query.count = count_of(request, mistakes);
    query.arbitration = field(request.query, "arbitration");
    query.appeal = reader.name<AppealStep>("appeal");
    query.queue = field(request.query, "queue");
    query.shop = field(request.query, "shop");
    query.same_buyer = field(request.query, "same_buyer");
    query.least_fen = reader.number("least_fen");
    query.most_fen = reader.number("most_fen");
    query.since = reader.instant("since_ms");
    query.before = reader.instant("before_ms");
    query.order = reader.order();
    return query;
}

}  // namespace

Response apply_for_ticket(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_apply, [&](auto const& body) {
        Idempotency const idempotency = idempotency_of(request);
        if (request.waits) return kept(request, rooms.tickets.apply(request.caller, body, idempotency));
        return kept(request, rooms.tickets.apply_soon(request.caller, body, idempotency));
    });
}

Response list_tickets(Rooms const& rooms, Request const& request) {
    Mistakes mistakes;
    TicketQuery const query = query_of(request, mistakes);
    if (!mistakes.empty()) return refuse(request, mistakes);
    return reply(request, rooms.tickets.list(request.caller, query));
}

Response show_work(Rooms const& rooms, Request const& request) {
    return reply(request, rooms.tickets.work(request.caller));
}

Response export_tickets(Rooms const& rooms, Request const& request) {
    Mistakes mistakes;
    TicketQuery const query = query_of(request, mistakes);
    if (!mistakes.empty()) return refuse(request, mistakes);
    auto pieces = rooms.tickets.csv(request.caller, query);
    if (!pieces.ok()) return refuse(request, pieces.error());
    Response response;
    response.content_type = "text/csv; charset=utf-8";
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"tickets.csv\"");
    response.pieces = std::move(pieces).value();
    return response;
}

Response show_ticket(Rooms const& rooms, Request const& request) {
    auto page = rooms.tickets.page(request.caller, field(request.path, "ticket_no"));
    return page.ok() ? json(200, std::move(page).value()) : refuse(request, page.error());
}

Response command_ticket(Rooms const& rooms, Request const& request) {
    auto const ticket_no = field(request.path, "ticket_no");
    return with_body(request, wire::read_command, [&](auto const& body) {
        Idempotency const idempotency = idempotency_of(request);
        if (request.waits)
            return kept(request, rooms.tickets.command(request.caller, ticket_no, body, idempotency));
        return kept(request, rooms.tickets.command_soon(request.caller, ticket_no, body, idempotency));
    });
}

}  // namespace afterdesk::http
