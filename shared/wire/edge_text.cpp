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

// ---- Schemas of commands ----------------------------------------------------------------------------------

/// A command with every field that it may have.
Command full_command(CommandKind kind) {
    Address const address{"售后组", "0571-1", "杭州市余杭区 18 号"};
    std::vector<EvidenceId> const pictures{{std::string(64, 'a')}};
    Apply apply;
    apply.request.lines = {LineRequest{1, 1, {"L1"}, "K2", Fen{1}}};
    apply.request.reason = "size_unfit";
    apply.evidence = pictures;
    switch (kind) {
        case CommandKind::apply: return apply;
        case CommandKind::modify: return Modify{apply};
        case CommandKind::withdraw: return Withdraw{};
        case CommandKind::agree: return Agree{address};
        case CommandKind::reject: return Reject{"other", "…", pictures};
        case CommandKind::make_offer: return MakeOffer{100, "…", address, TicketType::refund_shipped};
        case CommandKind::counter_offer: return CounterOffer{100, "…"};
        case CommandKind::accept_offer: return AcceptOffer{};
        case CommandKind::decline_offer: return DeclineOffer{};
        case CommandKind::intercept: return Intercept{};
        case CommandKind::intercept_result: return InterceptResult{false, address};
        case CommandKind::ship_back: return ShipBack{{"sf", "SF1234567890"}};
        case CommandKind::parcel_signed: return ParcelSigned{"SF1234567890", {}};
        case CommandKind::receive: return Receive{true};
        case CommandKind::inspect: return Inspect{{{{1, 1, 0}}, "…", pictures}};
        case CommandKind::reship: return Reship{{"sf", "SF1234567890"}};
        case CommandKind::fall_back: return FallBack{"…"};
        case CommandKind::confirm_receipt: return ConfirmReceipt{};
        case CommandKind::retry_refund: return RetryRefund{Via::balance};
        case CommandKind::record_offline: return RecordOffline{"AS2026112112345678-1", "…", pictures};
        case CommandKind::record_refund: return RecordRefund{"AS2026112112345678-1", PartStatus::failed, "…"};
        case CommandKind::record_collection: return RecordCollection{"P1", 100};
        case CommandKind::extend_deadline: return ExtendDeadline{hours(24)};
        case CommandKind::add_evidence: return AddEvidence{pictures, "…"};
        case CommandKind::escalate: return Escalate{"…", pictures};
        case CommandKind::step_in: return StepIn{"…"};
        case CommandKind::ask_evidence: return AskEvidence{"…"};
        case CommandKind::verdict: return GiveVerdict{Verdict{}, address};
        case CommandKind::freeze: return Freeze{};
        case CommandKind::resume: return Resume{};
        case CommandKind::close: return Close{"…"};
        case CommandKind::order_changed: return OrderChanged{};
        case CommandKind::rate: return Rate{{5, "…"}};
        case CommandKind::time_out: return TimeOut{};
    }
    CHECK(false);
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
    return out + " → " + next + " (" + std::string(name_of(edge.act)) + ", clock " +
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

using EdgeKey = std::tuple<ActorKind, CommandKind, Guard, Act>;
EdgeKey key_of(Edge const& edge) { return {edge.actor, edge.command, edge.guard, edge.act}; }

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
        put(one, "effect", name_of(edge.act));
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
    Value const application = to_json(ApplyBody{{"E1"}, std::get<Apply>(full_command(CommandKind::apply))});
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
        if (edge.from) groups[key_of(edge)].add(edge);
    }
    Drawing drawing;
    std::set<State> any;
    for (Edge const& edge : edges()) {
        if (!edge.from) {
            for (State const to : states_in(edge.next)) drawing.add("[*]", std::string(name_of(to)), edge);
            continue;
        }
        Group const& group = groups[key_of(edge)];
        bool const everywhere = group.states.size() >= many_states;
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
