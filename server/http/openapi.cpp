#include "http/openapi.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "http/routes.hpp"
#include "wire/edge_text.hpp"
#include "wire/fields.hpp"

namespace afterdesk::http {

namespace {

using wire::Array;
using wire::Object;
using wire::put;
using wire::Value;

/// What the router's table does not say about a route. Named without its audience.
struct RouteText {
    std::string_view name;  ///< method and pattern, "{aud}" for the audience
    std::string_view summary;
    std::string_view takes;  ///< the body, in words
    std::string_view gives;
};
constexpr RouteText route_texts[] = {
    {"POST /{aud}/sessions",
     "Sign in: buyers by a launch token, staff by password. A token works once; in the browser that it "
     "signed in it goes on with that session.",
     R"({"token"} or {"login","password","code"?}: of the second step, where it is on)",
     "SessionView and a cookie"},
    {"POST /{aud}/demo-sessions", "Sign in as the demo's own person; demo mode only.", "{}",
     "SessionView and a cookie"},
    {"GET /{aud}/session", "Who is signed in.", "", "SessionView"},
    {"DELETE /{aud}/session", "Sign out.", "", "nothing"},
    {"GET /{aud}/devices",
     "Who is signed in where: oneself; for who manages staff all people of the shop or platform.", "",
     "DevicesView"},
    {"DELETE /{aud}/devices", "End one's own sessions but this one.", "", "nothing"},
    {"DELETE /{aud}/devices/:id", "End a session of the list; this one: as signing out.", "", "nothing"},
    {"GET /{aud}/events",
     "Live events, resumable by Last-Event-ID. Whoever was at a place that is not kept is told: event reset.",
     "", "text/event-stream"},
    {"POST /{aud}/evidence", "Upload a picture.", "the picture's bytes, or a form with one file",
     "EvidenceView"},
    {"GET /{aud}/evidence/:id", "A kept file; videos and reports also in parts, by Range.", "",
     "the file: image/jpeg, video/mp4, video/webm or application/pdf"},
    {"POST /{aud}/uploads",
     "Begin to send a video (MP4, MOV, WebM) or a PDF in pieces. Asked again with the same key it is the "
     "same upload.",
     R"({"name","bytes","poster"?})", "UploadView, and its address as Location"},
    {"GET /{aud}/uploads/:id", "How much of an upload is on the disk.", "", "UploadView"},
    {"HEAD /{aud}/uploads/:id", "The same in Upload-Offset, Upload-Length and Upload-Complete.", "",
     "nothing"},
    {"PATCH /{aud}/uploads/:id",
     "The next piece, where Upload-Offset says. With Upload-Complete: ?1 the last one, or none once more: "
     "the file is checked and kept.",
     "bytes, at most piece_bytes", "UploadView; at the end 201 and EvidenceView"},
    {"DELETE /{aud}/uploads/:id", "Give an upload up.", "", "nothing"},
    {"GET /{aud}/orders", "The buyer's orders; for staff those found by number, buyer or goods.", "",
     R"(OrderPage; for staff {"items","more"})"},
    {"GET /{aud}/orders/:order_no",
     "An order, what its tickets hold, and what evidence is demanded by reason and type.", "", "OrderDetail"},
    {"POST /{aud}/quotes", "What a request would refund, explained.",
     R"({"order_no","request","ticket_no"?})", R"({"quote","digest"})"},
    {"POST /{aud}/tickets",
     "Apply; by staff: opened for the buyer and agreed at once, with how he reached them (contact), which "
     "buyers are not told.",
     "Application", "TicketDetail"},
    {"GET /{aud}/tickets/:ticket_no/contact", "What was said when staff opened it for its buyer.", "",
     R"({"source","note","by","at_ms"})"},
    {"GET /{aud}/addresses", "Return addresses, in the order in which their conditions are tried.", "",
     R"({"version","items"})"},
    {"PUT /{aud}/addresses", "All of them anew, on the version that was seen.", R"({"version","items"})",
     R"({"version","items"})"},
    {"GET /{aud}/shelf", "The shelf, the exchanges that hold or want goods of it, and what came back.", "",
     R"({"items","uses","back"})"},
    {"PUT /{aud}/shelf/:sku", "Somebody counted a SKU: how many nobody has reserved.",
     R"({"available","seen"})", R"({"items","uses","back"})"},
    {"PUT /{aud}/shops/:id", "Its people can not sign in, or can again; buyers go on.", R"({"disabled"})",
     "ShopsView's item"},
    {"GET /{aud}/tickets",
     "Tickets. One answer looks at so many at most: a page need not be full while there is a next_cursor, "
     "and "
     "with counts_at_least there may be more than the counts say.",
     "", "TicketPage"},
    {"GET /{aud}/work",
     "How much waits for staff, by piles (with at_least more of one may be due than is said); the reasons "
     "and "
     "shops that lists can be narrowed by.",
     "", "WorkView"},
    {"GET /{aud}/tickets.csv", "All that such a list has, for spreadsheets, the newest first.", "",
     "text/csv, UTF-8 with a byte order mark"},
    {"GET /{aud}/tickets/:ticket_no", "A ticket with its history.", "", "TicketDetail"},
    {"GET /{aud}/tickets/:ticket_no/proof",
     "The ticket to take along, signed: events with their hash chain, order, policy and amounts as far as "
     "one "
     "may read them. Checked at #/verify and by `afterdesk verify-proof`.",
     "", "Proof, as a file"},
    {"POST /{aud}/tickets/:ticket_no/commands", "Give a ticket a command, on the version that was seen.",
     "Command", "TicketDetail"},
    {"POST /{aud}/facts",
     "What the mall knows of an order: shipped, signed for, used, paid. It is kept whatever it costs; each "
     "line answers applied, duplicate, or conflict with the ticket that had refunded what it says of.",
     R"({"order_no","lines"?,"parcels"?,"collections"?})", R"({"order_changed","tickets","lines"})"},
    {"GET /{aud}/stock", "What the shop has, and what is kept back for exchanges.", "", R"({"items"})"},
    {"PUT /{aud}/stock", "Set what the shop has of these SKUs.", R"({"items"})", R"({"items"})"},
    {"GET /{aud}/policy", "The policy, its versions, and what evidence it demands by reason and type.", "",
     R"({"version","policy",…})"},
    {"PUT /{aud}/policy", "A new version of the policy.",
     R"({"based_on","policy","note"?}, for shops {"based_on","overrides","note"?})",
     R"({"version","policy",…})"},
    {"POST /{aud}/policy/dry-run", "Which past tickets other rules would have decided otherwise.",
     R"({"policy" or "overrides","since_ms"?})", R"({"reviewed","more","changes"})"},
    {"GET /{aud}/policy/past", "Past tickets with all that it takes to decide them again elsewhere.", "",
     R"({"items","orders","policies","more"})"},
    {"GET /{aud}/clock", "The desk's clock.", "", R"({"now_ms","advanced_ms","demo"})"},
    {"POST /{aud}/clock", "Move the demo's clock forward; deadlines on the way fire.", R"({"advance_ms"})",
     R"({"now_ms","advanced_ms","demo"})"},
    {"GET /{aud}/channel",
     "How refunds are paid, how many wait for a way, and the simulated channel's faults.", "", "ChannelView"},
    {"POST /{aud}/channel", "Switch the faults; demo mode only.", "ChannelSettings", "ChannelView"},
    {"GET /{aud}/staff", "Who works here, and the roles; whoever may not manage staff sees names and roles.",
     "", "StaffView"},
    {"POST /{aud}/staff", "Add somebody; the first password is shown once.", R"({"login","name","role"})",
     R"({"staff_id","login","password"})"},
    {"PUT /{aud}/staff/:id",
     "Name, role, on or off. Whoever loses a right is signed out; nobody changes his own role.",
     R"({"name","role","disabled"})", "StaffView's item"},
    {"POST /{aud}/staff/:id/password", "Another first password; the sessions end.", "{}",
     R"({"staff_id","login","password"})"},
    {"DELETE /{aud}/staff/:id/sessions", "End somebody's sessions.", "", "nothing"},
    {"DELETE /{aud}/staff/:id/two-step", "Take somebody's second step off.", "", "nothing"},
    {"POST /{aud}/roles", "A set of rights with a name.", R"({"name","rights"})", "StaffView's role"},
    {"PUT /{aud}/roles/:id", "Change it; whoever loses a right by it is signed out.", R"({"name","rights"})",
     "StaffView's role"},
    {"DELETE /{aud}/roles/:id", "Remove it, when nobody has it.", "", "nothing"},
    {"PUT /{aud}/password", "One's own password; ends one's other sessions.", R"({"old","password"})",
     "nothing"},
    {"GET /{aud}/two-step", "Whether one's second step is on.", "", R"({"on","recovery_left"})"},
    {"POST /{aud}/two-step", "A secret to put into an app (RFC 6238); it is on once a code confirms it.",
     R"({"password"})", R"({"secret","link","code"})"},
    {"PUT /{aud}/two-step", "Confirm it by a code; the recovery codes are shown once.", R"({"code"})",
     R"({"codes"})"},
    {"POST /{aud}/two-step/off", "Take it off, by a code of either kind.", R"({"code"})", "nothing"},
    {"GET /{aud}/audit", "Who did what, the newest first.", "", "AuditPage"},
    {"GET /{aud}/tickets/:ticket_no/chain", "Whether a ticket's history is as it was written.", "",
     R"({"ticket_no","events","sound","broken_at","head"})"},
    {"GET /{aud}/shops", "The mall's shops.", "",
     R"({"items":[{"shop_id","name","phone","staff","disabled"?}]})"},
    {"POST /{aud}/shops", "Add a shop.", R"({"shop_id","name","phone"})", "ShopsView's item"},
    {"GET /{aud}/health", "What is not as it should be, with the tickets to look at.", "",
     R"({"now_ms","checks":[{"check","level","count","tickets"}]})"},
    {"POST /notify/:channel",
     "A payment channel tells what became of a refund; told again it changes nothing.",
     R"(the channel's own; simulated: {"tenant","refund_no","refund_fen","outcome","code"?})",
     R"({"taken":true})"},
    {"GET /carriers", "The couriers that a parcel can be sent with.", "",
     R"({"items":[{"code","zh","en","needs_name"}]})"},
    {"GET /demo", "Whom a visitor may be without a password: nobody outside of the demo.", "",
     R"({"doors":[{"audience","name","shop_name"}]})"},
    {"GET /proof-keys", "The keys that proofs of this desk are signed with; the newest is last.", "",
     R"({"items":[{"alg","key","fingerprint"}]})"},
    {"GET /meta", "Name and version, and how refunds are paid.", "",
     R"({"name","version","demo","refunds"})"},
    {"GET /openapi.json", "This document.", "", "OpenAPI 3.1"},
};

std::string lower(std::string_view method) { return lower_case(method); }

/// "/api/v1/buyer/tickets/:no" → "/{aud}/tickets/:no".
std::string general_name(Route const& route) {
    std::string path = route.pattern.substr(std::string_view(wire::api_root).size());
    for (wire::Audience const audience :
         {wire::Audience::buyer, wire::Audience::merchant, wire::Audience::platform}) {
        std::string const part = "/" + std::string(wire::name_of(audience)) + "/";
        if (path.rfind(part, 0) == 0) path.replace(0, part.size(), "/{aud}/");
    }
    return std::string(name_of(route.method)) + " " + path;
}

RouteText const& text_of(Route const& route) {
    std::string const name = general_name(route);
    auto const found = std::find_if(std::begin(route_texts), std::end(route_texts),
                                    [&](RouteText const& text) { return text.name == name; });
    CHECK(found != std::end(route_texts));  // a route without a sentence
    return *found;
}

/// "/tickets/:ticket_no" → "/tickets/{ticket_no}", and the names.
std::string template_of(std::string const& pattern, std::vector<std::string>& names) {
    std::string out;
    for (std::size_t at = 0; at < pattern.size();) {
        if (pattern[at] != ':') {
            out += pattern[at++];
            continue;
        }
        std::size_t const end = std::min(pattern.find('/', at), pattern.size());
        names.push_back(pattern.substr(at + 1, end - at - 1));
        out += "{" + names.back() + "}";
        at = end;
    }
    return out;
}

Object schema_ref(std::string_view name) { return {{"$ref", "#/components/schemas/" + std::string(name)}}; }

Object content(std::string_view type, Value schema) {
    return {{std::string(type), Object{{"schema", std::move(schema)}}}};
}

/// The bytes alone, or one file of a form, under any name.
Object picture_content() {
    Object const bytes{{"type", "string"}, {"format", "binary"}};
    Object const form{{"type", "object"}, {"properties", Object{{"file", bytes}}}};
    return {{"image/*", Object{{"schema", bytes}}}, {"multipart/form-data", Object{{"schema", form}}}};
}

Object content_of(BodyKind kind, Value schema) {
    if (kind == BodyKind::picture) return picture_content();
    if (kind != BodyKind::piece) return content("application/json", std::move(schema));
    return content("application/partial-upload", Object{{"type", "string"}, {"format", "binary"}});
}

Value body_of(Route const& route, RouteText const& text) {
    Object out{{"required", true}, {"description", text.takes}};
    bool const named = text.takes == "Command" || text.takes == "Application";
    Value schema = named ? schema_ref(text.takes) : Object{{"type", "object"}};
    put(out, "content", content_of(route.body, std::move(schema)));
    return out;
}

Object query_parameter(QueryKey const& key) {
    Object schema{{"type", key.number ? "integer" : "string"}};
    if (key.values != nullptr) {
        auto const names = key.values();
        put(schema, "enum", Array(names.begin(), names.end()));
    }
    return {{"name", key.name},
            {"in", "query"},
            {"required", false},
            {"description", key.says},
            {"schema", std::move(schema)}};
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
        out.push_back(header_parameter("Upload-Offset", {{"type", "integer"}}, true));
        out.push_back(
            header_parameter("Upload-Complete", {{"type", "string"}, {"enum", Array{"?0", "?1"}}}, false));
    }
    if (route.idempotent)
        out.push_back(header_parameter("Idempotency-Key", {{"type", "string"}, {"maxLength", 64}}, true));
    return out;
}

std::string_view success_of(Route const& route, RouteText const& text) {
    if (text.gives == "nothing") return "204";
    bool const makes = text.takes == "Application" || route.body == BodyKind::picture ||
                       route.answer == begin_upload || route.answer == add_staff ||
                       route.answer == add_role || route.answer == add_shop;
    return makes ? "201" : "200";
}

Array security_of(Route const& route) {
    if (std::holds_alternative<Signed>(route.entry)) return {Object{{"signature", Array{}}}};
    auto const audience = route.audience();
    return audience ? Array{Object{{std::string(wire::name_of(*audience)), Array{}}}} : Array{};
}

Array names_of(Rights rights) {
    Array out;
    for (Right right : list_of(rights)) out.push_back(wire::name_of(right));
    return out;
}

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

Object operation_of(Route const& route, std::vector<std::string> const& names) {
    RouteText const& text = text_of(route);
    Object out;
    put(out, "summary", text.summary);
    put(out, "parameters", parameters_of(route, names));
    if (route.body != BodyKind::none) put(out, "requestBody", body_of(route, text));
    Object responses;
    put(responses, success_of(route, text), Object{{"description", text.gives}});
    put(responses, "default",
        Object{{"description", "A refusal, with all mistakes at once."},
               {"content", content("application/json", schema_ref("Error"))}});
    put(out, "responses", std::move(responses));
    put(out, "security", security_of(route));
    if (!route.needs().empty()) put(out, "x-needs-one-of", names_of(route.needs()));
    return out;
}

Object paths() {
    std::vector<std::pair<std::string, Object>> by_path;
    for (Route const& route : all_routes()) {
        if (!route.is_api()) continue;
        std::vector<std::string> names;
        std::string const path = template_of(route.pattern, names);
        auto found =
            std::find_if(by_path.begin(), by_path.end(), [&](auto const& one) { return one.first == path; });
        if (found == by_path.end()) found = by_path.insert(by_path.end(), {path, Object{}});
        put(found->second, lower(name_of(route.method)), operation_of(route, names));
    }
    Object out;
    for (auto& [path, operations] : by_path) put(out, path, std::move(operations));
    return out;
}

Object error_schema() {
    Object const text{{"type", "string"}};
    Object const one{{"type", "object"},
                     {"properties", Object{{"code", text}, {"path", text}, {"message", text}}}};
    Object const error{
        {"type", "object"},
        {"properties",
         Object{{"code", text},
                {"message", text},
                {"path", text},
                {"request_id", text},
                {"errors", Object{{"type", "array"}, {"items", one}}},
                {"current", Object{{"type", "object"}, {"description", "The ticket as it is now."}}}}}};
    return {{"type", "object"}, {"properties", Object{{"error", error}}}};
}

Object security_schemes() {
    Object out;
    for (wire::Audience const audience :
         {wire::Audience::buyer, wire::Audience::merchant, wire::Audience::platform}) {
        std::string const name(wire::name_of(audience));
        put(out, name, Object{{"type", "apiKey"}, {"in", "cookie"}, {"name", "__Host-afterdesk-" + name}});
    }
    put(out, "signature",
        Object{{"type", "apiKey"},
               {"in", "header"},
               {"name", "Notify-Signature"},
               {"description",
                "As the channel signs. Simulated: sha256= and the HMAC-SHA256 over Notify-Timestamp "
                "(seconds), a "
                "dot and the raw body; five minutes."}});
    return out;
}

}  // namespace

Value openapi(std::string_view version) {
    Object schemas = wire::command_schemas();
    put(schemas, "Error", error_schema());
    Object out;
    put(out, "openapi", "3.1.0");
    put(out, "info",
        Object{{"title", "AfterDesk"},
               {"version", version},
               {"description",
                "Commands follow the edge table below (x-edges): what is not in it is refused."}});
    put(out, "paths", paths());
    put(out, "components", Object{{"schemas", std::move(schemas)}, {"securitySchemes", security_schemes()}});
    put(out, "x-states", wire::states_json());
    put(out, "x-edges", wire::edges_json());
    put(out, "x-rights", roles_json());
    return out;
}

}  // namespace afterdesk::http
