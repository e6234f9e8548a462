#include "http/openapi.hpp"

#include <algorithm>
#include <set>

#include "http/examples.hpp"
#include "http/operations.hpp"
#include "http/routes.hpp"
#include "wire/edge_text.hpp"
#include "wire/fields.hpp"
#include "wire/schema.hpp"

namespace afterdesk::http {

namespace {

using wire::Array;
using wire::Object;
using wire::put;
using wire::schema_ref;
using wire::Value;

constexpr wire::Audience audiences[] = {wire::Audience::buyer, wire::Audience::merchant,
                                        wire::Audience::platform};

std::string lower(std::string_view method) { return lower_case(method); }

/// "/tickets/:ticket_no" → "/tickets/{ticket_no}", and the names; a verb behind one stays as it is.
std::string template_of(std::string const& pattern, std::vector<std::string>& names) {
    std::string out;
    for (std::size_t at = 0; at < pattern.size();) {
        if (pattern[at] != ':' || pattern[at - 1] != '/') {
            out += pattern[at++];
            continue;
        }
        std::size_t const end = std::min(pattern.find_first_of("/:", at + 1), pattern.size());
        names.push_back(pattern.substr(at + 1, end - at - 1));
        out += "{" + names.back() + "}";
        at = end;
    }
    return out;
}

/// What the operations lead to beside themselves: schemas, examples, and refusals in their kinds.
class Components {
  public:
    Components() : schemas_(wire::document_schemas()) { add_refusals(); }

    /// The document as this audience sees it, or as it is sent.
    std::string name_for(std::string_view name, std::string_view kind) const {
        std::string const own = std::string(kind) + std::string(name);
        return find(own) != nullptr ? own : std::string(name);
    }
    /// JSON with its schema and an example of it.
    Object json_content(std::string const& name, Detail detail) {
        used_.insert(name);
        Object media{{"schema", schema_ref(name)}};
        Object examples;
        for (auto& [title, value] : examples_of(schemas_, name, detail)) {
            std::string const key = !title.empty() ? title : detail == Detail::least ? "Body." + name : name;
            put(examples, key, Object{{"$ref", "#/components/examples/" + key}});
            examples_.insert_or_assign(key, Object{{"value", std::move(value)}});
        }
        put(media, "examples", std::move(examples));
        return {{"application/json", std::move(media)}};
    }
    /// A refusal with this status; `detail` is the schema of the ticket that may stand in it.
    Value refusal(int status, std::string const& detail) {
        std::string const kind = detail.empty() ? "" : detail == "TicketDetail" ? "Ticket" : "BuyersTicket";
        std::string const name = kind + "Refusal" + (status == 0 ? "" : std::to_string(status));
        if (!responses_.contains(name)) {
            schemas_.emplace_back(name, refusal_schema(status, detail));
            responses_.insert_or_assign(name, refusal_response(status, name));
        }
        return Object{{"$ref", "#/components/responses/" + name}};
    }
    Object json() &&;

  private:
    Value const* find(std::string_view name) const {
        auto const found = std::find_if(schemas_.begin(), schemas_.end(),
                                        [&](auto const& one) { return one.first == name; });
        return found != schemas_.end() ? &found->second : nullptr;
    }
    void add_refusals();
    static Value refusal_schema(int status, std::string const& detail);
    static Value refusal_response(int status, std::string const& schema);

