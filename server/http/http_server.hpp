#pragma once
// The HTTP side of the server, put together: event loop, workers, router, live hub.

#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "http/admission.hpp"
#include "http/body_shares.hpp"
#include "http/downloads.hpp"
#include "http/event_loop.hpp"
#include "http/fair_queue.hpp"
#include "http/httplib_bridge.hpp"
#include "http/live_hub.hpp"
#include "http/log.hpp"
#include "http/stream_book.hpp"
#include "http/worker_pool.hpp"

namespace afterdesk::http {

struct HttpOptions {
    std::string host = "127.0.0.1";
    int port = 8080;  ///< 0 takes a free one
    int workers = 4;
    std::size_t longest_queue = 1'024;  ///< requests that wait for a worker
    PublicAddress address;
    std::string address_header;  ///< where a proxy on this machine names the client; empty: nowhere
    std::string version;
    bool demo = false;
    StaticFiles page, media;
    Rate rate;
    Rate host_rate;  ///< of each host's key
    LoopLimits limits;
    LiveTimes live;
    StreamLimits streams;
    BodyLimits bodies;
    QueueLimits passwords{2, 16, 256};
    QueueLimits pictures{2, 8, 64};
};

class HttpServer final : private LoopHandler {
  public:
    HttpServer(Service& service, Log const& log, HttpOptions options);
    ~HttpServer() override;

    /// Opens the port and begins to answer, on threads of its own. Errors: one sentence.
    std::optional<std::string> start();
    int port() const { return loop_.port(); }
    /// Stops taking requests, finishes those under way, ends the live streams. Waits for it.
    void stop();

    Metrics const& metrics() const { return metrics_; }
    LoopCounts const& counts() const { return loop_.counts(); }
    std::int64_t streams() const { return live_.streams(); }
    std::int64_t body_bytes() const { return bodies_.bytes(); }

  private:
    std::string refuse(std::optional<GateFault> fault, std::string_view bytes) override;
    std::optional<std::string> admit(Head const& head, Peer const& peer) override;
    std::optional<std::string> ask(ConnectionId connection, Head const& head, Peer const& peer) override;
    std::optional<std::string> at_once(Head const& head, Peer const& peer) override;
    void body_over(ConnectionId connection) override { bodies_.give_back(connection); }
    bool take(ConnectionId connection, RawRequest& request) override;
    std::string busy(Head const& head) override;
    void stream_drained(ConnectionId connection) override {
        if (!downloads_.drained(connection)) live_.drained(connection);
    }
    void stream_closed(ConnectionId connection) override {
        downloads_.closed(connection);
        streams_.leave(connection);
        live_.closed(connection);
    }

    std::string write_refusal(Response const& response, std::string const& request_id, bool without_body);
    struct Visit;
    using Respond = std::function<Response(Request& request)>;
    void serve(HttplibBridge& bridge, std::shared_ptr<Visit> const& visit, Respond const& respond);
    bool offer(std::shared_ptr<Visit> const& visit);
    std::string bytes_of(Visit const& visit, Response& response, bool keep) const;
    void answer(Visit const& visit, Response response, bool keep);
    void answer_when_written(std::shared_ptr<Visit> const& visit, Response response, bool keep);
    void ask_again(std::shared_ptr<Visit> const& visit);
    void open_live(HttplibBridge& bridge, Visit const& visit, Request const& request, Response response,
                   bool keep);
    void open_download(HttplibBridge& bridge, Visit const& visit, Response response);
    void begin_stream(HttplibBridge& bridge, Visit const& visit, Response& response);
    void serve_later(HttplibBridge& bridge, std::shared_ptr<Visit> const& visit, Later later);
    static void tell_log(Visit& visit, Request const& request, Response const& response);
    void note(Visit const& visit, Response const& response, std::size_t bytes);
    void look_at_head(ConnectionId connection, Head const& head, Peer const& peer);
    std::optional<Mistakes> why_not_to_come(ConnectionId connection, Request& request, Route const& route);
    Request request_of(Head const& head, Peer const& peer) const;
    void tell_whence(Request& request, Peer const& peer) const;
    Response respond(Request& request, Peer const& peer, Route const*& route);
    Response respond_by(Route const& route, Request& request);
    Response guarded(Request const& request, std::function<Response()> const& make);
    std::optional<Mistakes> why_not_to_enter(Route const& route, Request& request);
    bool may_enter(Route const& route, Request& request);
    bool identify(Request& request, wire::Audience audience);
    std::optional<Mistakes> why_no_host(Route const& route, Request& request);
    bool comes_too_often(Request const& request);
    LiveSource live_source();
    DownloadSink download_sink();
    void watch_numbers();
    void watch_machine();
    void watch_notifications();

    Service& service_;
    Log const& log_;
    HttpOptions options_;
    Router router_;
    Admission admission_;
    Metrics metrics_;
    std::atomic<bool> stopping_{false};
    LongPolls polls_;
    std::mutex host_rate_mutex_;
    RateLimit host_rate_;  ///< by key
    Rooms rooms_;
    EventLoop loop_;
    LiveHub live_;
    Downloads downloads_;
    BodyShares bodies_;
    StreamBook streams_;
    std::mutex opening_;  ///< a stream that begins is known to all before another one can take its place
    std::vector<std::unique_ptr<HttplibBridge>> bridges_;  ///< one for each worker
    WorkerPool workers_;
    std::vector<std::unique_ptr<HttplibBridge>> password_bridges_, picture_bridges_;
    FairQueue passwords_, pictures_;
    std::thread loop_thread_;
};

}  // namespace afterdesk::http
