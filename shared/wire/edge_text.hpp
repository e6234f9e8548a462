#pragma once
// The edge table (domain/ticket/edges.hpp) for readers: as JSON, in words, as a drawing.

#include <string>

#include "wire/codec.hpp"

namespace afterdesk::wire {

/// [{"from","actor","command","guard","effect","next","clock","during_arbitration"}]; `from` is null for a
/// ticket that does not exist yet.
Value edges_json();

/// [{"state","waits_for","default_limit_ms"}]: who is waited for, and how long where no policy says
/// otherwise.
Value states_json();

/// Who may give a command in which state, and where it leads: a line for each edge.
std::string sentences_of(CommandKind kind);

/// The table as a Mermaid state diagram. What holds in many states is drawn from "any_open".
std::string mermaid_graph();

}  // namespace afterdesk::wire
