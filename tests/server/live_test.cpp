// Live streams over real sockets: no event is lost or comes twice, whatever is cut; who does not read is
// dropped.
#include <algorithm>
#include <random>
#include <thread>

#include "http/event_loop.hpp"
#include "http/live_hub.hpp"
#include "server/raw_client.hpp"
#include "testing.hpp"

using namespace afterdesk;
using namespace afterdesk::http;
using test::RawClient;

namespace {

using std::chrono::milliseconds;

/// Numbered events in memory, as the store would keep them.
class Events {
  public:
    LiveEvent add(std::string const& buyer, std::string const& shop) {
        std::lock_guard const lock(mutex_);
        LiveEvent event;
        event.seq = static_cast<std::int64_t>(events_.size()) + 1;
        event.tenant = {"mall"};
        event.buyer = {buyer};
        event.shop = {shop};
        event.ticket_no = "T" + std::to_string(event.seq);
        event.order_no = "E1";
        events_.push_back(event);
        return event;
    }
    std::vector<LiveEvent> since(Caller const& caller, std::int64_t seq, int limit) {
        std::lock_guard const lock(mutex_);
        std::vector<LiveEvent> found;
        for (std::size_t i = static_cast<std::size_t>(seq); i < events_.size(); ++i) {
            bool const mine = caller.audience == wire::Audience::buyer
                                  ? events_[i].buyer.value == caller.actor_id
                                  : events_[i].shop == caller.shop;
            if (mine) found.push_back(events_[i]);
            if (static_cast<int>(found.size()) == limit) break;
        }
        return found;
    }
    std::int64_t head() {
        std::lock_guard const lock(mutex_);
        return static_cast<std::int64_t>(events_.size());
    }

  private:
    std::mutex mutex_;
    std::vector<LiveEvent> events_;
};

/// An event loop and a hub, without routes: GET /b1 streams buyer b1's events, /shop:s1 those of a shop.
class Streams final : private LoopHandler {
  public:
    explicit Streams(LoopLimits limits = {}, LiveTimes times = {})
        : loop_(limits, *this),
          hub_({[this](Caller const& c, std::int64_t seq, int limit) { return events.since(c, seq, limit); },
                [this](TenantId const&) { return events.head(); },
                [this](Caller const&, std::string const&) { return signed_in.load(); },
                [this](TenantId const&) { return floor.load(); }},
               {[this](ConnectionId c, std::string text) { loop_.push(c, std::move(text)); },
                [this](ConnectionId c) { loop_.drop(c); }},
               times) {
        REQUIRE_FALSE(loop_.listen("127.0.0.1", 0));
        thread_ = std::thread([this] { loop_.run(); });
    }
    ~Streams() override {
        loop_.stop();
        thread_.join();
        hub_.stop();
    }

    /// Commits an event and tells the hub.
    std::int64_t commit(std::string const& buyer, std::string const& shop = "s1") {
        LiveEvent const event = events.add(buyer, shop);
        hub_.news({event});
        return event.seq;
    }
    int port() const { return loop_.port(); }
    std::int64_t open_streams() const { return hub_.streams(); }
    std::int64_t dropped() const { return loop_.counts().slow_readers.load(); }

    Events events;
    std::atomic<bool> signed_in{true};
    std::atomic<std::int64_t> floor{0};  ///< the newest event that is not kept any more

  private:
    std::string refuse(std::optional<GateFault>, std::string_view) override {
        return "HTTP/1.1 400 Bad Request\r\n\r\n";
    }
    std::optional<std::string> admit(Head const&, Peer const&) override { return std::nullopt; }
    std::optional<std::string> ask(ConnectionId connection, Head const&, Peer const&) override {
        loop_.come(connection);
        return std::nullopt;
    }
    std::optional<std::string> at_once(Head const&, Peer const&) override { return std::nullopt; }
    void body_over(ConnectionId) override {}
    std::string busy(Head const&) override { return "HTTP/1.1 503 Busy\r\n\r\n"; }
    void stream_drained(ConnectionId connection) override { hub_.drained(connection); }
    void stream_closed(ConnectionId connection) override { hub_.closed(connection); }
    bool take(ConnectionId connection, RawRequest& request) override {
        LiveStart start;
        start.caller.tenant = {"mall"};
        std::string const who(request.head.path().substr(1));
        bool const shop = who.rfind("shop:", 0) == 0;
        start.caller.audience = shop ? wire::Audience::merchant : wire::Audience::buyer;
        shop ? start.caller.shop.value = who.substr(5) : start.caller.actor_id = who;
        std::string const last(request.head.header("last-event-id"));
        if (!last.empty()) start.last_seen = std::stoll(last);
        loop_.answer(connection, "HTTP/1.1 200 OK\r\n\r\n", Afterwards::stream);
        hub_.open(connection, std::move(start));
        return true;
    }

