#pragma once
// The edge table (domain/ticket/edges.hpp) for readers: as JSON, as schemas of its commands, as a drawing.

#include <string>

#include "wire/codec.hpp"

namespace afterdesk::wire {

/// [{"from","actor","command","guard","effect","next","clock","during_arbitration"}]; `from` is null for a
/// ticket that does not exist yet.
Value edges_json();

/// [{"state","waits_for","default_limit_ms"}]: who is waited for, and how long where no policy says
/// otherwise.
Value states_json();

/// "Command" (one of all that a person may send), "Application", and one schema per command, with who may
/// give it in which state. Promise: fields and required keys are those of the readers.
Object command_schemas();

/// The table as a Mermaid state diagram. What holds in many states is drawn from "any_open".
std::string mermaid_graph();

}  // namespace afterdesk::wire
