#include "http/http_server.hpp"

#include <stdexcept>

#include "crypto/digest.hpp"
#include "http/coding.hpp"
#include "http/cookies.hpp"
#include "wire/names.hpp"

namespace afterdesk::http {

namespace {

std::string new_request_id() { return crypto::hex(crypto::random_bytes(8)); }

Mistakes just(Rule rule) { return {{rule, "", -1}}; }

/// The language of a reader whose head is not to be trusted.
wire::Language likely_language(std::string_view bytes) {
    constexpr std::string_view name = "\naccept-language:";
    std::string const head = lower_case(bytes.substr(0, max_head_bytes));
    std::size_t const at = head.find(name);
    if (at == std::string::npos) return wire::language_from("");
    std::size_t const begin = at + name.size();
    return wire::language_from(head.substr(begin, head.find_first_of("\r\n", begin) - begin));
}

std::vector<std::unique_ptr<HttplibBridge>> make_bridges(int count) {
    std::vector<std::unique_ptr<HttplibBridge>> bridges;
    bridges.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) bridges.push_back(std::make_unique<HttplibBridge>());
    return bridges;
}

}  // namespace

HttpServer::HttpServer(Service& service, Log const& log, HttpOptions options)
    : service_(service),
      log_(log),
      options_(std::move(options)),
      admission_(router_, options_.rate, options_.address_header, options_.address.origin),
      rooms_{service.sessions, service.orders,    service.tickets,
             service.shelf,    service.addresses, service.policies,
             service.evidence, service.uploads,   service.proofs,
             service.jobs,     service.staff,     service.account,
             service.audit,    service.health,    options_.address,
             options_.version, options_.demo,     options_.page,
             options_.media,   metrics_,          [this] { return !stopping_.load(); }},
      loop_(options_.limits, *this),
      live_(live_source(),
            {[this](ConnectionId c, std::string text) { loop_.push(c, std::move(text)); },
             [this](ConnectionId c) { loop_.drop(c); }},
            options_.live),
      downloads_(download_sink()),
      bridges_(make_bridges(options_.workers)),
      workers_(options_.workers, options_.longest_queue) {
    watch_numbers();
}

HttpServer::~HttpServer() { stop(); }

std::optional<std::string> HttpServer::start() {
    if (auto problem = loop_.listen(options_.host, options_.port)) return problem;
    service_.live.on_commit([this](std::vector<LiveEvent> const& events) { live_.news(events); });
    loop_thread_ = std::thread([this] { loop_.run(); });
    return std::nullopt;
}

void HttpServer::stop() {
    if (stopping_.exchange(true)) return;
    loop_.stop();
    if (loop_thread_.joinable()) loop_thread_.join();
    workers_.finish();
    service_.live.on_commit([](std::vector<LiveEvent> const&) {});
    live_.stop();
}

// ---- On the loop's thread ---------------------------------------------------------------------------------

std::string HttpServer::write_refusal(Response response, std::string const& request_id, bool without_body) {
    complete(response, request_id, options_.address);
    return refusing_.write(response, without_body);
}

std::string HttpServer::refuse(std::optional<GateFault> fault, std::string_view bytes) {
    std::string const id = new_request_id();
    std::string_view const why = fault ? name_of(*fault) : "too_slow";
    GateAnswer const answer = fault ? answer_for(*fault) : GateAnswer{408, Rule::request_malformed};
    metrics_.refused(why);
    log_.write(LogLevel::info, "refused", {{"id", id}, {"why", std::string(why)}});
    Response response = http::refuse(Addressee{likely_language(bytes), id}, just(answer.rule));
    response.status = answer.status;
    return write_refusal(std::move(response), id, false);
}

