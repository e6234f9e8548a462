#include "http/http_server.hpp"

#include <stdexcept>

#include "crypto/digest.hpp"
#include "http/answer_text.hpp"
#include "http/coding.hpp"
#include "http/cookies.hpp"
#include "service/device.hpp"
#include "wire/names.hpp"

namespace afterdesk::http {

namespace {

/// Tells one request from all others; it is no secret.
std::string new_request_id() {
    static std::uint64_t const begin = crypto::random64();
    static std::atomic<std::uint64_t> count{0};
    // Rule: splitmix64, which gives no number twice.
    std::uint64_t mixed = begin + ++count * 0x9e3779b97f4a7c15u;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    mixed ^= mixed >> 31;
    std::string id(16, '0');
    for (char& digit : id) {
        digit = "0123456789abcdef"[mixed & 15];
        mixed >>= 4;
    }
    return id;
}

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

/// Behind a proxy all connections have its address.
LoopLimits limits_of(HttpOptions const& options) {
    LoopLimits limits = options.limits;
    if (!options.address_header.empty()) limits.connections_of_address = limits.connections;
    return limits;
}

std::vector<std::unique_ptr<HttplibBridge>> make_bridges(int count) {
    std::vector<std::unique_ptr<HttplibBridge>> bridges(static_cast<std::size_t>(count));
    for (auto& bridge : bridges) bridge = std::make_unique<HttplibBridge>();
    return bridges;
}

}  // namespace

/// A request on its way to its answer.
struct HttpServer::Visit {
    ConnectionId connection = 0;
    RawRequest raw;
    std::string id;
    Clock::time_point began;
    Route const* route = nullptr;
    Request request;                        ///< as the route saw it, where the answer comes later
    std::string session = "-", from = "-";  ///< for the log
    bool waits = false;
};

HttpServer::HttpServer(Service& service, Log const& log, HttpOptions options)
    : service_(service),
      log_(log),
      options_(std::move(options)),
      admission_(router_, options_.rate, options_.address_header, options_.address.origin),
      host_rate_(options_.host_rate),
      rooms_{service.sessions,
             service.orders,
             service.tickets,
             service.shelf,
             service.addresses,
             service.policies,
             service.evidence,
             service.uploads,
             service.proofs,
             service.jobs,
             service.staff,
             service.account,
             service.audit,
             service.health,
             options_.address,
             options_.version,
             options_.demo,
             options_.page,
             options_.media,
             metrics_,
             [this] { return !stopping_.load(); },
             service.hosts,
             service.host_tickets,
             service.tracks,
             service.people,
             service.tasks,
             service.webhooks,
             polls_,
             [this] {
                 return Rooms::Lines{workers_.waiting(), passwords_.waiting(), pictures_.waiting()};
             },
             service.reconciliation,
             [this] { return service_.now(); },
             service.accounts,
             service.abnormal,
             service.pickups},
      loop_(limits_of(options_), *this),
      live_(live_source(),
            {[this](ConnectionId c, std::string text) { loop_.push(c, std::move(text)); },
             [this](ConnectionId c) { loop_.drop(c); },
             [this](std::vector<ConnectionId> all, std::string text) {
                 loop_.push_to_all(std::move(all), std::move(text));
             }},
            options_.live),
      downloads_(download_sink()),
      bodies_(options_.bodies),
      streams_(options_.streams.within(options_.limits.connections)),
      bridges_(make_bridges(options_.workers)),
      workers_(options_.workers, options_.longest_queue),
      password_bridges_(make_bridges(options_.passwords.threads)),
      picture_bridges_(make_bridges(options_.pictures.threads)),
      passwords_(options_.passwords),
      pictures_(options_.pictures) {
    watch_numbers();
}

HttpServer::~HttpServer() { stop(); }
std::optional<std::string> HttpServer::start() {
    if (auto problem = loop_.listen(options_.host, options_.port)) return problem;
    service_.live.on_commit([this](std::vector<LiveEvent> const& events) {
        live_.news(events);
        for (LiveEvent const& event : events) polls_.news(event.tenant);
    });
    loop_thread_ = std::thread([this] { loop_.run(); });
    return std::nullopt;
}

void HttpServer::stop() {
    if (stopping_.exchange(true)) return;
    polls_.finish();
    loop_.stop();
    if (loop_thread_.joinable()) loop_thread_.join();
    workers_.finish();
    passwords_.finish();
    pictures_.finish();
    service_.tickets.settle();
    service_.live.on_commit([](std::vector<LiveEvent> const&) {});
    live_.stop();
}

// ---- On the loop's thread ---------------------------------------------------------------------------------

std::string HttpServer::write_refusal(Response const& response, std::string const& request_id,
                                      bool without_body) {
    return answer_text(response, {request_id, options_.address.https, false, without_body});
}

std::string HttpServer::refuse(std::optional<GateFault> fault, std::string_view bytes) {
    std::string const id = new_request_id();
    std::string_view const why = fault ? name_of(*fault) : "too_slow";
    GateAnswer const answer = fault ? answer_for(*fault) : GateAnswer{408, Rule::request_malformed};
    metrics_.refused(why);
    log_.write(LogLevel::info, "refused", {{"id", id}, {"why", std::string(why)}});
    Response response = http::refuse(Addressee{likely_language(bytes), id}, just(answer.rule));
    response.status = answer.status;
    return write_refusal(response, id, false);
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
    return write_refusal(response, id, head.method == "HEAD");
}

std::optional<std::string> HttpServer::at_once(Head const& head, Peer const& peer) {
    Route const* const route = admission_.route();
    if (route == nullptr || !route->at_once || head.target.size() != head.path().size()) return std::nullopt;
    auto const began = Clock::now();
    Request request = request_of(head, peer);
    Response response = respond_by(*route, request);
    if (response.status != 200) return std::nullopt;
    compress(response, head.header("accept-encoding"));
    bool const keep = head.keep_alive && !stopping_.load();
    std::string bytes =
        answer_text(response, {request.request_id, options_.address.https, keep, head.method == "HEAD"});
    auto const took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began);
    metrics_.answered(head.method, route->pattern, response.status, took);
    return bytes;
}

