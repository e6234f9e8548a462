#include "wire/edge_text.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "wire/command_forms.hpp"
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

// ---- Schemas of commands ----------------------------------------------------------------------------------

std::string example_of(FormField const& field) {
    switch (field.kind) {
        case FormKind::text:
        case FormKind::long_text:
        case FormKind::code: return "x";
        case FormKind::amount: return "1";
        case FormKind::number: return std::to_string(field.range.min);
        case FormKind::duration: return "24";
        case FormKind::flag: return "1";
        case FormKind::name: return std::string(field.choices.front());
        case FormKind::address: return "x\n1\nx";
        case FormKind::evidence: return std::string(64, 'a');
        case FormKind::lines: return "1:1:0";
    }
    CHECK(false);
}

Apply full_application() {
    Apply apply;
    apply.request.lines = {LineRequest{1, 1, {"L1"}, "K2", Fen{1}}};
    apply.request.reason = "size_unfit";
    apply.evidence = {{std::string(64, 'a')}};
    return apply;
}

/// A command with every field that a person may fill in.
Command full_command(CommandKind kind) {
    if (kind == CommandKind::modify) return Modify{full_application()};
    Typed typed;
    for (FormField const& field : form_fields(kind)) typed[field.path] = example_of(field);
    Filled filled = fill_form(kind, typed);
    CHECK(filled.mistakes.empty());
    return std::move(filled.command);
}

Value schema_of(Value const& example) {
    if (example.as<std::string>() != nullptr) return Object{{"type", "string"}};
    if (example.as<std::int64_t>() != nullptr) return Object{{"type", "integer"}};
    if (example.as<bool>() != nullptr) return Object{{"type", "boolean"}};
    if (auto const* items = example.as<Array>()) {
        Object out{{"type", "array"}};
        if (!items->empty()) put(out, "items", schema_of(items->front()));
        return out;
    }
    if (auto const* members = example.as<Object>()) {
        Object properties;
        for (auto const& [key, value] : *members) put(properties, key, schema_of(value));
        return Object{{"type", "object"}, {"properties", std::move(properties)}};
    }
    return Object{};
}

/// The keys without which `read` finds one missing.
template <class Read>
Array required_keys(Object const& full, Read read) {
    Array out;
    for (auto const& member : full) {
        Object without = full;
        std::erase_if(without, [&](auto const& one) { return one.first == member.first; });
        Mistakes const mistakes = read(without);
        bool const missed = std::any_of(mistakes.begin(), mistakes.end(), [&](Mistake const& mistake) {
            return mistake.rule == Rule::missing_key && mistake.path == member.first;
        });
        if (missed) out.push_back(member.first);
    }
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

std::string sentences_of(CommandKind kind) {
    std::string out;
    for (Edge const& edge : edges()) {
        if (edge.command == kind) out += (out.empty() ? "" : "\n") + sentence_of(edge);
    }
    return out;
}

bool is_for_persons(CommandKind kind) {
    auto const all = edges();
    return std::any_of(all.begin(), all.end(), [&](Edge const& edge) {
        return edge.command == kind && edge.actor != ActorKind::system;
    });
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

Object command_schemas() {
    Object out;
    Array all;
    for (int i = 0; i < command_kind_count; ++i) {
        auto const kind = static_cast<CommandKind>(i);
        if (kind == CommandKind::apply || !is_for_persons(kind)) continue;
        std::string const name(name_of(kind));
        Value const full = to_json(CommandBody{full_command(kind), 1});
        Value schema = schema_of(full);
        Object& object = *schema.as<Object>();
        put(object, "description", sentences_of(kind));
        put(object, "required", required_keys(*full.as<Object>(), [](Object body) {
                auto const read = read_command(std::move(body));
                return read.ok() ? Mistakes{} : read.error();
            }));
        for (auto& [key, value] : object) {
            if (key != "properties") continue;
            for (auto& [property, inner] : *value.as<Object>()) {
                if (property == "command") put(*inner.as<Object>(), "const", name);
            }
        }
        put(out, name, std::move(schema));
        all.push_back(Object{{"$ref", "#/components/schemas/" + name}});
    }
    Value const application = to_json(ApplyBody{{"E1"}, full_application()});
    Value schema = schema_of(application);
    put(*schema.as<Object>(), "description", sentences_of(CommandKind::apply));
    put(*schema.as<Object>(), "required", required_keys(*application.as<Object>(), [](Object body) {
        auto const read = read_apply(std::move(body));
        return read.ok() ? Mistakes{} : read.error();
    }));
    put(out, "Application", std::move(schema));
    put(out, "Command", Object{{"oneOf", std::move(all)}});
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
