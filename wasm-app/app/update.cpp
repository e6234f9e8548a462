#include "app/update.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "wire/names.hpp"
#include "wire/reader.hpp"

namespace afterdesk::app {
namespace {

using screens::Phase;
using wire::Audience;

std::string settings_of(Model const& model) {
    return std::string(model.language == text::Language::en ? "en" : "zh-CN") + " " + model.theme;
}

void show_appearance(Model& model) {
    std::string const language = model.language == text::Language::en ? "en" : "zh-CN";
    model.effects.push_back(SetAppearance{model.theme, language});
}

void on(Model& model, Started const& started) {
    model.now = started.now;
    model.utc_offset_minutes = started.utc_offset_minutes;
    model.seed = started.seed;
    model.from = started.from;
    model.version = started.version;
    model.language = wire::language_from(started.language);
    model.route = parse_route(started.hash);
    show_appearance(model);
    model.effects.push_back(Load{"settings"});
    if (!started.launch_token.empty()) {
        model.launching = true;
        wire::Value const body = wire::Object{{"token", started.launch_token}};
        send(model, {Purpose::launch, Audience::buyer, ""},
             {0, "POST", api_path(Audience::buyer, "/sessions"), wire::write_json(body), ""});
        return;
    }
    enter(model, Route{});
}

void on(Model& model, HashChanged const& changed) {
    Route const before = model.route;
    model.route = parse_route(changed.hash);
    model.from = changed.from;
    model.going_back = false;
    if (model.route == before) return;
    enter(model, before);
}

void on(Model& model, HttpDone const& done) { on_answer(model, done); }

void on(Model& model, UploadProgress const& progress) {
    for (Photo& photo : model.apply.photos) {
        if (photo.call == progress.id) photo.percent = progress.percent;
    }
}

/// Somebody changed a ticket: what is shown of it is fetched again.
void on(Model& model, LiveMessage const& message) {
    auto const value = wire::parse_json(message.data);
    if (!value) return;
    auto text_of = [&value](std::string_view key) {
        wire::Value const* field = value->find(key);
        auto const* text = field == nullptr ? nullptr : field->as<std::string>();
        return text == nullptr ? std::string() : *text;
    };
    auto const* version_field = value->find("version");
    auto const* version = version_field == nullptr ? nullptr : version_field->as<std::int64_t>();
    Screen const screen = model.route.screen;
    bool const list_shown = screen == Screen::tickets || (screen == Screen::ticket && model.tickets_for);
    if (list_shown) fetch_tickets(model, rows_of(model.tickets));
    if (screen == Screen::ticket && text_of("ticket_no") == model.ticket_key) {
        bool const known =
            model.ticket.value && version != nullptr && model.ticket.value->ticket.version >= *version;
        if (!known) fetch_ticket(model);
    }
    bool const order_shown = screen == Screen::order || screen == Screen::apply;
    if (order_shown && text_of("order_no") == model.order_key) fetch_order(model);
}

void on(Model& model, Online const&) {
    flush_queue(model);
    retry_photos(model);
    if (!model.live_open && model.live_audience)
        model.effects.push_back(OpenLive{api_path(*model.live_audience, "/events")});
}

void on(Model& model, LiveState const& state) {
    bool const back = state.open && !model.live_open;
    model.live_open = state.open;
    if (state.refused) wait_for_live(model);
    if (!back) return;
    // What happened meanwhile nobody will tell: all that is shown is fetched again.
    model.live_tries = 0;
    reload(model);
    on(model, Online{});
    send(model, {Purpose::version, model.route.audience, ""}, {0, "GET", "/", "", ""});
}

void on(Model& model, Stored const& stored) {
    if (stored.text.empty()) return;
    if (stored.key == "settings") {
        auto const blank = stored.text.find(' ');
        if (blank == std::string::npos) return;
        model.language = wire::language_from(stored.text.substr(0, blank));
        model.theme = stored.text.substr(blank + 1);
        show_appearance(model);
    }
}

void on(Model& model, Recalled const& recalled) { on_recalled(model, recalled); }
void on(Model& model, PictureShrunk const& shrunk) { on_shrunk(model, shrunk); }

void on(Model& model, TimerFired const& timer) {
    if (timer.name == "queue") flush_queue(model);
    if (timer.name == "live" && model.live_audience) {
        Audience const audience = *model.live_audience;
        send(model, {Purpose::live_check, audience, ""}, {0, "GET", api_path(audience, "/session"), "", ""});
    }
}

void on(Model& model, Tick const& tick) { model.now = tick.now; }

// ---- Intents ----

void on(Model& model, screens::GoTo const& to) {
    if (to.replace) {
        leave_to(model, to.hash);
    } else {
        model.effects.push_back(Navigate{to.hash, false});
    }
}

void on(Model& model, screens::UpdatePage const&) { model.effects.push_back(ReloadPage{}); }

void on(Model& model, screens::Reload const&) { reload(model); }

void on(Model& model, screens::ToggleLanguage const&) {
    model.language = model.language == text::Language::en ? text::Language::zh_cn : text::Language::en;
    model.effects.push_back(Store{"settings", settings_of(model)});
    show_appearance(model);
}

void on(Model& model, screens::ToggleTheme const&) {
    model.theme = model.dark ? "light" : "dark";
    model.effects.push_back(Store{"settings", settings_of(model)});
    show_appearance(model);
}

void on(Model& model, screens::SignOut const&) {
    Audience const audience = model.route.audience;
    send(model, {Purpose::sign_out, audience, ""}, {0, "DELETE", api_path(audience, "/session"), "", ""});
}

void on(Model& model, screens::SignIn const&) {
    screens::SignInUi const& fields = model.sign_in_ui;
    if (model.signing_in.call != 0 || fields.login.empty() || fields.password.empty()) return;
    wire::Value const body = wire::Object{{"login", fields.login}, {"password", fields.password}};
    model.signing_in = {};
    model.signing_in.state = Phase::loading;
    model.signing_in.call =
        send(model, {Purpose::sign_in, model.route.audience, ""},
             {0, "POST", api_path(model.route.audience, "/sessions"), wire::write_json(body), ""});
}

void on(Model& model, screens::SearchOrders const&) {
    Route route = model.route;
    route.filter.q = trim(model.orders_ui.q);
    if (route.filter.q != model.route.filter.q) go(model, route, true);
}

void on(Model& model, screens::LoadMore const&) {
    if (model.more_call != 0) return;
    model.more_failed = false;
    Audience const audience = model.route.audience;
    if (model.route.screen == Screen::orders && model.orders.value &&
        !model.orders.value->next_cursor.empty()) {
        std::string path =
            api_path(audience, "/orders?cursor=" + percent_encode(model.orders.value->next_cursor));
        if (!model.orders_ui.q.empty()) path += "&q=" + percent_encode(model.orders_ui.q);
        model.more_call = send(model, {Purpose::more_orders, audience, ""}, {0, "GET", path, "", ""});
    } else if (model.tickets.value && !model.tickets.value->next_cursor.empty()) {
        Route list = model.route;
        list.screen = Screen::tickets;
        std::string const hash = to_hash(list);
        auto const mark = hash.find('?');
        std::string query = mark == std::string::npos ? "?" : hash.substr(mark) + "&";
        query += "cursor=" + percent_encode(model.tickets.value->next_cursor);
        model.more_call = send(model, {Purpose::more_tickets, audience, ""},
                               {0, "GET", api_path(audience, "/tickets" + query), "", ""});
    }
}

void on(Model& model, screens::RequestChanged const&) { on_request_changed(model); }
void on(Model& model, screens::AddPhotos const& add) { add_photos(model, add.files); }
void on(Model& model, screens::RemovePhoto const& remove) { remove_photo(model, remove.index); }
void on(Model& model, screens::RetryPhoto const& retry) { retry_photo(model, retry.index); }
void on(Model& model, screens::SubmitRequest const&) { submit_request(model); }
void on(Model& model, screens::CancelQueued const& cancel) { unqueue(model, cancel.key); }

void on(Model& model, screens::FilterChanged const&) {
    Route route = model.route;
    route.screen = Screen::tickets;
    route.dialog.clear();
    route.filter = {model.tickets_ui.status, model.tickets_ui.type, std::string(trim(model.tickets_ui.q)),
                    model.tickets_ui.by_deadline};
    go(model, route, true);
}

void on(Model& model, screens::DialogChanged const&) {
    model.sending.mistakes.clear();
    keep_ticket_draft(model);
}

void on(Model& model, screens::Give const& give_it) { give(model, give_it.command); }

std::optional<int> small_number(std::string const& typed, int most) {
    if (typed.empty() || typed.size() > 6) return std::nullopt;
    int number = 0;
    for (char c : typed) {
        if (c < '0' || c > '9') return std::nullopt;
        number = number * 10 + (c - '0');
    }
    return number <= most ? std::optional<int>(number) : std::nullopt;
}

void on(Model& model, screens::SaveChannel const&) {
    auto const delay = small_number(model.channel_ui.delay_ms, 60'000);
    auto const fail = small_number(model.channel_ui.fail_next, 100);
    auto const lose = small_number(model.channel_ui.lose_next, 100);
    if (model.channel_call != 0 || !delay || !fail || !lose) return;
    wire::ChannelSettings const settings{*delay, *fail, *lose, model.channel_ui.duplicate};
    model.channel_call = send(
        model, {Purpose::save_channel, Audience::platform, ""},
        {0, "POST", api_path(Audience::platform, "/channel"), wire::write_json(wire::to_json(settings)), ""});
}

}  // namespace

void leave_to(Model& model, std::string const& hash) {
    if (model.from != hash) {
        model.effects.push_back(Navigate{hash, true});
    } else if (!model.going_back) {
        model.going_back = true;
        model.effects.push_back(GoBack{});
    }
}

void wait_for_live(Model& model) {
    model.effects.push_back(SetTimer{"live", std::min(60'000, 3'000 << std::min(model.live_tries, 5))});
    ++model.live_tries;
}

void update(Model& model, Happening const& happening) {
    ++model.revision;
    std::visit([&model](auto const& it) { on(model, it); }, happening);
}

void update(Model& model, screens::Intent const& intent) {
    ++model.revision;
    std::visit([&model](auto const& it) { on(model, it); }, intent);
}

}  // namespace afterdesk::app