std::string HttpServer::busy(Head const& head) {
    std::string const id = new_request_id();
    metrics_.refused("busy");
    log_.write(LogLevel::warning, "busy", {{"id", id}});
    return write_refusal(http::refuse(addressee_of(head, id), just(Rule::busy)), id, head.method == "HEAD");
}

bool HttpServer::take(ConnectionId connection, RawRequest& request) {
    auto const visit = std::make_shared<Visit>();
    visit->connection = connection;
    visit->raw = std::move(request);
    visit->began = Clock::now();
    if (offer(visit)) return true;
    request = std::move(visit->raw);
    return false;
}

bool HttpServer::offer(std::shared_ptr<Visit> const& visit) {
    return workers_.offer([this, visit](int worker) {
        if (visit->id.empty()) visit->id = new_request_id();
        serve(*bridges_[static_cast<std::size_t>(worker)], visit,
              [&](Request& asked) { return respond(asked, visit->raw.peer, visit->route); });
    });
}

// ---- Before a large body comes ----------------------------------------------------------------------------

std::optional<std::string> HttpServer::ask(ConnectionId connection, Head const& head, Peer const& peer) {
    auto const look = [this, connection, head, peer](int) { look_at_head(connection, head, peer); };
    if (workers_.offer(look)) return std::nullopt;
    return busy(head);
}

/// What the head alone can be refused for is refused before a byte of the body is read.
void HttpServer::look_at_head(ConnectionId connection, Head const& head, Peer const& peer) {
    Request request = request_of(head, peer);
    Router::Match match = router_.find(head.method, head.path());
    request.path = std::move(match.path);
    std::optional<Mistakes> refused = just(Rule::not_found);
    Response failed = guarded(request, [&] {
        if (match.route != nullptr) refused = why_not_to_come(connection, request, *match.route);
        return Response{};
    });
    if (failed.status == 200 && !refused) return loop_.come(connection);
    Response response = failed.status == 200 ? http::refuse(request, *refused) : std::move(failed);
    std::string const why = refused ? std::string(wire::name_of(refused->front().rule)) : "failed";
    metrics_.refused(why);
    log_.write(LogLevel::info, "refused",
               {{"id", request.request_id}, {"method", head.method}, {"why", why}});
    loop_.answer(connection, write_refusal(response, request.request_id, head.method == "HEAD"),
                 Afterwards::close);
}

std::optional<Mistakes> HttpServer::why_not_to_come(ConnectionId connection, Request& request,
                                                    Route const& route) {
    bool const by_session = route.audience().has_value(), by_key = route.scope().has_value();
    if (by_session || by_key) {  // what a machine signs is its body, too
        if (auto refused = why_not_to_enter(route, request)) return refused;
    }
    if (route.before_body != nullptr) {
        Mistakes refused = route.before_body(rooms_, request);
        if (!refused.empty()) return refused;
    }
    std::string const who = by_session ? person_of(request.caller) : by_key ? person_of(request.host) : "";
    switch (bodies_.take(connection,
                         {who, request.client, static_cast<std::size_t>(request.head->content_length)})) {
        case BodyShares::Entry::taken: return std::nullopt;
        case BodyShares::Entry::his_share_is_used: return just(Rule::too_many_requests);
        case BodyShares::Entry::full: return just(Rule::busy);
    }
    CHECK(false);
}

