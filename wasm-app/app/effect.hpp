#pragma once
// What the program asks of the browser (Effect) and what comes back (Happening). Plain data: the platform
// carries out effects without deciding anything, a headless test plays the platform.

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "widgets/ui.hpp"

namespace afterdesk::app {

// ---- Effects ----------------------------------------------------------------------------------------------

/// One HTTP call to our own origin. The answer is HttpDone with the same id.
struct HttpCall {
    int id = 0;
    std::string method;           ///< "GET", "POST", "DELETE"
    std::string path;             ///< "/api/v1/buyer/orders?cursor=…"
    std::string body;             ///< JSON, may be empty
    std::string idempotency_key;  ///< header Idempotency-Key when not empty
};
/// Sends a picked file as the body; progress comes as UploadProgress, the answer as HttpDone.
struct UploadFile {
    int id = 0;
    int file_handle = 0;
    std::string path;
};
struct CancelCall {
    int id = 0;
};
/// Shows another screen. `replace` leaves no history entry.
struct Navigate {
    std::string hash;  ///< "#/b/orders"
    bool replace = false;
};
/// Opens the live event stream (closes the one before). Messages come as LiveMessage; reconnects by itself.
struct OpenLive {
    std::string path;  ///< "/api/v1/buyer/events"
};
struct CloseLive {};
/// Keeps a small text in the browser (drafts, settings); empty text removes it.
struct Store {
    std::string key, text;
};
/// Reads it back; the answer is Stored.
struct Load {
    std::string key;
};
/// One timer by name; set again replaces it. The answer is TimerFired.
struct SetTimer {
    std::string name;
    int delay_ms = 0;
};
struct CopyText {
    std::string text;
};
struct ReleaseFile {
    int file_handle = 0;
};
/// Follows the system ("auto"), or "light" / "dark"; language is "zh-CN" or "en".
struct SetAppearance {
    std::string theme, language;
};

using Effect = std::variant<HttpCall, UploadFile, CancelCall, Navigate, OpenLive, CloseLive, Store, Load,
                            SetTimer, CopyText, ReleaseFile, SetAppearance>;

// ---- Happenings -------------------------------------------------------------------------------------------

/// The program starts. `launch_token` was taken out of the fragment (and removed from the address) by
/// boot.js.
struct Started {
    std::string hash;
    std::string launch_token;
    std::string language;  ///< navigator.language
    Instant now;
    int utc_offset_minutes = china_offset_minutes;
    std::uint64_t seed = 0;  ///< random, for idempotency keys
};
struct HashChanged {
    std::string hash;
};
/// status 0: never reached the server.
struct HttpDone {
    int id = 0;
    int status = 0;
    std::string body;
};
struct UploadProgress {
    int id = 0;
    int percent = 0;
};
struct LiveMessage {
    std::string event;  ///< "ticket", "order", "hello"
    std::string data;   ///< JSON
};
/// The stream broke (false) or is back (true).
struct LiveState {
    bool open = false;
};
struct Stored {
    std::string key, text;
};
struct TimerFired {
    std::string name;
};
/// The tab is shown again or the clock moved on; the program's only clock.
struct Tick {
    Instant now;
};

using Happening = std::variant<Started, HashChanged, HttpDone, UploadProgress, LiveMessage, LiveState, Stored,
                               TimerFired, Tick>;

}  // namespace afterdesk::app