    EventLoop loop_;
    LiveHub hub_;
    std::thread thread_;
};

std::string listen_text(std::string const& who, std::string const& last_event_id = "") {
    std::vector<std::pair<std::string, std::string>> fields;
    if (!last_event_id.empty()) fields.emplace_back("Last-Event-ID", last_event_id);
    return test::request_text("GET", "/" + who, fields);
}

/// The number in a block of a stream, or -1.
std::int64_t id_of(std::string const& block) {
    std::size_t const at = block.find("id: ");
    return at == std::string::npos ? -1 : std::stoll(block.substr(at + 4));
}

/// Waits for something that another thread does.
template <class Condition>
bool eventually(Condition condition) {
    for (int i = 0; i < 1000 && !condition(); ++i) std::this_thread::sleep_for(milliseconds(10));
    return condition();
}

}  // namespace

TEST_CASE("a stream says hello with the newest number and then tells what was committed") {
    Streams streams;
    streams.commit("b1");
    RawClient client(streams.port());
    client.send(listen_text("b1"));
    CHECK(client.until("\r\n\r\n").find("200") != std::string::npos);
    CHECK(client.until("\n\n") == "retry: 2000\nid: 1\nevent: hello\ndata: {\"seq\":1}\n\n");
    streams.commit("b1");
    CHECK(
        client.until("\n\n") ==
        "id: 2\nevent: ticket\n"
        "data: {\"ticket_no\":\"T2\",\"order_no\":\"E1\",\"version\":0,\"state\":\"awaiting_merchant\"}\n\n");
}

TEST_CASE("who comes back from a place that is not kept, or never was, is told so and begins at the newest") {
    Streams streams;
    for (int i = 0; i < 5; ++i) streams.commit("b1");
    streams.floor = 3;
    struct Row {
        char const *last_seen, *from, *reset;
    };
    for (Row const& row : {Row{"2", "5", "not_kept"},
                           {"0", "5", "not_kept"},
                           {"6", "5", "unknown"},
                           {"-1", "5", "unknown"},
                           {"3", "3", ""},
                           {"4", "4", ""}}) {
        CAPTURE(row.last_seen);
        RawClient client(streams.port());
        client.send(listen_text("b1", row.last_seen));
        client.until("\r\n\r\n");
        std::string const reset(row.reset), from(row.from);
        if (!reset.empty())
            CHECK(client.until("\n\n") ==
                  "event: reset\ndata: {\"why\":\"" + reset + "\",\"seq\":" + from + "}\n\n");
        CHECK(client.until("\n\n").find("event: hello\ndata: {\"seq\":" + from + "}") != std::string::npos);
    }
}

TEST_CASE("a caller hears of his own only") {
    Streams streams;
    RawClient buyer(streams.port()), shop(streams.port());
    buyer.send(listen_text("b1"));
    shop.send(listen_text("shop:s2"));
    buyer.until("event: hello"), buyer.until("\n\n");
    shop.until("event: hello"), shop.until("\n\n");
    streams.commit("b2", "s1");
    streams.commit("b2", "s2");
    streams.commit("b1", "s1");
    CHECK(id_of(buyer.until("\n\n")) == 3);
    CHECK(id_of(shop.until("\n\n")) == 2);
}