// ---- On a worker's thread ---------------------------------------------------------------------------------

void HttpServer::serve(HttplibBridge& bridge, std::shared_ptr<Visit> const& visit, Respond const& respond) {
    RawRequest const& raw = visit->raw;
    Request request = take_apart(raw.head, raw.body());
    request.request_id = visit->id;
    request.waits = visit->waits;
    Response response = respond(request);
    if (response.later) {
        visit->request = std::move(request);
        return serve_later(bridge, visit, std::move(*response.later));
    }
    if (log_.writes(LogLevel::info))
        tell_log(*visit, request.client.empty() ? visit->request : request, response);
    bool const keep = raw.head.keep_alive && !stopping_.load();
    if (response.live) return open_live(bridge, *visit, request, std::move(response), keep);
    if (response.pieces) return open_download(bridge, *visit, std::move(response));
    if (response.write) return answer_when_written(visit, std::move(response), keep);
    answer(*visit, std::move(response), keep);
}

std::string HttpServer::bytes_of(Visit const& visit, Response& response, bool keep) const {
    Head const& head = visit.raw.head;
    compress(response, head.header("accept-encoding"));
    return answer_text(response, {visit.id, options_.address.https, keep, head.method == "HEAD"});
}

void HttpServer::answer(Visit const& visit, Response response, bool keep) {
    std::string bytes = bytes_of(visit, response, keep);
    note(visit, response, bytes.size());
    loop_.answer(visit.connection, std::move(bytes), keep ? Afterwards::keep : Afterwards::close);
}

/// The worker goes on with other requests while the disk is at it. Whoever was overtaken is asked again.
void HttpServer::answer_when_written(std::shared_ptr<Visit> const& visit, Response response, bool keep) {
    auto const write = std::move(response.write);
    std::string bytes = bytes_of(*visit, response, keep);
    response.body.clear();
    auto const all =
        std::make_shared<std::pair<Response, std::string>>(std::move(response), std::move(bytes));
    write([this, visit, all, keep](bool written) {
        if (!written) return ask_again(visit);
        std::size_t const size = all->second.size();
        loop_.answer(visit->connection, std::move(all->second), keep ? Afterwards::keep : Afterwards::close);
        auto const noted = [this, visit, all, size](int) { note(*visit, all->first, size); };
        // The store's thread has better things to do than to write to the log.
        if (!log_.writes(LogLevel::info) || !workers_.offer(noted)) noted(0);
    });
}

void HttpServer::ask_again(std::shared_ptr<Visit> const& visit) {
    visit->waits = true;
    if (!offer(visit)) loop_.answer(visit->connection, busy(visit->raw.head), Afterwards::close);
}

void HttpServer::open_live(HttplibBridge& bridge, Visit const& visit, Request const& request,
                           Response response, bool keep) {
    std::lock_guard const opening(opening_);
    LiveStart& start = *response.live;
    auto const place = streams_.take(visit.connection, {person_of(start.caller) + " " + request.session_token,
                                                        request.client, start.caller.audience});
    if (!place.there) return answer(visit, http::refuse(request, just(Rule::busy)), keep);
    begin_stream(bridge, visit, response);
    live_.open(visit.connection, std::move(start));
    if (place.instead_of) live_.replace(*place.instead_of);
}

void HttpServer::open_download(HttplibBridge& bridge, Visit const& visit, Response response) {
    bool const chunked = visit.raw.head.minor_version > 0;
    if (chunked) response.headers.emplace_back("Transfer-Encoding", "chunked");
    downloads_.open(visit.connection, response.pieces, chunked);
    begin_stream(bridge, visit, response);
}

void HttpServer::begin_stream(HttplibBridge& bridge, Visit const& visit, Response& response) {
    complete(response, visit.id, options_.address);
    std::string bytes = bridge.head_of_stream(response);
    note(visit, response, bytes.size());
    loop_.answer(visit.connection, std::move(bytes), Afterwards::stream);
}

