#include "server/site.hpp"

#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "crypto/digest.hpp"
#include "service/launch_token.hpp"

namespace afterdesk::test {

namespace {

/// Puts an answer into the folder that AFTERDESK_ANSWERS names: tests/api/on_schema.mjs holds all of them
/// against openapi.json.
void keep_answer(std::string_view method, std::string_view target, Answer const& answer) {
    char const* const folder = std::getenv("AFTERDESK_ANSWERS");
    bool const coded = !answer.header("Content-Encoding").empty();
    if (folder == nullptr || answer.status == 0 || coded) return;
    std::string const type = answer.header("Content-Type");
    bool const is_json = type.starts_with("application/json");
    wire::Object const kept{{"method", method},
                            {"target", target},
                            {"status", answer.status},
                            {"type", type},
                            {"body", is_json ? answer.body : std::string()}};
    std::ofstream(std::string(folder) + "/" + std::to_string(getpid()) + ".jsonl", std::ios::app)
        << wire::write_json(kept) << '\n';
}

}  // namespace

Site::Site(http::HttpOptions options, std::function<void(Site&)> prepare) {
    if (prepare) prepare(*this);
    reencode_program = AFTERDESK_PROGRAM;
    restart_service();
    options.port = 0;
    server = std::make_unique<http::HttpServer>(*service, log, std::move(options));
    REQUIRE_FALSE(server->start());
}

void Site::restart_service() {
    service.reset();
    ServiceConfig with = config();
    with.tenant_name.clear();
    with.log = [](std::string_view) {};
    service = std::make_unique<Service>(*store, std::move(with));
}

http::HttpOptions Site::hurried() {
    http::HttpOptions options;
    options.rate = {1e6, 1e6};
    return options;
}

Site::~Site() { server.reset(); }

Answer Site::call(std::string_view method, std::string_view target, Fields const& fields,
                  std::string_view body) const {
    RawClient client(server->port());
    client.send(request_text(method, target, fields, body));
    Answer answer = client.answer(method == "HEAD");
    keep_answer(method, target, answer);
    return answer;
}

Answer Site::post(std::string_view target, std::string const& json, Fields fields) const {
    return call("POST", target, with(std::move(fields), "Content-Type", "application/json"), json);
}

std::string Site::launch_token(std::string const& buyer_id) {
    auto const launch_keys = load_launch_keys(folder.path());
    REQUIRE(launch_keys.ok());
    LaunchClaims claims;
    claims.issuer = "mall";
    claims.tenant = {"mall"};
    claims.buyer = {buyer_id};
    claims.jti = "jti-" + next_key();
    claims.expires = Instant{now_ms.load()} + minutes(1);
    return make_launch_token(launch_keys->front(), claims);
}

Fields Site::sign_in_buyer(std::string const& buyer_id) {
    Answer const answer = post("/api/v1/buyer/sessions", "{\"token\":\"" + launch_token(buyer_id) + "\"}");
    REQUIRE(answer.status == 200);
    std::string const cookie = answer.header("Set-Cookie");
    return {{"Cookie", cookie.substr(0, cookie.find(';'))}};
}

Fields Site::sign_in_staff(wire::Audience audience, std::string const& login, std::string const& password) {
    std::string const target = "/api/v1/" + std::string(wire::name_of(audience)) + "/sessions";
    Answer const answer = post(target, "{\"login\":\"" + login + "\",\"password\":\"" + password + "\"}");
    REQUIRE(answer.status == 200);
    return cookie_of(answer);
}

Fields cookie_of(Answer const& answer) {
    std::string const cookie = answer.header("Set-Cookie");
    return {{"Cookie", cookie.substr(0, cookie.find(';'))}};
}

Fields with(Fields fields, std::string name, std::string value) {
    fields.emplace_back(std::move(name), std::move(value));
    return fields;
}

std::string member(std::string const& json, std::string_view key) {
    auto const value = wire::parse_json(json, wire::answer_limits);
    wire::Value const* found = value.ok() ? value->find(key) : nullptr;
    if (found == nullptr) return "";
    auto const* text = found->as<std::string>();
    return text != nullptr ? *text : wire::write_json(*found);
}

std::string code_of(Answer const& answer) { return member(member(answer.body, "error"), "code"); }

std::string small_png() {
    constexpr unsigned char bytes[] = {0x89, 'P',  'N',  'G',  0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d,
                                       'I',  'H',  'D',  'R',  0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01,
                                       0x08, 0x06, 0x00, 0x00, 0x00, 0x1f, 0x15, 0xc4, 0x89, 0x00, 0x00, 0x00,
                                       0x0d, 'I',  'D',  'A',  'T',  0x78, 0x9c, 0x63, 0xf8, 0xcf, 0xc0, 0xf0,
                                       0x1f, 0x00, 0x05, 0x00, 0x01, 0xff, 0x89, 0x99, 0x3d, 0x1d, 0x00, 0x00,
                                       0x00, 0x00, 'I',  'E',  'N',  'D',  0xae, 0x42, 0x60, 0x82};
    return {reinterpret_cast<char const*>(bytes), sizeof bytes};
}

}  // namespace afterdesk::test
