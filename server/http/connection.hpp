#pragma once
// One client's connection, as the event loop keeps it.

#include <chrono>
#include <cstdint>
#include <string>

#include "http/message.hpp"
#include "http/sockets.hpp"

namespace afterdesk::http {

using Clock = std::chrono::steady_clock;
/// Never used twice in a process, so that a late answer cannot reach somebody else.
using ConnectionId = std::uint64_t;

/// What a connection is doing.
enum class Phase : std::uint8_t {
    head,    ///< waiting for a request, or inside its head
    asking,  ///< whether its body may come; nothing is read meanwhile
    body,
    working,  ///< a request is with the workers; nothing is read meanwhile
    writing,
    streaming,  ///< a live stream
    /// answered and shut for writing: what still comes is thrown away, so that the answer arrives
    lingering,
    closed,  ///< to be forgotten at the end of this round
};

struct Connection {
    ConnectionId id = 0;
    Handle socket;
    Peer peer;
    Phase phase = Phase::head;
    std::string in;           ///< read, not yet handed on
    std::size_t scanned = 0;  ///< of `in`, while the head is looked for
    Head head;
    std::string out;  ///< to be written
    std::size_t out_at = 0;
    std::size_t thrown_away = 0;  ///< while lingering
    bool asked = false;           ///< its body was asked for, and is not answered yet
    bool close_after = false;
    bool stream_after = false;
    bool client_done = false;    ///< has shut its side
    bool unwatched = false;      ///< broken while its request is worked on: epoll would report it for ever
    std::uint32_t watched = 0;   ///< what epoll was asked for
    Clock::time_point deadline;  ///< when the present phase has lasted too long; the maximum for none

    std::size_t unsent() const { return out.size() - out_at; }
    bool is_stream() const { return phase == Phase::streaming || (phase == Phase::writing && stream_after); }
};

}  // namespace afterdesk::http
