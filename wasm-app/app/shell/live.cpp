#include "app/shell/live.hpp"

#include <algorithm>
#include <utility>

#include "app/shell/screen_table.hpp"
#include "app/shell/session.hpp"
#include "wire/json.hpp"

namespace afterdesk::app {
namespace {

using wire::Audience;

void wait_for_live(Shell& shell) {
    int const wait_ms = std::min(60'000, 3'000 << std::min(shell.live_tries, 5));
    shell.effects.push_back(SetTimer{"live", wait_ms});
    ++shell.live_tries;
}

/// The stream was refused: for want of a session, or for now.
void on_checked(Features&, Shell& shell, Answer const& answer) {
    bool const open = shell.live_open;  // whoever looked at the page again took it back meanwhile
    if (open || shell.live_audience != answer.audience || answer.status == 401) return;
    if (answer.good()) {
        shell.effects.push_back(OpenLive{api_path(answer.audience, "/events")});
    } else {
        wait_for_live(shell);
    }
}

void on_version(Features&, Shell& shell, Answer const& answer) {
    bool const other = answer.status == 200 && !shell.version.empty() &&
                       answer.body.find(shell.version) == std::string::npos;
    if (other) shell.update_ready = true;
}

void tell(Features& features, Shell& shell, News const& news) {
    if (waits_for_rest(shell)) return;
    ScreenParts const* const parts = parts_of(shell.route);
    if (parts != nullptr && parts->told != nullptr) parts->told(features, shell, news);
}

}  // namespace

void open_live(Shell& shell, Audience audience) {
    if (shell.live_audience == audience) return;
    shell.live_audience = audience;
    // What happened since the server was asked who this is: all that is shown was fetched later.
    auto& session = shell.session_of(audience);
    std::int64_t const seq = session.seen_at ? 0 : std::exchange(session.value->live_seq, 0);
    std::string const after = seq == 0 ? "" : "?after=" + std::to_string(seq);
    shell.effects.push_back(OpenLive{api_path(audience, "/events" + after)});
}

void on_live_message(Features& features, Shell& shell, LiveMessage const& message) {
    auto const value = wire::parse_json(message.data);
    if (!value) return;
    News news;
    auto take_text = [&value](std::string_view key, std::string& into) {
        wire::Value const* field = value->find(key);
        auto const* text = field == nullptr ? nullptr : field->as<std::string>();
        if (text != nullptr) into = *text;
    };
    take_text("ticket_no", news.ticket_no);
    take_text("order_no", news.order_no);
    wire::Value const* field = value->find("version");
    auto const* version = field == nullptr ? nullptr : field->as<std::int64_t>();
    news.version = version == nullptr ? 0 : static_cast<int>(*version);
    ++shell.tickets_changed;
    tell(features, shell, news);
}

void on_live_state(Features& features, Shell& shell, LiveState const& state) {
    bool const back = state.open && !shell.live_open;
    shell.live_open = state.open;
    if (state.refused) wait_for_live(shell);
    if (!back) return;
    // What happened meanwhile nobody will tell: all that is shown is fetched again.
    shell.live_tries = 0;
    reload(features, shell);
    on_online(features, shell);
    check_version(shell);
}

void check_version(Shell& shell) {
    Ask page;
    page.audience = shell.route.audience;
    page.path = "/";
    ask(shell, std::move(page), &on_version);
}

void on_online(Features& features, Shell& shell) {
    ask_for_rest(shell);
    send_waiting(shell);
    News news;
    news.online = true;
    tell(features, shell, news);
    take_live_back(shell);
}

void take_live_back(Shell& shell) {
    if (!shell.live_open && shell.live_audience)
        shell.effects.push_back(OpenLive{api_path(*shell.live_audience, "/events")});
}

void check_live(Shell& shell) {
    if (shell.live_audience && !shell.live_open)
        ask(shell, get(*shell.live_audience, "/session"), &on_checked);
}

}  // namespace afterdesk::app
