#pragma once
// A request and an answer as the routes see them: our own types, so that no route knows which library speaks
// HTTP.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/fair_queue.hpp"
#include "service/caller.hpp"
#include "service/host_room.hpp"

namespace afterdesk::http {

using Fields = std::vector<std::pair<std::string, std::string>>;

/// The value of the first field with this name (compared exactly), or "".
std::string_view field(Fields const& fields, std::string_view name);
/// True when `a` and `b` differ at most in the case of ASCII letters.
bool same_word(std::string_view a, std::string_view b);
/// `text` with A-Z made small.
std::string lower_case(std::string_view text);

/// The first lines of a request after the gate has let them pass. Header names are in small letters.
struct Head {
    std::string method, target;
    int minor_version = 1;  ///< HTTP/1.x
    Fields headers;
    std::uint64_t content_length = 0;
    bool has_length = false;
    bool expects_continue = false;
    bool keep_alive = true;
    std::size_t bytes = 0;  ///< of the head, with the blank line

    std::string_view header(std::string_view name) const { return field(headers, name); }
    std::string_view path() const { return std::string_view(target).substr(0, target.find('?')); }
};

/// Who is at the other end of a connection.
struct Peer {
    std::string address;  ///< as digits, without port
    bool loopback = false;
};

/// A whole request: its head, and the bytes of head and body as they came.
struct RawRequest {
    Head head;
    Peer peer;
    std::string bytes;

    std::string_view body() const { return std::string_view(bytes).substr(head.bytes); }
};

/// A request as a route gets it.
struct Request {
    Head const* head = nullptr;
    std::string_view body;
    Fields path;         ///< the parts of the path that the pattern names, decoded
    Fields query;        ///< decoded
    std::string client;  ///< the client's address
    bool local = false;  ///< came from this machine itself, through no proxy
    std::string request_id;
    wire::Language language = wire::Language::zh_cn;
    Caller caller;  ///< filled in for routes with an audience
    std::string session_token;
    bool waits = false;  ///< asked for again: its answer is not to be given before it is true
    HostCaller host;     ///< filled in for routes of hosts

    std::string_view header(std::string_view name) const { return head->header(name); }
};

inline Origin origin_of(Request const& request) { return {request.client, request.header("user-agent")}; }
/// Names whoever is signed in among all that share something.
std::string person_of(Caller const& caller);
std::string person_of(HostCaller const& host);

/// Opens a stream of live events instead of a body.
struct LiveStart {
    Caller caller;
    std::string session_token;
    /// The event that was seen last. Units: not_ours for a Last-Event-ID that never was a number of ours.
    std::optional<std::int64_t> last_seen;
    static constexpr std::int64_t not_ours = -1;
};

struct Later;

struct Response {
    int status = 200;
    std::string content_type;
    std::string body;
    Fields headers;
    std::optional<LiveStart> live;
    std::function<std::string()> pieces;  ///< instead of a body: see Downloads
    // For the log:
    std::string why;               ///< what it was refused for
    std::string event{};           ///< what became of a sign-in or an account: "signed_in"
    std::string session{};         ///< the session of that, by its name
    std::shared_ptr<Later> later;  ///< instead of all of it
    /// The answer is given when this, once begun, has told that it is written; else it is asked for again.
    std::function<void(std::function<void(bool written)>)> write;
};

/// Who answers what takes long, on threads of its own.
enum class Lane : std::uint8_t { passwords, pictures };

/// An answer that somebody else makes when its turn has come.
struct Later {
    Lane lane = Lane::passwords;
    FairQueue::Turn turn;
    std::function<Response(Request const& request)> answer;
};
Response later(Lane lane, FairQueue::Turn turn, std::function<Response(Request const& request)> answer);

}  // namespace afterdesk::http