    Object schemas_;
    std::map<std::string, Value> examples_, responses_;
    std::set<std::string> used_;
};

// ---- Refusals ---------------------------------------------------------------------------------------------

/// The rules that this status is for; 0: all of them.
Array codes_of(int status) {
    Array out;
    for (int i = 0; i < rule_count; ++i) {
        auto const rule = static_cast<Rule>(i);
        if (status == 0 || wire::http_status(rule) == status) out.push_back(wire::name_of(rule));
    }
    return out;
}

void Components::add_refusals() {
    Object const text{{"type", "string"}};
    put(schemas_, "RuleCode", Object{{"type", "string"}, {"enum", codes_of(0)}});
    put(schemas_, "Mistake",
        wire::object_schema(
            {{"code", schema_ref("RuleCode")},
             {"path", Object{{"type", "string"}, {"description", "Where: lines[0].quantity."}}},
             {"limit?", Object{{"type", "integer"}, {"minimum", 0}}},
             {"message", text}}));
}

Value Components::refusal_schema(int status, std::string const& detail) {
    Object const text{{"type", "string"}};
    Object codes{{"type", "string"}, {"enum", codes_of(status)}};
    Object error{{"code", std::move(codes)},
                 {"message", text},
                 {"path", text},
                 {"request_id", Object{{"type", "string"}, {"minLength", 1}}},
                 {"errors", Object{{"type", "array"}, {"minItems", 1}, {"items", schema_ref("Mistake")}}}};
    if (!detail.empty()) put(error, "current?", schema_ref(detail));
    return wire::object_schema({{"error", wire::object_schema(std::move(error))}});
}

std::string_view reason_of(int status) {
    switch (status) {
        case 400: return "Not a document of this kind, or a query that is not known.";
        case 401: return "Nobody is signed in for this audience, or what was to prove it does not.";
        case 403: return "A right is missing, or another site's page asks.";
        case 404: return "Not there, or not his.";
        case 409: return "Not possible as things stand.";
        case 410: return "Not kept any more.";
        case 413: return "Too many bytes.";
        case 415: return "Not a type of content that is taken here.";
        case 416: return "The file has no such part.";
        case 422: return "Understood, but against a rule.";
        case 429: return "Too much at a time.";
        case 500: return "A mistake of ours.";
        case 503: return "Busy; come again.";
        default:
            return "A request whose head can not be taken: 408, 411, 414, 417, 431 or 505, and 400 or 415 "
                   "before "
                   "it is looked at.";
    }
}

Value Components::refusal_response(int status, std::string const& schema) {
    Object out{{"description", reason_of(status)}};
    Object const seconds{{"schema", Object{{"type", "integer"}, {"minimum", 0}}}};
    if (status == 429 || status == 503) put(out, "headers", Object{{"Retry-After", seconds}});
    put(out, "content", Object{{"application/json", Object{{"schema", schema_ref(schema)}}}});
    return out;
}

Object Components::json() && {
    Object examples, responses;
    for (auto& [name, value] : examples_) put(examples, name, std::move(value));
    for (auto& [name, value] : responses_) put(responses, name, std::move(value));
    return {{"schemas", std::move(schemas_)},
            {"responses", std::move(responses)},
            {"examples", std::move(examples)}};
}

// ---- Operations -------------------------------------------------------------------------------------------

Object bytes_schema() { return {{"type", "string"}, {"format", "binary"}}; }

Object bytes_content(std::initializer_list<std::string_view> types) {
    Object out;
    for (std::string_view const type : types) put(out, type, Object{{"schema", bytes_schema()}});
    return out;
}

/// The bytes alone, or one file of a form, under any name.
Object picture_content() {
    Object const form{{"type", "object"}, {"properties", Object{{"file", bytes_schema()}}}};
    Object out = bytes_content({"image/*", "application/octet-stream"});
    put(out, "multipart/form-data", Object{{"schema", form}});
    return out;
}

Object body_content(Route const& route, Components& components) {
    if (route.body == BodyKind::picture) return picture_content();
    if (route.body == BodyKind::piece)
        return bytes_content({"application/partial-upload", "application/octet-stream"});
    if (route.body == BodyKind::bill)
        return bytes_content({"application/octet-stream", "text/csv", "application/zip", "application/gzip"});
    std::string_view const takes = operation_of(route).takes;
    if (route.body == BodyKind::notice) {
        Object const any{{"schema", Object{{"type", "object"}}}};
        return {{"application/json", any}, {"application/x-www-form-urlencoded", any}};
    }
    return components.json_content(components.name_for(takes, "Sent"), Detail::least);
}

Object query_parameter(QueryKey const& key) {
    Object schema{{"type", key.number ? "integer" : "string"}};
    if (key.values != nullptr) {
        auto const names = key.values();
        put(schema, "enum", Array(names.begin(), names.end()));
    }
    return {{"name", key.name},           {"in", "query"},
            {"required", false},          {"description", key.says},
            {"x-description-zh", key.zh}, {"schema", std::move(schema)}};
}

Object header_parameter(std::string_view name, Object schema, bool required) {
    return {{"name", name}, {"in", "header"}, {"required", required}, {"schema", std::move(schema)}};
}

Array parameters_of(Route const& route, std::vector<std::string> const& names) {
    Array out;
    for (QueryKey const& key : route.query) out.push_back(query_parameter(key));
    for (std::string const& name : names) {
        out.push_back(Object{
            {"name", name}, {"in", "path"}, {"required", true}, {"schema", Object{{"type", "string"}}}});
    }
    if (route.body == BodyKind::piece) {
        Object const offset{{"type", "integer"}, {"minimum", 0}};
        out.push_back(header_parameter("Upload-Offset", offset, true));
        out.push_back(
            header_parameter("Upload-Complete", {{"type", "string"}, {"enum", Array{"?0", "?1"}}}, false));
    }
    if (route.idempotent)
        out.push_back(header_parameter("Idempotency-Key", {{"type", "string"}, {"maxLength", 64}}, true));
    return out;
}

std::string_view answer_kind(Route const& route) {
    return route.audience() == wire::Audience::buyer ? "Buyers" : "";
}

Value success(Route const& route, int status, Components& components) {
    Operation const& operation = operation_of(route);
    std::string_view const gives = operation.gives;
    bool const whole_file = route.answer == take_piece && status == 201;
    Object out{{"description", status == 204   ? "Done."
                               : status == 206 ? "The part that was asked for."
                                               : "The answer."}};
    if (gives == Operation::stream || gives == Operation::csv) {
        put(out, "content", Object{{std::string(gives), Object{{"schema", Object{{"type", "string"}}}}}});
    } else if (gives == Operation::file) {
        put(out, "content", bytes_content({"image/jpeg", "video/mp4", "video/webm", "application/pdf"}));
    } else if (gives == Operation::any_json) {
        put(out, "content", Object{{"application/json", Object{{"schema", Object{{"type", "object"}}}}}});
    } else if (!gives.empty()) {
        std::string const name = components.name_for(whole_file ? "Evidence" : gives, answer_kind(route));
        Object content = components.json_content(name, Detail::all);
        if (route.body == BodyKind::notice) {  // each channel has its own word for thanks
            put(content, "text/plain", Object{{"schema", Object{{"type", "string"}}}});
        }
        put(out, "content", std::move(content));
    }
    return out;
}

/// The command was understood so far that its ticket was looked at.
bool may_tell_ticket(int status) { return status == 400 || status == 403 || status == 409 || status == 422; }

/// Refusals of what moves a ticket may have the ticket as it is now.
Object responses_of(Route const& route, Components& components) {
    Object out;
    for (int const status : successes_of(route))
        put(out, std::to_string(status), success(route, status, components));
    bool const moves = route.answer == command_ticket || route.answer == command_host_ticket;
    std::string const detail = moves ? components.name_for("TicketDetail", answer_kind(route)) : "";
    for (int const status : refusals_of(route)) {
        bool const bare = status == 416 || route.method == Method::head;
        put(out, std::to_string(status),
            bare ? Value(Object{{"description", reason_of(status)}})
                 : components.refusal(status, may_tell_ticket(status) ? detail : ""));
    }
    put(out, "default", components.refusal(0, ""));
    return out;
}

Array security_of(Route const& route) {
    if (std::holds_alternative<Signed>(route.entry)) return {Object{{"signature", Array{}}}};
    if (route.scope()) return {Object{{"host_key", Array{}}}};
    auto const audience = route.audience();
    return audience ? Array{Object{{std::string(wire::name_of(*audience)), Array{}}}} : Array{};
}

Array names_of(Rights rights) {
    Array out;
    for (Right right : list_of(rights)) out.push_back(wire::name_of(right));
    return out;
}

Object operation_json(Route const& route, std::vector<std::string> const& names, Components& components) {
    Operation const& operation = operation_of(route);
    Object out;
    put(out, "operationId", operation_id(route));
    put(out, "tags", Array{operation.group});
    put(out, "summary", operation.en);
    put(out, "x-summary-zh", operation.zh);
    put(out, "parameters", parameters_of(route, names));
    if (route.body != BodyKind::none)
        put(out, "requestBody", Object{{"required", true}, {"content", body_content(route, components)}});
    put(out, "responses", responses_of(route, components));
    put(out, "security", security_of(route));
    if (!route.needs().empty()) put(out, "x-needs-one-of", names_of(route.needs()));
    if (auto const scope = route.scope()) put(out, "x-needs-scope", wire::name_of(*scope));
    return out;
}

Object paths(Components& components) {
    Object out;
    for (Route const& route : all_routes()) {
        if (!route.is_api()) continue;
        std::vector<std::string> names;
        std::string const path = template_of(route.pattern, names);
        auto found = std::find_if(out.begin(), out.end(), [&](auto const& one) { return one.first == path; });
        if (found == out.end()) found = out.insert(out.end(), {path, Object{}});
        put(*found->second.as<Object>(), lower(name_of(route.method)),
            operation_json(route, names, components));
    }
    return out;
}

/// A message to a host's endpoint. Rule: Standard Webhooks 1.0.0.
struct Sent {
    std::string_view name, document, en, zh;
};
constexpr Sent all_sent[] = {
    {"event", "HostEvent", "An event, as the pull log has it.", "一个事件，与事件日志相同。"},
    {"ping", "WebhookPing", "What :ping sends, of no ticket.", "由 :ping 发出，与售后单无关。"},
};

Object sent_json(Sent const& sent, Components& components) {
    Object const text{{"type", "string"}};
    Array headers{header_parameter("webhook-id", text, true),
                  header_parameter("webhook-timestamp", text, true),
                  header_parameter("webhook-signature", text, true)};
    Object const taken{{"description", "Taken; each other answer but 410 has it sent again."}};
    Object const gone{{"description", "Nothing more is to be sent here."}};
    Object content = components.json_content(std::string(sent.document), Detail::all);
    return {{"operationId", "webhook_" + std::string(sent.name)},
            {"tags", Array{"Webhooks"}},
            {"summary", sent.en},
            {"x-summary-zh", sent.zh},
            {"parameters", std::move(headers)},
            {"requestBody", Object{{"required", true}, {"content", std::move(content)}}},
            {"responses", Object{{"200", taken}, {"410", gone}}},
            {"security", Array{}}};
}

Object webhooks(Components& components) {
    Object out;
    for (Sent const& sent : all_sent) put(out, sent.name, Object{{"post", sent_json(sent, components)}});
    return out;
}

// ---- Beside them ------------------------------------------------------------------------------------------

/// Each role with what it may do, and each command with the right that it needs.
Object roles_json() {
    Object roles, commands;
    for (RoleRow const& row : role_rows()) put(roles, wire::name_of(row.role), names_of(row.rights));
    for (int i = 0; i < command_kind_count; ++i) {
        auto const kind = static_cast<CommandKind>(i);
        if (auto const right = right_for(kind)) put(commands, wire::name_of(kind), wire::name_of(*right));
    }
    return {{"roles", std::move(roles)}, {"commands", std::move(commands)}};
}

Object security_schemes() {
    Object out;
    for (wire::Audience const audience : audiences) {
        std::string const name(wire::name_of(audience));
        put(out, name, Object{{"type", "apiKey"}, {"in", "cookie"}, {"name", "__Host-afterdesk-" + name}});
    }
    put(out, "signature",
        Object{{"type", "apiKey"},
               {"in", "header"},
               {"name", "Notify-Signature"},
               {"description",
                "As the channel signs. Simulated: sha256= and the HMAC-SHA256 over Notify-Timestamp "
                "(seconds), a dot and the raw body; five minutes."}});
    put(out, "host_key",
        Object{{"type", "http"},
               {"scheme", "bearer"},
               {"bearerFormat", "adk_<id>_<secret>"},
               {"description", "A host's key, with the scope that x-needs-scope names."}});
    return out;
}

Object info(std::string_view version) {
    return {{"title", "AfterDesk"},
            {"version", version},
            {"description",
             "After-sales of a mall. Commands follow the edge table below (x-edges): what is not in it "
             "is refused."},
            {"license", Object{{"name", "MIT"}, {"identifier", "MIT"}}}};
}

Array tags() {
    Array out;
    for (Group const& group : all_groups())
        out.push_back(
            Object{{"name", group.name}, {"description", group.en}, {"x-description-zh", group.zh}});
    return out;
}

}  // namespace

Value openapi(std::string_view version) {
    Components components;
    Object all_paths = paths(components);
    Object sent = webhooks(components);
    Object parts = std::move(components).json();
    put(parts, "securitySchemes", security_schemes());
    return Object{{"openapi", "3.1.0"},
                  {"info", info(version)},
                  {"servers", Array{Object{{"url", "/"}, {"description", "This desk."}}}},
                  {"tags", tags()},
                  {"paths", std::move(all_paths)},
                  {"webhooks", std::move(sent)},
                  {"components", std::move(parts)},
                  {"x-states", wire::states_json()},
                  {"x-edges", wire::edges_json()},
                  {"x-rights", roles_json()}};
}

}  // namespace afterdesk::http