std::optional<std::string> HttpServer::admit(Head const& head, Peer const& peer) {
    auto const refused = admission_.check(head, peer, Clock::now());
    if (!refused) return std::nullopt;
    std::string const id = new_request_id();
    Response response = http::refuse(addressee_of(head, id), Mistakes{refused->mistake});
    if (!refused->allow.empty()) response.headers.emplace_back("Allow", refused->allow);
    std::string const why(wire::name_of(refused->mistake.rule));
    metrics_.refused(why);
    log_.write(LogLevel::info, "refused", {{"id", id}, {"method", head.method}, {"why", why}});
    return write_refusal(std::move(response), id, head.method == "HEAD");
}

std::string HttpServer::busy(Head const& head) {
    std::string const id = new_request_id();
    metrics_.refused("busy");
    log_.write(LogLevel::warning, "busy", {{"id", id}});
    return write_refusal(http::refuse(addressee_of(head, id), just(Rule::busy)), id, head.method == "HEAD");
}

bool HttpServer::take(ConnectionId connection, RawRequest& request) {
    auto const shared = std::make_shared<RawRequest>(std::move(request));
    if (workers_.offer([this, connection, shared](int worker) { serve(worker, connection, *shared); }))
        return true;
    request = std::move(*shared);
    return false;
}

// ---- On a worker's thread ---------------------------------------------------------------------------------

void HttpServer::serve(int worker, ConnectionId connection, RawRequest const& raw) {
    auto const began = Clock::now();
    std::string const id = new_request_id();
    Route const* route = nullptr;
    int status = 400;
    std::optional<LiveStart> live;
    std::string why;
    std::function<std::string()> pieces;
    bool const chunked = raw.head.minor_version > 0;
    auto const handler = [&](Request& request) {
        request.request_id = id;
        Response response = respond(request, raw.peer, route);
        complete(response, id, options_.address);
        compress(response, raw.head.header("accept-encoding"));
        status = response.status;
        live = response.live;
        pieces = response.pieces;
        if (pieces && chunked) response.headers.emplace_back("Transfer-Encoding", "chunked");
        why = response.why;
        return response;
    };
    HttplibBridge& bridge = *bridges_[static_cast<std::size_t>(worker)];
    bool const keep = raw.head.keep_alive && !stopping_.load();
    std::string bytes = bridge.answer(raw, handler, keep);
    bool const understood = !bytes.empty();
    if (!understood) {
        Response response = http::refuse(addressee_of(raw.head, id), just(Rule::request_malformed));
        complete(response, id, options_.address);
        bytes = bridge.write(response, raw.head.method == "HEAD");
    }
    auto const took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began);
    std::string const pattern = route != nullptr ? route->pattern : "";
    metrics_.answered(raw.head.method, pattern, status, took);
    if (!why.empty()) log_.write(LogLevel::info, "refused", {{"id", id}, {"why", why}});
    log_.write(LogLevel::info, "request",
               {{"id", id},
                {"method", raw.head.method},
                {"route", pattern},
                {"status", std::to_string(status)},
                {"us", std::to_string(took.count())},
                {"bytes", std::to_string(bytes.size())}});
    Afterwards const afterwards = understood && keep ? Afterwards::keep : Afterwards::close;
    bool const streams = live || pieces;
    if (pieces) downloads_.open(connection, std::move(pieces), chunked);
    loop_.answer(connection, std::move(bytes), streams ? Afterwards::stream : afterwards);
    if (live) live_.open(connection, std::move(*live));
}

