#pragma once
// What every feature may use: who reads, where the page stands, what goes to the browser. A feature changes
// its own model and this; another feature hears of it by the shell.

#include <optional>
#include <string>
#include <vector>

#include "app/calls/calls.hpp"
#include "app/effect.hpp"
#include "app/shell/route.hpp"
#include "screens/page_view.hpp"

namespace afterdesk::app {

/// Data from the server. While it is fetched again the last value stays shown.
template <class T>
struct Remote {
    screens::Phase state = screens::Phase::not_asked;
    std::optional<T> value;
    Mistakes mistakes;               ///< failed: why; empty when the server was not reached
    int call = 0;                    ///< the running call, 0 for none
    std::optional<Instant> seen_at;  ///< not from the server: as it was seen then

    bool ready() const { return state == screens::Phase::ready; }
};

/// The launch link that the page was opened with.
struct Launch {
    bool running = false;
    Mistakes mistakes;
    bool unreachable = false;
};

/// A small text that this browser keeps for one person: saved views, where borders stand.
struct OwnText {
    std::string key, text;
};

/// What of the program comes behind its first file. later: behind what the first screen asks for;
/// missing: the next file did not come.
enum class Rest : std::uint8_t { later, missing, coming, here };

struct Shell {
    // The reader and the world.
    text::Language language = text::Language::zh_cn;
    std::string theme = "auto";
    int text_percent = 100;
    bool dark = false;  ///< what the page shows now
    Instant now;
    std::int64_t server_ahead_ms = 0;
    int utc_offset_minutes = china_offset_minutes;
    std::uint64_t seed = 0;
    std::uint64_t keys_made = 0;
    std::string version;  ///< of this page
    bool update_ready = false;
    std::uint64_t revision = 1;  ///< counts changes; views are made anew when it moved

    // Where the page stands.
    Route route;
    Route wanted;             ///< the address for which a person has to sign in first
    std::string from;         ///< the address below this one in the history
    bool going_back = false;  ///< until the address has changed
    bool elsewhere = false;   ///< another target shows this address: it is loaded when nothing is on its way
    bool leaving = false;     ///< it is being loaded
    Rest rest = Rest::here;
    int files = every_file;  ///< of the program, that are here
    std::vector<screens::ToastView> toasts;

    // Who.
    Remote<wire::SessionView> session[3];  ///< by audience
    Launch launch;
    std::vector<OwnText> own_texts;  ///< those asked for (shell/own_text.hpp)

    // Live events.
    bool live_open = true;
    int live_tries = 0;  ///< since the stream was refused
    std::optional<wire::Audience> live_audience;

    // What features tell each other.
    int tickets_changed = 0;                         ///< counts; a list that saw less of it is stale
    std::optional<wire::TicketDetail> fresh_ticket;  ///< came as an answer elsewhere, for the ticket's screen
    bool stale = false;                              ///< what is shown is to be fetched again

    Calls calls;
    std::vector<Effect> effects;

    Remote<wire::SessionView>& session_of(wire::Audience audience) {
        return session[static_cast<int>(audience)];
    }
    Remote<wire::SessionView> const& session_of(wire::Audience audience) const {
        return session[static_cast<int>(audience)];
    }
    Instant server_now() const { return {now.ms + server_ahead_ms}; }
};

void go(Shell& shell, Route const& route, bool replace);
/// Fetches the rest of the program, unless it is here or on its way.
void ask_for_rest(Shell& shell);
/// Closes what `hash` lies below of: by the back button's way when it opened from there.
void leave_to(Shell& shell, std::string const& hash);
/// The same for the dialog that is shown, if one is.
void close_dialog(Shell& shell);
void toast(Shell& shell, text::Text const& sentence, ui::Tone tone);
/// Tells the browser theme and language.
void show_appearance(Shell& shell);
void toggle_language(Shell& shell);
/// "auto", "light" or "dark".
void choose_theme(Shell& shell, std::string const& theme);
void choose_text_size(Shell& shell, int percent);
/// What was stored of theme and language.
void take_settings(Shell& shell, std::string const& text);

}  // namespace afterdesk::app
