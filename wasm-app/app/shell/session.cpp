#include "app/shell/session.hpp"

#include "app/calls/remote.hpp"
#include "app/shell/live.hpp"
#include "app/shell/screen_table.hpp"

namespace afterdesk::app {
namespace {

using screens::Phase;
using wire::Audience;

Ask session_question(Audience audience) {
    Ask question = get(audience, "/session");
    question.seen = Seen::session;
    question.at_door = true;
    return question;
}

void on_launched(Features& features, Shell& shell, Answer const& answer) {
    shell.launch.running = false;
    if (!answer.good()) {
        shell.launch.unreachable = answer.status == 0;
        if (answer.status != 0) shell.launch.mistakes = wire::read_api_error(answer.body).mistakes;
        go(shell, Route{}, true);
        if (shell.route.screen == Screen::landing) enter(features, shell, Route{});
        return;
    }
    auto const view = read_body(answer.body, wire::read_session);
    if (!view) {
        shell.launch.mistakes = view.error();
        return;
    }
    on_signed_in(shell, *view);
    remember(shell, session_question(Audience::buyer), answer.body);
    Route route = shell.route;
    if (route.screen == Screen::landing) {
        route.audience = Audience::buyer;
        route.screen = view->order_no.empty() ? Screen::orders : Screen::order;
        route.id = view->order_no;
        go(shell, route, true);
        return;
    }
    enter(features, shell, Route{});
}

void on_session(Features& features, Shell& shell, Answer const& answer) {
    auto& session = shell.session_of(answer.audience);
    settle(session, answer, wire::read_session);
    if (session.ready()) {
        std::int64_t const ahead_ms = shell.server_ahead_ms;
        on_signed_in(shell, *session.value);
        if (answer.seen_at) shell.server_ahead_ms = ahead_ms;
        enter(features, shell, Route{});
    } else if (answer.status == 401) {
        on_signed_out(features, shell, answer.audience);
    }
}

void on_left(Features& features, Shell& shell, Answer const& answer) {
    if (answer.status == 0) {
        toast(shell, t::failed_network, ui::Tone::danger);
        return;
    }
    forget_all(shell, answer.audience);
    on_signed_out(features, shell, answer.audience);
    shell.wanted = {};
}

}  // namespace

void enter(Features& features, Shell& shell, Route const& before) {
    ScreenParts const* const parts = parts_of(shell.route);
    shell.elsewhere = parts == nullptr;
    if (shell.elsewhere) return;
    if (waits_for_rest(shell) || shell.rest == Rest::missing) ask_for_rest(shell);
    if (row_of(shell.route.screen).needs_session) {
        Audience const audience = shell.route.audience;
        auto& session = shell.session_of(audience);
        if (!session.ready()) {
            if (shell.launch.running || session.call != 0) return;
            Ask question = session_question(audience);
            question.shown = session.value.has_value();
            load(shell, session, std::move(question), &on_session);
            return;
        }
        open_live(shell, audience);
        recall_outgoing(shell, audience);
    }
    if (waits_for_rest(shell)) return;
    if (parts->enter != nullptr) parts->enter(features, shell, before);
}

void reload(Features& features, Shell& shell) {
    auto& session = shell.session_of(shell.route.audience);
    if (session.state == Phase::failed) session = {};
    ++shell.tickets_changed;
    Route before = shell.route;
    before.screen = Screen::landing;
    enter(features, shell, before);
}

void launch(Shell& shell, std::string const& token) {
    shell.launch.running = true;
    Ask question = post(Audience::buyer, "/sessions", wire::Object{{"token", token}});
    question.at_door = true;
    ask(shell, std::move(question), &on_launched);
}

void on_signed_in(Shell& shell, wire::SessionView const& view) {
    shell.session_of(view.audience).state = Phase::ready;
    shell.session_of(view.audience).value = view;
    shell.server_ahead_ms = view.now_ms - shell.now.ms;
}

void on_signed_out(Features& features, Shell& shell, Audience audience) {
    shell.session_of(audience) = {};
    shell.calls.outgoing.clear();
    shell.calls.outgoing_of.reset();
    shell.fresh_ticket.reset();
    features.clear();
    if (shell.live_audience == audience) {
        shell.live_audience.reset();
        shell.effects.push_back(CloseLive{});
    }
    if (shell.route.audience != audience) {
        enter(features, shell, Route{});
        return;
    }
    shell.wanted = shell.route;
    Route door;
    door.audience = audience;
    door.screen = audience == Audience::buyer ? Screen::landing : Screen::sign_in;
    go(shell, door, true);
}

void sign_out(Shell& shell) {
    Ask question = get(shell, "/session");
    question.method = "DELETE";
    question.at_door = true;
    ask(shell, std::move(question), &on_left);
}

}  // namespace afterdesk::app
