#include "app/update.hpp"

#include <algorithm>
#include <utility>

#include "app/features/palette/palette.hpp"
#include "app/shell/live.hpp"
#include "app/shell/screen_table.hpp"
#include "app/shell/session.hpp"

namespace afterdesk::app {

Then listener(Later later) {
    constexpr Screen sent_from[] = {Screen::apply, Screen::ticket};
    ScreenParts const* const parts = parts_in_file(sent_from[static_cast<std::size_t>(later)]);
    return parts == nullptr ? nullptr : parts->hear;
}

ScreenParts const& shown_parts(Shell const& shell) {
    if (waits_for_rest(shell)) return rest::screen;
    ScreenParts const* const parts = parts_of(shell.route);
    bool const drawn = parts != nullptr && parts->draw != nullptr;
    return drawn ? *parts : *parts_of(Route{});
}

void show_page(Model& model) {
    ScreenParts const& parts = shown_parts(model.shell);
    if (parts.show != nullptr) parts.show(model.features, model.shell);
    if (has_staff()) palette::show(model.features, model.shell);
}

void draw_page(Model& model, ui::Ui& ui, screens::Intents& out) {
    shown_parts(model.shell).draw(model.features, model.shell, ui, out);
    if (has_staff()) palette::draw(model.features, model.shell, ui, out);
}

namespace {

// ---- What comes from the browser --------------------------------------------------------------------------

void on(Features& features, Shell& shell, Started const& started) {
    shell.now = started.now;
    shell.utc_offset_minutes = started.utc_offset_minutes;
    shell.seed = started.seed;
    shell.from = started.from;
    shell.version = started.version;
    shell.language = wire::language_from(started.language);
    shell.files = 1;
    shell.rest = target.files > shell.files ? Rest::later : Rest::here;
    shell.route = parse_route(started.hash, shell.files);
    show_appearance(shell);
    shell.effects.push_back(Load{"settings"});
    if (!started.launch_token.empty()) {
        launch(shell, started.launch_token);
    } else {
        enter(features, shell, Route{});
    }
}

void leave(Features& features, Shell& shell, Route const& before) {
    bool const here = before.screen == shell.route.screen && before.id == shell.route.id;
    ScreenParts const* const parts = parts_of(before);
    bool const forgets = parts != nullptr && parts->leave != nullptr;
    if (!here && forgets && file_of(before.screen) <= shell.files) parts->leave(features, shell);
}

void on(Features& features, Shell& shell, HashChanged const& changed) {
    Route const before = shell.route;
    shell.route = parse_route(changed.hash, shell.files);
    shell.from = changed.from;
    shell.going_back = false;
    if (shell.route == before) return;
    if (has_staff()) leave(features, shell, before);
    enter(features, shell, before);
}

void on(Features& features, Shell& shell, HttpDone const& done) { on_done(features, shell, done); }

void on(Features&, Shell& shell, UploadProgress const& progress) {
    auto const found = shell.calls.asked.find(progress.id);
    if (found != shell.calls.asked.end()) found->second.percent = progress.percent;
}

void on(Features& features, Shell& shell, LiveMessage const& message) {
    on_live_message(features, shell, message);
}
void on(Features& features, Shell& shell, LiveState const& state) { on_live_state(features, shell, state); }
void on(Features& features, Shell& shell, Online const&) { on_online(features, shell); }
void on(Features&, Shell& shell, Shown const&) { take_live_back(shell); }

void on(Features&, Shell& shell, Stored const& stored) {
    if (stored.key == "settings" && !stored.text.empty()) take_settings(shell, stored.text);
    if (stored.key.starts_with("own/")) shell.own_texts.push_back({stored.key, stored.text});
}

void on(Features& features, Shell& shell, Recalled const& recalled) {
    on_recalled(features, shell, recalled);
}
void on(Features& features, Shell& shell, PictureShrunk const& shrunk) { on_shrunk(features, shell, shrunk); }

void on(Features& features, Shell& shell, FileRead const& read) { on_read(features, shell, read); }
void on(Features& features, Shell& shell, SignatureChecked const& checked) {
    on_signature(features, shell, checked);
}

void on(Features& features, Shell& shell, TimerFired const& timer) {
    if (timer.name == "queue") send_waiting(shell);
    if (timer.name == "live") check_live(shell);
    if (timer.name == "pause" && shell.calls.after_pause != nullptr)
        std::exchange(shell.calls.after_pause, nullptr)(features, shell, {});
}

void on(Features& features, Shell& shell, RestCame const& came) {
    if (!came.whole) {
        shell.rest = Rest::missing;
        return check_version(shell);  // with a newer one its files may be gone
    }
    bool const waited = waits_for_rest(shell);
    shell.rest = ++shell.files < target.files ? Rest::later : Rest::here;
    send_waiting(shell);
    if (waits_for_rest(shell)) return ask_for_rest(shell);
    if (!waited) return;
    shell.route = parse_route(to_hash(shell.route), shell.files);
    enter(features, shell, Route{});
}

void on(Features&, Shell& shell, Tick const& tick) { shell.now = tick.now; }

// ---- What a person wants ----------------------------------------------------------------------------------

/// What the shell does itself, whatever the screen; the rest is the screen's.
bool by_shell(Features& features, Shell& shell, screens::Intent const& intent) {
    if (auto const* to = std::get_if<screens::GoTo>(&intent)) {
        if (to->replace) {
            leave_to(shell, to->hash);
        } else {
            shell.effects.push_back(Navigate{to->hash, false});
        }
        return true;
    }
    if (auto const* queued = std::get_if<screens::CancelQueued>(&intent)) {
        unsend(shell, queued->key);
        return true;
    }
    if (auto const* theme = std::get_if<screens::ChooseTheme>(&intent)) {
        choose_theme(shell, theme->theme);
        return true;
    }
    if (auto const* size = std::get_if<screens::ChooseTextSize>(&intent)) {
        choose_text_size(shell, size->percent);
        return true;
    }
    if (auto const* palette = std::get_if<screens::PaletteChanged>(&intent);
        has_staff() && palette != nullptr) {
        palette::act(features, shell, *palette);
        return true;
    }
    auto const wants = [&intent](auto const& kind) {
        return std::holds_alternative<std::remove_cvref_t<decltype(kind)>>(intent);
    };
    if (wants(screens::Reload{})) {
        reload(features, shell);
    } else if (wants(screens::ToggleLanguage{})) {
        toggle_language(shell);
    } else if (wants(screens::SignOut{})) {
        sign_out(shell);
    } else if (wants(screens::UpdatePage{})) {
        shell.effects.push_back(ReloadPage{});
    } else {
        return false;
    }
    return true;
}

/// Whether something would be lost if the page went now: what was sent for the first time, a picture that is
/// not kept yet. Everything else lies in the browser.
bool is_on_its_way(Calls const& calls) {
    auto const sent = [](Outgoing const& item) { return item.call != 0 && !item.waits; };
    return !calls.shrinks.empty() || std::any_of(calls.outgoing.begin(), calls.outgoing.end(), sent);
}

void finish(Model& model) {
    Shell& shell = model.shell;
    ++shell.revision;
    if (std::exchange(shell.stale, false)) reload(model.features, shell);
    if (shell.rest == Rest::later && shell.calls.asked.empty()) ask_for_rest(shell);
    if (!shell.elsewhere || shell.leaving || is_on_its_way(shell.calls)) return;
    shell.leaving = true;
    shell.effects.push_back(ReloadPage{});
}

}  // namespace

void update(Model& model, Happening const& happening) {
    std::visit([&model](auto const& it) { on(model.features, model.shell, it); }, happening);
    finish(model);
}

void update(Model& model, screens::Intent const& intent) {
    if (!by_shell(model.features, model.shell, intent) && !waits_for_rest(model.shell)) {
        ScreenParts const* const parts = parts_of(model.shell.route);
        if (parts != nullptr && parts->act != nullptr) parts->act(model.features, model.shell, intent);
    }
    finish(model);
}

}  // namespace afterdesk::app
