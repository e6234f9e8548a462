#pragma once
// What the program asks of the browser (Effect) and what comes back (Happening). Plain data: the platform
// carries out effects without deciding anything, a headless test plays the platform.

#include <cstdint>
#include <optional>
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
/// Sends a part of a picked file to where it is kept in pieces. The answer is HttpDone with the same id.
struct SendPiece {
    int id = 0;
    int file_handle = 0;
    std::string path;
    std::int64_t offset = 0, bytes = 0;
    bool last = false;
};
struct CancelCall {
    int id = 0;
};
/// Shows another screen. `replace` leaves no history entry.
struct Navigate {
    std::string hash;  ///< "#/b/orders"
    bool replace = false;
};
/// As the browser's back button. The answer is HashChanged.
struct GoBack {};
/// Loads the page anew: another version of it is there, or another target shows the address.
struct ReloadPage {};
/// Opens the live event stream (closes the one before). Messages come as LiveMessage; reconnects by itself.
struct OpenLive {
    std::string path;  ///< "/api/v1/buyer/events"
};
struct CloseLive {};
/// Keeps a small text where it can be read before the first frame (settings); empty text removes it.
struct Store {
    std::string key, text;
};
/// Reads it back; the answer is Stored, at once.
struct Load {
    std::string key;
};
/// Keeps a text, and a picked file with it, in the browser's database until it is forgotten.
struct Keep {
    std::string key, text;
    int file_handle = 0;  ///< 0: none
};
/// Reads back all whose key begins so; the answer is Recalled, also when there is none.
struct Recall {
    std::string prefix;
};
/// Removes all whose key begins so.
struct Forget {
    std::string prefix;
};
/// Makes a picked picture a JPEG of at most `most_edge` pixels, without what the camera wrote into it. The
/// answer is PictureShrunk.
struct ShrinkPicture {
    int file_handle = 0;
    int most_edge = 0;
};
/// Draws a frame of a picked video, with a sign that it plays, as a JPEG of at most `most_edge` pixels. The
/// answer is PictureShrunk with a file of its own.
struct MakePoster {
    int file_handle = 0;
    int most_edge = 0;
};
/// One timer by name; set again replaces it. The answer is TimerFired.
struct SetTimer {
    std::string name;
    int delay_ms = 0;
};
struct ReleaseFile {
    int file_handle = 0;
};
/// Gives the bytes of a picked file. The answer is FileRead.
struct ReadFile {
    int file_handle = 0;
};
/// Asks the browser whether an Ed25519 signature is right. Units: key and value in hex; the handle names the
/// question. The answer is SignatureChecked.
struct CheckSignature {
    int file_handle = 0;
    std::string key, value, text;
};
/// Follows the system ("auto"), or "light" / "dark"; language is "zh-CN" or "en".
struct SetAppearance {
    std::string theme, language;
    int text_percent = 100;  ///< of the host's text size
};
/// Fetches the next file of the program. The answer is RestCame.
struct LoadRest {
    int here = 1;  ///< how many there are
};

using Effect = std::variant<HttpCall, UploadFile, SendPiece, CancelCall, Navigate, GoBack, ReloadPage,
                            OpenLive, CloseLive, Store, Load, Keep, Recall, Forget, ShrinkPicture, MakePoster,
                            SetTimer, ReleaseFile, SetAppearance, ReadFile, CheckSignature, LoadRest>;

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
    std::string from;        ///< as HashChanged::from
    std::string version;     ///< what the answer to GET / names, as long as the page is the newest
};
struct HashChanged {
    std::string hash;
    std::string from;  ///< the address below it in the history, where the back button leads; empty: unknown
};
/// status 0: never reached the server.
struct HttpDone {
    int id = 0;
    int status = 0;
    std::string body;
    std::optional<Instant> seen_at{};  ///< not answered now: what was answered then
    int retry_after_s = 0;             ///< when the server asks for patience
};
struct UploadProgress {
    int id = 0;
    int percent = 0;
};
/// A ticket was changed.
struct LiveMessage {
    std::string data;  ///< JSON, as GET /events tells it
};
/// The stream broke (false) or is back (true). `refused`: it does not try again by itself.
struct LiveState {
    bool open = false;
    bool refused = false;
};
/// The device has a network again.
struct Online {};
/// The tab is looked at again.
struct Shown {};
struct Stored {
    std::string key, text;
};
struct KeptItem {
    std::string key, text;
    ui::PickedFile file;  ///< handle 0: none
};
struct Recalled {
    std::string prefix;
    std::vector<KeptItem> items;  ///< by key
};
/// bytes 0: this browser cannot read it as a picture, or as a video.
struct PictureShrunk {
    int file_handle = 0;
    std::int64_t bytes = 0;
    std::string preview_url;
    int poster_handle = 0;  ///< of a video: its picture; 0: there is none
};
/// `readable`: false when the file is gone, or may not be read.
struct FileRead {
    int file_handle = 0;
    bool readable = false;
    std::string bytes;
};
/// `unknown`: this browser can not check signatures.
enum class SignatureFinding : std::uint8_t { wrong, right, unknown };
struct SignatureChecked {
    int file_handle = 0;
    SignatureFinding found = SignatureFinding::unknown;
};
struct TimerFired {
    std::string name;
};
/// The whole program is there, or (false) the rest of it could not be fetched.
struct RestCame {
    bool whole = false;
};
/// The tab is shown again or the clock moved on; the program's only clock.
struct Tick {
    Instant now;
};

using Happening =
    std::variant<Started, HashChanged, HttpDone, UploadProgress, LiveMessage, LiveState, Online, Stored,
                 Recalled, PictureShrunk, FileRead, SignatureChecked, TimerFired, RestCame, Tick, Shown>;

}  // namespace afterdesk::app
