#include "service/host_log.hpp"

#include <algorithm>
#include <charconv>

#include "store/tickets.hpp"

namespace afterdesk {

namespace {

template <class Number>
bool read_number(std::string_view text, Number& out) {
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc() && end == text.data() + text.size() && out >= 0;
}

std::optional<Cause> cause_of(Event const& event) {
    Cause const cause = std::visit(
        [](auto const& one) {
            if constexpr (requires { one.cause; }) {
                return one.cause;
            } else if constexpr (requires { one.hold.cause; }) {
                return one.hold.cause;
            } else {
                return Cause::none;
            }
        },
        event);
    return cause == Cause::none ? std::nullopt : std::optional(cause);
}

wire::HostEvent::Data data_of(Ticket const& ticket) {
    wire::HostEvent::Data data;
    data.ticket_type = ticket.request.type;
    data.state = ticket.state;
    data.reason = ticket.request.reason;
    data.shop_id = ticket.shop_id.value;
    data.buyer_id = ticket.buyer_id.value;
    data.refund_fen = ticket.quote.refund_fen;
    for (LineRequest const& line : ticket.request.lines)
        data.lines.push_back({line.line_no, line.quantity, line.entitlements});
    for (RefundPart const& part : ticket.refunds)
        data.refunds.push_back({part.refund_no, part.payment_id.value, part.amount_fen, part.status});
    return data;
}

}  // namespace

std::string text_of(LogPlace const& place) {
    std::string text = place.stream + "-" + std::to_string(place.seq);
    return place.version == 0 ? text : text + "." + std::to_string(place.version);
}

std::optional<LogPlace> read_place(std::string_view text) {
    std::size_t const dash = text.find('-'), dot = text.find('.');
    if (dash == std::string_view::npos || dash == 0) return std::nullopt;
    LogPlace place{std::string(text.substr(0, dash))};
    bool const within = dot != std::string_view::npos;
    std::string_view const seq = text.substr(dash + 1, within ? dot - dash - 1 : std::string_view::npos);
    bool const sound = read_number(seq, place.seq) &&
                       (!within || (read_number(text.substr(dot + 1), place.version) && place.version > 0));
    return sound ? std::optional(std::move(place)) : std::nullopt;
}

bool HostLog::Told::go_to(int version) {
    if (std::cmp_less(history.size(), version)) return false;
    if (ticket.version > version) ticket = Ticket{};
    while (ticket.version < version) {
        EventRecord const& next = history[static_cast<std::size_t>(ticket.version)];
        ticket = evolve(std::move(ticket), next.event, next.at);
    }
    return true;
}

HostLog::Told& HostLog::ticket_of(TicketNo const& no) {
    auto const [at, fresh] = tickets_.try_emplace(no);
    if (fresh) at->second.history = store::history_of(tx_, tenant_, no);
    return at->second;
}

std::optional<wire::HostEvent> HostLog::event(store::LoggedCommit const& commit, int version,
                                              std::vector<std::string> const& types) {
    Told& told = ticket_of(commit.ticket_no);
    if (!told.go_to(version)) return std::nullopt;
    Ticket const& ticket = told.ticket;
    EventRecord const& record = told.history[static_cast<std::size_t>(ticket.version) - 1];
    wire::HostEvent event;
    event.type = "ticket." + std::string(wire::event_name(record.event));
    bool const asked = types.empty() || std::find(types.begin(), types.end(), event.type) != types.end();
    if (!asked) return std::nullopt;
    event.id = text_of({stream_, commit.seq, ticket.version});
    event.tenant = tenant_.value;
    event.stream = stream_;
    event.seq = commit.seq;
    event.occurred_at_ms = record.at.ms;
    event.order_no = ticket.order_no.value;
    event.ticket_no = ticket.no.value;
    event.ticket_version = ticket.version;
    event.actor = record.actor;
    event.cause = cause_of(record.event);
    event.data = data_of(ticket);
    return event;
}

}  // namespace afterdesk
