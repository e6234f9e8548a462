#include "wire/edge_text.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "wire/fields.hpp"

namespace afterdesk::wire {

namespace {

/// From so many states on, an edge is drawn once for all of them.
constexpr std::size_t many_states = 6;

std::string from_text(Edge const& edge) {
    return edge.from ? std::string(name_of(*edge.from)) : std::string("new");
}

std::vector<State> states_in(States states) {
    std::vector<State> out;
    for (int i = 0; i < state_count; ++i) {
        if (states.has(static_cast<State>(i))) out.push_back(static_cast<State>(i));
    }
    return out;
}

Array state_names(States states) {
    Array out;
    for (State const state : states_in(states)) out.push_back(name_of(state));
    return out;
}

std::string sentence_of(Edge const& edge) {
    std::string next;
    for (State const state : states_in(edge.next)) {
        next += next.empty() ? "" : " | ";
        next += name_of(state);
    }
    std::string out = from_text(edge) + ": " + std::string(name_of(edge.actor));
    if (edge.guard != Guard::always) out += ", when " + std::string(name_of(edge.guard));
    return out + " → " + next + " (" + std::string(act_name(edge)) + ", clock " +
           std::string(name_of(edge.clock)) + ")";
}

// ---- The drawing ------------------------------------------------------------------------------------------

using EdgeKey = std::tuple<ActorKind, CommandKind, Guard, std::string_view>;
EdgeKey key_of(Edge const& edge) { return {edge.actor, edge.command, edge.guard, act_name(edge)}; }

/// The states in which the same may happen, and where it leads from all of them.
struct Group {
    std::set<State> states;
    States next{~0u};
    void add(Edge const& edge) {
        states.insert(*edge.from);
        next.bits &= edge.next.bits;
    }
};

/// Arrows with what is written on them; one arrow per pair of states.
class Drawing {
  public:
    void add(std::string const& from, std::string const& to, Edge const& edge) {
        std::string label = std::string(name_of(edge.actor)) + " " + std::string(name_of(edge.command));
        if (edge.guard != Guard::always) label += " [" + std::string(name_of(edge.guard)) + "]";
        auto& labels = arrow(from, to);
        if (std::find(labels.begin(), labels.end(), label) == labels.end())
            labels.push_back(std::move(label));
    }
    std::string text() const {
        std::string out;
        for (auto const& [ends, labels] : arrows_) {
            out += "    " + ends.first + " --> " + ends.second + " : ";
            for (std::size_t i = 0; i < labels.size(); ++i) out += (i == 0 ? "" : "<br>") + labels[i];
            out += "\n";
        }
        return out;
    }

  private:
    using Ends = std::pair<std::string, std::string>;
    std::vector<std::string>& arrow(std::string const& from, std::string const& to) {
        for (auto& [ends, labels] : arrows_) {
            if (ends == Ends{from, to}) return labels;
        }
        return arrows_.emplace_back(Ends{from, to}, std::vector<std::string>{}).second;
    }
    std::vector<std::pair<Ends, std::vector<std::string>>> arrows_;
};

}  // namespace

Value edges_json() {
    Array out;
    for (Edge const& edge : edges()) {
        Object one;
        put(one, "from", edge.from ? Value(name_of(*edge.from)) : Value());
        put(one, "actor", name_of(edge.actor));
        put(one, "command", name_of(edge.command));
        put(one, "guard", name_of(edge.guard));
        put(one, "effect", act_name(edge));
        put(one, "next", state_names(edge.next));
        put(one, "clock", name_of(edge.clock));
        put(one, "during_arbitration", edge.during_arbitration);
        out.push_back(std::move(one));
    }
    return out;
}

Value states_json() {
    Array out;
    for (StateRow const& row : state_rows()) {
        Object one;
        put(one, "state", name_of(row.state));
        put(one, "waits_for", row.waits_for ? Value(name_of(*row.waits_for)) : Value());
        put(one, "default_limit_ms", row.limit != nullptr ? Value((TimeLimits{}.*row.limit).ms) : Value());
        out.push_back(std::move(one));
    }
    return out;
}

std::string sentences_of(CommandKind kind) {
    std::string out;
    for (Edge const& edge : edges()) {
        if (edge.command == kind) out += (out.empty() ? "" : "\n") + sentence_of(edge);
    }
    return out;
}

std::string mermaid_graph() {
    std::map<EdgeKey, Group> groups;
    for (Edge const& edge : edges()) {
        if (edge.from && !is_end(*edge.from)) groups[key_of(edge)].add(edge);
    }
    Drawing drawing;
    std::set<State> any;
    for (Edge const& edge : edges()) {
        if (!edge.from) {
            for (State const to : states_in(edge.next)) drawing.add("[*]", std::string(name_of(to)), edge);
            continue;
        }
        Group const& group = groups[key_of(edge)];
        bool const everywhere = group.states.size() >= many_states && !is_end(*edge.from);
        if (everywhere) any.insert(*edge.from);
        for (State const to : states_in(edge.next)) {
            bool const stays = edge.from == to;
            bool const shared = everywhere && (stays || group.next.has(to));
            drawing.add(shared ? "any_open" : from_text(edge),
                        shared && stays ? "any_open" : std::string(name_of(to)), edge);
        }
    }
    std::string names;
    for (State const state : any) names += (names.empty() ? "" : ", ") + std::string(name_of(state));
    std::string out = "stateDiagram-v2\n    any_open : any of " + names + "\n" + drawing.text();
    for (StateRow const& row : state_rows()) {
        if (!row.waits_for) out += "    " + std::string(name_of(row.state)) + " --> [*]\n";
    }
    return out;
}

}  // namespace afterdesk::wire
