#include <charconv>
#include <map>

#include "service/ground.hpp"
#include "service/host_room.hpp"
#include "store/live.hpp"
#include "store/tickets.hpp"

namespace afterdesk {

namespace {

/// One page looks at so many commits at most, also when few of them are asked for.
constexpr int commits_looked_at = 2'000;

/// A place in the pull log: behind this commit, or behind that version of its ticket.
struct Place {
    std::string stream;
    std::int64_t seq = 0;
    int version = 0;  ///< 0: the whole commit was read
};

std::string text_of(Place const& place) {
    std::string text = place.stream + "-" + std::to_string(place.seq);
    return place.version == 0 ? text : text + "." + std::to_string(place.version);
}

template <class Number>
bool read_number(std::string_view text, Number& out) {
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc() && end == text.data() + text.size() && out >= 0;
}

/// "<stream>-<seq>" or "<stream>-<seq>.<version>".
std::optional<Place> read_place(std::string_view text) {
    std::size_t const dash = text.find('-'), dot = text.find('.');
    if (dash == std::string_view::npos || dash == 0) return std::nullopt;
    Place place{std::string(text.substr(0, dash))};
    bool const within = dot != std::string_view::npos;
    std::string_view const seq = text.substr(dash + 1, within ? dot - dash - 1 : std::string_view::npos);
    bool const sound = read_number(seq, place.seq) &&
                       (!within || (read_number(text.substr(dot + 1), place.version) && place.version > 0));
    return sound ? std::optional(std::move(place)) : std::nullopt;
}

/// A ticket that is told step by step.
struct Told {
    std::vector<EventRecord> history;
    Ticket ticket;

    /// As it was behind its event of that version; false where there is none.
    bool go_to(int version) {
        if (std::cmp_less(history.size(), version)) return false;
        if (ticket.version > version) ticket = Ticket{};
        while (ticket.version < version) {
            EventRecord const& next = history[static_cast<std::size_t>(ticket.version)];
            ticket = evolve(std::move(ticket), next.event, next.at);
        }
        return true;
    }
};

std::optional<Cause> cause_of(Event const& event) {
    Cause const cause = std::visit(
        [](auto const& one) {
            if constexpr (requires { one.cause; }) {
                return one.cause;
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

/// A page of the pull log on its way.
class Page {
  public:
    Page(store::ReadTx& tx, HostCaller const& host, EventsWanted const& wanted)
        : tx_(tx), host_(host), wanted_(wanted) {
        bool const one = !host.shop.empty();
        scope_ = {host.tenant, one ? store::Scope::Of::shop : store::Scope::Of::tenant, host.shop.value};
    }

    Result<wire::HostEventPage, Mistakes> read() {
        std::int64_t const head = store::live_head(tx_, host_.tenant);
        std::int64_t const floor = store::live_floor(tx_, host_.tenant);
        TRY(from, begin(head, floor));
        place_ = from;
        // Within a commit it goes on with the commit itself.
        std::int64_t const behind = from.version > 0 ? from.seq - 1 : from.seq;
        auto const commits = store::logged_commits(tx_, scope_, behind, commits_looked_at);
        for (store::LoggedCommit const& commit : commits) {
            int const told = commit.seq == from.seq ? from.version : 0;
            if (!take(commit, told)) return finished(true);
        }
        bool const more = std::cmp_equal(commits.size(), commits_looked_at);
        if (!more) place_ = {place_.stream, std::max(head, from.seq), 0};
        return finished(more);
    }

  private:
    Result<Place, Mistakes> begin(std::int64_t head, std::int64_t floor) {
        std::string const stream = store::stream_of(tx_, host_.tenant);
        if (wanted_.after.empty()) return Place{stream, floor, 0};
        auto const place = read_place(wanted_.after);
        if (!place) return Err{one_mistake(Rule::bad_characters, "after")};
        // Within a forgotten commit nobody knows whether it was read to its end.
        bool const behind_floor = place->seq > floor || (place->seq == floor && place->version == 0);
        bool const kept = place->stream == stream && behind_floor && place->seq <= head;
        if (!kept) return Err{one_mistake(Rule::cursor_expired, "after")};
        return *place;
    }

    /// False when the page is full before all of the commit's events were told.
    bool take(store::LoggedCommit const& commit, int told) {
        Told& ticket = ticket_of(commit.ticket_no);
        int const first = commit.first_version > 0 ? commit.first_version : commit.version;
        for (int version = std::max(first, told + 1); version <= commit.version; ++version) {
            if (std::cmp_greater_equal(page_.items.size(), wanted_.limit)) return false;
            if (ticket.go_to(version)) add(commit.seq, ticket);
            place_ = {place_.stream, commit.seq, version};
        }
        place_ = {place_.stream, commit.seq, 0};
        return true;
    }

    Told& ticket_of(TicketNo const& no) {
        auto const [at, fresh] = tickets_.try_emplace(no);
        if (fresh) at->second.history = store::history_of(tx_, host_.tenant, no);
        return at->second;
    }

    void add(std::int64_t seq, Told const& told) {
        Ticket const& ticket = told.ticket;
        EventRecord const& record = told.history[static_cast<std::size_t>(ticket.version) - 1];
        wire::HostEvent event;
        event.type = "ticket." + std::string(wire::event_name(record.event));
        bool const asked = wanted_.types.empty() || std::find(wanted_.types.begin(), wanted_.types.end(),
                                                              event.type) != wanted_.types.end();
        if (!asked) return;
        event.id = text_of({place_.stream, seq, ticket.version});
        event.tenant = host_.tenant.value;
        event.stream = place_.stream;
        event.seq = seq;
        event.occurred_at_ms = record.at.ms;
        event.order_no = ticket.order_no.value;
        event.ticket_no = ticket.no.value;
        event.ticket_version = ticket.version;
        event.actor = record.actor;
        event.cause = cause_of(record.event);
        event.data = data_of(ticket);
        page_.items.push_back(std::move(event));
    }

    wire::HostEventPage finished(bool more) {
        page_.next_after = text_of(place_);
        page_.more = more;
        return std::move(page_);
    }

    store::ReadTx& tx_;
    HostCaller const& host_;
    EventsWanted const& wanted_;
    store::Scope scope_;
    Place place_;
    std::map<TicketNo, Told> tickets_;
    wire::HostEventPage page_;
};

}  // namespace

Result<wire::HostEventPage, Mistakes> HostRoom::events(HostCaller const& host, EventsWanted const& wanted) {
    return ground_.store.read([&](store::ReadTx& tx) { return Page(tx, host, wanted).read(); });
}

}  // namespace afterdesk
