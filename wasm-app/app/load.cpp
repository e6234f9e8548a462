#include "app/update.hpp"

#include <algorithm>
#include <utility>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "wire/names.hpp"

namespace afterdesk::app {

using screens::Phase;
using wire::Audience;

int send(Model& model, Call call, HttpCall http) {
    http.id = ++model.last_call;
    call.path = http.path;
    model.calls[http.id] = std::move(call);
    model.effects.push_back(http);
    return http.id;
}

std::string api_path(Audience audience, std::string_view rest) {
    return std::string(wire::api_root) + "/" + std::string(wire::name_of(audience)) + std::string(rest);
}

std::string new_key(Model& model) {
    constexpr char digits[] = "0123456789abcdef";
    std::uint64_t const parts[2] = {fnv1a("key", model.seed + ++model.keys_made),
                                    fnv1a("more", model.seed ^ static_cast<std::uint64_t>(model.now.ms))};
    std::string key;
    for (std::uint64_t part : parts) {
        for (int shift = 60; shift >= 0; shift -= 4) key += digits[(part >> shift) & 15];
    }
    return key;
}

void go(Model& model, Route const& route, bool replace) {
    model.effects.push_back(Navigate{to_hash(route), replace});
}

void toast(Model& model, text::Text const& sentence, ui::Tone tone) {
    model.toasts.push_back({std::string(text::in(model.language, sentence)), tone});
}

namespace {

/// An earlier question is called back: WebKit gives one answer to equal questions that are on their way at
/// once, and the older one knows nothing of what was the reason to ask again.
template <class T>
void begin_load(Model& model, Remote<T>& remote) {
    if (remote.call != 0) model.effects.push_back(CancelCall{remote.call});
    if (!remote.value) remote.state = Phase::loading;
}

void fetch_session(Model& model, Audience audience) {
    auto& session = model.session_of(audience);
    if (session.call != 0) return;
    begin_load(model, session);
    session.call =
        send(model, {Purpose::session, audience, ""}, {0, "GET", api_path(audience, "/session"), "", ""});
}

/// What the address searches for, unless it stands in the field already: a blank that was just typed stays.
void take_words(std::string& field, std::string const& words) {
    if (trim(field) != words) field = words;
}

struct Query {
    std::string text;

    void add(std::string_view key, std::string_view value) {
        if (value.empty()) return;
        text += (text.empty() ? "?" : "&") + std::string(key) + "=" + percent_encode(value);
    }
    /// More than one page at once, where as much was shown before.
    void add_count(std::size_t rows) {
        if (rows > wire::page_size)
            add("count", std::to_string(std::min<std::size_t>(rows, wire::max_page_size)));
    }
};

void fetch_orders(Model& model) {
    begin_load(model, model.orders);
    std::string& words = model.orders_ui.q;
    take_words(words, model.route.filter.q);
    Query query;
    query.add("q", words);
    if (model.orders_for == words) query.add_count(rows_of(model.orders));
    model.orders_for = words;
    model.orders.call = send(model, {Purpose::orders, Audience::buyer, ""},
                             {0, "GET", api_path(Audience::buyer, "/orders" + query.text), "", ""});
}

void fetch_channel(Model& model) {
    begin_load(model, model.channel);
    model.channel.call = send(model, {Purpose::channel, Audience::platform, ""},
                              {0, "GET", api_path(Audience::platform, "/channel"), "", ""});
}

void open_live(Model& model, Audience audience) {
    if (model.live_audience == audience) return;
    model.live_audience = audience;
    // What happened since the server was asked who this is: all that is shown was fetched later.
    auto& session = model.session_of(audience);
    std::int64_t const seq = session.seen_at ? 0 : std::exchange(session.value->live_seq, 0);
    std::string const after = seq == 0 ? "" : "?after=" + std::to_string(seq);
    model.effects.push_back(OpenLive{api_path(audience, "/events" + after)});
}

bool needs_session(Screen screen) {
    switch (screen) {
        case Screen::orders:
        case Screen::order:
        case Screen::apply:
        case Screen::tickets:
        case Screen::ticket:
        case Screen::channel: return true;
        case Screen::landing:
        case Screen::sign_in:
        case Screen::about:
        case Screen::gallery: return false;
    }
    return false;
}

void take_filter(Model& model) {
    TicketFilter const& filter = model.route.filter;
    bool const same = model.tickets_for == filter && model.tickets.value;
    model.tickets_for = filter;
    std::string words = std::move(model.tickets_ui.q);
    take_words(words, filter.q);
    model.tickets_ui = {filter.status, filter.type, std::move(words), filter.by_deadline};
    if (!same) fetch_tickets(model);
}

void enter_ticket(Model& model, Route const& before) {
    if (model.ticket_key != model.route.id) {
        model.ticket_key = model.route.id;
        model.ticket = {};
        model.ticket_ui = {};
        model.sending = {};
        model.effects.push_back(Recall{ticket_draft_key(model)});
        fetch_ticket(model);
    } else if (before.screen != Screen::ticket) {
        fetch_ticket(model);
    }
    if (before.dialog != model.route.dialog && model.sending.call == 0) model.sending = {};
}

}  // namespace

void fetch_order(Model& model) {
    if (model.order_key != model.route.id) {
        model.order_key = model.route.id;
        model.order = {};
    }
    begin_load(model, model.order);
    model.order.call = send(model, {Purpose::order, Audience::buyer, model.order_key},
                            {0, "GET", api_path(Audience::buyer, "/orders/" + model.order_key), "", ""});
}

void fetch_tickets(Model& model, std::size_t rows) {
    begin_load(model, model.tickets);
    TicketFilter const& filter = model.route.filter;
    Query query;
    query.add("status", filter.status);
    query.add("type", filter.type);
    query.add("q", filter.q);
    query.add("sort", filter.by_deadline ? "deadline" : "");
    query.add_count(rows);
    Audience const audience = model.route.audience;
    model.tickets.call = send(model, {Purpose::tickets, audience, query.text},
                              {0, "GET", api_path(audience, "/tickets" + query.text), "", ""});
}

void fetch_ticket(Model& model) {
    begin_load(model, model.ticket);
    Audience const audience = model.route.audience;
    model.ticket.call = send(model, {Purpose::ticket, audience, model.ticket_key},
                             {0, "GET", api_path(audience, "/tickets/" + model.ticket_key), "", ""});
}

void enter(Model& model, Route const& before) {
    if (!needs_session(model.route.screen)) return;
    Audience const audience = model.route.audience;
    auto const& session = model.session_of(audience);
    if (!session.ready()) {
        if (!model.launching) fetch_session(model, audience);
        return;
    }
    open_live(model, audience);
    recall_queue(model, audience);
    if (before.audience != audience) {
        model.tickets = {};
        model.ticket = {};
        model.ticket_key.clear();
    }
    switch (model.route.screen) {
        case Screen::orders: fetch_orders(model); break;
        case Screen::order: fetch_order(model); break;
        case Screen::apply:
            start_form(model);
            fetch_order(model);
            break;
        case Screen::tickets: take_filter(model); break;
        case Screen::ticket:
            if (audience != Audience::buyer) take_filter(model);
            enter_ticket(model, before);
            break;
        case Screen::channel: fetch_channel(model); break;
        case Screen::landing:
        case Screen::sign_in:
        case Screen::about:
        case Screen::gallery: break;
    }
}

void reload(Model& model) {
    Route before = model.route;
    before.screen = Screen::landing;
    auto& session = model.session_of(model.route.audience);
    if (session.state == Phase::failed) session = {};
    model.tickets_for.reset();
    enter(model, before);
}

}  // namespace afterdesk::app
