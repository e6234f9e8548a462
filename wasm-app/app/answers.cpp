#include <algorithm>
#include <optional>

#include "app/update.hpp"
#include "text/names.hpp"
#include "wire/codec.hpp"

namespace afterdesk::app {
namespace {

using screens::Phase;
using wire::Audience;

bool is_good(int status) { return status >= 200 && status < 300; }

/// Reads a body with one of the wire readers.
template <class T>
Result<T, Mistakes> read_body(std::string const& body, Result<T, Mistakes> (*read)(wire::Value const&)) {
    auto value = wire::parse_json(body, {8u << 20, 32});
    if (!value) return Err{value.error()};
    return read(*value);
}

/// Puts an answer into its place; a failed refresh keeps what is shown.
template <class T>
void settle(Remote<T>& remote, HttpDone const& done, Result<T, Mistakes> (*read)(wire::Value const&)) {
    if (remote.call != done.id) return;
    remote.call = 0;
    remote.mistakes.clear();
    if (is_good(done.status)) {
        auto value = read_body(done.body, read);
        if (value) {
            remote.value = std::move(value).value();
            remote.state = Phase::ready;
            remote.seen_at = done.seen_at;
            return;
        }
        remote.mistakes = value.error();
    } else if (done.status != 0) {
        remote.mistakes = wire::read_api_error(done.body).mistakes;
        remote.value.reset();
    }
    remote.state = remote.value ? Phase::ready : Phase::failed;
}

/// A session ended: the door of its audience is shown; what was typed stays, in the browser.
void on_signed_out(Model& model, Audience audience) {
    model.session_of(audience) = {};
    model.queue.clear();
    model.queue_of.reset();
    model.apply = {};
    model.ticket_key.clear();
    if (model.live_audience == audience) {
        model.live_audience.reset();
        model.effects.push_back(CloseLive{});
    }
    if (model.route.audience != audience) return;
    Route door;
    door.audience = audience;
    door.screen = audience == Audience::buyer ? Screen::landing : Screen::sign_in;
    go(model, door, true);
}

void on_signed_in(Model& model, wire::SessionView const& view) {
    model.session_of(view.audience).state = Phase::ready;
    model.session_of(view.audience).value = view;
    model.server_ahead_ms = view.now_ms - model.now.ms;
    model.sign_in_ui = {};
}

/// Somebody who signs out leaves nothing behind in this browser.
void on_left(Model& model, Audience audience, HttpDone const& done) {
    if (done.status == 0) {
        toast(model, t::failed_network, ui::Tone::danger);
        return;
    }
    forget_all(model, audience);
    on_signed_out(model, audience);
}

void on_launched(Model& model, HttpDone const& done) {
    model.launching = false;
    if (!is_good(done.status)) {
        model.launch_unreachable = done.status == 0;
        if (done.status != 0) model.launch_mistakes = wire::read_api_error(done.body).mistakes;
        go(model, Route{}, true);
        return;
    }
    auto const view = read_body(done.body, wire::read_session);
    if (!view) {
        model.launch_mistakes = view.error();
        return;
    }
    on_signed_in(model, *view);
    remember(model, {Purpose::session, Audience::buyer, "", api_path(Audience::buyer, "/session")},
             done.body);
    Route route = model.route;
    if (route.screen == Screen::landing) {
        route.audience = Audience::buyer;
        route.screen = view->order_no.empty() ? Screen::orders : Screen::order;
        route.id = view->order_no;
        go(model, route, true);
        return;
    }
    enter(model, Route{});
}

void on_session(Model& model, Call const& call, HttpDone const& done) {
    settle(model.session_of(call.audience), done, wire::read_session);
    auto const& session = model.session_of(call.audience);
    if (session.ready()) {
        std::int64_t const ahead_ms = model.server_ahead_ms;
        on_signed_in(model, *session.value);
        if (done.seen_at) model.server_ahead_ms = ahead_ms;
        enter(model, Route{});
    } else if (done.status == 401) {
        on_signed_out(model, call.audience);
    }
}

void on_sign_in(Model& model, HttpDone const& done) {
    settle(model.signing_in, done, wire::read_session);
    if (!model.signing_in.ready()) return;
    on_signed_in(model, *model.signing_in.value);
    model.signing_in = {};
    Route route;
    route.audience = model.route.audience;
    route.screen = Screen::tickets;
    go(model, route, true);
}

/// Adds the next page to a list.
template <class Page>
void append(Model& model, Remote<Page>& remote, HttpDone const& done,
            Result<Page, Mistakes> (*read)(wire::Value const&)) {
    if (model.more_call != done.id) return;
    model.more_call = 0;
    model.more_failed = true;
    if (!is_good(done.status) || !remote.value) return;
    auto page = read_body(done.body, read);
    if (!page) return;
    model.more_failed = false;
    for (auto& item : page.value().items) remote.value->items.push_back(std::move(item));
    remote.value->next_cursor = page->next_cursor;
}

void show_ticket(Model& model, wire::TicketDetail detail) {
    if (detail.ticket.no.value != model.ticket_key) return;
    if (model.ticket.value && model.ticket.value->ticket.version > detail.ticket.version) return;
    model.ticket.value = std::move(detail);
    model.ticket.state = Phase::ready;
}

void close_dialog(Model& model) {
    if (model.route.dialog.empty()) return;
    Route route = model.route;
    route.dialog.clear();
    leave_to(model, to_hash(route));
}

}  // namespace

void on_submitted(Model& model, HttpDone const& done, bool shown) {
    ApplyForm& form = model.apply;
    if (form.call != done.id) return;
    form.call = 0;
    form.mistakes.clear();
    if (done.status == 0) {
        Queued item{form.idempotency_key,
                    Audience::buyer,
                    CommandKind::apply,
                    form.order_no,
                    api_path(Audience::buyer, "/tickets"),
                    form.body,
                    draft_key(model),
                    0};
        enqueue(model, std::move(item));
        return;
    }
    if (!is_good(done.status)) {
        form.mistakes = wire::read_api_error(done.body).mistakes;
        form.idempotency_key.clear();
        for (Mistake const& mistake : form.mistakes) {
            bool const outdated = mistake.rule == Rule::quote_changed ||
                                  mistake.rule == Rule::quantity_exceeds_left ||
                                  mistake.rule == Rule::nothing_left;
            if (outdated) fetch_order(model);
        }
        return;
    }
    auto detail = read_body(done.body, wire::read_ticket_detail);
    if (!detail) {
        form.mistakes = detail.error();
        return;
    }
    model.effects.push_back(Forget{draft_key(model)});
    release_photos(model);
    form = {};
    toast(model, t::submitted_toast, ui::Tone::success);
    model.tickets_for.reset();
    if (!shown) {
        reload(model);
        return;
    }
    Route route;
    route.screen = Screen::ticket;
    route.id = detail->ticket.no.value;
    model.ticket = {};
    model.ticket_key = route.id;
    show_ticket(model, std::move(detail).value());
    go(model, route, true);
}

void on_command(Model& model, HttpDone const& done) {
    Sending& sending = model.sending;
    if (sending.call != done.id) return;
    sending.call = 0;
    sending.mistakes.clear();
    sending.stale = false;
    if (done.status == 0) {
        Queued item{sending.idempotency_key,
                    model.route.audience,
                    sending.command,
                    model.ticket_key,
                    "",
                    sending.body,
                    ticket_draft_key(model),
                    0};
        item.path = api_path(item.audience, "/tickets/" + item.subject + "/commands");
        enqueue(model, std::move(item));
        close_dialog(model);
        return;
    }
    if (is_good(done.status)) {
        sending = {};
        auto detail = read_body(done.body, wire::read_ticket_detail);
        if (detail) show_ticket(model, std::move(detail).value());
        toast(model, t::done_toast, ui::Tone::success);
        model.ticket_ui = {};
        model.effects.push_back(Forget{ticket_draft_key(model)});
        close_dialog(model);
        return;
    }
    sending.idempotency_key.clear();
    wire::ApiError error = wire::read_api_error(done.body);
    sending.mistakes = std::move(error.mistakes);
    for (Mistake const& mistake : sending.mistakes) sending.stale |= mistake.rule == Rule::stale_version;
    if (error.current) show_ticket(model, std::move(*error.current));
}

namespace {

/// What others did to the ticket that is shown is said, not only drawn.
void on_ticket(Model& model, HttpDone const& done) {
    auto const state = [&model] {
        return model.ticket.value ? std::optional(model.ticket.value->ticket.state) : std::nullopt;
    };
    std::optional<State> const before = state();
    settle(model.ticket, done, wire::read_ticket_detail);
    if (!before || !state() || before == state()) return;
    std::string_view const now = text::in(model.language, text::name(*state()));
    model.toasts.push_back({text::fill(model.language, t::moved_on_toast, {now}), ui::Tone::info});
}

void on_channel_saved(Model& model, HttpDone const& done) {
    if (model.channel_call != done.id) return;
    model.channel_call = 0;
    model.channel_mistakes.clear();
    if (!is_good(done.status)) {
        model.channel_mistakes =
            done.status == 0 ? Mistakes{{Rule::busy, ""}} : wire::read_api_error(done.body).mistakes;
        return;
    }
    auto settings = read_body(done.body, wire::read_channel_settings);
    if (settings) model.channel.value = std::move(settings).value();
    toast(model, t::done_toast, ui::Tone::success);
}

void on_channel(Model& model, HttpDone const& done) {
    settle(model.channel, done, wire::read_channel_settings);
    if (!model.channel.ready()) return;
    wire::ChannelSettings const& settings = *model.channel.value;
    model.channel_ui = {std::to_string(settings.delay_ms), std::to_string(settings.fail_next),
                        std::to_string(settings.lose_answer_next), settings.duplicate_answers};
}

void on_order(Model& model, HttpDone const& done) {
    bool const first = !model.order.value;
    settle(model.order, done, wire::read_order_detail);
    if (model.order.ready() && model.route.screen == Screen::apply) {
        auto& quantities = model.apply.ui.quantities;
        quantities.resize(model.order.value->order.lines.size(), 0);
        auto const left = units_left(model.order.value->order, model.order.value->claims, model.apply.type);
        for (std::size_t i = 0; i < quantities.size(); ++i) quantities[i] = std::min(quantities[i], left[i]);
        if (first) model.effects.push_back(Recall{draft_key(model)});
    }
}

/// The stream was refused: for want of a session, or for now.
void on_live_checked(Model& model, Audience audience, HttpDone const& done) {
    if (model.live_audience != audience || done.status == 401) return;
    if (is_good(done.status)) {
        model.effects.push_back(OpenLive{api_path(audience, "/events")});
    } else {
        wait_for_live(model);
    }
}

void on_version(Model& model, HttpDone const& done) {
    bool const other =
        done.status == 200 && !model.version.empty() && done.body.find(model.version) == std::string::npos;
    if (other) model.update_ready = true;
}

}  // namespace

void on_answer(Model& model, HttpDone const& done) {
    auto const found = model.calls.find(done.id);
    if (found == model.calls.end()) return;
    Call const call = found->second;
    if (done.status == 0 && !done.seen_at && !model.recalled && recall_seen(model, call, done.id)) return;
    model.calls.erase(found);
    if (is_good(done.status) && !done.seen_at) remember(model, call, done.body);
    bool const session_lost = done.status == 401 && call.purpose != Purpose::session &&
                              call.purpose != Purpose::launch && call.purpose != Purpose::sign_in &&
                              call.purpose != Purpose::sign_out;
    switch (call.purpose) {
        case Purpose::launch: on_launched(model, done); break;
        case Purpose::session: on_session(model, call, done); break;
        case Purpose::sign_in: on_sign_in(model, done); break;
        case Purpose::sign_out: on_left(model, call.audience, done); break;
        case Purpose::orders: settle(model.orders, done, wire::read_order_page); break;
        case Purpose::more_orders: append(model, model.orders, done, wire::read_order_page); break;
        case Purpose::order: on_order(model, done); break;
        case Purpose::submit: on_submitted(model, done); break;
        case Purpose::tickets: settle(model.tickets, done, wire::read_ticket_page); break;
        case Purpose::more_tickets: append(model, model.tickets, done, wire::read_ticket_page); break;
        case Purpose::ticket: on_ticket(model, done); break;
        case Purpose::command: on_command(model, done); break;
        case Purpose::upload: on_uploaded(model, done); break;
        case Purpose::channel: on_channel(model, done); break;
        case Purpose::save_channel: on_channel_saved(model, done); break;
        case Purpose::queued: on_queued_answer(model, call, done); break;
        case Purpose::live_check: on_live_checked(model, call.audience, done); break;
        case Purpose::version: on_version(model, done); break;
    }
    if (session_lost) on_signed_out(model, call.audience);
}

}  // namespace afterdesk::app