/// Others go on working here while it waits for its turn.
void HttpServer::serve_later(HttplibBridge& bridge, std::shared_ptr<Visit> const& visit, Later later) {
    bool const pictures = later.lane == Lane::pictures;
    FairQueue& lane = pictures ? pictures_ : passwords_;
    auto const& bridges = pictures ? picture_bridges_ : password_bridges_;
    auto const job = [this, visit, &bridges, answer = std::move(later.answer)](int worker) {
        serve(*bridges[static_cast<std::size_t>(worker)], visit,
              [&](Request&) { return guarded(visit->request, [&] { return answer(visit->request); }); });
    };
    auto const entry = lane.offer(later.turn, job);
    if (entry == FairQueue::Entry::taken) return;
    Rule const rule = entry == FairQueue::Entry::full ? Rule::busy : Rule::too_many_requests;
    serve(bridge, visit, [&](Request&) { return http::refuse(visit->request, just(rule)); });
}

/// Who and whence, so far that it can be followed, and no further: a session's name, a network.
void HttpServer::tell_log(Visit& visit, Request const& request, Response const& response) {
    visit.session = response.session.empty() ? session_name(request.session_token) : response.session;
    if (!request.host.key_id.empty()) visit.session = "key " + request.host.key_id;
    visit.from = masked_address(request.client);
    for (std::string* const one : {&visit.session, &visit.from})
        if (one->empty()) *one = "-";
}

void HttpServer::note(Visit const& visit, Response const& response, std::size_t bytes) {
    auto const took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - visit.began);
    std::string_view const pattern = visit.route != nullptr ? visit.route->pattern : std::string_view();
    metrics_.answered(visit.raw.head.method, pattern, response.status, took);
    if (!log_.writes(LogLevel::info)) return;
    if (!response.event.empty())
        log_.write(LogLevel::info, response.event,
                   {{"id", visit.id}, {"session", visit.session}, {"from", visit.from}});
    if (!response.why.empty())
        log_.write(LogLevel::info, "refused",
                   {{"id", visit.id}, {"why", response.why}, {"from", visit.from}});
    log_.write(LogLevel::info, "request",
               {{"id", visit.id},
                {"session", visit.session},
                {"method", visit.raw.head.method},
                {"route", std::string(pattern)},
                {"status", std::to_string(response.status)},
                {"us", std::to_string(took.count())},
                {"bytes", std::to_string(bytes)}});
}

Request HttpServer::request_of(Head const& head, Peer const& peer) const {
    Request request;
    request.head = &head;
    request.request_id = new_request_id();
    tell_whence(request, peer);
    return request;
}

void HttpServer::tell_whence(Request& request, Peer const& peer) const {
    request.language = wire::language_from(request.header("accept-language"));
    request.client = client_address(*request.head, peer, options_.address_header);
    request.local = is_local(*request.head, peer);
}

Response HttpServer::respond(Request& request, Peer const& peer, Route const*& route) {
    tell_whence(request, peer);
    Router::Match match = router_.find(request.head->method, request.head->path());
    route = match.route;
    if (route == nullptr) return http::refuse(request, just(Rule::not_found));
    request.path = std::move(match.path);
    return respond_by(*route, request);
}

Response HttpServer::respond_by(Route const& route, Request& request) {
    return guarded(request, [&] {
        if (auto const refused = why_not_to_enter(route, request)) return http::refuse(request, *refused);
        if (comes_too_often(request)) return http::refuse(request, just(Rule::too_many_requests));
        Mistakes const unasked = route.check_query(request.query);
        return unasked.empty() ? route.answer(rooms_, request) : http::refuse(request, unasked);
    });
}

/// The one place where a failure of the world becomes an answer.
Response HttpServer::guarded(Request const& request, std::function<Response()> const& make) {
    try {
        return make();
    } catch (std::runtime_error const& failure) {  // StoreFailure, system_error: the world
        log_.write(LogLevel::error, "failure", {{"id", request.request_id}, {"detail", failure.what()}});
        return http::refuse(request, just(Rule::busy));
    } catch (std::exception const& error) {
        log_.write(LogLevel::error, "bug", {{"id", request.request_id}, {"detail", error.what()}});
        return http::refuse(request, just(Rule::failed));
    }
}

std::optional<Mistakes> HttpServer::why_not_to_enter(Route const& route, Request& request) {
    if (route.scope()) return why_no_host(route, request);
    if (!may_enter(route, request)) return just(Rule::not_signed_in);
    Rights const needs = route.needs();
    if (needs.empty() || request.caller.rights.has_any(needs)) return std::nullopt;
    return lacks(list_of(needs).front());
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

// ---- What live streams and files are given ----------------------------------------------------------------

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

}  // namespace afterdesk::http