/// The one place where a failure of the world becomes an answer.
Response HttpServer::respond(Request& request, Peer const& peer, Route const*& route) {
    request.language = wire::language_from(request.header("accept-language"));
    request.client = client_address(*request.head, peer, options_.address_header);
    request.local = is_local(*request.head, peer);
    Router::Match match = router_.find(request.head->method, request.head->path());
    route = match.route;
    if (route == nullptr) return http::refuse(request, just(Rule::not_found));
    request.path = std::move(match.path);
    try {
        if (!may_enter(*route, request)) return http::refuse(request, just(Rule::not_signed_in));
        Rights const needs = route->needs();
        if (!needs.empty() && !request.caller.rights.has_any(needs))
            return http::refuse(request, lacks(list_of(needs).front()));
        Mistakes const unasked = route->check_query(request.query);
        return unasked.empty() ? route->answer(rooms_, request) : http::refuse(request, unasked);
    } catch (std::runtime_error const& failure) {  // StoreFailure, system_error: the world
        log_.write(LogLevel::error, "failure", {{"id", request.request_id}, {"detail", failure.what()}});
        return http::refuse(request, just(Rule::busy));
    } catch (std::exception const& error) {
        log_.write(LogLevel::error, "bug", {{"id", request.request_id}, {"detail", error.what()}});
        return http::refuse(request, just(Rule::failed));
    }
}

bool HttpServer::may_enter(Route const& route, Request& request) {
    if (auto const audience = route.audience()) return identify(request, *audience);
    auto const* const machine = std::get_if<Signed>(&route.entry);
    return machine == nullptr || machine->is_signed(rooms_, request);
}

bool HttpServer::identify(Request& request, wire::Audience audience) {
    auto const token = cookie_value(request.header("cookie"), cookie_name(audience, options_.address));
    if (token.empty()) return false;
    std::optional<Caller> caller = service_.sessions.identify(audience, token, origin_of(request));
    if (!caller) return false;
    caller->language = request.language;
    caller->request_id = request.request_id;
    request.caller = std::move(*caller);
    request.session_token = token;
    return true;
}

// ---- Live events and numbers ------------------------------------------------------------------------------

LiveSource HttpServer::live_source() {
    return {
        [this](Caller const& caller, std::int64_t seq, int limit) {
            return service_.live.since(caller, seq, limit);
        },
        [this](TenantId const& tenant) { return service_.live.head(tenant); },
        [this](Caller const& caller, std::string const& token) {
            return service_.sessions.holds(caller.audience, token);
        },
        [this](TenantId const& tenant) { return service_.live.floor(tenant); },
    };
}

DownloadSink HttpServer::download_sink() {
    return {
        [this](ConnectionId connection, std::string text) { loop_.push(connection, std::move(text)); },
        [this](ConnectionId connection) { loop_.drop(connection); },
        [this](std::function<void()> job) { return workers_.offer([job = std::move(job)](int) { job(); }); }};
}

void HttpServer::watch_numbers() {
    using Kind = Metrics::Kind;
    metrics_.watch("afterdesk_connections", Kind::gauge, "Open connections.",
                   [this] { return loop_.counts().open.load(); });
    metrics_.watch("afterdesk_connections_total", Kind::counter, "Connections that came.",
                   [this] { return loop_.counts().accepted.load(); });
    metrics_.watch("afterdesk_slow_requests_total", Kind::counter, "Requests that did not arrive in time.",
                   [this] { return loop_.counts().too_slow.load(); });
    metrics_.watch("afterdesk_live_streams", Kind::gauge, "Live streams.",
                   [this] { return live_.streams(); });
    metrics_.watch("afterdesk_live_dropped_total", Kind::counter,
                   "Live streams dropped because they read too slowly.",
                   [this] { return loop_.counts().slow_readers.load(); });
    metrics_.watch("afterdesk_refunds_waiting", Kind::gauge, "Refunds that wait for a way to pay them.",
                   [this] { return static_cast<std::int64_t>(service_.jobs.refunds_waiting()); });
    for (std::size_t i = 0; i < health_checks; ++i) {
        auto const check = static_cast<wire::HealthCheck>(i);
        metrics_.watch("afterdesk_health_" + std::string(wire::name_of(check)), Kind::gauge,
                       "What the health page counts under this name.",
                       [this, check] { return static_cast<std::int64_t>(service_.health.count(check)); });
    }
    metrics_.watch("afterdesk_queue", Kind::gauge, "Requests that wait for a worker.",
                   [this] { return static_cast<std::int64_t>(workers_.waiting()); });
}

}  // namespace afterdesk::http