TEST_CASE("who comes back with the last number he saw gets everything after it, page after page, once") {
    Streams streams({}, {milliseconds(20'000), 2'000, 7});
    for (int i = 0; i < 100; ++i) streams.commit(i % 2 == 0 ? "b1" : "b2");  // b1: 1, 3, 5 … 99
    RawClient client(streams.port());
    client.send(listen_text("b1", "9"));
    client.until("event: hello");
    CHECK(client.until("\n\n").find("{\"seq\":9}") != std::string::npos);
    for (std::int64_t want = 11; want <= 99; want += 2) CHECK(id_of(client.until("\n\n")) == want);
    CHECK(streams.commit("b1") == 101);
    CHECK(id_of(client.until("\n\n")) == 101);
}

TEST_CASE("a number that never was begins at the newest") {
    Streams streams;
    streams.commit("b1");
    RawClient client(streams.port());
    client.send(listen_text("b1", "999"));
    CHECK(client.until("\"seq\":1}").size() > 0);
}

TEST_CASE("listeners that are cut again and again while events are committed miss none and see none twice") {
    unsigned const seed = std::random_device{}();
    CAPTURE(seed);
    Streams streams({}, {milliseconds(20'000), 2'000, 5});
    constexpr int total = 600;
    std::thread writer([&] {
        for (int i = 0; i < total; ++i) {
            streams.commit("b1");
            if (i % 10 == 0) std::this_thread::sleep_for(milliseconds(1));
        }
    });
    std::vector<std::thread> listeners;
    std::vector<std::vector<std::int64_t>> seen(4);
    for (std::size_t who = 0; who < seen.size(); ++who) {
        listeners.emplace_back([&, who] {
            std::mt19937 random(seed + static_cast<unsigned>(who));
            while (seen[who].empty() || seen[who].back() < total) {
                RawClient client(streams.port());
                client.send(listen_text("b1", std::to_string(seen[who].empty() ? 0 : seen[who].back())));
                client.until("event: hello"), client.until("\n\n");
                for (auto left = random() % 40; left > 0; --left) {
                    std::string const block = client.until("\n\n");
                    if (id_of(block) < 0) break;
                    seen[who].push_back(id_of(block));
                    if (seen[who].back() == total) break;
                }
            }
        });
    }
    writer.join();
    for (std::thread& listener : listeners) listener.join();
    for (auto const& numbers : seen) {
        REQUIRE(numbers.size() == total);
        for (std::size_t i = 0; i < numbers.size(); ++i)
            CHECK(numbers[i] == static_cast<std::int64_t>(i) + 1);
    }
    CHECK(eventually([&] { return streams.open_streams() == 0; }));
}

TEST_CASE("a listener that does not read is dropped, the others go on") {
    LoopLimits limits;
    limits.stream_bytes = 16'384;
    limits.stream_socket_bytes = 8'192;
    limits.write_time = milliseconds(300);
    Streams streams(limits);
    RawClient lazy(streams.port(), 4096), eager(streams.port());
    lazy.send(listen_text("b1"));
    eager.send(listen_text("b1"));
    lazy.until("event: hello");
    eager.until("event: hello"), eager.until("\n\n");
    std::int64_t last = 0;
    for (int i = 0; i < 3'000; ++i) {
        last = streams.commit("b1");
        CHECK(id_of(eager.until("\n\n")) == last);
        if (streams.dropped() > 0) break;
    }
    CHECK(eventually([&] { return streams.dropped() == 1 && streams.open_streams() == 1; }));
    last = streams.commit("b1");
    CHECK(id_of(eager.until("\n\n")) == last);
    CHECK(lazy.ended());
}

TEST_CASE("a quiet stream shows that it lives, until its session is over") {
    Streams streams({}, {milliseconds(30), 2'000, 200});
    RawClient client(streams.port());
    client.send(listen_text("b1"));
    client.until("event: hello"), client.until("\n\n");
    CHECK(client.until("\n\n") == ":\n\n");
    CHECK(client.until("\n\n") == ":\n\n");
    streams.signed_in = false;
    CHECK(client.ended());
    CHECK(eventually([&] { return streams.open_streams() == 0; }));
}

TEST_CASE("many streams need no threads of their own") {
    Streams streams;
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 500; ++i) {
        clients.push_back(std::make_unique<RawClient>(streams.port()));
        clients.back()->send(listen_text("b1"));
    }
    for (auto& client : clients) client->until("event: hello"), client->until("\n\n");
    CHECK(streams.open_streams() == 500);
    std::int64_t const seq = streams.commit("b1");
    CHECK(
        std::all_of(clients.begin(), clients.end(), [&](auto& c) { return id_of(c->until("\n\n")) == seq; }));
    clients.clear();
    CHECK(eventually([&] { return streams.open_streams() == 0; }));
}
