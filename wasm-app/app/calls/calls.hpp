#pragma once
// What is asked of the server, each question with the function that hears its answer; answers that are shown
// again without a network; and what is sent until it has arrived.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/effect.hpp"
#include "wire/api.hpp"

namespace afterdesk::app {

struct Shell;
class Features;

/// An answer from the server, or what was answered before, or that there is none (status 0).
struct Answer {
    int id = 0;
    int status = 0;
    std::string body;
    std::optional<Instant> seen_at{};  ///< not answered now: what was answered then
    wire::Audience audience = wire::Audience::buyer;
    std::string key{};      ///< of what was sent once: its idempotency key
    std::string about{};    ///< of what was sent once: the order or ticket number
    std::string draft{};    ///< of what was sent once: where its unsent words are kept
    int retry_after_s = 0;  ///< the server asks for so much patience; 0: it says nothing

    bool good() const { return status >= 200 && status < 300; }
};

/// Hears an answer; made of a feature's function by `in_feature`.
using Then = void (*)(Features&, Shell&, Answer const&);
/// Hears what the browser had kept under a prefix.
using ThenKept = void (*)(Features&, Shell&, Recalled const&);
/// Hears that a picture was made small.
using ThenShrunk = void (*)(Features&, Shell&, PictureShrunk const&);
/// Hears the bytes of a file.
using ThenRead = void (*)(Features&, Shell&, FileRead const&);
/// Hears whether a signature is right.
using ThenSigned = void (*)(Features&, Shell&, SignatureChecked const&);

/// Where an answer is kept, to be shown again when there is no network.
enum class Seen : std::uint8_t { no, session, list, one };

/// A question to the server.
struct Ask {
    wire::Audience audience = wire::Audience::buyer;
    std::string method = "GET";
    std::string path{};
    std::string body{};
    Seen seen = Seen::no;
    bool shown = false;    ///< something is shown already: what was seen earlier is not wanted
    std::string key{};     ///< header Idempotency-Key when not empty
    bool at_door = false;  ///< being signed out is an answer, not the end of the session
};

// ---- Asking -----------------------------------------------------------------------------------------------

/// GET of the API, for the audience that is shown.
Ask get(Shell const& shell, std::string_view rest);
/// The same for an audience.
Ask get(wire::Audience audience, std::string_view rest);
Ask post(wire::Audience audience, std::string_view rest, wire::Value const& body);
std::string api_path(wire::Audience audience, std::string_view rest);

/// Asks, and has `then` hear the answer. Gives the call's number.
int ask(Shell& shell, Ask ask, Then then);
/// A list that comes page by page: what it was asked, and the question for more of it.
struct ListCalls {
    std::string path{};  ///< with what narrows it
    int more_call = 0;
    bool more_failed = false;
};
/// The question for its beginning; what was asked of it before is not waited for any more. `rows`: as many as
/// it shows already, so that it does not become shorter.
Ask first_of(Shell const& shell, ListCalls& list, std::string path, std::size_t rows);
/// Asks for the page that begins at the cursor; for none when that is empty.
void ask_more(Shell& shell, ListCalls& list, std::string const& cursor, Then then);
/// Sends a picked file; `percent_of` tells how far it is.
int upload(Shell& shell, int file_handle, std::string path, Then then);
int percent_of(Shell const& shell, int call);
/// Sends a part of a picked file.
int send_piece(Shell& shell, SendPiece piece, Then then);
/// Reads back what the browser keeps under a prefix.
void recall(Shell& shell, std::string prefix, ThenKept then);
void shrink(Shell& shell, int file_handle, int most_edge, ThenShrunk then);
void make_poster(Shell& shell, int file_handle, int most_edge, ThenShrunk then);
void read_file(Shell& shell, int file_handle, ThenRead then);
void check_signature(Shell& shell, CheckSignature question, ThenSigned then);
/// Has `then` go on after a while; what was to go on before is forgotten.
void pause(Shell& shell, int delay_ms, Then then);
/// A new idempotency key.
std::string new_key(Shell& shell);

// ---- Sent once --------------------------------------------------------------------------------------------

/// Who hears what became of something that was sent once, maybe by a later page: its name is kept with it.
enum class Later : std::uint8_t { request, command };

/// A request or command: when it does not reach the server it waits in the browser, and is sent again under
/// the same key until it is answered, so it is carried out once, also when only the answer was lost.
struct Outgoing {
    std::string key;
    wire::Audience audience = wire::Audience::buyer;
    Later later = Later::request;
    CommandKind command = CommandKind::apply;
    std::string about;  ///< order number of a request, ticket number of a command
    std::string path, body;
    std::string draft;  ///< forgotten when it has arrived
    int call = 0;
    bool waits = false;  ///< it did not arrive: it is kept, and sent again by itself
};
/// Sends it. Its listener hears status 0 when it begins to wait, and then what became of it.
int send_once(Shell& shell, Outgoing item);
/// What waits, by key or by what it is about; null: nothing.
Outgoing const* waiting(Shell const& shell, std::string_view key);
Outgoing const* waiting_about(Shell const& shell, std::string_view about);
std::size_t waiting_count(Shell const& shell);
/// Takes back what waits.
void unsend(Shell& shell, std::string const& key);
void recall_outgoing(Shell& shell, wire::Audience audience);
void send_waiting(Shell& shell);

// ---- Kept -------------------------------------------------------------------------------------------------

/// Where the browser keeps what belongs to who is signed in: drafts under …/draft/ and …/ticket/, answers
/// under …/seen/, what waits under …/queue/. Empty when nobody is.
std::string kept_root(Shell const& shell, wire::Audience audience);
/// Keeps an answer as if it had been asked for.
void remember(Shell& shell, Ask const& asked, std::string const& body);
void forget_all(Shell& shell, wire::Audience audience);

// ---- For the dispatcher and the parts ---------------------------------------------------------------------

struct Asked {
    Ask ask;
    Then then = nullptr;
    std::string once{};       ///< key of the Outgoing it carries
    std::string recalling{};  ///< it was not answered: what was seen before is being looked up here
    int percent = 0;          ///< of an upload
};
/// Everything that is on its way.
struct Calls {
    int last = 0;
    std::map<int, Asked> asked;
    std::map<std::string, ThenKept> recalls;
    std::map<int, ThenShrunk> shrinks;
    std::map<int, ThenRead> reads;
    std::map<int, ThenSigned> signatures;
    std::vector<Outgoing> outgoing;
    std::optional<wire::Audience> outgoing_of;  ///< whose was read back
    int tries = 0;                              ///< since something arrived
    Then after_pause = nullptr;
};
void on_done(Features& features, Shell& shell, HttpDone const& done);
void on_recalled(Features& features, Shell& shell, Recalled const& recalled);
void on_shrunk(Features& features, Shell& shell, PictureShrunk const& shrunk);
void on_read(Features& features, Shell& shell, FileRead const& read);
void on_signature(Features& features, Shell& shell, SignatureChecked const& checked);
/// Where the answer to this is kept; empty: nowhere. (seen.cpp)
std::string seen_key(Shell const& shell, Ask const& ask);
/// What was answered to this path when the item was kept; status 0 when it is another's. (seen.cpp)
Answer seen_answer(Ask const& ask, int id, std::vector<KeptItem> const& items);
/// What became of something sent once. (once.cpp)
void on_sent(Features& features, Shell& shell, std::string const& key, Answer answer);
/// Who hears it; null: nobody in this program. (app/update.cpp)
Then listener(Later later);

}  // namespace afterdesk::app
